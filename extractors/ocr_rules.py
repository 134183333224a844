"""Ruling lines and grounds in the picture of a page."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.contract import Box, Colour, Fill, Rule, Word
from extractors.grid import Grid
from extractors.ocr_hairlines import hairlines
from extractors.ocr_picture import COARSE, Array, Picture, ink_of

_SHORTEST = 13.0
"""Points: strokes of letters are shorter."""
_THICKEST = 4.0
"""Points: what is thicker is a bar or a picture."""
_THICK, _SLENDER = 2.0, 25.0
"""Points from which a line is thick, and times its height that such a line is long at least where it meets no other."""
_CONTRAST = 45
_GAP = 0.5
"""Points that may be missing from a line."""
_HALF = 2
_BAR = 7.0
"""Points that a dark area is high at least."""
_DARK_BAR = 140
_FULL = 0.45
"""Share of its box that a dark area fills, though light print stands on it."""
_ABOVE = 0.75
"""Share of a figure's height above a line under it."""
_THROUGH = 0.32
"""Share of it above a line through its middle."""
_STRUCK = 1.5
"""Heights of the letters that such a line is long at least."""
_TEXT = (5.0, 72.0)
"""Points that letters are high."""
_TINY, _TINY_MOST = 2.5, 6.5
"""Points that words in tiny print are high, from small letters alone to those with long strokes up and down."""
_SPREAD = 1.0
"""Points by which what looks like a line reaches beyond its word."""
_PRINTED = 0.15
"""Share of the box of a word in tiny print that its ink covers beside what looks like lines."""
_UNDER = 1.2
"""Heights of the letters that a line under a word is long at least."""
_BLACK = 110
_GROWN = 0.25
"""Share of a line from which the strokes of letters go up without a gap."""
_RUN = 200.0
"""Points: letters that touch each other are no wider."""
_SIDE = 2.5
"""Points within which a side of a box lies."""
_BOUND = 0.9
"""Share of each side of a box that is drawn."""
_LEVEL = 16
"""Steps of a colour: scans of one ground differ by less."""
_VIVID = 70
"""Difference between the parts of a colour from which it is one."""
_DOT = (3.0, 20.0)
"""Points that a dot measures."""
_ROUND = 0.62
"""Share of its box that a dot fills at least."""
_SEEN = 0.9
"""Confidence in a dot that was seen by its colour."""
_PLAIN = 22
"""By how much a ground must differ from the paper to be a colour."""


def find_lines(picture: Picture) -> tuple[list[Rule], Array]:
    """Straight lines of a picture.

    Returns:
        The lines in points, and a mask (0 or 255) of their pixels at the size of `picture.grey`.
    """
    scale = picture.scale / _HALF
    half = cv2.resize(picture.grey, None, fx=1 / _HALF, fy=1 / _HALF, interpolation=cv2.INTER_AREA)
    thick = int(_THICKEST * scale) | 1
    thin: Array = cv2.morphologyEx(half, cv2.MORPH_BLACKHAT, np.ones((thick, thick), np.uint8)) > _CONTRAST
    ink = thin.astype(np.uint8) * 255
    long = tuple(hairlines(half, scale, level=level) for level in (True, False))
    across, down = (_long(ink, scale, level=level) | hair for level, hair in zip((True, False), long, strict=True))
    _clear_tiny_print(across, ink_of(half) | ink, long[0] | long[1], scale)
    grounds = [ground.box for ground in picture.grounds]
    for box in _figures(ink_of(half) | ink | across | down, across | down, scale):
        x0, top, x1, bottom = box
        area = slice(top, bottom), slice(x0, x1)
        if not _is_box(across[area], down[area], int(_SIDE * scale)) and not _crosses(box, grounds, scale):
            across[area] = _own_lines(across[area], half[area])
            down[area] = 0
    level = _boxes(across, scale)
    edges = [*(rule.box for rule in level), *(edge for ground in grounds for edge in _level_sides(ground))]
    upright = _without_strokes(_boxes(down, scale), edges, down, scale)
    mask: Array = across | down
    level = [r for r in level if not _is_blot(r.box) or any(_meet(other.box, r.box) for other in upright)]
    rules = [*level, *upright, *_outlines(half, scale)]
    height, width = picture.grey.shape
    return rules, cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST)


def _clear_tiny_print(across: Array, ink: Array, long: Array, scale: float) -> None:
    """Take out of level lines the words of print so small that its letters run into each other."""
    apart = cv2.bitwise_and(ink, cv2.bitwise_not(cv2.dilate(long, np.ones((3, 3), np.uint8))))
    for x0, top, x1, bottom in _figures(apart, across, scale, (_TINY, _TINY_MOST)):
        reach = int(_SPREAD * scale)
        area = slice(max(top - 1, 0), bottom + 1), slice(max(x0 - reach, 0), x1 + reach)
        if ((apart[area] > 0) & (across[area] == 0)).mean() >= _PRINTED:
            across[area] &= long[area]


def _figures(
    ink: Array, lines: Array, scale: float, heights: tuple[float, float] = _TEXT
) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of figures of the size of letters, in pixels, that have straight strokes."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found = []
    for x, y, width, height, _area in stats[1:].tolist():
        sized = heights[0] * scale < height <= heights[1] * scale and _THICKEST * scale < width <= _RUN * scale
        if sized and lines[y : y + height, x : x + width].any():
            found.append((x, y, x + width, y + height))
    return found


def _own_lines(across: Array, half: Array) -> Array:
    """The level lines of letters without their own strokes: a line through a word or under it is left.

    A line under letters has a gap above it; out of their feet, which may touch each other, strokes go up.
    """
    kept = across.copy()
    height = len(kept)
    middle = slice(int(_THROUGH * height), int(_ABOVE * height))
    through = kept[middle].any(axis=0).sum() >= _STRUCK * height
    kept[: middle.start if through else middle.stop] = 0
    foot = kept[middle.stop :]
    rows, cols = np.flatnonzero(foot.any(axis=1)), np.flatnonzero(foot.any(axis=0))
    if len(cols) < _UNDER * height:
        foot[:] = 0
    elif len(rows):
        first = middle.stop + int(rows[0])
        over = half[max(first - 2, 0) : first, cols] < _BLACK
        if over.mean(axis=1).min(initial=1.0) >= _GROWN:
            foot[:] = 0
    return kept


def _crosses(box: tuple[int, int, int, int], grounds: Sequence[Box], scale: float) -> bool:
    """Whether a figure, in pixels, reaches over the side of a ground: it is a piece of the lines around it."""
    x0, top, x1, bottom = (value / scale for value in box)
    return any(
        x0 <= g.x1 + _SIDE and x1 >= g.x0 - _SIDE and top <= g.bottom + _SIDE and bottom >= g.top - _SIDE
        and not (x0 > g.x0 + _SIDE and x1 < g.x1 - _SIDE and top > g.top + _SIDE and bottom < g.bottom - _SIDE)
        for g in grounds
    )  # fmt: skip


def _level_sides(ground: Box) -> tuple[Box, Box]:
    x0, top, x1, bottom = ground
    return Box(x0, top, x1, top), Box(x0, bottom, x1, bottom)


def _is_blot(level: Box) -> bool:
    """Whether a level line is thick and short, as the lower edge of a round badge is."""
    return level.height >= _THICK and level.width < _SLENDER * level.height


def _is_box(across: Array, down: Array, edge: int) -> bool:
    """Whether lines near the edge of a figure bound it above, below, left and right."""
    sides = across[:edge], across[-edge:], down[:, :edge].T, down[:, -edge:].T
    return all(side.any(axis=0).mean() >= _BOUND for side in sides)


def _without_strokes(upright: list[Rule], level: Sequence[Box], down: Array, scale: float) -> list[Rule]:
    """Upright lines without short ones that meet no level line: strokes of large letters, which stay in the picture."""
    kept = []
    for rule in upright:
        if rule.box.height > _TEXT[1] / 2 or any(_meet(rule.box, other) for other in level):
            kept.append(rule)
        else:
            x0, top, x1, bottom = (round(value * scale) for value in rule.box)
            down[top:bottom, x0:x1] = 0
    return kept


def _meet(upright: Box, level: Box) -> bool:
    return level.x0 - 3 <= upright.x0 <= level.x1 + 3 and upright.top - 3 <= level.top <= upright.bottom + 3


def _outlines(half: Array, scale: float) -> list[Rule]:
    """Sides of dark areas: a line along them cannot be seen."""
    side = int(_BAR * scale)
    bars = cv2.morphologyEx((half < _DARK_BAR).astype(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(bars, connectivity=8)
    found = []
    for x, y, width, height, area in stats[1:]:
        if area >= _FULL * width * height:
            x0, top, x1, bottom = (float(v) / scale for v in (x, y, x + width, y + height))
            found += [Rule(Box(x0, top, x1, top)), Rule(Box(x0, bottom, x1, bottom))]
            found += [Rule(Box(x0, top, x0, bottom)), Rule(Box(x1, top, x1, bottom))]
    return found


def _long(thin: Array, scale: float, *, level: bool) -> Array:
    """What is long in one direction: small gaps are closed first."""
    gap, length = int(_GAP * scale) | 1, int(_SHORTEST * scale)
    closing = np.ones((1, gap) if level else (gap, 1), np.uint8)
    opening = np.ones((1, length) if level else (length, 1), np.uint8)
    return cv2.morphologyEx(cv2.morphologyEx(thin, cv2.MORPH_CLOSE, closing), cv2.MORPH_OPEN, opening)


def _boxes(lines: Array, scale: float) -> list[Rule]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    found = []
    for x, y, width, height, _area in stats[1:]:
        if min(width, height) <= _THICKEST * scale * 1.5:
            found.append(Rule(Box(*(float(v) / scale for v in (x, y, x + width, y + height)))))
    return found


def find_fills(picture: Picture, grids: Sequence[Grid]) -> list[Fill]:
    """Grounds of the cells of a page's grids that differ from the paper; the tone is the most common one."""
    paper = np.median(picture.colour.reshape(-1, 3), axis=0)
    fills = []
    for grid in grids:
        for span in grid.spans:
            box = grid.span_box(span)
            tone = _ground(picture, box)
            if tone is not None and max(abs(float(a) - float(b)) for a, b in zip(tone, paper, strict=True)) > _PLAIN:
                fills.append(Fill(box, tone))
    return fills


def _ground(picture: Picture, box: Box) -> Colour | None:
    """The most common tone inside a cell, or `None` where the cell is too small to tell."""
    scale = picture.scale / COARSE
    x0, top, x1, bottom = (int(value * scale) for value in (box.x0 + 2, box.top + 2, box.x1 - 2, box.bottom - 2))
    inside = picture.colour[top:bottom, x0:x1].reshape(-1, 3)
    if len(inside) < 16:
        return None
    steps = (inside // _LEVEL).astype(np.int64)
    keys, counts = np.unique(steps @ np.array([65536, 256, 1]), return_counts=True)
    commonest = inside[steps @ np.array([65536, 256, 1]) == keys[counts.argmax()]]
    red, green, blue = (int(value) for value in np.median(commonest, axis=0))
    return red, green, blue


def find_dots(picture: Picture) -> list[Word]:
    """Coloured dots and squares that stand alone: ratings, which are no letters and often lighter than print."""
    scale = picture.scale / COARSE
    tones = picture.colour.astype(np.int16)
    vivid = (tones.max(axis=2) - tones.min(axis=2) > _VIVID).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(vivid, connectivity=8)
    least, most = _DOT[0] * scale, _DOT[1] * scale
    found = []
    for label in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[label])
        sides = min(width, height) >= least and max(width, height) <= most
        if not sides or not 0.7 < width / height < 1.4 or area < _ROUND * width * height:
            continue
        around = vivid[max(y, 0) : y + height, max(x - 2 * width, 0) : x + 3 * width]
        if int(around.sum()) > area:
            continue
        inside = picture.colour[labels == label]
        red, green, blue = (int(value) for value in np.median(inside, axis=0))
        box = Box(x / scale, y / scale, (x + width) / scale, (y + height) / scale)
        found.append(Word("●", box, size=box.height, colour=(red, green, blue), confidence=_SEEN))
    return found
