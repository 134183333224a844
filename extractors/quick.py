"""The quick reader: words, rules and fills from pdfium's page text and page objects.

Coordinates arrive in PDF user space (origin at the bottom left of the uncropped, unrotated page) and leave as described
in `extractors.contract`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from extractors.contract import Page
from extractors.marks import attach_marks
from extractors.page_text import PageText
from extractors.paths import path_shapes
from extractors.placement import Placement
from extractors.tags import is_tagged, read_tags


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
        text = PageText(text_page, Placement.of(page), marked=tagged)
        turned = text.turn()
        place = text.place
        rules, fills, images = path_shapes(page.raw, place.box)
        words = text.words(rule.box for rule in rules if not rule.horizontal)
        words, rules = attach_marks(words, rules)
        tags = read_tags(page) if tagged else ()
        seen = tuple(words), tuple(rules), tuple(fills), tuple(images), tags
        return Page(number, place.width, place.height, *seen, turned)
    finally:
        text_page.close()
        page.close()
