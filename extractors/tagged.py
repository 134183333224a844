"""Tables as the file itself declares them: a witness where nothing is ruled."""

from __future__ import annotations

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
    return RawTable(page.number, frame, tuple(_laid_out(cells, frame)), TaggedExtractor.name)


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
