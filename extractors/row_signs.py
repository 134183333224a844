"""What the bands of a table show about its rows before any two of them are weighed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from extractors.bands import TOUCH, Band
from extractors.columns import Extent

_SAME_PITCH = 0.12
"""Share of the font size by which distances between the lines of one cell may differ."""
_STEADY = 0.75
"""Share of the lines in which a column of short entries must be filled to tell rows."""
_SHORT = 3
"""Words of the longest such entry."""
_LINES = 5
"""Lines that must be seen for that."""


def steady_columns(groups: Sequence[Sequence[Band]], columns: Sequence[Extent]) -> set[int]:
    """Columns right of the first that hold a short entry on nearly every line: each of those lines is a row."""
    bands = [band for group in groups for band in group]
    if len(bands) < _LINES:
        return set()
    found = set()
    for col in range(1, len(columns)):
        texts = [piece.text for band in bands for piece in band.cells.get(col, ())]
        filled = fmean(col in band.cells for band in bands)
        if filled >= _STEADY and max(len(text.split()) for text in texts) <= _SHORT:
            found.add(col)
    return found if len(found) > 1 else set()


def inner_leading(groups: Sequence[Sequence[Band]], size: float) -> float | None:
    """White between the lines of one cell, a share of the font size, as cells show that stand beside taller ones."""
    inner = [
        (below.box.top - above.box.bottom) / size
        for group in groups
        for band in group
        for pieces in band.cells.values()
        for above, below in pairwise(pieces)
        if below.box.top >= above.box.bottom - TOUCH * size
    ]
    return max(inner) if inner and max(inner) - min(inner) <= _SAME_PITCH else None
