"""Coloured grounds in the picture of a page: banners, bands and cells, with lines around them or without.

A ground is a rectangle of one tone with sharp edges; print on it leaves holes that do not matter. Photographs, shadows
and the grain of the paper have no such shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.contract import Box, Colour, Fill

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
_NARROWEST, _TALL = 9.0, 1.4
"""Points that a ground is wide at least, and times its width that one narrower than a dot may be is high."""
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
_IN = 3
"""Coarse pixels from a side, which wavers, within which one has to be of that tone all along."""
_BARE = 0.45
"""Share of a ground that no print covers."""
_LINE = 0.9
"""Share of the height of a ground over which a line that parts it differs."""
_FAINT = 8
"""By how much it does at least: a thin black line on a dark ground is hard to see."""
_THICKEST = 3
"""Coarse pixels that such a line is wide at most."""
_SHARP = 14
"""Difference of tone across a sharp edge."""
_EDGED = 0.7
"""Share of each side that is sharp."""
_BEYOND = 3
"""Coarse pixels beyond an edge within which the tone changes."""

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
            if not _is_ground(near, area) or not _is_sharp(colour, area):
                continue
            for part in _between_lines(colour, area, scale):
                box = Box(*(value / scale for value in part))
                if not any(box.overlap(f.box) > _SAME * max(_size(box), _size(f.box)) for f in found):
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
    high = _LOWEST * scale
    height, width = near.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=4)
    large = (stats[:, cv2.CC_STAT_WIDTH] >= _NARROWEST * scale) & (stats[:, cv2.CC_STAT_HEIGHT] >= high)
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
            if _has_size(x1 - x0, bottom - top, scale) and not whole:
                yield x0, int(y + top), x1, int(y + bottom)


def _has_size(width: float, height: float, scale: float) -> bool:
    """Whether a rectangle is larger than a dot; one that is no wider is that of a narrow cell if it is tall."""
    if width >= _WIDEST_DOT * scale:
        return height >= _LOWEST * scale
    return width >= _NARROWEST * scale and height >= max(_WIDEST_DOT * scale, _TALL * width)


def _between_lines(colour: Array, area: Area, scale: float) -> Iterator[Area]:
    """The parts of a rectangle between thin upright lines that cross it; the whole of it where there are none."""
    x0, top, x1, bottom = area
    inside = colour[top + 1 : bottom - 1, x0:x1].mean(axis=2)
    change = inside - np.median(inside)
    low, high = np.quantile(change, (1 - _LINE, _LINE), axis=0)
    lines = np.flatnonzero((high <= -_FAINT) | (low >= _FAINT))
    runs = np.split(lines, np.flatnonzero(np.diff(lines) > 1) + 1)
    thin = [run for run in runs if 0 < len(run) <= _THICKEST]
    starts = [x0, *(x0 + int(run[-1]) + 1 for run in thin)]
    ends = [*(x0 + int(run[0]) for run in thin), x1]
    for left, right in zip(starts, ends, strict=True):
        if _has_size(right - left, bottom - top, scale):
            yield left, top, right, bottom


def _is_ground(near: Array, area: Area) -> bool:
    """Whether a rectangle has its tone along all sides and under its print."""
    x0, top, x1, bottom = area
    inside = near[top:bottom, x0:x1]
    turned = inside.T
    rims = inside[1:_IN], inside[-_IN:-1], turned[1:_IN], turned[-_IN:-1]
    return all(rim.mean(axis=1).max() >= _RIM for rim in rims) and bool(inside.mean() >= _BARE)


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
