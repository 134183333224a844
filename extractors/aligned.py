"""Tables without lines: runs of text lines over which the same white gutters stay open.

Meant for what stands outside every drawn frame: lists of posts and their codes, glossaries in two columns, tables
that are set with tabs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.columns import Piece, font_size, pieces_of
from extractors.contract import Line, Page, RawTable
from extractors.lines import lines_of
from extractors.open_table import open_table
from extractors.prose import LEADERS, is_table

_GAP = 0.9
"""Share of the font size: a wider gap surely separates two pieces."""
_NARROW_GAP = 0.45
"""Share of the font size: a wider gap may separate two pieces where other lines show a gutter."""
_FAR = 3.2
"""Share of the font size: rows further apart than this are not of one table, unless its rows all are."""
_LEAST_LINES = 3
_HEADINGS = 3
"""Lines of headings that may stand over the first line with text side by side."""
_CLOSE = 1.3
"""Share of the font size: headings stand no further from what is under them."""

Gap = tuple[float, float]


class AlignedExtractor:
    """Reads tables from white gutters and line spacing."""

    name = "aligned"

    def can_read(self, page: Page) -> bool:
        """Whether there are enough words for a table."""
        return len(page.words) >= 2 * _LEAST_LINES

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom."""
        tables = []
        lines = lines_of(page.words, page.number)
        for run in _runs(lines):
            found = open_table(run, (), page.number, self.name)
            if found is not None and is_table(*found):
                tables.append(found[0])
        return tables


@dataclass(slots=True)
class _Run:
    """Lines of a table while it grows, and the gutters that no line has crossed so far."""

    lines: list[Line] = field(default_factory=list)
    gutters: list[Gap] = field(default_factory=list)
    foot: float = 0.0
    widest: float = 0.0

    def takes(self, line: Line, pieces: Sequence[Piece], size: float) -> bool:
        """Take a line that leaves gutters open; say whether it did."""
        gap = line.box.top - self.foot
        if gap > max(_FAR * size, 1.3 * self.widest if len(self.lines) > 2 else 0.0):
            return False
        left = _open(self.gutters, pieces, 0.4 * size)
        if not left or len(left) < 0.5 * len(self.gutters):
            return False
        if len(pieces) == 1 and len(left) < len(self.gutters):
            return False
        self.gutters = left
        self.widest = max(self.widest, gap)
        self.add(line)
        return True

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.foot = max(self.foot, line.box.bottom)


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines between which gutters stay open."""
    size = font_size(word for line in lines for word in line.words)
    runs: list[list[Line]] = []
    current: _Run | None = None
    for line in lines:
        if LEADERS.search(line.text):
            current = None
            continue
        if current is not None and current.takes(line, pieces_of(line, _NARROW_GAP), size):
            continue
        current = None
        pieces = pieces_of(line, _GAP)
        if len(pieces) >= 2:
            current = _Run([], [(a.box.x1, b.box.x0) for a, b in pairwise(pieces)])
            current.add(line)
            runs.append(current.lines)
    return [[*_headings(run, lines, size), *_trimmed(run)] for run in runs if len(run) >= _LEAST_LINES]


def _open(gutters: Sequence[Gap], pieces: Sequence[Piece], least: float) -> list[Gap]:
    """What the pieces of a line leave of the gutters."""
    left = []
    for gutter in gutters:
        x0, x1 = gutter
        for piece in pieces:
            if piece.box.x0 < x1 and piece.box.x1 > x0:
                if piece.box.x0 - x0 >= x1 - piece.box.x1:
                    x1 = piece.box.x0
                else:
                    x0 = piece.box.x1
        if x1 - x0 >= least:
            left.append((x0, x1))
    return left


def _headings(run: Sequence[Line], lines: Sequence[Line], size: float) -> list[Line]:
    """Lines close above a run, to the right of its left edge: headings over several columns, or of several lines."""
    left, right = min(line.box.x0 for line in run), max(line.box.x1 for line in run)
    first = lines.index(run[0])
    taken: list[Line] = []
    top = run[0].box.top
    for line in reversed(lines[max(first - _HEADINGS, 0) : first]):
        apart = top - line.box.bottom > _CLOSE * size
        beside = line.box.bottom > top
        if apart or (line.box.x0 < left + size and not beside) or line.box.x1 > right + size:
            break
        taken.append(line)
        top = line.box.top
    return taken[::-1]


def _trimmed(run: list[Line]) -> list[Line]:
    """Without single pieces at the foot that stand apart: a heading or a remark under the table."""
    while len(run) > _LEAST_LINES and len(pieces_of(run[-1], _GAP)) == 1:
        gap = run[-1].box.top - run[-2].box.bottom
        if gap <= 1.0 * run[-1].box.height:
            break
        run = run[:-1]
    return run
