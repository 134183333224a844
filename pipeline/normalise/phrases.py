"""The patterns of a vocabulary over a text: each is tried only at the words that its matches can open with.

A pattern is compiled when it is first tried.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from pipeline.normalise.folded import folded, in_small
from pipeline.normalise.openings import LENGTH, Openings, openings_of

Row = TypeVar("Row")
_WORD = re.compile(r"\w+|[^\w\s]")


@functools.lru_cache(maxsize=1024)
def _heads(small: str) -> tuple[tuple[str, int], ...]:
    """First letters and places of the words and signs of a text; an empty one stands for what opens with anything."""
    return (("", 0), *[(word[0][:LENGTH], word.start()) for word in _WORD.finditer(small)])


class _Places(dict[str, tuple[int, ...]]):
    """Places of the openings that hold a word, gathered when it is first met."""

    def __init__(self, openings: Sequence[Openings]) -> None:
        super().__init__()
        self._openings = openings

    def __missing__(self, head: str) -> tuple[int, ...]:
        self[head] = tuple(place for place, openings in enumerate(self._openings) if openings.hold(head))
        return self[head]


class Phrases(Generic[Row]):
    r"""Rows of a vocabulary and their patterns, for text in small letters.

    Example:
        >>> table = Phrases([("check", r"\b(?:audit|sampl)\w*"), ("learn", r"\btraining\b")])
        >>> [(row, match[0]) for row, match in table.found("training and audits")]
        [('check', 'audits'), ('learn', 'training')]
    """

    def __init__(self, rows: Iterable[tuple[Row, str]], flags: int = 0) -> None:
        """Take up rows with their patterns, in the order in which they are asked for."""
        self._rows = tuple(rows)
        self._flags = flags
        self._openings = [openings_of(in_small(pattern)) for _, pattern in self._rows]
        self._opened_by = _Places(self._openings)

    def found(self, small: str) -> Iterator[tuple[Row, re.Match[str]]]:
        """Each row whose pattern matches a text, in order, with its first match."""
        for place, starts in self._starts(small):
            row, pattern = self._rows[place]
            compiled = folded(pattern, self._flags)
            if not self._openings[place].is_exact:
                match = compiled.search(small)
            else:
                match = next(filter(None, (compiled.match(small, start) for start in starts)), None)
            if match:
                yield row, match

    def first(self, small: str) -> re.Match[str] | None:
        """The first match of the first row whose pattern matches a text."""
        return next((match for _, match in self.found(small)), None)

    def likely(self, small: str) -> Iterator[tuple[Row, re.Pattern[str]]]:
        """Each row whose pattern may match a text, in order."""
        for place, _ in self._starts(small):
            row, pattern = self._rows[place]
            yield row, folded(pattern, self._flags)

    def _starts(self, small: str) -> list[tuple[int, list[int]]]:
        """Places of the rows that a text may hold, in order, and where their matches may begin."""
        starts: dict[int, list[int]] = {}
        for head, start in _heads(small):
            for place in self._opened_by[head]:
                starts.setdefault(place, []).append(start)
        return sorted(starts.items())
