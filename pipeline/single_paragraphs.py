"""Cells of one paragraph: where they fill their lines, a text that had room on the line above begins a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.contract import Line
from pipeline.logical_table import StitchedCell

_FEWEST_BREAKS = 6
"""Lines that must follow on others in cells, for it to be known how they break."""
_BLANK = 0.3
"""Width of a blank, a share of the font size."""
_SPARE = 0.97
"""Share of the room that a word may take."""


def begins_cell(above: Sequence[Line], below: Sequence[Line], cells: Iterable[StitchedCell], col: int) -> bool:
    """Whether the first word below a page break would have stood on the last line above it.

    Args:
        above: Lines of the cell above the break.
        below: Lines of the cell under it.
        cells: All cells of the table so far.
        col: Column in which both stand.
    """
    widths = [line.box.width for cell in cells if cell.col0 == col for line in cell.lines]
    return bool(above and below and widths) and _had_room(above[-1], below[0], max(widths))


def fill_their_lines(cells: Sequence[StitchedCell]) -> bool:
    """Whether no cell holds a line that had room on the one before it, as a second paragraph does."""
    widths: dict[tuple[int, int], float] = {}
    for cell in cells:
        width = max((line.box.width for line in cell.lines), default=0.0)
        widths[cell.col0, cell.col1] = max(width, widths.get((cell.col0, cell.col1), 0.0))
    breaks = [(pair, widths[cell.col0, cell.col1]) for cell in cells for pair in pairwise(cell.lines)]
    return len(breaks) >= _FEWEST_BREAKS and not any(_had_room(a, b, width) for (a, b), width in breaks)


def _had_room(above: Line, below: Line, width: float) -> bool:
    word = below.words[0]
    first = word.text.split()[0]
    needed = word.box.width * len(first) / len(word.text) + _BLANK * word.size
    return needed < _SPARE * (width - above.box.width)
