"""Gaps between horizontal rules where one table ends and another one begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extractors.columns import pieces_of
from extractors.contract import Line, RawTable
from extractors.rule_parts import Bar, parts_of

_OPENING = 2
"""Strips that a table opens with: a band, and headings."""
_HEADINGS = 3
"""Headings that stand side by side."""
LARGER = 1.12
"""Times the font size: larger type is that of a heading outside tables."""
HEADING_LINES = 3
"""Lines of a heading between two tables."""
GAP = 0.45
"""Share of the font size: text parted by more stands side by side."""

Gap = tuple[float, float]


def gaps_of(bars: Sequence[Bar], lines: Sequence[Line], size: float) -> list[Gap]:
    """Heights between rules where one table ends and another one opens with headings of its own."""
    strips = [between(lines, above, below) for above, below in pairwise(bars)]
    return [
        (above.at, below.at)
        for number, (above, below) in enumerate(pairwise(bars))
        if below.at - above.at > size and _is_apart(strips[number], size) and _opens_table(strips[number + 1 :])
    ]


def told_apart(
    table: RawTable, bars: Sequence[Bar], gaps: Sequence[Gap], read: Callable[[Sequence[Bar]], RawTable | None]
) -> list[RawTable]:
    """The tables that gaps part; one that has other columns than the whole is read by itself."""
    if not gaps:
        return [table]
    tables = []
    for part in parts_of(table, gaps):
        alone = read([bar for bar in bars if part.box.top <= bar.at <= part.box.bottom])
        tables.append(part if alone is None or _columns(alone) == _columns(table) else alone)
    return tables


def _columns(table: RawTable) -> int:
    return max(cell.col1 for cell in table.cells)


def _is_apart(strip: Sequence[Line], size: float) -> bool:
    """Whether nothing stands between two rules, or a heading in larger type."""
    words = [word for line in strip for word in line.words]
    return len(strip) <= HEADING_LINES and all(word.size > LARGER * size for word in words)


def _opens_table(strips: Sequence[Sequence[Line]]) -> bool:
    """Whether headings in bold type stand side by side between the next rules, or under a band in bold type."""
    for strip in strips[:_OPENING]:
        if not is_bold(strip):
            return False
        if max(len(pieces_of(line, GAP)) for line in strip) >= _HEADINGS:
            return True
    return False


def is_bold(lines: Sequence[Line]) -> bool:
    """Whether there is text, all of it in bold type."""
    return bool(lines) and all(line.bold for line in lines)


def between(lines: Sequence[Line], above: Bar, below: Bar) -> list[Line]:
    """Lines that stand between two rules."""
    middle = [(line, line.box.centre) for line in lines]
    return [line for line, (x, y) in middle if above.at < y < below.at and above.x0 - 2 <= x <= above.x1 + 2]
