"""Locate: which tables with a column of actions are not the plan, though they look like it.

Committee packs hold risk registers, forward plans, minutes and scorecards with owners, dates and colours. Their
headings, or the line above them, tell; the words are in the vocabulary `decoys`.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.contract import Line
from pipeline.map_columns import MappedTable
from pipeline.passages import clean
from schemas.vocab import load

_NOTHING: Mapping[int, bool] = {}
_ABOVE = 70.0
"""Points above a table within which a heading speaks of it."""
_PLAN = {"action", "recommendation", "outcome", "lead", "deadline", "progress", "status", "rag", "success_measure"}


def locate(
    tables: Sequence[MappedTable], body_lines: Sequence[Line], stated: Mapping[int, bool] = _NOTHING
) -> list[MappedTable]:
    """The tables, those that are something else than a plan marked with what they are.

    Args:
        tables: Mapped tables.
        body_lines: Lines outside tables and furniture.
        stated: Whether the tables that begin on these pages are the plan, as the user says; see `pipeline.overrides`.
    """
    found = []
    for table in tables:
        said = stated.get(table.table.pages[0])
        decoy = _decoy(table, body_lines) if said is None else "" if said else "left out by the user"
        found.append(replace(table, decoy=decoy) if table.has_actions else table)
    return found


def _decoy(table: MappedTable, body_lines: Sequence[Line]) -> str:
    """What a table is instead of a plan, empty where nothing says so."""
    if _only_counts(table):
        return "summary"
    named = _named(_above(table, body_lines))
    columns = next((row.columns for row in table.rows if row.columns), ())
    kinds = [_columns().get(_plain(c.heading), "") for c in columns]
    found = Counter(kind for kind in kinds if kind).most_common(1)
    if not found:
        return named if named and not any(c.field == "recommendation" for c in columns) else ""
    kind, count = found[0]
    own = sum(c.field in _PLAN for c, k in zip(columns, kinds, strict=True) if not k)
    leads = next((k for c, k in zip(columns, kinds, strict=True) if k or c.field != "ref"), "")
    return kind if count >= 2 and (leads == kind or count >= own) else named if named == kind else ""


def _only_counts(table: MappedTable) -> bool:
    """Whether figures alone stand under the heading of the actions, such as how many are on track, and no owners."""
    if any(c.field in {"lead", "deadline"} for row in table.rows for c in row.columns):
        return False
    body = {row.index: row.columns for row in table.rows if row.kind == "body"}
    places = {(row, c.col0) for row, columns in body.items() for c in columns if c.field == "action"}
    texts = [c.text.strip() for c in table.table.cells if (c.row0, c.col0) in places and c.text.strip()]
    return bool(texts) and all(re.fullmatch(r"[\d,.%£ –-]+", text) for text in texts)


def _above(table: MappedTable, body_lines: Sequence[Line]) -> list[str]:
    """Lines just above a table, and bands above its headings."""
    place = table.table.rows[0][0]
    texts = [
        line.text for line in body_lines if line.page == place.page and 0 <= place.top - line.box.bottom + 2 <= _ABOVE
    ]
    for row in table.rows:
        if row.kind in {"heading", "body"}:
            break
        texts += [c.text for c in table.table.row_cells(row.index)]
    return texts


def _named(texts: Sequence[str]) -> str:
    for text in texts:
        flat = f" {_plain(text)} "
        if len(flat.split()) > 12:
            continue
        for row in load("decoys"):
            if row["where"] == "heading" and f" {row['phrase']} " in flat:
                return row["kind"]
    return ""


@functools.cache
def _columns() -> dict[str, str]:
    return {row["phrase"]: row["kind"] for row in load("decoys") if row["where"] == "column"}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", clean(text).casefold()))
