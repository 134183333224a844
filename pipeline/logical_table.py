"""A logical table: a table whole again, its rows counted through all its pages."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.contract import Box, Colour, Line
from pipeline.raw_rows import RowPlace


@dataclass(frozen=True, slots=True, eq=False)
class StitchedCell:
    """A cell of a logical table; spans are half-open and count rows through all pages."""

    row0: int
    row1: int
    col0: int
    col1: int
    lines: tuple[Line, ...]
    boxes: tuple[tuple[int, Box], ...]
    fill: Colour | None = None

    @property
    def text(self) -> str:
        """The lines joined by blanks."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A whole table: rows counted through all its pages."""

    xs: tuple[float, ...]
    rows: tuple[tuple[RowPlace, ...], ...]
    cells: tuple[StitchedCell, ...]
    extractor: str
    repeated: tuple[Line, ...] = ()
    """Lines of heading and banner rows that later pages repeat."""

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages that the table stands on, in order."""
        return tuple(sorted({place.page for row in self.rows for place in row}))

    def row_cells(self, row: int) -> list[StitchedCell]:
        """Cells that begin in a row, from left to right."""
        return sorted((c for c in self.cells if c.row0 == row), key=lambda c: c.col0)
