"""Keys to ratings in running text.

`A green dot means that the action is on target, an amber one that ...`; `B complete, G on target, R behind target.`
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from extractors.contract import Line

_COLOUR = r"(?P<key>red|amber|orange|yellow|green|blue|purple|gr[ea]y)"
_SHOWN = (
    r"(?:\s+(?:dots?|ones?|circles?|discs?|spots?|flags?|markers?|lights?|cells?|box(?:es)?|shading|squares?|stars?"
    r"|symbols?|bullets?|ratings?|status|text|tags?|bars?|ticks?))?"
)
_MEANS = (
    r"(?:means?|meaning|shows?|indicates?|signif(?:y|ies)|denotes?|represents?|stands?\s+for"
    r"|is\s+(?:used\s+|given\s+)?(?:for|when|where|if)|are|is|that|where|when|if|for)"
)
_MARK = re.compile(rf"\b(?:an?\s+|the\s+)?{_COLOUR}{_SHOWN}\s+{_MEANS}\s+(?:that\s+)?", re.IGNORECASE)
_STOP = re.compile(r"[.;](?=\s|$)")
_SUBJECT = re.compile(
    r"^(?:(?:the|an|each|this|any|all)\s+)?(?:actions?|items?|tasks?|work|it|they|there|progress)\s+"
    r"(?:is|are|has|have|was|were)\s+(?:been\s+)?(?:any\s+|some\s+(?=slip|delay))?",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"[\s,;]*(?:\b(?:and|while|whereas|but)"
    r"(?:\s+(?:those|the\s+ones|actions|items)\s+(?:shown\s+|marked\s+)?(?:in|as))?)?[\s,]*$",
    re.IGNORECASE,
)
"""What leads on to the next colour."""
_LONGEST = 160
_SENTENCE = re.compile(r"(?<=[.:])\s+")
_LISTED = re.compile(r"(?:and\s+)?(?P<key>[A-Z]{1,2})\s+(?:is\s+|for\s+|means\s+)?(?P<meaning>[a-z][^,;]{2,80})")
_FEWEST_LETTERS = 3
_FEWEST = 2
"""Colours that one page must explain."""


def prose_entries(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Colours and letters that the text of each page explains, with the meanings in the words of the document.

    Args:
        lines: Lines outside tables, in reading order.
    """
    return [entry for text in _pages(lines) for entry in told_in(text) or listed_in(text)]


def told_in(text: str) -> list[tuple[str, str]]:
    """The colours that a text explains in sentences; empty where it explains fewer than two.

    Example:
        >>> told_in("A green dot means that the action is on target, a red one that it is not started.")
        [('green', 'on target'), ('red', 'not started')]
        >>> told_in("The amber light is for visitors.")
        []
    """
    marks = list(_MARK.finditer(text))
    found = []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends[: len(marks)], strict=True):
        stop = _STOP.search(text, mark.end(), end)
        meaning = text[mark.end() : stop.start() if stop else end]
        meaning = _SUBJECT.sub("", _LINK.sub("", meaning).strip())
        if 2 < len(meaning) <= _LONGEST:
            found.append((_named(mark["key"]), meaning))
    return found if len({colour for colour, _ in found}) >= _FEWEST else []


def listed_in(text: str) -> list[tuple[str, str]]:
    """The letters that one sentence explains one after the other; empty where it explains fewer than three.

    Example:
        >>> listed_in("Key. B complete, G on target, R behind target, N not due to start.")[-1]
        ('N', 'not due to start')
    """
    for sentence in _SENTENCE.split(text):
        parts = [_LISTED.fullmatch(part) for part in re.split(r"\s*[,;]\s*", sentence.strip(" ."))]
        found = [(part["key"], part["meaning"]) for part in parts if part]
        if len(found) == len(parts) >= _FEWEST_LETTERS:
            return found
    return []


def _named(word: str) -> str:
    word = word.casefold()
    return {"orange": "amber", "gray": "grey"}.get(word, word)


def _pages(lines: Iterable[Line]) -> Iterator[str]:
    """The running text of each page."""
    for _, group in groupby(lines, key=lambda line: line.page):
        yield " ".join(line.text for line in group)
