"""A page that one row of a ruled table fills: rules down, none across, between the columns of the page before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractors.contract import Box, Cell, Page, RawTable, Rule, Word
from extractors.lines import lines_of

_NEAR = 2.0
"""Points by which a rule may stand off the edge that it goes on."""
_FOOT = 0.7
"""Share of the page's height below which the table before must end."""
_TALL = 0.3
"""Share of the page's height that such a row takes at least."""


def row_alone(page: Page, before: Sequence[RawTable]) -> RawTable | None:
    """The row, or `None` where the page shows none.

    Args:
        page: A page on which no ruled table was found.
        before: Tables of the page before.
    """
    last = max(before, key=lambda table: table.box.bottom, default=None)
    if last is None or last.extractor != "ruled" or last.box.bottom < _FOOT * page.height:
        return None
    lowest = max(cell.row1 for cell in last.cells)
    edges = sorted({x for cell in last.cells if cell.row1 == lowest for x in (cell.box.x0, cell.box.x1)})
    reach = _reach(page, edges) if len(edges) > 2 else None
    if reach is None or reach[1] - reach[0] < _TALL * page.height:
        return None
    frame = Box(edges[0], reach[0], edges[-1], reach[1])
    held: list[list[Word]] = [[] for _ in edges[1:]]
    for word in page.words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        if frame.x0 <= x < frame.x1 and frame.top <= y <= frame.bottom:
            held[bisect_right(edges, x) - 1].append(word)
    cells = tuple(
        Cell(0, 1, col, col + 1, Box(edges[col], frame.top, edges[col + 1], frame.bottom), lines_of(words, page.number))
        for col, words in enumerate(held)
    )
    return RawTable(page.number, frame, cells, last.extractor) if any(held) else None


def _reach(page: Page, edges: Sequence[float]) -> tuple[float, float] | None:
    """From where to where rules run down at every edge alike; `None` where others stand between or a rule crosses."""
    down = [rule for rule in page.rules if not rule.horizontal]
    at = [[rule for rule in down if abs(rule.box.x0 - edge) <= _NEAR] for edge in edges]
    if not all(at) or sum(map(len, at)) < len(down):
        return None
    reaches = [(min(rule.box.top for rule in rules), max(rule.box.bottom for rule in rules)) for rules in at]
    top, bottom = reaches[0]
    alike = all(abs(t - top) <= _NEAR and abs(b - bottom) <= _NEAR for t, b in reaches)
    return (top, bottom) if alike and not any(_crosses(rule, top, bottom) for rule in page.rules) else None


def _crosses(rule: Rule, top: float, bottom: float) -> bool:
    return rule.horizontal and top - _NEAR <= rule.box.top <= bottom + _NEAR
