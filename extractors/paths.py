"""Drawn shapes of a page: ruling lines, filled areas, pictures.

A straight stroke, each edge of a stroked rectangle and a filled box no thicker than `THIN` points are rules; other
filled boxes are fills. Shapes inside form XObjects come with the transform of their form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pypdfium2 import raw

from extractors import pdfium_calls as calls
from extractors.contract import Box, Colour, Fill, Rule
from extractors.dots import dotted

THIN = 3.0
"""Points: a filled box no thicker than this is a line."""
_SEGMENTS = 4000
"""More segments than any ruled grid draws as one path: a picture made of curves."""
_WHITE = 250

Place = Callable[[float, float, float, float], Box]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Shapes:
    """Collects what the objects of one page draw."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.rules: list[Rule] = []
        self.fills: list[Fill] = []
        self.images: list[Box] = []
        self.dots: list[tuple[Box, Colour]] = []

    def add_object(self, thing: calls.Handle, kind: int, matrix: Matrix) -> None:
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self.add_path(thing, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.images.append(self.placed(calls.bounds_of(thing), matrix))
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            inner = _times(calls.matrix_of(thing), matrix)
            for index in range(calls.form_object_count(thing)):
                part = calls.form_object(thing, index)
                self.add_object(part, calls.object_type(part), inner)

    def placed(self, bounds: tuple[float, float, float, float], matrix: Matrix) -> Box:
        left, bottom, right, top = bounds
        if matrix is not _IDENTITY:
            corners = [_moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        return self.place(left, bottom, right, top)

    def add_path(self, thing: calls.Handle, matrix: Matrix) -> None:
        filled, stroked = calls.draw_mode(thing)
        if not (filled or stroked):
            return
        segments = calls.segment_count(thing)
        if segments > _SEGMENTS:
            return
        if segments <= 5:
            self.add_box(self.placed(calls.bounds_of(thing), matrix), thing, filled=filled, stroked=stroked)
            return
        for part in _subpaths(thing, segments, _times(calls.matrix_of(thing), matrix)):
            self.add_box(_hull(part, self.place), thing, filled=filled, stroked=stroked)

    def add_box(self, box: Box, thing: calls.Handle, *, filled: int, stroked: int) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        thin, long = (width, height) if width < height else (height, width)
        if stroked and thin > THIN and not filled:
            box, is_line = _without_pen(box, calls.pen_width(thing))
            thin, long = (0.0, max(box.width, box.height)) if is_line else (thin, long)
        if thin > THIN:
            if filled:
                self.fills.append(Fill(box, calls.fill_colour(thing)))
            if stroked:
                self.add_edges(box, calls.stroke_colour(thing))
            return
        colour = calls.fill_colour(thing) if filled else calls.stroke_colour(thing)
        if long <= THIN / 2:
            self.dots.append((box, colour))
        elif stroked or min(colour) < _WHITE:
            self.rules.append(Rule(box, colour))

    def add_edges(self, box: Box, colour: Colour) -> None:
        if min(colour) >= _WHITE:
            return
        x0, top, x1, bottom = box
        for edge in (
            Box(x0, top, x1, top),
            Box(x0, bottom, x1, bottom),
            Box(x0, top, x0, bottom),
            Box(x1, top, x1, bottom),
        ):
            self.rules.append(Rule(edge, colour))


def path_shapes(page: object, place: Place) -> tuple[list[Rule], list[Fill], list[Box]]:
    """Rules, fills and boxes of pictures on a page.

    Args:
        page: Raw page handle of pdfium.
        place: Turns left, bottom, right, top in user space into a `Box` on the page as seen.
    """
    shapes = _Shapes(place)
    handle = calls.handle(page)
    for index in range(calls.page_object_count(handle)):
        thing = calls.page_object(handle, index)
        kind = calls.object_type(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            shapes.add_path(thing, _IDENTITY)
        elif kind != raw.FPDF_PAGEOBJ_TEXT:
            shapes.add_object(thing, kind, _IDENTITY)
    return [*shapes.rules, *dotted(shapes.dots)] if shapes.dots else shapes.rules, shapes.fills, shapes.images


def _without_pen(box: Box, width: float) -> tuple[Box, bool]:
    """The box without what pdfium adds for the width of the pen, and whether nothing but a thick line is left."""
    if width <= 0 or min(box.width, box.height) > 2 * width + THIN:
        return box, False
    half = width / 2
    across = box.width >= box.height
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2 if across else (x0 + x1) / 2
    if across:
        return Box(x0 + width, middle - half, max(x1 - width, x0 + width), middle + half), True
    return Box(middle - half, top + width, middle + half, max(bottom - width, top + width)), True


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    m, n, o, p, q, r = then
    return (
        a * m + b * o,
        a * n + b * p,
        c * m + d * o,
        c * n + d * p,
        e * m + f * o + q,
        e * n + f * p + r,
    )


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _subpaths(thing: calls.Handle, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Points of each straight piece of a path that draws many; a closed run of four corners stays one box."""
    part: list[tuple[float, float]] = []
    for index in range(count):
        kind, x, y = calls.segment(thing, index)
        if kind == raw.FPDF_SEGMENT_MOVETO and part:
            if len(part) > 1:
                yield part
            part = []
        part.append(_moved(x, y, matrix))
    if len(part) > 1:
        yield part


def _hull(points: list[tuple[float, float]], place: Place) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return place(min(xs), min(ys), max(xs), max(ys))
