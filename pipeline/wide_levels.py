"""Rows of two parts that were found by their text alone, each where the other one shows it too.

Without rules, a line of text may be taken for a row of its own, and the title above a table for its first row. In two
parts of one sheet, rows begin at the same heights: what begins on one side only and bears no key is no row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.contract import Cell, Line, RawTable, around
from pipeline.raw_rows import row_count
from pipeline.wide_rows import Match

_NEAR = 1.6
"""Points by which two beginnings of one row may differ."""
_FEWEST = 3
"""Rows, headings among them, that must begin on both sides."""
_SHARED = 0.7
"""Share of the rows of the part that has fewer which must begin on both sides."""
_ALONE = 0.3
"""Rows that may begin on one side only, as a share of the others."""
_UNEVEN = 2.0
"""Points by which the heights of rows must differ at least to tell one table from another."""
_DRAWN = {"ruled", "fills", "tagged"}
"""Extractors whose rows are drawn or declared."""


@dataclass(frozen=True, slots=True)
class Levelled:
    """Two parts with the same rows, how many of them are headings, and lines above the first row of either."""

    left: RawTable
    right: RawTable
    heads: int
    above: tuple[Line, ...]
    match: Match


def level(left: RawTable, right: RawTable, heads: tuple[int, int]) -> Levelled | None:
    """Two parts cut into the rows that both of them show; nothing where their rows are drawn, or hardly agree.

    Args:
        left: The left part.
        right: The right part.
        heads: Rows of headings on either.
    """
    if {left.extractor, right.extractor} <= _DRAWN:
        return None
    one, other = _starts(left), _starts(right)
    common = [y for y in one if y is not None and _is_among(y, other)]
    fewer = min(sum(y is not None for y in starts) for starts in (one, other))
    if len(common) < max(_FEWEST, _SHARED * fewer):
        return None
    keyed = [y for table, starts in ((left, one), (right, other)) for y in _keyed(table, starts) if y > common[0]]
    alone = {y for y in keyed if not _is_among(y, common)}
    if len(alone) > _ALONE * len(common):
        return None
    starts = sorted({*common, *alone})
    first, above = _cut(left, one, starts)
    second, over = _cut(right, other, starts)
    bottom = max(first.box.bottom, second.box.bottom)
    pitches = [b - a for a, b in pairwise(starts[1:])]
    uneven = bool(pitches) and max(pitches) - min(pitches) >= _UNEVEN
    rows = range(len(starts) + 1)
    match = Match("height", rows, rows, [*starts, bottom], uneven=uneven)
    head = max((_group(one[row], starts) + 1 for row in range(heads[0])), default=0)
    return Levelled(first, second, head, (*above, *over), match)


def _starts(table: RawTable) -> list[float | None]:
    """Height at which the text of each row begins."""
    found: list[float | None] = [None] * row_count(table)
    for cell in table.cells:
        known = found[cell.row0]
        tops = [line.box.top for line in cell.lines[:1]]
        found[cell.row0] = min([*tops, *([known] if known is not None else [])], default=None)
    return found


def _is_among(y: float, places: Sequence[float | None]) -> bool:
    return any(place is not None and abs(place - y) <= _NEAR for place in places)


def _keyed(table: RawTable, starts: Sequence[float | None]) -> list[float]:
    """Beginnings of the rows that have a text in the first column."""
    rows = sorted({c.row0 for c in table.cells if c.col0 == 0 and c.lines})
    return [y for row in rows if (y := starts[row]) is not None]


def _group(start: float | None, starts: Sequence[float]) -> int:
    """The row that something at a height belongs to, -1 above the first one."""
    return sum(start is not None and start >= y - _NEAR for y in starts) - 1


def _cut(table: RawTable, old: Sequence[float | None], starts: Sequence[float]) -> tuple[RawTable, tuple[Line, ...]]:
    """A part cut into rows that begin at these heights, and the lines above the first of them."""
    groups = [_group(y, starts) for y in old]
    for row in range(1, len(groups)):
        groups[row] = max(groups[row], groups[row - 1])
    above: list[Line] = []
    found: dict[tuple[int, int, int], Cell] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row0, c.col0)):
        first, last = groups[cell.row0], groups[cell.row1 - 1]
        if last < 0:
            above += cell.lines
            continue
        place = (max(first, 0), cell.col0, cell.col1)
        new = replace(cell, row0=max(first, 0), row1=last + 1)
        found[place] = _together(found[place], new) if place in found else new
    cells = tuple(found.values())
    return replace(table, cells=cells, box=around([cell.box for cell in cells])), tuple(above)


def _together(one: Cell, other: Cell) -> Cell:
    """One cell of two that stand in one row and one column."""
    fill = one.fill if one.fill is not None else other.fill
    return replace(
        one, row1=max(one.row1, other.row1), box=around([one.box, other.box]), lines=one.lines + other.lines, fill=fill
    )
