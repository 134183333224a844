"""Progress: the mix of statuses of a plan and of each of its recommendations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from schemas import Action

from ..display import codes, group, label, note
from ..report_tables import Cell, Column, Ref, Share, Status, Table, table
from .rows import PlanRows
from .timescales import timing

_BEHIND = frozenset({"overdue", "passed_unreported"})


def status_groups(actions: Iterable[Action]) -> dict[str, int]:
    """How many actions stand in each group of statuses, every group named."""
    found = Counter(group("status", action.status) for action in actions)
    return {code: found[code] for code in codes("status_group")}


def status_table(rows: PlanRows) -> Table:
    """Every status of the common scale with its share."""
    found = Counter(action.status for action in rows.actions)
    columns = (Column("Status", "status"), Column("Actions", "share"), Column("Note", "prose"))
    shown = [(Status(code), Share(found[code], len(rows.actions)), note("status", code)) for code in codes("status")]
    return table("status", "Status of all actions", columns, shown)


def recommendation_table(rows: PlanRows) -> Table:
    """Each recommendation with the number of its actions in each group of statuses."""
    by_recommendation: dict[str, list[Action]] = {r.recommendation_id: [] for r in rows.recommendations}
    loose: list[Action] = []
    for action in rows.actions:
        by_recommendation.get(action.recommendation_id, loose).append(action)
    heads: list[tuple[str, str, str, str]] = [
        (r.recommendation_id, rows.refs[r.recommendation_id], r.recommendation, _when(r.recommendation_timescale))
        for r in rows.recommendations
    ]
    shown = [_progress(rows, head, by_recommendation[head[0]]) for head in heads]
    if loose:
        shown.append(_progress(rows, ("", "", "Actions under no recommendation", ""), loose))
    columns = [Column("No.", "ref"), Column("Recommendation", "prose"), Column("Timescale"), Column("Actions", "count")]
    columns += [Column(label("status_group", code), "count") for code in codes("status_group")]
    columns += [Column("Date passed, not completed", "count")]
    return Table(
        "recommendations",
        "Progress by recommendation",
        tuple(columns),
        tuple(shown),
        anchors=tuple(head[0] for head in heads) + (("loose",) if loose else ()),
    )


def _progress(rows: PlanRows, head: tuple[str, str, str, str], actions: list[Action]) -> tuple[Cell, ...]:
    behind = sum(timing(action, rows.as_at) in _BEHIND for action in actions) if rows.as_at else None
    _, ref, text, timescale = head
    return (Ref(ref), text, timescale or None, len(actions), *status_groups(actions).values(), behind)


def _when(timescale: str) -> str:
    return " ".join(timescale.split())
