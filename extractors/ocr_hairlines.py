"""Hairlines in the picture of a page: ruling lines so thin that a scanner makes them hardly darker than the paper."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ocr_picture import Array, ink_of

_FAINT = 13
"""Difference from the paper of hairlines, evened out along them."""
_HAIR = 2.0
"""Points that a hairline is thick at most."""
_CORE = 0.45
"""Share of the darkness of its middle from which a pixel is of the hairline itself, not of the blur around it."""
_EVENED = 1.25
"""Points over which it is evened out."""
_LENGTH = (20.0, 40.0)
"""Points that it is long at least, upright and level."""
_BESIDE = (0.7, 2.0)
"""Points above and below a hairline between which there is little print."""
_PRINT_BESIDE = 0.25
"""Share of that room which print covers where the line is the stroke of a word."""
_GAP = 0.5
"""Points that may be missing from a line."""


def hairlines(half: Array, scale: float, *, level: bool) -> Array:
    """Hairlines that are hardly darker than the grain of the paper: they are thin, and go on much longer than words."""
    thin = int(_HAIR * scale) | 1
    dark = cv2.morphologyEx(half, cv2.MORPH_BLACKHAT, np.ones((thin, thin), np.uint8))
    along, gap, length = int(_EVENED * scale) | 1, int(_GAP * scale) | 1, int(_LENGTH[level] * scale)
    smooth = cv2.blur(dark, (along, 1) if level else (1, along))
    seen: Array = cv2.threshold(smooth, _FAINT, 255, cv2.THRESH_BINARY)[1]
    seen = cv2.morphologyEx(seen, cv2.MORPH_CLOSE, np.ones((1, gap) if level else (gap, 1), np.uint8))
    wide = cv2.dilate(seen, np.ones((3, 1) if level else (1, 3), np.uint8))
    wide = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, length) if level else (length, 1), np.uint8))
    core = dark >= cv2.dilate(dark, np.ones((5, 1) if level else (1, 5), np.uint8)) * _CORE
    seen = cv2.bitwise_and(seen, wide, mask=core.astype(np.uint8))
    return _alone(seen, ink_of(half), scale) if level else seen


def _alone(lines: Array, ink: Array, scale: float) -> Array:
    """Level hairlines without those that have print close above or below: strokes of words in small type."""
    near, far = int(_BESIDE[0] * scale), int(_BESIDE[1] * scale) + 1
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(lines, np.ones((3, 3), np.uint8)))
    kept = np.zeros(count, bool)
    for label, (x, y, width, height, _) in enumerate(stats.tolist()[1:], 1):
        top, bottom = y + 1, y + height - 1
        strips = (
            ink[max(top - far, 0) : max(top - near, 0), x : x + width],
            ink[bottom + near : bottom + far, x : x + width],
        )
        kept[label] = all(not strip.size or (strip > 0).mean() < _PRINT_BESIDE for strip in strips)
    return np.where(kept[labels], lines, 0).astype(np.uint8)
