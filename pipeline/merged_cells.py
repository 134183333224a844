"""Cells at a page break: which of them go on below it, and what stands between two parts of a table."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.contract import Line
from pipeline.headings import is_heading_row
from pipeline.labels import read_label, split_period
from pipeline.logical_table import StitchedCell
from pipeline.page_breaks import verdict

HEADING_ROWS = 3
"""Rows at the top of a table among which its headings stand."""


def bands_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines between two parts of a table in groups: those close together are one band, unless a label begins one."""
    bands: list[list[Line]] = []
    for line in lines:
        near = bands and line.box.top - bands[-1][-1].box.bottom <= 0.6 * line.box.height
        if near and read_label(line.text) is None:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def only_opens(cell: StitchedCell) -> bool:
    """Whether a cell at the foot of a page only opens: a bold sub-heading, or a period in the first column."""
    text = cell.text.strip()
    if not text:
        return False
    period, rest = split_period(text)
    subhead = cell.row1 - cell.row0 == 1 and len(text.split()) <= 4 and cell.bold
    return (cell.col0 == 0 and bool(period) and not rest) or (subhead and len(text) > 3 and text.isupper())


def cell_goes_on(upper: StitchedCell, lower: StitchedCell, cells: Sequence[StitchedCell]) -> bool:
    """Whether a cell at the top of a page is the rest of a merged cell, though a new row begins beside it.

    A part that spans rows is merged for certain. Otherwise cells of the column must be merged further up, below its
    headings, and only a blank or a sentence that was cut goes on.
    """
    spans = upper.row1 - upper.row0 > 1 or lower.row1 - lower.row0 > 1
    merges = spans or any(c.row1 - c.row0 > 1 and c.col0 == upper.col0 and c.row0 >= _heads(cells) for c in cells)
    if not lower.text.strip():
        return merges
    return verdict(upper.text, lower.text) in ({"rest", "cut"} if spans else {"cut"}) and merges


def _heads(cells: Sequence[StitchedCell]) -> int:
    """Rows of headings that the table opens with."""
    for row in range(HEADING_ROWS):
        opening = [c for c in cells if c.row0 == row]
        if is_heading_row([c.text for c in opening]):
            return max(c.row1 for c in opening)
    return 0
