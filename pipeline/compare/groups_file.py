"""The groups as a CSV that a person corrects and gives back: change `group_id`, or empty it to leave one alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from schemas import Dataset, Plan, Recommendation

from ..errors import InputMissing, InputUnreadable
from ..export.to_csv import guard, unguard
from .groups import Group

COLUMNS = (
    "group_id",
    "group_words",
    "recommendation_id",
    "plan_id",
    "council",
    "recommendation_ref",
    "recommendation",
    "likeness",
    "shared_words",
    "decided",
)


def groups_csv(dataset: Dataset, groups: Iterable[Group]) -> str:
    """Every recommendation with its group, the lone ones last; `decided` is `by hand` where a person's word stands."""
    plans = {plan.plan_id: plan for plan in dataset.plans}
    recommendations = {r.recommendation_id: r for r in dataset.recommendations}
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    grouped = set()
    for group in groups:
        for member in group.members:
            grouped.add(member.recommendation_id)
            r = recommendations[member.recommendation_id]
            words = "; ".join(member.words)
            how = "by hand" if member.by_hand else "by likeness"
            head = [group.group_id, group.name]
            writer.writerow(map(guard, [*head, *_told(r, plans), f"{member.likeness:.3f}", words, how]))
    for r in dataset.recommendations:
        if r.recommendation_id not in grouped:
            writer.writerow(map(guard, ["", "", *_told(r, plans), "", "", ""]))
    return buffer.getvalue()


def _told(recommendation: Recommendation, plans: Mapping[str, Plan]) -> list[str]:
    plan = plans[recommendation.plan_id]
    r = recommendation
    return [r.recommendation_id, r.plan_id, plan.council, r.recommendation_ref, r.recommendation]


def read_groups(path: Path) -> dict[str, str]:
    """Group of each recommendation in a corrected file; rows that nobody filled in or decided are left out.

    A row counts as decided where it has a group, or where `decided` says anything and the group was emptied.

    Raises:
        InputMissing: The file does not exist.
        InputUnreadable: It has not the two columns that are needed.
    """
    if not path.exists():
        raise InputMissing(path, remedy="name a CSV like the groups.csv that `actionplans compare` writes")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"group_id", "recommendation_id"} <= set(reader.fieldnames or ()):
            raise InputUnreadable(
                path, "has no columns group_id and recommendation_id", "start from the groups.csv that compare writes"
            )
        rows = list(reader)
    decided = {}
    for row in rows:
        group = unguard((row["group_id"] or "").strip())
        if group or (row.get("decided") or "").strip():
            decided[unguard((row["recommendation_id"] or "").strip())] = group
    return decided
