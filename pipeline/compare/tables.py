"""Tables of the comparison: one row for each plan, for each group, for each recommendation in one, for each action."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence

from schemas import Action, Dataset, Recommendation

from ..board.lists import Pictures
from ..display import codes, group, label
from ..report_tables import Cell, Column, Place, Ref, Share, Status, Table, table
from .groups import Group
from .side_by_side import NOT_STATED, PlanFigures, plan_names

PLAN = (
    Column("Plan", filter=True),
    Column("Region", filter=True),
    Column("Year", filter=True),
    Column("Framework", filter=True),
)


def _plan(figures: PlanFigures) -> tuple[Cell, ...]:
    plan = figures.plan
    return (figures.name, plan.region or None, figures.year or None, plan.framework or None)


def overview(found: Sequence[PlanFigures]) -> Table:
    """What each plan is and how much it holds."""
    columns = (
        *PLAN,
        Column("Judgement"),
        Column("Progress as at", "date"),
        Column("Recommendations", "count"),
        Column("Actions", "count"),
        Column("Source"),
    )
    rows = [
        (*_plan(f), f.plan.judgement or None, f.as_at, f.recommendations, f.actions, f.plan.source_file or None)
        for f in found
    ]
    return table("plans", "The plans", columns, rows)


def status(found: Sequence[PlanFigures]) -> Table:
    """Status groups of each plan."""
    names = codes("status_group")
    columns = (*PLAN, Column("Actions", "count"), *(Column(label("status_group", code), "share") for code in names))
    rows = [(*_plan(f), f.actions, *(Share(f.status[code], f.actions) for code in names)) for f in found]
    return table("status-by-plan", "Status by plan", columns, rows)


def timeliness(found: Sequence[PlanFigures]) -> Table:
    """What became of the deadlines of each plan by its as-at date."""
    columns = (
        *PLAN,
        Column("As at", "date"),
        Column("With a date", "share"),
        Column("Date passed and completed", "share"),
        Column("Overdue", "share"),
        Column("Days allowed (median)", "count"),
        Column("Counted from"),
        Column("Known for", "share"),
    )
    rows = [
        (*_plan(f), f.as_at, f.dated, f.met, f.overdue, f.days_allowed, f.days_from or None, f.days_known)
        for f in found
    ]
    note = (
        "“Date passed and completed” is out of the actions whose date lies before the as-at date. Days allowed run from"
        " the report, else from the inspection, to the deadline; with fewer than ten known, no median is given."
    )
    return table("timeliness", "Timeliness and time allowed", columns, rows, note=note)


def seniority(found: Sequence[PlanFigures]) -> Table:
    """The most senior lead of the actions of each plan."""
    return _mix(found, "seniority", ("seniority", "Most senior lead of each action"))


def agencies(found: Sequence[PlanFigures]) -> Table:
    """Agencies that lead actions of each plan."""
    return _mix(found, "agencies", ("agency", "Agencies that lead"))


def _mix(found: Sequence[PlanFigures], name: str, names: tuple[str, str]) -> Table:
    kind, title = names
    listed = [code for code in (*codes(kind), NOT_STATED) if any(getattr(f, name)[code] for f in found)]
    heads = [Column("Not stated" if code == NOT_STATED else label(kind, code), "share") for code in listed]
    rows = [(*_plan(f), *(Share(getattr(f, name)[code], f.actions) for code in listed)) for f in found]
    note = "An action that several agencies lead counts for each of them." if name == "agencies" else ""
    return table(name, title, (*PLAN, *heads), rows, note=note)


def themes(found: Sequence[PlanFigures]) -> Table:
    """How many of each plan's recommendations speak of each theme."""
    heads = [Column(label("theme", code), "share") for code in codes("theme")]
    rows = [(*_plan(f), *(Share(f.themes[code], f.recommendations) for code in codes("theme"))) for f in found]
    note = "Themes are inferred from the words of the recommendation; a recommendation may have several, or none."
    return table("themes-by-plan", "Themes by plan", (*PLAN, *heads), rows, note=note)


def success(found: Sequence[PlanFigures]) -> Table:
    """Success criteria and the rhythm of reporting."""
    columns = (
        *PLAN,
        Column("With a success measure", "share"),
        Column("With a measurable one", "share"),
        Column("Action recurs", "share"),
        Column("Names a board or post", "share"),
        Column("Dates of updates", "count"),
        Column("Days between updates (median)", "count"),
    )
    rows = [(*_plan(f), f.success, f.measurable, f.recurring, f.boards, f.updates, f.update_gap) for f in found]
    note = (
        "A measure is measurable where it holds a number, a whole, or a figure and its direction"
        " (schemas/vocab/measurable.csv). Updates are dated entries inside the progress cells of a plan."
    )
    return table("success", "Success measures and reporting rhythm", columns, rows, note=note)


def group_table(dataset: Dataset, groups: Sequence[Group]) -> Table:
    """Each group of recommendations with what its councils do about it."""
    actions = _by_recommendation(dataset)
    plan_of = {r.recommendation_id: r.plan_id for r in dataset.recommendations}
    columns = (
        Column("Group", "ref"),
        Column("Words that it shares", "prose"),
        Column("Plans", "count"),
        Column("Recommendations", "count"),
        Column("Actions", "count"),
        Column("Completed", "share"),
        Column("Progress not stated", "share"),
    )
    rows = []
    for one in groups:
        found = [a for member in one.members for a in actions[member.recommendation_id]]
        plans = len({plan_of[member.recommendation_id] for member in one.members})
        done = sum(a.status == "completed" for a in found)
        unread = sum(group("status", a.status) == "unstated" for a in found)
        head = (Ref(one.group_id, f"{one.key}-first"), one.name, plans, len(one.members), len(found))
        rows.append((*head, Share(done, len(found)), Share(unread, len(found))))
    return table("groups-table", "Groups of recommendations", columns, rows)


def member_table(dataset: Dataset, groups: Sequence[Group]) -> Table:
    """Each recommendation that is in a group: how its council responds, by whom, by when, how far."""
    actions = _by_recommendation(dataset)
    recommendations = {r.recommendation_id: r for r in dataset.recommendations}
    names = plan_names(dataset.plans)
    columns = (
        Column("Group", "ref", filter=True),
        Column("Plan", filter=True),
        Column("Recommendation", "prose"),
        Column("Shared words"),
        Column("Actions", "count"),
        Column("Led by"),
        Column("First date", "date"),
        Column("Last date", "date"),
        Column("How far"),
    )
    rows, anchors = [], []
    for one in groups:
        for number, member in enumerate(one.members):
            r = recommendations[member.recommendation_id]
            told = _response(actions[r.recommendation_id])
            shared = ", ".join(member.words) or None
            text = f"{r.recommendation_ref} {r.recommendation}".strip()
            rows.append((Ref(one.group_id), names[r.plan_id], text, shared, *told))
            anchors.append(f"{one.key}-first" if number == 0 else r.recommendation_id)
    made = table("members-table", "Who responds how", columns, rows)
    return Table(made.key, made.title, made.columns, made.rows, anchors=tuple(anchors))


def _response(actions: Sequence[Action]) -> tuple[Cell, ...]:
    leads = Counter(lead for action in actions for lead in action.leads)
    days = sorted(action.due_date for action in actions if action.due_date)
    found = Counter(group("status", action.status) for action in actions)
    far = [f"{found[code]} {label('status_group', code).lower()}" for code in codes("status_group") if found[code]]
    named = "; ".join(name for name, _ in sorted(leads.items(), key=lambda item: (-item[1], item[0]))) or None
    first: dt.date | None = days[0] if days else None
    return (len(actions), named, first, days[-1] if days else None, "\n".join(far) or "no action")


def action_table(dataset: Dataset, groups: Sequence[Group], picture: Pictures) -> Table:
    """Every action of every plan, with its theme, its agency and its group to choose by."""
    names = plan_names(dataset.plans)
    recommendations: dict[str, Recommendation] = {r.recommendation_id: r for r in dataset.recommendations}
    home = {member.recommendation_id: one.group_id for one in groups for member in one.members}
    agency: dict[str, set[str]] = defaultdict(set)
    for lead in dataset.leads:
        if lead.lead_kind == "lead" and lead.agency:
            agency[lead.action_id].add(label("agency", lead.agency))
    columns = (
        Column("Plan", filter=True),
        Column("No.", "ref"),
        Column("Action", "prose"),
        Column("Leads"),
        Column("Due", "date"),
        Column("Status", "status", filter=True),
        Column("Themes", filter=True),
        Column("Agency", filter=True),
        Column("Group", filter=True),
        Column("Where", "place"),
    )
    rows = [
        (
            names[a.plan_id],
            Ref(" / ".join(part for part in (a.recommendation_ref, a.action_ref) if part)),
            f"{a.action_stem} {a.action}".strip() or None,
            "; ".join(a.leads) or a.leads_raw or None,
            a.due_date,
            Status(a.status),
            "; ".join(label("theme", t) for t in _themes(a, recommendations)) or None,
            "; ".join(sorted(agency[a.action_id])) or None,
            home.get(a.recommendation_id) or "none",
            Place(a.page, picture(a.action_id)),
        )
        for a in dataset.actions
    ]
    return Table("actions", "All actions", columns, tuple(rows), anchors=tuple(a.action_id for a in dataset.actions))


def _themes(action: Action, recommendations: dict[str, Recommendation]) -> tuple[str, ...]:
    found = recommendations.get(action.recommendation_id)
    return found.themes if found else action.themes


def _by_recommendation(dataset: Dataset) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in dataset.actions:
        found[action.recommendation_id].append(action)
    return found
