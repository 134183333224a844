"""Triage: what kind of page each one is, before anything is cut or interpreted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.contract import Page
from extractors.quick import QuickReader
from pipeline.errors import DamagedPdf


@dataclass(frozen=True, slots=True)
class PageProfile:
    """A page and its kind: `text`, `picture` (an image and no text layer) or `blank`."""

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
    return [PageProfile(page, _kind(page)) for page in pages]


def _kind(page: Page) -> str:
    if page.words:
        return "text"
    return "picture" if page.images else "blank"


def text_layer(profiles: Sequence[PageProfile]) -> str:
    """Where the document's text comes from: `born_digital`, or `mixed` where some pages are pictures."""
    return "mixed" if any(p.kind == "picture" for p in profiles) else "born_digital"
