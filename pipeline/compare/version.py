"""Which documents are versions of one plan, and in what order they were written."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from schemas import Action, Dataset, Plan, Recommendation

from ..display import day

SAME_WORDING = 80
"""From this likeness (0 to 100) two recommendations are taken for the same one."""
SHARED_PART = 0.5
"""Share of the shorter list of recommendations that two versions have in common at least."""

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Version:
    """One document with its rows."""

    plan: Plan
    recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...]

    @cached_property
    def as_at(self) -> dt.date | None:
        """Day at which its progress stands: that of the plan, else the latest that an action states."""
        stated = _day(self.plan.plan_date)
        return stated or max((a.progress_as_at for a in self.actions if a.progress_as_at), default=None)

    @cached_property
    def number(self) -> tuple[int, ...]:
        """Numbers of the printed version: `2.01` is (2, 1)."""
        return tuple(int(part) for part in _NUMBER.findall(self.plan.version))

    def outline(self) -> Version:
        """The version without its actions: enough to tell its family and its place there."""
        plan = replace(self.plan, plan_date=self.as_at.isoformat()) if self.as_at else self.plan
        return Version(plan, self.recommendations, ())

    @property
    def name(self) -> str:
        """What a reader calls it: version and day, else the file."""
        parts = [
            f"version {self.plan.version}" if self.plan.version else "",
            day(self.as_at) if self.as_at else "",
        ]
        return ", ".join(part for part in parts if part) or self.plan.source_file or self.plan.plan_id


def versions(dataset: Dataset) -> list[Version]:
    """Every document of a dataset with its rows, in the order of the dataset."""
    recommendations: dict[str, list[Recommendation]] = defaultdict(list)
    actions: dict[str, list[Action]] = defaultdict(list)
    for recommendation in dataset.recommendations:
        recommendations[recommendation.plan_id].append(recommendation)
    for action in dataset.actions:
        actions[action.plan_id].append(action)
    return [Version(p, tuple(recommendations[p.plan_id]), tuple(actions[p.plan_id])) for p in dataset.plans]


def families(found: Iterable[Version]) -> list[list[Version]]:
    """Documents that are versions of one plan, each list from the oldest to the newest; a lone document is left out.

    Two documents are versions of one plan where council and framework agree, their inspections do not differ, and
    they share at least half of their recommendations. A document whose place in the order cannot be told (no date, no
    version, or the same as another's) ends a list.
    """
    by_council: dict[tuple[str, str], list[Version]] = defaultdict(list)
    for version in found:
        plan = version.plan
        by_council[plan.council_code or plan.council, plan.framework].append(version)
    lists = [ordered(group) for (council, _), same in by_council.items() if council for group in _related(same)]
    return [group for group in lists if len(group) > 1]


def ordered(group: Sequence[Version]) -> list[Version]:
    """Versions from the oldest to the newest, as far as days or else version numbers tell.

    Where neither all days nor all numbers are known and different, the answer is empty: no order is guessed.
    """
    days = [version.as_at for version in group]
    if all(days) and len(set(days)) == len(days):
        return sorted(group, key=lambda version: version.as_at or dt.date.min)
    numbers = [version.number for version in group]
    if all(numbers) and len(set(numbers)) == len(numbers):
        return sorted(group, key=lambda version: version.number)
    return []


def _related(same: Sequence[Version]) -> list[list[Version]]:
    groups: list[list[Version]] = []
    for version in same:
        home = next((group for group in groups if any(same_plan(version, other) for other in group)), None)
        if home is None:
            groups.append([version])
        else:
            home.append(version)
    return groups


def same_plan(one: Version, other: Version) -> bool:
    """Whether two documents of one council speak of the same inspection and share half of their recommendations."""
    starts = {version.plan.inspection_start for version in (one, other)} - {""}
    if len(starts) > 1 and not _one_start(starts):
        return False
    return shared_part(one, other) >= SHARED_PART


def shared_part(one: Version, other: Version) -> float:
    """Share of the shorter list of recommendations that stands in the other too, in nearly the same words."""
    from rapidfuzz import fuzz, process, utils

    short, long = sorted(
        ({utils.default_process(r.recommendation) for r in v.recommendations} - {""} for v in (one, other)), key=len
    )
    if not short:
        return 0.0
    likeness = process.cdist(sorted(short), sorted(long), scorer=fuzz.token_sort_ratio, score_cutoff=SAME_WORDING)
    return float((likeness.max(axis=1) > 0).mean())


def _one_start(starts: set[str]) -> bool:
    """Whether one start is the other told less exactly: `2012-05` and `2012-05-14`."""
    short, long = sorted(starts, key=len)
    return long.startswith(short)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if len(text) == 10 else None
