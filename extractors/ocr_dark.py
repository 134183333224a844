"""Dark grounds in the picture of a page: print on them as dark ink on white, and the lines along them.

Reading programs expect dark print, and a line beside a ground as dark as itself cannot be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.contract import Box, Fill, Rule
from extractors.ocr_grounds import Area

Array = npt.NDArray[Any]

_DARK = 200
"""Grey below which a ground is too dark to be taken for paper."""
_BLUR = 0.55
"""Points on both sides of an edge that have neither tone."""
_ASIDE = 1.4
"""Points on both sides of an upright edge that no print reaches."""
_LUMA = (0.299, 0.587, 0.114)
"""Shares of red, green and blue in grey."""
_INK = 190
"""Grey below which a pixel may be of a stroke."""
_WHITE = 255
_TOUCH = 3.0
"""Points between a ground and a line that meets it."""
_PRINT = 40
"""Print differs from its ground by more than this."""
_REACH = 3.0
"""Points around the side of a coarse rectangle within which its edge is looked for."""


def flattened(grey: Array, grounds: Sequence[Fill], scale: float) -> Array:
    """The picture with dark grounds made white and what is printed on them made dark.

    Args:
        grey: Grey from 0 (black) to 255.
        grounds: Grounds of the page in points.
        scale: Pixels in a point.
    """
    found = grey.copy()
    blur = int(_BLUR * scale)
    for ground in sorted(grounds, key=lambda g: -g.box.width * g.box.height):
        area = _pixels(ground.box, scale, grey.shape)
        tone = float(np.median(grey[area[1] : area[3], area[0] : area[2]]))
        if tone >= _DARK:
            continue
        x0, top, x1, bottom = _sharpened(grey, area, tone, int(_REACH * scale))
        whole = slice(max(top - blur, 0), bottom + blur), slice(max(x0 - blur, 0), x1 + blur)
        inner = slice(top + blur, bottom - blur), slice(x0 + blur, x1 - blur)
        found[whole] = np.maximum(found[whole], _as_dark_ink(grey[whole], tone))
        core = _pixels(_shrunk(ground.box), scale, grey.shape)
        light = _is_light(grey[core[1] : core[3], core[0] : core[2]], tone)
        found[inner] = _inside(_as_light_ink(grey[inner], tone)) if light else _as_dark_ink(grey[inner], tone)
    return found


def _shrunk(box: Box) -> Box:
    """A ground without the lines along its sides."""
    return Box(box.x0 + _ASIDE, box.top + _ASIDE, box.x1 - _ASIDE, box.bottom - _ASIDE)


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


def _is_light(core: Array, tone: float) -> bool:
    """Whether the print on a ground is lighter than it; what differs more counts more."""
    change = core.astype(np.float32) - tone
    return bool(change[change > _PRINT].sum() >= -change[change < -_PRINT].sum())


def _as_light_ink(inside: Array, tone: float) -> Array:
    """What is lighter than a ground as dark ink on white."""
    shown = 255 - (inside.astype(np.float32) - tone) * (255 / max(255 - tone, 1.0))
    ink: Array = shown.clip(0, 255).astype(np.uint8)
    return ink


def _inside(ink: Array) -> Array:
    """The picture of a ground without what reaches its sides: round corners and lines across it, but no print."""
    dark = cv2.threshold(ink, _INK, 255, cv2.THRESH_BINARY_INV)[1]
    _, labels, _, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    if not labels.size:
        return ink
    edges = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    outer = np.isin(labels, edges[edges > 0]).astype(np.uint8)
    cleared = ink.copy()
    cleared[cv2.dilate(outer, np.ones((3, 3), np.uint8)) > 0] = _WHITE
    return cleared


def _as_dark_ink(inside: Array, tone: float) -> Array:
    """What is darker than a ground, on white; nothing can be seen on a black one."""
    if tone < _PRINT:
        return np.full_like(inside, 255)
    ink: Array = (inside * np.float32(255 / tone)).clip(0, 255).astype(np.uint8)
    return ink


def sides(grounds: Sequence[Fill], rules: Sequence[Rule]) -> list[Rule]:
    """Sides of dark grounds that lines, or such grounds, meet: a line along a ground as dark as itself is not seen."""
    dark = [g.box for g in grounds if sum(p * share for p, share in zip(g.colour, _LUMA, strict=True)) < _DARK]
    met: list[Box] = []
    lines = [rule.box for rule in rules]
    while more := [box for box in dark if box not in met and any(_meets(line, _widened(box)) for line in lines)]:
        met += more
        lines = more
    return [side for box in met for side in _sides_of(box)]


def _sides_of(box: Box) -> tuple[Rule, Rule, Rule, Rule]:
    x0, top, x1, bottom = box
    places = Box(x0, top, x1, top), Box(x0, bottom, x1, bottom), Box(x0, top, x0, bottom), Box(x1, top, x1, bottom)
    return Rule(places[0]), Rule(places[1]), Rule(places[2]), Rule(places[3])


def _widened(box: Box) -> Box:
    return Box(box.x0 - _TOUCH, box.top - _TOUCH, box.x1 + _TOUCH, box.bottom + _TOUCH)


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
