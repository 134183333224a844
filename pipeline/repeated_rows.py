"""Overviews: tables whose rows say again, in fewer words, what the plan says of actions with the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.items import read_named
from pipeline.labels import bare_ref
from pipeline.map_columns import MappedRow, MappedTable
from pipeline.numbering import read_marker
from pipeline.passages import clean

_LEAST_ROWS = 3
_SAME = 0.85
"""Share of an overview's rows and texts that the plan must hold."""
_SHORTER = 0.8
"""Share of the plan's words that those of an overview may come to."""
_COMPARED = frozenset({"lead", "deadline", "rag", "status"})


@dataclass(frozen=True, slots=True)
class _Row:
    """An action as a row shows it: its number, its text, and the letters of what stands beside it by field."""

    ref: str
    action: str
    beside: tuple[tuple[str, str], ...]


def repeats_rows(table: MappedTable, others: Sequence[MappedTable]) -> bool:
    """Whether a table numbers its actions as other tables do, gives them the same owners and dates, and says less.

    Args:
        table: A mapped table.
        others: All tables of the document.
    """
    if not table.has_actions:
        return False
    rows = list(_rows(table))
    if len(rows) < _LEAST_ROWS or len({row.ref for row in rows}) < len(rows) or not all(row.ref for row in rows):
        return False
    fuller = [t for t in others if t is not table and t.has_actions and _fields(table) <= _fields(t) | {"ref"}]
    known = {row.ref: row for t in fuller for row in _rows(t)}
    shared = [(row, known[row.ref]) for row in rows if row.ref in known]
    if len(shared) < _SAME * len(rows):
        return False
    words, full = (sum(len(pair[i].action.split()) for pair in shared) for i in (0, 1))
    return words <= _SHORTER * full and _agree(shared)


def _agree(shared: Sequence[tuple[_Row, _Row]]) -> bool:
    """Whether nearly all that stands beside the actions is what stands beside them in the plan."""
    said = [text == dict(full.beside).get(name, "") for row, full in shared for name, text in row.beside if text]
    return len(said) >= len(shared) and sum(said) >= _SAME * len(said)


def _fields(table: MappedTable) -> set[str]:
    return {c.field for row in table.rows for c in row.columns} - {"extra"}


def _rows(table: MappedTable) -> Iterator[_Row]:
    for row in table.rows:
        if row.kind == "body":
            found = _read(row, table)
            if found is not None:
                yield found


def _read(row: MappedRow, table: MappedTable) -> _Row | None:
    texts: dict[str, str] = {}
    for cell in table.table.row_cells(row.index):
        column = next((c for c in row.columns if c.col0 <= cell.col0 < c.col1), None)
        if column is not None and cell.text.strip():
            texts.setdefault(column.field, clean(cell.text))
    action = texts.get("action", "")
    if not action:
        return None
    marker = read_named(action) or read_marker(action)
    ref = bare_ref(texts["ref"]) if "ref" in texts else marker.label if marker else ""
    beside = ((name, re.sub(r"\W+", "", text).casefold()) for name, text in texts.items() if name in _COMPARED)
    return _Row(ref.casefold(), action, tuple(beside))
