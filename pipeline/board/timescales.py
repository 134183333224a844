"""Compliance with timescales: every action in exactly one class, measured at the as-at date and never at today."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from schemas import Action

from ..display import codes, label, note
from ..report_tables import Column, Share, Table, table
from .rows import PlanRows

_UNREAD = frozenset({"not_reported", "unclear"})


def timing(action: Action, as_at: dt.date | None) -> str:
    """Class of an action (`timing` in `schemas/vocab/display.csv`).

    A completed action was in time where its date of completion, or else the day at which its progress stands, is not
    after the deadline.
    """
    if action.status == "withdrawn":
        return "withdrawn"
    if action.status == "completed":
        return _done(action)
    if action.due_date is None:
        return "no_date"
    if as_at is None:
        return "as_at_unknown"
    if action.due_date >= as_at:
        return "not_yet_due"
    return "passed_unreported" if action.status in _UNREAD else "overdue"


def _done(action: Action) -> str:
    if action.due_date is None:
        return "done_no_deadline"
    if action.completed_date:
        return "done_in_time" if action.completed_date <= action.due_date else "done_late"
    known = action.progress_as_at
    return "done_in_time" if known and known <= action.due_date else "done_undated"


def counts(actions: Iterable[Action], as_at: dt.date | None) -> Counter[str]:
    """How many actions are in each class."""
    return Counter(timing(action, as_at) for action in actions)


def slipped(action: Action) -> bool:
    """Whether the document itself shows an earlier deadline than the one in force."""
    return bool(action.due_original and action.due_date and action.due_original < action.due_date)


def timescale_table(rows: PlanRows) -> Table:
    """Classes with their counts; they add up to all actions."""
    found = counts(rows.actions, rows.as_at)
    columns = (Column("Timing"), Column("Actions", "share"), Column("What it means", "prose"))
    shown = [
        (label("timing", code), Share(found[code], len(rows.actions)), note("timing", code)) for code in codes("timing")
    ]
    return table("timescales", "Compliance with timescales", columns, shown, note=_note(rows))


def due_kind_table(rows: PlanRows) -> Table:
    """What sort of deadline the actions have, in print."""
    found = Counter(action.due_kind for action in rows.actions)
    moved = sum(slipped(action) for action in rows.actions)
    columns = (Column("Deadline as printed"), Column("Actions", "share"))
    shown = [(label("due_kind", code), Share(found[code], len(rows.actions))) for code in codes("due_kind")]
    told = f"{moved} of {len(rows.actions)} actions show an earlier deadline that was revised to a later one."
    return table("due-kinds", "Kinds of deadline", columns, shown, note=told)


def _note(rows: PlanRows) -> str:
    dated = sum(action.due_date is not None for action in rows.actions)
    passed = sum(rows.as_at is not None and a.due_date is not None and a.due_date < rows.as_at for a in rows.actions)
    told = f"{dated} of {len(rows.actions)} actions have a date"
    if rows.as_at is None:
        return f"{told}. The plan does not say at what day its progress stands, so nothing is called overdue."
    met = sum(a.status == "completed" and a.due_date is not None and a.due_date < rows.as_at for a in rows.actions)
    return f"{told}; for {passed} of them it had passed by the as-at date, and {met} of those {passed} are completed."
