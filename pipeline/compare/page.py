"""The comparison as a page: all plans, or one group of recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas import Dataset, Plan

from ..board.lists import Pictures
from ..board.timescales import timing
from ..display import codes, group, label
from ..html import charts
from ..html.charts import Chart
from ..html.page import Figure, Page, Section
from ..report_tables import Share, Table
from . import tables
from .choose import Filters
from .groups import Group
from .side_by_side import PlanFigures, plan_names


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared and what was found. `older` are versions that were left out for a newer one."""

    dataset: Dataset
    figures: Sequence[PlanFigures]
    groups: Sequence[Group]
    filters: Filters
    older: Sequence[Plan]


def comparison_page(made: Comparison, picture: Pictures, notes: Sequence[str] = ()) -> Page:
    """The page with every plan of the comparison."""
    found = made.figures
    grouped = sum(len(one.members) for one in made.groups)
    sections = [
        Section("overview", "The plans", (tables.overview(found),)),
        Section("status", "Status", (_status_chart(found),)),
        Section("timing", "Timeliness", (tables.timeliness(found),)),
        Section("themes", "Themes", (_theme_chart(found),)),
        Section("leads", "Who leads", (tables.seniority(found), tables.agencies(found))),
        Section("measures", "Success measures and reporting", (tables.success(found),)),
        Section("groups", "The same thing in several councils", _group_tables(made), _groups_intro(grouped, made)),
        Section("all", "All actions", (tables.action_table(made.dataset, made.groups, picture),)),
    ]
    return Page(
        title="Improvement plans side by side",
        kicker=f"{len(found):,} plans of {len({f.plan.council or f.name for f in found}):,} councils",
        facts=_facts(made),
        figures=_figures(made),
        sections=tuple(sections),
        notes=(*_notes(made), *notes),
    )


def group_page(made: Comparison, chosen: Group, picture: Pictures, notes: Sequence[str] = ()) -> Page:
    """The page on one group: how each council responds, with what actions, by whom, by when, how far."""
    members = {member.recommendation_id for member in chosen.members}
    actions = [action for action in made.dataset.actions if action.recommendation_id in members]
    names = plan_names(made.dataset.plans)
    lanes = sorted({names[action.plan_id] for action in actions}, key=str.casefold)
    as_at = {figures.plan.plan_id: figures.as_at for figures in made.figures}
    marks = [
        (names[a.plan_id], a.due_date, group("timing", timing(a, as_at[a.plan_id])))
        for a in actions
        if a.due_date and group("timing", timing(a, as_at[a.plan_id])) in codes("timing_group")
    ]
    only = replace(made.dataset, actions=tuple(actions))
    members_table = tables.member_table(only, [chosen])
    blocks: list[Chart | Table] = [members_table]
    if marks:
        summary = f"Deadlines of {len(marks)} of {len(actions)} actions, one lane for each plan."
        drawing = charts.timeline("group-timeline", marks, lanes, None)
        blocks = [Chart("group-timeline", "Deadlines by plan", summary, drawing, members_table)]
    return Page(
        title=f"Group {chosen.group_id}: {chosen.name}",
        kicker=f"How {len(lanes)} plans respond to the same thing",
        facts=_facts(made),
        figures=(),
        sections=(
            Section("response", "Who responds how", tuple(blocks)),
            Section("actions-of-group", "The actions", (tables.action_table(only, [chosen], picture),)),
        ),
        notes=(*_notes(made), *notes),
    )


def _facts(made: Comparison) -> tuple[tuple[str, str], ...]:
    frameworks = sorted({f.plan.framework for f in made.figures if f.plan.framework})
    years = sorted({f.year for f in made.figures if f.year})
    span = years[0] if len(set(years)) == 1 else f"{years[0]} to {years[-1]}" if years else "not stated"
    return (
        ("Filters", str(made.filters)),
        ("Years", span),
        ("Frameworks", ", ".join(frameworks) or "not stated"),
        ("Older versions left out", f"{len(made.older):,}"),
    )


def _figures(made: Comparison) -> tuple[Figure, ...]:
    actions = made.dataset.actions
    total = len(actions)
    done = sum(action.status == "completed" for action in actions)
    unread = sum(group("status", action.status) == "unstated" for action in actions)
    undated = sum(action.due_date is None for action in actions)
    return (
        Figure(f"{len(made.figures):,}", "plans"),
        Figure(f"{len(made.dataset.recommendations):,}", "recommendations"),
        Figure(f"{total:,}", "actions"),
        Figure(f"{done:,}", "completed", str(Share(done, total))),
        Figure(f"{unread:,}", "progress not stated", str(Share(unread, total))),
        Figure(f"{undated:,}", "without a date", str(Share(undated, total))),
    )


def _status_chart(found: Sequence[PlanFigures]) -> Chart | Table:
    listed = tables.status(found)
    bars = [(f"{figures.name} ({figures.actions})", figures.status) for figures in found if figures.actions]
    if not bars:
        return listed
    summary = (
        "One bar for each plan, all of one length, divided by status; the number of its actions stands in brackets."
        " Figures inside a bar are counts. The plans stand in alphabetical order."
    )
    drawing = charts.status_bars("status-bars", bars, as_shares=True)
    return Chart("status-bars", "Status by plan", summary, drawing, listed)


def _theme_chart(found: Sequence[PlanFigures]) -> Chart | Table:
    listed = tables.themes(found)
    rows = [figures for figures in found if figures.recommendations]
    if not rows:
        return listed
    names = [code for code in codes("theme") if any(figures.themes[code] for figures in rows)]
    if not names:
        return listed
    numbers = [[round(100 * f.themes[code] / f.recommendations) for code in names] for f in rows]
    labels = [f"{f.name} ({f.recommendations})" for f in rows]
    drawing = charts.heat_map("theme-map", labels, [label("theme", code) for code in names], numbers)
    summary = (
        "For each plan and theme, the part of the plan's recommendations that speak of it; the number of its"
        " recommendations stands in brackets. With few recommendations a percentage says little."
    )
    return Chart("theme-map", "Themes by plan", summary, drawing, listed)


def _group_tables(made: Comparison) -> tuple[Table, ...]:
    return (tables.group_table(made.dataset, made.groups), tables.member_table(made.dataset, made.groups))


def _groups_intro(grouped: int, made: Comparison) -> str:
    total = len(made.dataset.recommendations)
    return (
        f"{grouped:,} of {total:,} recommendations are in one of {len(made.groups):,} groups; the others are like no"
        " recommendation of another council. Groups rest on shared words, which are shown, and can be wrong: correct"
        " the column group_id in groups.csv and give the file back with --groups."
    )


def _notes(made: Comparison) -> list[str]:
    notes = [
        "Plans stand in alphabetical order. The tables can be sorted, but shares of fewer than ten things have no"
        " percentage and always come last: they would make no honest ranking.",
        "Every share has its denominator. “Not stated” means that the document does not say; it is counted and shown.",
        "Plans differ in what they print. A council that reports no progress is not a council without progress.",
        "Overdue is measured at the day at which each plan says its progress stands, which differs between plans.",
        "Filters above a table change that table only. To have charts and figures for a part of the plans, run"
        " compare with --council, --region, --year, --framework, --theme or --agency.",
    ]
    if made.older:
        listed = ", ".join(sorted(plan.source_file or plan.plan_id for plan in made.older))
        notes.append(f"Left out because a newer version of the same plan is here: {listed}.")
    return notes
