"""Themes: what a recommendation is about, inferred from the words of the sector.

Strong words name a theme; weak ones (`monitor`, `LSCB`, `staff`) stand in half of all recommendations, so they count
only where no strong word does.
"""

from __future__ import annotations

import functools
import re

from pipeline.normalise.folded import fold
from pipeline.normalise.phrases import Phrases
from schemas import vocab
from schemas.readings import Trigger

_NOTE = re.compile(r"\bN\.?B\.?\s*:.*", re.IGNORECASE | re.DOTALL)


_BODY = (
    r"(?:the|its|all|and|of|for|with|local|authority|council|county|city|borough|children[’']?s|social|care|services?|"
    r"partners?|partner|agencies|public|health|primary|hospitals?|trusts?|boards?|safeguarding|police|commissioners?|"
    r"clinical|commissioning|groups?|schools?|area|leaders|[A-Z][\w’'&-]*)"
)
_WHO = re.compile(
    r"(?!(?:Ensure|Improve|Develop|Strengthen|Increase|Reduce|Review)\b)(?:[Tt]he |[A-Z]|[Ll]ocal )"
    rf"(?:{_BODY}?(?:,? {_BODY}|,? & )*)"
    r"(?=,? (?:should|must|to (?:ensure|put|work|develop|improve|agree|review|secure|make|strengthen|implement))\b)"
)
"""Who is to do something: the bodies that open a recommendation are no part of what it is about."""


@functools.cache
def _phrases(weight: str) -> Phrases[str]:
    return Phrases((row["theme"], row["pattern"]) for row in vocab.load("themes") if row["weight"] == weight)


def find_themes(recommendation: str) -> tuple[Trigger, ...]:
    """The themes of a recommendation with the words that called them up, in the order of the contract.

    Example:
        >>> find_themes("Improve the timeliness of return interviews")
        (Trigger(name='missing_exploitation', words='return interviews', place='strong'),)
    """
    text = " ".join(_NOTE.sub("", recommendation).split())
    small = fold(text)
    who = _WHO.match(text)
    small = " " * who.end() + small[who.end() :] if who else small
    for weight in ("strong", "weak"):
        found = tuple(
            Trigger(theme, text[match.start() : match.end()], weight) for theme, match in _phrases(weight).found(small)
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
