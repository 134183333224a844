"""The pdfium functions that are called once for each word or path, as cheaply as ctypes allows.

pypdfium2 types every handle as a pointer class of its own; making one Python object for each call costs several times
the call. Here the same entry points are called without declared arguments, so ctypes checks none: handles must be
`Handle`, numbers must fit a C int, and results go to buffers that every call fills again (pdfium runs in one thread of
a process only, so the calls keep Python's lock as well). The prototypes of the shared bindings are left as they are.
Signatures: public headers `fpdfview.h`, `fpdf_text.h`, `fpdf_edit.h` of pdfium.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import (
    PYFUNCTYPE,
    byref,
    c_char,
    c_float,
    c_int,
    c_size_t,
    c_uint,
    c_ulong,
    c_void_p,
    cast,
    create_string_buffer,
)
from struct import Struct
from typing import Any

from pypdfium2 import raw

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Edges = tuple[float, float, float, float]
_BLACK = 0, 0, 0


class Handle(c_void_p):
    """Address of something of pdfium's, as its functions take it."""


def handle(pointer: Any) -> Handle:
    """Handle behind a pointer of pypdfium2."""
    return Handle(cast(pointer, c_void_p).value)


def _entry(name: str, result: Any = c_int) -> Callable[..., Any]:
    address = cast(getattr(raw, name), c_void_p).value
    if address is None:
        msg = f"pdfium has no function {name}"
        raise ImportError(msg)
    return PYFUNCTYPE(result)(address)


char_object: Callable[..., int] = _entry("FPDFText_GetTextObject", c_size_t)
"""Address of the text object that sets a character (of a text page, by index); 0 where none does."""
page_object_count = _entry("FPDFPage_CountObjects")
page_object = _entry("FPDFPage_GetObject", Handle)
form_object_count = _entry("FPDFFormObj_CountObjects")
form_object = _entry("FPDFFormObj_GetObject", Handle)
object_type = _entry("FPDFPageObj_GetType")
segment_count = _entry("FPDFPath_CountSegments")
tree_child_count = _entry("FPDF_StructTree_CountChildren")
tree_child = _entry("FPDF_StructTree_GetChildAtIndex", Handle)
element_child_count = _entry("FPDF_StructElement_CountChildren")
element_child = _entry("FPDF_StructElement_GetChildAtIndex", Handle)
child_mark = _entry("FPDF_StructElement_GetChildMarkedContentID")
_element_type = _entry("FPDF_StructElement_GetType", c_ulong)
_attribute_count = _entry("FPDF_StructElement_GetAttributeCount")
_attribute = _entry("FPDF_StructElement_GetAttributeAtIndex", Handle)
_attribute_value = _entry("FPDF_StructElement_Attr_GetValue", Handle)
_attribute_number = _entry("FPDF_StructElement_Attr_GetNumberValue")
_loose_char_box = _entry("FPDFText_GetLooseCharBox")
_text_size = _entry("FPDFTextObj_GetFontSize")
_text_mode = _entry("FPDFTextObj_GetTextRenderMode")
_text_font = _entry("FPDFTextObj_GetFont", c_size_t)
_font_name = _entry("FPDFFont_GetBaseFontName", c_size_t)
_font_weight = _entry("FPDFFont_GetWeight")
_font_angle = _entry("FPDFFont_GetItalicAngle")
_matrix = _entry("FPDFPageObj_GetMatrix")
_fill_rgba = _entry("FPDFPageObj_GetFillColor")
_stroke_rgba = _entry("FPDFPageObj_GetStrokeColor")
_stroke_width = _entry("FPDFPageObj_GetStrokeWidth")
_bounds = _entry("FPDFPageObj_GetBounds")
_mark = _entry("FPDFPageObj_GetMarkedContentID")
_draw_mode = _entry("FPDFPath_GetDrawMode")
_segment = _entry("FPDFPath_GetPathSegment", Handle)
_segment_point = _entry("FPDFPathSegment_GetPoint")
_segment_type = _entry("FPDFPathSegment_GetType")

_NUMBERS, _COUNTS, _LOOK = (c_float * 8)(), (c_uint * 4)(), (c_char * 44)()
_LETTERS = (c_char * 128)()
_LETTERS_SIZE = c_ulong(len(_LETTERS))
_AT = tuple(byref(_NUMBERS, 4 * place) for place in range(8))
_FIRST, _SECOND, _SIDES, _POINT = _AT[0], _AT[4], _AT[:4], _AT[:2]
_COUNT_AT = tuple(byref(_COUNTS, 4 * place) for place in range(4))
_MODES = _COUNT_AT[:2]
_ONE, _TWO, _FOUR = Struct("f").unpack_from, Struct("2f").unpack_from, Struct("4f").unpack_from
_SIX, _EIGHT, _INTEGERS, _RGB = (Struct(form).unpack_from for form in ("6f", "8f", "2i", "3I"))
_TEXT = Handle()
_LOOK_KEY, _BASELINE = (c_char * 36).from_buffer(_LOOK), c_float.from_buffer(_LOOK, 40)
_LOOK_RGBA = tuple(byref(_LOOK, 4 * place) for place in range(4))
_LOOK_SIZE, _LOOK_MATRIX = byref(_LOOK, 16), byref(_LOOK, 20)
_LOOK_PARTS = Struct("3I4x5f").unpack_from
_NO_COLOUR = Struct("4I").pack_into


def end_boxes(text: Handle, first: int, last: int) -> Edges:
    """Left, top, right and bottom, in user space, around the loose boxes of two characters."""
    _loose_char_box(text, first, _FIRST)
    if first == last:
        left, top, right, bottom = _FOUR(_NUMBERS)
        return left, top, right, bottom
    _loose_char_box(text, last, _SECOND)
    left, top, right, bottom, left_too, top_too, right_too, bottom_too = _EIGHT(_NUMBERS)
    return (
        left if left < left_too else left_too,
        top if top > top_too else top_too,
        right_too if right_too > right else right,
        bottom if bottom < bottom_too else bottom_too,
    )


def text_look(address: int) -> tuple[int, int, bytes, float]:
    """How a text object looks: address of its font, render mode, the rest for `look_parts`, height of its baseline.

    Two objects look alike where the first three are the same.
    """
    _TEXT.value = address
    if not _fill_rgba(_TEXT, *_LOOK_RGBA):
        _NO_COLOUR(_LOOK, 0, *_BLACK, 0)
    _text_size(_TEXT, _LOOK_SIZE)
    _matrix(_TEXT, _LOOK_MATRIX)
    return _text_font(_TEXT), _text_mode(_TEXT), _LOOK_KEY.raw, _BASELINE.value


def look_parts(look: bytes) -> tuple[Colour, float, tuple[float, float, float, float]]:
    """Fill colour, black where pdfium knows none, font size, and how it is transformed: a, b, c, d."""
    red, green, blue, size, a, b, c, d = _LOOK_PARTS(look)
    return (red, green, blue), size, (a, b, c, d)


def fill_colour(thing: Handle) -> Colour:
    """Fill colour of a page object as red, green, blue; black where pdfium knows none."""
    return _RGB(_COUNTS) if _fill_rgba(thing, *_COUNT_AT) else _BLACK


def stroke_colour(thing: Handle) -> Colour:
    """Stroke colour of a page object as red, green, blue; black where pdfium knows none."""
    return _RGB(_COUNTS) if _stroke_rgba(thing, *_COUNT_AT) else _BLACK


def matrix_of(thing: Handle) -> Matrix:
    """Transform of a page object: a, b, c, d, e, f."""
    _matrix(thing, _FIRST)
    return _SIX(_NUMBERS)


def bounds_of(thing: Handle) -> Edges:
    """Left, bottom, right and top of a page object in the space that holds it."""
    return _FOUR(_NUMBERS) if _bounds(thing, *_SIDES) else (0.0, 0.0, 0.0, 0.0)


def mark_of(address: int) -> int:
    """Number of the marked content that a text object belongs to, else -1."""
    _TEXT.value = address
    return int(_mark(_TEXT))


def draw_mode(thing: Handle) -> tuple[int, int]:
    """How a path is filled, and whether it is stroked; 0 for no."""
    _draw_mode(thing, *_MODES)
    return _INTEGERS(_COUNTS)


def pen_width(thing: Handle) -> float:
    """Width of the pen of a path; 0.0 where pdfium knows none."""
    return float(_ONE(_NUMBERS)[0]) if _stroke_width(thing, _FIRST) else 0.0


def segment(thing: Handle, index: int) -> tuple[int, float, float]:
    """Kind and end of a segment of a path."""
    piece = _segment(thing, index)
    _segment_point(piece, *_POINT)
    x, y = _TWO(_NUMBERS)
    return _segment_type(piece), x, y


def element_type(element: Handle) -> str:
    """Kind of an element of a structure tree; empty where it has none, or one far longer than any that is defined."""
    size = int(_element_type(element, _LETTERS, _LETTERS_SIZE))
    return _LETTERS.raw[: size - 2].decode("utf-16-le", "replace") if 2 < size <= len(_LETTERS) else ""


def element_number(element: Handle, name: bytes) -> float | None:
    """First attribute of an element of a structure tree that has a name and is a number."""
    for index in range(_attribute_count(element)):
        value = _attribute_value(_attribute(element, index), name)
        if value and _attribute_number(value, _FIRST):
            return float(_ONE(_NUMBERS)[0])
    return None


def font_look(font: Handle) -> tuple[str, int, int]:
    """Base name of a font without the prefix of a subset, its weight and its italic angle."""
    buffer = create_string_buffer(128)
    _font_name(font, buffer, c_size_t(128))
    angle = c_int()
    _font_angle(font, byref(angle))
    return buffer.value.decode("utf-8", "replace").split("+", 1)[-1], _font_weight(font), angle.value
