"""Colours of cells in tables that are not drawn as a grid, by the fills behind their text."""

from __future__ import annotations

from dataclasses import replace

from extractors.contract import Cell, Colour, Page, RawTable

_OWN = 1.25
"""Times the width of its cell up to which a fill is that cell's and not its row's."""


def shaded(table: RawTable, page: Page) -> RawTable:
    """The table with the colour of the page behind each cell that no extractor coloured.

    Where the extractor coloured others, only a fill behind the whole text counts, such as a pill of a status.

    Args:
        table: A table of the page.
        page: The page as read.
    """
    if not page.fills:
        return table
    coloured = any(cell.fill for cell in table.cells)
    return replace(
        table, cells=tuple(c if c.fill else replace(c, fill=_behind(c, page, whole=coloured)) for c in table.cells)
    )


def _behind(cell: Cell, page: Page, *, whole: bool) -> Colour | None:
    """Colour of the last fill behind the first line of a cell, or behind its middle, that is not the whole row's."""
    if whole and not cell.lines:
        return None
    lines = cell.lines if whole else cell.lines[:1]
    (x, y), *rest = [line.box.centre for line in lines] or [cell.box.centre]
    own = [f for f in page.fills if f[0][0] <= x <= f[0][2] and f[0][1] <= y <= f[0][3]]
    own = [f for f in own if f.box.width <= _OWN * cell.box.width and all(f.box.contains(*at) for at in rest)]
    return own[-1].colour if own else None
