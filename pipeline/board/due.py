"""What is due next: by month, by lead and by agency; and what each board or post is to receive, and when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from schemas import Action

from ..display import label
from ..report_tables import Cell, Column, Status, Table, table
from .rows import PlanRows

NO_LEAD = "No lead stated"


def month_table(rows: PlanRows) -> Table:
    """Open actions in the order of their dates, those without a date last."""
    columns = (
        Column("Month", filter=True),
        Column("Due", "date"),
        Column("No.", "ref"),
        Column("Action", "prose"),
        Column("Leads"),
        Column("Status", "status"),
    )
    found = sorted(rows.open_actions(), key=lambda a: (a.due_date or dt.date.max, rows.ref(a).text))
    shown = [
        (
            _month(a.due_date, rows.as_at),
            a.due_date,
            rows.ref(a),
            a.action,
            "; ".join(a.leads) or None,
            Status(a.status),
        )
        for a in found
    ]
    told = f"{len(found)} of {len(rows.actions)} actions are neither completed nor withdrawn."
    return table("due-by-month", "Due next, by month", columns, shown, note=told)


def lead_table(rows: PlanRows) -> Table:
    """Open actions of each lead; an action with two leads counts for both."""
    return _by(rows, ("due-by-lead", "Due next, by lead", "Lead"), lambda action: _lead_names(rows, action))


def agency_table(rows: PlanRows) -> Table:
    """Open actions of each agency that a lead belongs to; an action of two agencies counts for both."""
    return _by(rows, ("due-by-agency", "Due next, by agency", "Agency"), lambda action: _agencies(rows, action))


def _by(rows: PlanRows, names: tuple[str, str, str], owners: Callable[[Action], Sequence[str]]) -> Table:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in rows.open_actions():
        for owner in owners(action):
            found[owner].append(action)
    shown = [(owner, *_workload(rows, found[owner])) for owner in sorted(found, key=str.casefold)]
    columns = (
        Column(names[2]),
        Column("Open actions", "count"),
        Column("Date passed", "count"),
        Column("Next date", "date"),
        Column("Without a date", "count"),
        Column("Next actions", "prose"),
    )
    key, title, _ = names
    shared = "Actions with several owners count for each of them, so the column adds up to more than the open actions."
    return table(key, title, columns, shown, note=shared)


def _workload(rows: PlanRows, actions: Sequence[Action]) -> tuple[Cell, ...]:
    as_at = rows.as_at
    dated = sorted((a for a in actions if a.due_date), key=lambda a: (a.due_date, rows.ref(a).text))
    ahead = [a for a in dated if as_at is None or (a.due_date and a.due_date >= as_at)]
    day = ahead[0].due_date if ahead else None
    following = ", ".join(rows.ref(a).text for a in ahead if a.due_date == day)
    passed = None if as_at is None else len(dated) - len(ahead)
    return (len(actions), passed, day, len(actions) - len(dated), following or None)


def receives_table(rows: PlanRows) -> Table:
    """Each board or post that is to receive something, with the day of the report where the cell names one."""
    shown = sorted(
        (
            (
                board,
                _report_day(rows, action),
                rows.ref(action),
                action.action,
                action.deadline_raw,
                Status(action.status),
            )
            for action in rows.actions
            for board in dict.fromkeys(action.accountable_to)
        ),
        key=lambda row: (row[0].casefold(), row[1] or dt.date.max, row[2].text),
    )
    columns = (
        Column("Board or post", filter=True),
        Column("By", "date"),
        Column("No.", "ref"),
        Column("Action", "prose"),
        Column("Deadline as printed", "prose"),
        Column("Status", "status"),
    )
    named = sum(bool(action.accountable_to) for action in rows.actions)
    told = f"{named} of {len(rows.actions)} actions name a board or post that is to receive a report."
    return table("receives", "What each board or post is to receive", columns, shown, note=told)


def _report_day(rows: PlanRows, action: Action) -> dt.date | None:
    mentions = rows.deadlines.get(action.action_id, ())
    reports = [mention.end for mention in mentions if mention.purpose == "report" and mention.in_force and mention.end]
    return max(reports, default=action.due_date)


def _lead_names(rows: PlanRows, action: Action) -> list[str]:
    names = [lead.role or lead.person or lead.lead_raw for lead in rows.leads_of(action)]
    return list(dict.fromkeys(name for name in names if name)) or [NO_LEAD]


def _agencies(rows: PlanRows, action: Action) -> list[str]:
    leads = rows.leads_of(action)
    if not leads:
        return [NO_LEAD]
    return list(dict.fromkeys(label("agency", lead.agency) if lead.agency else "Agency not stated" for lead in leads))


def _month(day: dt.date | None, as_at: dt.date | None) -> str:
    if day is None:
        return "No date"
    month = f"{day:%B %Y}"
    return f"{month} (date passed)" if as_at and day < as_at else month


def months(rows: PlanRows) -> Mapping[str, int]:
    """How many open actions fall due in each month, in order; months are written `2012-03`."""
    found: dict[str, int] = defaultdict(int)
    for action in rows.open_actions():
        if action.due_date:
            found[f"{action.due_date:%Y-%m}"] += 1
    return dict(sorted(found.items()))
