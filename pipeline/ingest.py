"""The first stage: which files there are, whether each is a PDF that opens, and what identifies it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import (
    DamagedPdf,
    EmptyFile,
    InputMissing,
    InputUnreadable,
    NoPages,
    NoPlansFound,
    NotAPdf,
    PasswordNeeded,
    PipelineError,
)

PLAN_ID_DIGITS = 12

_HEADER_WITHIN = 1024
_PASSWORD_CODES = (4, 5)
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Office file (.docx, .xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
)
_LINEARISED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)", re.DOTALL)
_END = re.compile(rb"startxref\s+\d+(?:\s+%%EOF)?")
_OBJECT = re.compile(rb"^\s*\d+\s+\d+\s+obj\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One published file that opens."""

    path: Path
    source_file: str
    sha256: str
    plan_id: str
    page_count: int
    size: int


def find_plans(inputs: Sequence[Path]) -> tuple[list[Path], list[PipelineError]]:
    """Files to read, sorted and each once, and a reason for every input that gives none.

    Folders are searched with all that they hold for `.pdf` files; hidden files are left out. A file that is named
    itself is taken whatever its ending is, so that `ingest` can say what is wrong with it.
    """
    found: dict[Path, Path] = {}
    problems: list[PipelineError] = []
    for given in inputs:
        if given.is_dir():
            inside = _pdfs_in(given)
            if not inside:
                problems.append(NoPlansFound(given))
            found.update({path.resolve(): path for path in inside})
        elif given.exists():
            found[given.resolve()] = given
        else:
            problems.append(InputMissing(given))
    return sorted(found.values()), problems


def _pdfs_in(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() == ".pdf" and not path.name.startswith(".") and path.is_file()
    ]


def plan_id_of(sha256: str) -> str:
    """Key of the plan whose bytes have this hash; the letter keeps spreadsheets from reading a number.

    >>> plan_id_of("9f3c0a77b1e2" + "0" * 52)
    'p9f3c0a77b1e2'
    """
    return f"p{sha256[:PLAN_ID_DIGITS]}"


def ingest(path: Path) -> SourceDocument:
    """Open a file, check that it is a whole PDF with pages, and identify it by its bytes.

    Raises:
        InputMissing: there is no such file.
        InputUnreadable: it may not be opened.
        EmptyFile: it has no bytes.
        NotAPdf: it is something else.
        DamagedPdf: it is cut off, or its structure is broken.
        PasswordNeeded: it is encrypted.
        NoPages: it opens and has no page.
    """
    content = _read(path)
    if not content:
        raise EmptyFile(path)
    _check_signature(path, content)
    count = _count_pages(path, content)
    _check_end(path, content)
    digest = hashlib.sha256(content).hexdigest()
    return SourceDocument(path, path.name, digest, plan_id_of(digest), count, len(content))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputMissing(path) from error
    except OSError as error:
        raise InputUnreadable(path, f"may not be read ({error.strerror or error})") from error


def _check_signature(path: Path, content: bytes) -> None:
    head = content[:_HEADER_WITHIN]
    if b"%PDF-" in head:
        return
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise NotAPdf(path, f"is not a PDF but {name}")
    if b"<html" in head.lower() or b"<!doctype html" in head.lower():
        raise NotAPdf(path, "is not a PDF but a web page", "open its address in a browser and save the PDF itself")
    raise NotAPdf(path)


def _count_pages(path: Path, content: bytes) -> int:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _PASSWORD_CODES:
            raise PasswordNeeded(path) from error
        _check_end(path, content)
        raise DamagedPdf(path) from error
    try:
        count = len(document)
    finally:
        document.close()
    if not count:
        _check_end(path, content)
        raise NoPages(path)
    return count


def _check_end(path: Path, content: bytes) -> None:
    """Refuse a file that is cut off, even where what is left would open: a part of a plan must not pass for all."""
    linearised = _LINEARISED.search(content[:_HEADER_WITHIN])
    if linearised and int(linearised[1]) > len(content):
        missing = int(linearised[1]) - len(content)
        raise DamagedPdf(path, f"is cut off: {missing:,} of its {int(linearised[1]):,} bytes are missing")
    ends = list(_END.finditer(content))
    if not ends or _OBJECT.search(content, ends[-1].end()):
        raise DamagedPdf(path, "is cut off: the end that every PDF has is missing")
