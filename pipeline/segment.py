"""Segment: rows of mapped tables into single actions under their recommendations.

Geometry decides which outcome, lead, date and progress belongs to which action (see `pipeline.allot`); numbering
cross-checks. What no record takes up stays visible as unassigned lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractors.contract import Box, Colour, Line
from pipeline import allot
from pipeline.blocks import Block, read_blocks
from pipeline.items import Item, Numbering, split_items
from pipeline.map_columns import Column, MappedTable
from pipeline.passages import Passage, passage, together
from pipeline.stitch import StitchedCell

_SHARED = {"outcome", "success_measure", "monitoring", "resources"}
"""Fields whose cell always counts for every action beside it."""
_NUMBERED = {"progress", "lead", "deadline", "rag", "status", "completed", "outcome", "success_measure"}
_HEIGHTS = ("lead", "deadline", "progress", "rag", "status", "completed", "start", "accountable", "lead_accountable")


_HELD = {"lead", "deadline", "lead_accountable", "accountable", "lead_agency", "lead_delivery", "start"}
"""Fields of which one entry, set once beside several actions, holds for all of them."""


@dataclass(frozen=True, slots=True)
class RawAction:
    """One action as printed: passages by field, before any value is read."""

    block: int
    ref: str
    phase: str
    action: Passage
    stem: Passage
    fields: dict[str, Passage] = field(default_factory=dict)
    fills: dict[str, Colour] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()

    def get(self, name: str) -> Passage:
        """Passage of a field, empty where there is none."""
        return self.fields.get(name, Passage())


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
    aligned = _habits(blocks)
    for index, block in enumerate(blocks):
        result.used += block.lines
        result.actions += _actions(index, block, aligned, result)
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


def _beside(cells: Sequence[StitchedCell], column: Column, rows: tuple[int, int]) -> list[StitchedCell]:
    """Cells of a column that share a row with the given rows."""
    return [
        c
        for c in cells
        if c.row0 < rows[1] and c.row1 > rows[0] and min(c.col1, column.col1) - max(c.col0, column.col0) > 0
    ]


def _cell_items(block: Block) -> tuple[list[Item], list[Line]]:
    """Items of all action cells of a block, in order, and the lines of sub-headings."""
    at = Numbering()
    items: list[Item] = []
    phases: list[Line] = []
    numbered = any(cell.text.lstrip()[:1] in "(123456789" for cell in block.action_cells)
    for cell in block.action_cells:
        found, subheads = split_items(cell.lines, (cell.row0, cell.row1), at, numbered)
        items += found
        phases += subheads
    return items, phases


def _habits(blocks: Sequence[Block]) -> dict[str, bool]:
    """For each field, whether this document lines up several actions in one cell with what stands beside them."""
    votes: dict[str, list[bool | None]] = {name: [] for name in _HEIGHTS}
    for block in blocks:
        items, _ = _cell_items(block)
        for column in block.columns:
            if column.field not in votes:
                continue
            for cell in _beside(block.cells, column, block.rows):
                beside = _candidates(items, cell)
                if len(beside) > 1 and cell.lines:
                    votes[column.field].append(allot.alignment(cell.lines, [items[i] for i in beside]))
    return {name: v.count(True) > len(v) / 2 for name, v in votes.items()}


def _candidates(items: Sequence[Item], cell: StitchedCell) -> list[int]:
    return [i for i, item in enumerate(items) if item.row0 < cell.row1 and item.row1 > cell.row0]


def _actions(index: int, block: Block, aligned: dict[str, bool], result: Segmented) -> list[RawAction]:
    items, phases = _cell_items(block)
    result.used += phases
    items = _with_missing(items, block)
    drafts = [_Draft(item) for item in items]
    for column in block.columns:
        if column.field in {"action", "recommendation"}:
            continue
        for cell in _beside(block.cells, column, block.rows):
            _share(column, cell, drafts, aligned)
    _number_the_rest(drafts)
    actions = [draft.finish(index) for draft in drafts]
    result.used += [line for a in actions for p in (a.action, a.stem, *a.fields.values()) for line in p.lines]
    return actions


def _with_missing(items: list[Item], block: Block) -> list[Item]:
    """Add an item without text for each number that only the progress column bears."""
    found = list(items)
    for column in block.columns:
        if column.field != "progress":
            continue
        for cell in _beside(block.cells, column, block.rows):
            for line in cell.lines:
                label = allot.missing_label(line, found)
                if not label:
                    continue
                row = next((i.row0 for i in found if i.anchor >= (line.page, line.box.top)), cell.row1 - 1)
                item = Item(label, [], 0, row, row + 1, flags=["action_text_missing"])
                item.anchor = (line.page, line.box.top)
                place = max(
                    (n for n, i in enumerate(found, 1) if i.ref.isdigit() and int(i.ref) < int(label)), default=0
                )
                item.phase = found[place - 1].phase if place else ""
                found.insert(place, item)
    return found


@dataclass(slots=True)
class _Draft:
    """An action while its fields are gathered."""

    item: Item
    parts: dict[str, list[Passage]] = field(default_factory=dict)
    fills: dict[str, Colour] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)

    def add(self, column: Column, share: allot.Share) -> None:
        name = column.field if column.field not in {"extra", "other"} else f"extra:{column.heading}"
        text = passage(share.lines, share.cut, once=share.once)
        if text:
            self.parts.setdefault(name, []).append(text)
        self.headings[name] = column.heading
        self.rules[name] = share.rule
        self.item.flags += [f for f in share.flags if f not in self.item.flags]

    def finish(self, block: int) -> RawAction:
        item = self.item
        fields = {name: together(parts) for name, parts in self.parts.items()}
        action = passage(item.lines, item.cut)
        lines = [*item.stem, *item.lines, *(line for p in fields.values() for line in p.lines)]
        pages = tuple(sorted({line.page for line in item.lines or lines}))
        if len(pages) > 1:
            item.flags.append("continued_from_previous_page")
        return RawAction(
            block,
            item.ref,
            item.phase,
            action,
            passage(item.stem, item.stem_cut),
            fields,
            self.fills,
            self.headings,
            self.rules,
            tuple(dict.fromkeys(item.flags)),
            pages,
        )


def _share(column: Column, cell: StitchedCell, drafts: Sequence[_Draft], aligned: dict[str, bool]) -> None:
    items = [d.item for d in drafts]
    which = _candidates(items, cell)
    for index in which:
        if cell.fill is not None:
            drafts[index].fills[column.field] = cell.fill
        drafts[index].headings.setdefault(column.field, column.heading)
    if not which or not cell.lines:
        return
    merged = len({drafts[i].item.row0 for i in which}) > 1
    for share in _shares(column.field, cell.lines, items, _Beside(which, aligned.get(column.field, False), merged)):
        drafts[share.item].add(column, share)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The actions beside a cell, whether this column lines things up, and whether the cell is merged over rows."""

    which: list[int]
    habit: bool
    merged: bool


def _shares(name: str, lines: Sequence[Line], items: Sequence[Item], beside: _Beside) -> list[allot.Share]:
    which, habit, merged = beside.which, beside.habit, beside.merged
    if name in _NUMBERED:
        numbered = allot.by_number(lines, items, which)
        if numbered is not None:
            return numbered
    if len(which) == 1 or name in _SHARED:
        return allot.for_all(lines, which)
    exact = allot.alignment(lines, [items[i] for i in which])
    if exact and len(allot.line_groups(lines)) > 1:
        return allot.by_height(lines, items, which, hold=not habit)
    if merged:
        return allot.for_all(lines, which)
    units = _units(items, which)
    firsts = [unit[0] for unit in units]
    verdict = allot.alignment(lines, [items[i] for i in firsts])
    if verdict is None and name in _HELD and not allot.lines_up(lines, [items[i] for i in firsts]):
        return allot.for_all(lines, which)
    if len(units) > 1 and (habit if verdict is None else verdict):
        shares = allot.by_height(lines, items, firsts, hold=not habit)
        return [replace_item(s, i) for s in shares for i in units[firsts.index(s.item)]]
    return allot.for_all(lines, which)


def replace_item(share: allot.Share, item: int) -> allot.Share:
    """The same lines for another item of the same stem."""
    return replace(share, item=item, lines=list(share.lines))


def _units(items: Sequence[Item], which: Sequence[int]) -> list[list[int]]:
    """Items in groups that hang on one number: 1a, 1b, 1c together."""
    units: list[list[int]] = []
    for index in which:
        if units and items[index].unit == items[units[-1][0]].unit and items[index].unit:
            units[-1].append(index)
        else:
            units.append([index])
    return units


def _number_the_rest(drafts: Sequence[_Draft]) -> None:
    """A running number, flagged, for actions that bear none; a column of references comes first."""
    for position, draft in enumerate(drafts, start=1):
        if draft.item.ref:
            continue
        printed = draft.parts.get("ref")
        if printed:
            draft.item.ref = printed[0].text.strip("().: ")
        else:
            draft.item.ref = str(position)
            draft.item.flags.append("unnumbered")
