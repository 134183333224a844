"""What all benchmarks share: files to read, fresh processes, Markdown tables, a description of the machine."""

from __future__ import annotations

import json
import logging
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from extractors.quick import QuickReader
from pipeline.page_kind import kind_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"

logger = logging.getLogger("benchmarks")


def say_where_we_are() -> None:
    """Send progress to standard error; standard output carries the results only."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logger.setLevel(logging.INFO)


def pdfs(folders: Sequence[Path]) -> list[Path]:
    """PDF files of the samples and of further folders, and files that are named themselves."""
    return named([SAMPLES, *folders])


def named(places: Sequence[Path]) -> list[Path]:
    """PDF files in folders, and files that are named themselves."""
    found: list[Path] = []
    for folder in places:
        found += sorted(folder.glob("*.pdf")) if folder.is_dir() else [folder]
    return [path.resolve() for path in found]


def titles(paths: Sequence[Path]) -> dict[Path, str]:
    """A short name for each file; the folder stands before it where two share a name."""
    stems = [path.stem for path in paths]
    return {p: p.stem if stems.count(p.stem) == 1 else f"{p.parent.name}/{p.stem}" for p in paths}


def page_count(path: Path) -> int:
    """Pages of a PDF."""
    document = pdfium.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def make_pack(pages: int, target: Path) -> Path:
    """Write a PDF of so many pages, made by repeating those of the samples that are no pictures.

    To read a page that is a picture takes libraries of about 200 MB, once.
    """
    pack = pdfium.PdfDocument.new()
    sources = [(pdfium.PdfDocument(path), _readable(path)) for path in pdfs(())]
    while len(pack) < pages:
        for source, readable in sources:
            wanted = readable[: pages - len(pack)]
            if wanted:
                pack.import_pages(source, wanted)
    pack.save(target)
    pack.close()
    return target


def _readable(path: Path) -> list[int]:
    return [page.number - 1 for page in QuickReader().read(path) if kind_of(page) != "picture"]


def fresh(*arguments: str | Path) -> Any:
    """The answer of `benchmarks.worker` in a new process.

    Raises:
        RuntimeError: The process failed; the last line of its complaint is told.
    """
    command = [sys.executable, "-m", "benchmarks.worker", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError((done.stderr.strip() or "no message").splitlines()[-1])
    return json.loads(done.stdout.strip().splitlines()[-1])


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column is left-aligned, the others right-aligned."""
    marks = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, marks, *rows)) + "\n"


def machine() -> str:
    """The machine in one line, and how busy it was."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}"


def show(*parts: str) -> None:
    """Write parts of a result to standard output, an empty line between them."""
    sys.stdout.write("\n".join(parts) + "\n")
    sys.stdout.flush()
