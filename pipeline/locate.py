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
from pipeline.repeated_rows import repeats_rows
from schemas.vocab import load

_NOTHING: Mapping[int, bool] = {}
_ABOVE = 70.0
"""Points above a table within which a heading speaks of it."""
_OWNED = {"lead", "deadline", "progress", "status", "rag", "lead_accountable", "lead_delivery", "lead_agency"}
"""Columns that a plan has and a mere summary of it has not."""
_RISK_WORDS = 4
"""Words of an ordinary risk."""
_MENTIONED = 0.6
"""Share of the words of a plan in brief that the plan itself has, in whatever form."""
_REPEATED = 0.85
"""Share of the words of a summary that stand in the actions of other tables."""
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
    brief = {id(t) for t in found if not stated and t.has_actions and _is_brief(t, found, body_lines)}
    found = [replace(t, decoy="a summary of the plan") if id(t) in brief else t for t in found]
    summaries = {id(t) for t in found if not stated and (_repeats(t, found) or repeats_rows(t, found))}
    return [replace(t, decoy="a summary of the plan") if id(t) in summaries else t for t in found]


def _is_brief(table: MappedTable, others: Sequence[MappedTable], body_lines: Sequence[Line]) -> bool:
    """Whether the line above a table calls it the plan in brief, and other tables say most of it and more."""
    own = _fields(table) & _OWNED
    if "lead" in own or not _named(_above(table, body_lines), "brief"):
        return False
    fuller = [t for t in others if t is not table and t.has_actions and own < _fields(t) & _OWNED]
    said, known = _stems(table), {stem for t in fuller for stem in _stems(t)}
    return bool(fuller) and len(said & known) >= _MENTIONED * len(said)


def _stems(table: MappedTable) -> set[str]:
    """How the longer words of a table begin, its headings left out."""
    body = {row.index for row in table.rows if row.kind == "body"}
    text = " ".join(c.text for c in table.table.cells if c.row0 in body)
    return {word[:5] for word in re.findall(r"[a-z]{5,}", text.casefold())}


def _repeats(table: MappedTable, others: Sequence[MappedTable]) -> bool:
    """Whether a table without owners, dates and progress says nothing but what the actions of other tables say."""
    if not table.has_actions or _fields(table) & _OWNED:
        return False
    fuller = [t for t in others if t is not table and t.has_actions and len(_fields(t) & _OWNED) >= 2]
    said, known = _action_words(table), {word for t in fuller for word in _action_words(t)}
    return bool(said) and sum(word in known for word in said) >= _REPEATED * len(said)


def _fields(table: MappedTable) -> set[str]:
    return {c.field for row in table.rows for c in row.columns}


def _action_words(table: MappedTable) -> set[str]:
    """Words of four letters or more in the columns of actions."""
    texts = [
        cell.text
        for row in table.rows
        if row.kind == "body"
        for cell in table.table.row_cells(row.index)
        for c in row.columns
        if c.field == "action" and c.col0 <= cell.col0 < c.col1
    ]
    return {word for text in texts for word in re.findall(r"[a-z]{4,}", text.casefold())}


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
    if count == 1 and kind == leads == "risk register" and not any(c.field == "recommendation" for c in columns):
        return kind if _is_worded(table, kinds.index(kind)) else ""
    return kind if count >= 2 and (leads == kind or count >= own) else named if named == kind else ""


def _is_worded(table: MappedTable, place: int) -> bool:
    """Whether the cells of a column are sentences, as risks are, and not mere levels of risk."""
    cells = [
        cell.text
        for row in table.rows
        if row.kind == "body" and place < len(row.columns)
        for cell in table.table.row_cells(row.index)
        if cell.col0 == row.columns[place].col0 and cell.text.strip()
    ]
    return bool(cells) and sum(len(text.split()) for text in cells) >= _RISK_WORDS * len(cells)


def _only_counts(table: MappedTable) -> bool:
    """Whether figures alone stand under the heading of the actions, such as how many are on track, and no owners."""
    if any(c.field == "lead" for row in table.rows for c in row.columns):
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


def _named(texts: Sequence[str], where: str = "heading") -> str:
    for text in texts:
        flat = f" {_plain(text)} "
        if len(flat.split()) > 12:
            continue
        for row in load("decoys"):
            if row["where"] == where and f" {row['phrase']} " in flat:
                return row["kind"]
    return ""


@functools.cache
def _columns() -> dict[str, str]:
    return {row["phrase"]: row["kind"] for row in load("decoys") if row["where"] == "column"}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", clean(text).casefold()))
