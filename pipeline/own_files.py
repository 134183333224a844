"""Files that this program wrote itself: no plans, though they may lie among them."""

from __future__ import annotations

import re
from pathlib import Path

_BOOK = re.compile(r"actionplans\.(?:xlsx|zip)|report-p[0-9a-f]{12}\.xlsx")
_PAGES = frozenset({".html", ".htm"})
_MARK = b'<meta name="generator" content="actionplans">'
_WITHIN = 2048


def is_ours(path: Path, out: Path, folder: Path) -> bool:
    """Whether a file that was found in a folder is the work of a run, an export or a report.

    Args:
        path: The file.
        out: Output folder of the run; whatever it holds is ours where it lies inside `folder`.
        folder: The folder that was searched.
    """
    place, own = path.resolve(), out.resolve()
    if own in place.parents and folder.resolve() in own.parents:
        return True
    return _BOOK.fullmatch(path.name) is not None or ".actionplans" in place.parts or _is_our_page(path)


def _is_our_page(path: Path) -> bool:
    if path.suffix.lower() not in _PAGES:
        return False
    try:
        with path.open("rb") as file:
            return _MARK in file.read(_WITHIN)
    except OSError:
        return False
