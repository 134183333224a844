"""Tables without lines: rows whose pieces of text begin at the same left edges, line after line.

Meant for what stands outside every ruled frame: lists of posts and their codes, glossaries in two columns, tables
that are set with tabs. A piece ends where a gap opens that no blank between words would leave.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.contract import Box, Cell, Line, Page, RawTable, Word, around
from extractors.lines import lines_of

_GAP = 1.3
"""Share of the font size: a wider gap separates two pieces."""
_ALIGNED = 3.0
"""Points by which left edges of one column may differ."""
_LEAST_ROWS = 4
_BULLET = re.compile(r"^(?:[•●▪◦‣·\-–o*]|[\ue000-\uf8ff]|\(cid:\d+\)|\(?\d{1,2}[.)]|\(?[a-z][.)])$")

Piece = tuple[Word, ...]


class AlignedExtractor:
    """Reads tables from aligned left edges and white gutters."""

    name = "aligned"

    def can_read(self, page: Page) -> bool:
        """Whether there are enough words for a table."""
        return len(page.words) >= 2 * _LEAST_ROWS

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom."""
        rows = [(line, _pieces(line)) for line in lines_of(page.words, page.number)]
        return [_table(run, page.number) for run in _runs(rows)]


def _pieces(line: Line) -> list[Piece]:
    pieces: list[list[Word]] = []
    for word in line.words:
        if pieces:
            last = pieces[-1][-1]
            size = max(last.size, word.size)
            bulleted = len(pieces[-1]) == 1 and _BULLET.match(last.text) is not None
            gap = word.box.x0 - last.box.x1
            if gap <= _GAP * size or (bulleted and gap <= 4 * size):
                pieces[-1].append(word)
                continue
        pieces.append([word])
    return [tuple(piece) for piece in pieces]


def _runs(rows: Sequence[tuple[Line, list[Piece]]]) -> list[list[list[Piece]]]:
    """Runs of lines that share at least two left edges."""
    runs: list[list[list[Piece]]] = []
    current: list[list[Piece]] = []
    foot = 0.0
    for line, pieces in rows:
        fits = bool(current) and _fits(pieces, current) and line.box.top - foot <= 2.5 * line.box.height
        if not fits:
            if len(current) >= _LEAST_ROWS:
                runs.append(current)
            current = []
        if fits or len(pieces) >= 2:
            current.append(pieces)
        foot = line.box.bottom
    if len(current) >= _LEAST_ROWS:
        runs.append(current)
    return runs


def _fits(pieces: list[Piece], run: list[list[Piece]]) -> bool:
    """Whether every piece begins where a piece of the run's first row begins, two of them at least."""
    edges = [piece[0].box.x0 for piece in run[0]]
    begins = [piece[0].box.x0 for piece in pieces]
    aligned = sum(any(abs(edge - begin) <= _ALIGNED for edge in edges) for begin in begins)
    return aligned == len(begins) and aligned >= 2


def _table(run: list[list[Piece]], page: int) -> RawTable:
    edges = [piece[0].box.x0 for piece in max(run, key=len)]
    tops = [min(w.box.top for piece in pieces for w in piece) for pieces in run]
    box = around([w.box for pieces in run for piece in pieces for w in piece])
    cells = []
    for row, pieces in enumerate(run):
        foot = tops[row + 1] if row + 1 < len(tops) else box.bottom
        for col, edge in enumerate(edges):
            right = edges[col + 1] if col + 1 < len(edges) else box.x1
            words = [w for piece in pieces if abs(piece[0].box.x0 - edge) <= _ALIGNED for w in piece]
            area = Box(edge, tops[row], right, foot)
            cells.append(Cell(row, row + 1, col, col + 1, area, lines_of(words, page)))
    return RawTable(page, box, tuple(cells), AlignedExtractor.name)
