"""Words that were misread from pictures, mended where the document or the vocabularies prove what was printed.

A word is mended only if nobody knows it, the program was less than sure of it, and exactly one exchange of letters that
look alike makes it a word that the vocabularies hold or that the document prints several times. Everything else stays
as it was seen. What was changed is told, so that the reading can be checked against the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractors.contract import Page, Word
from schemas.vocab import load

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[|])*")
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[A-Z]{0,3}\d{1,2}[a-z]?[.)]?")
_ONE_BEHIND = re.compile(r"(?P<head>[A-Z]{1,3})[lIi|](?P<tail>[.)]?)")
_ONE_BEFORE = re.compile(r"(?P<head>)[lIi|](?P<tail>[a-y][.)]?)")
_ONE_ALONE = re.compile(r"(?P<head>)[lI|\]\[](?P<tail>[.)]?)")
_ONE_DOTTED = re.compile(r"(?P<head>[A-Z]{1,3})[lI|]{1,2}\.(?P<last>\d{1,2})")
_DOTTED = re.compile(r"[A-Z]{0,3}\d{1,2}\.\d{1,2}")
_NO_WORD = re.compile(r"[B-DF-HJ-NP-TV-Z]{1,3}[l|][.)]?")
_LETTERED = re.compile(r"[A-Za-z][.)]")
_ALIKE = frozenset("CKOPSUVWXZ")
"""Capitals that differ from their small letters by size alone."""
_SAME_COLUMN = 6.0
"""Points by which references under each other are shifted at most."""
_OFTEN = 3
"""Times that the document prints a word which only it knows."""
_TIMES = 3
"""A misread word is so many times rarer than what it is taken for, unless a vocabulary knows that."""
_UNSURE = 0.85
"""Confidence below which a lone letter may have run into the word behind it."""
_SURE = 0.945
"""Mean confidence of a word from which it is believed, though nobody knows it."""
_LONG = 4
_TELLING = 5
"""Letters from which a word that the document prints nowhere else can be proved by a vocabulary."""
_PLAIN = (
    ("abbreviations", ("short", "full")), ("lexicon", ("expansion",)), ("roles", ("words",)), ("verbs", ("verb",)),
    ("ordinary_words", ("word",)), ("headings", ("phrase",)), ("sections", ("word",)), ("stop_words", ("word",)),
    ("common_words", ("word",)), ("months", ("form",)), ("labels", ("phrase",)), ("key_values", ("word",)),
)  # fmt: skip
"""Vocabulary tables that hold words and no patterns."""


class Mend(NamedTuple):
    """A word that was mended: its page, what was seen, what was printed."""

    page: int
    seen: str
    meant: str


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the document prints: how often each word, how surely, and how often two words side by side."""

    counts: Counter[str]
    sure: dict[str, float]
    """Sum of the confidences of each word."""
    pairs: Counter[tuple[str, str]]


def respelt(pages: Sequence[Page], others: Iterable[Page] = ()) -> tuple[list[Page], list[Mend]]:
    """Mend the misread words of pages.

    Args:
        pages: Pages that were read from pictures.
        others: The document's pages with a text of their own, which show what it prints.

    Returns:
        The pages in the same order, and what was mended in them.
    """
    printed = _printed([*pages, *others])
    found: list[Page] = []
    mends: list[Mend] = []
    for page in pages:
        words = []
        kinds = _NUMBER, _LETTERED, _DOTTED
        marks = [word for word in page.words if any(kind.fullmatch(word.text) for kind in kinds)]
        for word in page.words:
            column = {m.text for m in marks if abs(m.box.x0 - word.box.x0) < _SAME_COLUMN}
            text = _renumbered(word.text, column) or _relettered(word.text, column) or _respelt(word, printed)
            words.append(word if text == word.text else word._replace(text=text))
            mends += [Mend(page.number, word.text, text)] if text != word.text else []
        found.append(replace(page, words=tuple(words)))
    return found, mends


def _renumbered(text: str, column: Collection[str]) -> str:
    """A reference whose figure one was read as a letter; empty for any other.

    It is proved by the next reference under it, or where it can be no word, by the same one elsewhere.
    """
    references = {mark.strip(".)(") for mark in column}
    dotted = _ONE_DOTTED.fullmatch(text)
    if dotted:
        following = f"{dotted['head']}1.{int(dotted['last']) + 1}"
        return f"{dotted['head']}1.{dotted['last']}" if following in references else ""
    found = _ONE_BEHIND.fullmatch(text) or _ONE_BEFORE.fullmatch(text) or _ONE_ALONE.fullmatch(text)
    if not found:
        return ""
    head, tail = found["head"], found["tail"]
    following = f"1{chr(ord(tail[0]) + 1)}" if tail[:1].isalpha() else f"{head}2"
    repeated = f"{head}1{tail.strip('.)')}" in references
    proved = _NO_WORD.fullmatch(text) if repeated else following in references
    return f"{head}1{tail}" if proved else ""


def _relettered(text: str, column: Collection[str]) -> str:
    """A small letter of a list that was read as its capital, between others that are small; empty for any other."""
    if not _LETTERED.fullmatch(text) or text[0] not in _ALIKE:
        return ""
    before = chr(ord(text[0].lower()) - 1) + text[1]
    small = before in column and all(mark[0] in _ALIKE or not mark[0].isupper() for mark in column)
    return text.lower() if small else ""


def _printed(pages: Iterable[Page]) -> _Printed:
    counts: Counter[str] = Counter()
    sure: dict[str, float] = defaultdict(float)
    pairs: Counter[tuple[str, str]] = Counter()
    for page in pages:
        for word in page.words:
            for token in _TOKEN.findall(word.text):
                counts[token] += 1
                sure[token] += word.confidence
            pairs.update(pairwise(word.text.split()))
        for one, other in pairwise(page.words):
            if abs(one.box.bottom - other.box.bottom) < 0.3 * one.size and 0 < other.box.x0 - one.box.x1 < one.size:
                pairs[one.text, other.text] += 1
    return _Printed(counts, sure, pairs)


def _respelt(word: Word, printed: _Printed) -> str:
    def put(match: re.Match[str]) -> str:
        token = match[0]
        if _is_known(token) or not any(c.isalpha() for c in token):
            return token
        return _parted(token, word.confidence, printed) or _exchanged(token, printed) or token

    return _TOKEN.sub(put, word.text)


def _parted(token: str, confidence: float, printed: _Printed) -> str:
    """Two words that ran into each other; empty where they are not proved.

    Capitals part where the document prints both halves side by side elsewhere, and the article from a known word.
    """
    if token.isupper() and len(token) >= _LONG:
        halves = [(token[:cut], token[cut:]) for cut in range(2, len(token) - 1)]
        proved = [pair for pair in halves if printed.pairs[pair] >= 2]
        return " ".join(proved[0]) if len(proved) == 1 else ""
    rest = token[1:]
    if token[0] == "A" and len(rest) >= _LONG and rest.islower() and confidence < _UNSURE:
        return f"A {rest}" if _is_known(rest) or printed.counts[rest] else ""
    return ""


def _exchanged(token: str, printed: _Printed) -> str:
    """The one word that an exchange of letters makes of a token; empty where there is none, or several."""
    proved = {other for other in _exchanges(token) if _is_proved(other, token, printed)}
    return proved.pop() if len(proved) == 1 else ""


def _exchanges(token: str) -> Iterator[str]:
    for seen, meant in _confusions():
        start = token.find(seen)
        while start >= 0:
            yield token[:start] + meant + token[start + len(seen) :]
            start = token.find(seen, start + 1)


def _is_proved(other: str, token: str, printed: _Printed) -> bool:
    if not _is_shaped(other) or (token.isupper() and token.isalpha()):
        return False
    times = printed.counts[other]
    if other.removesuffix("s").isupper():
        usual = token.isalpha() and len(token) > 2 and other.removesuffix("s") in _acronyms()
        return len(other) > 1 and (usual or (times >= 2 and times > printed.counts[token]))
    if len(other) < 3 or printed.sure[token] >= _SURE * printed.counts[token]:
        return False
    telling = times > 0 or (min(len(other), len(token)) >= _TELLING and not token[0].isupper())
    return (telling and _is_known(other)) or times >= max(_OFTEN, _TIMES * printed.counts[token])


def _is_shaped(text: str) -> bool:
    """Whether capitals stand where words have them."""
    return text.isalpha() and (text.removesuffix("s").isupper() or text.islower() or text[1:].islower())


def _is_known(token: str) -> bool:
    return token.casefold() in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    cells = (row[column] for name, columns in _PLAIN for row in load(name) for column in columns)
    names = (row["name"] for row in load("given_names"))
    return frozenset(word.casefold() for text in (*cells, *names) for word in _WORDS.findall(text))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(row["acronym"] for row in load("lexicon"))


@cache
def _confusions() -> tuple[tuple[str, str], ...]:
    return tuple((row["seen"], row["meant"]) for row in load("confusions"))
