"""Rows and edges of a raw table."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.contract import Cell, RawTable

_FEWEST_EDGES = 5
"""Edges of columns that must agree for a table to be known again by their shares of the width."""
_SAME_SHARE = 0.02
"""Share of the width by which such edges may differ."""
_OPENING = 5
"""Rows at the top of a table that later pages may repeat."""
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


def fit(found: Sequence[float], wanted: Sequence[float]) -> tuple[float, float] | None:
    """Factor and shift that bring edges of columns to the places of others, as after a turn of the paper.

    Returns:
        Nothing where the columns do not have the same shares of the width.
    """
    if len(found) != len(wanted) or len(found) < _FEWEST_EDGES:
        return None
    factor = (wanted[-1] - wanted[0]) / (found[-1] - found[0])
    shift = wanted[0] - factor * found[0]
    reach = _SAME_SHARE * (wanted[-1] - wanted[0])
    same = all(abs(factor * x + shift - y) <= reach for x, y in zip(found, wanted, strict=True))
    return (factor, shift) if same else None


def same_places(found: Sequence[float], wanted: Sequence[float], reach: float) -> bool:
    """Whether edges of columns stand at the same places, but for one in four where there are many."""
    fewer, more = sorted((found, wanted), key=len)
    near = sum(any(abs(edge - x) <= reach for x in more) for edge in fewer)
    return near >= len(fewer) - max(0 if len(fewer) < _FEWEST_EDGES else 1, len(fewer) // 4)


def row_count(table: RawTable) -> int:
    """Number of rows."""
    return max(c.row1 for c in table.cells)


def row_text(table: RawTable, row: int) -> str:
    """Text of the cells that begin in a row, from left to right."""
    return " ".join(c.text for c in sorted((c for c in table.cells if c.row0 == row), key=lambda c: c.col0))


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


@functools.lru_cache(maxsize=4096)
def glyphs(text: str) -> str:
    """Letters and digits alone, in small letters, to compare texts by."""
    return _SIGNS.sub("", text).casefold()


def is_banner(table: RawTable, row: int) -> bool:
    """Whether a row is one cell in bold type."""
    cells = [c for c in table.cells if c.row0 == row]
    return len(cells) == 1 and all(line.bold for line in cells[0].lines)


def _is_alone(row: Sequence[Cell]) -> bool:
    filled = [c.lines for c in row if c.lines]
    return len(filled) == 1 and all(line.bold for line in filled[0])


def openings(table: RawTable, known: set[str], *, first: bool) -> set[str]:
    """Letters of rows that later pages may repeat: those at the top, and banners above repeated headings further down.

    Args:
        table: A raw table.
        known: Letters of such rows in the parts of the table before it.
        first: Whether it begins the table, or a part of it below a gap.
    """
    rows: list[list[Cell]] = [[] for _ in range(row_count(table))]
    for cell in sorted(table.cells, key=lambda c: c.col0):
        rows[cell.row0].append(cell)
    found = known | ({_letters(row) for row in rows[:_OPENING]} - {""} if first else set())
    return found | {_letters(row) for row, below in pairwise(rows) if _is_alone(row) and _letters(below) in found}


def _letters(row: Sequence[Cell]) -> str:
    return glyphs(" ".join(cell.text for cell in row))
