"""Bullets at the beginning of lines: which sign of a list stands there, told by its ink.

The reading program knows letters only, and takes dots, squares, rings and dashes for some of them, or passes them over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extractors.ocr_picture import Array
from extractors.tesseract import Seen

_FULL = 0.66
"""A bullet fills so much of its box; letters that look like it have a hole."""
_BULLET_REACH = 2.6
"""Font sizes before a line within which its bullet stands."""
_NEVER_TEXT = frozenset("¢*«»°®©·")
_BULLET_LIKE = frozenset("eEoO0cC¢*«»°@#&.-·®©")
_DASHES = frozenset("—–-_=~")
_LONG_DASHES = frozenset("—_")
_RINGS = frozenset("oO0")
"""What a ring that stands for a bullet is taken for."""
_LOW = 0.62
"""Share of the font size that a small letter is high at most."""
_SET_APART = 0.42
"""Share of the font size by which a bullet stands away from its text at least: a blank is narrower."""
_LARGEST = 0.8
"""Share of the font size that a bullet measures at most."""
_CLEAR = 0.3
"""Share of the font size above and below a bullet in which nothing is printed: bars go on there."""
_GLUED = re.compile(r"[—–_=~«»*](\w.*)")
"""A word with what a bullet before it is taken for."""


def opening(seen: Seen, line: Sequence[Seen], size: float, ink: Array) -> str:
    """The first sign of a line, or the bullet that it is, or that stands before its word.

    Args:
        seen: What was seen first on the line.
        line: The line.
        size: Its font size in pixels.
        ink: Mask of dark pixels.
    """
    if _is_bullet(seen, line, ink) or (seen.text in _DASHES and _is_dot(_first_blot(seen, ink), size)):
        return "•"
    glued = _GLUED.fullmatch(seen.text)
    if glued and _is_dot(_first_blot(seen, ink), size):
        return f"• {glued[1]}"
    if len(line) > 1 and seen.text in _LONG_DASHES and _is_flat(_first_blot(seen, ink), size):
        return "–"
    apart = len(line) > 1 and line[1].x0 - seen.x1 > _SET_APART * size
    return "o" if apart and set(seen.text) <= _RINGS and seen.bottom - seen.top <= _LOW * size else seen.text


def _is_flat(blot: Array, size: float) -> bool:
    """Whether ink is a dash: much wider than high."""
    rows, cols = np.nonzero(blot)
    return len(rows) > 0 and bool(np.ptp(rows) < 0.2 * size and np.ptp(cols) > 0.25 * size)


def _is_bullet(seen: Seen, line: Sequence[Seen], ink: Array) -> bool:
    """Whether the first sign of a line is a full dot or square set apart from what follows."""
    if len(line) > 1 and len(seen.text) <= 2 and set(seen.text) <= _BULLET_LIKE and set(seen.text) & _NEVER_TEXT:
        return True
    if len(seen.text) != 1 or seen.text not in _BULLET_LIKE or len(line) < 2:
        return False
    width, height = seen.x1 - seen.x0, seen.bottom - seen.top
    if line[1].x0 - seen.x1 < 0.5 * width or not 0.5 < width / max(height, 1) < 2:
        return False
    return float(ink[seen.top : seen.bottom, seen.x0 : seen.x1].mean()) >= _FULL


def _first_blot(seen: Seen, ink: Array) -> Array:
    """The ink of a sign up to the first white column behind it."""
    inside = ink[seen.top : seen.bottom, seen.x0 : seen.x1]
    filled = np.flatnonzero(inside.any(axis=0))
    if not len(filled):
        return inside[:, :0]
    gaps = np.flatnonzero(np.diff(filled) > 1)
    blot: Array = inside[:, filled[0] : (filled[gaps[0]] if len(gaps) else filled[-1]) + 1]
    return blot


def _is_dot(blot: Array, size: float) -> bool:
    """Whether ink is a full dot or square of the size that bullets have; a dash is wider than high."""
    rows, cols = np.nonzero(blot)
    if not len(rows):
        return False
    width, height = int(np.ptp(cols)) + 1, int(np.ptp(rows)) + 1
    if not all(0.12 * size <= side <= _LARGEST * size for side in (width, height)) or not 0.5 < width / height < 2:
        return False
    return len(rows) >= _FULL * width * height


def _unseen_bullet(first: Seen, baseline: float, size: float, ink: Array) -> Seen | None:
    """A dot or square before a line that the program passed over; `None` where there is none."""
    top, bottom = int(max(baseline - 0.75 * size, 0)), int(baseline)
    left, right = int(max(first.x0 - _BULLET_REACH * size, 0)), int(max(first.x0 - 0.15 * size, 0))
    blot = ink[top:bottom, left:right]
    if not _is_dot(blot, size):
        return None
    rows, cols = np.nonzero(blot)
    width, height = int(np.ptp(cols)) + 1, int(np.ptp(rows)) + 1
    x0, y0 = left + int(cols.min()), top + int(rows.min())
    around = ink[max(int(y0 - _CLEAR * size), 0) : int(y0 + height + _CLEAR * size), x0 : x0 + width]
    if np.count_nonzero(around) > len(rows):
        return None
    return Seen("•", x0, y0, x0 + width, y0 + height, first.confidence, first.line)


def with_bullet(line: list[Seen], baseline: float, size: float, ink: Array) -> list[Seen]:
    """The line with a dot or square before it that the program passed over, or took for a dash."""
    dot = _unseen_bullet(line[0], baseline, size, ink)
    if dot is None:
        return line
    return [dot, *line[len(line) > 1 and line[0].text in _DASHES :]]
