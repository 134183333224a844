"""Drafts: single actions while the cells beside them are shared out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.contract import Colour, Line
from pipeline import allot, in_order
from pipeline.fields import Column
from pipeline.items import Item
from pipeline.logical_table import StitchedCell
from pipeline.passages import Passage, passage, together

_SHARED = {"outcome", "success_measure", "monitoring", "resources"}
"""Fields whose cell always counts for every action beside it."""
_NUMBERED = {"progress", "lead", "deadline", "rag", "status", "completed", "outcome", "success_measure"}
_BY_HEADING = {"extra", "milestone"}
"""Fields that several columns may have, told apart by their headings."""
_SIGNS = {"rag", "status"}
"""Fields in which a dot or square is no bullet but the value, told by its colour."""
_HELD = {"lead", "deadline", "lead_accountable", "accountable", "lead_agency", "lead_delivery", "start"}
"""Fields of which one entry, set once beside several actions, holds for all of them."""

_NOTHING = Passage()


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
        return self.fields.get(name, _NOTHING)


def candidates(items: Sequence[Item], cell: StitchedCell) -> list[int]:
    """Places of the items that share a row with a cell."""
    return [i for i, item in enumerate(items) if item.row0 < cell.row1 and item.row1 > cell.row0]


@dataclass(slots=True)
class Draft:
    """An action while its fields are gathered."""

    item: Item
    parts: dict[str, list[Passage]] = field(default_factory=dict)
    fills: dict[str, Colour] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)

    def add(self, column: Column, share: allot.Share) -> None:
        """Take up a share of a cell of that column."""
        name = f"{column.field}:{column.heading}" if column.field in _BY_HEADING else column.field
        text = passage(share.lines, share.cut, once=share.once)
        if not text and column.field in _SIGNS:
            signs = " ".join(line.text.strip() for line in share.lines)
            text = replace(text, text=signs, printed=signs)
        if text:
            text = replace(text, lines=(*text.lines, *share.signs)) if share.signs else text
            self.parts.setdefault(name, []).append(text)
        self.headings[name] = column.heading
        self.rules[name] = share.rule
        self.item.flags += [f for f in share.flags if f not in self.item.flags]

    def take_outcome(self, outcome: Passage) -> None:
        """Take up the outcome of the recommendation; an outcome of the action alone is how that one is measured."""
        if "outcome" in self.parts and self.rules["outcome"] == "row" and "success_measure" not in self.parts:
            self.parts["success_measure"] = self.parts.pop("outcome")
            self.rules["success_measure"] = self.rules.pop("outcome")
            self.headings["success_measure"] = self.headings.pop("outcome", "")
        if "outcome" not in self.parts:
            self.parts["outcome"], self.rules["outcome"] = [outcome], "band"

    def finish(self, block: int) -> RawAction:
        """The action as printed, under the block of that place."""
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


def colour_actions(cell: StitchedCell, drafts: Sequence[Draft]) -> None:
    """Note the colour of a cell of actions for each of them."""
    if cell.fill is not None:
        for index in candidates([draft.item for draft in drafts], cell):
            drafts[index].fills["action"] = cell.fill


def add_below(column: Column, cell: StitchedCell, drafts: Sequence[Draft]) -> None:
    """Give a cell that stands alone in its row to the action above it, which goes on there."""
    above = [draft for draft in drafts if draft.item.row1 <= cell.row0]
    if above and cell.lines:
        above[-1].add(column, allot.Share(len(above) - 1, list(cell.lines), rule="held"))


def share_cell(
    column: Column, cell: StitchedCell, drafts: Sequence[Draft], aligned: dict[str, bool], ordered: in_order.Ordered
) -> None:
    """Give the lines of a cell to the actions beside it.

    Args:
        column: Column of the cell.
        cell: The cell.
        drafts: All actions of the block.
        aligned: What this document lines up with its actions, by field.
        ordered: What this document has in the order of its actions, one entry for each.
    """
    items = [d.item for d in drafts]
    which = candidates(items, cell)
    for index in which:
        if cell.fill is not None:
            drafts[index].fills[column.field] = cell.fill
        drafts[index].headings.setdefault(column.field, column.heading)
    if not which or not cell.lines:
        return
    merged = len({drafts[i].item.row0 for i in which}) > 1
    counted = ordered.beside(in_order.Beside(column.field, cell, items, which))
    beside = _Beside(which, aligned.get(column.field, False), merged, aligned.get("braces", False), counted)
    for share in _shares(column.field, cell.lines, items, beside):
        drafts[share.item].add(column, share)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The actions beside a cell, and what is known of the column and the document."""

    which: list[int]
    habit: bool
    """Whether this column lines things up with actions."""
    merged: bool
    """Whether the cell is merged over rows."""
    braces: bool
    """Whether the document braces what holds for several actions, so that nothing else does."""
    counted: in_order.Beside | None
    """The cell, where its column has an entry for each action."""


def _shares(name: str, lines: Sequence[Line], items: Sequence[Item], beside: _Beside) -> list[allot.Share]:
    which, habit, merged = beside.which, beside.habit, beside.merged
    if name in _NUMBERED:
        numbered = allot.by_number(lines, items, which)
        if numbered is not None:
            return numbered
    if len(which) == 1 or name in _SHARED:
        return allot.for_all(lines, which)
    braced = allot.by_brace(lines, items, which)
    if braced is not None:
        return braced
    exact = allot.alignment(lines, [items[i] for i in which]) and len(allot.line_groups(lines)) > 1
    if exact and (habit or beside.counted or lines[0].opens is None):
        return allot.by_height(lines, items, which, hold=not habit)
    if merged:
        return allot.for_all(lines, which)
    if beside.counted is not None:
        return _in_order(beside.counted, _by_units(name, lines, items, beside))
    return _by_units(name, lines, items, beside)


def _in_order(counted: in_order.Beside, otherwise: list[allot.Share]) -> list[allot.Share]:
    paired = in_order.pair(counted)
    if paired is None and in_order.is_unclear(counted):
        return [replace(share, flags=[*share.flags, "pairing_unclear"]) for share in otherwise]
    return otherwise if paired is None else paired


def _by_units(name: str, lines: Sequence[Line], items: Sequence[Item], beside: _Beside) -> list[allot.Share]:
    """By height for actions with numbers of their own, else for all."""
    which, habit = beside.which, beside.habit
    units = _units(items, which)
    firsts = [unit[0] for unit in units]
    verdict = allot.alignment(lines, [items[i] for i in firsts])
    held = name in _HELD and not (beside.braces and habit)
    if verdict is None and held and not allot.lines_up(lines, [items[i] for i in firsts]):
        return allot.for_all(lines, which)
    if len(units) > 1 and (habit if verdict is None else verdict) and allot.tells_heights(lines):
        shares = allot.by_height(lines, items, firsts, hold=not habit)
        return [replace(s, item=i, lines=list(s.lines)) for s in shares for i in units[firsts.index(s.item)]]
    return allot.for_all(lines, which)


def _units(items: Sequence[Item], which: Sequence[int]) -> list[list[int]]:
    """Items in groups that hang on one number: 1a, 1b, 1c together."""
    units: list[list[int]] = []
    for index in which:
        if units and items[index].unit == items[units[-1][0]].unit and items[index].unit:
            units[-1].append(index)
        else:
            units.append([index])
    return units
