"""Tables whose cells are filled areas side by side, without lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from statistics import median

from extractors.columns import font_size
from extractors.contract import Box, Cell, Colour, Fill, Page, RawTable, Word
from extractors.lines import lines_of

_GAP = 0.8
"""Share of the font size: white strips between neighbouring cells are no wider."""
_LEAST = 0.8
"""Share of the font size: lower or narrower areas hold no text."""
_PAGE = 0.6
"""Share of the page from which an area is its ground."""
_FILLED = 0.75
"""Share of the fields of a grid that must be filled."""
_SHARED = 0.4
"""Share of the rows in which the edge of a column must be drawn."""
_WHITE = 250

Span = tuple[int, int, int, int]


class FillsExtractor:
    """Reads tables from background areas, one to a cell."""

    name = "fills"

    def can_read(self, page: Page) -> bool:
        """Whether there are enough areas for two rows of two cells."""
        return len(page.fills) >= 4

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom."""
        size = font_size(page.words)
        fills = [f for f in page.fills if _is_cell(f.box, page, size)]
        tables = (_table(group, page, size) for group in _groups(fills, _GAP * size))
        return [table for table in tables if table is not None]


def _is_cell(box: Box, page: Page, size: float) -> bool:
    if box.width * box.height > _PAGE * page.width * page.height:
        return False
    return min(box.width, box.height) >= _LEAST * size > 0


def _groups(fills: Sequence[Fill], gap: float) -> list[list[Fill]]:
    """Fills with no white strip between them that runs over all of their width."""
    groups: list[list[Fill]] = []
    foot = 0.0
    for fill in sorted(fills, key=lambda f: f.box.top):
        if not groups or fill.box.top > foot + gap:
            groups.append([])
            foot = 0.0
        groups[-1].append(fill)
        foot = max(foot, fill.box.bottom)
    return [group for group in groups if len(group) >= 4]


def _table(fills: Sequence[Fill], page: Page, size: float) -> RawTable | None:
    fills = _cells_only(fills)
    xs = _positions([x for f in fills for x in (f.box.x0, f.box.x1)], _GAP * size)
    ys = _positions([y for f in fills for y in (f.box.top, f.box.bottom)], _GAP * size)
    if len(xs) < 3 or len(ys) < 3:
        return None
    spans = _spans(fills, xs, ys)
    if not _is_grid(spans, len(ys) - 1, len(xs) - 1):
        return None
    owner = {field: span for span in spans for field in _fields(span)}
    for row in range(len(ys) - 1):
        for col in range(len(xs) - 1):
            owner.setdefault((row, col), (row, row + 1, col, col + 1))
    held = _held(page.words, owner, xs, ys)
    table = RawTable(page.number, Box(xs[0], ys[0], xs[-1], ys[-1]), _cells(held, (xs, ys), spans, page), "fills")
    return table if _has_columns(table) else None


def _cells_only(fills: Sequence[Fill]) -> list[Fill]:
    """Without grounds on which other cells lie, and without highlights on a part of a cell."""
    usual = median(f.box.width * f.box.height for f in fills)
    kept: list[Fill] = []
    for fill in sorted(fills, key=lambda f: f.box.width * f.box.height, reverse=True):
        area = fill.box.width * fill.box.height
        around = next((f for f in kept if f.box.overlap(fill.box) > 0.9 * area), None)
        if around is None:
            kept.append(fill)
        elif around.box.width * around.box.height > 2.5 * usual and area > 0.2 * usual:
            kept.remove(around)
            kept.append(fill)
    return kept


def _positions(edges: Sequence[float], reach: float) -> list[float]:
    """Edges that nearly coincide become one position."""
    levels: list[list[float]] = []
    for edge in sorted(edges):
        if levels and edge - levels[-1][-1] <= reach and edge - levels[-1][0] <= 2 * reach:
            levels[-1].append(edge)
        else:
            levels.append([edge])
    return [(level[0] + level[-1]) / 2 for level in levels]


def _spans(fills: Sequence[Fill], xs: Sequence[float], ys: Sequence[float]) -> dict[Span, Colour]:
    spans: dict[Span, Colour] = {}
    taken: set[tuple[int, int]] = set()
    for fill in sorted(fills, key=lambda f: f.box.width * f.box.height):
        span = (_near(ys, fill.box.top), _near(ys, fill.box.bottom), _near(xs, fill.box.x0), _near(xs, fill.box.x1))
        fields = set(_fields(span))
        if fields and not fields & taken:
            spans[span] = fill.colour
            taken |= fields
    return spans


def _near(positions: Sequence[float], value: float) -> int:
    return min(range(len(positions)), key=lambda i: abs(positions[i] - value))


def _fields(span: Span) -> list[tuple[int, int]]:
    return [(r, c) for r in range(span[0], span[1]) for c in range(span[2], span[3])]


def _is_grid(spans: dict[Span, Colour], rows: int, cols: int) -> bool:
    """Whether nearly all fields are filled and the edges of columns recur in many rows."""
    filled = {field for span in spans for field in _fields(span)}
    if len(filled) < _FILLED * rows * cols or len({row for row, _ in filled}) < rows:
        return False
    edges = {(row, col) for span in spans for col in (span[2], span[3]) for row in range(span[0], span[1])}
    drawn = (sum((row, col) in edges for row in range(rows)) for col in range(1, cols))
    return all(count >= max(2, _SHARED * rows) for count in drawn)


def _held(
    words: Sequence[Word], owner: dict[tuple[int, int], Span], xs: Sequence[float], ys: Sequence[float]
) -> dict[Span, list[Word]]:
    held: dict[Span, list[Word]] = {span: [] for span in owner.values()}
    for word in words:
        x, y = word.box.centre
        span = owner.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
        if span is not None:
            held[span].append(word)
    return held


def _cells(
    held: dict[Span, list[Word]],
    positions: tuple[Sequence[float], Sequence[float]],
    colours: dict[Span, Colour],
    page: Page,
) -> tuple[Cell, ...]:
    xs, ys = positions
    cells = []
    for span, words in sorted(held.items()):
        box = Box(xs[span[2]], ys[span[0]], xs[span[3]], ys[span[1]])
        colour = colours.get(span)
        shown = colour if colour is not None and min(colour) < _WHITE else None
        cells.append(Cell(*span, box, lines_of(words, page.number), shown))
    return tuple(cells)


def _has_columns(table: RawTable) -> bool:
    """Whether text stands side by side in two rows at least."""
    rows: dict[int, set[int]] = {}
    for cell in table.cells:
        if cell.lines:
            rows.setdefault(cell.row0, set()).add(cell.col0)
    return sum(len(cols) > 1 for cols in rows.values()) >= 2
