"""Tables whose cells are drawn with lines: the first and most exact witness."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractors.contract import Box, Cell, Colour, Fill, Page, RawTable, Word
from extractors.grid import JOIN, Grid, find_grids
from extractors.lines import lines_of

Span = tuple[int, int, int, int]
_MOST = 0.6
"""Share of a cell that a fill must cover to be its ground."""
_WHITE = 250
_JOIN_SHARE = 0.38
"""Of the font size."""


class RuledExtractor:
    """Reads tables from ruling lines, thin boxes and the edges of outlined cells."""

    name = "ruled"

    def can_read(self, page: Page) -> bool:
        """Whether there are lines in both directions."""
        return any(r.horizontal for r in page.rules) and any(not r.horizontal for r in page.rules)

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom; a table without a word is left out.

        Of a frame inside a cell only one is a table: the one with more cells. Lines inside a cell do not cut it, and a
        frame around a table holds what stands beside the table.
        """
        grids = _unnested(find_grids(page.rules, join_of(page)))
        tables = []
        rest: Sequence[Word] = page.words
        for grid in sorted(grids, key=lambda g: g.box.width * g.box.height):
            words, rest = _parted(rest, grid.box)
            tables.append(_table(grid, words, page))
        tables.sort(key=lambda t: (t.box.top, t.box.x0))
        return [table for table in tables if any(cell.lines for cell in table.cells)]


def join_of(page: Page) -> float:
    """Points within which lines count as touching: less where the text is small."""
    sizes = sorted([word[3] for word in page.words])
    usual = sizes[len(sizes) // 2] if sizes else 10.0
    return min(JOIN, max(1.0, _JOIN_SHARE * usual))


def _unnested(grids: list[Grid]) -> list[Grid]:
    """Grids without those that lie inside a cell of a larger one and have no more cells than it."""
    return [
        grid
        for grid in grids
        if not any(o is not grid and _holds(o, grid) and len(o.spans) >= len(grid.spans) for o in grids)
    ]


def _holds(outer: Grid, inner: Grid) -> bool:
    a, b = outer.box, inner.box
    return a.x0 <= b.x0 and a.top <= b.top and b.x1 <= a.x1 and b.bottom <= a.bottom


def _parted(words: Sequence[Word], frame: Box) -> tuple[list[Word], list[Word]]:
    """Words whose middle lies in a frame, and the others."""
    x0, top, x1, bottom = frame
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        left, head, right, foot = word[1]
        held = top <= (head + foot) / 2 <= bottom and x0 <= (left + right) / 2 <= x1
        (inside if held else outside).append(word)
    return inside, outside


def _table(grid: Grid, words: Sequence[Word], page: Page) -> RawTable:
    owner = {(row, col): span for span in grid.spans for row in range(*span[:2]) for col in range(*span[2:])}
    held: dict[Span, list[Word]] = {span: [] for span in grid.spans}
    outside = []
    xs, ys = grid.xs, grid.ys
    for word in words:
        left, head, right, foot = word[1]
        place = owner.get((_place(ys, (head + foot) / 2), _place(xs, (left + right) / 2)))
        if place is None:
            outside.append(word)
        else:
            held[place].append(word)
    grounds = _grounds(grid, owner, page.fills) if page.fills else {}
    cells = tuple(
        Cell(*span, grid.span_box(span), lines_of(words, page.number) if words else (), grounds.get(span))
        for span, words in held.items()
    )
    return RawTable(page.number, grid.box, cells, RuledExtractor.name, tuple(outside))


def _place(positions: tuple[float, ...], value: float) -> int:
    place, last = bisect_right(positions, value) - 1, len(positions) - 2
    return last if place > last else place if place > 0 else 0


def _grounds(grid: Grid, owner: dict[tuple[int, int], Span], fills: tuple[Fill, ...]) -> dict[Span, Colour]:
    """Colour of the topmost fill that covers most of each cell; white is no colour."""
    grounds: dict[Span, Colour] = {}
    x0, top, x1, bottom = grid.box
    for fill in fills:
        if fill.box[0] >= x1 or fill.box[1] >= bottom or fill.box[2] <= x0 or fill.box[3] <= top:
            continue
        first_row, last_row = _place(grid.ys, fill.box.top + 1), _place(grid.ys, fill.box.bottom - 1)
        first_col, last_col = _place(grid.xs, fill.box.x0 + 1), _place(grid.xs, fill.box.x1 - 1)
        fields = [(r, c) for r in range(first_row, last_row + 1) for c in range(first_col, last_col + 1)]
        for span in {owner[field] for field in fields if field in owner}:
            box = grid.span_box(span)
            if fill.box.overlap(box) >= _MOST * box.width * box.height:
                grounds[span] = fill.colour
    return {span: colour for span, colour in grounds.items() if min(colour) < _WHITE}
