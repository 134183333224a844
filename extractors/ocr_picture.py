"""Pictures of pages, made ready for reading: rendered, straightened, evened, and freed of specks and ruling lines.

Pictures are arrays of rows from the top, in grey from 0 (black) to 255; places in them are pixels.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.contract import Fill
from extractors.ocr_dark import flattened
from extractors.ocr_grounds import find_grounds

Array = npt.NDArray[Any]

_DPI = 400
_LONGEST = 6700
"""Pixels of the longer side beyond which a large page is rendered more coarsely."""
_POINTS = 72.0
_MOST_SKEW = 5.0
_SLIGHT_SKEW = 0.03
_DARK = 150
"""Grey below which a pixel counts as ink."""
PAPER = 200
"""Grey above which a pixel is paper once the ground is even; the grain of a scan misleads the reading program."""
_SPECK = 0.55
"""Points: a spot narrower than this on average is dirt; the full stop of small print is wider."""
_STOP = 0.12
"""Share of the height of small letters that is surely less than a full stop measures."""
_TINY = 3.0
"""Points that small letters of tiny print are high: its strokes are too thin to be smoothed."""
_LOWEST_LETTER, _HIGHEST_LETTER = 4, 60
"""Pixels of half a picture that letters are high."""
_DARKEST_PAPER = 150
"""A darker ground is no paper; what is printed on it may be lighter than it is."""
_BORDER = 90
"""Tone below which the edge of a copy is no paper."""
_RIM = 0.02
"""Share of the longer side within which a dark edge begins."""
_ALONG = 0.3
"""Share of a side along which it runs at least."""
_DEEPEST = 0.15
"""Share of the shorter side that it takes up at most."""
_RULE = 0.006
"""Share of the longer side that a ruling line is thick at most."""
_LETTER = (3, 30)
"""Sides of the spots that letters make, in coarse pixels."""
_FEW_SPOTS = 8
_CROSSING = 17
"""Pixels over which a stroke that crosses a line goes on."""
_FRINGE, _FLAT = 15, 3
"""Pixels of and around a line within which flat spots are of it, and pixels that such a spot measures one way."""
_BAND = 512
"""Rows of a picture that are worked on at once."""
_PAPER_REACH = 16.0
"""Points around a pixel in which the lightest tone is taken for paper."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as an upright picture."""

    grey: Array
    """Evened: paper and light grounds are white."""
    colour: Array
    """Red, green, blue, at a quarter of the size."""
    scale: float
    """Pixels of `grey` in a point."""
    angle: float
    """Degrees by which the picture was turned, against the clock, to stand upright."""
    grounds: tuple[Fill, ...] = ()
    """Coloured areas with sharp edges, in points."""


COARSE = 4
"""How many pixels of `grey` one pixel of `colour` stands for, each way."""


def picture_of(page: Any) -> Picture:
    """Render a page of pdfium and bring it upright.

    Args:
        page: An open `pypdfium2.PdfPage`.
    """
    longest = max(page.get_width(), page.get_height())
    scale = min(_DPI / _POINTS, _LONGEST / longest)
    return upright(*tones_of(page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3]), scale)


def slant_of(page: Any) -> float:
    """Degrees by which the picture of a page of pdfium is turned, against the clock, before it is read."""
    scale = min(_DPI / _POINTS, _LONGEST / max(page.get_width(), page.get_height()))
    angle = skew(tones_of(page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3])[0])
    return angle if abs(angle) >= _SLIGHT_SKEW else 0.0


def tones_of(colour: Array) -> tuple[Array, Array]:
    """Grey at full size, and red, green, blue at the coarse one: all that is kept of a large picture."""
    small = cv2.resize(colour, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), small


def upright(grey: Array, small: Array, scale: float) -> Picture:
    """Straighten a picture whose lines rise or fall a little, and even its ground.

    Args:
        grey: Grey from 0 (black) to 255.
        small: Red, green, blue at the coarse size.
        scale: Pixels in a point of `grey`.
    """
    angle = skew(grey)
    if abs(angle) >= _SLIGHT_SKEW:
        grey, small = turned(grey, angle), turned(small, angle)
    grounds = tuple(find_grounds(small, scale / COARSE))
    grey = flattened(without_border(grey), grounds, scale)
    return Picture(without_specks(evened(grey, scale), scale), small, scale, angle, grounds)


def without_border(grey: Array) -> Array:
    """The picture without the dark edges that a copier leaves around the paper.

    Dark areas that run along an edge are the copier's, unless letters stand out of them: those are banners.
    """
    small = cv2.resize(grey, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    rim = max(2, int(_RIM * max(height, width)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats((small < _BORDER).astype(np.uint8), connectivity=8)
    found: Array = np.zeros(small.shape, np.uint8)
    for label in range(1, count):
        x, y, wide, high = stats[label, :4]
        at_edge = x <= rim or y <= rim or x + wide >= width - rim or y + high >= height - rim
        if at_edge and (wide > _ALONG * width or high > _ALONG * height):
            area = labels == label
            within = x + wide <= 2 * rim or y + high <= 2 * rim or x >= width - 2 * rim or y >= height - 2 * rim
            if (within or _is_thick(area, int(_RULE * max(height, width)))) and not _holds_letters(area):
                found |= area.astype(np.uint8)
    if not found.any():
        return grey
    depth = int(_DEEPEST * min(height, width))
    found[depth : height - depth, depth : width - depth] = 0
    found = cv2.dilate(found, np.ones((5, 5), np.uint8))
    mask = cv2.resize(found, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
    cleared = grey.copy()
    cleared[mask > 0] = 255
    return cleared


def _is_thick(area: Array, thickness: int) -> bool:
    """Whether a dark area is more than a ruling line, or a frame of such lines."""
    square = np.ones((thickness + 1, thickness + 1), np.uint8)
    return bool(cv2.erode(area.astype(np.uint8), square, borderValue=1).any())


def _holds_letters(area: Array) -> bool:
    """Whether light spots of the size of letters lie inside a dark area."""
    count, _, stats, _ = cv2.connectedComponentsWithStats((~area).astype(np.uint8), connectivity=4)
    sides = stats[1:count, 2:4]
    spots = (sides.min(axis=1) >= _LETTER[0]) & (sides.max(axis=1) <= _LETTER[1]) if len(sides) else np.zeros(0, bool)
    return int(spots.sum()) > _FEW_SPOTS


def skew(grey: Array) -> float:
    """Degrees by which a picture must be turned, against the clock, so that its lines run level.

    The rows of a level page alternate most sharply between ink and paper.
    """
    small = cv2.resize(grey, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    ink = (small < _DARK + 20).astype(np.float32)
    best = 0.0
    for reach, step in ((_MOST_SKEW, 0.5), (0.5, 0.1), (0.1, 0.02)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: (_sharpness(ink, float(angle)), -abs(angle))))
    return best


def _sharpness(ink: Array, angle: float) -> float:
    rows = turned(ink, angle, ground=0).sum(axis=1)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def turned(picture: Array, angle: float, ground: int = 255) -> Array:
    """The picture turned against the clock about its middle; what comes in from outside is `ground`."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    flags = cv2.INTER_LINEAR if picture.dtype == np.float32 else cv2.INTER_CUBIC
    return cv2.warpAffine(picture, matrix, (width, height), flags=flags, borderValue=(ground,) * 4)


def evened(grey: Array, scale: float) -> Array:
    """The picture with shadows and light grounds taken out, by dividing through the tone of the paper around."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    reach = max(3, int(_PAPER_REACH * scale / 4)) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.medianBlur(paper, 5)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(paper, _DARKEST_PAPER), scale=255)


def without_specks(grey: Array, scale: float) -> Array:
    """The picture without single spots of dirt, which are smaller than the full stops of its print."""
    letters = letter_height(grey) / scale
    least = (min(_SPECK, _STOP * letters) * scale) ** 2
    tiny = letters < _TINY
    return in_bands(lambda band: _without_specks(band, least, smooth=not tiny), int(least) + 2, grey)


def letter_height(grey: Array) -> float:
    """Pixels that most figures of a picture are high, small letters as a rule; infinite on a blank page."""
    half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    heights = cv2.connectedComponentsWithStats(ink_of(half), connectivity=8)[2][1:, cv2.CC_STAT_HEIGHT]
    letters = heights[(heights >= _LOWEST_LETTER) & (heights <= _HIGHEST_LETTER)]
    return 2 * float(np.median(letters)) if len(letters) else math.inf


def _without_specks(grey: Array, least: float, *, smooth: bool) -> Array:
    cleared = cv2.medianBlur(grey, 3) if smooth else grey.copy()
    ink = _darker(cleared, _DARK + 40)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = np.zeros(count, bool)
    small[1:] = stats[1:, cv2.CC_STAT_AREA] < least
    cleared[small[labels]] = 255
    return cleared


def in_bands(change: Callable[..., Array], overlap: int, *pictures: Array) -> Array:
    """What a change makes of pictures of one size, worked out band by band so that little memory is needed.

    Args:
        change: Makes one picture of the same bands of all.
        overlap: Pixels around a pixel on which its change depends at most.
        pictures: The pictures.
    """
    height = len(pictures[0])
    found = np.empty_like(pictures[0])
    for top in range(0, height, _BAND):
        bottom, upper = min(top + _BAND, height), max(top - overlap, 0)
        bands = (picture[upper : bottom + overlap] for picture in pictures)
        found[top:bottom] = change(*bands)[top - upper : bottom - upper]
    return found


def ink_of(grey: Array) -> Array:
    """Mask (0 or 255) of dark pixels."""
    return _darker(grey, _DARK)


def _darker(grey: Array, tone: int) -> Array:
    return cv2.threshold(grey, tone - 1, 255, cv2.THRESH_BINARY_INV)[1]


def without(grey: Array, lines: Array) -> Array:
    """The picture without the masked lines and the grain of the paper; strokes of letters that cross a line stay.

    Args:
        grey: The picture.
        lines: Mask (0 or 255) of ruling lines and underlines.
    """
    return in_bands(_without, 2 * _CROSSING, grey, lines)


def _without(grey: Array, lines: Array) -> Array:
    wide = cv2.dilate(lines, np.ones((5, 5), np.uint8))
    rest = cv2.bitwise_and(ink_of(grey), cv2.bitwise_not(wide))
    rest, fringe = _without_fringe(rest, lines)
    crossing = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((_CROSSING, 1), np.uint8))
    cleared = grey.copy()
    cleared[(((wide | fringe) > 0) & (crossing == 0)) | (grey > PAPER)] = 255
    return cleared


def _without_fringe(rest: Array, lines: Array) -> tuple[Array, Array]:
    """Ink without the flat spots that rough lines leave beside them, and a mask of these."""
    zone = cv2.dilate(lines, np.ones((_FRINGE, _FRINGE), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    flat = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) <= _FLAT
    flat &= np.bincount(labels[zone == 0], minlength=count) == 0
    flat[0] = False
    spots = flat[labels]
    fringe: Array = cv2.dilate(spots.astype(np.uint8) * 255, np.ones((5, 5), np.uint8))
    return np.where(spots, 0, rest).astype(np.uint8), fringe
