"""Cells that look like the meaning of a code and are not: dates, recurrences, amounts, words of progress, numbers."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pipeline.normalise.role_words import words_of
from schemas.vocab import load

_COLOURS = frozenset({"red", "amber", "green", "blue", "yellow", "purple", "grey", "gray", "white", "black"})
_REFERENCE = re.compile(r"^\(?[A-Za-z]{0,4}\s?\d+(?:[.\-/]\d+)*\s?[a-z]?\)?\.?$")
_COLOUR = re.compile(r"^(?:red|amber|green|blue|yellow|purple|gr[ea]y|white|black|[ragbpyw])\W*$", re.IGNORECASE)
_CODE_LENGTH = 24
_HEADINGS = 3


def looks_like_code(text: str) -> bool:
    """Whether a text has the form of an acronym or of the code of a post.

    Example:
        >>> [looks_like_code(text) for text in ("DD TS", "LSCB Chr.", "Head of Safeguarding")]
        [True, True, False]
    """
    text = text.strip()
    if not text or len(text) > _CODE_LENGTH or _COLOUR.match(text) or not re.search(r"[^\W\d_]", text):
        return False
    words = text.split()
    capitals = sum(char.isupper() for char in text)
    long_words = sum(1 for word in words if re.fullmatch(r"[A-Za-z]?[a-z]{4,}", word))
    return (capitals >= max(2, len(words)) or ("." in text and capitals >= 1)) and long_words <= len(words) // 2


@functools.cache
def _value_words() -> frozenset[str]:
    return frozenset(row["word"] for row in load("key_values"))


def reads_as_value(code: str, meaning: str) -> bool:
    """Whether what stands beside a code is a date, a term, an amount or a status rather than words it stands for.

    Example:
        >>> [reads_as_value("VSH", text) for text in ("30 Nov 2018", "Weekly", "85%", "Virtual School Head")]
        [True, True, True, False]
    """
    words = re.findall(r"[A-Za-z]+|[^\sA-Za-z]*\d[^\s]*", meaning.casefold())
    if not words or "".join(word[0] for word in words) == "".join(re.findall(r"[a-z]", code.casefold())):
        return not words
    plain = [word for word in words if word not in _value_words() and not any(char.isdigit() for char in word)]
    return not plain or (len(words) == 1 and plain[0] in _COLOURS)


def is_reference(text: str) -> bool:
    """Whether a text is the number of a row (`R1.2`, `A4`) rather than a code."""
    return bool(_REFERENCE.match(text.strip()))


@functools.cache
def _headings() -> frozenset[str]:
    return frozenset(" ".join(words_of(row["phrase"])) for row in load("headings")) - {""}


def heads_a_plan(cells: Sequence[str]) -> bool:
    """Whether a row holds the column headings of a table of actions."""
    known = [cell for cell in cells if " ".join(words_of(cell)) in _headings()]
    return len(known) >= _HEADINGS and 2 * len(known) >= len([cell for cell in cells if cell])
