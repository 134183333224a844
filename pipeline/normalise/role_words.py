"""The tables of words that titles, names and acronyms are read by, and the words of a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from schemas.vocab import load

_KEPT = 4096
_LONG = 7
_TITLE_PARTS = ("title_noun", "title_modifier", "title_word")
_WORD = re.compile(r"[^\W_]+(?:[’'&-][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without apostrophes."""
    return list(_words(text))


@functools.lru_cache(maxsize=_KEPT)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "").replace("'", "") for word in _WORD.findall(text))


@functools.cache
def vocabulary(part: str) -> frozenset[str]:
    """The words or phrases of one part of `roles.csv`."""
    return frozenset(row["words"].replace("'", "") for row in load("roles") if row["part"] == part)


@functools.cache
def abbreviations() -> Mapping[str, tuple[str, str]]:
    """Short form to full words, and where alone it counts.

    Only before a full stop (`yes`), `after` an acronym, as a `rank` before a name, or anywhere.
    """
    return {row["short"]: (row["full"], row["dot"]) for row in load("abbreviations")}


@functools.cache
def lexicon() -> Mapping[str, tuple[dict[str, str], ...]]:
    """The sector's acronyms, each with every meaning it may have."""
    table: dict[str, tuple[dict[str, str], ...]] = {}
    for row in load("lexicon"):
        table[row["acronym"]] = (*table.get(row["acronym"], ()), row)
    return table


@functools.cache
def _title_words() -> dict[str, tuple[str, ...]]:
    """The long words of titles by their first letter."""
    found = {word for part in _TITLE_PARTS for phrase in vocabulary(part) for word in phrase.split()}
    table: dict[str, tuple[str, ...]] = {}
    for word in sorted(word for word in found if len(word) >= _LONG):
        table[word[0]] = (*table.get(word[0], ()), word)
    return table


@functools.lru_cache(maxsize=_KEPT)
def mended(word: str) -> str:
    """The word of titles that a misprinted one stands for, or an empty text: one letter more, less, other or moved.

    Example:
        >>> [mended(word) for word in ("Assitant", "Directer", "Manager", "Fosterton")]
        ['Assistant', 'Director', '', '']
    """
    plain = word.casefold()
    if len(plain) < _LONG or not plain.isalpha() or plain in sector_words() or plain in ordinary_words():
        return ""
    from rapidfuzz.distance import OSA

    near = [known for known in _title_words().get(plain[0], ()) if OSA.distance(plain, known, score_cutoff=1) <= 1]
    if len(near) != 1 or near[0].rstrip("s") == plain.rstrip("s") or word.title() in given_names():
        return ""
    return near[0].upper() if word.isupper() else near[0].capitalize() if word[0].isupper() else near[0]


@functools.cache
def given_names() -> frozenset[str]:
    """The given names of the vocabulary."""
    return frozenset(row["name"] for row in load("given_names"))


@functools.cache
def names_that_are_words() -> frozenset[str]:
    """Given names that are words too, such as Grace."""
    return frozenset(row["name"] for row in load("given_names") if row["note"])


@functools.cache
def sector_words() -> frozenset[str]:
    """Words of the sector's vocabulary: a capitalised pair that holds one of them is no name."""
    words = {word for row in load("lexicon") for word in words_of(row["expansion"])}
    words |= {word for row in load("roles") for word in row["words"].split()}
    words |= {full for full, _ in abbreviations().values()} | set(abbreviations())
    names = {word for row in load("councils") for word in words_of(row["name"])}
    return frozenset(words | names)


@functools.cache
def ordinary_words() -> frozenset[str]:
    """Words of organisations that are no names, for pairs of capitalised words without a known given name."""
    return frozenset(row["word"] for row in load("ordinary_words"))
