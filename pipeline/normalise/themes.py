"""Themes: what a recommendation is about, inferred from the words of the sector.

Strong words name a theme; weak ones (`monitor`, `LSCB`, `staff`) stand in half of all recommendations, so they count
only where no strong word does.
"""

from __future__ import annotations

import functools
import re

from pipeline.normalise.folded import fold, folded
from schemas import vocab
from schemas.readings import Trigger

_NOTE = re.compile(r"\bN\.?B\.?\s*:.*", re.IGNORECASE | re.DOTALL)


@functools.cache
def _patterns(weight: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in vocab.load("themes") if row["weight"] == weight]
    return tuple((row["theme"], folded(row["pattern"])) for row in rows)


def find_themes(recommendation: str) -> tuple[Trigger, ...]:
    """The themes of a recommendation with the words that called them up, in the order of the contract.

    Example:
        >>> find_themes("Improve the timeliness of return interviews")
        (Trigger(name='missing_exploitation', words='return interviews', place='strong'),)
    """
    text = " ".join(_NOTE.sub("", recommendation).split())
    small = fold(text)
    for weight in ("strong", "weak"):
        found = tuple(
            Trigger(theme, text[match.start() : match.end()], weight)
            for theme, pattern in _patterns(weight)
            if (match := pattern.search(small))
        )
        if found:
            return found
    return ()


def read_themes(recommendation: str) -> tuple[str, ...]:
    """The themes of a recommendation, in the order of the contract; several may hold, or none.

    Example:
        >>> read_themes("Improve the timeliness of return interviews for children who go missing")
        ('missing_exploitation',)
    """
    return tuple(dict.fromkeys(trigger.name for trigger in find_themes(recommendation)))
