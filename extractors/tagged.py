"""Tables as the file itself declares them: a witness where nothing is ruled."""

from __future__ import annotations

from dataclasses import replace

from extractors.contract import Box, Cell, Page, RawTable, TaggedTable, Word, around
from extractors.lines import lines_of


class TaggedExtractor:
    """Reads tables from the structure tree of a tagged PDF."""

    name = "tagged"

    def can_read(self, page: Page) -> bool:
        """Whether the file declares tables on the page."""
        return bool(page.tagged)

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom; one without words on the page is left out."""
        by_mark: dict[int, list[Word]] = {}
        for word in page.words:
            by_mark.setdefault(word.mark, []).append(word)
        found = [_table(tagged, by_mark, page) for tagged in page.tagged]
        return sorted((t for t in found if t is not None), key=lambda t: (t.box.top, t.box.x0))


def _table(tagged: TaggedTable, by_mark: dict[int, list[Word]], page: Page) -> RawTable | None:
    held = [[w for mark in sorted(cell.marks) for w in by_mark.get(mark, [])] for cell in tagged.cells]
    if sum(map(bool, held)) < 2:
        return None
    frame = around([w.box for words in held for w in words])
    cells = []
    for cell, words in zip(tagged.cells, held, strict=True):
        box = around([w.box for w in words]) if words else Box(frame.x0, frame.top, frame.x0, frame.top)
        cells.append(Cell(cell.row0, cell.row1, cell.col0, cell.col1, box, lines_of(words, page.number)))
    cells = _with_rows_from_0(_in_columns(cells))
    return RawTable(page.number, frame, tuple(_laid_out(cells, frame)), TaggedExtractor.name)


def _with_rows_from_0(cells: list[Cell]) -> list[Cell]:
    """Without the rows before the first and after the last that stands on this page."""
    first = min(cell.row0 for cell in cells if cell.lines)
    last = max(cell.row1 for cell in cells if cell.lines)
    shown = (cell for cell in cells if cell.row1 > first and cell.row0 < last)
    return [replace(c, row0=max(c.row0, first) - first, row1=min(c.row1, last) - first) for c in shown]


def _in_columns(cells: list[Cell]) -> list[Cell]:
    """The cells in their columns, also where a row comes without its blank cells, which some programs leave out."""
    width = max(cell.col1 for cell in cells)
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        for row in range(cell.row0, cell.row1):
            rows.setdefault(row, []).append(cell)
    full = {row for row, held in rows.items() if sum(c.col1 - c.col0 for c in held) == width}
    boxes: dict[int, list[Box]] = {}
    for cell in cells:
        if cell.lines and cell.row0 in full and cell.col1 == cell.col0 + 1:
            boxes.setdefault(cell.col0, []).append(cell.box)
    if len(boxes) < width:
        return cells
    extents = [around(boxes[col]) for col in range(width)]
    placed: list[Cell] = []
    for row in sorted({cell.row0 for cell in cells}):
        begun = sorted((c for c in cells if c.row0 == row), key=lambda c: c.col0)
        above = {col for c in placed if c.row1 > row for col in range(c.col0, c.col1)}
        placed += begun if row in full else _by_place(begun, extents, above)
    return placed


def _by_place(cells: list[Cell], extents: list[Box], taken: set[int]) -> list[Cell]:
    """Cells of a row, each in the free column, right of the one before, over whose text it stands."""
    placed: list[Cell] = []
    col = 0
    for cell in cells:
        span = cell.col1 - cell.col0
        free = [at for at in range(col, len(extents) - span + 1) if at not in taken]
        if not cell.lines or not free:
            continue
        middle = cell.box.centre[0]
        best = min(free, key=lambda at: (_off(cell.box, extents[at : at + span]), abs(extents[at].centre[0] - middle)))
        placed.append(replace(cell, col0=best, col1=best + span))
        col = best + span
    return placed if len(placed) >= sum(bool(cell.lines) for cell in cells) else cells


def _off(box: Box, extents: list[Box]) -> float:
    """Points by which a box stands outside columns."""
    return max(extents[0].x0 - box.x1, box.x0 - extents[-1].x1, 0.0)


def _laid_out(cells: list[Cell], frame: Box) -> list[Cell]:
    """The cells with boxes that meet: every column and row reaches to where the next one begins."""
    lefts = _starts([(c.col0, c.box.x0) for c in cells if c.lines], frame.x0, frame.x1)
    tops = _starts([(c.row0, c.box.top) for c in cells if c.lines], frame.top, frame.bottom)
    last_col, last_row = max(c.col1 for c in cells), max(c.row1 for c in cells)
    placed = []
    for c in cells:
        right = lefts.get(c.col1, frame.x1) if c.col1 < last_col else frame.x1
        foot = tops.get(c.row1, frame.bottom) if c.row1 < last_row else frame.bottom
        box = Box(lefts.get(c.col0, frame.x0), tops.get(c.row0, frame.top), right, foot)
        placed.append(Cell(c.row0, c.row1, c.col0, c.col1, box, c.lines))
    return placed


def _starts(places: list[tuple[int, float]], low: float, high: float) -> dict[int, float]:
    """Where each column or row begins: the smallest position of its cells, never before the one that goes before."""
    starts: dict[int, float] = {}
    for index, value in places:
        starts[index] = min(starts.get(index, high), value)
    floor = low
    for index in sorted(starts):
        floor = starts[index] = max(floor, starts[index])
    return starts
