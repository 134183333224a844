"""The first stage: which files there are, of what kind each is, and what identifies it."""

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
    PasswordNeeded,
    PipelineError,
)
from .media import HEADER_WITHIN, SEARCHED, Medium, medium_of

PLAN_ID_DIGITS = 12

_PASSWORD_CODES = (4, 5)
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
    """Pages of a PDF; 0 for what has no pages until it is read."""
    size: int
    medium: Medium = Medium.PDF


def find_plans(inputs: Sequence[Path]) -> tuple[list[Path], list[PipelineError]]:
    """Files to read, sorted and each once, and a reason for every input that gives none.

    Folders are searched with all that they hold for files with the endings of `media.SEARCHED`; hidden
    files, and the folders that browsers put beside a saved page, are left out. A file that is named
    itself is taken whatever its ending is, so that `ingest` can say what is wrong with it.
    """
    found: dict[Path, Path] = {}
    problems: list[PipelineError] = []
    for given in inputs:
        if given.is_dir():
            inside = _plans_in(given)
            if not inside:
                problems.append(NoPlansFound(given))
            found.update({path.resolve(): path for path in inside})
        elif given.exists():
            found[given.resolve()] = given
        else:
            problems.append(InputMissing(given))
    return sorted(found.values()), problems


def _plans_in(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SEARCHED
        and not path.name.startswith((".", "~$"))
        and not any(part.endswith("_files") for part in path.relative_to(folder).parts[:-1])
        and path.is_file()
    ]


def plan_id_of(sha256: str) -> str:
    """Key of the plan whose bytes have this hash; the letter keeps spreadsheets from reading a number.

    >>> plan_id_of("9f3c0a77b1e2" + "0" * 52)
    'p9f3c0a77b1e2'
    """
    return f"p{sha256[:PLAN_ID_DIGITS]}"


def ingest(path: Path) -> SourceDocument:
    """Open a file, tell its kind, check a PDF for being whole and having pages, and identify it by its bytes.

    Raises:
        InputMissing: there is no such file.
        InputUnreadable: it may not be opened.
        EmptyFile: it has no bytes.
        NotAPdf: it calls itself a PDF and is something else.
        UnknownKind: no reader knows it.
        DamagedFile: it is an Office file that cannot be unpacked.
        DamagedPdf: it is cut off, or its structure is broken.
        PasswordNeeded: it is encrypted.
        NoPages: it opens and has no page.
    """
    content = _read(path)
    if not content:
        raise EmptyFile(path)
    medium = medium_of(path, content)
    count = 0
    if medium is Medium.PDF:
        count = _count_pages(path, content)
        _check_end(path, content)
    digest = hashlib.sha256(content).hexdigest()
    return SourceDocument(path, path.name, digest, plan_id_of(digest), count, len(content), medium)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputMissing(path) from error
    except IsADirectoryError as error:
        raise InputUnreadable(path, "is a folder, and one file is wanted", "name a plan that lies in it") from error
    except OSError as error:
        raise InputUnreadable(path, f"may not be read ({error.strerror or error})") from error


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
    linearised = _LINEARISED.search(content[:HEADER_WITHIN])
    if linearised and int(linearised[1]) > len(content):
        missing = int(linearised[1]) - len(content)
        raise DamagedPdf(path, f"is cut off: {missing:,} of its {int(linearised[1]):,} bytes are missing")
    ends = list(_END.finditer(content))
    if not ends or _OBJECT.search(content, ends[-1].end()):
        raise DamagedPdf(path, "is cut off: the end that every PDF has is missing")
