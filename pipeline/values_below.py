"""Rows over the whole width that say more of the action above them: `Progress: ...` below each row of a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.contract import Line
from pipeline.headings import match_heading
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.passages import clean

_LABEL = re.compile(r"^\s*(?P<label>[A-Z][^:.;]{2,45}?)\s*:\s*(?=\S)")
_SURE = 0.5
"""Share of a label that must name its field."""
_FEWEST = 2
"""Rows of values that make a habit."""
_WIDTH = 100.0
"""Points of a column that no page shows."""
_VALUES = frozenset(
    {"progress", "status", "rag", "success_measure", "monitoring", "resources", "lead", "deadline", "completed"}
)


@dataclass(frozen=True, slots=True)
class _Value:
    """What a row over the whole width says of the row above it."""

    field: str
    label: str
    cut: int


def with_values_beside(tables: Sequence[LogicalTable]) -> list[LogicalTable]:
    """The tables, with rows of labelled values as columns of the rows that they stand below.

    Args:
        tables: Whole tables in reading order.
    """
    return [_raised(table) or table for table in tables]


def _raised(table: LogicalTable) -> LogicalTable | None:
    heads = sorted(table.headings)
    values = _values(table, heads[0]) if heads else {}
    own = {m.field for r in heads for c in table.row_cells(r) if (m := match_heading(clean(c.text)))}
    fields = list(dict.fromkeys(value.field for value in values.values()))
    if len(values) < _FEWEST or own & set(fields):
        return None
    return _rebuilt(table, heads, values, fields)


def _values(table: LogicalTable, head: int) -> dict[int, _Value]:
    """The rows below the headings that are values of a row above them."""
    found: dict[int, _Value] = {}
    for row in range(head + 2, len(table.rows)):
        value = _value(table, row)
        body = row - 1 in found or sum(bool(c.text.strip()) for c in table.row_cells(row - 1)) >= _FEWEST
        if value is not None and body and row - 1 not in table.headings:
            found[row] = value
    return found


def _value(table: LogicalTable, row: int) -> _Value | None:
    filled = [c for c in table.row_cells(row) if c.text.strip()]
    width = len(table.xs) - 1
    if len(filled) != 1 or filled[0].col1 - filled[0].col0 < max(2, width - 1):
        return None
    label = _LABEL.match(filled[0].lines[0].text)
    match = match_heading(label["label"]) if label else None
    if label is None or match is None or match.score < _SURE or match.field not in _VALUES:
        return None
    dated = any(c.isdigit() for c in label["label"])
    return _Value(match.field, label["label"], 0 if dated else label.end())


def _rebuilt(
    table: LogicalTable, heads: Sequence[int], values: Mapping[int, _Value], fields: Sequence[str]
) -> LogicalTable:
    width = len(table.xs) - 1
    kept = [row for row in range(len(table.rows)) if row not in values]
    place = {row: n for n, row in enumerate(kept)}
    for row in sorted(values):
        place[row] = place[row - 1]
    rows = [tuple(p for r in range(len(table.rows)) if place[r] == n for p in table.rows[r]) for n in range(len(kept))]
    cells = []
    for cell in table.cells:
        col1 = width + len(fields) if cell.col0 == 0 and cell.col1 == width > 1 else cell.col1
        moved = replace(cell, row0=place[cell.row0], row1=place[cell.row1 - 1] + 1, col1=col1)
        if cell.row0 not in values:
            cells.append(moved)
        elif cell.text.strip():
            value = values[cell.row0]
            col = width + fields.index(value.field)
            cells.append(replace(moved, col0=col, col1=col + 1, lines=_without_label(cell.lines, value.cut)))
    labels = {value.field: value.label for value in reversed(list(values.values()))}
    for row in heads:
        over = next(c for c in table.row_cells(row) if c.text.strip())
        for col, field in enumerate(fields, width):
            line = Line(over.boxes[0][0], (), over.boxes[0][1], labels[field])
            cells.append(StitchedCell(place[row], place[row] + 1, col, col + 1, (line,), over.boxes))
    xs = (*table.xs, *(table.xs[-1] + _WIDTH * n for n in range(1, len(fields) + 1)))
    return LogicalTable(xs, tuple(rows), tuple(cells), table.extractor, table.repeated)


def _without_label(lines: tuple[Line, ...], cut: int) -> tuple[Line, ...]:
    first = lines[0]
    return (Line(first.page, first.words, first.box, first.text[cut:]), *lines[1:])
