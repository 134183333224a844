"""Slips that reading from pictures makes again and again, and that only one reading can be meant by.

Raised endings of ordinals come out as quotation marks, a capital I among capitals as a small l or a bar, and bullets as
strokes. Nothing else is mended: a doubtful word stays as it was seen, with its confidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.contract import Word
from schemas.vocab import load

UNREAD = "\u2033"
"""Stands behind a figure for small raised print that was seen and not read."""
_RAISED = re.compile(rf"(\d{{1,2}})[\"“”°'’*®{UNREAD}]{{1,2}}([.,;]?)")
_FIRST = re.compile(r"[lI|]st([.,;]?)")
_CAPITAL_L = re.compile(r"([A-Z])l([.,;/]?)")
_BAR_FOR_I = re.compile(r"\|(?=[A-Z]{2})")
_STROKES = frozenset({"—", "_"})
"""What bullets at the beginning of a line are taken for."""
_TRADE_MARK = "™"
"""What the capitals TM, which stand for team manager, are taken for where they stand alone."""
_CAPITALS = re.compile(r"[A-Z]{2,}[.,;/]?")
_DOUBLED = re.compile(r"([A-Za-z])([a-z])([.)])")
"""A lettered item whose letter was seen twice."""
_UNSURE = 0.7
_FEED = 2.5
"""Font sizes within which the next line begins."""
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def mended(words: Sequence[Word]) -> list[Word]:
    """Words with such slips put right; each is looked at with its neighbours on the line."""
    found = []
    for index, word in enumerate(words):
        before = words[index - 1].text if index and _level(words[index - 1], word) else ""
        after = words[index + 1].text if index + 1 < len(words) and _level(word, words[index + 1]) else ""
        text = _mended(word.text, before, after or _below(words[index + 1 : index + 2], word))
        doubled = _DOUBLED.fullmatch(text) if not before and word.confidence < _UNSURE else None
        if doubled and doubled[1].casefold() == doubled[2]:
            text = doubled[2] + doubled[3]
        found.append(word if text == word.text else word._replace(text=text))
    return found


def _mended(text: str, before: str, after: str) -> str:
    """One word.

    >>> _mended('16"', "on", "October"), _mended("El", "DD", "and"), _mended("El", "the", "Greco")
    ('16th', 'EI', 'El')
    """
    if not before and after and text in _STROKES:
        return "•"
    text = _BAR_FOR_I.sub("I", text.strip("_") or text) if text != _TRADE_MARK else "TM"
    raised = _RAISED.fullmatch(text)
    if raised and _counts(int(raised[1]), after.strip(".,;:)’'").casefold()):
        return f"{raised[1]}{_ending(int(raised[1]))}{raised[2]}"
    first = _FIRST.fullmatch(text)
    if first and after.strip(".,;:)’'").casefold() in _months():
        return f"1st{first[1]}"
    text = text.replace(UNREAD, "")
    capital = _CAPITAL_L.fullmatch(text)
    if capital and (_CAPITALS.fullmatch(before) or _CAPITALS.fullmatch(after)):
        return f"{capital[1]}I{capital[2]}"
    return text


def _below(following: Sequence[Word], word: Word) -> str:
    """The word that begins the next line of the same column; empty where another column or block follows."""
    for other in following:
        down = other.box.bottom - word.box.bottom
        if 0 < down < _FEED * word.size and other.box.x0 <= word.box.x0:
            return other.text
    return ""


def _counts(number: int, following: str) -> bool:
    """Whether a figure with something raised behind it is an ordinal: a day before its month, a birthday."""
    return (following in _months() and 1 <= number <= 31) or following in _counted()


def _ending(day: int) -> str:
    return "th" if day % 100 in range(11, 14) else _ENDINGS.get(day % 10, "th")


def _level(one: Word, other: Word) -> bool:
    return abs(one.box.bottom - other.box.bottom) < 0.3 * max(one.size, other.size)


@cache
def _months() -> frozenset[str]:
    return frozenset(row["form"] for row in load("months"))


@cache
def _counted() -> frozenset[str]:
    return frozenset(row["word"] for row in load("after_ordinals"))
