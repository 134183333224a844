"""Addresses of the pages of the plans, for hyperlinks."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

_UNSAFE = re.compile(r'[%#" <>\[\]^`{}]')
_LONGEST = 2_000
_WEB = ("http://", "https://")


def page_links(plans: Iterable[Mapping[str, Any]], places: Iterable[Path], out: Path) -> dict[str, str]:
    """Address of each plan's document, by plan: where it was published, else the copy on disk as seen from `out`.

    Args:
        plans: rows of the table `plans`.
        places: files, and folders to search, that may hold the documents; a file counts where its bytes are those
            that were read.
        out: the folder of the file that will hold the links.

    A plan whose document is not known anywhere has no entry.
    """
    copies = _copies(places)
    links = {}
    for plan in plans:
        published = plan["source_url"]
        if published.startswith(_WEB) and len(published) < _LONGEST:
            links[plan["plan_id"]] = _UNSAFE.sub(_escaped, published.partition("#")[0])
            continue
        copy = next((path for path in copies.get(plan["source_file"], ()) if _digest(path) == plan["sha256"]), None)
        if copy is not None and (address := _relative(copy, out)):
            links[plan["plan_id"]] = address
    return links


def page_address(address: str, page: int) -> str:
    """Address of one page of a PDF, counted from 1; other documents have no pages to jump to.

    >>> page_address("https://example.org/plan.pdf", 7)
    'https://example.org/plan.pdf#page=7'
    """
    return f"{address}#page={page}" if address.casefold().endswith(".pdf") else address


def _copies(places: Iterable[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(_files(places)):
        found.setdefault(path.name, []).append(path)
    return found


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from (path for path in place.rglob("*") if path.is_file())
        elif place.is_file():
            yield place


def _relative(path: Path, out: Path) -> str:
    try:
        steps = Path(os.path.relpath(path.resolve(), out.resolve()))
    except ValueError:  # another drive
        return ""
    return "external:" + _UNSAFE.sub(_escaped, steps.as_posix())


def _escaped(sign: re.Match[str]) -> str:
    return f"%{ord(sign[0]):02X}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
