"""Lines into pieces: where the words of a table without rules stand apart, also narrowly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.columns import Extent, Piece, apart, is_bullet, pieces_of, sets_whole_runs, split
from extractors.contract import Line, Word

_EDGED = 0.29
"""Share of the font size: the least distance between words whose facing edges recur in other lines."""
_TIGHT = 0.12
"""Share of the font size: words closer than this are never two cells."""
_EDGE = 0.06
"""Share of the font size within which edges are at one place."""
_RECURS = 3
"""Lines in which an edge must recur."""


def cut_lines(
    lines: Sequence[Line], size: float, known: Sequence[Extent] = (), *, whole: bool = False
) -> list[list[Piece]]:
    """Cut lines wherever words stand apart, also narrowly where edges on both sides recur from line to line.

    Where the file sets several words at once, a word of the same style that was set apart is another cell even at the
    distance of a blank, as long as an edge recurs, and at any distance where both do, or where a figure ends before
    another one.

    Args:
        lines: Lines from top to bottom.
        size: Ordinary font size in points.
        known: Columns of the same table on another page, whose edges recur here.
        whole: Whether the file is known to set several words at once.
    """
    unit = max(_EDGE * size, 0.1)
    words = [word for line in lines for word in line.words]
    starts = _recurring(((round(b.box.x0 / unit), a, b) for line in lines for a, b in _pairs(line.words)))
    ends = _recurring(((round(a.box.x1 / unit), a, b) for line in lines for a, b in _pairs(line.words)))
    whole = whole or sets_whole_runs(words)
    sure = {round(x0 / unit) for x0, _ in known}

    def parts(left: Word, right: Word) -> bool:
        gap, white = apart(left, right) / size, (right.box.x0 - left.box.x1) / size
        began, ended = steps(right.box.x0, unit), not ends.isdisjoint(steps(left.box.x1, unit))
        certain = not sure.isdisjoint(began)
        started = certain or not starts.isdisjoint(began)
        if is_bullet(left.text) or not (started or ended):
            return False
        alike = whole and (left.font, left.size, left.colour) == (right.font, right.size, right.colour)
        both = (started and ended) or certain
        figures = ended and _is_figure(left.text) and _is_figure(right.text)
        return (alike and (both or figures or (started and white >= _TIGHT))) or (both and gap >= _EDGED)

    return [[part for piece in pieces_of(line) for part in split(piece, parts)] for line in lines]


def _is_figure(text: str) -> bool:
    """Whether a text is a number, or the dash that stands for none."""
    return text[-1].isdigit() or text[-1] in ")%–-"


def steps(place: float, unit: float) -> tuple[int, int]:
    """The two steps between which a place lies, so that a hair's breadth does not part what stands at one place."""
    below = math.floor(place / unit)
    return below, below + 1


def _pairs(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Each word with the one before it; the first and the last with themselves."""
    yield words[0], words[0]
    yield from pairwise(words)
    yield words[-1], words[-1]


def _recurring(edges: Iterable[tuple[int, Word, Word]]) -> set[int]:
    """Edges that recur between words which are not always the same two."""
    texts: dict[int, list[tuple[str, str]]] = {}
    for edge, left, right in edges:
        texts.setdefault(edge, []).append((left.text, right.text))
    return {edge for edge, held in texts.items() if len(held) >= _RECURS and len(set(held)) > 1}
