"""How far apart the lines of running text stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.columns import pieces_of
from extractors.contract import Cell, Line

_LEFT = 1.0
"""Points by which lines of one paragraph may begin apart."""
_FEWEST = 2
"""Pairs of lines that must be seen."""
_LONG = 24
"""Characters of a line that another one may go on with."""
_EVEN = 0.3
"""Points by which distances between lines of one cell may differ."""
_PARAGRAPH = 0.8
"""Share of the font size: lines of one paragraph stand no further apart."""


def leading_of(lines: Sequence[Line]) -> float | None:
    """White between lines of running text, a share of the font size; nothing where there is too little of it.

    Args:
        lines: Lines of a page from top to bottom.
    """
    whites = []
    for above, below in pairwise(lines):
        size = below.words[0].size
        white = (below.box.top - above.box.bottom) / size if size else 0.0
        same = above.words[0].size == size and abs(above.box.x0 - below.box.x0) <= _LEFT
        if same and len(above.text) >= _LONG and white <= _PARAGRAPH and len(pieces_of(above)) == 1:
            whites.append(white)
    return median(whites) if len(whites) >= _FEWEST else None


def runs_on(upper: Cell, lower: Cell) -> bool:
    """Whether the lines of two cells stand no further apart than the lines of each do."""
    if not lower.lines:
        return True
    whites = [b.box.top - a.box.bottom for cell in (upper, lower) for a, b in pairwise(cell.lines)]
    return bool(whites) and lower.lines[0].box.top - upper.lines[-1].box.bottom <= max(whites) + _EVEN
