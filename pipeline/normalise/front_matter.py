"""Front matter: the lines in which a document speaks of itself, wherever its layout puts them.

Lines outside tables, the headings that cards hold before the first action, and the rows of a block of labels and values
on the first pages. In the papers of a committee the plan's own pages begin with the report that it is attached to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.contract import Line, RawTable
from pipeline.extract import Extraction
from pipeline.map_columns import MappedTable
from pipeline.segment import Segmented

FrontLine = tuple[int, str, float]
"""Page, text and size of type."""

_AGENDA = re.compile(r"^\W*agenda\b(?!\s+item\s+\d)", re.IGNORECASE)
_RANGE = re.compile(r"\(?pages?\s+(?P<first>\d{1,3})\s*(?:[-–—]|to)\s*(?P<last>\d{1,3})\)?\s*$", re.IGNORECASE)
_FRONT_PAGES = 3
_FEWEST_ITEMS = 3
_BEFORE = 6
"""Pages before the first action that belong to the plan where the agenda does not say."""
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """All lines in reading order, and those in which the plan speaks of itself, counted from its first page."""

    lines: tuple[Line, ...]
    own: tuple[FrontLine, ...]


def read_front_matter(
    extraction: Extraction, tables: Sequence[MappedTable], others: Sequence[RawTable], segmented: Segmented
) -> FrontMatter:
    """Gather the front matter of a document.

    Args:
        extraction: Its lines and tables.
        tables: Its tables with their columns.
        others: Its tables without actions.
        segmented: Its actions, which tell on which page the plan itself begins.
    """
    first = min((page for action in segmented.actions for page in action.pages), default=0)
    inside = {id(line): line for t in tables for cell in t.table.cells for line in cell.lines if line.page < first}
    outside = (*extraction.body, *extraction.furniture)
    free = [line for line in inside.values() if not any(line is other for other in outside)] if inside else []
    listed = {id(line) for table in others for cell in table.cells for line in cell.lines}
    lines = sorted((*outside, *(n for n in free if id(n) not in listed)), key=lambda n: (n.page, n.box.top))
    stated = [(n.page, n.text, n.words[0].size if n.words else 0.0) for n in lines] + _label_rows(others)
    start = _first_page([(n.page, n.text) for n in lines], first)
    own = [(page - start + 1, text, size) for page, text, size in stated if page >= start]
    return FrontMatter(tuple(lines), tuple(own))


def _label_rows(tables: Sequence[RawTable]) -> list[FrontLine]:
    """Rows of two cells on the first pages as `label: value`."""
    found = []
    for table in tables:
        for row in sorted({cell.row0 for cell in table.cells}) if table.page <= _FRONT_PAGES else ():
            cells = sorted((c for c in table.cells if c.row0 == row and c.text.strip()), key=lambda c: c.col0)
            if len(cells) == 2 and len(cells[0].text) <= _LONGEST_LABEL:
                label, value = (" ".join(cell.text.split()) for cell in cells)
                size = next((word.size for line in cells[1].lines for word in line.words), 0.0)
                found.append((table.page, f"{label}: {value}", size))
    return found


def _first_page(lines: Sequence[tuple[int, str]], action_page: int) -> int:
    """The page on which the papers of the plan begin: 1, unless a committee's agenda stands before them.

    Example:
        >>> agenda = [(1, "Agenda"), (1, "1. Minutes (pages 3 - 6)"), (1, "2. Plan (pages 7 - 20)")]
        >>> _first_page([*agenda, (1, "3. Budget (pages 21 - 30)")], 12)
        7
    """
    front = [text for page, text in lines if page <= _FRONT_PAGES]
    ranges = [(int(hit["first"]), int(hit["last"])) for hit in map(_RANGE.search, front) if hit]
    if len(ranges) < _FEWEST_ITEMS or not any(map(_AGENDA.match, front)):
        return 1
    own = [start for start, end in ranges if start <= action_page <= end]
    return max(own) if own else max(1, action_page - _BEFORE)
