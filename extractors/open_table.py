"""Raw tables from columns and rows that are not drawn as a grid."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.columns import Extent, Piece, find_columns, font_size, pieces_of, place
from extractors.contract import Box, Cell, Line, RawTable, Word, around
from extractors.lines import lines_of
from extractors.row_cuts import Band, bands_of, cut_rows, new_row_share

_ROW_RULES = 0.35
"""Where less than this share of the lines between rules begins rows, there is a rule under every row."""

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
    pieces = [pieces_of(line) for line in lines]
    columns = find_columns(pieces, size)
    if len(columns) < 2 or not size:
        return None
    bands = bands_of([p for row in pieces for p in row], columns, size)
    rows = _rows(bands, separators, columns, size)
    return _table(rows, columns, page, name), [[p for b in row for c in b.cells.values() for p in c] for row in rows]


def _rows(
    bands: Sequence[Band], separators: Sequence[float], columns: Sequence[Extent], size: float
) -> list[list[Band]]:
    groups = _parted(bands, separators)
    if len(groups) >= 4 and new_row_share(groups[1:], columns) < _ROW_RULES:
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
    xs = [box.x0, *((a[1] + b[0]) / 2 for a, b in zip(columns, columns[1:], strict=False)), box.x1]
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
