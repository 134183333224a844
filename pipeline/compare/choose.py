"""Which plans, recommendations and actions a comparison is about: filters, and the newest version of each plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from schemas import Action, Dataset, Plan

from ..display import codes
from ..errors import UsageError
from .version import families, versions

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted; an empty list wants everything. Words are compared without regard to case."""

    council: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The filters in words, for the head of a page."""
        told = [f"{f.name}: {', '.join(wanted)}" for f in fields(self) if (wanted := getattr(self, f.name))]
        return "; ".join(told) or "none"


def plan_year(plan: Plan) -> str:
    """Year of the inspection, else of the report, else of the plan; empty where none is known."""
    for text in (plan.inspection_start, plan.report_date, plan.plan_date):
        found = _YEAR.match(text)
        if found:
            return found.group()
    return ""


def newest_versions(dataset: Dataset) -> tuple[Dataset, tuple[Plan, ...]]:
    """The dataset without older versions of a plan that it holds twice or more, and the plans left out."""
    older = tuple(version.plan for family in families(versions(dataset)) for version in family[:-1])
    left_out = {plan.plan_id for plan in older}
    return _of_plans(dataset, {p.plan_id for p in dataset.plans if p.plan_id not in left_out}), older


def choose(dataset: Dataset, filters: Filters) -> Dataset:
    """What of a dataset the filters want.

    Council, region, year and framework choose plans; a theme chooses recommendations with their actions; an agency
    chooses the actions that it leads and their recommendations.

    Raises:
        UsageError: Nothing is left.
    """
    _check(filters)
    plans = {plan.plan_id for plan in dataset.plans if _wanted(plan, filters)}
    chosen = _of_plans(dataset, plans)
    if filters.theme:
        themes = set(filters.theme)
        kept = {r.recommendation_id for r in chosen.recommendations if themes & set(r.themes)}
        chosen = _of_recommendations(chosen, kept)
    if filters.agency:
        led = {lead.action_id for lead in chosen.leads if lead.agency in filters.agency}
        actions = tuple(action for action in chosen.actions if action.action_id in led)
        chosen = _of_recommendations(replace(chosen, actions=actions), {a.recommendation_id for a in actions})
    if not chosen.actions and not chosen.recommendations:
        raise UsageError(
            str(filters), "leaves nothing to compare", "widen the filters; `plans.csv` lists what is there"
        )
    return chosen


def _check(filters: Filters) -> None:
    for kind, wanted in (("theme", filters.theme), ("agency", filters.agency), ("framework", filters.framework)):
        for code in wanted:
            if code not in codes(kind):
                raise UsageError(f"--{kind} {code}", "is not known", f"choose from {', '.join(codes(kind))}")


def _wanted(plan: Plan, filters: Filters) -> bool:
    names = (plan.council, plan.council_code, plan.council_code_3, plan.plan_id)
    return (
        _among(names, filters.council)
        and _among((plan.region,), filters.region)
        and _among((plan_year(plan),), filters.year)
        and _among((plan.framework,), filters.framework)
    )


def _among(values: Iterable[str], wanted: Sequence[str]) -> bool:
    folded = {word.casefold() for word in wanted}
    return not folded or any(value.casefold() in folded for value in values)


def _of_plans(dataset: Dataset, plans: set[str]) -> Dataset:
    recommendations = tuple(r for r in dataset.recommendations if r.plan_id in plans)
    return _of_actions(
        replace(dataset, plans=tuple(p for p in dataset.plans if p.plan_id in plans), recommendations=recommendations),
        tuple(action for action in dataset.actions if action.plan_id in plans),
    )


def _of_recommendations(dataset: Dataset, kept: set[str]) -> Dataset:
    recommendations = tuple(r for r in dataset.recommendations if r.recommendation_id in kept)
    actions = tuple(action for action in dataset.actions if action.recommendation_id in kept)
    plans = {r.plan_id for r in recommendations}
    left = replace(
        dataset, recommendations=recommendations, plans=tuple(p for p in dataset.plans if p.plan_id in plans)
    )
    return _of_actions(left, actions)


def _of_actions(dataset: Dataset, actions: tuple[Action, ...]) -> Dataset:
    kept = {action.action_id for action in actions}
    return replace(
        dataset,
        actions=actions,
        leads=tuple(row for row in dataset.leads if row.action_id in kept),
        updates=tuple(row for row in dataset.updates if row.action_id in kept),
        milestones=tuple(row for row in dataset.milestones if row.action_id in kept),
    )
