"""The report on one plan: every table once, put together as a page and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schemas import Action

from ..display import NOT_STATED, codes, day, group, label
from ..html import charts
from ..html.charts import Chart
from ..html.page import Figure, Page, Section
from ..html.pictures import Evidence
from ..report_tables import Cell, Column, Share, Table, table
from . import due, gaps, lists, progress, timescales
from .rows import PlanRows
from .versions import version_section


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of the report."""

    status: Table
    recommendations: Table
    timescales: Table
    due_kinds: Table
    by_month: Table
    by_lead: Table
    by_agency: Table
    receives: Table
    change_counts: Table
    change_index: Table
    evidence: Table
    gap_counts: Table
    gaps: Table
    contradictions: Table
    actions: Table


def tables(rows: PlanRows, evidence: Evidence) -> Tables:
    """Work out every table of the report on one plan."""
    return Tables(
        status=progress.status_table(rows),
        recommendations=progress.recommendation_table(rows),
        timescales=timescales.timescale_table(rows),
        due_kinds=timescales.due_kind_table(rows),
        by_month=due.month_table(rows),
        by_lead=due.lead_table(rows),
        by_agency=due.agency_table(rows),
        receives=due.receives_table(rows),
        change_counts=lists.change_counts(rows),
        change_index=lists.change_index(rows),
        evidence=lists.evidence_table(rows, evidence),
        gap_counts=gaps.gap_counts(rows),
        gaps=gaps.gap_table(rows, evidence),
        contradictions=gaps.contradiction_table(rows, evidence),
        actions=lists.action_table(rows, evidence),
    )


def report_page(rows: PlanRows, made: Tables, evidence: Evidence) -> Page:
    """The page that a board is given."""
    return Page(
        title=rows.plan.title or rows.name,
        kicker=f"{rows.name}: progress of the plan" if rows.name else "Progress of the plan",
        facts=facts(rows),
        figures=_figures(rows),
        sections=tuple(_sections(rows, made)),
        notes=(*_notes(rows), *evidence.notes),
    )


def facts(rows: PlanRows) -> tuple[tuple[str, str], ...]:
    """What identifies the plan, with "not stated" where the document does not say."""
    plan = rows.plan
    began = " to ".join(dict.fromkeys(part for part in (plan.inspection_start, plan.inspection_end) if part))
    as_at = day(rows.as_at) + (" (given for this report)" if rows.as_at_given else "")
    listed = {
        "Council": plan.council,
        "Region": plan.region,
        "Inspection": label("framework", plan.framework),
        "Inspected": began,
        "Judgement": plan.judgement,
        "Version": plan.version,
        "Progress as at": as_at,
        "Source": f"{plan.source_file}, {plan.page_count} pages" if plan.page_count else plan.source_file,
        "Plan key": plan.plan_id,
    }
    return tuple((name, text or NOT_STATED) for name, text in listed.items())


def _figures(rows: PlanRows) -> tuple[Figure, ...]:
    total = len(rows.actions)
    found = timescales.counts(rows.actions, rows.as_at)
    done = sum(action.status == "completed" for action in rows.actions)
    unread = sum(group("status", action.status) == "unstated" for action in rows.actions)
    behind = found["overdue"]
    figures = [
        Figure(f"{total:,}", "actions", f"under {len(rows.recommendations):,} recommendations"),
        Figure(f"{done:,}", "completed", str(Share(done, total))),
        Figure(f"{unread:,}", "progress not stated", str(Share(unread, total))),
    ]
    if rows.as_at is None:
        figures.append(Figure("–", "overdue", "cannot be told: no as-at date"))
    else:
        figures.append(Figure(f"{behind:,}", "overdue", f"on {day(rows.as_at)}"))
        silent = found["passed_unreported"]
        figures.append(Figure(f"{silent:,}", "date passed, progress not stated"))
    undated = sum(action.due_date is None for action in rows.actions)
    figures.append(Figure(f"{undated:,}", "without a date", str(Share(undated, total))))
    return tuple(figures)


def _sections(rows: PlanRows, made: Tables) -> list[Section]:
    sections = [
        Section("progress", "Progress by recommendation", (*_status_charts(rows, made),)),
        Section("timing", "Compliance with timescales", (*_timeline(rows, made), made.due_kinds)),
        Section("next", "What is due next", (made.by_month, made.by_lead, made.by_agency)),
        Section("boards", "What each board or post is to receive, and when", (made.receives,)),
        Section("changes", "Index of changes", (made.change_counts, made.change_index)),
        Section("tracker", "Evidence tracker", (made.evidence,)),
        Section("missing", "Gaps", (made.gap_counts, made.gaps)),
        Section("disagree", "Contradictions", (made.contradictions,)),
        Section("all", "All actions", (made.actions,)),
    ]
    since = version_section(rows)
    return [*sections[:3], since, *sections[3:]] if since else sections


def _status_charts(rows: PlanRows, made: Tables) -> list[Chart | Table]:
    if not rows.actions:
        return [made.status, made.recommendations]
    bars = [(name, progress.status_groups(actions)) for name, actions in _by_recommendation(rows) if actions]
    drawing = charts.status_bars("status-bars", bars)
    summary = "One bar for each recommendation that has actions, divided by status."
    return [made.status, Chart("status-bars", "Status by recommendation", summary, drawing, made.recommendations)]


def _timeline(rows: PlanRows, made: Tables) -> list[Chart | Table]:
    marks = []
    for name, actions in _by_recommendation(rows):
        for action in actions:
            timing = group("timing", timescales.timing(action, rows.as_at))
            if action.due_date and timing in codes("timing_group"):
                marks.append((name, action.due_date, timing))
    if not marks:
        return [made.timescales]
    used = {lane for lane, _, _ in marks}
    lanes = [name for name, _ in _by_recommendation(rows) if name in used]
    drawing = charts.timeline("timeline", marks, lanes, rows.as_at)
    summary = (
        f"Deadlines of {len(marks)} of {len(rows.actions)} actions by month; the others have no date or were withdrawn."
    )
    return [made.timescales, Chart("timeline", "Deadlines by recommendation", summary, drawing, _timeline_table(marks))]


def _timeline_table(marks: Sequence[tuple[str, dt.date, str]]) -> Table:
    found = Counter((f"{when:%Y-%m}", timing) for _, when, timing in marks)
    months = sorted({month for month, _ in found})
    columns = [Column("Month"), *(Column(label("timing_group", code), "count") for code in codes("timing_group"))]
    shown: list[list[Cell]] = [
        [f"{dt.date.fromisoformat(f'{month}-01'):%B %Y}", *(found[month, code] for code in codes("timing_group"))]
        for month in months
    ]
    return table("timeline-months", "Deadlines by month", columns, shown)


def _by_recommendation(rows: PlanRows) -> list[tuple[str, list[Action]]]:
    """Number and actions of each recommendation, in the order of the plan."""
    return [
        (rows.refs[r.recommendation_id], [a for a in rows.actions if a.recommendation_id == r.recommendation_id])
        for r in rows.recommendations
    ]


def _notes(rows: PlanRows) -> list[str]:
    notes = [
        "Everything here is read from the plan that the council published; nothing was asked of the council.",
        "Overdue is measured at the day at which the plan says its progress stands, never at today's date.",
        "“Not stated” means that the document does not say. It is shown and counted, not left out.",
        "Shares of fewer than ten are given as counts without a percentage.",
        "An action is completed where the plan says so; that does not tell whether the work had its effect.",
    ]
    twice = sum("duplicate_of" in action.flags for action in rows.actions)
    if twice:
        notes.append(f"{twice} of {len(rows.actions)} actions stand in the plan twice or more; each place is counted.")
    inferred = sum("status_inferred" in action.flags for action in rows.actions)
    if inferred:
        told = (
            f"{inferred} of {len(rows.actions)} statuses were read from prose, not from a label that the council prints"
        )
        notes.append(f"{told}: see the page before you quote one.")
    return notes
