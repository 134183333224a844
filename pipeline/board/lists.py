"""Lists of the report: index of changes, evidence tracker, every action."""

from __future__ import annotations

from collections.abc import Callable

from schemas import Action

from ..display import codes, label
from ..report_tables import Cell, Column, Place, Share, Status, Table, table
from .rows import PlanRows
from .timescales import timing

Pictures = Callable[[str], str]
"""Gives the address of the picture of an action, or nothing."""


def change_counts(rows: PlanRows) -> Table:
    """How many actions bring each type of change; an action may bring several."""
    total = len(rows.actions)
    shown = [
        (label("change_type", code), Share(sum(code in a.change_types for a in rows.actions), total))
        for code in codes("change_type")
    ]
    shown.append(("No type could be told", Share(sum(not a.change_types for a in rows.actions), total)))
    note = "The types are inferred from the words of the action; an action may be of several."
    return table("change-counts", "Types of change", (Column("Type"), Column("Actions", "share")), shown, note=note)


def change_index(rows: PlanRows) -> Table:
    """Index of changes: each action under each type of change that it brings."""
    columns = (
        Column("Type of change", filter=True),
        Column("No.", "ref"),
        Column("Action", "prose"),
        Column("Leads"),
        Column("Due", "date"),
        Column("Status", "status"),
    )
    shown = [
        (label("change_type", code), rows.ref(a), a.action, "; ".join(a.leads) or None, a.due_date, Status(a.status))
        for code in codes("change_type")
        for a in rows.actions
        if code in a.change_types
    ]
    return table("change-index", "Index of changes", columns, shown)


def evidence_table(rows: PlanRows, picture: Pictures) -> Table:
    """Each completed action with the text that is its evidence, its dates and its page."""
    columns = (
        Column("No.", "ref"),
        Column("Action", "prose"),
        Column("Evidence", "prose"),
        Column("Deadline", "date"),
        Column("Completed", "date"),
        Column("Evidence as at", "date"),
        Column("Where", "place"),
    )
    done = [action for action in rows.actions if action.status == "completed"]
    shown = [
        (
            rows.ref(a),
            a.action,
            a.progress_raw or None,
            a.due_date,
            a.completed_date,
            a.progress_as_at,
            Place(a.page, picture(a.action_id)),
        )
        for a in done
    ]
    note = f"{len(done)} of {len(rows.actions)} actions are read as completed. The evidence is the plan's own text."
    return table("evidence", "Evidence tracker", columns, shown, note=note)


def action_table(rows: PlanRows, picture: Pictures) -> Table:
    """Every action with what it says, who leads it, when it is due and how far it is."""
    columns = (
        Column("No.", "ref"),
        Column("Section", filter=True),
        Column("Action", "prose"),
        Column("Leads", filter=True),
        Column("Due", "date"),
        Column("Deadline as printed"),
        Column("Timing", filter=True),
        Column("Status", "status", filter=True),
        Column("Progress", "prose"),
        Column("Where", "place"),
    )
    return Table(
        "actions",
        "All actions",
        columns,
        tuple(_action(rows, action, picture) for action in rows.actions),
        anchors=tuple(action.action_id for action in rows.actions),
    )


def _action(rows: PlanRows, action: Action, picture: Pictures) -> tuple[Cell, ...]:
    return (
        rows.ref(action),
        action.section or None,
        f"{action.action_stem} {action.action}".strip() or None,
        "; ".join(action.leads) or action.leads_raw or None,
        action.due_date,
        action.deadline_raw or None,
        label("timing", timing(action, rows.as_at)),
        Status(action.status),
        action.progress_raw or None,
        Place(action.page, picture(action.action_id)),
    )
