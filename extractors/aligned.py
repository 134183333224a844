"""Tables without lines: runs of text lines over which the same white gutters stay open.

Meant for what stands outside every drawn frame: lists of posts and their codes, glossaries in two columns, tables
that are set with tabs.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.columns import Piece, apart, font_size, pieces_of, sets_whole_runs, split
from extractors.continued import head_lines, last_open
from extractors.contract import Line, Page, RawTable, Word
from extractors.cut_lines import steps
from extractors.leading import leading_of
from extractors.lines import lines_of
from extractors.open_table import Context, extents, open_table
from extractors.prose import has_leaders, is_table

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
_BAND = 1.0
"""Share of the font size: a band over all columns stands no further from the lines around it."""
_BANDS = 3
"""Lines of such bands, one below the other."""
_BESIDE = 3
"""Pieces of the line under it."""
_STEP = 1.0
"""Share of the font size: another table begins no closer under the last one."""
_WIDER = 1.5
"""Times the widest distance between rows: another table begins no closer."""
_FURTHER = 1.2
"""Times the widest distance between lines of a table: the foot of the page stands further."""
_SAME_PLACES = 0.6
"""Share of the pieces of such a line that must stand at the table's edges for it to belong to it."""
_AT = 0.1
"""Share of the font size within which edges are at one place."""
_GUTTER = 0.4
"""Share of the font size: narrower white is no gutter."""
_SLIT = 0.12
"""The same where the file sets several words at once, so that those which are set apart are known."""
_RARE = 0.2
"""Share of the lines in which an edge must recur for it to be one of the table's."""
_KNOWN = 2
"""Lines in which an edge must recur to part words that stand close."""
_BARE = 0.34
"""Share of the font size: a word stands further from the one before it than a blank would put it."""

Gap = tuple[float, float]


class AlignedExtractor:
    """Reads tables from white gutters and line spacing."""

    name = "aligned"

    def __init__(self, before: Sequence[RawTable] = ()) -> None:
        """Remember the page before, whose last table may go on.

        Args:
            before: Tables of the page before.
        """
        self.before = before

    def can_read(self, page: Page) -> bool:
        """Whether there are enough words for a table, or for the rest of one."""
        return len(page.words) >= 2 * _LEAST_LINES or (len(page.words) > 1 and bool(self.before))

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom."""
        lines = lines_of(page.words, page.number)
        runs = _runs(lines)
        last = last_open(self.before, page.height)
        head = head_lines(lines, page, last) if last else []
        if not runs and not head:
            return []
        context = Context(whole=sets_whole_runs(page.words), leading=leading_of(lines))
        tables = []
        if head and last:
            others, run = _with_head(runs, head, lines)
            run = _trimmed(run)
            known = extents(last)
            rest = open_table(run, (), page.number, self.name, context._replace(known=known))
            if rest is not None and max(cell.col1 for cell in rest[0].cells) == len(known):
                tables, runs = [rest[0]], others
        for run in runs:
            found = open_table(run, (), page.number, self.name, context)
            if found is not None and is_table(*found):
                tables.append(found[0])
        return tables


def _with_head(
    runs: list[list[Line]], head: Sequence[Line], lines: Sequence[Line]
) -> tuple[list[list[Line]], list[Line]]:
    """The runs without those that the lines at the head of the page belong to, and these lines made one with them."""
    held = {id(line) for line in head}
    mine = [run for run in runs if any(id(line) in held for line in run)]
    held |= {id(line) for run in mine for line in run}
    return [run for run in runs if run not in mine], [line for line in lines if id(line) in held]


@dataclass(slots=True)
class _Run:
    """Lines of a table while it grows, and the gutters that no line has crossed so far."""

    lines: list[Line] = field(default_factory=list)
    gutters: list[Gap] = field(default_factory=list)
    foot: float = 0.0
    widest: float = 0.0
    edges: dict[int, int] = field(default_factory=dict)
    """Lines in which a piece begins or ends, by the step of the page's width."""

    def takes(self, line: Line, size: float, *, whole: bool, over: Sequence[Line]) -> bool:
        """Take a line that leaves gutters open, and bands over it that do not; say whether it did."""
        pieces = self.cut(line, size, whole=whole)
        gap = line.box.top - (over[-1].box.bottom if over else self.foot)
        if gap > max(_FAR * size, 1.3 * self.widest if len(self.lines) > 2 else 0.0):
            return False
        if over and (len(pieces) < _BESIDE or gap > _BAND * size):
            return False
        if (over or gap > max(_STEP * size, _WIDER * self.widest)) and self.is_foreign(line, pieces, size):
            return False
        left = _open(self.gutters, pieces, (_SLIT if whole else _GUTTER) * size)
        if not left or len(left) < 0.5 * len(self.gutters):
            return False
        if len(pieces) == 1 and len(left) < len(self.gutters):
            return False
        self.gutters = left
        self.widest = max(self.widest, gap)
        self.lines += over
        self.add(line, pieces, size)
        return True

    def may_be_band(self, line: Line, over: Sequence[Line], size: float) -> bool:
        """Whether a line may stand alone over all columns: it begins at the left edge and ends before the right one."""
        gap = line.box.top - (over[-1].box.bottom if over else self.foot)
        left, right = min(one.box.x0 for one in self.lines), max(one.box.x1 for one in self.lines)
        begins = abs(line.box.x0 - left) <= _AT * size and line.box.x1 <= right + size
        return begins and len(over) < _BANDS and gap <= _BAND * size and len(pieces_of(line, _GAP)) == 1

    def cut(self, line: Line, size: float, *, whole: bool) -> list[Piece]:
        """Pieces of a line, which also begin narrowly after one another where pieces of other lines begin."""
        enough = min(len(self.lines), _KNOWN)

        def parts(left: Word, right: Word) -> bool:
            near = [at for x in (left.box.x1, right.box.x0) for at in steps(x, _AT * size)]
            known = any(self.edges.get(at, 0) >= enough for at in near)
            return known and not right.glued and (whole or apart(left, right) >= _BARE * size)

        return [part for piece in pieces_of(line, _NARROW_GAP) for part in split(piece, parts)]

    def is_foreign(self, line: Line, pieces: Sequence[Piece], size: float) -> bool:
        """Whether a line that stands apart opens another table: it has other columns, or the same headings again."""
        if len(self.lines) < 2 or len(pieces) < 2:
            return False
        places = [(_step(p.box.x0, size), _step(p.box.x1, size)) for p in pieces]
        least = max(1.0, _RARE * len(self.lines))
        known = [any(self.held(at) >= least for at in pair) for pair in places]
        return line.text == self.lines[0].text or sum(known) < _SAME_PLACES * len(known)

    def held(self, at: int) -> int:
        """Lines with an edge at a place or next to it."""
        return sum(self.edges.get(near, 0) for near in (at - 1, at, at + 1))

    def add(self, line: Line, pieces: Sequence[Piece], size: float) -> None:
        self.lines.append(line)
        self.foot = max(self.foot, line.box.bottom)
        for at in {_step(x, size) for p in pieces for x in (p.box.x0, p.box.x1)}:
            self.edges[at] = self.edges.get(at, 0) + 1


def _step(x: float, size: float) -> int:
    """A place across the page in steps so small that edges in one of them are at one place."""
    return round(x / (_AT * size))


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines between which gutters stay open."""
    words = [word for line in lines for word in line.words]
    size, whole = font_size(words), sets_whole_runs(words)
    runs: list[list[Line]] = []
    current: _Run | None = None
    bands: list[Line] = []
    for line in lines:
        if has_leaders(line.text):
            current, bands = None, []
            continue
        if current is not None and current.takes(line, size, whole=whole, over=bands):
            bands = []
            continue
        if current is not None and current.may_be_band(line, bands, size):
            bands.append(line)
            continue
        current, bands = None, []
        pieces = pieces_of(line, _GAP)
        if len(pieces) >= 2:
            current = _Run([], [(a.box.x1, b.box.x0) for a, b in pairwise(pieces)])
            current.add(line, pieces, size)
            runs.append(current.lines)
    taken = {id(line) for run in runs for line in run}
    return [[*_headings(run, lines, size, taken), *_trimmed(run)] for run in runs if len(run) >= _LEAST_LINES]


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


def _headings(run: Sequence[Line], lines: Sequence[Line], size: float, others: Set[int]) -> list[Line]:
    """Lines close above a run, to the right of its left edge: headings over several columns, or of several lines."""
    left, right = min(line.box.x0 for line in run), max(line.box.x1 for line in run)
    first = lines.index(run[0])
    taken: list[Line] = []
    top = run[0].box.top
    for line in reversed(lines[max(first - _HEADINGS, 0) : first]):
        apart = top - line.box.bottom > _CLOSE * size
        beside = line.box.bottom > top
        if id(line) in others or apart or (line.box.x0 < left + size and not beside) or line.box.x1 > right + size:
            break
        taken.append(line)
        top = line.box.top
    return taken[::-1]


def _trimmed(run: list[Line]) -> list[Line]:
    """Without lines at the foot that stand apart: a heading or a remark under the table, or the foot of the page."""
    while len(run) > _LEAST_LINES:
        gap, height = run[-1].box.top - run[-2].box.bottom, run[-1].box.height
        pieces = pieces_of(run[-1], _GAP)
        if gap <= height or not (len(pieces) == 1 or (_is_further(gap, run) and _is_beside(pieces, run[:-1]))):
            break
        run = run[:-1]
    return run


def _is_further(gap: float, run: Sequence[Line]) -> bool:
    """Whether the last line stands further from the others than any of them do."""
    return gap > _FURTHER * max(below.box.top - above.box.bottom for above, below in pairwise(run[:-1]))


def _is_beside(pieces: Sequence[Piece], lines: Sequence[Line]) -> bool:
    """Whether a piece begins and ends where none of other lines does."""
    others = [piece.box for line in lines for piece in pieces_of(line, _GAP)]
    return any(
        all(min(abs(box.x0 - p.box.x0), abs(box.x1 - p.box.x1)) > _AT * p.words[0].size for box in others)
        for p in pieces
    )
