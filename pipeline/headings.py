"""What a column heading means: the vocabulary of headings, matched by words.

The phrase that begins first in the heading wins, the longer one among equals; a phrase marked `exact` must be the
whole heading. What stands behind the word for an action or a recommendation says what is told of it (`Task owner`).
Where no phrase is found, one telling word may still hint. `Actions (what needs to happen ...)` is an action,
`Progress against agreed action` is progress.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.vocab import load

_FARTHEST = 4
"""Words that may stand before a phrase."""
_LONGEST = 16
"""More words than any heading has."""
_ASIDE = 0.3
"""Share of a heading below which a phrase that does not open it is mentioned by the way (`Link to action plans`)."""
_MOST = 0.6
"""Share of the cells of a row of headings whose words must be known."""
_FEW = 0.3
"""The same where the row is printed as headings are."""
_SHORT = 5
"""Letters up to which a heading may have been broken anywhere by a narrow column (`RA G`)."""
_STEM = 3
"""Letters after which the last `s` of a word is an ending (`looks`)."""
_NOISE = re.compile(r"[^\w%/?&' ]+")
_CONTRACTIONS = {"'ll": " will", "'re": " are", "'ve": " have", "what's": "what is", "who's": "who is"}
_TOLD_OF = frozenset({"action", "recommendation", "outcome"})
_QUESTIONS = frozenset({"what", "who", "when", "where", "how", "why"})
_SLIGHT = frozenset(
    {"will", "would", "shall", "do", "does", "is", "are", "be", "being", "need", "needs", "to"}
    | {"we", "us", "our", "it", "this", "that", "the", "a", "an"}
)
"""Words by which questions differ that ask the same: `What will good look like?`, `What good would look like`."""
_BRACKETS = re.compile(r"\([^)]*\)?")


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A field that a heading names, and how much of the heading says so (0 to 1)."""

    field: str
    score: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    place: int
    """Its place in the vocabulary."""
    field: str
    words: tuple[str, ...]
    exact: bool
    letters: str


class _Phrases:
    """A vocabulary of headings, by what a heading can be looked up with."""

    def __init__(self, table: str) -> None:
        """Read the table; phrases without a column `exact` may stand anywhere."""
        rows = [(r["field"], tuple(_words(r["phrase"])), r.get("exact") == "yes") for r in load(table)]
        phrases = [_Phrase(n, field, words, exact, "".join(words)) for n, (field, words, exact) in enumerate(rows)]
        self.asked = {asked: p for p in reversed(phrases) if len(asked := _question(p.words)) > 1}
        self.whole: dict[str, list[_Phrase]] = {}
        self.opening: dict[str, list[_Phrase]] = {}
        self.long: dict[str, list[_Phrase]] = {}
        for phrase in phrases:
            if len(phrase.letters) > _SHORT:
                self.long.setdefault(phrase.letters[: _SHORT + 1], []).append(phrase)
            self.whole.setdefault(phrase.letters, []).append(phrase)
            if not phrase.exact:
                self.opening.setdefault(phrase.words[0], []).append(phrase)

    def found_in(self, words: Sequence[str]) -> Iterator[tuple[int, _Phrase]]:
        """Phrases that stand in a heading, each with the word at which it begins."""
        letters = "".join(words)
        only_whole = len(words) > 1 and len(letters) <= _SHORT
        yield from ((0, phrase) for phrase in self.whole.get(letters, ()) if phrase.exact or only_whole)
        for start, word in enumerate(() if only_whole else words):
            for phrase in self.opening.get(word, ()):
                if tuple(words[start : start + len(phrase.words)]) == phrase.words:
                    yield start, phrase

    def hidden_in(self, letters: str) -> Iterator[_Phrase]:
        """Long phrases whose letters stand in those of a heading, wherever its words are parted."""
        for start in range(len(letters) - _SHORT):
            for phrase in self.long.get(letters[start : start + _SHORT + 1], ()):
                if letters == phrase.letters if phrase.exact else letters.startswith(phrase.letters, start):
                    yield phrase


@functools.cache
def _phrases() -> _Phrases:
    return _Phrases("headings")


@functools.cache
def _hints() -> _Phrases:
    return _Phrases("heading_hints")


def _words(text: str) -> list[str]:
    plain = text.lower().replace("’", "'").replace("/", " / ").replace("#", " no ")
    for short, whole in _CONTRACTIONS.items():
        plain = plain.replace(short, whole)
    return [w for w in _NOISE.sub(" ", plain).replace("?", "").split() if w != "/"]


def _told_of(words: Sequence[str]) -> _Phrase | None:
    """The one phrase that is all that stands behind the word for an action or a recommendation."""
    if words[:1] in (["to"], ["by"]):
        return None
    whole = [p for p in _phrases().whole.get("".join(words), ()) if p.words == tuple(words)]
    return next((p for p in whole if p.field not in _TOLD_OF), None)


def _question(words: Sequence[str]) -> tuple[str, ...]:
    """What a heading asks, without slight words; empty where it is no question."""
    if words[0] not in _QUESTIONS:
        return ()
    return tuple(w.removesuffix("s") if len(w) > _STEM else w for w in words if w not in _SLIGHT)


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
    ranked = ((-start, len(phrase.words), -phrase.place, phrase) for start, phrase in _phrases().found_in(words))
    best = max(ranked, key=lambda each: each[:3], default=None)
    if best is None:
        asked = _phrases().asked.get(_question(words))
        return HeadingMatch(asked.field, 1.0) if asked else _match_broken(words)
    start, size, _, phrase = best
    told = _told_of(words[size:]) if phrase.field in _TOLD_OF and not start else None
    if told:
        return HeadingMatch(told.field, 1.0)
    score = size / len(words)
    aside = start < 0 and score < _ASIDE
    return None if -start > _FARTHEST or aside else HeadingMatch(phrase.field, score)


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
    found = min(_hints().found_in(words), key=lambda each: each[1].place, default=None)
    return found[1].field if found else ""


def _match_broken(words: list[str]) -> HeadingMatch | None:
    """A heading whose words a narrow column broke anywhere (`recom mendation`), by its letters alone."""
    letters = "".join(words)
    if len(words) < 2:
        return None
    longest = max(_phrases().hidden_in(letters), key=lambda p: (len(p.letters), -p.place), default=None)
    if longest is None:
        return None
    return HeadingMatch(longest.field, len(longest.letters) / len(letters))


def is_heading_row(texts: Sequence[str], *, styled: bool = False) -> bool:
    """Whether the texts of a row's cells are column headings.

    Two different fields at least, most of the cells, and one that only an action table has; the same words inside
    sentences do not count, since headings are short and do not end like sentences.

    Args:
        texts: Texts of the cells from left to right.
        styled: Whether the row is printed as headings are, so that fewer of them need be known, and a lead and a
            deadline tell as well.
    """
    filled = [t for t in texts if t.strip()]
    if len(filled) < 2:
        return False
    matches = [match_heading(t) if _looks_like_heading(t) else None for t in filled]
    fields = {m.field for m in matches if m}
    strong = sum(m is not None and m.score >= 0.3 for m in matches)
    told = bool(fields & _TOLD_OF) or (styled and fields >= {"lead", "deadline"})
    return len(fields) >= 2 and strong >= (_FEW if styled else _MOST) * len(filled) and told


@functools.lru_cache(maxsize=4096)
def _looks_like_heading(text: str) -> bool:
    flat = " ".join(text.split())
    return len(flat) <= 110 and not flat.endswith(".")
