"""Files of other kinds than PDF: which reader takes each, and what LibreOffice has to convert first."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.faults import DamagedError, LockedError, PartMissingError
from extractors.flow import OpenDocument
from pipeline.errors import DamagedFile, ExtraMissing, NothingPrinted, PasswordNeeded
from pipeline.media import Medium

_EXTRAS = {"python-docx": "docx", "lxml": "html", "openpyxl": "xlsx"}
_TARGETS = {Medium.WRITER: "pdf", Medium.CALC: "xlsx"}
"""Texts are printed, since printing resolves all that a text program does; spreadsheets stay spreadsheets."""
_OFFICE = "soffice"
_SECONDS = 300
_UNLOCK = "open it in the program that made it and save a copy without a password"


@contextmanager
def open_file(path: Path, medium: Medium) -> Iterator[OpenDocument | Path]:
    """What a file holds, or the PDF that LibreOffice printed of it, which lives as long as the context.

    Raises:
        ExtraMissing: A library that is not installed is needed, or LibreOffice.
        DamagedFile: The file is broken.
        PasswordNeeded: It is locked.
        NothingPrinted: It opens and shows no word.
    """
    if medium not in _TARGETS:
        yield _read(path, path, medium)
        return
    with tempfile.TemporaryDirectory(prefix="actionplans-") as folder:
        converted = _converted(path, _TARGETS[medium], Path(folder))
        yield converted if medium is Medium.WRITER else _read(path, converted, Medium.XLSX)


def _read(path: Path, actual: Path, medium: Medium) -> OpenDocument:
    """Read `actual`; messages name `path`."""
    try:
        document = _reader(medium)(actual)
    except PartMissingError as error:
        extra = _EXTRAS.get(str(error), "all")
        remedy = f"install it with `pip install 'actionplans[{extra}]'`"
        raise ExtraMissing(path, f"needs {error} to be read, which is not installed", remedy) from error
    except LockedError as error:
        raise PasswordNeeded(path, "", _UNLOCK) from error
    except DamagedError as error:
        raise DamagedFile(path, f"is damaged and cannot be read ({error})") from error
    if not any(page.words for page in document.pages):
        raise NothingPrinted(path)
    return document


def _reader(medium: Medium) -> Callable[[Path], OpenDocument]:
    if medium is Medium.DOCX:
        from extractors.docx_reader import DocxReader

        return DocxReader().read
    if medium is Medium.XLSX:
        from extractors.xlsx_reader import XlsxReader

        return XlsxReader().read
    from extractors.html_reader import HtmlReader

    return HtmlReader().read


def _converted(path: Path, target: str, folder: Path) -> Path:
    """A copy of another kind, made by LibreOffice with a profile of its own so that an open window does no harm."""
    program = shutil.which(_OFFICE)
    if program is None:
        raise ExtraMissing(
            path,
            "is of a kind that only LibreOffice opens, which is not installed",
            "install LibreOffice, or save the file as PDF, .docx or .xlsx",
        )
    copy = folder / f"in{path.suffix.lower()}"
    shutil.copyfile(path, copy)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(copy)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DamagedFile(path, f"could not be converted by LibreOffice ({error})") from error
    made = copy.with_suffix(f".{target}")
    if done.returncode or not made.exists():
        raise DamagedFile(path, "could not be converted by LibreOffice")
    return made
