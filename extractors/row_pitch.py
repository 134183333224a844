"""Rows of tables without rules, from the pitch of their lines.

A program that sets a table puts the lines of a cell at equal distances, also over blank lines; where a row ends it adds
the room between cells and the width of a border. So the lines of a row stand on one grid, and each row shifts it, often
by less than the eye sees. A cell that runs on past rows beside it stays on the grid of the row that it began in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.bands import Band
from extractors.columns import Extent, Piece
from extractors.pitch_lines import LEVEL, ColumnLine, Level, Lines, Pitch, levels_of, lines_of_columns, pitch_of

_SAME = 1.5
"""Tolerances by which shifts of one kind may differ."""
_OFF = 3
"""Shifts beside which text goes on further right: cells that stand in the middle of their rows."""
_OFF_SHARE = 0.15
_ODD = 2
"""Shifts that may stand in a table of which none is that of a row."""
_FEWEST = 6
"""Lines of the table that may be one row."""
_SEVERAL = 3
"""Columns that begin together where a row begins although its shift is of no known kind."""


class _Shift(NamedTuple):
    """A level at which lines leave the grid of those above."""

    level: Level
    size: float
    """Points beyond whole lines."""
    running: frozenset[int]
    """Columns whose lines go on beside it."""
    heads: int
    """Pieces side by side in the line in bold type just above; one where the first line of all stands there."""

    @property
    def beside(self) -> list[int]:
        """Columns right of those that begin here whose lines go on: not merged over rows as the first ones are."""
        return [col for col in self.running if col > min(self.level.held)]

    @property
    def keyed(self) -> bool:
        """Whether the first column begins here with others, and no text goes on beside them."""
        return 0 in self.level.held and len(self.level.held) > 1 and not self.running


def rows_by_pitch(
    groups: Sequence[Sequence[Piece]], columns: Sequence[Extent], size: float
) -> list[list[list[Band]]] | None:
    """Rows of each group of pieces; nothing where lines stand on no grid, or no row shifts it.

    Args:
        groups: Pieces between one rule and the next.
        columns: Columns from left to right.
        size: Ordinary font size in points.
    """
    held = [lines_of_columns(group, columns) for group in groups]
    pitch = pitch_of(held, columns, size)
    if not pitch:
        return None
    levels = [levels_of(lines) for lines in held]
    shifts = [list(_shifts(own, lines, pitch)) for own, lines in zip(levels, held, strict=True)]
    every = [shift for group in shifts for shift in group]
    solid = sum(_breaks(own, lines, pitch) for own, lines in zip(levels, held, strict=True))
    if solid > sum(shift.keyed for shift in every):
        return None
    kinds = _kinds(every, len(columns))
    odd = sum(not shift.heads for shift in every)
    off = sum(bool(shift.beside) for shift in every)
    if off >= _OFF and off > _OFF_SHARE * len(every):
        return None
    if not kinds and (odd > _ODD or sum(map(len, levels)) < _FEWEST):
        return None
    cut = []
    for own, lines, group in zip(levels, held, shifts, strict=True):
        starts = [own[0].base, *(s.level.base for s in group if _begins_row(s, kinds, pitch.tolerance))]
        cut.append(_rows(lines, starts, pitch))
    return cut


def _shifts(levels: Sequence[Level], lines: Lines, pitch: Pitch) -> Iterator[_Shift]:
    """Levels that stand off the grid of the lines above them, from top to bottom."""
    heads = 0
    for above, level in pairwise(levels):
        heads = max(heads, len(above.held)) if above.bold else 0
        steps = [line.step for line in level.held.values() if line.step]
        shift = pitch.shift(min(steps, default=level.base - above.base))
        if shift > 0 and not any(pitch.is_next(step) for step in steps):
            head = max(heads, int(above is levels[0]))
            yield _Shift(level, shift, frozenset(_running(level, lines, pitch)), head)


def _breaks(levels: Sequence[Level], lines: Lines, pitch: Pitch) -> int:
    """Levels on the grid at which the first column begins again with others and no text goes on: rows set solid."""
    found = 0
    for above, level in pairwise(levels):
        steps = [line.step for line in level.held.values() if line.step]
        begins = 0 in level.held and len(level.held) > 1 and not any(pitch.is_next(step) for step in steps)
        shift = pitch.shift(min(steps, default=level.base - above.base))
        found += begins and not shift and not any(_running(level, lines, pitch))
    return found


def _running(level: Level, lines: Lines, pitch: Pitch) -> Iterator[int]:
    """Columns whose lines go on beside a level."""
    for col, held in lines.items():
        after = bisect_right(held, level.base, key=lambda line: line.base)
        if col not in level.held and 0 < after < len(held) and pitch.is_next(held[after].step):
            yield col


def _kinds(shifts: Sequence[_Shift], columns: int) -> list[float]:
    """Shifts at which rows begin: those of the first column, else those of most columns together."""
    body = [shift for shift in shifts if not shift.heads]
    keyed = [shift.size for shift in body if shift.keyed]
    together = max(2.0, columns / 2)
    return keyed or [s.size for s in body if len(s.level.held) >= together and not s.beside]


def _begins_row(shift: _Shift, kinds: Sequence[float], tolerance: float) -> bool:
    held = shift.level.held
    if shift.keyed or (shift.heads > 2 and not shift.running):
        return True
    known = any(abs(shift.size - kind) <= _SAME * tolerance for kind in kinds)
    if len(shift.beside) < len(held) and (
        known or (len(held) >= _SEVERAL and not shift.beside and shift.size <= (median(kinds) if kinds else 0.0))
    ):
        return True
    alone = 0 in held and held[0].bold
    return not shift.running and (alone or any(line.spanning for line in held.values()))


def _rows(lines: Lines, starts: Sequence[float], pitch: Pitch) -> list[list[Band]]:
    """Lines into the rows that begin at some heights; a line on the grid of the one above stays in its row."""
    rows: list[dict[int, list[ColumnLine]]] = [{} for _ in starts]
    for col, held in lines.items():
        row = 0
        for line in held:
            at = bisect_right(starts, line.base + LEVEL) - 1
            goes_on = line.step and not pitch.shift(line.step) and line.base - starts[at] > LEVEL
            if at > row and not (goes_on and (at == row + 1 or pitch.is_next(line.step))):
                row = at
            rows[row].setdefault(col, []).append(line)
    return [[_band(cells)] for cells in rows if cells]


def _band(held: dict[int, list[ColumnLine]]) -> Band:
    cells = {col: [piece for line in lines for piece in line.pieces] for col, lines in held.items()}
    boxes = [piece.box for pieces in cells.values() for piece in pieces]
    spanning = any(line.spanning for lines in held.values() for line in lines)
    return Band(min(box.top for box in boxes), max(box.bottom for box in boxes), cells, spanning)
