"""Whether the text layer of a page is language: broken fonts and poor recognition leave something else.

Plans are full of names, codes and dates, so only what no English page can lack is asked for: letters that Unicode
knows, words that could be spoken, and a few of the commonest words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice
from math import ceil

from schemas.vocab import load

_FEW = 40
"""Words below which nothing can be said."""
_MOST_ODD = 0.08
"""Share of signs that may be unknown or private."""
_LEAST_SPOKEN = 0.6
"""Share of longer words that must have the shape of words."""
_LEAST_COMMON = 0.04
_MANY = 120
"""Words above which at least some of the commonest must be among them."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHAPE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+s?|(?:[A-Z][a-z]+){2,3}")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_CLUSTER = re.compile(r"[^aeiouy]{6,}", re.IGNORECASE)
_UNKNOWN = "\ufffd"
_KNOWN_PRIVATE = re.compile("[\uf020-\uf0ff]")
"""Where symbol fonts put their bullets."""


def is_legible(texts: Iterable[str]) -> bool:
    r"""Whether text can be language; a page with few words is given the benefit of the doubt.

    >>> is_legible(["The", "social", "workers", "of", "the", "team"] * 10)
    True
    >>> is_legible(["\ufffd\ufffd7h", "H\x03Vrfl", "zrunhuv\ufffd"] * 20)
    False
    """
    tokens = [token for text in texts for token in text.split()]
    signs = "".join(tokens)
    if len(tokens) < _FEW:
        return not signs or _odd(signs) <= 3 * _MOST_ODD
    if _odd(signs) > _MOST_ODD:
        return False
    words = _WORD.findall(" ".join(tokens))
    if len(words) < _FEW:
        return True
    spoken = sum(map(_could_be_spoken, words))
    if spoken < _LEAST_SPOKEN * len(words):
        return False
    if len(words) < _MANY:
        return True
    wanted = ceil(_LEAST_COMMON * len(words))
    common = (token for token in tokens if token.strip(".,;:()").casefold() in _common())
    return sum(1 for _ in islice(common, wanted)) == wanted


def _odd(signs: str) -> float:
    if signs.isprintable() and _UNKNOWN not in signs:
        return 0.0
    odd = sum(
        unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"} or sign == _UNKNOWN
        for sign in signs
        if not (sign.isascii() and sign.isprintable()) and not _KNOWN_PRIVATE.match(sign)
    )
    return odd / max(1, len(signs))


@lru_cache(maxsize=4096)
def _could_be_spoken(word: str) -> bool:
    if word.isupper():
        return True
    return bool(_SHAPE.fullmatch(word) and _VOWEL.search(word) and not _CLUSTER.search(word))


@cache
def _common() -> frozenset[str]:
    return frozenset(row["word"] for row in load("common_words"))
