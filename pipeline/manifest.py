"""Manifests: a CSV file with one plan a row, by file or address, and what is known about it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from schemas import table_schema

from .errors import ManifestError
from .page_range import read_pages
from .stated import Stated, read_date

COLUMNS = ("file", "url", "council", "title", "published", "inspection_date", "framework", "page_range", "note")
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One plan of a manifest."""

    file: str
    """As written, relative to the folder of the manifest."""
    url: str
    stated: Stated


def is_manifest(path: Path) -> bool:
    """Whether a file is one, by its ending."""
    return path.suffix.lower() == ".csv"


def read_manifest(path: Path) -> list[Row]:
    """Rows of a manifest, in its order.

    Raises:
        ManifestError: It is no such table, or a value of it has no possible meaning.
    """
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    names = [_name(column) for column in reader.fieldnames or ()]
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or not {"file", "url"} & set(names) or len(set(names)) < len(names):
        cause = (
            f"has the unknown column {unknown[0]!r}" if unknown else "needs a column file or url, and each only once"
        )
        raise ManifestError(path, cause)
    reader.fieldnames = names
    rows = []
    for number, values in enumerate(reader, 2):
        if None in values:
            raise ManifestError(path, f"has more cells than columns in row {number}")
        filled = {name: (values[name] or "").strip() for name in names}
        if any(filled.values()):
            rows.append(_row(filled, path, number))
    _check_twice(path, rows)
    return rows


def _name(column: str | None) -> str:
    return (column or "").strip().lower().replace(" ", "_")


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ManifestError(path, f"may not be read ({error.strerror or error})") from error
    if len(content) > _LARGEST or b"\0" in content:
        raise ManifestError(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _row(values: dict[str, str], path: Path, number: int) -> Row:
    file, url = values.get("file", ""), values.get("url", "")
    if file.lower().startswith(("http://", "https://")):
        file, url = "", file
    if not file and not url:
        raise ManifestError(path, f"names neither file nor url in row {number}")
    try:
        return Row(file, url, _stated(values))
    except ValueError as error:
        raise ManifestError(path, f"cannot be used: in row {number}, {error}", "correct the value") from error


def _stated(values: dict[str, str]) -> Stated:
    published, inspection = values.get("published", ""), values.get("inspection_date", "")
    first, _, last = inspection.partition(" to " if " to " in inspection else "/" if "-" in inspection else " to ")
    framework = values.get("framework", "")
    if framework and framework not in frameworks():
        raise ValueError(f"{framework!r} is no framework; there are {', '.join(frameworks())}")
    return Stated(
        council=values.get("council", ""),
        title=values.get("title", ""),
        published=read_date(published) if published else "",
        inspection_start=read_date(first) if first else "",
        inspection_end=read_date(last or first) if first else "",
        framework=framework,
        pages=read_pages(values.get("page_range", "")),
        note=values.get("note", ""),
    )


def frameworks() -> tuple[str, ...]:
    """Codes of the frameworks of inspection that the dataset knows."""
    fields = {field["name"]: field for field in table_schema("plans")["fields"]}
    return tuple(fields["framework"]["constraints"]["enum"])


def _check_twice(path: Path, rows: Iterable[Row]) -> None:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.file, row.url) in seen:
            named = row.file or row.url
            raise ManifestError(path, f"names {named} twice", "cut it into two files if it holds two plans")
        seen.add((row.file, row.url))
