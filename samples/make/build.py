"""Rebuilds the sample plans and their expected tables: `python samples/make/build.py`.

The facts and words stand in the TOML files beside this script. LibreOffice (`soffice`) turns the documents into PDF,
`pdftotext` finds the page of every action.
"""

from __future__ import annotations

import logging
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brent
import harrow
from expected import Opening, pages_of, write
from flatodt import Page, Paragraph, Table, TextStyle, document

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent

_STAMP = b"20121001000000Z"
"""Date written into the PDFs instead of the moment of conversion, so that a rebuild changes nothing."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sample is laid out and what is expected of it."""

    body: Callable[[dict[str, Any]], list[Paragraph | Table]]
    expected: Callable[[dict[str, Any]], list[dict[str, str]]]
    openings: Callable[[dict[str, Any]], list[Opening]]
    styles: dict[str, TextStyle]
    pages: dict[str, Page]
    fills: dict[str, str]
    first_table_page: int


LAYOUTS = {
    name: Layout(
        module.body,
        module.expected,
        module.openings,
        module.STYLES,
        module.PAGES,
        module.FILLS,
        module.FIRST_TABLE_PAGE,
    )
    for name, module in (("brent-2012", brent), ("harrow-2012", harrow))
}


def build(name: str, layout: Layout) -> None:
    """Write one sample's PDF and its expected table.

    Args:
        name: stem of the content file and of what is written.
        layout: how to lay it out.
    """
    content = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    pdf = SAMPLES / f"{name}.pdf"
    source = document(content["title"], layout.body(content), layout.styles, layout.pages, layout.fills)
    convert(source, pdf)
    rows = layout.expected(content)
    pages = pages_of(layout.openings(content), pdf, layout.first_table_page)
    for row, page in zip(rows, pages, strict=True):
        row["page"] = page
    write(rows, SAMPLES / f"{name}.expected.csv")
    logger.info("%s: %d actions, %d without a page", name, len(rows), pages.count(""))


def convert(source: str, pdf: Path) -> None:
    """Let LibreOffice print a flat OpenDocument file.

    Args:
        source: the document.
        pdf: where the PDF is written.
    """
    with tempfile.TemporaryDirectory() as folder:
        odt = Path(folder) / f"{pdf.stem}.fodt"
        odt.write_text(source, encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(odt)]
        subprocess.run(command, check=True, capture_output=True)
        pdf.write_bytes(steady(odt.with_suffix(".pdf").read_bytes()))


def steady(pdf: bytes) -> bytes:
    """Replace what changes from run to run, byte for byte: the date and the document's identity."""
    pdf = re.sub(rb"(/(?:Creation|Mod)Date ?\(D:)[^)]*\)", lambda m: _same_length(m, _STAMP), pdf)
    pdf = re.sub(rb"(/DocChecksum /)[0-9A-F]+", lambda m: m[1] + b"0" * (len(m[0]) - len(m[1])), pdf)
    return re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", pdf)


def _same_length(match: re.Match[bytes], stamp: bytes) -> bytes:
    room = len(match[0]) - len(match[1]) - 1
    return match[1] + stamp[:room].ljust(room, b"'") + b")"


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for sample, its_layout in LAYOUTS.items():
        build(sample, its_layout)
