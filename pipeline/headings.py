"""What a column heading means: the vocabulary of headings, matched by words.

The phrase that begins first in the heading wins, the longer one among equals; a phrase marked `exact` must be the
whole heading. Where no phrase is found, one telling word may still hint. `Actions (what needs to happen ...)` is an
action, `Progress against agreed action` is progress.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from schemas.vocab import load

_LONGEST = 16
"""More words than any heading has."""
_ASIDE = 0.3
"""Share of a heading below which a phrase that does not open it is mentioned by the way (`Link to action plans`)."""
_SHORT = 5
"""Letters up to which a heading may have been broken anywhere by a narrow column (`RA G`)."""
_NOISE = re.compile(r"[^\w%/?&' ]+")
_CONTRACTIONS = {"'ll": " will", "'re": " are", "'ve": " have", "what's": "what is", "who's": "who is"}
_BRACKETS = re.compile(r"\([^)]*\)?")


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A field that a heading names, and how much of the heading says so (0 to 1)."""

    field: str
    score: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    field: str
    words: tuple[str, ...]
    exact: bool


@functools.cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(_Phrase(r["field"], tuple(_words(r["phrase"])), r["exact"] == "yes") for r in load("headings"))


@functools.cache
def _hints() -> tuple[_Phrase, ...]:
    return tuple(_Phrase(r["field"], tuple(_words(r["phrase"])), exact=False) for r in load("heading_hints"))


def _words(text: str) -> list[str]:
    plain = text.lower().replace("’", "'").replace("/", " / ").replace("#", " no ")
    for short, whole in _CONTRACTIONS.items():
        plain = plain.replace(short, whole)
    return [w for w in _NOISE.sub(" ", plain).replace("?", "").split() if w != "/"]


@functools.lru_cache(maxsize=4096)
def match_heading(text: str) -> HeadingMatch | None:
    """Field that a heading names, or `None`.

    Example:
        >>> match_heading("By when/Accountable to:").field
        'deadline'
    """
    words = _words(_BRACKETS.sub(" ", text)) or _words(text)
    if not words or len(words) > _LONGEST:
        return None
    best: tuple[int, int, _Phrase] | None = None
    for phrase in _phrases():
        start = _find(phrase, words)
        if start is None:
            continue
        rank = (-start, len(phrase.words))
        if best is None or rank > best[:2]:
            best = (*rank, phrase)
    if best is None:
        return _match_broken(words)
    score = len(best[2].words) / len(words)
    aside = best[0] < 0 and score < _ASIDE
    return None if -best[0] > 4 or aside else HeadingMatch(best[2].field, score)


def hint_heading(text: str) -> str:
    """Field that one telling word of an unknown heading suggests, empty where none does.

    Weaker than a match: such a word does not make a row of headings. Where several stand in it, the one that comes
    first in the vocabulary decides.

    Example:
        >>> hint_heading("The impact we want to see"), hint_heading("Confidence")
        ('outcome', '')
    """
    words = _words(_BRACKETS.sub(" ", text))
    if len(words) > _LONGEST:
        return ""
    return next((hint.field for hint in _hints() if _find(hint, words) is not None), "")


def _match_broken(words: list[str]) -> HeadingMatch | None:
    """A heading whose words a narrow column broke anywhere (`recom mendation`), by its letters alone."""
    letters = "".join(words)
    found = [
        p
        for p in _phrases()
        if len(text := "".join(p.words)) > _SHORT and (text == letters if p.exact else text in letters)
    ]
    if len(words) < 2 or not found:
        return None
    longest = max(found, key=lambda p: len("".join(p.words)))
    return HeadingMatch(longest.field, len("".join(longest.words)) / len(letters))


def _find(phrase: _Phrase, words: list[str]) -> int | None:
    size = len(phrase.words)
    if phrase.exact or (len(words) > 1 and len("".join(words)) <= _SHORT):
        return 0 if "".join(words) == "".join(phrase.words) else None
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) == phrase.words:
            return start
    return None


def is_heading_row(texts: list[str]) -> bool:
    """Whether the texts of a row's cells are column headings.

    Two different fields at least, most of the cells, and one that only an action table has; the same words inside
    sentences do not count, since headings are short and do not end like sentences.
    """
    filled = [t for t in texts if t.strip()]
    if len(filled) < 2:
        return False
    matches = [match_heading(t) if _looks_like_heading(t) else None for t in filled]
    fields = {m.field for m in matches if m}
    strong = sum(m is not None and m.score >= 0.3 for m in matches)
    return len(fields) >= 2 and strong >= 0.6 * len(filled) and bool(fields & {"action", "recommendation", "outcome"})


def _looks_like_heading(text: str) -> bool:
    flat = " ".join(text.split())
    return len(flat) <= 110 and not flat.endswith(".")
