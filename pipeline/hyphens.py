"""Hyphens at the ends of lines: those that only cut a word are marked, and those of compounds stay.

A cut is proved where the document, or a vocabulary, writes the word in one piece. A document with several such cuts
hyphenates its lines: there a hyphen is a cut as well where one half is no word. Every other hyphen stays as printed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractors.contract import Page, Word
from pipeline.passages import SOFT_HYPHEN
from schemas.vocab import load

_CUT = re.compile(r"(?:^|[^\w-])(?P<head>(?:[^\W\d_]+-)*[^\W\d_]{2,})-$")
_TAIL = re.compile(r"^(?P<tail>[^\W\d_]{2,})(?![\w-])|^(?P<part>[^\W\d_]{2,})-")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])")
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")
_HABIT = 3
"""Cuts that are proved from which a document hyphenates its lines."""
_PITCH = 1.6
"""Share of a line's height between one line and the next."""
_TABLES = (
    ("abbreviations", "full"), ("lexicon", "expansion"), ("roles", "words"), ("verbs", "verb"), ("sections", "word"),
    ("ordinary_words", "word"), ("headings", "phrase"), ("stop_words", "word"), ("common_words", "word"),
    ("months", "form"), ("labels", "phrase"), ("key_values", "word"),
)  # fmt: skip
"""Vocabulary tables and their columns that hold plain words."""


class _Break(NamedTuple):
    """A word with a hyphen at the end of its line, and the halves of what it cuts."""

    page: int
    at: int
    head: str
    tail: str


def with_cuts_marked(pages: Sequence[Page]) -> list[Page]:
    """The pages, each hyphen that only cuts a word at the end of a line written as a soft one.

    Args:
        pages: All pages of a document.
    """
    breaks = [found for number, page in enumerate(pages) for found in _breaks(number, page.words)]
    if not breaks:
        return list(pages)
    words, compounds = _printed(pages)
    proved = [b for b in breaks if _is_cut(b, words, compounds)]
    if len(proved) >= _HABIT:
        proved = [b for b in breaks if b in proved or _may_be_cut(b, words, compounds)]
    marked = {(b.page, b.at) for b in proved}
    touched = {page for page, _ in marked}
    return [
        replace(page, words=tuple(_marked(w) if (number, at) in marked else w for at, w in enumerate(page.words)))
        if number in touched
        else page
        for number, page in enumerate(pages)
    ]


def _marked(word: Word) -> Word:
    return word._replace(text=word.text[:-1] + SOFT_HYPHEN)


def _breaks(page: int, words: Sequence[Word]) -> Iterator[_Break]:
    """Hyphens at the ends of lines, where the next words of the file stand on the next line in small letters."""
    for at, word in enumerate(words):
        if not word.text.endswith("-") or not (word.glued or len(word.text) > 1):
            continue
        cut = _CUT.search(_before(words, at))
        tail = _TAIL.match(_after(words, at)) if cut and _goes_on(word, words[at + 1 : at + 2]) else None
        if cut and tail and tail[0][0].islower():
            yield _Break(page, at, cut["head"].casefold(), (tail["tail"] or tail["part"]).casefold())


def _before(words: Sequence[Word], at: int) -> str:
    """A word, and what it is glued to on its left."""
    text, first = words[at].text, at
    while words[first].glued and first:
        first -= 1
        text = words[first].text + text
    return text


def _after(words: Sequence[Word], at: int) -> str:
    """The next word, and what is glued to it."""
    text = words[at + 1].text
    for word in words[at + 2 :]:
        if not word.glued:
            break
        text += word.text
    return text


def _goes_on(word: Word, after: Sequence[Word]) -> bool:
    """Whether the next word stands on the next line, further left than the hyphen."""
    if not after:
        return False
    below = after[0].box
    near = 0 < below.top - word.box.top <= _PITCH * word.box.height
    return near and below.x0 < word.box.x1


def _printed(pages: Sequence[Page]) -> tuple[set[str], set[str]]:
    """Words that the document writes in one piece, and those that it writes with a hyphen inside a line."""
    words: set[str] = set()
    compounds: set[str] = set()
    for page in pages:
        for text in _texts(page.words):
            words.update(found.casefold() for found in _WORD.findall(text))
            compounds.update(found.casefold() for found in _COMPOUND.findall(text))
    return words, compounds


def _texts(words: Sequence[Word]) -> Iterator[str]:
    """Texts of words, those that are glued in one; what follows a hyphen at the end of a line is left out."""
    text = words[0].text if words else ""
    for left, right in pairwise(words):
        if right.glued:
            text += right.text
            continue
        yield text
        text = right.text.partition(" ")[2] if left.text.endswith("-") else right.text
    yield text


def _is_cut(found: _Break, words: set[str], compounds: set[str]) -> bool:
    head = found.head.rpartition("-")[2]
    whole = f"{head}{found.tail}"
    known = whole in words or (head not in _heads() and whole in _vocabulary())
    return known and f"{found.head}-{found.tail}" not in compounds


def _may_be_cut(found: _Break, words: set[str], compounds: set[str]) -> bool:
    """Whether a hyphen is a cut in a document that hyphenates: one half is no word, or both make a known one."""
    head = found.head.rpartition("-")[2]
    if f"{found.head}-{found.tail}" in compounds:
        return False
    if head in _heads():
        whole = f"{head}{found.tail}"
        return _heads()[head] and not {whole, whole.removesuffix("s")}.isdisjoint(_vocabulary())
    return any(half not in words and half not in _vocabulary() for half in (head, found.tail))


@functools.cache
def _vocabulary() -> frozenset[str]:
    texts = (row[column] for table, column in _TABLES for row in load(table))
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text.casefold()))


@functools.cache
def _heads() -> dict[str, bool]:
    """First parts of compounds, and whether other words begin with the same syllable."""
    return {row["head"]: row["syllable"] == "yes" for row in load("hyphen_heads")}
