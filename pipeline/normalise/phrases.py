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


Trial = tuple[Row, re.Pattern[str], Sequence[int] | None]
"""A row to be tried on a text, its pattern, and the places at which matches can begin; `None` for any place."""


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

    @property
    def words(self) -> frozenset[str]:
        """The first letters of all words that the patterns can open with; an empty one stands for any word."""
        return frozenset().union(*((*openings.words, *openings.parts) for openings in self._openings))

    def trials(self, small: str) -> Iterator[Trial[Row]]:
        """The rows whose patterns may match a text, in order."""
        starts: dict[int, list[int]] = {}
        for head, start in _heads(small):
            for place in self._opened_by[head]:
                starts.setdefault(place, []).append(start)
        for place in sorted(starts):
            row, pattern = self._rows[place]
            yield row, folded(pattern, self._flags), starts[place] if self._openings[place].is_exact else None

    def found(self, small: str) -> Iterator[tuple[Row, re.Match[str]]]:
        """Each row whose pattern matches a text, in order, with its first match."""
        for row, pattern, starts in self.trials(small):
            if match := next(matches(small, pattern, starts), None):
                yield row, match

    def first(self, small: str) -> re.Match[str] | None:
        """The first match of the first row whose pattern matches a text."""
        return next((match for _, match in self.found(small)), None)


def matches(text: str, pattern: re.Pattern[str], starts: Iterable[int] | None) -> Iterator[re.Match[str]]:
    """The matches of a trial in printed order, none inside another."""
    if starts is None:
        yield from pattern.finditer(text)
        return
    stop = 0
    for start in starts:
        if start >= stop and (match := pattern.match(text, start)):
            stop = match.end()
            yield match
