"""Plans side by side: the same figures for each, with their denominators and what is not stated."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from statistics import median

from schemas import Action, Dataset, Lead, Plan, Recommendation, Update, vocab

from ..board.timescales import timing
from ..display import codes, group
from ..report_tables import FEWEST_FOR_PERCENT, Share
from .choose import plan_year
from .version import Version

NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """Figures of one plan. Shares carry their denominators; `None` means that the figure cannot be told."""

    plan: Plan
    name: str
    year: str
    as_at: dt.date | None
    recommendations: int
    actions: int
    status: Mapping[str, int]
    timing: Mapping[str, int]
    dated: Share
    met: Share | None
    overdue: Share | None
    seniority: Mapping[str, int]
    agencies: Mapping[str, int]
    themes: Mapping[str, int]
    days_allowed: int | None
    days_known: Share
    days_from: str
    success: Share
    measurable: Share
    recurring: Share
    boards: Share
    updates: int
    update_gap: int | None


@dataclass(slots=True)
class _Rows:
    """Rows of one plan, gathered."""

    recommendations: list[Recommendation] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    leads: dict[str, list[Lead]] = field(default_factory=lambda: defaultdict(list))
    updates: list[Update] = field(default_factory=list)
    aimed: set[str] = field(default_factory=set)


def side_by_side(dataset: Dataset) -> list[PlanFigures]:
    """Figures of every plan of a dataset, in the alphabetical order of their names."""
    rows = _gather(dataset)
    names = plan_names(dataset.plans)
    found = [_figures(plan, names[plan.plan_id], rows[plan.plan_id]) for plan in dataset.plans]
    return sorted(found, key=lambda figures: figures.name.casefold())


def plan_names(plans: Sequence[Plan]) -> dict[str, str]:
    """A name for each plan that no other has: council, with year, version and key as far as needed."""
    told: dict[str, str] = {}
    for parts in range(1, 5):
        names = {plan.plan_id: _name(plan, parts) for plan in plans if plan.plan_id not in told}
        number = Counter(names.values())
        told |= {key: name for key, name in names.items() if number[name] == 1 or parts == 4}
    return told


def _name(plan: Plan, parts: int) -> str:
    base = plan.council or plan.title or plan.source_file or plan.plan_id
    version = f"version {plan.version}" if plan.version else plan.plan_date
    return ", ".join(part for part in (base, plan_year(plan), version, plan.plan_id)[:parts] if part)


def _gather(dataset: Dataset) -> dict[str, _Rows]:
    rows: dict[str, _Rows] = defaultdict(_Rows)
    home = {action.action_id: action.plan_id for action in dataset.actions}
    for recommendation in dataset.recommendations:
        rows[recommendation.plan_id].recommendations.append(recommendation)
    for action in dataset.actions:
        rows[action.plan_id].actions.append(action)
    for lead in dataset.leads:
        if lead.lead_kind == "lead" and lead.action_id in home:
            rows[home[lead.action_id]].leads[lead.action_id].append(lead)
    for update in dataset.updates:
        if update.action_id in home:
            rows[home[update.action_id]].updates.append(update)
    for milestone in dataset.milestones:
        if milestone.action_id in home and is_measurable(milestone.target):
            rows[home[milestone.action_id]].aimed.add(milestone.action_id)
    return rows


def _figures(plan: Plan, name: str, rows: _Rows) -> PlanFigures:
    actions = rows.actions
    total = len(actions)
    as_at = Version(plan, (), tuple(actions)).as_at
    classes = Counter(timing(action, as_at) for action in actions)
    start, start_from = _start(plan)
    allowed = [(a.due_date - start).days for a in actions if start and a.due_date and a.due_date >= start]
    days = sorted({update.as_at for update in rows.updates if update.as_at})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    passed = [a for a in actions if as_at and a.due_date and a.due_date < as_at and a.status != "withdrawn"]
    return PlanFigures(
        plan=plan,
        name=name,
        year=plan_year(plan),
        as_at=as_at,
        recommendations=len(rows.recommendations),
        actions=total,
        status=_counted(Counter(group("status", a.status) for a in actions), codes("status_group")),
        timing=_counted(classes, codes("timing")),
        dated=Share(sum(a.due_date is not None for a in actions), total),
        met=Share(sum(a.status == "completed" for a in passed), len(passed)) if as_at else None,
        overdue=Share(classes["overdue"], total) if as_at else None,
        seniority=_counted(
            Counter(_senior(rows.leads[a.action_id]) for a in actions), (*codes("seniority"), NOT_STATED)
        ),
        agencies=_counted(_agencies(rows), (*codes("agency"), NOT_STATED)),
        themes=_counted(Counter(t for r in rows.recommendations for t in set(r.themes)), codes("theme")),
        days_allowed=round(median(allowed)) if len(allowed) >= FEWEST_FOR_PERCENT else None,
        days_known=Share(len(allowed), total),
        days_from=start_from,
        success=Share(sum(bool(a.success_measure) or a.action_id in rows.aimed for a in actions), total),
        measurable=Share(sum(is_measurable(a.success_measure) or a.action_id in rows.aimed for a in actions), total),
        recurring=Share(sum(bool(a.due_recurrence) for a in actions), total),
        boards=Share(sum(bool(a.accountable_to) for a in actions), total),
        updates=len(days),
        update_gap=round(median(gaps)) if gaps else None,
    )


def _counted(found: Counter[str], listed: Sequence[str]) -> dict[str, int]:
    return {code: found[code] for code in listed}


def _senior(leads: Sequence[Lead]) -> str:
    """The highest seniority among the leads of an action."""
    ranks = codes("seniority")
    known = [lead.seniority for lead in leads if lead.seniority in ranks]
    return min(known, key=ranks.index, default=NOT_STATED)


def _agencies(rows: _Rows) -> Counter[str]:
    """For each agency the actions that one of its people leads; an action of two agencies counts for both."""
    found: Counter[str] = Counter()
    for action in rows.actions:
        found.update({lead.agency for lead in rows.leads[action.action_id] if lead.agency} or {NOT_STATED})
    return found


def _start(plan: Plan) -> tuple[dt.date | None, str]:
    """Day from which the time allowed is counted: report, else end of the inspection."""
    for text, name in (
        (plan.report_date, "report"),
        (plan.inspection_end, "inspection"),
        (plan.inspection_start, "inspection"),
    ):
        if len(text) == 10:
            return dt.date.fromisoformat(text), name
    return None, ""


def is_measurable(text: str) -> bool:
    """Whether a success criterion holds something that can be counted (`schemas/vocab/measurable.csv`).

    >>> is_measurable("95% of visits in time"), is_measurable("Better practice"), is_measurable("")
    (True, False, False)
    """
    return bool(text) and any(pattern.search(text) for pattern in _measurable())


@cache
def _measurable() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in vocab.load("measurable"))
