"""Cells whose text runs on beside further rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.contract import Box, Cell, RawTable

_REACH = 0.4
"""Share of its height by which a line may reach into the next row."""


_OVERLAP = 0.25
"""Share of its height by which a line above a row may overlap it."""


def edge_between(above: Sequence[Box], top: float) -> float:
    """Height that parts a row from what stands above it; lines that run on past it do not count.

    Args:
        above: Lines of the row above.
        top: Where the row begins.
    """
    feet = [box.bottom for box in above if box.bottom <= top + _OVERLAP * box.height]
    return (min(max(feet, default=top), top) + top) / 2


def with_spans(table: RawTable) -> RawTable:
    """The table, in which a cell whose lines reach into the rows below is merged over them.

    Args:
        table: Cells in rows; the lines of a cell may lie below its box.
    """
    cells = {(cell.row0, cell.col0, cell.col1): cell for cell in table.cells}
    tops = {cell.row0: cell.box.top for cell in table.cells}
    for (row, first, end), cell in sorted(cells.items(), key=lambda item: item[0]):
        if not cell.lines or (row, first, end) not in cells:
            continue
        foot = max(line.box.bottom - _REACH * line.box.height for line in cell.lines)
        merged = cell
        while (below := cells.get((merged.row1, first, end))) and not below.lines and tops[merged.row1] < foot:
            del cells[merged.row1, first, end]
            merged = _over(merged, below)
        while merged.row1 - row > 1 and (below := cells.get((merged.row1, first, end))) and _is_under(below, cells):
            del cells[merged.row1, first, end]
            merged = _over(merged, below)
        cells[row, first, end] = merged
    return replace(table, cells=tuple(sorted(cells.values(), key=lambda c: (c.row0, c.col0))))


def _is_under(cell: Cell, cells: dict[tuple[int, int, int], Cell]) -> bool:
    """Whether a blank cell has nothing but blank or merged ones at its left, and text in two columns at its right."""
    row = [c for c in cells.values() if c.row0 == cell.row0]
    left = any(c.lines for c in row if c.col0 <= cell.col0)
    return not left and sum(bool(c.lines) for c in row) > 1


def _over(cell: Cell, below: Cell) -> Cell:
    return replace(cell, row1=below.row1, box=cell.box._replace(bottom=below.box.bottom))
