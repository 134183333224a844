"""Rows of tables without rules: which lines begin a row, and which go on with the cell above them.

Evidence of several kinds is weighed between each two bands of text; then the distance between bands that agrees best
with it decides for all of them. Where distances do not tell, the evidence itself decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import mean

from extractors.columns import Extent, Piece, place

_TOUCH = 0.2
"""Share of the font size by which lines of one row may overlap the next and still be apart."""
_STEP = 0.09
"""Share of the font size: distances that differ by less are alike."""
_TRUST = 0.85
"""Share of the evidence with which distances must agree to decide alone."""
_FAR = 1.15
"""Share of the font size: a wrapped line never stands this far below the line before."""
_FIGURE = re.compile(r"^[(£$€+\-−–]?\d[\d.,:/]*\s?[%)]?$")


@dataclass(slots=True)
class Band:
    """Text between two white strips that run over the whole table."""

    top: float
    bottom: float
    cells: dict[int, list[Piece]] = field(default_factory=dict)
    spanning: bool = False

    def add(self, piece: Piece, columns: Sequence[Extent]) -> None:
        """Put a piece in its column."""
        first, end = place(piece, columns)
        self.bottom = max(self.bottom, piece.box.bottom)
        self.spanning = self.spanning or end - first > 1
        self.cells.setdefault(first, []).append(piece)


def bands_of(pieces: Sequence[Piece], columns: Sequence[Extent], size: float) -> list[Band]:
    """Pieces into bands from top to bottom."""
    bands: list[Band] = []
    for piece in sorted(pieces, key=lambda p: p.box.top):
        if not bands or piece.box.top >= bands[-1].bottom - _TOUCH * size:
            bands.append(Band(piece.box.top, piece.box.bottom))
        bands[-1].add(piece, columns)
    return bands


def cut_rows(groups: Sequence[Sequence[Band]], columns: Sequence[Extent], size: float) -> list[list[list[Band]]]:
    """Bands of each group into rows; groups are parted by rules, and their distances are weighed together."""
    pairs = [(above, below) for group in groups for above, below in zip(group, group[1:], strict=False)]
    gaps = [(below.top - above.bottom) / size for above, below in pairs]
    scores = [_score(above, below, columns) for above, below in pairs]
    begins = iter(_decide(gaps, scores))
    cut = []
    for group in groups:
        rows = [[group[0]]] if group else []
        for band in group[1:]:
            if next(begins):
                rows.append([band])
            else:
                rows[-1].append(band)
        cut.append(rows)
    return cut


def new_row_share(groups: Sequence[Sequence[Band]], columns: Sequence[Extent]) -> float:
    """Share of the neighbouring bands inside groups of which the lower one seems to begin a row."""
    scores = [_score(a, b, columns) for group in groups for a, b in zip(group, group[1:], strict=False)]
    return mean(score > 0 for score in scores) if scores else 0.0


def _decide(gaps: Sequence[float], scores: Sequence[float]) -> list[bool]:
    """Whether each lower band begins a row."""
    if not gaps:
        return []
    total = sum(map(abs, scores)) or 1.0
    levels = sorted({round(gap / _STEP) for gap in gaps})
    limits = [-1e9, *((a + b) / 2 * _STEP for a, b in zip(levels, levels[1:], strict=False) if b - a > 1), 1e9]
    limits = [limit for limit in limits if limit <= _FAR or limit > 1e8]
    best, limit = max(
        (sum(abs(s) for g, s in zip(gaps, scores, strict=True) if (g > limit) == (s > 0)), -limit) for limit in limits
    )
    if best >= _TRUST * total:
        return [gap > min(-limit, _FAR) for gap in gaps]
    return [gap > _FAR or score > 0 for gap, score in zip(gaps, scores, strict=True)]


def _score(above: Band, below: Band, columns: Sequence[Extent]) -> float:
    """Above zero where the lower band seems to begin a row, below zero where it goes on with one."""
    score = 0.3 if 0 in below.cells else -1.0
    if above.spanning != below.spanning:
        score += 1.0
    fresh = [col for col in below.cells if col not in above.cells]
    score += 2.0 if fresh else 0.0
    for col, pieces in below.cells.items():
        if col in above.cells:
            score += _cell_score(above.cells[col][-1], pieces[0], columns[col])
    if not fresh and len(below.cells) < len(above.cells):
        score -= 0.7
    return score


def _cell_score(above: Piece, below: Piece, column: Extent) -> float:
    """Whether two lines of one column are two cells: a word that had room on the line before begins a cell."""
    first, last = below.text, above.text
    if _FIGURE.match(first) and _FIGURE.match(last):
        return 1.5
    if above.words[0].bold != below.words[0].bold:
        return 1.5
    head = first.split()[0]
    width = below.box.width * len(head) / max(len(first), 1)
    room = (column[1] - column[0]) - above.box.width
    if width + 0.3 * below.words[0].size < room * 0.97:
        return 0.8
    if head[0].islower() or head[0] in "(&–-/":
        return -1.2
    return -0.4
