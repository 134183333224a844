"""The pdfium functions that are called once for each word or path, with plain integer handles.

pypdfium2 types every handle as a pointer class of its own; making one Python object for each call costs more than the
call. Here the same entry points take and give addresses (0 is the null pointer), which is several times faster. The
prototypes of the shared bindings are left as they are. Signatures: public headers `fpdfview.h`, `fpdf_text.h`,
`fpdf_edit.h` of pdfium.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import (
    CFUNCTYPE,
    addressof,
    c_char_p,
    c_float,
    c_int,
    c_uint,
    c_ulong,
    c_void_p,
    cast,
    create_string_buffer,
    sizeof,
)
from typing import Any

from pypdfium2 import raw


def _entry(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = cast(getattr(raw, name), c_void_p).value
    if address is None:
        msg = f"pdfium has no function {name}"
        raise ImportError(msg)
    return CFUNCTYPE(result, *arguments)(address)


def handle(pointer: Any) -> int:
    """Address behind a pointer of pypdfium2, 0 for a null pointer."""
    return cast(pointer, c_void_p).value or 0


HANDLE = c_void_p
OUT = c_void_p

char_object = _entry("FPDFText_GetTextObject", HANDLE, HANDLE, c_int)
loose_char_box = _entry("FPDFText_GetLooseCharBox", c_int, HANDLE, c_int, OUT)
text_size = _entry("FPDFTextObj_GetFontSize", c_int, HANDLE, OUT)
text_mode = _entry("FPDFTextObj_GetTextRenderMode", c_int, HANDLE)
text_font = _entry("FPDFTextObj_GetFont", HANDLE, HANDLE)
font_name = _entry("FPDFFont_GetBaseFontName", c_ulong, HANDLE, c_char_p, c_ulong)
font_weight = _entry("FPDFFont_GetWeight", c_int, HANDLE)
font_angle = _entry("FPDFFont_GetItalicAngle", c_int, HANDLE, OUT)
matrix = _entry("FPDFPageObj_GetMatrix", c_int, HANDLE, OUT)
fill_rgba = _entry("FPDFPageObj_GetFillColor", c_int, HANDLE, OUT, OUT, OUT, OUT)
stroke_rgba = _entry("FPDFPageObj_GetStrokeColor", c_int, HANDLE, OUT, OUT, OUT, OUT)
stroke_width = _entry("FPDFPageObj_GetStrokeWidth", c_int, HANDLE, OUT)
object_type = _entry("FPDFPageObj_GetType", c_int, HANDLE)
object_bounds = _entry("FPDFPageObj_GetBounds", c_int, HANDLE, OUT, OUT, OUT, OUT)
object_mark = _entry("FPDFPageObj_GetMarkedContentID", c_int, HANDLE)
page_object_count = _entry("FPDFPage_CountObjects", c_int, HANDLE)
page_object = _entry("FPDFPage_GetObject", HANDLE, HANDLE, c_int)
form_object_count = _entry("FPDFFormObj_CountObjects", c_int, HANDLE)
form_object = _entry("FPDFFormObj_GetObject", HANDLE, HANDLE, c_ulong)
path_draw_mode = _entry("FPDFPath_GetDrawMode", c_int, HANDLE, OUT, OUT)
segment_count = _entry("FPDFPath_CountSegments", c_int, HANDLE)
path_segment = _entry("FPDFPath_GetPathSegment", HANDLE, HANDLE, c_int)
segment_point = _entry("FPDFPathSegment_GetPoint", c_int, HANDLE, OUT, OUT)
segment_type = _entry("FPDFPathSegment_GetType", c_int, HANDLE)


_COLOUR, _NUMBER = (c_uint * 4)(), c_float()
_RGBA = tuple(addressof(_COLOUR) + sizeof(c_uint) * place for place in range(4))
_MATRIX = (c_float * 6)()
_AT_NUMBER, _AT_MATRIX = addressof(_NUMBER), addressof(_MATRIX)
"""Buffers that every call fills again: pdfium runs in one thread of a process only."""


def fill_colour(thing: int) -> tuple[int, int, int]:
    """Fill colour of a page object as red, green, blue; black where pdfium knows none."""
    if not fill_rgba(thing, *_RGBA):
        return 0, 0, 0
    red, green, blue = _COLOUR[:3]
    return red, green, blue


def stroke_colour(thing: int) -> tuple[int, int, int]:
    """Stroke colour of a page object as red, green, blue; black where pdfium knows none."""
    if not stroke_rgba(thing, *_RGBA):
        return 0, 0, 0
    red, green, blue = _COLOUR[:3]
    return red, green, blue


def matrix_of(thing: int) -> tuple[float, float, float, float, float, float]:
    """Transform of a page object: a, b, c, d, e, f."""
    matrix(thing, _AT_MATRIX)
    a, b, c, d, e, f = _MATRIX[:]
    return a, b, c, d, e, f


def text_font_name(font: int) -> str:
    """Base font name without the prefix of a subset."""
    buffer = create_string_buffer(128)
    font_name(font, buffer, 128)
    return buffer.value.decode("utf-8", "replace").split("+", 1)[-1]


def measured(call: Callable[..., Any], thing: int) -> float:
    """Value of a call that fills one float; 0.0 where it fails."""
    return float(_NUMBER.value) if call(thing, _AT_NUMBER) else 0.0
