"""Coloured grounds in the picture of a page: banners, bands and cells, with lines around them or without.

A ground is a rectangle of one tone with sharp edges; print on it leaves holes that do not matter. Photographs, shadows
and the grain of the paper have no such shape. Print on dark grounds is brought to dark ink on white, like the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.contract import Box, Colour, Fill, Rule

Array = npt.NDArray[Any]

_PLAIN = 22
"""By how much a ground must differ from the paper to be a colour."""
_NEAR = 28
"""By how much the parts of one ground differ."""
_LEVEL = 16
"""Steps of a colour in which tones are counted."""
_FLAT = 24
"""Difference between neighbouring pixels up to which their tone is that of a ground."""
_STEPS = 256 // _LEVEL
_MOST_TONES = 16
_SAMPLE = 3
"""Every so many pixels each way the tone of the paper is taken."""
_WIDEST_DOT = 20.0
"""Points: what is narrower is a dot or a sign."""
_LOWEST = 7.0
"""Points that a ground is high at least."""
_WHOLE = 0.6
"""Share of the page from which a ground is that of the page."""
_SAME = 0.5
"""Share of the larger of two areas that both cover where they are one."""
_STRAIGHT = 2
"""Coarse pixels by which a straight edge wavers."""
_RIM = 0.8
"""Share of the pixels along each side that have the tone of the ground."""
_BARE = 0.45
"""Share of a ground that no print covers."""
_SHARP = 14
"""Difference of tone across a sharp edge."""
_EDGED = 0.7
"""Share of each side that is sharp."""
_BEYOND = 3
"""Coarse pixels beyond an edge within which the tone changes."""
_DARK = 200
"""Grey below which a ground is too dark to be taken for paper."""
_LUMA = (0.299, 0.587, 0.114)
"""Shares of red, green and blue in grey."""
_PRINT = 40
"""Print differs from its ground by more than this."""
_REACH = 3.0
"""Points around the side of a coarse rectangle within which its edge is looked for."""
_BLUR = 0.55
"""Points on both sides of an edge that have neither tone."""
_ASIDE = 1.4
"""Points on both sides of an upright edge that no print reaches."""
_TOUCH = 3.0
"""Points between a ground and a line that meets it."""

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def find_grounds(colour: Array, scale: float) -> list[Fill]:
    """Coloured rectangles of a page, in points, from the most common tone to the rarest.

    Args:
        colour: Red, green, blue of the level page, at the coarse size.
        scale: Coarse pixels in a point.
    """
    paper = np.median(colour[::_SAMPLE, ::_SAMPLE].reshape(-1, 3), axis=0)
    found: list[Fill] = []
    for tone in _tones(colour, paper, int(_WIDEST_DOT * _LOWEST * scale * scale)):
        near = _near(colour, tone, paper)
        for area in _rectangles(near, scale):
            box = Box(*(value / scale for value in area))
            known = any(box.overlap(f.box) > _SAME * max(_size(box), _size(f.box)) for f in found)
            if not known and _is_ground(near, area) and _is_sharp(colour, area):
                found.append(Fill(box, tone_of(tone)))
    return found


def _size(box: Box) -> float:
    return box.width * box.height


def _near(colour: Array, tone: Array, paper: Array) -> Array:
    """Which pixels have a tone (1 or 0), and not rather that of the paper."""
    low, high = tone - _NEAR, tone + _NEAR
    part = int(np.abs(paper - tone).argmax())
    half = min(_NEAR, abs(paper[part] - tone[part]) / 2)
    if paper[part] > tone[part]:
        high[part] = tone[part] + half
    else:
        low[part] = tone[part] - half
    return _within(colour, low, high)


def _within(colour: Array, low: Array, high: Array) -> Array:
    """Which pixels lie between two tones in all parts (1 or 0)."""
    return cv2.inRange(colour, low.clip(0, 255).astype(np.float64), high.clip(0, 255).astype(np.float64)) // 255


def tone_of(values: Array) -> Colour:
    """A colour from the means or medians of its parts."""
    red, green, blue = (int(value) for value in values)
    return red, green, blue


def _tones(colour: Array, paper: Array, least: int) -> Iterator[Array]:
    """Tones of plain areas that are no paper, the most common first; each takes what is near it."""
    smooth = cv2.medianBlur(colour, 3)
    square = np.ones((3, 3), np.uint8)
    change = cv2.subtract(cv2.dilate(smooth, square), cv2.erode(smooth, square))
    plain = _within(change, np.zeros(3), np.full(3, _FLAT))
    white = _within(smooth, paper - _PLAIN, paper + _PLAIN)
    pixels = smooth[(plain > 0) & (white == 0)]
    keys = (pixels // _LEVEL).astype(np.int32) @ np.array([_STEPS * _STEPS, _STEPS, 1], np.int32)
    counts = np.bincount(keys, minlength=_STEPS**3).astype(float)
    sums = [np.bincount(keys, pixels[:, part], _STEPS**3) for part in range(3)]
    means = np.stack(sums, axis=1) / np.maximum(counts, 1)[:, None]
    for _ in range(_MOST_TONES):
        top = int(counts.argmax())
        same = (np.abs(means - means[top]).max(axis=1) <= _LEVEL) & (counts > 0)
        if not counts[top]:
            return
        tone = (means[same] * counts[same, None]).sum(axis=0) / counts[same].sum()
        close = np.abs(means - tone).max(axis=1) <= _NEAR
        if counts[close].sum() >= least:
            yield tone
        counts[close | same] = 0


def _rectangles(near: Array, scale: float) -> Iterator[Area]:
    """Parts of areas of one tone between which their left or right edge moves."""
    wide, high = _WIDEST_DOT * scale, _LOWEST * scale
    height, width = near.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=4)
    large = (stats[:, cv2.CC_STAT_WIDTH] >= wide) & (stats[:, cv2.CC_STAT_HEIGHT] >= high)
    for label in np.flatnonzero(large[1:]) + 1:
        x, y, across, down = stats[label, :4].tolist()
        inside = labels[y : y + down, x : x + across] == label
        left = x + inside.argmax(axis=1)
        right = x + across - inside[:, ::-1].argmax(axis=1)
        moved = (np.abs(np.diff(left)) > _STRAIGHT) | (np.abs(np.diff(right)) > _STRAIGHT)
        cuts = [0, *(np.flatnonzero(moved) + 1), down]
        for top, bottom in pairwise(cuts):
            x0, x1 = int(np.median(left[top:bottom])), int(np.median(right[top:bottom]))
            whole = (x1 - x0) * (bottom - top) >= _WHOLE * width * height
            if bottom - top >= high and x1 - x0 >= wide and not whole:
                yield x0, int(y + top), x1, int(y + bottom)


def _is_ground(near: Array, area: Area) -> bool:
    """Whether a rectangle has its tone along all sides and under its print."""
    x0, top, x1, bottom = area
    inside = near[top:bottom, x0:x1]
    sides = inside[1], inside[-2], inside[:, 1], inside[:, -2]
    return all(side.mean() >= _RIM for side in sides) and bool(inside.mean() >= _BARE)


def _is_sharp(colour: Array, area: Area) -> bool:
    """Whether the tone changes at once at each side; the edge of the page is as good."""
    x0, top, x1, bottom = area
    across, down = colour[:, x0:x1], colour[top:bottom].transpose(1, 0, 2)
    edges = (
        (across[max(top - _BEYOND, 0) : top], across[top + 1]),
        (across[bottom : bottom + _BEYOND], across[bottom - 2]),
        (down[max(x0 - _BEYOND, 0) : x0], down[x0 + 1]),
        (down[x1 : x1 + _BEYOND], down[x1 - 2]),
    )
    changes = (np.abs(beyond - within.astype(float)).max(axis=2).max(axis=0) for beyond, within in edges if len(beyond))
    return all((change >= _SHARP).mean() >= _EDGED for change in changes)


def flattened(grey: Array, grounds: Sequence[Fill], scale: float) -> Array:
    """The picture with dark grounds made white and what is printed on them made dark.

    Args:
        grey: Grey from 0 (black) to 255.
        grounds: Grounds of the page in points.
        scale: Pixels in a point.
    """
    found = grey.copy()
    blur = int(_BLUR * scale)
    for ground in sorted(grounds, key=lambda g: -_size(g.box)):
        area = _pixels(ground.box, scale, grey.shape)
        tone = float(np.median(grey[area[1] : area[3], area[0] : area[2]]))
        if tone >= _DARK:
            continue
        x0, top, x1, bottom = _sharpened(grey, area, tone, int(_REACH * scale))
        whole = slice(max(top - blur, 0), bottom + blur), slice(max(x0 - blur, 0), x1 + blur)
        inner = slice(top + blur, bottom - blur), slice(x0 + blur, x1 - blur)
        found[whole] = np.maximum(found[whole], _as_dark_ink(grey[whole], tone))
        found[inner] = _as_ink(grey[inner], tone)
    return found


def _pixels(box: Box, scale: float, shape: tuple[int, ...]) -> Area:
    return (
        max(int(box.x0 * scale), 0),
        max(int(box.top * scale), 0),
        min(int(box.x1 * scale), shape[1]),
        min(int(box.bottom * scale), shape[0]),
    )


def _sharpened(grey: Array, area: Area, tone: float, reach: int) -> Area:
    """The area up to where its tone ends, looked for near its coarse sides."""
    x0, top, x1, bottom = area
    across = np.median(grey[top + reach : bottom - reach, max(x0 - reach, 0) : x1 + reach], axis=0)
    down = np.median(grey[max(top - reach, 0) : bottom + reach, x0 + reach : x1 - reach], axis=1)
    left, right = _ends(np.abs(across - tone) <= _PRINT, 2 * reach)
    upper, lower = _ends(np.abs(down - tone) <= _PRINT, 2 * reach)
    return max(x0 - reach, 0) + left, max(top - reach, 0) + upper, x1 + reach - right, bottom + reach - lower


def _ends(own: Array, reach: int) -> tuple[int, int]:
    """Pixels at both ends of a profile before its own tone begins."""
    return int(own[:reach].argmax()), int(own[::-1][:reach].argmax())


def _as_ink(inside: Array, tone: float) -> Array:
    """Print on a ground as dark ink on white: what differs from the ground in the way that most print does."""
    if (inside > tone + _PRINT).sum() < (inside < tone - _PRINT).sum():
        return _as_dark_ink(inside, tone)
    shown = 255 - (inside.astype(np.float32) - tone) * (255 / max(255 - tone, 1.0))
    ink: Array = shown.clip(0, 255).astype(np.uint8)
    return ink


def _as_dark_ink(inside: Array, tone: float) -> Array:
    """What is darker than a ground, on white; nothing can be seen on a black one."""
    if tone < _PRINT:
        return np.full_like(inside, 255)
    ink: Array = (inside * np.float32(255 / tone)).clip(0, 255).astype(np.uint8)
    return ink


def sides(grounds: Sequence[Fill], rules: Sequence[Rule]) -> list[Rule]:
    """Sides of dark grounds that lines meet: a line along a ground as dark as itself cannot be seen."""
    found: list[Rule] = []
    for ground in grounds:
        if sum(part * share for part, share in zip(ground.colour, _LUMA, strict=True)) >= _DARK:
            continue
        x0, top, x1, bottom = ground.box
        reach = Box(x0 - _TOUCH, top - _TOUCH, x1 + _TOUCH, bottom + _TOUCH)
        if any(_meets(rule.box, reach) for rule in rules):
            found += [Rule(Box(x0, top, x1, top)), Rule(Box(x0, bottom, x1, bottom))]
            found += [Rule(Box(x0, top, x0, bottom)), Rule(Box(x1, top, x1, bottom))]
    return found


def with_sides(mask: Array, lines: Sequence[Rule], scale: float) -> Array:
    """The mask of lines with the sides of grounds, whose remains would be read as strokes.

    Args:
        mask: 255 where a line runs, else 0.
        lines: Sides of grounds in points.
        scale: Pixels in a point.
    """
    found = mask.copy()
    for line in lines:
        x0, top, x1, bottom = (round(value * scale) for value in line.box)
        reach = round((_BLUR if line.horizontal else _ASIDE) * scale)
        found[max(top - reach, 0) : bottom + reach, max(x0 - reach, 0) : x1 + reach] = 255
    return found


def _meets(rule: Box, ground: Box) -> bool:
    return rule.x0 <= ground.x1 and rule.x1 >= ground.x0 and rule.top <= ground.bottom and rule.bottom >= ground.top
