"""Triage: what kind of page each one is, before anything is cut or interpreted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.contract import Line, Page, RawTable
from extractors.flow import Note, OpenDocument
from pipeline.errors import DamagedPdf, NoSuchPages
from pipeline.media import Medium, medium_of
from pipeline.open_files import open_file
from pipeline.page_kind import kind_of
from pipeline.page_range import PageRanges, chosen
from pipeline.scans import read_picture_file, read_scans


@dataclass(frozen=True, slots=True)
class PageProfile:
    """A page and its kind.

    Kinds are `text`, `printed` (text of a file that was converted first), `ocr` (its words were read from its picture),
    `picture` (an image and no words), `blank`, and `declared` (of a file that says itself what its tables are).
    """

    page: Page
    kind: str
    tables: tuple[RawTable, ...] | None = None
    """Tables that the file declares; `None` where they have to be found."""
    furniture: tuple[Line, ...] = ()
    """Lines that the file declares to be furniture."""
    notes: tuple[Note, ...] = ()
    """What a person should know about the page, or about the document on its first page."""


def triage(path: Path, ranges: PageRanges = ()) -> list[PageProfile]:
    """Read the pages of a document and tell what kind each is.

    Args:
        path: A PDF or another file that `media` knows.
        ranges: The pages wanted; all by default.

    Raises:
        DamagedPdf: A page cannot be read.
        NoSuchPages: The document has none of the pages wanted.
        ExtraMissing: Nothing can be read without a part that is not installed.
        PipelineError: Another kind of file is broken; see `open_files`.
    """
    medium = medium_of(path, path.read_bytes())
    if medium is Medium.PDF:
        return _pdf(path, ranges)
    if medium is Medium.IMAGE:
        pages, scans = read_picture_file(path)
        profiles = [PageProfile(p, "ocr" if p.words else "picture", notes=scans.notes.get(p.number, ())) for p in pages]
    else:
        with open_file(path, medium) as opened:
            profiles = _printed(opened) if isinstance(opened, Path) else _declared(opened)
    return _wanted(path, profiles, ranges)


def _pdf(path: Path, ranges: PageRanges) -> list[PageProfile]:
    import pypdfium2 as pdfium

    from extractors.quick import QuickReader

    try:
        document = pdfium.PdfDocument(path)
        count = len(document)
        document.close()
        numbers = chosen(count, ranges)
        if not numbers:
            raise NoSuchPages(path, f"has {count} pages and none of those that were asked for")
        pages = QuickReader().read(path, numbers)
    except pdfium.PdfiumError as error:
        raise DamagedPdf(path, f"is damaged: a page cannot be read ({error})") from error
    scans = read_scans(path, pages)
    profiles = []
    for page in pages:
        scan = scans.pages.get(page.number)
        notes = scans.notes.get(page.number, ())
        profiles.append(PageProfile(scan or page, "ocr" if scan else kind_of(page), notes=notes))
    return profiles


def _printed(path: Path) -> list[PageProfile]:
    """Pages of a PDF that lives only as long as it is read, so that nobody else can read it afterwards."""
    return [replace(p, kind="printed") if p.kind == "text" else p for p in _pdf(path, ())]


def _declared(document: OpenDocument) -> list[PageProfile]:
    return [
        PageProfile(
            page,
            "declared" if page.words else "blank",
            tuple(t for t in document.tables if t.page == page.number),
            tuple(n for n in document.furniture if n.page == page.number),
            tuple(n for n in document.notes if (n.page or 1) == page.number),
        )
        for page in document.pages
    ]


def _wanted(path: Path, profiles: list[PageProfile], ranges: PageRanges) -> list[PageProfile]:
    numbers = chosen(len(profiles), ranges)
    if not numbers:
        raise NoSuchPages(path, f"has {len(profiles)} pages and none of those that were asked for")
    return [profile for profile in profiles if profile.page.number in numbers]


def text_layer(profiles: Sequence[PageProfile]) -> str:
    """Where the document's text comes from: `born_digital`, `ocr`, or `mixed` where only some pages are pictures."""
    pictures = sum(p.kind in {"picture", "ocr"} for p in profiles)
    others = sum(p.kind in {"text", "printed", "declared"} for p in profiles)
    if not pictures:
        return "born_digital"
    return "mixed" if others else "ocr"
