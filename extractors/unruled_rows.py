"""Rows of tables whose columns are ruled and whose rows are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.bands import Band, bands_of
from extractors.columns import Extent, Piece, font_size
from extractors.contract import Box, Cell, Page, RawTable, around
from extractors.leading import leading_of
from extractors.lines import lines_of
from extractors.row_cuts import sure_rows

_STRIPS = 3
"""Two strips of headings and what is under them: where more strips are ruled, each is a row."""
_COLUMNS = 2
_FEWEST = 3
"""Rows that must be found for them to be believed."""
_FULL = 0.6
"""Share of the columns that must be filled in an ordinary row."""


def with_rows(table: RawTable, page: Page) -> RawTable:
    """The table with its only strip, or the one under its headings, cut into the rows that its text shows.

    A strip is cut where nearly every line is a row by itself, or where wide white strips part rows that are filled
    from their first column on, or where short texts in the first column begin rows; what is one long row stays one.

    Args:
        table: Cells as they are ruled.
        page: The page, whose running text tells how close lines of one cell stand.
    """
    last = max(cell.row1 for cell in table.cells) - 1
    strip = [cell for cell in table.cells if cell.row1 == last + 1]
    if last >= _STRIPS or len(strip) < _COLUMNS or any(cell.row0 < last for cell in strip):
        return table
    rows = _rows(sorted(strip, key=lambda cell: cell.col0), page)
    if len(rows) < _FEWEST:
        return table
    middles = [(above[-1].bottom + below[0].top) / 2 for above, below in pairwise(rows)]
    edges = [strip[0].box.top, *middles, strip[0].box.bottom]
    cells = [cell for cell in table.cells if cell.row0 != last]
    for number, (top, foot) in enumerate(pairwise(edges), last):
        cells += [_part(cell, number, top, foot) for cell in strip]
    return replace(table, cells=tuple(cells))


def _part(cell: Cell, row: int, top: float, foot: float) -> Cell:
    lines = tuple(line for line in cell.lines if top <= line.box.centre[1] < foot)
    box = Box(cell.box.x0, top, cell.box.x1, foot)
    return replace(cell, row0=row, row1=row + 1, box=box, lines=lines)


def _rows(strip: Sequence[Cell], page: Page) -> list[list[Band]]:
    """Rows that are beyond doubt; none where the strip may be a single row."""
    if sum(bool(cell.lines) for cell in strip) < _COLUMNS:
        return []
    columns = [_extent(cell) for cell in strip]
    pieces = [Piece(line.box, line.words) for cell in strip for line in cell.lines]
    size = font_size(word for piece in pieces for word in piece.words)
    bands = bands_of(pieces, columns, size)
    if len(bands) < _FEWEST:
        return []
    rows = sure_rows(bands, columns, size, leading_of(lines_of(page.words, page.number)))
    filled = [{c for b in row for c in b.cells} for row in rows]
    full = [0 in held and len(held) >= _FULL * len(strip) for held in filled if len(held) > 1]
    return rows if all(full[1:]) or sum(full) >= 0.8 * len(full) else []


def _extent(cell: Cell) -> Extent:
    """What the text of a column covers."""
    box = around([line.box for line in cell.lines]) if cell.lines else cell.box
    return box.x0, box.x1
