"""Words into lines: shared by every extractor, so that all of them read a cell alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extractors.contract import Line, Word, around, line_of

_TALL = 1.6
"""Share of the font size above which a word is taller than any that runs from left to right."""
_GLUE = 0.09
"""Share of the font size: words up or down the page that stand closer than this are one."""
_SAME_LINE = 0.5
"""Share of the smaller word's height by which two words must overlap to stand on one line."""


def lines_of(words: Iterable[Word], page: int) -> tuple[Line, ...]:
    """Group words into lines from top to bottom, each from left to right.

    Superscripts and subscripts stay on the line of their neighbours. Words that run up or down the page are one line,
    in the order of the file. No word is lost or repeated.
    """
    words = list(words)
    if len(words) < 2 and not any(map(_is_tall, words)):
        return tuple(line_of(page, [word]) for word in words)
    rows: list[_Row] = []
    sideways = [word for word in words if word[1][3] - word[1][1] > _TALL * word[3] and _is_tall(word)]
    if sideways:
        sideways = [word for word in words if word in sideways or _goes_with(word, sideways)]
        words = [word for word in words if word not in sideways]
    foot = -math.inf
    for word in sorted(words, key=_middle):
        _, top, _, bottom = word[1]
        for row in rows[:-4:-1] if top < foot else ():
            shared = (row.bottom if row.bottom < bottom else bottom) - (row.top if row.top > top else top)
            height, tall = bottom - top, row.bottom - row.top
            if shared > _SAME_LINE * (height if height < tall else tall):
                row.words.append(word)
                if height > tall:
                    row.top, row.bottom = top, bottom
                break
        else:
            rows.append(_Row(top, bottom, [word]))
        foot = foot if foot > bottom else bottom
    lines = [line_of(page, sorted(row.words, key=_left) if len(row.words) > 1 else row.words) for row in rows]
    lines += [_turned_line(page, group) for group in _stretches(sideways)]
    if len(lines) > 1:
        lines.sort(key=_start)
    return tuple(lines)


def is_sideways(line: Line) -> bool:
    """Whether the words of a line run up or down the page.

    Short words alone do not tell.
    """
    return any(_is_tall(word) for word in line.words)


def _is_tall(word: Word) -> bool:
    x0, top, x1, bottom = word[1]
    return bottom - top > x1 - x0 and bottom - top > _TALL * word[3] > 0


def _goes_with(word: Word, sideways: list[Word]) -> bool:
    """Whether a short word stands between words that run up or down the page, in their column."""
    middle = (word[1][0] + word[1][2]) / 2
    return any(s[1][0] <= middle <= s[1][2] and abs(word[3] - s[3]) < 1 for s in sideways)


def _turned_line(page: int, words: list[Word]) -> Line:
    """The line that words up or down the page make; those that touch are one word that the producer cut."""
    text = words[0].text
    for (_, (left, above, right, below), *_), word in pairwise(words):
        x0, top, x1, bottom = word[1]
        gap = above - bottom if bottom < (above + below) / 2 else top - below
        glued = gap < _GLUE * word.size and left <= (x0 + x1) / 2 <= right
        text += word.text if glued else f" {word.text}"
    return Line(page, tuple(words), around([word.box for word in words]), text)


def _stretches(words: list[Word]) -> list[list[Word]]:
    """Words that run up or down the page, parted where they stand far apart."""
    groups: list[list[Word]] = []
    for word in words:
        x0, top, x1, bottom = word[1]
        near = groups and any(
            top - w[1][3] <= word[3]
            and w[1][1] - bottom <= word[3]
            and x0 - w[1][2] <= word[3]
            and w[1][0] - x1 <= word[3]
            for w in groups[-1]
        )
        if near:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


@dataclass(slots=True)
class _Row:
    """A line while it grows; its extent is that of its tallest word."""

    top: float
    bottom: float
    words: list[Word]


def _middle(word: Word) -> tuple[float, float]:
    x0, top, _, bottom = word[1]
    return top + bottom, x0


def _left(word: Word) -> float:
    return word[1][0]


def _start(line: Line) -> tuple[float, float]:
    x0, top, _, _ = line.box
    return top, x0
