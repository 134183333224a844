"""Keys to ratings in running text.

`A green dot means that the action is on target, an amber one that ...`; `B complete, G on target, R behind target.`
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from extractors.contract import Line
from pipeline.normalise.claims import read_label

_COLOUR = r"(?P<key>red|amber|orange|yellow|green|blue|purple|gr[ea]y)"
_SHOWN = (
    r"(?:\s+(?:dots?|ones?|circles?|discs?|spots?|flags?|markers?|lights?|cells?|box(?:es)?|shading|squares?|stars?"
    r"|symbols?|bullets?|ratings?|status|text|tags?|bars?|ticks?))?"
)
_MEANS = (
    r"(?:means?|meaning|shows?|indicates?|signif(?:y|ies)|denotes?|represents?|stands?\s+for"
    r"|is\s+(?:used\s+|given\s+)?(?:for|when|where|if)|ha(?:ve|s)\s+been|are|is|that|where|when|if|for)"
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
_LISTED = re.compile(r"(?:and\s+)?(?P<key>[A-Z]{1,3})\s+(?:is\s+|for\s+|means\s+)?(?P<meaning>[A-Za-z][^,;]{2,80})")
_CAPTION = re.compile(
    r"(?:^|(?<=\s))(?P<key>(?:red|amber|yellow|green|blue|purple|grey)(?=\s)|(?-i:[RAGBYP])(?=\s))\s+(?=(?-i:[A-Z0-9]))",
    re.IGNORECASE,
)
"""A colour or its letter with the meaning right behind it: `BLUE Complete GREEN On track`."""
_BEHIND = re.compile(
    rf"\s*(?:and\s+)?(?P<meaning>[^,;()]{{3,90}}?)\s*(?:\(|[-–—:=]\s*){_COLOUR}\s*\)?\.?", re.IGNORECASE
)
"""A meaning with its colour behind it: `on track (green)`, `overdue – red`."""
_BRACKETED = re.compile(rf"\b{_COLOUR}\s*\((?P<meaning>[^()]{{3,90}})\)", re.IGNORECASE)
"""A colour with its meaning in brackets: `Blue (done), Green (on course) or Red (off course)`."""
_OF_LETTER = {"R": "red", "A": "amber", "G": "green", "B": "blue", "Y": "yellow", "P": "purple"}
_FEWEST_LETTERS = 3
_FEWEST = 2
"""Colours that one page must explain."""


def prose_entries(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Colours and letters that the text of each page explains, with the meanings in the words of the document.

    Args:
        lines: Lines outside tables, in reading order.
    """
    return [entry for text in _pages(lines) for entry in told_in(text) or listed_in(text) or _beside_in(text)]


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


def _beside_in(text: str) -> list[tuple[str, str]]:
    """The colours that stand right before or right behind their meanings; empty where fewer than three do."""
    marks = list(_CAPTION.finditer(text))
    stops = [*(mark.start() for mark in marks[1:]), len(text)]
    before = [
        (_OF_LETTER.get(mark["key"], mark["key"].casefold()), text[mark.end() : stop].strip(" .,;/"))
        for mark, stop in zip(marks, stops[: len(marks)], strict=True)
    ]
    behind = [
        (_named(match["key"]), match["meaning"].rsplit(":")[-1].strip())
        for piece in re.split(r"[,;]|\.\s", text)
        if (match := _BEHIND.fullmatch(piece))
    ]
    bracketed = [(_named(match["key"]), match["meaning"]) for match in _BRACKETED.finditer(text)]
    found = max(before, behind, bracketed, key=len)
    labels = [meaning for _, meaning in found if read_label(without_subject(meaning))]
    is_told = all(2 < len(meaning) <= _LONGEST for _, meaning in found) and len(labels) * 2 >= len(found)
    return found if is_told and len({colour for colour, _ in found}) >= _FEWEST_LETTERS else []


def without_subject(meaning: str) -> str:
    """A meaning without the words `the action is`, so that its label leads.

    Example:
        >>> without_subject("The action has been completed")
        'completed'
    """
    return _SUBJECT.sub("", meaning) or meaning


def _named(word: str) -> str:
    word = word.casefold()
    return {"orange": "amber", "gray": "grey"}.get(word, word)


def _pages(lines: Iterable[Line]) -> Iterator[str]:
    """The running text of each page."""
    for _, group in groupby(lines, key=lambda line: line.page):
        yield " ".join(line.text for line in group)
