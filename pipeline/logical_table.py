"""A logical table: a table whole again, its rows counted through all its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.contract import Box, Colour, Line
from pipeline.headings import is_heading_row
from pipeline.raw_rows import RowPlace

_FEWEST = 3
"""Cells of the shortest row of headings that its style tells."""


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
    text: str = field(init=False)
    """The lines joined by blanks."""

    def __post_init__(self) -> None:
        """Join the lines once, since everybody asks for them."""
        object.__setattr__(self, "text", " ".join([line.text for line in self.lines]))

    @property
    def bold(self) -> bool:
        """Whether all of its words are in bold type; so is a cell without any."""
        return all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A whole table: rows counted through all its pages."""

    xs: tuple[float, ...]
    rows: tuple[tuple[RowPlace, ...], ...]
    cells: tuple[StitchedCell, ...]
    extractor: str
    repeated: tuple[Line, ...] = ()
    """Lines of heading and banner rows that later pages repeat."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Fields of headings of unknown words, in small letters, where the whole document told them."""
    headings: frozenset[int] = field(init=False, repr=False, compare=False)
    """Rows that hold column headings."""
    _starting: Mapping[int, list[StitchedCell]] = field(init=False, repr=False, compare=False)
    _over: Mapping[int, list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note which cells begin in each row, the places of those that lie over it, and which rows are headings."""
        starting: dict[int, list[StitchedCell]] = {}
        over: dict[int, list[int]] = {}
        for place, cell in enumerate(self.cells):
            starting.setdefault(cell.row0, []).append(cell)
            for row in range(cell.row0, cell.row1):
                over.setdefault(row, []).append(place)
        for cells in starting.values():
            cells.sort(key=lambda c: c.col0)
        object.__setattr__(self, "headings", frozenset(row for row in starting if _heads(row, starting)))
        object.__setattr__(self, "_starting", starting)
        object.__setattr__(self, "_over", over)

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages that the table stands on, in order."""
        return tuple(sorted({place.page for row in self.rows for place in row}))

    def row_cells(self, row: int) -> list[StitchedCell]:
        """Cells that begin in a row, from left to right."""
        return self._starting.get(row, [])

    def cells_over(self, rows: tuple[int, int]) -> list[StitchedCell]:
        """Cells that share a row with the given ones, in the order of the table.

        Args:
            rows: First row and the one after the last.
        """
        places = {place for row in range(*rows) for place in self._over.get(row, ())}
        return [self.cells[place] for place in sorted(places)]


def _heads(row: int, starting: Mapping[int, list[StitchedCell]]) -> bool:
    """Whether a row holds column headings, by its words or, where few are known, by its style as well."""
    texts = [c.text for c in starting[row]]
    return is_heading_row(texts) or (_stands_out(row, starting) and is_heading_row(texts, styled=True))


def _stands_out(row: int, starting: Mapping[int, list[StitchedCell]]) -> bool:
    """Whether all of a row is in bold type or on one fill, unlike the next row of as many cells."""
    cells, fills = _filled(starting[row]), {c.fill for c in starting[row] if c.text}
    bold = all(c.bold for c in cells)
    if len(cells) < _FEWEST or not (bold or (len(fills) == 1 and None not in fills)):
        return False
    later = (_filled(starting.get(r, [])) for r in range(row + 1, max(starting) + 1))
    below = next((found for found in later if len(found) >= len(cells) - 1), [])
    unlike = not any(c.bold for c in below) if bold else fills.isdisjoint({c.fill for c in below})
    return bool(below) and unlike


def _filled(cells: list[StitchedCell]) -> list[StitchedCell]:
    return [c for c in cells if c.text.strip()]


NO_TABLE = LogicalTable((), (), (), "")
