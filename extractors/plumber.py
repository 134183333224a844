"""The second reader: the same pages through pdfplumber, character by character.

Slower by more than an order of magnitude, and independent of pdfium down to the parser, so it can bear witness where
the quick reader is in doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors.contract import BLACK, Box, Colour, Fill, Page, Rule, Word
from extractors.marks import ASCENT, DESCENT, attach_marks, is_glued

_THIN = 3.0
"""Points: a filled box no thicker than this is a line."""
_BULLET_CODE = re.compile(r"\(cid:\d+\)")
_WHITE = 250
_FEWEST = 12
"""Characters from which it can be said how a page lies."""
_TURNED = 0.85
"""Share of the characters that must run another way than the page lies for it to be turned."""


class PlumberReader:
    """Reads born-digital PDFs through pdfplumber."""

    name = "pdfplumber"

    def read(self, path: Path, pages: tuple[int, ...] | None = None) -> list[Page]:
        """Read the pages of a PDF.

        Args:
            path: The file; it must open without a password.
            pages: Numbers of the pages wanted, from 1; all by default.

        Returns:
            One `Page` for each number, in the given order.
        """
        import pdfplumber

        read = []
        with pdfplumber.open(path) as document:
            for number in pages or range(1, len(document.pages) + 1):
                page = document.pages[number - 1]
                turns = _turns(page)
                if not turns:
                    read.append(_page(page, number))
                    page.close()
                    continue
                margin = _page(page.filter(_is_flat), number).words
                read.append(_turned(_page(_again(document, page, turns).filter(_is_flat), number), margin, turns))
        return read


def _turns(page: Any) -> int:
    """Quarters by which the page must be turned clockwise; 0 unless nearly all of its text lies on its side."""
    ways = Counter(_way(char["matrix"]) for char in page.chars if char["text"].strip())
    way, often = ways.most_common(1)[0] if ways else (0, 0)
    return way if often >= max(_TURNED * ways.total(), _FEWEST) else 0


def _again(document: Any, page: Any, turns: int) -> Any:
    """The page, read again as it lies after turning it clockwise."""
    from pdfplumber.page import Page as PlumberPage

    source = page.page_obj
    source.rotate = (source.rotate + 90 * turns) % 360
    source.attrs = {**source.attrs, "Rotate": source.rotate}
    return PlumberPage(document, source, page_number=page.page_number, initial_doctop=page.initial_doctop)


def _is_flat(thing: dict[str, Any]) -> bool:
    """Whether a thing is no character, or one that is upright."""
    return thing["object_type"] != "char" or _way(thing["matrix"]) == 0


def _turned(page: Page, margin: tuple[Word, ...], turns: int) -> Page:
    """A page that was turned, with the words that lie on their side since."""
    side = (word._replace(box=_turn(word.box, page, turns)) for word in margin)
    return replace(page, words=(*page.words, *side), turned=turns)


def _turn(box: Box, page: Page, turns: int) -> Box:
    """A box of the page as it lay before, on the page as it lies after turning it clockwise."""
    x0, top, x1, bottom = box
    if turns == 1:
        return Box(page.width - bottom, x0, page.width - top, x1)
    if turns == 2:
        return Box(page.width - x1, page.height - bottom, page.width - x0, page.height - top)
    return Box(top, page.height - x1, bottom, page.height - x0)


def _way(matrix: tuple[float, ...]) -> int:
    """Quarters by which text must be turned clockwise to be upright."""
    a, b, *_ = matrix
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _page(page: Any, number: int) -> Page:
    left, top = page.bbox[0], page.bbox[1]
    found = page.extract_words(
        x_tolerance_ratio=0.15, y_tolerance=2, keep_blank_chars=False, use_text_flow=True,
        extra_attrs=["fontname", "size", "non_stroking_color"],
        return_chars=True,
    )  # fmt: skip
    rules, fills = _shapes(page, left, top)
    words, rules = attach_marks(_words(found, left, top), rules)
    images = tuple(_box(image, left, top) for image in page.images)
    return Page(number, float(page.width), float(page.height), tuple(words), tuple(rules), tuple(fills), images)


def _box(thing: dict[str, Any], left: float, top: float) -> Box:
    return Box(thing["x0"] - left, thing["top"] - top, thing["x1"] - left, thing["bottom"] - top)


def _words(found: Iterable[dict[str, Any]], left: float, top: float) -> list[Word]:
    words: list[Word] = []
    for entry in found:
        word = _word(entry, left, top)
        words.append(word._replace(glued=True) if words and is_glued(words[-1], word) else word)
    return words


def _word(word: dict[str, Any], left: float, top: float) -> Word:
    name = str(word["fontname"]).split("+", 1)[-1]
    size = float(word["size"])
    box = _box(word, left, top)
    first = word["chars"][0]
    if word["upright"] and first["matrix"][1] == 0:
        baseline = box.bottom + first["y0"] - first["matrix"][5]
        box = Box(box.x0, baseline - ASCENT * size, box.x1, baseline + DESCENT * size)
    return Word(
        _BULLET_CODE.sub("•", word["text"]),
        box,
        name,
        size,
        bool(re.search(r"bold|black|heavy|demi", name, re.IGNORECASE)),
        bool(re.search(r"italic|oblique", name, re.IGNORECASE)),
        colour_of(word["non_stroking_color"]),
    )


def colour_of(value: Any) -> Colour:
    """Grey, RGB or CMYK components from 0 to 1 as red, green, blue from 0 to 255."""
    parts = [float(v) for v in value] if isinstance(value, list | tuple) else []
    if len(parts) == 1:
        grey = round(parts[0] * 255)
        return grey, grey, grey
    if len(parts) == 3:
        red, green, blue = (round(p * 255) for p in parts)
        return red, green, blue
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        red, green, blue = (round(255 * (1 - c) * (1 - key)) for c in (cyan, magenta, yellow))
        return red, green, blue
    return BLACK


def _shapes(page: Any, left: float, top: float) -> tuple[list[Rule], list[Fill]]:
    rules = [Rule(_box(line, left, top), colour_of(line["stroking_color"])) for line in page.lines]
    curves = [(_box(curve, left, top), curve) for curve in page.curves if curve["fill"]]
    fills = [Fill(b, colour_of(c["non_stroking_color"])) for b, c in curves if min(b.width, b.height) > _THIN]
    for rect in page.rects:
        box, ink = _box(rect, left, top), colour_of(rect["non_stroking_color"])
        if min(box.width, box.height) <= _THIN:
            if not (rect["fill"] and not rect["stroke"] and min(ink) >= _WHITE):
                rules.append(Rule(box, ink if rect["fill"] else colour_of(rect["stroking_color"])))
            continue
        if rect["fill"]:
            fills.append(Fill(box, ink))
        if rect["stroke"] and min(colour_of(rect["stroking_color"])) < _WHITE:
            rules += [Rule(edge, colour_of(rect["stroking_color"])) for edge in _edges(box)]
    return rules, fills


def _edges(box: Box) -> Iterable[Box]:
    x0, top, x1, bottom = box
    return (
        Box(x0, top, x1, top), Box(x0, bottom, x1, bottom), Box(x0, top, x0, bottom), Box(x1, top, x1, bottom)
    )  # fmt: skip
