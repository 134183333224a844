"""Raw tables from columns and rows that are not drawn as a grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractors.bands import Band, bands_of
from extractors.columns import Extent, Piece, columns_of_strips, font_size, place, sets_whole_runs, split
from extractors.contract import Box, Cell, Line, RawTable, Word, around
from extractors.cut_lines import cut_lines
from extractors.lines import lines_of
from extractors.row_pitch import rows_by_pitch
from extractors.row_spans import edge_between, with_spans
from extractors.rule_parts import Bar, merged_beside, unclosed_columns
from extractors.run_on import with_run_on_cells
from extractors.strip_rows import rows_of

_BEFORE = 0.5
"""Share of the font size: a column begins no further before its text, so that its edge is the same in every part."""
_START = 0.6
"""Points by which a word that begins a column may begin off it."""
_PHRASE = 3
"""Words of the shortest band in bold type; fewer may head a row of blanks."""
_CODE = 5
"""Letters of the longest code in capitals."""
_FEW_LINES = 8
"""Lines of the rest of a table that are too few to show its columns by themselves."""
_EXACT = 0.5
"""Points by which words may reach into a gutter."""

Rows = list[list[Piece]]


class Context(NamedTuple):
    """What is known of a table from elsewhere."""

    known: Sequence[Extent] = ()
    """Columns of a table on the page before that this one may go on with; they are taken where they show more columns
    and no text lies across them."""
    whole: bool = False
    """Whether the file is known to set several words at once."""
    leading: float | None = None
    """White between lines of running text on the page, a share of the font size."""
    missing: bool = False
    """Whether rules are known to be missing."""


NOTHING = Context()


def open_table(
    lines: Sequence[Line], separators: Sequence[Bar], page: int, name: str, context: Context = NOTHING
) -> tuple[RawTable, Rows] | None:
    """Read lines as one table.

    Args:
        lines: Lines from top to bottom.
        separators: Rules drawn between rows, from top to bottom.
        page: Page number from 1.
        name: Extractor that asks.
        context: What is known of the table from elsewhere.

    Returns:
        The table and the pieces of each of its rows; nothing where there is but one column.
    """
    size = font_size(word for line in lines for word in line.words)
    pieces = cut_lines(lines, size, context.known, whole=context.whole)
    strips = _strips(pieces, separators)
    columns = columns_of_strips(strips, size)
    kept = _fits(strips, context.known) and (len(context.known) > len(columns) or len(pieces) < _FEW_LINES)
    if kept:
        columns = list(context.known)
    if len(columns) < 2 or not size:
        return None
    whole = context.whole or sets_whole_runs([word for line in lines for word in line.words])
    parts = [part for row in pieces for p in row for part in _at_gutters(p, columns, whole)]
    clipped = [_clipped(group, columns) for group in _parted(parts, separators)]
    pitched = rows_by_pitch(clipped, columns, size) if context.missing or not separators else None
    if pitched:
        rows = [row for group in pitched for row in group]
        table = with_spans(_table(rows, columns, separators, page))
    else:
        groups = [bands_of(group, columns, size) for group in clipped]
        rows = rows_of(groups, columns, size, context.leading, missing=context.missing)
        table = _table(rows, columns, separators, page)
    table = _reaching(table, context.known) if kept else table
    if separators:
        table = merged_beside(table, separators)
    elif not pitched:
        table = with_run_on_cells(table)
    table = replace(table, extractor=name, unclosed=unclosed_columns(table, separators))
    return table, [[p for b in row for c in b.cells.values() for p in c] for row in rows]


def _reaching(table: RawTable, known: Sequence[Extent]) -> RawTable:
    """The table as wide as the part of it that is known."""
    x0, x1 = min(table.box.x0, known[0][0]), max(table.box.x1, known[-1][1])
    last = max(cell.col1 for cell in table.cells)
    cells = [
        replace(c, box=c.box._replace(x0=x0 if c.col0 == 0 else c.box.x0, x1=x1 if c.col1 == last else c.box.x1))
        for c in table.cells
    ]
    return replace(table, box=table.box._replace(x0=x0, x1=x1), cells=tuple(cells))


def _strips(rows: Rows, separators: Sequence[Bar]) -> list[Rows]:
    """Lines between one rule and the next, from top to bottom."""
    heights = [bar.at for bar in separators]
    strips: dict[int, Rows] = {}
    for row in rows:
        strips.setdefault(bisect_left(heights, row[0].box.centre[1]), []).append(row)
    return [strips[interval] for interval in sorted(strips)]


def extents(table: RawTable) -> list[Extent]:
    """What the text of each column of a table covers; where none stands alone, the column itself."""
    columns = []
    for col in range(max(cell.col1 for cell in table.cells)):
        cells = [cell for cell in table.cells if (cell.col0, cell.col1) == (col, col + 1)]
        boxes = [line.box for cell in cells for line in cell.lines] or [cell.box for cell in cells]
        columns.append((min(box.x0 for box in boxes), max(box.x1 for box in boxes)) if boxes else (0.0, 0.0))
    return columns if all(b > a for a, b in columns) else []


def _fits(strips: Sequence[Rows], known: Sequence[Extent]) -> bool:
    """Whether text stands side by side in known columns, and across them in titles only."""
    if not known:
        return False
    rows = [row for strip in strips for row in strip]
    placed = [[place(piece, known) for piece in row] for row in rows]
    beside = [len({first for first, _ in spans}) > 1 for spans in placed]
    across = [any(end - first > 1 for first, end in spans) for spans in placed]
    titles = [a and len(row) <= 2 and row[0].words[0].bold for a, row in zip(across, rows, strict=True)]
    return any(b and not a for a, b in zip(across, beside, strict=True)) and across == titles


def _at_gutters(piece: Piece, columns: Sequence[Extent], whole: bool) -> list[Piece]:
    """Cut a piece that lies over several columns where a blank between its words lies in a gutter."""
    first, end = place(piece, columns)
    if end - first < 2:
        return [piece]
    gutters = [(a[1], b[0]) for a, b in pairwise(columns)]

    def parts(left: Word, right: Word) -> bool:
        x0, x1 = left.box.x1, right.box.x0
        if right.glued:
            return False
        if whole:
            at_start = x1 - x0 < right.size and any(abs(x1 - left) <= _START for left, _ in columns[1:])
            return at_start or any(g0 <= (x0 + x1) / 2 <= g1 for g0, g1 in gutters)
        return any(x0 <= g0 + _EXACT and x1 >= g1 - _EXACT for g0, g1 in gutters)

    return split(piece, parts)


def _clipped(group: Sequence[Piece], columns: Sequence[Extent]) -> list[Piece]:
    """Pieces between two rules, of which a word too long for its cell ends where the next column begins.

    It begins with its column, and the next one has text of its own beside it or a line further.
    """
    clipped = []
    for piece in group:
        first, end = place(piece, columns)
        x0, top, x1, bottom = piece.box
        size = piece.words[0].size
        if end - first > 1 and abs(x0 - columns[first][0]) <= _START and " " not in piece.text:
            near = (p for p in group if p.box.top < bottom + size and p.box.bottom > top - size)
            starts = [p.box.x0 for p in near if (x0 + x1) / 2 < p.box.x0 < x1]
            inner = {s for s in starts if any(abs(s - left) <= _START for left, _ in columns[first + 1 : end])}
            x1 = min(inner, default=x1)
        clipped.append(piece._replace(box=Box(x0, top, x1, bottom)))
    return clipped


def _parted(pieces: Sequence[Piece], separators: Sequence[Bar]) -> list[list[Piece]]:
    """Pieces between one rule and the next, from top to bottom."""
    heights = [bar.at for bar in separators]
    groups: dict[int, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(bisect_left(heights, piece.box.centre[1]), []).append(piece)
    return [groups[interval] for interval in sorted(groups)]


def _table(rows: Sequence[Sequence[Band]], columns: Sequence[Extent], separators: Sequence[Bar], page: int) -> RawTable:
    words = [w for row in rows for w in _words(row)]
    box = around([w.box for w in words])
    if separators:
        left, right = min(bar.x0 for bar in separators), max(bar.x1 for bar in separators)
        box = around([box, Box(left, separators[0].at, right, separators[-1].at)])
    size = font_size(words)
    xs = [box.x0, *(max((a[1] + b[0]) / 2, b[0] - _BEFORE * size) for a, b in pairwise(columns)), box.x1]
    ys = [box.top, *(_edge(above, below, separators) for above, below in pairwise(rows)), box.bottom]
    cells = []
    for number, row in enumerate(rows):
        banner = (_is_banner(row) if number else _is_title(row)) if separators else number and _is_band(row)
        spans = [((0, len(columns)), _words(row))] if banner else _spans(row, columns)
        for (col0, col1), held in spans:
            area = Box(xs[col0], ys[number], xs[col1], ys[number + 1])
            cells.append(Cell(number, number + 1, col0, col1, area, lines_of(held, page)))
    return RawTable(page, box, tuple(cells), "")


def _words(row: Sequence[Band]) -> list[Word]:
    return [w for band in row for pieces in band.cells.values() for p in pieces for w in p.words]


def _is_banner(row: Sequence[Band]) -> bool:
    """Whether a phrase in bold type, or bold capitals, stand alone in a row, in its first column: meant for all."""
    if not all(list(band.cells) == [0] and band.bold for band in row):
        return False
    words = _words(row)
    return sum(word.tokens for word in words) >= _PHRASE or _in_capitals("".join(word.text for word in words))


def _is_band(row: Sequence[Band]) -> bool:
    """Whether text that begins in the first column and runs over others stands alone in a row."""
    return all(list(band.cells) == [0] for band in row) and row[0].spanning


def _in_capitals(text: str) -> bool:
    return text.isupper() and text.isalpha() and len(text) > _CODE


def _is_title(row: Sequence[Band]) -> bool:
    """Whether nothing but a line in bold type stands in a row, from the first column on over others."""
    pieces = [p for band in row for held in band.cells.values() for p in held]
    return len(pieces) == 1 and row[0].spanning and 0 in row[0].cells and row[0].bold


def _edge(above: Sequence[Band], below: Sequence[Band], separators: Sequence[Bar]) -> float:
    """Height that parts two rows: that of the rule between them, or the middle of the white strip."""
    foot, top = (max(b.bottom for b in above), min(b.top for b in below))
    last = max(p.box.centre[1] for b in above for pieces in b.cells.values() for p in pieces)
    first = min(p.box.centre[1] for b in below for pieces in b.cells.values() for p in pieces)
    drawn = next((bar.at for bar in separators if last < bar.at < first), None)
    if drawn is None and foot > top:
        return edge_between([p.box for b in above for pieces in b.cells.values() for p in pieces], top)
    return (foot + top) / 2 if drawn is None else drawn


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
