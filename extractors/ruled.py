"""Tables whose cells are drawn with lines: the first and most exact witness."""

from __future__ import annotations

from bisect import bisect_right

from extractors.contract import Box, Cell, Colour, Fill, Page, RawTable, Word
from extractors.grid import Grid, find_grids
from extractors.lines import lines_of

Span = tuple[int, int, int, int]


class RuledExtractor:
    """Reads tables from ruling lines, thin boxes and the edges of outlined cells."""

    name = "ruled"

    def can_read(self, page: Page) -> bool:
        """Whether there are lines in both directions."""
        return any(r.horizontal for r in page.rules) and any(not r.horizontal for r in page.rules)

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom; a table without a word is left out."""
        tables = (_table(grid, page) for grid in find_grids(page.rules))
        return [table for table in tables if any(cell.lines for cell in table.cells)]


def _table(grid: Grid, page: Page) -> RawTable:
    owner: dict[tuple[int, int], Span] = {}
    for span in grid.spans:
        for row in range(span[0], span[1]):
            for col in range(span[2], span[3]):
                owner[row, col] = span
    held: dict[Span, list[Word]] = {span: [] for span in grid.spans}
    outside = []
    for word in page.words:
        x, y = word.box.centre
        if not grid.box.contains(x, y):
            continue
        place = owner.get((_place(grid.ys, y), _place(grid.xs, x)))
        if place is None:
            outside.append(word)
        else:
            held[place].append(word)
    cells = tuple(
        Cell(*span, grid.span_box(span), lines_of(words, page.number), _fill(grid.span_box(span), page.fills))
        for span, words in held.items()
    )
    return RawTable(page.number, grid.box, cells, RuledExtractor.name, tuple(outside))


def _place(positions: tuple[float, ...], value: float) -> int:
    return min(max(bisect_right(positions, value) - 1, 0), len(positions) - 2)


def _fill(box: Box, fills: tuple[Fill, ...]) -> Colour | None:
    """Colour of the topmost fill that covers most of the cell; white is no colour."""
    area = box.width * box.height
    for fill in reversed(fills):
        if fill.box.overlap(box) >= 0.6 * area:
            return None if min(fill.colour) >= 250 else fill.colour
    return None
