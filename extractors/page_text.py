"""The text of one page of a PDF as words: cut where lines cross it or the style changes, joined where letters touch.

pdfium hands over the text of a page in one call; only the first and the last character of each run are asked for their
boxes, and only once for each text object its font and colour.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from ctypes import c_ushort
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from pypdfium2 import raw

from extractors import pdfium_calls as calls
from extractors.contract import BLACK, Box, Colour, Word
from extractors.jumps import JUMP, far_runs, glued_anywhere
from extractors.marks import ASCENT, DESCENT, is_alike, is_glued, joined
from extractors.placement import Placement
from extractors.shown import SHOWN, UNKNOWN

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
_RIGHT = math.pi / 2
_INVISIBLE = 3
"""Text render mode of text that is neither filled nor stroked."""


_Font = tuple[str, bool, bool]
"""Name, bold, italic."""


class _Kind(NamedTuple):
    """What text objects share that look alike."""

    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: Colour = BLACK
    visible: bool = True
    ascent: float = 0.0
    descent: float = 0.0
    level: bool = False
    """Whether text runs from left to right, so that the place of its object tells the baseline; unknown on pages that
    lie on their side, where the matrix of a form, which pdfium does not tell, often turns the text.
    """


_Style = tuple[_Kind, float, int]
"""Kind, height of the baseline in user space where it is level, marked content.

A plain tuple, since some programs set every letter by itself, with a style of its own.
"""
_NO_STYLE: _Style = _Kind(), 0.0, -1
_Run = tuple[int, int, _Style, bool]
"""Start, end, style, and whether each letter is set by itself."""


class PageText:
    """The text of one page: cuts it into words and asks pdfium for the boxes of their ends."""

    def __init__(self, text_page: Any, place: Placement, *, marked: bool) -> None:
        """Read the characters of a page.

        Args:
            text_page: Text page of pypdfium2, which must stay open.
            place: How the page lies.
            marked: Whether the marked content is wanted to which each word belongs.
        """
        self.marked = marked
        self.pointer = text_page.raw
        self.handle = calls.handle(text_page.raw)
        self.place = place
        self.styles: dict[int, _Style] = {}
        self.kinds: dict[tuple[int, int, bytes], _Kind] = {}
        self.fonts: dict[int, _Font] = {}
        self.verticals: Sequence[Box] = ()
        self.lefts: Sequence[float] = ()
        self.jumps = False
        self.text, self.shifted = self._read()
        self.object_at = self._object if self.shifted else partial(calls.char_object, self.handle)

    def _read(self) -> tuple[str, bool]:
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
        starts = (self._at(w.start()) if self.shifted else w.start() for w in words if w)
        ways = (-round(raw.FPDFText_GetCharAngle(self.pointer, at) / _RIGHT) % 4 for at in starts)
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

    def words(self, verticals: Iterable[Box]) -> list[Word]:
        """Words in the order of the file; what one text object sets stays whole unless a vertical line cuts it.

        Words that are set letter by letter are put together.
        """
        self.verticals = sorted(verticals)
        self.lefts = [line[0] for line in self.verticals]
        words: list[Word] = []
        last: Word | None = None
        letter = False
        for word in self._pieces_as_set():
            letters, letter = letter and len(word[0]) == 1, len(word[0]) == 1
            if last is not None and is_glued(last, word):
                if letters and is_alike(last, word) and self._is_one(whole := joined(last, word)):
                    words[-1] = last = whole
                    continue
                last = word._replace(glued=True)
            else:
                last = word
            words.append(last)
        return glued_anywhere(words) if self.jumps else words

    def _pieces_as_set(self) -> list[Word]:
        """The same, before anything is put together."""
        pieces: list[Word] = []
        runs: list[tuple[int, int, int, _Style]] = []
        for match in _STRETCH.finditer(self.text):
            for start, end, style, letters in self._runs(*match.span()):
                if not style[0].visible:
                    continue
                whole = self._word(start, end, style)
                if end - start == 1 or self._is_one(whole):
                    pieces.append(whole)
                    if " " in whole.text:
                        runs.append((len(pieces) - 1, start, end, style))
                elif letters:
                    pieces += [self._word(at, at + 1, style) for at in range(start, end)]
                else:
                    pieces += [self._word(*m.span(), style) for m in _WORD.finditer(self.text, start, end)]
        far = [runs[n] for n in far_runs([pieces[at] for at, *_ in runs])]
        self.jumps = any(len(self._cut_at_jumps(pieces[at], start, end, style)) > 1 for at, start, end, style in far)
        if self.jumps:
            for at, start, end, style in reversed(runs):
                pieces[at : at + 1] = self._cut_at_jumps(pieces[at], start, end, style)
        return pieces

    def _cut_at_jumps(self, whole: Word, start: int, end: int, style: _Style) -> list[Word]:
        """A run of text, cut where the next word stands further away than a blank is wide."""
        found: list[tuple[int, int]] = []
        edge = 0.0
        for match in _WORD.finditer(self.text, start, end):
            first, last = match.span()
            left = self._box_of(first)
            if found and left.x0 - edge <= JUMP * whole.size:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
            edge = self._box_of(last - 1).x1
        return [whole] if len(found) == 1 else [self._word(*span, style) for span in found]

    def _box_of(self, index: int) -> Box:
        at = self._at(index) if self.shifted else index
        left, top, right, bottom = calls.end_boxes(self.handle, at, at)
        return self.place.box(left, bottom, right, top)

    def _runs(self, start: int, end: int) -> Sequence[_Run]:
        """A stretch of text, cut where it passes from one text object to another.

        Letters of one word that are set one by one in one style make a run.
        """
        first, final = self.object_at(start), self.object_at(end - 1)
        if first == final:
            return ((start, end, self.styles.get(first) or self._style(first), end - start == 1),)
        runs: list[_Run] = []
        for begin, stop, thing in self._objects(start, end, first, final):
            style = self.styles.get(thing) or self._style(thing)
            letter = stop - begin == 1
            last = runs[-1] if runs else None
            if letter and last is not None and last[3] and last[1] == begin and last[2] == style:
                runs[-1] = (last[0], stop, style, True)
            else:
                runs.append((begin, stop, style, letter))
        return runs

    def _is_one(self, word: Word) -> bool:
        """Whether a run stands together: not set apart by blanks or gaps, and crossed by no vertical line."""
        text, (x0, top, x1, bottom), size = word[0], word[1], word[3]
        if x1 - x0 > _WIDE * len(text) * (size if size > 1.0 else 1.0) or "   " in text:
            return False
        first, final = bisect_right(self.lefts, x0 + 1), bisect_left(self.lefts, x1 - 1)
        middle = (top + bottom) / 2
        return first >= final or all(not head <= middle <= foot for _, head, _, foot in self.verticals[first:final])

    def _objects(self, start: int, end: int, first: int, final: int) -> list[tuple[int, int, int]]:
        """A stretch of text, cut where it passes from one text object to another, with the address of each object."""
        parts: list[tuple[int, int, int]] = []
        begin, thing = start, first
        while thing != final:
            stop = begin + 1
            after = self._next(stop, end)
            other = self.object_at(after)
            if other == thing:
                stop = self._end(after, end - 1, thing)
                after = self._next(stop, end)
                other = self.object_at(after)
            parts.append((begin, stop, thing))
            begin, thing = after, other
        return [*parts, (begin, end, thing)]

    def _end(self, low: int, high: int, thing: int) -> int:
        """Where the text ends that an object sets, from a letter that it sets on to one that it does not set.

        Between two letters of one object all is set by it.
        """
        while high - low > 1:
            middle = (low + high) // 2
            letter = self._next(middle, high)
            if letter < high and self.object_at(letter) == thing:
                low = letter
            else:
                high = middle
        return low + 1

    def _next(self, start: int, end: int) -> int:
        """Place of the next letter that is not blank."""
        while start < end and self.text[start].isspace():
            start += 1
        return start

    def _object(self, index: int) -> int:
        """Address of the text object that sets what stands at a place in the text."""
        return calls.char_object(self.handle, self._at(index))

    def _at(self, index: int) -> int:
        """Number of a character, where places in the text are others."""
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self.pointer, index))

    def _word(self, start: int, end: int, style: _Style) -> Word:
        (font, size, bold, italic, colour, _, ascent, descent, level), line, mark = style
        ends = (self._at(start), self._at(end - 1)) if self.shifted else (start, end - 1)
        left, top, right, bottom = calls.end_boxes(self.handle, *ends)
        if level and bottom - size <= line <= top:
            bottom, top = line - descent, line + ascent
        box = self.place.box(left, bottom, right, top)
        text = self.text[start:end]
        if not text.isprintable():
            text = text.translate(SHOWN) or UNKNOWN
        return Word(text, box, font, size or box.height, bold, italic, colour, mark=mark)

    def _style(self, address: int) -> _Style:
        if not address:
            style = _NO_STYLE
        else:
            font, mode, look, line = calls.text_look(address)
            kind = self.kinds.get((font, mode, look)) or self._kind(font, mode, look)
            mark = calls.mark_of(address) if self.marked else -1
            style = kind, line if kind[8] else 0.0, mark
        self.styles[address] = style
        return style

    def _kind(self, address: int, mode: int, look: bytes) -> _Kind:
        name, bold, italic = self.fonts.get(address) or self._font(address)
        colour, own_size, (a, b, _, d) = calls.look_parts(look)
        size = own_size * (max(abs(d), abs(b)) or 1.0)
        level = self.place.turns % 2 == 0 and abs(b) < 0.01 * abs(a) and d > 0
        kind = _Kind(name, size, bold, italic, colour, mode != _INVISIBLE, ASCENT * size, DESCENT * size, level)
        self.kinds[address, mode, look] = kind
        return kind

    def _font(self, address: int) -> _Font:
        name, weight, angle = calls.font_look(calls.Handle(address))
        bold = bool(_BOLD.search(name)) or weight >= _BOLD_WEIGHT
        font = self.fonts[address] = name, bold, bool(_ITALIC.search(name)) or angle != 0
        return font
