"""Gaps and contradictions: what the plan leaves out, and where it disagrees with itself."""

from __future__ import annotations

from collections.abc import Callable

from schemas import Action, Finding

from ..display import day
from ..report_tables import Cell, Column, Place, Ref, Share, Table, table
from .lists import Pictures
from .rows import CLOSED, PlanRows

_CONTRADICTIONS = frozenset({"timescale_conflict", "conflict", "invalid_date_clamped", "duplicate_of", "numbering_gap"})
"""Findings and flags that tell of a plan at odds with itself."""

GAPS: dict[str, Callable[[Action], bool]] = {
    "No lead": lambda a: not a.leads and not a.leads_raw,
    "A lead is printed but not known": lambda a: not a.leads and bool(a.leads_raw),
    "No deadline": lambda a: not a.deadline_raw and a.due_date is None,
    "A deadline is printed but no day": lambda a: bool(a.deadline_raw) and a.due_date is None,
    "No progress": lambda a: not a.progress_raw and a.status in {"not_reported", "unclear"},
    "Completed without evidence text": lambda a: a.status == "completed" and not a.progress_raw,
    "No text of the action": lambda a: not a.action,
}
"""What an action can lack. A deadline without a day can be all right: ongoing, or each month."""


def gap_counts(rows: PlanRows) -> Table:
    """How many recommendations and actions lack something."""
    served = {action.recommendation_id for action in rows.actions}
    idle = sum(r.recommendation_id not in served for r in rows.recommendations)
    shown: list[tuple[Cell, ...]] = [("Recommendation without action", Share(idle, len(rows.recommendations)))]
    shown += [(name, Share(sum(map(lacks, rows.actions)), len(rows.actions))) for name, lacks in GAPS.items()]
    return table("gap-counts", "Gaps", (Column("Gap"), Column("How many", "share")), shown)


def gap_table(rows: PlanRows, picture: Pictures) -> Table:
    """Each recommendation and action that lacks something."""
    served = {action.recommendation_id for action in rows.actions}
    shown: list[tuple[Cell, ...]] = [
        (
            "Recommendation without action",
            Ref(rows.refs[r.recommendation_id], r.recommendation_id),
            _pointed(r.recommendation, r.see_also),
            Place(r.page_first),
        )
        for r in rows.recommendations
        if r.recommendation_id not in served
    ]
    shown += [
        (name, rows.ref(action), action.action or None, Place(action.page, picture(action.action_id)))
        for name, lacks in GAPS.items()
        for action in rows.actions
        if lacks(action)
    ]
    columns = (Column("Gap", filter=True), Column("No.", "ref"), Column("Text", "prose"), Column("Where", "place"))
    return table("gaps", "Every gap", columns, shown)


def contradiction_table(rows: PlanRows, picture: Pictures) -> Table:
    """Where the plan disagrees with itself, from the findings of the run and from its own dates."""
    actions = {action.action_id: action for action in rows.actions}
    shown = [
        _told(rows, finding, actions.get(finding.record_id), picture)
        for finding in rows.findings
        if finding.code in _CONTRADICTIONS
    ]
    shown += [
        (told, rows.ref(action), action.action, Place(action.page, picture(action.action_id)))
        for action in rows.actions
        for told in _odd_dates(action)
    ]
    columns = (
        Column("What disagrees", "prose"),
        Column("No.", "ref"),
        Column("Text", "prose"),
        Column("Where", "place"),
    )
    return table("contradictions", "Contradictions", columns, shown)


def _told(rows: PlanRows, finding: Finding, action: Action | None, picture: Pictures) -> tuple[Cell, ...]:
    if action is not None:
        return (
            _named(rows, finding.message),
            rows.ref(action),
            action.action,
            Place(action.page, picture(action.action_id)),
        )
    ref = rows.refs.get(finding.record_id, "")
    return (
        _named(rows, finding.message),
        Ref(ref, finding.record_id if ref else ""),
        finding.text or None,
        Place(finding.page),
    )


def _named(rows: PlanRows, message: str) -> str:
    """A message with printed numbers for the keys of actions."""
    for action in rows.actions:
        if action.action_id in message:
            message = message.replace(action.action_id, rows.ref(action).text)
    return message


def _odd_dates(action: Action) -> list[str]:
    odd = []
    if action.due_start and action.due_date and action.due_start > action.due_date:
        odd.append(f"It starts on {day(action.due_start)}, after its deadline, {day(action.due_date)}.")
    if action.completed_date and action.status not in CLOSED:
        odd.append(f"A date of completion is printed ({day(action.completed_date)}), and its status is not completed.")
    if action.completed_date and action.progress_as_at and action.completed_date > action.progress_as_at:
        odd.append(f"It was completed on {day(action.completed_date)}, after the day of the report.")
    return odd


def _pointed(text: str, see_also: str) -> str:
    return f"{text} (points to: {see_also})" if see_also else text
