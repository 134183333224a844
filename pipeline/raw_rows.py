"""Rows and edges of a raw table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.contract import RawTable

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a part of a row stands: page and vertical extent in points."""

    page: int
    top: float
    bottom: float


def edges(table: RawTable) -> list[float]:
    """Horizontal positions of the cells' sides, from left to right."""
    found: list[float] = []
    for x in sorted({x for c in table.cells for x in (c.box.x0, c.box.x1)}):
        if not found or x - found[-1] > 2:
            found.append(x)
    return found


def row_count(table: RawTable) -> int:
    """Number of rows."""
    return max(c.row1 for c in table.cells)


def row_text(table: RawTable, row: int) -> str:
    """Text of the cells that begin in a row, from left to right."""
    return " ".join(c.text for c in sorted(table.cells, key=lambda c: c.col0) if c.row0 == row)


def row_places(table: RawTable) -> list[RowPlace]:
    """Where each row stands."""
    tops: dict[int, float] = {}
    feet: dict[int, float] = {}
    for cell in table.cells:
        tops[cell.row0] = min(tops.get(cell.row0, cell.box.top), cell.box.top)
        feet[cell.row1 - 1] = max(feet.get(cell.row1 - 1, cell.box.bottom), cell.box.bottom)
    places = []
    for row in range(row_count(table)):
        top = tops.get(row, feet.get(row - 1, table.box.top))
        bottom = feet.get(row, tops.get(row + 1, table.box.bottom))
        places.append(RowPlace(table.page, top, bottom))
    return places


def glyphs(text: str) -> str:
    """Letters and digits alone, in small letters, to compare texts by."""
    return _SIGNS.sub("", text).casefold()
