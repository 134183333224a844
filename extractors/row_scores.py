"""Whether one band of text begins a row or goes on with the one above: what the words say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.bands import Band
from extractors.columns import Extent, Piece

_FIGURE = re.compile(r"^[(£$€+\-−–]?\d[\d.,:/]*\s?[%)]?$")


def score(above: Band, below: Band, columns: Sequence[Extent]) -> float:
    """Above zero where the lower band seems to begin a row, below zero where it goes on with one."""
    score = 0.3 if 0 in below.cells else -1.0
    if above.spanning != below.spanning:
        score += 1.0
    fresh = [col for col in below.cells if col not in above.cells]
    score += 2.0 if fresh else 0.0
    for col, pieces in below.cells.items():
        if col in above.cells:
            score += cell_score(above.cells[col][-1], pieces[0], columns[col])
    if not fresh and len(below.cells) < len(above.cells):
        score -= 0.7
    return score + 1.2 * (len(below.cells) / len(columns) - 0.5)


def cell_score(above: Piece, below: Piece, column: Extent) -> float:
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
    return -0.15
