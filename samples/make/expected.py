"""The `actions` table that a careful reader would write down, from the facts of a content file.

Nothing here reads a PDF but for the page numbers, and nothing is taken from the program's own output.
"""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flatodt import plain

COLUMNS = (
    "council",
    "section",
    "recommendation_kind",
    "recommendation_ref",
    "recommendation",
    "recommendation_timescale",
    "outcome",
    "phase",
    "action_ref",
    "action_stem",
    "action",
    "leads_raw",
    "leads",
    "lead_responsible",
    "deadline_raw",
    "due_kind",
    "due_start",
    "due_date",
    "due_precision",
    "is_ongoing",
    "due_recurrence",
    "accountable_to",
    "progress_raw",
    "progress_as_at",
    "status",
    "change_types",
    "page",
    "flags",
)
"""Columns of the table, in the order of the contract."""

_PROBE = 18
"""Letters and digits by which the first words of an action are looked for on a page."""


def joined(items: Iterable[str]) -> str:
    """Join the items of a list cell; a semicolon inside an item becomes a comma."""
    return "; ".join(item.replace(";", ",") for item in items)


def deadline(unit: dict[str, Any], precision: str) -> dict[str, str]:
    """Return the deadline columns of one action.

    Args:
        unit: the table of the content file that holds the deadline cell `by` and what it means.
        precision: precision of a date for which the content file states none.
    """
    due = unit.get("due", "")
    return {
        "deadline_raw": plain(unit.get("by", "")),
        "due_kind": unit.get("due_kind", "date"),
        "due_start": unit.get("start", ""),
        "due_date": due,
        "due_precision": unit.get("precision", precision) if due else "",
        "is_ongoing": "true" if unit.get("ongoing") else "",
        "due_recurrence": unit.get("recurrence", ""),
        "accountable_to": joined(unit.get("accountable", ())),
    }


class Opening(NamedTuple):
    """The first words of an action as printed, or of its progress (`aside`) where the action's own text is lost."""

    text: str
    aside: bool = False


def pages_of(openings: Sequence[Opening], pdf: Path, first_page: int) -> list[str]:
    """Return the page on which each action begins, empty where it is not found.

    Args:
        openings: the first words of the actions, in the order of the document.
        pdf: the converted sample.
        first_page: the page on which the action tables begin.
    """
    printed = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = [_squeezed(page) for page in printed.split("\f")]
    number, offset = first_page - 1, 0
    found = []
    for text, aside in openings:
        place = _find(_squeezed(text)[:_PROBE], pages, number, 0 if aside else offset)
        found.append(str(place[0] + 1) if place else "")
        if place and not aside:
            number, offset = place
    return found


def write(rows: Iterable[dict[str, str]], path: Path) -> None:
    """Write the expected table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _find(probe: str, pages: Sequence[str], number: int, offset: int) -> tuple[int, int] | None:
    for page in range(number, len(pages)):
        place = pages[page].find(probe, offset if page == number else 0)
        if place >= 0:
            return page, place + len(probe)
    return None
