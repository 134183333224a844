"""Cells that run on past the rows beside them, where nothing is drawn."""

from __future__ import annotations

from dataclasses import replace

from extractors.contract import Cell, RawTable, around
from extractors.leading import runs_on

_CLOSED = (".", "!", "?", ":", ";")


def with_run_on_cells(table: RawTable) -> RawTable:
    """The table, in which a text that goes on in the next row is one cell, while the cells beside it are two.

    A text goes on where its next line begins with a small letter and stands no further below than lines of one cell
    do.

    Args:
        table: Cells in rows that text alone tells.
    """
    cells = {(cell.row1, cell.col0, cell.col1): cell for cell in table.cells}
    ends = sorted({cell.row1 for cell in table.cells})
    for row in ends[:-1]:
        for lower in [cell for cell in cells.values() if cell.row0 == row]:
            upper = cells.get((row, lower.col0, lower.col1))
            if upper is not None and _goes_on(upper, lower):
                del cells[row, upper.col0, upper.col1]
                box, lines = around([upper.box, lower.box]), upper.lines + lower.lines
                cells[lower.row1, lower.col0, lower.col1] = replace(lower, row0=upper.row0, box=box, lines=lines)
    return replace(table, cells=tuple(sorted(cells.values(), key=lambda c: (c.row0, c.col0))))


def _goes_on(upper: Cell, lower: Cell) -> bool:
    if not upper.lines or not lower.lines:
        return False
    small = lower.lines[0].text[0].islower() and not upper.text.endswith(_CLOSED)
    return small and runs_on(upper, lower)
