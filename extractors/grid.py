"""Ruling lines into grids: joins what nearly touches, finds connected frames, cuts them into cells.

All lengths are points. A grid is a set of horizontal and vertical positions and, for each elementary field between
them, whether a line closes it at the right and at the foot; merged cells follow from missing inner lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.contract import Box, Rule

JOIN = 3.5
"""Ends of lines closer than this touch; parallel lines closer than this are one line (for text of ordinary size)."""
_MIN_FRAME = 8.0
"""Frames narrower or lower than this hold no text."""
_BAND = 8.0
"""Height of a row that no vertical line touches, as a multiple of the distance within which lines touch."""
_COVER = 0.5
"""Share of a field's side that must be drawn for the side to count as closed."""


_Sides = Sequence[Sequence[bool]]
"""Whether a side of each field is closed, by row and column."""


class Segment(NamedTuple):
    """A straight line: `at` is its position across, `start` and `end` its extent along its direction."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """One connected frame: positions of its columns and rows, and the spans of its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[tuple[int, int, int, int], ...]
    """``(row0, row1, col0, col1)``, half-open."""

    @property
    def box(self) -> Box:
        """The outer frame."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def span_box(self, span: tuple[int, int, int, int]) -> Box:
        """The area of one cell."""
        row0, row1, col0, col1 = span
        return Box(self.xs[col0], self.ys[row0], self.xs[col1], self.ys[row1])


def find_grids(rules: Sequence[Rule], join: float = JOIN) -> list[Grid]:
    """Grids that the lines of a page form, from top to bottom.

    Args:
        rules: Ruling lines.
        join: Points: ends of lines closer than this touch, and parallel lines closer than this are one line.
    """
    across: list[Segment] = []
    down: list[Segment] = []
    for rule in rules:
        x0, top, x1, bottom = rule.box
        if x1 - x0 >= bottom - top:
            across.append(Segment((top + bottom) / 2, x0, x1))
        else:
            down.append(Segment((x0 + x1) / 2, top, bottom))
    horizontal, vertical = _joined(across, join), _joined(down, join)
    grids = []
    for group_h, group_v in _frames(horizontal, vertical, join):
        grid = _grid(group_h, group_v, join)
        if grid is not None:
            grids.append(grid)
    return sorted(grids, key=lambda g: (g.ys[0], g.xs[0]))


def _joined(segments: list[Segment], join: float) -> list[Segment]:
    """Bring parallel lines that nearly coincide to one position, and join those that nearly touch."""
    levels: list[list[Segment]] = []
    first = 0.0
    for segment in sorted(segments, key=_at):
        if levels and segment[0] - first <= join:
            levels[-1].append(segment)
        else:
            levels.append([segment])
            first = segment[0]
    joined = []
    for level in levels:
        at = max(level, key=_length)[0]
        level.sort(key=_start)
        _, start, end = level[0]
        for _, begin, stop in level[1:]:
            if begin <= end + join:
                end = stop if stop > end else end
            else:
                joined.append(Segment(at, start, end))
                start, end = begin, stop
        joined.append(Segment(at, start, end))
    return joined


def _at(segment: Segment) -> float:
    return segment[0]


def _start(segment: Segment) -> float:
    return segment[1]


def _length(segment: Segment) -> float:
    return segment[2] - segment[1]


def _frames(
    horizontal: list[Segment], vertical: list[Segment], join: float
) -> list[tuple[list[Segment], list[Segment]]]:
    """Groups of lines that touch each other."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    reaching = [(j, at, start - join, end + join) for j, (at, start, end) in enumerate(vertical, len(horizontal))]
    for i, (level, start, end) in enumerate(horizontal):
        left, right = start - join, end + join
        for j, at, top, bottom in reaching:
            if left <= at <= right and top <= level <= bottom:
                parent[root(i)] = root(j)
    for i, j in _band_edges(horizontal, vertical, join):
        parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(horizontal):
        groups[root(i)][0].append(h)
    for j, v in enumerate(vertical):
        groups[root(len(horizontal) + j)][1].append(v)
    return [group for group in groups.values() if group[0] and group[1]]


def _band_edges(horizontal: list[Segment], vertical: list[Segment], join: float) -> Iterator[tuple[int, int]]:
    """Pairs of horizontal lines, one close under the other and as long, at whose ends and between which none goes down.

    In a table without outer rules a row of one cell over the whole width stands between such lines.
    """
    order = sorted(range(len(horizontal)), key=lambda i: horizontal[i].at)
    for i, j in pairwise(order):
        above, below = horizontal[i], horizontal[j]
        same = abs(above.start - below.start) <= join and abs(above.end - below.end) <= join
        if not same or below.at - above.at > _BAND * join:
            continue
        touching = [v for v in vertical if v.start <= below.at + join and v.end >= above.at - join]
        inner = [v for v in touching if above.start + join < v.at < above.end - join]
        crossing = any(v.start < below.at - join and v.end > above.at + join for v in inner)
        if inner and len(inner) == len(touching) and not crossing:
            yield i, j


def _grid(horizontal: list[Segment], vertical: list[Segment], join: float) -> Grid | None:
    xs = _positions(vertical, [(h.start, h.end) for h in horizontal], join)
    ys = _positions(horizontal, [(v.start, v.end) for v in vertical], join)
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < _MIN_FRAME or ys[-1] - ys[0] < _MIN_FRAME:
        return None
    if len(xs) == 2 and len(ys) == 2:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_spans(xs, ys, horizontal, vertical)))


def _positions(lines: list[Segment], reaches: list[tuple[float, float]], join: float) -> list[float]:
    """Positions of the lines, and of an outer edge that is not drawn but reached by the lines across."""
    positions = sorted({line.at for line in lines})
    first = min(start for start, _ in reaches)
    last = max(end for _, end in reaches)
    if not positions or first < positions[0] - 2 * join:
        positions.insert(0, first)
    if last > positions[-1] + 2 * join:
        positions.append(last)
    return positions


def _covered(lines: list[Segment], start: float, end: float) -> bool:
    drawn = 0.0
    for _, first, last in lines:
        if first <= start and end <= last:
            return True
        shared = (last if last < end else end) - (first if first > start else start)
        if shared > 0:
            drawn += shared
    return drawn >= _COVER * (end - start)


def _spans(
    xs: list[float], ys: list[float], horizontal: list[Segment], vertical: list[Segment]
) -> list[tuple[int, int, int, int]]:
    """Cells as rectangles of fields between which no line is drawn."""
    at_x: dict[float, list[Segment]] = defaultdict(list)
    at_y: dict[float, list[Segment]] = defaultdict(list)
    for v in vertical:
        at_x[v.at].append(v)
    for h in horizontal:
        at_y[h.at].append(h)
    rows, cols = len(ys) - 1, len(xs) - 1
    down, across = list(pairwise(ys)), list(pairwise(xs))
    closed_right = list(zip(*([_covered(at_x[x], *side) for side in down] for x in xs[1:]), strict=True))
    closed_foot = [[_covered(at_y[y], *side) for side in across] for y in ys[1:]]
    taken = [[False] * cols for _ in range(rows)]
    spans = []
    for row in range(rows):
        for col in range(cols):
            if taken[row][col]:
                continue
            col1 = col + 1
            while col1 < cols and not closed_right[row][col1 - 1] and not taken[row][col1]:
                col1 += 1
            row1 = row + 1
            while row1 < rows and _open_below(closed_foot, closed_right, (row1, col, col1)):
                row1 += 1
            for r in range(row, row1):
                taken[r][col:col1] = [True] * (col1 - col)
            spans.append((row, row1, col, col1))
    return spans


def _open_below(closed_foot: _Sides, closed_right: _Sides, at: tuple[int, int, int]) -> bool:
    """Whether the fields of a row belong to the cell above them."""
    row, col, col1 = at
    return not any(closed_foot[row - 1][col:col1]) and not any(closed_right[row][col : col1 - 1])
