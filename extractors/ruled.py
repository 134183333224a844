"""Tables whose cells are drawn with lines: the first and most exact witness."""

from __future__ import annotations

from bisect import bisect_right

from extractors.contract import Cell, Colour, Fill, Page, RawTable, Word
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
        taken: set[int] = set()
        for grid in sorted(grids, key=lambda g: g.box.width * g.box.height):
            words = [w for w in page.words if id(w) not in taken and grid.box.contains(*w.box.centre)]
            taken |= {id(w) for w in words}
            tables.append(_table(grid, words, page))
        tables.sort(key=lambda t: (t.box.top, t.box.x0))
        return [table for table in tables if any(cell.lines for cell in table.cells)]


def join_of(page: Page) -> float:
    """Points within which lines count as touching: less where the text is small."""
    sizes = sorted(w.size for w in page.words)
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


def _table(grid: Grid, words: list[Word], page: Page) -> RawTable:
    owner: dict[tuple[int, int], Span] = {}
    for span in grid.spans:
        for row in range(span[0], span[1]):
            for col in range(span[2], span[3]):
                owner[row, col] = span
    held: dict[Span, list[Word]] = {span: [] for span in grid.spans}
    outside = []
    for word in words:
        x, y = word.box.centre
        place = owner.get((_place(grid.ys, y), _place(grid.xs, x)))
        if place is None:
            outside.append(word)
        else:
            held[place].append(word)
    grounds = _grounds(grid, owner, page.fills)
    cells = tuple(
        Cell(*span, grid.span_box(span), lines_of(words, page.number), grounds.get(span))
        for span, words in held.items()
    )
    return RawTable(page.number, grid.box, cells, RuledExtractor.name, tuple(outside))


def _place(positions: tuple[float, ...], value: float) -> int:
    return min(max(bisect_right(positions, value) - 1, 0), len(positions) - 2)


def _grounds(grid: Grid, owner: dict[tuple[int, int], Span], fills: tuple[Fill, ...]) -> dict[Span, Colour]:
    """Colour of the topmost fill that covers most of each cell; white is no colour."""
    grounds: dict[Span, Colour] = {}
    for fill in fills:
        first_row, last_row = _place(grid.ys, fill.box.top + 1), _place(grid.ys, fill.box.bottom - 1)
        first_col, last_col = _place(grid.xs, fill.box.x0 + 1), _place(grid.xs, fill.box.x1 - 1)
        fields = ((r, c) for r in range(first_row, last_row + 1) for c in range(first_col, last_col + 1))
        for span in {owner[field] for field in fields if field in owner}:
            box = grid.span_box(span)
            if fill.box.overlap(box) >= _MOST * box.width * box.height:
                grounds[span] = fill.colour
    return {span: colour for span, colour in grounds.items() if min(colour) < _WHITE}
