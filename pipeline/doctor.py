"""Whether this installation can do its work, and what stands in the way."""

from __future__ import annotations

import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = (
    "pypdfium2",
    "pdfplumber",
    "camelot-py",
    "spacy",
    "dateparser",
    "pandas",
    "pydantic",
    "rapidfuzz",
    "jinja2",
    "typer",
    "rich",
    "xlsxwriter",
)
OPTIONAL = ("frictionless", "pyarrow", "duckdb", "polars", "lxml", "openpyxl", "python-docx")
PROGRAMS = ("pdftotext", "tesseract", "soffice")
PACKAGES = ("pipeline", "extractors", "schemas")


def examine() -> tuple[list[str], bool]:
    """Lines to show, and whether everything that a run needs is there."""
    lines = [f"python        {platform.python_version()}", f"actionplans   {installed('actionplans') or 'from source'}"]
    healthy = True
    for name in LIBRARIES:
        found = installed(name)
        lines.append(f"{name:<13} {found or 'MISSING: install actionplans again'}")
        healthy = healthy and found is not None
    lines += [f"{name:<13} {installed(name) or 'not installed (optional)'}" for name in OPTIONAL]
    lines += [f"{name:<13} {'found' if shutil.which(name) else 'not found (optional)'}" for name in PROGRAMS]
    shadows = _shadowed()
    lines += shadows or ["packages      pipeline, extractors and schemas come from one place"]
    return lines, healthy and not shadows


def installed(name: str) -> str | None:
    """Version of a distribution, or `None` where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _shadowed() -> list[str]:
    """A line for each of our packages that another folder of the same name stands in front of."""
    home = Path(__file__).resolve().parent.parent
    lines = []
    for name in PACKAGES:
        spec = find_spec(name)
        places = [Path(place).resolve() for place in (spec.submodule_search_locations or ())] if spec else []
        if places != [home / name]:
            shown = ", ".join(str(place) for place in places) or "nowhere"
            lines.append(f"{name:<13} SHADOWED: found in {shown}; run from another folder")
    return lines
