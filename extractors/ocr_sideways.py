"""Words that run up or down the page inside narrow cells, as headings of spreadsheets do: read from the turned cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extractors.contract import Box, Word
from extractors.ocr_picture import Array, ink_of
from extractors.ocr_tiles import Area, cells, cropped
from extractors.tesseract import Seen, read_block

_POINTS = 72
_LONGEST_LETTER = 12.0
"""Points: ink that is less high may be a single letter or figure."""
_TALL = 2.2
"""Times its width that ink which may stand on its side is high."""
_SURE = 0.6
"""Mean confidence from which words that were read sideways are words."""
_SPACE = 8.0
"""Points of white around each turned cell."""
_CLOCKWISE = (1, 3)
"""Quarter turns that bring print upright which runs up the page, and down."""
_HIGH = 0.8
"""Share of the font size that words are high, with strokes up and few down."""


def with_sideways(words: Sequence[Word], grey: Array, boxes: Sequence[Box], scale: float) -> list[Word]:
    """The words of a page, where what runs up or down a cell takes the place of what was made of it.

    Args:
        words: Words as read from the upright picture.
        grey: The picture without its lines, dark print on white.
        boxes: Cells of its grids, in points.
        scale: Pixels in a point.
    """
    found = list(words)
    areas = list(_tall_areas(grey, boxes, scale))
    for turns in _CLOCKWISE:
        if not areas:
            break
        left: list[Area] = []
        for area, read in zip(areas, _read(grey, areas, turns, scale), strict=True):
            box = Box(*(value / scale for value in area))
            upright = [w for w in found if box.contains(*w.box.centre)]
            if _sure(read) >= max(_SURE, _sure(upright)):
                found = [w for w in found if w not in upright] + read
            else:
                left.append(area)
        areas = left
    return found


def _tall_areas(grey: Array, boxes: Sequence[Box], scale: float) -> Iterator[Area]:
    """The ink of cells in which it is much higher than wide."""
    for cell in cells(boxes, scale, grey.shape):
        x0, top, x1, bottom = cell
        if bottom - top >= max(_LONGEST_LETTER * scale, x1 - x0):
            area = cropped(ink_of(grey[top:bottom, x0:x1]), (0, 0, x1 - x0, bottom - top))
            if area and area[3] - area[1] >= max(_LONGEST_LETTER * scale, _TALL * (area[2] - area[0])):
                yield x0 + area[0], top + area[1], x0 + area[2], top + area[3]


def _read(grey: Array, areas: Sequence[Area], turns: int, scale: float) -> list[list[Word]]:
    """Words of each area once it is turned with the clock, at their places on the page, in reading order."""
    space = int(_SPACE * scale)
    pieces = [np.rot90(grey[top:bottom, x0:x1], -turns) for x0, top, x1, bottom in areas]
    height = space + sum(piece.shape[0] + space for piece in pieces)
    stack = np.full((height, 2 * space + max(piece.shape[1] for piece in pieces)), 255, np.uint8)
    feet, y = [], space
    for piece in pieces:
        stack[y : y + piece.shape[0], space : space + piece.shape[1]] = piece
        feet.append(y)
        y += piece.shape[0] + space
    found: list[list[Word]] = [[] for _ in areas]
    for seen in read_block(stack, round(scale * _POINTS)):
        at = max(i for i, foot in enumerate(feet) if i == 0 or foot <= (seen.top + seen.bottom) / 2)
        found[at].append(_placed(seen, areas[at], (space, feet[at]), turns, scale))
    return found


def _placed(seen: Seen, area: Area, corner: tuple[int, int], turns: int, scale: float) -> Word:
    """A word of a turned piece, whose upper left corner is given, where it stands on the page."""
    left, top, right, bottom = area
    x0, y0, x1, y1 = seen.x0 - corner[0], seen.top - corner[1], seen.x1 - corner[0], seen.bottom - corner[1]
    if turns == _CLOCKWISE[0]:
        place = left + y0, bottom - x1, left + y1, bottom - x0
    else:
        place = right - y1, top + x0, right - y0, top + x1
    size = round(2 * (y1 - y0) / scale / _HIGH) / 2
    return Word(seen.text, Box(*(value / scale for value in place)), size=size, confidence=round(seen.confidence, 2))


def _sure(words: Sequence[Word]) -> float:
    """Mean confidence of the letters of words; 0 where there is none."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0
