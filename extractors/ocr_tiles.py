"""Tiles: the parts of a page picture that hold one column of text each, stacked under each other for reading.

A program that reads a whole page guesses where columns are and joins lines across them. So each cell of a grid, and
each block between white gutters outside the grids, is cut out and put under the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from extractors.contract import Box
from extractors.ocr_picture import PAPER, Array, ink_of

_GUTTER = 20.0
"""Points of white, from top to bottom of a block, that part two columns."""
_NARROW_GUTTER = 9.0
"""Points of white that part two columns in a block of several lines."""
_SEVERAL = 18.0
"""Points that a block of several lines is high at least."""
_COLUMN = 22.0
"""Points that a column is wide at least; what is narrower before a gutter is a number or a bullet."""
_FEED = 7.0
"""Points of white, from side to side, that part two blocks outside tables."""
_EDGE = 3
"""Pixels kept around the ink of a tile."""
_SPACE = 8.0
"""Points of white around each tile."""
_HIGHEST = 12000
"""Pixels of a stack; the reading program takes 32,767 at most."""
_PRINT = 40
"""Print differs from its ground by more than this."""
_DARK_GROUND = 140
"""Tone of a ground, once it is evened, on which nothing dark can be printed: what is darker still is its shadow."""
_SLIGHT = 2.0
"""Points: a tile whose ink is smaller both ways is dirt."""

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a picture and where it lies in the stack: what stands there at (x, y) stands `by` further here."""

    top: int
    bottom: int
    by: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stack:
    """Tiles under each other, from top to bottom."""

    picture: Array
    tiles: tuple[Tile, ...]

    def tile_at(self, y: float) -> Tile:
        """The tile nearest to a height of the stack."""
        return min(self.tiles, key=lambda tile: max(tile.top - y, y - tile.bottom, 0.0))


def stacks(grey: Array, boxes: Sequence[Box], grounds: Sequence[Box], scale: float) -> list[Stack]:
    """The text of a page as stacks of tiles; none for a blank page.

    Args:
        grey: The picture without its lines.
        boxes: Cells of its grids, in points.
        grounds: Coloured areas outside the grids, in points.
        scale: Pixels in a point.
    """
    ink = ink_of(grey)
    areas: list[Area] = []
    for area in cells(boxes, scale, grey.shape):
        piece = _readable(grey, area)
        grey[area[1] : area[3], area[0] : area[2]] = piece
        ink[area[1] : area[3], area[0] : area[2]] = ink_of(piece)
        areas += _columns(ink, area, scale)
    outside = ink.copy()
    for x0, top, x1, bottom in cells(boxes, scale, grey.shape):
        outside[top:bottom, x0:x1] = 0
    for area in cells(sorted(grounds, key=lambda b: b.width * b.height), scale, grey.shape):
        areas += _blocks(outside, area, scale)
        outside[area[1] : area[3], area[0] : area[2]] = 0
    areas += _blocks(outside, (0, 0, grey.shape[1], grey.shape[0]), scale)
    return list(_stacked(grey, [a for a in areas if _has_size(a, scale)], int(_SPACE * scale)))


def cells(boxes: Sequence[Box], scale: float, shape: tuple[int, ...]) -> list[Area]:
    """Boxes in points as areas of a picture of a shape."""
    height, width = shape[:2]
    places = ((int(b.x0 * scale), int(b.top * scale), int(b.x1 * scale), int(b.bottom * scale)) for b in boxes)
    return [(max(a, 0), max(b, 0), min(c, width), min(d, height)) for a, b, c, d in places if c > a and d > b]


def _readable(grey: Array, area: Area) -> Array:
    """A cell as dark ink on white, also where it is printed white on dark."""
    piece = grey[area[1] : area[3], area[0] : area[2]]
    inner = piece[4:-4, 4:-4] if min(piece.shape) > 24 else piece
    ground = float(np.median(inner))
    light, dark = (inner > ground + _PRINT).sum(), (inner < ground - _PRINT).sum()
    if not light or (light <= dark and ground > _DARK_GROUND):
        return piece
    turned = cv2.bitwise_not(piece)
    evened = cv2.convertScaleAbs(turned, alpha=255 / max(255 - ground, 1.0))
    evened[evened > PAPER] = 255
    return evened


def _columns(ink: Array, area: Area, scale: float) -> list[Area]:
    """A block cut at its gutters, each part cropped to its ink."""
    x0, top, x1, bottom = area
    return [
        inked
        for left, right in _runs(ink[top:bottom, x0:x1].max(axis=0), int(_GUTTER * scale))
        if (inked := cropped(ink, (x0 + left, top, x0 + right, bottom))) is not None
    ]


def _blocks(ink: Array, area: Area, scale: float) -> list[Area]:
    """What stands outside grids, cut at white feeds and then at gutters."""
    x0, upper, x1, lower = area
    found = []
    for top, bottom in _runs(ink[upper:lower, x0:x1].max(axis=1), int(_FEED * scale)):
        for column in _columns(ink, (x0, upper + top, x1, upper + bottom), scale):
            found += _parted(ink, column, scale)
    return found


def _parted(ink: Array, area: Area, scale: float) -> list[Area]:
    """A block of several lines cut at narrower gutters too; numbers and bullets stay with what follows them."""
    x0, top, x1, bottom = area
    if bottom - top < _SEVERAL * scale:
        return [area]
    cuts = [x0]
    runs = list(_runs(ink[top:bottom, x0:x1].max(axis=0), int(_NARROW_GUTTER * scale)))
    for (left, right), (following, end) in pairwise(runs):
        if right - left >= _COLUMN * scale and end - following >= _COLUMN * scale / 2:
            cuts.append(x0 + (right + following) // 2)
    parts = [cropped(ink, (left, top, right, bottom)) for left, right in pairwise([*cuts, x1])]
    return [part for part in parts if part is not None]


def _runs(filled: Array, gap: int) -> Iterator[tuple[int, int]]:
    """Stretches of what is filled; gaps smaller than `gap` do not part them."""
    places = np.flatnonzero(filled)
    if not len(places):
        return
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts, ends = [0, *(breaks + 1)], [*breaks, len(places) - 1]
    for start, end in zip(starts, ends, strict=True):
        yield int(places[start]), int(places[end]) + 1


def cropped(ink: Array, area: Area) -> Area | None:
    """An area without the white around its ink; nothing where it is blank."""
    x0, top, x1, bottom = area
    inside = ink[top:bottom, x0:x1]
    rows, cols = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not len(rows):
        return None
    return x0 + int(cols[0]), top + int(rows[0]), x0 + int(cols[-1]) + 1, top + int(rows[-1]) + 1


def _has_size(area: Area, scale: float) -> bool:
    return area[2] - area[0] > _SLIGHT * scale or area[3] - area[1] > _SLIGHT * scale


def _stacked(grey: Array, areas: Sequence[Area], space: int) -> Iterator[Stack]:
    pile: list[Area] = []
    height = space
    for area in areas:
        tall = area[3] - area[1] + 2 * _EDGE + space
        if pile and height + tall > _HIGHEST:
            yield _pile(grey, pile, space)
            pile, height = [], space
        pile.append(area)
        height += tall
    if pile:
        yield _pile(grey, pile, space)


def _pile(grey: Array, areas: Sequence[Area], space: int) -> Stack:
    height = space + sum(bottom - top + 2 * _EDGE + space for _, top, _, bottom in areas)
    width = 2 * space + max(x1 - x0 for x0, _, x1, _ in areas) + 2 * _EDGE
    picture = np.full((height, width), 255, np.uint8)
    tiles = []
    y = space
    for x0, top, x1, bottom in areas:
        left, upper = max(x0 - _EDGE, 0), max(top - _EDGE, 0)
        piece = grey[upper : bottom + _EDGE, left : x1 + _EDGE]
        picture[y : y + piece.shape[0], space : space + piece.shape[1]] = piece
        tiles.append(Tile(y, y + piece.shape[0], (left - space, upper - y)))
        y += piece.shape[0] + space
    return Stack(picture, tuple(tiles))
