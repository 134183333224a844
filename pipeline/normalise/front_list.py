"""The list of recommendations that a plan prints before its tables, with the period of each.

It completes what a cell has lost, and it contradicts the table now and then; both are told.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.contract import Line
from pipeline.labels import split_period
from pipeline.numbering import strip_bullet
from pipeline.passages import clean

_ALIKE = 88.0
"""Similarity, of 100, from which two texts are one recommendation."""
_PART = 4.0
"""What a text loses for being like a part of the other only."""
_SHORTEST = 25
_LONG = 60
"""Characters from which a part of a text may stand for the whole."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the front list."""

    text: str
    timescale: str
    page: int


FrontList = tuple[Listed, ...]


def read_front_list(lines: Sequence[Line]) -> FrontList:
    """Bulleted entries under headings that are periods (`Immediately:`, `Within six months of the report:`).

    Args:
        lines: Lines outside tables and furniture, in reading order.
    """
    entries: list[tuple[str, str, int]] = []
    timescale, is_open = "", False
    for line in lines:
        text = clean(line.text)
        period, rest = split_period(text)
        if period and not rest:
            timescale, is_open = period, False
            continue
        bare, bulleted = strip_bullet(line.text)
        if bulleted and timescale:
            entries.append((clean(bare), timescale, line.page))
            is_open = True
        elif is_open and not _is_heading(line):
            entries[-1] = (f"{entries[-1][0]} {text}", *entries[-1][1:])
        else:
            is_open = False
            timescale = "" if _is_heading(line) else timescale
    return tuple(Listed(*entry) for entry in entries)


def _is_heading(line: Line) -> bool:
    return all(w.bold or w.underlined for w in line.words)


@functools.lru_cache(maxsize=1024)
def find_listed(text: str, entries: FrontList) -> Listed | None:
    """The entry that a recommendation repeats, wholly or in part."""
    if len(text) < _SHORTEST or not entries:
        return None
    from rapidfuzz import fuzz

    wanted, others = text.casefold(), [entry.text.casefold() for entry in entries]
    scores = [fuzz.ratio(wanted, other, score_cutoff=_ALIKE) for other in others]
    if max(scores) < 100.0 - _PART:
        longer = [other if min(len(wanted), len(other)) >= _LONG else "" for other in others]
        parts = [fuzz.partial_ratio(wanted, other, score_cutoff=_ALIKE + _PART) - _PART for other in longer]
        scores = list(map(max, scores, parts))
    best = max(scores)
    return entries[scores.index(best)] if best >= _ALIKE else None


def same_period(first: str, second: str) -> bool:
    """Whether two printed periods mean the same (`Immediately` and `Immediate`, `three` and `3`)."""
    return _period_key(first) == _period_key(second)


_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "six": "6", "nine": "9", "twelve": "12"}


def _period_key(text: str) -> str:
    words = text.casefold().replace("immediately", "immediate").split("(")[0].split()
    kept = [_NUMBERS.get(w.strip(":.,"), w.strip(":.,")) for w in words if w not in {"within", "in", "the", "next"}]
    return " ".join(w.rstrip("s") for w in kept)
