"""What kind of file it is, told by its bytes and never by its name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from .errors import DamagedFile, NotAPdf, PasswordNeeded, UnknownKind

HEADER_WITHIN = 1024
"""Bytes within which a PDF and a web page show what they are."""


class Medium(StrEnum):
    """Kinds of files that can be read."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    IMAGE = "image"
    WRITER = "writer"
    """Texts that LibreOffice prints first: .doc, .odt, .rtf."""
    CALC = "calc"
    """Spreadsheets that LibreOffice converts first: .xls, .ods."""


SEARCHED = frozenset(
    {".pdf", ".docx", ".docm", ".doc", ".odt", ".rtf", ".html", ".htm", ".xhtml", ".mhtml", ".mht",
     ".xlsx", ".xlsm", ".xls", ".ods"}
)  # fmt: skip
"""Endings of the files that are taken from a folder; pictures have to be named, since folders hold logos."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PICTURES = ((b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"))
_OPEN_DOCUMENT = {"text": Medium.WRITER, "spreadsheet": Medium.CALC}
_MAIN_PARTS = {"word/document.xml": Medium.DOCX, "xl/workbook.xml": Medium.XLSX}
_PAGE = re.compile(rb"<!doctype\s+html|<html|<head\b|<body\b|<table\b|<(?:div|p|h[1-6])[\s>]", re.IGNORECASE)
_ARCHIVED_PAGE = re.compile(rb"^(?:from:.*saved by|mime-version:|content-type: multipart/related)", re.I | re.MULTILINE)
_LARGEST_TEXT = 64 * 2**20
"""Bytes to which one part of text in an Office file may unpack: a plan of a thousand pages has a tenth of them."""
_LARGEST_FILE = 512 * 2**20
"""Bytes to which all parts together may unpack, pictures too."""
_MOST_PARTS = 10_000
_TEXTS = (".xml", ".rels", ".vml")
_UNLOCK = "open it in the program that made it and save a copy without a password"


def medium_of(path: Path, content: bytes) -> Medium:
    """The kind of a file.

    A file that calls itself a PDF must be one: what portals send in its place is mostly an error page.

    Raises:
        NotAPdf: it calls itself a PDF and is something else.
        PasswordNeeded: it is an Office file that opens with a password only.
        DamagedFile: it begins as an Office file and does not go on as one.
        UnknownKind: it is of a kind that cannot be read.
    """
    head = content[:HEADER_WITHIN]
    if b"%PDF-" in head:
        return Medium.PDF
    if path.suffix.lower() == ".pdf":
        raise _no_pdf(path, head)
    if head.startswith(_ZIP):
        return _packed(path, content)
    if head.startswith(_OLE):
        return _old_office(path, content)
    if head.startswith(b"{\\rtf"):
        return Medium.WRITER
    if any(head.startswith(signature) for signature, _ in _PICTURES):
        return Medium.IMAGE
    plain = _as_ascii(head)
    if _PAGE.search(plain) or _ARCHIVED_PAGE.search(plain):
        return Medium.HTML
    raise UnknownKind(path)


def _no_pdf(path: Path, head: bytes) -> NotAPdf:
    for signature, name in _PICTURES:
        if head.startswith(signature):
            return NotAPdf(path, f"is not a PDF but a picture ({name})", "give the file its right ending")
    if head.startswith(_ZIP):
        return NotAPdf(path, "is not a PDF but a ZIP archive or an Office file", "give the file its right ending")
    if head.startswith(_OLE) or head.startswith(b"{\\rtf"):
        return NotAPdf(path, "is not a PDF but an old Office file (.doc, .xls, .rtf)", "give the file its right ending")
    if _PAGE.search(head):
        return NotAPdf(path, "is not a PDF but a web page", "open its address in a browser and save the PDF itself")
    return NotAPdf(path)


def _as_ascii(head: bytes) -> bytes:
    """The head with the noughts of two-byte encodings taken out."""
    return head.replace(b"\x00", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else head


def _packed(path: Path, content: bytes) -> Medium:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measure(path, archive.infolist())
            names = set(archive.namelist())
            declared = archive.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise DamagedFile(path, f"is damaged: it cannot be unpacked ({error})") from error
    for part, medium in _MAIN_PARTS.items():
        if part in names:
            return medium
    for name, medium in _OPEN_DOCUMENT.items():
        if declared.startswith(f"application/vnd.oasis.opendocument.{name}"):
            return medium
    raise UnknownKind(
        path, "is a packed file and neither a text nor a spreadsheet", "unpack it, and name what is in it"
    )


def _measure(path: Path, parts: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what would fill the memory; no more is ever unpacked of a part than it says here."""
    largest = max((part.file_size for part in parts if part.filename.lower().endswith(_TEXTS)), default=0)
    total = sum(part.file_size for part in parts)
    if largest > _LARGEST_TEXT or total > _LARGEST_FILE or len(parts) > _MOST_PARTS:
        told = f"unpacks to {total / 2**20:,.0f} MB in {len(parts):,} parts, far more than a plan holds"
        raise DamagedFile(path, told, "open it in the program that made it and save the plan alone, e.g. as PDF")


def _old_office(path: Path, content: bytes) -> Medium:
    """Old Office files and locked new ones are little file systems; the names in them tell which is which."""
    if _entry("EncryptedPackage") in content:
        raise PasswordNeeded(path, "", _UNLOCK)
    if _entry("WordDocument") in content:
        return Medium.WRITER
    if _entry("Workbook") in content or _entry("Book") in content:
        return Medium.CALC
    raise UnknownKind(path, "is an old Office file, and neither a text nor a spreadsheet")


def _entry(name: str) -> bytes:
    return name.encode("utf-16-le")
