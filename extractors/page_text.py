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
from typing import Any, NamedTuple

from pypdfium2 import raw

from extractors import pdfium_calls as calls
from extractors.contract import BLACK, Box, Colour, Word
from extractors.jumps import JUMP, glued_anywhere, jumps_somewhere
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
_Kind = tuple[str, float, bool, bool, Colour, bool, float, float, bool]
"""What text objects share that look alike: the fields of `_Style` but the last two."""


class _Style(NamedTuple):
    """A flat tuple, since some programs set every letter by itself, with a style of its own."""

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
    baseline: float = 0.0
    """Height in user space."""
    mark: int = -1


_NO_STYLE = _Style()
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
        ways = (-round(raw.FPDFText_GetCharAngle(self.pointer, self._at(w.start())) / _RIGHT) % 4 for w in words if w)
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
                if not style.visible:
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
        self.jumps = jumps_somewhere([pieces[at] for at, *_ in runs])
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
        left, top, right, bottom = calls.end_boxes(self.handle, self._at(index), self._at(index))
        return self.place.box(left, bottom, right, top)

    def _runs(self, start: int, end: int) -> Sequence[_Run]:
        """A stretch of text, cut where it passes from one text object to another.

        Letters of one word that are set one by one in one style make a run.
        """
        first = calls.char_object(self.handle, self._at(start))
        if first == calls.char_object(self.handle, self._at(end - 1)):
            return ((start, end, self.styles.get(first) or self._style(first), end - start == 1),)
        runs: list[_Run] = []
        for begin, stop, thing in self._objects(start, end):
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
        text, (x0, top, x1, bottom), _, size = word[:4]
        if x1 - x0 > _WIDE * len(text) * (size if size > 1.0 else 1.0) or "   " in text:
            return False
        first, final = bisect_right(self.lefts, x0 + 1), bisect_left(self.lefts, x1 - 1)
        middle = (top + bottom) / 2
        return first >= final or all(not head <= middle <= foot for _, head, _, foot in self.verticals[first:final])

    def _objects(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """A stretch of text, cut where it passes from one text object to another, with the address of each object.

        Where two words begin in one object, all between them is set by it.
        """
        spans = [match.span() for match in _WORD.finditer(self.text, start, end)]
        things = [calls.char_object(self.handle, self._at(begin)) for begin, _ in spans]
        runs: list[tuple[int, int, int]] = []
        for (begin, stop), thing, after in zip(spans, things, [*things[1:], -1], strict=True):
            parts = [(begin, stop, thing)] if thing == after else self._parts(begin, stop, thing)
            if runs and runs[-1][2] == thing:
                runs[-1] = (runs[-1][0], *parts.pop(0)[1:])
            runs += parts
        return runs

    def _at(self, index: int) -> int:
        return raw.FPDFText_GetCharIndexFromTextIndex(self.pointer, index) if self.shifted else index

    def _parts(self, start: int, end: int, first: int) -> list[tuple[int, int, int]]:
        """A word, cut where it passes from one text object to another; each piece with the address of its object."""
        handle = self.handle
        if end - start == 1 or first == calls.char_object(handle, self._at(end - 1)):
            return [(start, end, first)]
        pieces, begin, current = [], start, first
        for index in range(start + 1, end):
            here = calls.char_object(handle, self._at(index))
            if here != current:
                pieces.append((begin, index, current))
                begin, current = index, here
        return [*pieces, (begin, end, current)]

    def _word(self, start: int, end: int, style: _Style) -> Word:
        font, size, bold, italic, colour, _, ascent, descent, level, line, mark = style
        left, top, right, bottom = calls.end_boxes(self.handle, self._at(start), self._at(end - 1))
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
            mark = calls.mark_of(calls.Handle(address)) if self.marked else -1
            style = _Style(*kind, line if kind[8] else 0.0, mark)
        self.styles[address] = style
        return style

    def _kind(self, address: int, mode: int, look: bytes) -> _Kind:
        name, bold, italic = self.fonts.get(address) or self._font(address)
        colour, own_size, (a, b, _, d) = calls.look_parts(look)
        size = own_size * (max(abs(d), abs(b)) or 1.0)
        level = self.place.turns % 2 == 0 and abs(b) < 0.01 * abs(a) and d > 0
        kind = name, size, bold, italic, colour, mode != _INVISIBLE, ASCENT * size, DESCENT * size, level
        self.kinds[address, mode, look] = kind
        return kind

    def _font(self, address: int) -> _Font:
        name, weight, angle = calls.font_look(calls.Handle(address))
        bold = bool(_BOLD.search(name)) or weight >= _BOLD_WEIGHT
        font = self.fonts[address] = name, bold, bool(_ITALIC.search(name)) or angle != 0
        return font
