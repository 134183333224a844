"""Themes: what a recommendation is about, inferred from the words of the sector.

Strong words name a theme; weak ones (`monitor`, `LSCB`, `staff`) stand in half of all recommendations, so they count
only where no strong word does.
"""

from __future__ import annotations

import functools
import re

from schemas import vocab

_NOTE = re.compile(r"\bN\.?B\.?\s*:.*", re.IGNORECASE | re.DOTALL)


@functools.cache
def _patterns(weight: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in vocab.load("themes") if row["weight"] == weight]
    return tuple((row["theme"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)


def read_themes(recommendation: str) -> tuple[str, ...]:
    """The themes of a recommendation, in the order of the contract; several may hold, or none.

    Example:
        >>> read_themes("Improve the timeliness of return interviews for children who go missing")
        ('missing_exploitation',)
    """
    text = " ".join(_NOTE.sub("", recommendation).split())
    for weight in ("strong", "weak"):
        themes = tuple(theme for theme, pattern in _patterns(weight) if pattern.search(text))
        if themes:
            return themes
    return ()
