"""Colours of cells in tables that are not drawn as a grid, by the fills behind their text."""

from __future__ import annotations

from dataclasses import replace

from extractors.contract import Cell, Colour, Page, RawTable

_OWN = 1.25
"""Times the width of its cell up to which a fill is that cell's and not its row's."""


def shaded(table: RawTable, page: Page) -> RawTable:
    """The table with the colour of the page behind each cell that no extractor coloured.

    Args:
        table: A table of the page.
        page: The page as read.
    """
    if not page.fills or any(cell.fill for cell in table.cells):
        return table
    return replace(table, cells=tuple(replace(cell, fill=_behind(cell, page)) for cell in table.cells))


def _behind(cell: Cell, page: Page) -> Colour | None:
    """Colour of the last fill behind the first line of a cell, or behind its middle, that is not the whole row's."""
    at = cell.lines[0].box.centre if cell.lines else cell.box.centre
    behind = [f for f in page.fills if f.box.contains(*at)]
    own = [f for f in behind if f.box.width <= _OWN * cell.box.width]
    return own[-1].colour if own else None
