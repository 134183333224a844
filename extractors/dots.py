"""Dotted lines that a program drew dot by dot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.contract import Box, Colour, Rule, around

_STEP = 4.0
"""From one dot to the next, in sizes of a dot."""
_FEWEST = 6
"""Dots of the shortest line."""
_PLACES = 5
"""Parts of a point within which dots stand on one line."""

Dot = tuple[Box, Colour]


def dotted(dots: Sequence[Dot]) -> list[Rule]:
    """Lines that dots form, across and down.

    Args:
        dots: Small filled areas with their colours; where lines cross, one may belong to two.
    """
    rows: dict[int, list[Dot]] = defaultdict(list)
    columns: dict[int, list[Dot]] = defaultdict(list)
    for dot in dots:
        x, y = dot[0].centre
        rows[round(y * _PLACES)].append(dot)
        columns[round(x * _PLACES)].append(dot)
    return [*_lines(rows.values(), 0), *_lines(columns.values(), 1)]


def _lines(groups: Iterable[list[Dot]], axis: int) -> Iterator[Rule]:
    """Runs of dots that follow each other closely along an axis."""
    for group in groups:
        run: list[Dot] = []
        ordered = sorted(group, key=lambda dot: dot[0][axis])
        for before, dot in pairwise([ordered[0], *ordered]):
            size = max(dot[0].width, dot[0].height)
            if run and dot[0][axis] - before[0][axis] > _STEP * size:
                yield from _line(run)
                run = []
            run.append(dot)
        yield from _line(run)


def _line(run: Sequence[Dot]) -> Iterator[Rule]:
    if len(run) >= _FEWEST:
        yield Rule(around([box for box, _ in run]), run[0][1])
