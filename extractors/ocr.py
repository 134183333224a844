"""The reader of scans: pages as pictures in, words and ruling lines out, as from a page that was born digital.

Every page is rendered, straightened, and searched for ruling lines, so that the extractors of tables work on it as on
any other; the text is read cell by cell with tesseract. Places are those of the straightened page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import cv2
import numpy as np
import pypdfium2 as pdfium

from extractors import tesseract
from extractors.contract import Page, Rule, Word
from extractors.grid import find_grids
from extractors.marks import attach_marks
from extractors.ocr_dark import sides, with_sides
from extractors.ocr_mend import mended
from extractors.ocr_picture import Array, Picture, picture_of, tones_of, upright, without
from extractors.ocr_rules import find_dots, find_fills, find_lines
from extractors.ocr_sideways import with_sideways
from extractors.ocr_tiles import stacks
from extractors.ocr_words import settled, words_of

if TYPE_CHECKING:
    from PIL import Image

_POINTS = 72
_BEST_SCALE = 400 / 72
_LEAST_DOTS = 90.0
"""Dots per inch that a scanner would say; less is the default of a program that does not know."""
_A4 = 842.0
"""Points of the longer side."""
_POOR = 0.75
"""Mean confidence of longer words below which a page may lie on its side."""
_LONG = 3


@dataclass(slots=True)
class OcrReader:
    """Reads pages that are pictures."""

    name: ClassVar[str] = "ocr"
    failures: dict[int, str] = field(default_factory=dict)
    """Pages that could not be read, by number, and why."""

    def read(self, path: Path, pages: tuple[int, ...] | None = None) -> list[Page]:
        """Read pages of a PDF from their pictures.

        Args:
            path: The file; it must open without a password.
            pages: Numbers of the pages wanted, from 1; all by default.

        Returns:
            One `Page` for each number, in the given order; the confidence of words goes from 0 to 1. A page on which
            the program failed is left out, and told in `failures`.

        Raises:
            TesseractError: The program that reads is missing, or fails on all pages.
        """
        document = pdfium.PdfDocument(path)
        try:
            numbers = tuple(pages or range(1, len(document) + 1))
            with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
                read = [
                    page for batch in _batches(numbers) for page in pool.map(self._tried, *_rendered(document, batch))
                ]
        finally:
            document.close()
        if self.failures and len(self.failures) == len(numbers):
            raise tesseract.TesseractError(next(iter(self.failures.values())))
        return [page for page in read if page is not None]

    def _tried(self, number: int, picture: Picture) -> Page | None:
        try:
            return read_picture(number, picture)
        except tesseract.TesseractError as error:
            self.failures[number] = str(error)
            return None


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """So many pages at a time that their pictures fit into memory."""
    size = os.cpu_count() or 1
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _rendered(document: pdfium.PdfDocument, numbers: Sequence[int]) -> tuple[list[int], list[Picture]]:
    pictures = []
    for number in numbers:
        page = document[number - 1]
        pictures.append(picture_of(page))
        page.close()
    return list(numbers), pictures


def read_picture(number: int, picture: Picture) -> Page:
    """The page that a picture shows; one that lies on its side is turned first."""
    page = _read_upright(number, picture)
    if page.words and _mean_confidence(page) >= _POOR:
        return page
    turns = tesseract.turns_needed(picture.grey, round(picture.scale * _POINTS))
    if not turns:
        return page
    other = _read_upright(number, _on_its_feet(picture, turns))
    other = replace(other, turned=turns, slant=picture.angle + other.slant)
    return other if _mean_confidence(other) > _mean_confidence(page) else page


def _mean_confidence(page: Page) -> float:
    """Mean confidence of the words, where short ones count as nothing: print on its side falls into pieces.

    Nor do words that run up or down the page: where most do, it is the page that lies on its side.
    """
    sure = sum(w.confidence for w in page.words if len(w.text) >= _LONG and w.box.width > w.box.height)
    return sure / max(1.0, 0.6 * len(page.words), sum(len(w.text) >= _LONG for w in page.words))


def _on_its_feet(picture: Picture, turns: int) -> Picture:
    grey: Array = np.ascontiguousarray(np.rot90(picture.grey, -turns))
    colour: Array = np.ascontiguousarray(np.rot90(picture.colour, -turns))
    return upright(grey, colour, picture.scale)


def _read_upright(number: int, picture: Picture) -> Page:
    scale = picture.scale
    lines, mask = find_lines(picture)
    edges = sides(picture.grounds, lines)
    grids = find_grids([*lines, *edges])
    free = [f for f in picture.grounds if not any(grid.box.contains(*f.box.centre) for grid in grids)]
    fills = [*find_fills(picture, grids), *free]
    boxes = [grid.span_box(span) for grid in grids for span in grid.spans]
    words: list[Word] = []
    bare = without(picture.grey, with_sides(mask, edges, scale))
    for stack in stacks(bare, boxes, [f.box for f in free], scale):
        words += words_of(stack, tesseract.read_block(stack.picture, round(scale * _POINTS)), scale)
    dots = find_dots(picture)
    words = [w for w in mended(settled(words)) if len(w.text) > 1 or not any(_stands_in(w, dot) for dot in dots)]
    words = with_sideways(words, bare, boxes, scale)
    marked, kept = attach_marks([*words, *dots], lines)
    height, width = (value / scale for value in picture.grey.shape)
    sound = tuple(_sound([*kept, *edges]))
    return Page(number, width, height, tuple(marked), sound, tuple(fills), slant=picture.angle)


def _stands_in(word: Word, dot: Word) -> bool:
    """Whether a sign is what the reading program took a dot for."""
    return dot.box.contains(*word.box.centre) or word.box.contains(*dot.box.centre)


def _sound(rules: Sequence[Rule]) -> list[Rule]:
    """Lines without the short upright ones that touch no other: strokes of large letters."""
    level = [r.box for r in rules if r.horizontal]
    return [
        r
        for r in rules
        if r.horizontal
        or r.box.height > 36
        or any(b.x0 - 3 <= r.box.x0 <= b.x1 + 3 and r.box.top - 3 <= b.top <= r.box.bottom + 3 for b in level)
    ]


class PictureReader:
    """Reads picture files: PNG, JPEG, and TIFF with one page or many."""

    name = "picture"

    def read(self, path: Path) -> list[Page]:
        """Read every picture of a file as a page.

        Raises:
            TesseractError: The program that reads is missing or fails.
            OSError: The picture cannot be opened.
        """
        from PIL import Image, ImageSequence

        with Image.open(path) as image, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            pictures = [_from_image(frame) for frame in ImageSequence.Iterator(image)]
            return list(pool.map(read_picture, range(1, len(pictures) + 1), pictures))


def _from_image(frame: Image.Image) -> Picture:
    """A picture at the resolution that reading needs; one that does not say how large it is counts as A4."""
    pixels: Array = np.asarray(frame.convert("RGB"))
    height, width = pixels.shape[:2]
    dots = float(frame.info.get("dpi", (0, 0))[0])
    scale = dots / _POINTS if dots >= _LEAST_DOTS else max(height, width) / _A4
    if scale < _BEST_SCALE:
        pixels = cv2.resize(pixels, None, fx=_BEST_SCALE / scale, fy=_BEST_SCALE / scale, interpolation=cv2.INTER_CUBIC)
        scale = _BEST_SCALE
    return upright(*tones_of(pixels), scale)
