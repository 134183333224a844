"""Recurrence: how often something comes round, in any of the forms that councils print."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline.normalise.folded import fold
from pipeline.normalise.phrases import Phrases, matches
from schemas import vocab

UNSPECIFIED = "recurring"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """An interval named in a text; `name` is empty where the text says only that it recurs."""

    begin: int
    stop: int
    name: str


@functools.cache
def _phrases() -> Phrases[tuple[str, re.Pattern[str] | None]]:
    """Each interval, with a pattern of its own for the text as printed where capitals matter."""
    return Phrases(
        (((row["recurrence"], _printed(row["pattern"])), row["pattern"]) for row in vocab.load("recurrence")),
        re.MULTILINE,
    )


def _printed(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE) if "(?-i:" in pattern else None


def find_recurrences(text: str) -> tuple[Recurrence, ...]:
    """Every interval of the text in printed order; of two that overlap the one listed first in the table stands.

    Example:
        >>> [item.name for item in find_recurrences("six-weekly panel, then every three months")]
        ['six_weekly', 'quarterly']
    """
    found: list[Recurrence] = []
    small = fold(text)
    for (name, printed), pattern, starts in _phrases().trials(small):
        for match in printed.finditer(text) if printed else matches(small, pattern, starts):
            if all(match.end() <= other.begin or match.start() >= other.stop for other in found):
                found.append(Recurrence(match.start(), match.end(), "" if name == UNSPECIFIED else name))
    return tuple(sorted(found, key=lambda item: item.begin))
