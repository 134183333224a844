"""Raw tables from columns and rows that are not drawn as a grid."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.columns import Extent, Piece, cut_lines, find_columns, font_size, place, sets_whole_runs, split
from extractors.contract import Box, Cell, Line, RawTable, Word, around
from extractors.lines import lines_of
from extractors.row_cuts import Band, bands_of, cut_rows, share_of_several

_ROW_RULES = {3: 0.4, 4: 0.6}
"""Where a smaller share of so many strips between rules, or more, holds several rows, every row has its rule."""
_SOLID = 0.3
"""Share of the font size: lines of four strips or more that stand no further apart are hardly rows."""
_SOLID_RULES = 0.9
_EXACT = 0.5
"""Points by which words may reach into a gutter."""

Rows = list[list[Piece]]


def open_table(
    lines: Sequence[Line], separators: Sequence[float], page: int, name: str
) -> tuple[RawTable, Rows] | None:
    """Read lines as one table.

    Args:
        lines: Lines from top to bottom.
        separators: Heights of drawn rules between rows, in points from the top.
        page: Page number from 1.
        name: Extractor that asks.

    Returns:
        The table and the pieces of each of its rows; nothing where there is but one column.
    """
    size = font_size(word for line in lines for word in line.words)
    pieces = cut_lines(lines, size)
    columns = find_columns(pieces, size)
    if len(columns) < 2 or not size:
        return None
    whole = sets_whole_runs([word for line in lines for word in line.words])
    bands = bands_of([part for row in pieces for p in row for part in _at_gutters(p, columns, whole)], columns, size)
    rows = _rows(bands, separators, columns, size)
    return _table(rows, columns, page, name), [[p for b in row for c in b.cells.values() for p in c] for row in rows]


def _at_gutters(piece: Piece, columns: Sequence[Extent], whole: bool) -> list[Piece]:
    """Cut a piece that lies over several columns where a blank between its words lies in a gutter."""
    gutters = [(a[1], b[0]) for a, b in pairwise(columns)]

    def parts(left: Word, right: Word) -> bool:
        x0, x1 = left.box.x1, right.box.x0
        if right.glued:
            return False
        if whole:
            return any(g0 <= (x0 + x1) / 2 <= g1 for g0, g1 in gutters)
        return any(x0 <= g0 + _EXACT and x1 >= g1 - _EXACT for g0, g1 in gutters)

    first, end = place(piece, columns)
    return split(piece, parts) if end - first > 1 else [piece]


def _rows(
    bands: Sequence[Band], separators: Sequence[float], columns: Sequence[Extent], size: float
) -> list[list[Band]]:
    groups = _parted(bands, separators)
    limit = _ROW_RULES.get(min(len(groups), 4), 0.0)
    widest = max((b.top - a.bottom for group in groups for a, b in pairwise(group)), default=0.0)
    if len(groups) >= 4 and widest <= _SOLID * size:
        limit = _SOLID_RULES
    if share_of_several(groups[1:], columns) < limit:
        return [list(group) for group in groups]
    return [row for group in cut_rows(groups, columns, size) for row in group]


def _parted(bands: Sequence[Band], separators: Sequence[float]) -> list[list[Band]]:
    groups: list[list[Band]] = []
    last = None
    for band in bands:
        middle = (band.top + band.bottom) / 2
        interval = sum(at < middle for at in separators)
        if interval != last:
            groups.append([])
        groups[-1].append(band)
        last = interval
    return groups


def _table(rows: Sequence[Sequence[Band]], columns: Sequence[Extent], page: int, name: str) -> RawTable:
    words = [w for row in rows for band in row for pieces in band.cells.values() for p in pieces for w in p.words]
    box = around([w.box for w in words])
    xs = [box.x0, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), box.x1]
    feet = [max(band.bottom for band in row) for row in rows]
    tops = [min(band.top for band in row) for row in rows]
    ys = [box.top, *((a + b) / 2 for a, b in zip(feet, tops[1:], strict=False)), box.bottom]
    cells = []
    for number, row in enumerate(rows):
        for (col0, col1), held in _spans(row, columns):
            area = Box(xs[col0], ys[number], xs[col1], ys[number + 1])
            cells.append(Cell(number, number + 1, col0, col1, area, lines_of(held, page)))
    return RawTable(page, box, tuple(cells), name)


def _spans(row: Sequence[Band], columns: Sequence[Extent]) -> list[tuple[tuple[int, int], list[Word]]]:
    """Cells of a row with their words; a piece over several columns makes one cell of them."""
    placed = [(place(p, columns), p.words) for band in row for pieces in band.cells.values() for p in pieces]
    spans: list[tuple[int, int]] = [(col, col + 1) for col in range(len(columns))]
    for (first, end), _ in placed:
        if end - first > 1:
            touched = [s for s in spans if s[0] < end and s[1] > first]
            whole = (min(s[0] for s in touched), max(s[1] for s in touched))
            spans = sorted([s for s in spans if s not in touched] + [whole])
    return [(span, [w for (c, _), words in placed if span[0] <= c < span[1] for w in words]) for span in spans]
