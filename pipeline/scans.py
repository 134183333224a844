"""Scans: which pages have to be read from their pictures, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.contract import Page
from extractors.flow import Note
from pipeline.errors import DamagedFile, ExtraMissing
from pipeline.legibility import is_legible
from pipeline.page_kind import kind_of

if TYPE_CHECKING:
    from extractors.ocr_spelling import Mend

_INSTALL = "install it, e.g. `apt-get install tesseract-ocr`, and run again"
_UNREAD = "This page is a picture and tesseract is not installed; it was not read."
_BAD = "The text of this page is garbled and tesseract is not installed; it was kept as it is."
_FAILED = "This page is a picture, and tesseract failed to read it ({}); run again, or read the page by hand."
_MENDED = "Words that were misread on this page were mended to what the document or a vocabulary proves: {}."
_READ = "This page was read from its picture; letters and figures may be wrong."


@dataclass(slots=True)
class Scans:
    """Pages that were read from their pictures, by number, and what to tell about pages."""

    pages: dict[int, Page] = field(default_factory=dict)
    notes: dict[int, tuple[Note, ...]] = field(default_factory=dict)


def read_scans(path: Path, pages: Sequence[Page]) -> Scans:
    """Read those pages of a PDF that have no text, or a text layer that is not language.

    Args:
        path: The PDF.
        pages: Its pages as the quick reader sees them.

    Raises:
        ExtraMissing: No page has text of its own and tesseract is not installed.
    """
    empty = [p.number for p in pages if kind_of(p) == "picture"]
    garbled = [p.number for p in pages if p.words and p.number not in empty and not is_legible(w.text for w in p.words)]
    found = Scans()
    if not empty and not garbled:
        return found
    from extractors.tesseract import is_installed

    if not is_installed():
        if len(empty) == sum(bool(p.words or p.images) for p in pages):
            raise ExtraMissing(path, "holds pictures of pages, which tesseract has to read", _INSTALL)
        _tell(found, empty, Note("page_without_text", _UNREAD, "warning"))
        _tell(found, garbled, Note("text_layer_bad", _BAD, "warning"))
        return found
    unread = {*empty, *garbled}
    recognised, failures = _recognised(path, sorted(unread))
    for number, cause in sorted(failures.items()):
        _tell(found, [number], Note("page_unread", _FAILED.format(cause), "error"))
    read, mends = _respelt(recognised, [p for p in pages if p.number not in unread])
    for page in read:
        if page.number in empty or _reads_better(page, pages):
            found.pages[page.number] = page
            _tell(found, [page.number], Note("ocr", _READ))
            _tell_mends(found, page.number, mends)
        else:
            _tell(
                found,
                [page.number],
                Note("text_layer_bad", _BAD.replace(" and tesseract is not installed", ""), "warning"),
            )
    return found


def _reads_better(page: Page, pages: Sequence[Page]) -> bool:
    own = next(p for p in pages if p.number == page.number)
    return is_legible(w.text for w in page.words) and sum(word.tokens for word in page.words) * 2 >= len(own.words)


def _tell(found: Scans, numbers: Iterable[int], note: Note) -> None:
    for number in numbers:
        found.notes[number] = (*found.notes.get(number, ()), note._replace(page=number))


def _tell_mends(found: Scans, number: int, mends: Sequence[Mend]) -> None:
    told = dict.fromkeys(f"'{m.seen}' to '{m.meant}'" for m in mends if m.page == number)
    if told:
        _tell(found, [number], Note("ocr_mended", _MENDED.format(", ".join(told))))


def _respelt(read: Sequence[Page], others: Sequence[Page]) -> tuple[list[Page], list[Mend]]:
    from extractors.ocr_runs import in_runs
    from extractors.ocr_spelling import respelt

    pages, mends = respelt(read, others)
    return in_runs(pages), mends


def _recognised(path: Path, numbers: Sequence[int]) -> tuple[list[Page], dict[int, str]]:
    """Pages as read from their pictures, and why others could not be read."""
    from extractors.ocr import OcrReader
    from extractors.tesseract import TesseractError

    reader = OcrReader()
    try:
        return reader.read(path, tuple(numbers)), reader.failures
    except TesseractError as error:
        raise ExtraMissing(
            path, f"holds pictures of pages, and tesseract failed to read them ({error})", _INSTALL
        ) from error


def read_picture_file(path: Path) -> tuple[list[Page], Scans]:
    """Pages of a picture file, one for each picture in it, and what to tell about them.

    Raises:
        ExtraMissing: tesseract is not installed, or fails.
        DamagedFile: The picture cannot be opened.
    """
    from extractors.ocr import PictureReader
    from extractors.tesseract import TesseractError, is_installed

    if not is_installed():
        raise ExtraMissing(path, "is a picture, which tesseract has to read", _INSTALL)
    try:
        pages, mends = _respelt(PictureReader().read(path), ())
    except TesseractError as error:
        raise ExtraMissing(path, f"is a picture, and tesseract failed to read it ({error})", _INSTALL) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedFile(path, f"is a picture that cannot be opened ({error})") from error
    found = Scans({page.number: page for page in pages})
    for page in pages:
        _tell_mends(found, page.number, mends)
    return pages, found
