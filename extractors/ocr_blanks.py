"""Blanks between words, told by the ink: where the boxes of two words part, and where two words were read as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extractors.marks import DESCENT
from extractors.measure import width_of
from extractors.ocr_picture import Array
from extractors.tesseract import Seen

_LEAST_BLANK = 0.12
"""Share of the font size that a blank between words is wide at least."""
_TOP = 0.72
"""Share of the font size that the tallest letters are high."""
_INNER = 0.22
"""Share of the font size that a blank is wide at least between letters that were read as one word."""
_SMALLEST = 32.0
"""Pixels of the smallest type whose letters have no gaps."""
_TIMES = 2.0
"""A blank is so many times as wide as any other white between the letters of the word."""
_SINGLE = frozenset("aAI")
"""Words of one letter."""
_OFF = 0.3
"""Share of the font size by which a blank may lie off the place that the letters before it give."""


def parted(line: Sequence[Seen], baseline: float, size: float, ink: Array) -> list[Seen]:
    """The line with words that end and begin at the blanks between them.

    Args:
        line: Words from left to right.
        baseline: Their feet, in pixels.
        size: Font size in pixels.
        ink: Mask of dark pixels.
    """
    rows = ink[max(int(baseline - _TOP * size), 0) : int(baseline + DESCENT * size)]
    found = _at_blanks(line, rows, size)
    return [part for word in found for part in _split(word, rows, size)] if size >= _SMALLEST else found


def _at_blanks(line: Sequence[Seen], rows: Array, size: float) -> list[Seen]:
    """Words whose boxes are set right where there is ink in what parts them; behind a day it is its raised ending."""
    found = list(line)
    for index, (one, other) in enumerate(pairwise(line)):
        if not one.text.isdigit() and one.x1 < other.x0 and rows[:, one.x1 : other.x0].any():
            start, end = max(int(one.x1 - size / 2), one.x0 + 1), min(int(other.x0 + size / 2), other.x1 - 1)
            white = max(_whites(rows, start, end), key=_width, default=(0, 0))
            if _width(white) > _LEAST_BLANK * size:
                found[index] = found[index]._replace(x1=white[0])
                found[index + 1] = other._replace(x0=white[1])
    return found


def _split(word: Seen, rows: Array, size: float) -> Iterator[Seen]:
    """A word cut at the one wide blank between its letters."""
    whites = sorted(_whites(rows, word.x0, word.x1), key=_width)
    widest, next_one = (whites[-1], whites[-2]) if len(whites) > 1 else ((0, 0), (0, 0))
    if _width(widest) >= max(_INNER * size, _TIMES * _width(next_one)):
        at = _letters_before(word, (widest[0] + widest[1]) / 2, size)
        if at and word.text[at - 1 : at + 1].isalpha() and all(map(_may_stand_alone, (word.text[:at], word.text[at:]))):
            yield word._replace(text=word.text[:at], x1=widest[0])
            yield word._replace(text=word.text[at:], x0=widest[1])
            return
    yield word


def _may_stand_alone(text: str) -> bool:
    return len(text) > 1 or text in _SINGLE


def _letters_before(word: Seen, x: float, size: float) -> int:
    """How many letters of a word stand before a place in it; 0 where none ends near there."""
    whole = width_of(word.text, "", 1.0)
    scale = (word.x1 - word.x0) / whole if whole else 0.0
    ends = {at: word.x0 + scale * width_of(word.text[:at], "", 1.0) for at in range(1, len(word.text))}
    near = min(ends, key=lambda at: abs(ends[at] - x), default=0)
    return near if near and abs(ends[near] - x) <= _OFF * size else 0


def _whites(rows: Array, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of columns without ink between ink, as first and last place."""
    filled = np.flatnonzero(rows[:, start:end].any(axis=0))
    for left, right in pairwise(filled.tolist()):
        if right - left > 1:
            yield start + left + 1, start + right


def _width(run: tuple[int, int]) -> int:
    return run[1] - run[0]
