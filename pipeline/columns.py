"""Columns: which field each column of a table holds, by its heading, its neighbours and the cells below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.contents import guess_field
from pipeline.fields import Column, dated, settle, tells_former
from pipeline.headings import hint_heading, match_heading
from pipeline.label_fields import tells_dated_progress
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.passages import clean
from pipeline.stand_ins import with_true_actions

_HEADING_WORDS = 8
_COARSER = 0.7
"""Share of an action column's filled cells below which a column to its left spans several actions."""

_LEVEL = re.compile(r"(?:h|m|l|hi|lo|high|medium|med|low|urgent|essential|desirable|critical)\.?", re.IGNORECASE)
_REMARK = 3
"""Words that remarks have on average, at the least."""
_WORDY = {"recommendation", "action", "outcome"}
"""Fields whose cells hold sentences."""
_DATES = {"deadline_original", "deadline_revised"}
"""Fields beside which one more column of dates is no deadline for its dates alone."""
_SURE = 0.5
"""Share of a heading that must name its field for it to count more than the cells below."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Columns read from contents alone, from a row on, and whether that row holds headings of unknown words."""

    row: int
    columns: tuple[Column, ...]
    headed: bool


def complete(columns: tuple[Column, ...], table: LogicalTable, row: int) -> tuple[Column, ...]:
    """Columns whose headings are unknown or stand twice, by the cells below them.

    Args:
        columns: Columns by their headings.
        table: The table.
        row: First row below the headings.
    """
    below = rows_below(table, row)
    columns = with_true_actions(columns, table, below)
    columns = tuple(part for column in columns for part in _with_numbers(column, table, below))
    held = {c.field for c in columns}
    found: list[Column] = []
    for column in _without_levels(columns, table, below):
        late = {"ref"} if any(c.field == "action" for c in found) else set()
        found.append(_completed(column, _texts(table, column, below), held | late))
        held.add(found[-1].field)
    return settle(_one_action(tuple(found), table, below))


def _without_levels(columns: tuple[Column, ...], table: LogicalTable, below: range) -> list[Column]:
    """The columns; one of mere levels (`Priority`: H, M, L) or of numbers beside the recommendations is none itself."""
    found = []
    named = sum(c.field == "recommendation" for c in columns)
    for column in columns:
        filled = [t.strip() for t in _texts(table, column, below) if t.strip()]
        levels = bool(filled) and all(_LEVEL.fullmatch(text) for text in filled)
        if column.field in _WORDY and levels:
            found.append(replace(column, field="extra"))
        elif column.field == "recommendation" and named > 1 and guess_field([*filled, *filled]) == "ref":
            found.append(replace(column, field="ref", by="contents"))
        else:
            found.append(column)
    return found


def _completed(column: Column, texts: Sequence[str], held: set[str]) -> Column:
    """A column of unknown heading by its cells, or else by a word of the heading; unchanged where a field is held."""
    known = match_heading(column.heading)
    former = known is not None and known.field in held and tells_former(column.heading)
    if column.field != "extra" or former or (known is not None and known.field == "other"):
        return column
    said, hinted = guess_field(texts), hint_heading(column.heading)
    if said == "deadline" and held & {said, *_DATES}:
        said = "" if dated(column.heading) in held else dated(column.heading)
    if said and said not in held:
        return replace(column, field=said, by="contents")
    if not said and known is None and tells_dated_progress(column.heading) and _is_wordy(texts):
        return replace(column, field="progress")
    return replace(column, field=hinted) if hinted and hinted not in held else column


def _is_wordy(texts: Sequence[str]) -> bool:
    """Whether a column holds remarks, and not mere figures, ticks or names of months."""
    filled = [t for t in texts if t.strip()]
    return sum(len(t.split()) for t in filled) >= _REMARK * len(filled) > 0


def _with_numbers(column: Column, table: LogicalTable, below: range) -> tuple[Column, ...]:
    """A column, or a column of numbers and the rest of it where one heading stands over both."""
    if column.field not in {"action", "recommendation"} or column.col1 - column.col0 < 2:
        return (column,)
    inside = [c for c in table.cells if c.row0 in below and column.col0 <= c.col0 and c.col1 <= column.col1]
    edge = min((c.col1 for c in inside if c.col0 == column.col0 and c.col1 < column.col1), default=column.col1)
    numbers = replace(column, field="ref", heading="", col1=edge, by="contents")
    if edge == column.col1 or guess_field(_texts(table, numbers, below)) != "ref":
        return (column,)
    return (numbers, replace(column, col0=edge))


def _one_action(columns: tuple[Column, ...], table: LogicalTable, below: range) -> tuple[Column, ...]:
    """Of several columns of actions the one with the most entries; one to its left says what they serve."""
    actions = [c for c in columns if c.field == "action"]
    if len(actions) < 2:
        return columns
    counts = {c: sum(bool(t.strip()) for t in _texts(table, c, below)) for c in actions}
    chosen = max(reversed(actions), key=lambda c: counts[c])
    serves = any(c.field == "recommendation" for c in columns)
    return tuple(
        c
        if c not in counts or c is chosen
        else replace(c, field="extra" if serves or c.col0 > chosen.col0 else "recommendation")
        for c in columns
    )


def guess_columns(table: LogicalTable) -> Guess | None:
    """Columns of a table without known headings, or `None` where its cells do not show actions, leads and dates."""
    row = next((r for r in range(len(table.rows)) if len(_filled(table, r)) >= 3), None)
    if row is None:
        return None
    cells = table.row_cells(row)
    below = range(row + 1, len(table.rows))
    found = []
    for cell in cells:
        column = Column("extra", clean(cell.text), cell.col0, cell.col1, "contents")
        texts = [text for text in _texts(table, column, below) if clean(text) != column.heading]
        found.append(replace(column, field=guess_field(texts) or "extra"))
    found = [replace(c, field="extra") if c.field == "ref" and c is not found[0] else c for c in found]
    headed = _are_headings(found)
    columns = _by_headings(found) if headed else tuple(replace(c, heading="") for c in found)
    if not {"action", "lead", "deadline"} <= {c.field for c in columns}:
        return None
    return Guess(row, _with_coarser(_one_action(columns, table, below), table, below), headed)


def _are_headings(columns: Sequence[Column]) -> bool:
    """Whether the texts above the contents are headings: short, and known ones or unlike what stands below."""
    texts = [c.heading for c in columns]
    if any(len(text.split()) > _HEADING_WORDS or text.endswith(".") for text in texts):
        return False
    known = sum(match_heading(text) is not None for text in texts)
    alike = any(c.field in {"lead", "deadline", "ref"} and guess_field([c.heading] * 2) == c.field for c in columns)
    return known >= 0.5 * len(texts) or not alike


def _by_headings(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns read by their contents, with the fields that known headings name first."""
    named = [_by_heading(c) for c in columns]
    held = {c.field for c in named if c.by == "heading"}
    settled: list[Column] = []
    for column in named:
        doubtful = column.by == "contents" and column.field in {*held, "extra"}
        if doubtful and column.field == "deadline" and dated(column.heading):
            settled.append(replace(column, field=dated(column.heading)))
        else:
            settled.append(_completed(replace(column, field="extra"), [], held) if doubtful else column)
        held.add(settled[-1].field)
    return tuple(settled)


def _by_heading(column: Column) -> Column:
    match = match_heading(column.heading)
    if not match or match.score < _SURE:
        return column
    return replace(column, field="extra" if match.field == "other" else match.field, by="heading")


def _with_coarser(columns: tuple[Column, ...], table: LogicalTable, below: range) -> tuple[Column, ...]:
    """A column of text to the left of the actions that has far fewer entries says what they serve."""
    action = next(c for c in columns if c.field == "action")
    entries = sum(bool(t.strip()) for t in _texts(table, action, below))
    for column in columns:
        texts = [t for t in _texts(table, column, below) if t.strip()]
        wordy = texts and sum(len(t.split()) for t in texts) >= 4 * len(texts)
        if column.field == "extra" and column.col0 < action.col0 and wordy and len(texts) < _COARSER * entries:
            return tuple(replace(c, field="recommendation") if c is column else c for c in columns)
    return columns


def rows_below(table: LogicalTable, row: int) -> range:
    """Rows from one on, down to the next row of headings."""
    end = row
    while end < len(table.rows) and end not in table.headings:
        end += 1
    return range(row, end)


def _texts(table: LogicalTable, column: Column, rows: range) -> list[str]:
    cells = (c for row in rows for c in table.row_cells(row))
    return [c.text for c in cells if column.col0 <= c.col0 and c.col1 <= column.col1]


def _filled(table: LogicalTable, row: int) -> list[StitchedCell]:
    return [c for c in table.row_cells(row) if c.text.strip()]
