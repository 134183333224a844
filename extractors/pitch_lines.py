"""Lines of each column of a table, and how far apart those of one cell stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean, mean
from typing import NamedTuple

from extractors.columns import Extent, Piece, place
from extractors.marks import DESCENT
from extractors.row_scores import cell_score

_PITCH = (0.9, 1.9)
"""Shares of the font size between which lines of one cell stand apart."""
LEVEL = 0.2
"""Points by which lines at one height may differ."""
_BESIDE = 0.3
"""Share of the font size: pieces of one column whose heights differ by less are one line."""
_FEWEST = 3
"""Distances that must be alike to be the pitch."""
_RARE = 0.06
"""Share of the distances that must be so."""
_WRAPPED = 0.3
"""Share of the lines at that distance which are surely the rest of the line above."""
_REST = -1.0
"""Evidence for a cell of its own below which a line is so."""
_LONG = 8
"""Letters of the longer of two lines of which one is the rest of the other."""
_PIXEL = 0.75
"""Points of a pixel."""
_TOLERANCE = 0.15
"""Points by which distances of one kind may differ."""
_SHARE = 0.02
"""Share of the font size by which they may differ."""
_DRIFT = 0.004
"""Share of a distance by which it may be off, since the pitch is known to so much only."""
_SMALL = 0.8
"""Share of the font size: smaller type stands off the line."""


@dataclass(slots=True)
class ColumnLine:
    """Where a line of one column stands."""

    base: float
    """Height of its foot in points, the same for all faces of one size."""
    pieces: list[Piece]
    step: float = 0.0
    """Points below the line above it in its column; nought where there is none."""
    spanning: bool = False

    @property
    def bold(self) -> bool:
        """Whether nothing but bold type stands in it."""
        return all(word.bold for piece in self.pieces for word in piece.words)


@dataclass(slots=True)
class Level:
    """Lines of several columns at one height."""

    base: float
    held: dict[int, ColumnLine] = field(default_factory=dict)

    @property
    def bold(self) -> bool:
        """Whether nothing but bold type stands at it."""
        return all(line.bold for line in self.held.values())


Lines = dict[int, list[ColumnLine]]


def lines_of_columns(pieces: Sequence[Piece], columns: Sequence[Extent]) -> Lines:
    """Lines of each column from top to bottom; one that lies over several belongs to the first of them."""
    lines: Lines = {}
    for base, piece in sorted(((_base(piece), piece) for piece in pieces), key=lambda pair: pair[0]):
        first, end = place(piece, columns)
        held = lines.setdefault(first, [])
        if held and base - held[-1].base <= _BESIDE * piece.words[0].size:
            held[-1].pieces.append(piece)
            held[-1].spanning |= end - first > 1
        else:
            held.append(ColumnLine(base, [piece], base - held[-1].base if held else 0.0, end - first > 1))
    return lines


def _base(piece: Piece) -> float:
    size = max(word.size for word in piece.words)
    return max(w.box.bottom - DESCENT * w.size for w in piece.words if w.size >= _SMALL * size)


def levels_of(lines: Lines) -> list[Level]:
    """Heights at which lines of any column stand, from top to bottom."""
    levels: list[Level] = []
    for line, col in sorted(
        ((line, col) for col, held in lines.items() for line in held), key=lambda pair: (pair[0].base, pair[1])
    ):
        if not levels or line.base - levels[-1].base > LEVEL or col in levels[-1].held:
            levels.append(Level(line.base))
        levels[-1].held[col] = line
    return levels


class Pitch(NamedTuple):
    """How far apart the lines of one cell stand, and by how much that may differ; points."""

    step: float
    tolerance: float

    def shift(self, distance: float) -> float:
        """What a distance is beyond whole lines; nought where it is none but for the tolerance."""
        allowed = self.tolerance + _DRIFT * distance
        beyond = distance - max(1.0, (distance + allowed) // self.step) * self.step
        return 0.0 if abs(beyond) <= allowed else beyond

    def is_next(self, distance: float) -> bool:
        """Whether a line so far below another one follows it."""
        return abs(distance - self.step) <= self.tolerance


def pitch_of(groups: Sequence[Lines], columns: Sequence[Extent], size: float) -> Pitch | None:
    """How far apart the lines of one cell stand: the usual distance of lines that wrap; nothing where few do.

    A program that sets lines on whole pixels has two such distances.
    """
    low, high = _PITCH
    steps = sorted(
        (below.step, _is_rest(above.pieces[-1], below.pieces[-1], columns[col]))
        for lines in groups
        for col, held in lines.items()
        for above, below in pairwise(held)
        if low * size <= below.step <= high * size
    )
    tolerance = max(_TOLERANCE, _SHARE * size)
    kinds = _alike(steps, tolerance)
    least = max(_FEWEST, _RARE * len(steps))
    wrapped = [kind for kind in kinds if len(kind) >= least and mean(rest for _, rest in kind) >= _WRAPPED]
    if not wrapped:
        return None
    found = max(wrapped, key=len)
    other = next((kind for kind in wrapped if 0 < abs(kind[0][0] - found[0][0]) <= _PIXEL + tolerance), None)
    if other is None:
        return Pitch(fmean(step for step, _ in found), tolerance)
    return Pitch(fmean(step for step, _ in found + other), _PIXEL + _TOLERANCE)


def _is_rest(above: Piece, below: Piece, column: Extent) -> bool:
    """Whether a line is surely the rest of the one above, not an entry as short as it."""
    return max(len(above.text), len(below.text)) >= _LONG and cell_score(above, below, column) <= _REST


def _alike(steps: Sequence[tuple[float, bool]], tolerance: float) -> list[list[tuple[float, bool]]]:
    """Distances in kinds, each no wider than the tolerance, from the least to the greatest."""
    kinds: list[list[tuple[float, bool]]] = []
    for step in steps:
        if not kinds or step[0] - kinds[-1][0][0] > tolerance:
            kinds.append([])
        kinds[-1].append(step)
    return kinds
