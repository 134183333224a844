"""Words that lie on their side, as in the narrow columns of a printed spreadsheet (`Rec no.`, turned by a quarter)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.contract import Line, Word, around

_TALLER = 1.35
"""Height of a turned word in widths, and in sizes of its type; that of a level one is about 1.2 sizes."""
_TELLING = 3
"""Letters from which a word shows which way it lies, where there are such words."""
_JOINED = 0.15
"""Share of the type's size below which two pieces that follow each other are one word."""


def lie_sideways(words: Sequence[Word]) -> bool:
    """Whether all words lie on their side, turned by a quarter either way.

    Example:
        >>> from extractors.contract import Box
        >>> lie_sideways([Word("Rec", Box(86, 121, 90, 130), size=4.9), Word("no.", Box(86, 112, 90, 119), size=4.9)])
        True
        >>> lie_sideways([Word("1.", Box(86, 112, 90, 118), size=5.0)])
        False
    """
    for text, (x0, top, x1, bottom), *_ in words:
        if x1 - x0 > bottom - top and len(text) > _TELLING:
            return False
    longest = max((len(word.text) for word in words), default=0)
    telling = [word for word in words if len(word.text) >= min(longest, _TELLING)]
    return longest > 1 and all(_is_tall(word) for word in telling)


def _is_tall(word: Word) -> bool:
    x0, top, x1, bottom = word.box
    return bottom - top > _TALLER * max(x1 - x0, word.size)


def sideways_line(page: int, words: Sequence[Word]) -> Line:
    """The line of such words in the order of the file, pieces of one word joined; at least one is needed."""
    text = words[0].text
    for before, word in pairwise(words):
        text += word.text if _follows(before, word) else f" {word.text}"
    return Line(page, tuple(words), around([word.box for word in words]), text)


def _follows(before: Word, word: Word) -> bool:
    beside = word.box.x0 < before.box.x1 and before.box.x0 < word.box.x1
    gap = max(before.box.top - word.box.bottom, word.box.top - before.box.bottom)
    return beside and gap < _JOINED * word.size
