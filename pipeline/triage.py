"""Triage: what kind of page each one is, before anything is cut or interpreted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.contract import Box, Page
from extractors.quick import QuickReader
from pipeline.errors import DamagedPdf

_STAMP = 12
"""Words that a page number, a date or the name of an appendix stamped on a scan has at most."""
_WHOLE_PAGE = 0.6


@dataclass(frozen=True, slots=True)
class PageProfile:
    """A page and its kind: `text`, `picture` (an image and no text layer, or a stamp's alone) or `blank`."""

    page: Page
    kind: str


def triage(path: Path) -> list[PageProfile]:
    """Read the pages of a PDF and tell what kind each is.

    Raises:
        DamagedPdf: A page cannot be read.
    """
    import pypdfium2 as pdfium

    try:
        pages = QuickReader().read(path)
    except pdfium.PdfiumError as error:
        raise DamagedPdf(path, f"is damaged: a page cannot be read ({error})") from error
    return [PageProfile(page, kind_of(page)) for page in pages]


def kind_of(page: Page) -> str:
    """The kind of a page: `text`, `picture` or `blank`.

    An image of the whole page with a stamp of a few words on it is a picture too.
    """
    if len(page.words) <= _STAMP and any(_share(image, page) >= _WHOLE_PAGE for image in page.images):
        return "picture" if sum(word.tokens for word in page.words) <= _STAMP else "text"
    if page.words:
        return "text"
    return "picture" if page.images else "blank"


def _share(image: Box, page: Page) -> float:
    """Share of a page that an image covers."""
    return image.width * image.height / (page.width * page.height)


def text_layer(profiles: Sequence[PageProfile]) -> str:
    """Where the document's text comes from: `born_digital`, or `mixed` where some pages are pictures."""
    return "mixed" if any(p.kind == "picture" for p in profiles) else "born_digital"
