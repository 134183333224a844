"""The rows of one plan as its report needs them: actions with their leads, deadlines and names."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from schemas import Action, Change, Dataset, Deadline, Finding, Lead, Plan, Recommendation

from ..compare.version import Version
from ..display import label
from ..errors import UsageError
from ..report_tables import Ref

Row = TypeVar("Row", Lead, Deadline)

CLOSED = frozenset({"completed", "withdrawn"})


@dataclass(frozen=True, slots=True)
class PlanRows:
    """One plan. `as_at` is the day that counts for what is overdue, `None` where nobody states one."""

    plan: Plan
    as_at: dt.date | None
    as_at_given: bool
    recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...]
    leads: Mapping[str, tuple[Lead, ...]]
    deadlines: Mapping[str, tuple[Deadline, ...]]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    refs: Mapping[str, str]
    """A name for each recommendation, by its key: its printed number, and more where two have the same."""

    @property
    def name(self) -> str:
        """What the plan is called in a heading."""
        return self.plan.council or self.plan.title or self.plan.source_file or self.plan.plan_id

    def ref(self, action: Action) -> Ref:
        """Printed number of an action with that of its recommendation."""
        parts = (self.refs.get(action.recommendation_id, action.recommendation_ref), action.action_ref)
        return Ref(" / ".join(part for part in parts if part), action.action_id)

    def leads_of(self, action: Action) -> tuple[Lead, ...]:
        """Leads proper of an action, without accountable officers, teams and agencies."""
        return tuple(lead for lead in self.leads.get(action.action_id, ()) if lead.lead_kind == "lead")

    def open_actions(self) -> list[Action]:
        """Actions that are neither completed nor withdrawn."""
        return [action for action in self.actions if action.status not in CLOSED]


def plan_rows(dataset: Dataset, plan_id: str, as_at: dt.date | None = None) -> PlanRows:
    """Rows of one plan of a dataset.

    Args:
        dataset: what was read.
        plan_id: its key.
        as_at: day that counts for what is overdue; by default the day at which the plan says its progress stands.
    """
    plan = next(plan for plan in dataset.plans if plan.plan_id == plan_id)
    actions = tuple(a for a in dataset.actions if a.plan_id == plan_id)
    recommendations = tuple(r for r in dataset.recommendations if r.plan_id == plan_id)
    return PlanRows(
        plan=plan,
        as_at=as_at or Version(plan, recommendations, actions).as_at,
        as_at_given=as_at is not None,
        recommendations=recommendations,
        actions=actions,
        leads=_by_action(dataset.leads),
        deadlines=_by_action(dataset.deadlines),
        findings=tuple(f for f in dataset.findings if f.plan_id == plan_id),
        changes=tuple(c for c in dataset.changes if c.plan_id_new == plan_id),
        refs=_refs(recommendations),
    )


def choose_plan(dataset: Dataset, name: str) -> Plan:
    """The plan with this key, file name or council.

    Raises:
        UsageError: none or several answer to it.
    """
    wanted = name.casefold()
    for column in ("plan_id", "source_file", "council"):
        found = [plan for plan in dataset.plans if getattr(plan, column).casefold() == wanted]
        if len(found) == 1:
            return found[0]
    known = ", ".join(f"{plan.plan_id} ({plan.council or plan.source_file})" for plan in dataset.plans[:8])
    more = " …" if len(dataset.plans) > 8 else ""
    raise UsageError(f"--plan {name}", "does not name one plan of this dataset", f"choose from {known or 'none'}{more}")


def _by_action(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return {key: tuple(several) for key, several in found.items()}


def _refs(recommendations: Sequence[Recommendation]) -> dict[str, str]:
    """A name for each recommendation that no other has: its number; with section, kind and a count as far as needed."""
    names: list[str] = []
    for way in (_number, _number_in_section, _number_of_kind):
        names = [way(recommendation) or "No number" for recommendation in recommendations]
        if len(set(names)) == len(names):
            break
    total, seen = Counter(names), Counter[str]()
    told = {}
    for recommendation, name in zip(recommendations, names, strict=True):
        seen[name] += 1
        told[recommendation.recommendation_id] = f"{name}, no. {seen[name]}" if total[name] > 1 else name
    return told


def _number(recommendation: Recommendation) -> str:
    return recommendation.recommendation_ref


def _number_in_section(recommendation: Recommendation) -> str:
    return f"{recommendation.section} {recommendation.recommendation_ref}".strip()


def _number_of_kind(recommendation: Recommendation) -> str:
    kind = label("recommendation_kind", recommendation.recommendation_kind)
    name = _number_in_section(recommendation)
    return f"{name} ({kind})" if name and recommendation.recommendation_kind and kind else name
