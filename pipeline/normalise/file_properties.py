"""What a file says about itself outside its pages: the title and subject in its properties."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

_CORE = "docProps/core.xml"
_NAMES = ("title", "subject")
_LONGEST = 300


def read_properties(path: Path) -> tuple[str, ...]:
    """Title and subject of a PDF or Office file, those that are filled; nothing for a file that keeps none.

    Dates of saving are left out: they say when a file was made, not what date a plan gives itself.
    """
    found = _of_office(path) if path.suffix.casefold() in {".docx", ".xlsx", ".pptx"} else _of_pdf(path)
    cleaned = (" ".join(found.get(name, "").split())[:_LONGEST] for name in _NAMES)
    return tuple(dict.fromkeys(text for text in cleaned if text))


def _of_pdf(path: Path) -> dict[str, str]:
    import pypdfium2 as pdfium

    if path.suffix.casefold() != ".pdf":
        return {}
    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError):
        return {}
    try:
        return {name: document.get_metadata_value(name.capitalize()) for name in _NAMES}
    finally:
        document.close()


def _of_office(path: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(path) as parts:
            root = ElementTree.fromstring(parts.read(_CORE))
    except (zipfile.BadZipFile, KeyError, OSError, ElementTree.ParseError):
        return {}
    return {element.tag.rpartition("}")[2]: element.text or "" for element in root}
