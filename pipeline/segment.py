"""Segment: rows of mapped tables into single actions under their recommendations.

Geometry decides which outcome, lead, date and progress belongs to which action (see `pipeline.allot`); numbering
cross-checks. What no record takes up stays visible as unassigned lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.contract import Box, Line
from pipeline import allot, in_order
from pipeline.block import Block
from pipeline.blocks import read_blocks
from pipeline.dittos import blanks_that_repeat, resolve_dittos
from pipeline.drafts import Draft, RawAction, add_below, candidates, colour_actions, share_cell
from pipeline.fields import Column
from pipeline.items import Item, Numbering, split_items
from pipeline.labels import bare_ref
from pipeline.logical_table import StitchedCell
from pipeline.map_columns import MappedTable
from pipeline.passages import clean
from pipeline.stems import hang_on_stems

_OF_BLOCKS = frozenset({"action", "recommendation", "recommendation_ref", "section"})
"""Columns that are read before the cells beside the actions are shared out."""
_HEIGHTS = ("lead", "deadline", "progress", "rag", "status", "completed", "start", "accountable", "lead_accountable")


@dataclass(slots=True)
class Segmented:
    """Blocks (recommendations) and their actions, and which lines were taken up."""

    blocks: list[Block]
    actions: list[RawAction]
    used: list[Line]
    furniture: list[Line]
    unassigned: list[tuple[Line, Box]]


def segment(tables: Sequence[MappedTable], body_lines: Sequence[Line]) -> Segmented:
    """Cut mapped tables into actions.

    Args:
        tables: Mapped tables in reading order; those without a column of actions are passed over.
        body_lines: Lines outside tables, for the headings of sections.
    """
    blocks, bands = read_blocks(tables, body_lines)
    result = Segmented(blocks, [], list(bands), [], [])
    found = [_cell_items(block) for block in blocks]
    items_of = [items for items, _ in found]
    aligned = _habits(blocks, items_of)
    aligned["outcome"] = _one_outcome(blocks, items_of)
    aligned["braces"] = any(
        allot.is_braced(cell.lines) for table in tables if table.has_actions for cell in table.table.cells
    )
    ordered = in_order.habits(_beside_several(blocks, items_of))
    for index, block in enumerate(blocks):
        items, phases = found[index]
        result.used += [*block.lines, *phases]
        result.actions += _actions(index, items, (aligned, ordered), result)
    result.actions = _under_their_number(result.actions, blocks)
    tables_of = [id(block.table) for block in blocks]
    blanks = blanks_that_repeat(" ".join(line.text for line in body_lines))
    result.actions = resolve_dittos(result.actions, tables_of, blanks)
    for table in tables:
        if table.has_actions:
            result.furniture += table.table.repeated
            result.furniture += _heading_lines(table)
    _collect_unassigned(tables, result)
    return result


def _heading_lines(table: MappedTable) -> Iterable[Line]:
    headed = {row.index for row in table.rows if row.kind == "heading"}
    return [line for cell in table.table.cells if cell.row0 in headed for line in cell.lines]


def _collect_unassigned(tables: Sequence[MappedTable], result: Segmented) -> None:
    known = {id(line) for line in result.used} | {id(line) for line in result.furniture}
    for table in tables:
        if not table.has_actions:
            continue
        for cell in table.table.cells:
            for line in cell.lines:
                if id(line) not in known:
                    result.unassigned.append((line, line.box))


def _cell_items(block: Block) -> tuple[list[Item], list[Line]]:
    """Items of all action cells of a block, in order, and the lines of sub-headings."""
    at = Numbering()
    items: list[Item] = []
    phases: list[Line] = []
    bands = dict(block.phases)
    numbered = any(cell.text.lstrip()[:1] in "(123456789" for cell in block.action_cells)
    for cell in block.action_cells:
        for row in [row for row in bands if row < cell.row0]:
            at.phase = bands.pop(row)
        ref = _governs(cell, block)
        if ref or block.is_phase(cell):
            at.phase = clean(cell.text).strip(" :")
            phases += [*(ref.lines if ref else ()), *cell.lines]
            continue
        found, subheads = split_items(cell.lines, (cell.row0, cell.row1), at, numbered)
        items += [item for item in found if _says_something(item)]
        phases += subheads
    return items, phases


def _says_something(item: Item) -> bool:
    """Whether an item has a word; signs alone (`# # #`, `- - -`) stay text that no record holds."""
    return any(c.isalnum() for line in (*item.stem, *item.lines) for c in line.text)


def _governs(cell: StitchedCell, block: Block) -> StitchedCell | None:
    """The number of a row that is an objective over the next ones: nothing else stands in it, `1.1` above `1.1.1`."""
    numbered = {column.col0 for column in block.columns if column.field == "ref"}
    own, below = (
        next((c for c in block.table.row_cells(row) if c.col0 in numbered), None) for row in (cell.row0, cell.row1)
    )
    if own is None or below is None or not own.text.strip():
        return None
    beside = (c for c in block.table.cells_over((cell.row0, cell.row0 + 1)) if c.text.strip())
    alone = all(c is cell or c is own or c.row1 - c.row0 > 1 for c in beside)
    return own if alone and bare_ref(below.text).startswith(f"{bare_ref(own.text)}.") else None


def _habits(blocks: Sequence[Block], items_of: Sequence[list[Item]]) -> dict[str, bool]:
    """For each field, whether this document lines up several actions in one cell with what stands beside them."""
    votes: dict[str, list[bool | None]] = {name: [] for name in _HEIGHTS}
    for block, items in zip(blocks, items_of, strict=True):
        for column in block.columns:
            if column.field not in votes:
                continue
            for cell in block.beside(column):
                beside = candidates(items, cell)
                if len(beside) > 1 and cell.lines:
                    votes[column.field].append(allot.alignment(cell.lines, [items[i] for i in beside]))
    return {name: bool(v) and v.count(True) >= len(v) / 2 for name, v in votes.items()}


def _beside_several(blocks: Sequence[Block], items_of: Sequence[list[Item]]) -> Iterator[in_order.Beside]:
    """Cells with several actions beside them in one row, whose lines bear no numbers of actions."""
    for block, printed in zip(blocks, items_of, strict=True):
        items = _with_missing(printed, block)
        for column in block.columns:
            for cell in block.beside(column):
                which = candidates(items, cell)
                one_row = len({items[i].row0 for i in which}) == 1
                if len(which) > 1 and one_row and cell.lines and allot.by_number(cell.lines, items, which) is None:
                    yield in_order.Beside(column.field, cell, items, which)


def _one_outcome(blocks: Sequence[Block], items_of: Sequence[list[Item]]) -> bool:
    """Whether this document gives each recommendation one outcome, in one cell beside all of its rows."""
    whole = []
    for block, items in zip(blocks, items_of, strict=True):
        column = next((c for c in block.columns if c.field == "outcome"), None)
        several = block.rows[1] - block.rows[0] > 1 or len(items) > 1
        if column is None or len(block.pages) != 1 or not several:
            continue
        whole.append(len(block.beside(column)) == 1)
    return len(whole) >= 2 and all(whole)


def _actions(
    index: int, items: list[Item], habits: tuple[dict[str, bool], in_order.Ordered], result: Segmented
) -> list[RawAction]:
    """Actions of a block; `habits` are what the document lines up, and what it has in the order of the actions."""
    aligned, _ = habits
    block = result.blocks[index]
    before = sum(_same_recommendation(result.blocks[a.block], block) for a in result.actions)
    items = _with_missing(items, block)
    drafts = [Draft(item) for item in items]
    for cell in block.action_cells:
        colour_actions(cell, drafts)
    for column in block.columns:
        if column.field in _OF_BLOCKS:
            continue
        cells = block.beside(column)
        if column.field == "outcome" and aligned["outcome"] and len(cells) > 1:
            cells = [_joined(cells)]
        _share_out(column, cells, block, drafts, habits)
    drafts = hang_on_stems(drafts)
    for draft in drafts:
        if block.outcome:
            draft.take_outcome(block.outcome)
        for name, (label, said) in block.facts.items():
            if name not in draft.parts:
                draft.parts[name], draft.rules[name], draft.headings[name] = [said], "band", label
    _number_the_rest(drafts, before)
    actions = [draft.finish(index) for draft in drafts]
    result.used += [line for a in actions for p in (a.action, a.stem, *a.fields.values()) for line in p.lines]
    return actions


def _share_out(
    column: Column,
    cells: Sequence[StitchedCell],
    block: Block,
    drafts: Sequence[Draft],
    habits: tuple[dict[str, bool], in_order.Ordered],
) -> None:
    """Give the cells of a column to the actions beside them, and progress in a row of its own to the action above."""
    aligned, ordered = habits
    torn = _pair_torn(column, cells, drafts) if column.field in ordered.fields else []
    items = [draft.item for draft in drafts]
    for cell in cells:
        if column.field == "progress" and block.is_alone(cell) and not candidates(items, cell):
            add_below(column, cell, drafts)
        elif cell not in torn:
            share_cell(column, cell, drafts, aligned, ordered)


def _pair_torn(column: Column, cells: Sequence[StitchedCell], drafts: Sequence[Draft]) -> list[StitchedCell]:
    """Share out cells that a page break cut between actions, and tell which they are."""
    items = [draft.item for draft in drafts]
    besides = [in_order.Beside(column.field, cell, items, candidates(items, cell)) for cell in cells]
    torn: list[StitchedCell] = []
    for parts in in_order.torn([beside for beside in besides if beside.which]):
        for share in in_order.pair(in_order.join(parts)) or ():
            drafts[share.item].add(column, share)
        torn += [beside.cell for beside in parts]
    return torn


def _same_recommendation(one: Block, other: Block) -> bool:
    return (one.section, one.kind, one.ref, one.text) == (other.section, other.kind, other.ref, other.text)


def _joined(cells: Sequence[StitchedCell]) -> StitchedCell:
    """Cells of one column, cut by page breaks, as one cell beside all of their rows."""
    return replace(
        cells[0],
        row1=cells[-1].row1,
        lines=tuple(line for c in cells for line in c.lines),
        boxes=tuple(box for c in cells for box in c.boxes),
    )


def _with_missing(items: list[Item], block: Block) -> list[Item]:
    """Add an item without text for each number that only the progress column bears."""
    found = list(items)
    for column in block.columns:
        if column.field != "progress":
            continue
        for cell in block.beside(column):
            for line in cell.lines:
                label = allot.missing_label(line, found)
                if not label:
                    continue
                row = next((i.row0 for i in found if i.anchor >= line.at), cell.row1 - 1)
                item = Item(label, [], 0, row, row + 1, flags=["action_text_missing"])
                item.anchor = line.at
                place = max(
                    (n for n, i in enumerate(found, 1) if i.ref.isdigit() and int(i.ref) < int(label)), default=0
                )
                item.phase = found[place - 1].phase if place else ""
                found.insert(place, item)
    return found


def _under_their_number(actions: Sequence[RawAction], blocks: Sequence[Block]) -> list[RawAction]:
    """Actions with the recommendation that their own numbers name, where it comes next.

    A merged cell may print its text on the second of two pages only: `4.1` at the foot of the first page then stands
    below recommendation 3.
    """
    placed: list[RawAction] = []
    for action in reversed(actions):
        own = blocks[action.block].ref
        after = placed[-1].block if placed else action.block
        number = blocks[after].ref
        numbered = bool(own and number) and after == action.block + 1 and action.ref.startswith(f"{number}.")
        moves = numbered and not action.ref.startswith(f"{own}.")
        placed.append(replace(action, block=after) if moves else action)
    return placed[::-1]


def _number_the_rest(drafts: Sequence[Draft], before: int) -> None:
    """A running number, flagged, for actions that bear none; a column of references comes first.

    Args:
        drafts: Actions of one block.
        before: Actions that the same recommendation has in blocks before it.
    """
    for position, draft in enumerate(drafts, start=before + 1):
        printed = draft.parts.get("ref")
        if draft.item.ref:
            number = bare_ref(printed[0].text) if printed and draft.item.ref.isalpha() else ""
            draft.item.ref = f"{number if number[-1:].isdigit() else ''}{draft.item.ref}"
        elif printed:
            draft.item.ref = bare_ref(printed[0].text)
        else:
            draft.item.ref = str(position)
            draft.item.flags.append("unnumbered")
