"""Tables known by their headings alone: nothing is ruled, and bands in bold type lie over the columns.

Columns begin where the headings begin, and the rows below are cut by their distances. The next page goes on under the
same columns, with or without headings of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.bands import Band, bands_of
from extractors.columns import Extent, Piece, font_size, pieces_of, place, split
from extractors.contract import Box, Cell, Line, Page, RawTable, Word, around
from extractors.lines import lines_of
from extractors.row_cuts import cut_rows
from extractors.row_pitch import rows_by_pitch
from extractors.row_spans import edge_between, with_spans
from pipeline.headings import is_heading_row

NAME = "headed"
_FEWEST = 3
"""Columns of the smallest such table."""
_CLOSE = 0.5
"""Share of the font size: lines of one heading or one band stand no further apart."""
_FAR = 3.0
"""Share of the font size: what stands further below is no part of the table."""
_START = 3.0
"""Points by which text may begin before its heading."""
_AFTER_BULLET = 20.0
"""Points by which text may begin behind its heading, a bullet or an indent between them."""
_BEFORE = 2.0
"""Points by which a column begins before its heading."""
_BELOW_BANNER = 2.5
"""Share of a line's height between a banner and the headings under it."""
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A line or more of the page: `heading`, `band`, or `text` whose rows are still to be cut."""

    kind: str
    lines: list[list[Piece]] = field(default_factory=list)

    @property
    def foot(self) -> float:
        return max(p.box.bottom for line in self.lines for p in line)


def headed_table(page: Page, before: Sequence[RawTable] = ()) -> RawTable | None:
    """The table that the headings of a page, or of the page before, show; nothing where neither has any.

    Args:
        page: The page as read.
        before: Tables of the page before.
    """
    known = next((t for t in reversed(before) if t.extractor == NAME), None)
    if known is None and sum(word.bold for word in page.words) < _FEWEST:
        return None
    size = font_size(page.words)
    lines = [line for line in lines_of(page.words, page.number) if line.words]
    heads = [group for start in range(len(lines)) if (group := _headings(lines, start, size))]
    starts = _starts(known) if known else []
    if heads and not (starts and _agree(heads[0], starts)):
        starts, known = sorted(_clusters(heads[0])), None
        first = lines.index(heads[0][0])
        lines = lines[first - int(first > 0 and _is_banner(lines[first - 1], heads[0][0], page)) :]
    if len(starts) < _FEWEST:
        return None
    columns = [(a - _BEFORE, b - _BEFORE - 1) for a, b in pairwise([*starts, page.width + _BEFORE])]
    banners = [f.box for f in page.fills if f.box.x0 <= columns[0][0] + _START and f.box.x1 > columns[-1][0]]
    rows = _trimmed(_classified(lines, columns, size, headed=known is None), size, banners)
    if sum(len(row.lines) for row in rows if row.kind == "text") < _LEAST_ROWS:
        return None
    return _table(rows, columns, page, known.box.x1 if known else 0.0)


def _starts(table: RawTable) -> list[float]:
    return [cell.box.x0 + _BEFORE for cell in sorted(table.cells, key=lambda c: c.col0) if _is_single(cell, table)]


def _is_single(cell: Cell, table: RawTable) -> bool:
    first = next(row for row in range(len(table.cells)) if sum(c.row0 == row for c in table.cells) > 1)
    return cell.row0 == first


def _headings(lines: Sequence[Line], start: int, size: float) -> list[Line]:
    """Lines of a row of column headings that begins with a line: bold, set apart, and known words."""
    if not lines[start].bold or len(pieces_of(lines[start], 0.9)) < _FEWEST:
        return []
    group = [lines[start]]
    for line in lines[start + 1 :]:
        near = line.box.top - group[-1].box.bottom <= _CLOSE * size
        under = all(any(_over(p.box, q.box) for q in pieces_of(group[0], 0.9)) for p in pieces_of(line, 0.9))
        if not (near and under and line.bold):
            break
        group.append(line)
    texts = _clusters(group)
    return group if is_heading_row([" ".join(found) for found in texts.values()]) else []


def _clusters(group: Sequence[Line]) -> dict[float, list[str]]:
    """Texts of headings by the place where each begins."""
    found: dict[float, tuple[Box, list[str]]] = {}
    for line in group:
        for piece in pieces_of(line, 0.9):
            at = next((x for x, (box, _) in found.items() if _over(box, piece.box)), None)
            if at is None:
                found[piece.box.x0] = (piece.box, [piece.text])
            else:
                box, texts = found.pop(at)
                found[min(at, piece.box.x0)] = (around([box, piece.box]), [*texts, piece.text])
    return {x: texts for x, (_, texts) in sorted(found.items())}


def _agree(group: Sequence[Line], starts: Sequence[float]) -> bool:
    found = sorted(_clusters(group))
    return len(found) == len(starts) and all(abs(a - b) <= _START for a, b in zip(found, starts, strict=True))


def _is_banner(line: Line, heading: Line, page: Page) -> bool:
    """Whether a line in bold type just above headings stands on a fill that is as wide as they are."""
    near = 0 <= heading.box.top - line.box.bottom <= _BELOW_BANNER * line.box.height and line.bold
    wide = (f.box for f in page.fills if f.box.x0 <= heading.box.x0 and f.box.x1 >= heading.box.x1)
    return near and any(box.contains(*line.box.centre) for box in wide)


def _over(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0


def _pieces(line: Line, columns: Sequence[Extent]) -> list[Piece]:
    """Pieces of a line, cut where a word begins a column."""

    def parts(_: Word, right: Word) -> bool:
        return not right.glued and any(abs(right.box.x0 - x0 - _BEFORE) <= _START for x0, _ in columns[1:])

    return [part for piece in pieces_of(line) for part in split(piece, parts)]


def _fits(pieces: Sequence[Piece], columns: Sequence[Extent]) -> bool:
    """Whether pieces stand side by side, each beginning with its column."""
    spans = [place(piece, columns) for piece in pieces]
    begin = all(
        -_START <= p.box.x0 - columns[first][0] - _BEFORE <= _AFTER_BULLET
        for p, (first, _) in zip(pieces, spans, strict=True)
    )
    return begin and all(end - first == 1 for first, end in spans)


def _classified(lines: Sequence[Line], columns: Sequence[Extent], size: float, *, headed: bool) -> list[_Row]:
    """Rows from the first line that fits the columns to the last."""
    rows: list[_Row] = []
    for line in lines:
        pieces = _pieces(line, columns)
        fits, bold = _fits(pieces, columns), line.bold
        far = bool(rows) and line.box.top - rows[-1].foot > _FAR * size
        if not rows and not headed and not fits and not bold:
            continue
        if far and any(row.kind == "text" for row in rows) and not (fits and len(pieces) > 1) and not bold:
            break
        if far and not any(row.kind == "text" for row in rows):
            rows = []
        kind = "heading" if bold and len(pieces) >= _FEWEST else "band" if bold and len(pieces) == 1 else "text"
        near = bool(rows) and line.box.top - rows[-1].foot <= _CLOSE * size
        if near and bold and rows[-1].kind in {"heading", "band"} and (fits or rows[-1].kind == kind):
            rows[-1].lines.append(pieces)
        elif kind != "text":
            rows.append(_Row(kind, [pieces]))
        elif fits:
            if not rows or rows[-1].kind != "text":
                rows.append(_Row("text"))
            rows[-1].lines.append(pieces)
        elif rows:
            break
    return rows


def _trimmed(rows: list[_Row], size: float, banners: Sequence[Box]) -> list[_Row]:
    """The rows without plain bands at the foot, and without a last line that stands apart."""
    while rows and rows[-1].kind != "text" and not _lies_on(rows[-1], banners):
        rows.pop()
    if rows and len(rows[-1].lines) > 1 and len(rows[-1].lines[-1]) == 1:
        last, above = rows[-1].lines[-1], rows[-1].lines[-2]
        if last[0].box.top - max(p.box.bottom for p in above) > 2 * size:
            rows[-1] = replace(rows[-1], lines=rows[-1].lines[:-1])
    return rows


def _lies_on(row: _Row, banners: Sequence[Box]) -> bool:
    return any(box.contains(*row.lines[0][0].box.centre) for box in banners)


def _table(rows: Sequence[_Row], columns: Sequence[Extent], page: Page, end: float) -> RawTable:
    size = font_size(page.words)
    texts = [[p for line in row.lines for p in line] for row in rows if row.kind == "text"]
    pitched = rows_by_pitch(texts, columns, size)
    cut = iter(pitched or cut_rows([bands_of(pieces, columns, size) for pieces in texts], columns, size))
    whole: list[tuple[str, list[Piece]]] = []
    for row in rows:
        if row.kind == "text":
            whole += [("text", _of_bands(bands)) for bands in next(cut)]
        else:
            whole.append((row.kind, [p for line in row.lines for p in line]))
    tops = [min(p.box.top for p in pieces) for _, pieces in whole]
    foot = max(p.box.bottom for p in whole[-1][1])
    edges = (edge_between([p.box for p in above], top) for (_, above), top in zip(whole, tops[1:], strict=False))
    ys = [tops[0] - 1, *edges, foot + 1]
    wide = [f.box.x1 for f in page.fills if f.box.x0 <= columns[1][0] and f.box.x1 > columns[-1][0]]
    right = end or max([*wide, *(p.box.x1 for _, pieces in whole for p in pieces)])
    xs = [columns[0][0], *(x0 for x0, _ in columns[1:]), right]
    cells = []
    for number, (kind, pieces) in enumerate(whole):
        spans = [(0, len(columns))] if kind == "band" else [(col, col + 1) for col in range(len(columns))]
        placed = [(place(p, columns)[0], p.words) for p in pieces]
        for col0, col1 in spans:
            words = [w for col, held in placed if col0 <= col < col1 for w in held]
            area = Box(xs[col0], ys[number], xs[col1], ys[number + 1])
            cells.append(Cell(number, number + 1, col0, col1, area, lines_of(words, page.number)))
    table = RawTable(page.number, Box(xs[0], ys[0], right, ys[-1]), tuple(cells), NAME)
    return with_spans(table) if pitched else table


def _of_bands(bands: Sequence[Band]) -> list[Piece]:
    return [p for band in bands for pieces in band.cells.values() for p in pieces]
