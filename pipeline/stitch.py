"""Stitch: raw tables of single pages into logical tables, whole again over page breaks.

Two tables are one when the second opens its page's body, the first closes its own, nothing but furniture stands
between them, and their columns stand under each other. Repeated headings are taken out, a row cut by the break is
joined, and a merged cell that the break cut goes on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.continued import OPEN
from extractors.contract import Cell, Line, RawTable, around
from pipeline.fused import split_fused
from pipeline.headings import is_heading_row
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.merged_cells import HEADING_ROWS, bands_of, cell_goes_on, only_opens
from pipeline.new_headings import heads_a_part, opens_anew
from pipeline.page_breaks import row_goes_on, verdict
from pipeline.raw_rows import (
    RowPlace,
    edges,
    fit,
    glyphs,
    is_banner,
    openings,
    row_count,
    row_places,
    row_text,
    same_places,
)
from pipeline.single_paragraphs import begins_cell, fill_their_lines

_SAME_EDGE = 7.0
"""Points by which the edge of a column may shift."""
_SAME_WIDTH = 0.02
_TURNED = ((0.58, 0.8), (1.25, 1.72))
"""Factors by which a table over the width of the page shrinks or grows where the paper is turned."""
_BAND_LINES = 3
_BAND_HEIGHT = 60.0
"""Points that a band without lines may take between two parts of one table."""


def stitch(tables: Sequence[RawTable], body_lines: Sequence[Line]) -> list[LogicalTable]:
    """Join raw tables over page breaks.

    Args:
        tables: Raw tables in reading order.
        body_lines: Lines of the document outside tables and furniture; one of them between two tables keeps them
            apart.
    """
    whole: list[_Builder] = []
    for drawn in tables:
        table = split_fused(drawn, whole[-1].headings_over(drawn) if whole else {})
        between = whole[-1].between(table, body_lines) if whole else []
        if whole and whole[-1].goes_on_with(table, between):
            whole[-1].append(table, between)
        else:
            whole.append(_Builder.begin(table))
    return [builder.finish() for builder in whole]


@dataclass(slots=True)
class _Builder:
    """A logical table while it grows."""

    xs: list[float]
    rows: list[tuple[RowPlace, ...]]
    cells: list[StitchedCell]
    last: RawTable
    openings: set[str]
    repeated: list[Line] = field(default_factory=list)
    fit: tuple[float, float] = (1.0, 0.0)
    """Factor and shift that bring the edges of the last table's columns to those of the first one."""

    @classmethod
    def begin(cls, table: RawTable) -> _Builder:
        builder = cls(edges(table), [], [], table, set())
        builder.add_rows(table, list(range(row_count(table))), join=False)
        builder.openings = openings(table, set(), first=True)
        return builder

    def between(self, table: RawTable, body_lines: Sequence[Line]) -> list[Line]:
        """Lines that stand after the last table and before this one, though one of them may reach into it."""
        start, end = (self.last.page, self.last.box.bottom - 1), (table.page, table.box.top + 1)
        return [
            n
            for n in body_lines
            if start <= (n.page, n.box.top)
            and (n.page, (n.box.top + n.box.bottom) / 2) <= end
            and n.page not in self.last.beside
        ]

    def goes_on_with(self, table: RawTable, between: Sequence[Line]) -> bool:
        """Whether a table is the rest of this one.

        On the next page nothing may stand between them but a band in bold type; on the same page they must lie close
        together, parted by nothing or by a band that is drawn without lines.
        """
        last = self.last
        alike = table.extractor == last.extractor or {table.extractor, last.extractor} <= OPEN
        if not alike or not self.is_next(table) or len(between) > _BAND_LINES:
            return False
        if table.page > last.page and not all(line.bold for line in between):
            return False
        if table.page == last.page and not -1 <= table.box.top - last.box.bottom <= _BAND_HEIGHT:
            return False
        found = edges(table)
        turned = None if table.page == last.page or between else self.turned(table)
        self.fit = turned or (1.0, 0.0)
        if table.page > last.page and self.is_headed_anew(table):
            return False
        if turned is not None:
            return True
        if table.page == last.page or between:
            return len(found) == len(self.xs) > 3 and all(
                abs(a - b) <= _SAME_EDGE / 2 for a, b in zip(found, self.xs, strict=True)
            )
        ends = -1 if table.extractor in OPEN else None
        found, wanted = found[:ends], self.xs[:ends]
        off = max(abs(found[0] - wanted[0]), 0 if ends else abs(found[-1] - wanted[-1]))
        return off <= 2 * _SAME_EDGE and same_places(found, wanted, _SAME_EDGE)

    def is_next(self, table: RawTable) -> bool:
        """Whether a table stands on the last page of this one, or on the page after it or after what is beside it."""
        return table.page == self.last.page or table.page - 1 in (self.last.page, *self.last.beside)

    def turned(self, table: RawTable) -> tuple[float, float] | None:
        """How the columns of a table lie on those of this one, at their places or on paper that was turned."""
        found = fit(edges(table), self.xs)
        if found is None:
            return None
        factor, shift = found
        in_place = abs(factor * self.xs[0] + shift - self.xs[0]) <= _SAME_EDGE and abs(factor - 1) <= _SAME_WIDTH
        scaled = any(low <= factor <= high for low, high in _TURNED)
        repeats = glyphs(row_text(table, 0)) in self.openings
        return found if in_place or scaled or repeats else None

    def is_headed_anew(self, table: RawTable) -> bool:
        """Whether a table opens with headings that are not those of this one."""
        first = [c for c in table.cells if c.row0 == 0]
        heads = next((row for row in range(HEADING_ROWS) if len(self.cells_of(row)) >= HEADING_ROWS), 0)
        headings = {(c.col0, c.col1): c.text for c in self.cells_of(heads)}
        foot = [line for c in self.cells if c.row1 == len(self.rows) for line in c.lines]
        spans = [self.columns(c) for c in first]
        return opens_anew(first, spans, headings, foot, columns=len(edges(table)) - 1)

    def cells_of(self, row: int) -> list[StitchedCell]:
        """Cells that begin in a row."""
        return [c for c in self.cells if c.row0 == row]

    def append(self, table: RawTable, between: Sequence[Line]) -> None:
        """Add a table, and the lines between as a band over the whole width."""
        for edge in edges(table):
            if self.fit == (1.0, 0.0) and all(abs(edge - x) > _SAME_EDGE for x in self.xs):
                self.insert_edge(edge)
        dropped = between or not self.heading_is_cut(table)
        rows = self.drop_repeated(table, fresh=bool(between)) if dropped else list(range(row_count(table)))
        if between:
            self.add_bands(between)
        parted = bool(between) or table.page == self.last.page
        join = bool(rows) and not parted and (self.heading_is_cut(table) or self.row_goes_on(table, rows[0]))
        self.add_rows(table, rows, join=join, parted=parted)
        self.openings = openings(table, self.openings, first=table.page == self.last.page)
        self.last = table

    def add_bands(self, lines: Sequence[Line]) -> None:
        """Rows of one cell each, made of lines that stand between two parts of the table."""
        for band in bands_of(lines):
            box = around([line.box for line in band])
            row = len(self.rows)
            self.rows.append((RowPlace(band[0].page, box.top, box.bottom),))
            self.cells.append(StitchedCell(row, row + 1, 0, len(self.xs) - 1, tuple(band), ((band[0].page, box),)))

    def insert_edge(self, edge: float) -> None:
        place = sum(x < edge for x in self.xs)
        self.xs.insert(place, edge)
        self.cells = [replace(c, col0=c.col0 + (c.col0 >= place), col1=c.col1 + (c.col1 >= place)) for c in self.cells]

    def drop_repeated(self, table: RawTable, *, fresh: bool) -> list[int]:
        """Rows without the headings and banners that pages repeat; below a `fresh` band only headings do."""
        rows = list(range(row_count(table)))
        while rows:
            row = rows[0]
            starting = [c for c in table.cells if c.row0 == row]
            texts = [c.text for c in starting]
            known = glyphs(row_text(table, row)) in self.openings
            heading = len(starting) > 2 and row <= 2 and is_heading_row(texts) and self.headed()
            if not ((known and not fresh) or heading) or not any(texts):
                break
            self.repeated += [line for c in starting for line in c.lines]
            rows.pop(0)
        return rows

    def heading_is_cut(self, table: RawTable) -> bool:
        """Whether the page break runs through a heading row: only both parts together name all columns."""
        if table.page == self.last.page:
            return False
        above = {(c.col0, c.col1): c.text for c in self.cells if c.row1 == len(self.rows)}
        below = {self.columns(c): c.text for c in table.cells if c.row0 == 0}
        if set(above) != set(below) or len(above) < 3 or any(len(text.split()) > 4 for text in below.values()):
            return False
        if not any(below.values()) or not is_heading_row(list(above.values())):
            return False
        whole = [f"{above[span]} {below[span]}".strip() for span in sorted(above)]
        return is_heading_row(whole) and not is_heading_row(list(below.values()))

    def headings_over(self, table: RawTable) -> dict[int, str]:
        """Letters of this table's headings over the columns of another."""
        rows = range(min(HEADING_ROWS, len(self.rows)))
        row = next((r for r in rows if is_heading_row([c.text for c in self.cells_of(r)])), None)
        heads = {c.col0: glyphs(c.text) for c in self.cells if c.row0 == row}
        return {c.col0: heads.get(self.columns(c)[0], "") for c in table.cells if c.row0 == 0}

    def headed(self) -> bool:
        """Whether the table opened with column headings of its own, before any other row."""
        return (
            any(
                is_heading_row([c.text for c in self.cells if c.row0 == row])
                for row in range(min(HEADING_ROWS, len(self.rows)))
            )
            and len(self.openings & {glyphs(" ".join(c.text for c in self.cells if c.row0 == 0))}) > 0
        )

    def row_goes_on(self, table: RawTable, row: int) -> bool:
        """Whether the first row of the new page is the rest of the last row of the page before."""
        below = {self.columns(c): c for c in table.cells if c.row0 == row}
        above = {(c.col0, c.col1): c for c in self.cells if c.row1 == len(self.rows)}
        shared = [(above[span], below[span]) for span in below if span in above]
        if not shared or (len(shared) < len(below) and len(shared) < 2):
            return False
        crowns = is_banner(table, row) and glyphs(row_text(table, row + 1)) in self.openings
        part = len(shared) > 2 and heads_a_part([a.lines for a, _ in shared], [b.lines for _, b in shared])
        if crowns or part or is_heading_row([c.text for c in above.values()]):
            return False
        if len(shared) > 1 and any(only_opens(a) and b.text.strip() for a, b in shared):
            return True
        single = [(a, b) for a, b in shared if b.row1 == row + 1] or shared
        verdicts = [verdict(a.text, b.text) for a, b in single]
        if {"cut", "rest", "letter"}.isdisjoint(verdicts) and fill_their_lines(self.cells):
            anew = any(begins_cell(a.lines, b.lines, self.cells, a.col0) for a, b in single)
            return not anew and row_goes_on(verdicts)
        return row_goes_on(verdicts)

    def columns(self, cell: Cell) -> tuple[int, int]:
        return self.nearest(cell.box.x0), self.nearest(cell.box.x1)

    def nearest(self, x: float) -> int:
        factor, shift = self.fit
        x = factor * x + shift
        right = min(max(bisect_left(self.xs, x), 1), len(self.xs) - 1)
        return right - 1 if x - self.xs[right - 1] <= self.xs[right] - x else right

    def add_rows(self, table: RawTable, rows: list[int], *, join: bool, parted: bool = False) -> None:
        if not rows:
            return
        offset = len(self.rows) - rows[0] - int(join)
        places = [(place, *(replace(place, page=page) for page in table.beside)) for place in row_places(table)]
        seam = len(self.rows)
        for index, row in enumerate(rows):
            if index == 0 and join:
                self.rows[-1] = (*self.rows[-1], *places[row])
            else:
                self.rows.append(places[row])
        for cell in table.cells:
            if cell.row1 <= rows[0]:
                continue
            col0, col1 = self.columns(cell)
            row0 = max(cell.row0, rows[0]) + offset
            place = cell.printed or (table.page, cell.box)
            new = StitchedCell(row0, cell.row1 + offset, col0, max(col1, col0 + 1), cell.lines, (place,), cell.fill)
            first = cell.row0 <= rows[0]
            upper = self.cell_above(new, seam) if seam and first and not parted else None
            unclosed = (cell.col0, cell.col1) in self.last.unclosed and not new.text.strip()
            if upper is not None and (join or unclosed or cell_goes_on(upper, new, self.cells)):
                self.cells[self.cells.index(upper)] = replace(
                    upper, row1=max(upper.row1, new.row1), lines=upper.lines + new.lines, boxes=upper.boxes + new.boxes
                )
            else:
                self.cells.append(new)

    def cell_above(self, cell: StitchedCell, seam: int) -> StitchedCell | None:
        return next(
            (c for c in self.cells if c.row1 == seam and (c.col0, c.col1) == (cell.col0, cell.col1) and c != cell), None
        )

    def finish(self) -> LogicalTable:
        return LogicalTable(
            tuple(self.xs), tuple(self.rows), tuple(self.cells), self.last.extractor, tuple(self.repeated)
        )
