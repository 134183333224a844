"""The quick reader: words, rules and fills from pdfium's page text and page objects.

pdfium hands over the text of a page in one call; only the first and the last character of each word are asked for
their boxes, and only once for each text object its font and colour. Coordinates arrive in PDF user space (origin at
the bottom left of the uncropped, unrotated page) and leave as described in `extractors.contract`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import addressof, c_int, c_ushort
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractors import pdfium_calls as calls
from extractors.contract import BLACK, Box, Colour, Page, Word
from extractors.marks import ASCENT, DESCENT, attach_marks, is_glued
from extractors.paths import path_shapes

_WORD = re.compile(r"[^\s\x00]+")
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What pdfium hands over for a hyphen at the end of a line."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 600
_INVISIBLE = 3
"""Text render mode of text that is neither filled nor stroked."""


@dataclass(frozen=True, slots=True)
class _Style:
    font: str
    size: float
    bold: bool
    italic: bool
    colour: Colour
    visible: bool
    baseline: float | None = None
    """Height of the baseline in user space, for text that runs from left to right."""
    ascent: float = 0.0
    descent: float = 0.0


class QuickReader:
    """Reads born-digital PDFs through pdfium."""

    name = "pdfium"

    def read(self, path: Path, pages: tuple[int, ...] | None = None) -> list[Page]:
        """Read the pages of a PDF.

        Args:
            path: The file; it must open without a password.
            pages: Numbers of the pages wanted, from 1; all by default.

        Returns:
            One `Page` for each number, in the given order.
        """
        document = pdfium.PdfDocument(path)
        try:
            numbers = pages or range(1, len(document) + 1)
            return [_read_page(document, number) for number in numbers]
        finally:
            document.close()


def _read_page(document: Any, number: int) -> Page:
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        place = _Placement.of(page)
        words = list(_words(text_page, place))
        rules, fills, images = path_shapes(page.raw, place.box)
        words, rules = attach_marks(words, rules)
        return Page(number, place.width, place.height, tuple(words), tuple(rules), tuple(fills), tuple(images))
    finally:
        text_page.close()
        page.close()


@dataclass(frozen=True, slots=True)
class _Placement:
    """How user space lies on the page as it is seen: crop box and rotation."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: Any) -> _Placement:
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right, top, page.get_rotation() // 90)

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Turn a user-space rectangle into a box on the page as seen."""
        if self.turns == 0:
            return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.turns == 1:
            return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.turns == 2:
            return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)


def _words(text_page: Any, place: _Placement) -> Iterator[Word]:
    handle = calls.handle(text_page.raw)
    count = raw.FPDFText_CountChars(text_page.raw)
    if count <= 0:
        return
    buffer = (c_ushort * (count + 1))()
    raw.FPDFText_GetText(text_page.raw, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "surrogatepass")[:count]
    styles: dict[int, _Style] = {}
    last: Word | None = None
    for match in _WORD.finditer(text):
        for start, end in _pieces(handle, match.start(), match.end()):
            word = _word(handle, (start, end), text[start:end], place, styles)
            if word is None:
                continue
            if last is not None and is_glued(last, word):
                word = replace(word, glued=True)
            last = word
            yield word


def _pieces(handle: int, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a word where it passes from one text object to another."""
    first = calls.char_object(handle, start)
    if end - start == 1 or first == calls.char_object(handle, end - 1):
        return [(start, end)]
    pieces, begin, current = [], start, first
    for index in range(start + 1, end):
        here = calls.char_object(handle, index)
        if here != current:
            pieces.append((begin, index))
            begin, current = index, here
    return [*pieces, (begin, end)]


def _word(handle: int, span: tuple[int, int], text: str, place: _Placement, styles: dict[int, _Style]) -> Word | None:
    start, end = span
    thing = calls.char_object(handle, start) or 0
    style = styles.get(thing)
    if style is None:
        style = styles[thing] = _style(thing)
    if not style.visible:
        return None
    first, final = raw.FS_RECTF(), raw.FS_RECTF()
    calls.loose_char_box(handle, start, addressof(first))
    calls.loose_char_box(handle, end - 1, addressof(final))
    bottom, top = min(first.bottom, final.bottom), max(first.top, final.top)
    if style.baseline is not None and bottom - style.size <= style.baseline <= top:
        bottom, top = style.baseline - style.descent, style.baseline + style.ascent
    box = place.box(min(first.left, final.left), bottom, max(first.right, final.right), top)
    shown = text.translate(_HYPHENS)
    return Word(shown, box, style.font, style.size or box.height, style.bold, style.italic, style.colour)


def _style(thing: int) -> _Style:
    if not thing:
        return _Style("", 0.0, bold=False, italic=False, colour=BLACK, visible=True)
    font = calls.text_font(thing)
    name = calls.text_font_name(font)
    angle = c_int()
    calls.font_angle(font, addressof(angle))
    matrix = raw.FS_MATRIX()
    calls.matrix(thing, addressof(matrix))
    size = calls.measured(calls.text_size, thing) * float(max(abs(matrix.d), abs(matrix.b)) or 1.0)
    level = abs(matrix.b) < 0.01 * abs(matrix.a) and matrix.d > 0
    return _Style(
        font=name,
        size=size,
        bold=bool(_BOLD.search(name)) or calls.font_weight(font) >= _BOLD_WEIGHT,
        italic=bool(_ITALIC.search(name)) or angle.value != 0,
        colour=calls.fill_colour(thing),
        visible=calls.text_mode(thing) != _INVISIBLE,
        baseline=matrix.f if level else None,
        ascent=ASCENT * size,
        descent=DESCENT * size,
    )
