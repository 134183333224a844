"""The quick reader: words, rules and fills from pdfium's page text and page objects.

pdfium hands over the text of a page in one call; only the first and the last character of each stretch are asked for
their boxes, and only once for each text object its font and colour. Coordinates arrive in PDF user space (origin at
the bottom left of the uncropped, unrotated page) and leave as described in `extractors.contract`.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from ctypes import addressof, c_int, c_ushort
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractors import pdfium_calls as calls
from extractors.contract import BLACK, Box, Colour, Page, Word
from extractors.marks import ASCENT, DESCENT, attach_marks, is_alike, is_glued, joined
from extractors.paths import path_shapes
from extractors.placement import Placement
from extractors.shown import SHOWN, UNKNOWN
from extractors.tags import is_tagged, read_tags

_WORD = re.compile(r"[^\s\x00]+")
_STRETCH = re.compile(r"[^\s\x00](?:[^\r\n\x00]*[^\s\x00])?")
"""Text between two line breaks of pdfium, which stand wherever text goes on elsewhere on the page."""
_WIDE = 0.95
"""Share of the font size: characters that take more than this on average have been set apart."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 600
_SAMPLED = 24
"""Places in the text of a page that are asked which way it runs."""
_TURNED = 0.85
"""Share of them that must run another way than the page lies for it to be turned."""
_FEWEST = 12
"""Characters from which it can be said how a page lies."""
_FAR = 1e9
_RIGHT = math.pi / 2
_INVISIBLE = 3
"""Text render mode of text that is neither filled nor stroked."""


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    bold: bool
    italic: bool


_NO_FONT = _Font("", bold=False, italic=False)


class _Style(NamedTuple):
    """A named tuple, since some programs set every letter by itself, with a style of its own."""

    font: _Font
    size: float
    colour: Colour
    visible: bool
    baseline: float | None = None
    """Height of the baseline in user space, for text that runs from left to right; unknown on pages that lie on their
    side, where the matrix of a form, which pdfium does not tell, often turns the text.
    """
    ascent: float = 0.0
    descent: float = 0.0
    mark: int = -1


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
            tagged = is_tagged(document)
            return [_read_page(document, number, tagged=tagged) for number in numbers]
        finally:
            document.close()


def _read_page(document: Any, number: int, *, tagged: bool) -> Page:
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        text = _Text(text_page, Placement.of(page), marked=tagged)
        turned = text.turn()
        place = text.place
        rules, fills, images = path_shapes(page.raw, place.box)
        words = list(text.words([rule.box for rule in rules if not rule.horizontal]))
        words, rules = attach_marks(words, rules)
        tags = read_tags(page) if tagged else ()
        seen = tuple(words), tuple(rules), tuple(fills), tuple(images), tags
        return Page(number, place.width, place.height, *seen, turned)
    finally:
        text_page.close()
        page.close()


class _Text:
    """The text of one page: cuts it into words and asks pdfium for the boxes of their ends."""

    def __init__(self, text_page: Any, place: Placement, *, marked: bool) -> None:
        self.marked = marked
        self.pointer = text_page.raw
        self.handle = calls.handle(text_page.raw)
        self.place = place
        self.styles: dict[int, _Style] = {}
        self.fonts: dict[int, _Font] = {}
        self.verticals: list[Box] = []
        self.first, self.final = raw.FS_RECTF(), raw.FS_RECTF()
        self.outs = addressof(self.first), addressof(self.final)
        self.text, self.shifted = self.read()

    def read(self) -> tuple[str, bool]:
        """The text, and whether places in it differ from places of characters (some have no Unicode value)."""
        count = max(raw.FPDFText_CountChars(self.pointer), 0)
        buffer = (c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self.pointer, 0, count, buffer) - 1
        text = bytes(buffer).decode("utf-16-le", "surrogatepass")[: max(written, 0)]
        return text, written != count or len(text) != count

    def turn(self) -> int:
        """Turn the page, where nearly all of its text lies on its side, and say by how many quarters, clockwise."""
        step = max(len(self.text) // _SAMPLED, 1)
        words = (_WORD.search(self.text, at) for at in range(0, len(self.text), step))
        ways = (-round(raw.FPDFText_GetCharAngle(self.pointer, self.at(w.start())) / _RIGHT) % 4 for w in words if w)
        ahead = list(itertools.islice(ways, 2))
        wanted = max(ahead, default=self.place.turns)
        if wanted == self.place.turns or min(ahead) == self.place.turns:
            return 0
        seen = [*ahead, *ways]
        if len(seen) < _FEWEST or seen.count(wanted) < _TURNED * len(seen):
            return 0
        turned = (wanted - self.place.turns) % 4
        self.place = replace(self.place, turns=wanted)
        return turned

    def words(self, verticals: Sequence[Box]) -> Iterator[Word]:
        """Words in the order of the file; what one text object sets stays whole unless a vertical line cuts it.

        Words that are set letter by letter are put together.
        """
        self.verticals = sorted(verticals)
        last: Word | None = None
        letter = False
        for word in self.pieces_as_set():
            glued = last is not None and is_glued(last, word)
            letters, letter = letter and len(word.text) == 1, len(word.text) == 1
            if last is not None and glued and letters and is_alike(last, word):
                whole = joined(last, word)
                if self.is_one(whole):
                    last = whole
                    continue
            if last is not None:
                yield last
            last = word._replace(glued=True) if glued else word
        if last is not None:
            yield last

    def pieces_as_set(self) -> Iterator[Word]:
        """The same, before anything is put together."""
        for match in _STRETCH.finditer(self.text):
            for start, end, style, letters in self.styled(*match.span()):
                if not style.visible:
                    continue
                whole = self.word(start, end, style)
                if end - start == 1 or self.is_one(whole):
                    yield whole
                elif letters:
                    yield from (self.word(at, at + 1, style) for at in range(start, end))
                else:
                    yield from (self.word(*m.span(), style) for m in _WORD.finditer(self.text, start, end))

    def styled(self, start: int, end: int) -> list[tuple[int, int, _Style, bool]]:
        """Runs with their styles; letters of one word that are set one by one in one style make a run."""
        runs: list[tuple[int, int, _Style, bool]] = []
        for begin, stop, thing in self.runs(start, end):
            style = self.styles.get(thing) or self.style(thing)
            letter = stop - begin == 1
            last = runs[-1] if runs else None
            if letter and last is not None and last[3] and last[1] == begin and last[2] == style:
                runs[-1] = (last[0], stop, style, True)
            else:
                runs.append((begin, stop, style, letter))
        return runs

    def is_one(self, word: Word) -> bool:
        """Whether a run stands together: not set apart by blanks or gaps, and crossed by no vertical line."""
        x0, top, x1, bottom = word.box
        if x1 - x0 > _WIDE * len(word.text) * max(word.size, 1.0) or "   " in word.text:
            return False
        lines = self.verticals
        first, final = bisect_right(lines, (x0 + 1, _FAR)), bisect_left(lines, (x1 - 1, -_FAR))
        if first >= final:
            return True
        middle = (top + bottom) / 2
        return not any(line[1] <= middle <= line[3] for line in lines[first:final])

    def runs(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """A stretch of text, cut where it passes from one text object to another, with the address of each object."""
        first = calls.char_object(self.handle, self.at(start)) or 0
        if first == (calls.char_object(self.handle, self.at(end - 1)) or 0):
            return [(start, end, first)]
        runs: list[tuple[int, int, int]] = []
        for match in _WORD.finditer(self.text, start, end):
            for begin, stop, thing in self.pieces(*match.span()):
                if runs and runs[-1][2] == thing:
                    runs[-1] = (runs[-1][0], stop, thing)
                else:
                    runs.append((begin, stop, thing))
        return runs

    def at(self, index: int) -> int:
        return raw.FPDFText_GetCharIndexFromTextIndex(self.pointer, index) if self.shifted else index

    def pieces(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """A word, cut where it passes from one text object to another; each piece with the address of its object."""
        handle = self.handle
        first = calls.char_object(handle, self.at(start)) or 0
        if end - start == 1 or first == (calls.char_object(handle, self.at(end - 1)) or 0):
            return [(start, end, first)]
        pieces, begin, current = [], start, first
        for index in range(start + 1, end):
            here = calls.char_object(handle, self.at(index)) or 0
            if here != current:
                pieces.append((begin, index, current))
                begin, current = index, here
        return [*pieces, (begin, end, current)]

    def word(self, start: int, end: int, style: _Style) -> Word:
        first, final = self.first, self.final
        calls.loose_char_box(self.handle, self.at(start), self.outs[0])
        calls.loose_char_box(self.handle, self.at(end - 1), self.outs[1])
        bottom = first.bottom if first.bottom < final.bottom else final.bottom
        top = first.top if first.top > final.top else final.top
        left = first.left if first.left < final.left else final.left
        right = final.right if final.right > first.right else first.right
        line = style.baseline
        if line is not None and bottom - style.size <= line <= top:
            bottom, top = line - style.descent, line + style.ascent
        box = self.place.box(left, bottom, right, top)
        shown = self.text[start:end].translate(SHOWN) or UNKNOWN
        font = style.font
        word = Word(shown, box, font.name, style.size or box.height, font.bold, font.italic, style.colour)
        return word._replace(mark=style.mark) if self.marked else word

    def style(self, thing: int) -> _Style:
        mark = calls.object_mark(thing) if self.marked and thing else -1
        style = self.styles[thing] = _style(thing, self.fonts, mark, upright=self.place.turns % 2 == 0)
        return style


def _style(thing: int, fonts: dict[int, _Font], mark: int, *, upright: bool) -> _Style:
    if not thing:
        return _Style(_NO_FONT, 0.0, BLACK, visible=True)
    address = calls.text_font(thing) or 0
    font = fonts.get(address)
    if font is None:
        font = fonts[address] = _font(address)
    a, b, _, d, _, f = calls.matrix_of(thing)
    size = calls.measured(calls.text_size, thing) * (max(abs(d), abs(b)) or 1.0)
    level = upright and abs(b) < 0.01 * abs(a) and d > 0
    visible = calls.text_mode(thing) != _INVISIBLE
    baseline = f if level else None
    return _Style(font, size, calls.fill_colour(thing), visible, baseline, ASCENT * size, DESCENT * size, mark)


def _font(address: int) -> _Font:
    name = calls.text_font_name(address)
    angle = c_int()
    calls.font_angle(address, addressof(angle))
    bold = bool(_BOLD.search(name)) or calls.font_weight(address) >= _BOLD_WEIGHT
    return _Font(name, bold, bool(_ITALIC.search(name)) or angle.value != 0)
