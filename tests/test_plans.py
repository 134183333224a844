"""Invented plans of other councils, each in a layout of its own, read by the whole pipeline and compared with gold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import read_rows
from pipeline.run import run_plans
from pipeline.settings import Settings
from tests.plans.build import LAYOUTS, build
from tests.plans.facts import Facts, Values, gold_actions, lenient, load, names

Row = dict[str, Any]


def plain(value: object) -> str:
    """Text for comparison: one blank for any white space, no bullets, no punctuation at the edges."""
    flat = re.sub(r"\s+", " ", re.sub("[•\uf0b7]", " ", str(value or "")))
    return re.sub(r"\s*/\s*", "/", flat).strip(" .;:,-–").casefold()


def same(wanted: object, got: object) -> bool:
    if isinstance(wanted, list):
        return isinstance(got, tuple) and Counter(map(plain, wanted)) == Counter(map(plain, got))
    return plain(wanted) == plain(got)


def overlap(one: str, other: str) -> float:
    a, b = (Counter(re.findall(r"\w+", plain(text))) for text in (one, other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def paired(gold: Sequence[Values], found: Sequence[Row]) -> list[Row | None]:
    """For each gold action the found one that shares most of its words, half of them at least."""
    scores = [
        (overlap(g["action"], f["action"]) + 0.1 * same(g["action_ref"], f["action_ref"]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
    ]
    partners: dict[int, int] = {}
    for score, i, j in sorted(scores, reverse=True):
        if score >= 0.5 and i not in partners and j not in partners.values():
            partners[i] = j
    return [found[partners[i]] if i in partners else None for i in range(len(gold))]


def differences(facts: Facts, found: Sequence[Row]) -> list[str]:
    """Every field that is not as the page has it, and every action that is missing or should not be there."""
    gold = gold_actions(facts)
    partners = paired(gold, found)
    told = []
    for wanted, got, others in zip(gold, partners, lenient(facts), strict=True):
        name = f"{wanted['recommendation_ref']}/{wanted['action_ref']}"
        if got is None:
            told.append(f"{name}: not found: {wanted['action']!r}")
            continue
        for field, value in wanted.items():
            if not any(same(option, got[field]) for option in (value, *others.get(field, []))):
                told.append(f"{name} {field}: wanted {value!r}, got {got[field]!r}")
    kept = [id(row) for row in partners if row is not None]
    spare = [row for row in found if id(row) not in kept]
    told += [f"extra: {row['recommendation_ref']}/{row['action_ref']} {row['action']!r}" for row in spare]
    return told


def run_plan(name: str, folder: Path) -> tuple[Row, list[Row]]:
    """Draw a plan, run the pipeline on it, and give its row in `plans` and its actions with owners and milestones."""
    path = build(name, folder)
    run_plans([path], folder / "out", Settings(), lambda _: None)
    (plan,) = read_rows(folder / "out", "plans")
    owners = {
        lead["action_id"]: lead["role"]
        for lead in read_rows(folder / "out", "leads")
        if lead["lead_kind"] == "accountable"
    }
    targets = read_rows(folder / "out", "milestones")
    return plan, [
        row
        | {"accountable": owners.get(row["action_id"], "")}
        | {"milestones": tuple(t["target"] for t in targets if t["action_id"] == row["action_id"])}
        for row in read_rows(folder / "out", "actions")
    ]


def test_every_plan_has_a_layout() -> None:
    assert names() == sorted(LAYOUTS)


@pytest.mark.parametrize("name", names())
def test_plan_is_read_whole(name: str, tmp_path: Path) -> None:
    facts = load(name)
    plan, actions = run_plan(name, tmp_path)
    told = [f"plan {k}: wanted {v!r}, got {plan[k]!r}" for k, v in facts.plan.items() if not same(v, plan[k])]
    told += differences(facts, actions)
    assert not told, "\n".join(told)
