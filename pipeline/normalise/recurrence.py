"""Recurrence: how often something comes round, in any of the forms that councils print."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline.normalise.folded import fold, folded
from schemas import vocab

UNSPECIFIED = "recurring"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """An interval named in a text; `name` is empty where the text says only that it recurs."""

    begin: int
    stop: int
    name: str


@functools.cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """Name, whether it reads small letters, and pattern of each row."""
    return tuple(
        (row["recurrence"], row["pattern"].find("(?-i:") < 0, _compiled(row["pattern"]))
        for row in vocab.load("recurrence")
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    """For text in small letters, unless capitals matter somewhere in the pattern."""
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE) if "(?-i:" in pattern else folded(pattern, re.MULTILINE)


def find_recurrences(text: str) -> tuple[Recurrence, ...]:
    """Every interval of the text in printed order; of two that overlap the one listed first in the table stands.

    Example:
        >>> [item.name for item in find_recurrences("six-weekly panel, then every three months")]
        ['six_weekly', 'quarterly']
    """
    found: list[Recurrence] = []
    small = fold(text)
    for name, is_folded, pattern in _patterns():
        for match in pattern.finditer(small if is_folded else text):
            if all(match.end() <= other.begin or match.start() >= other.stop for other in found):
                found.append(Recurrence(match.start(), match.end(), "" if name == UNSPECIFIED else name))
    return tuple(sorted(found, key=lambda item: item.begin))
