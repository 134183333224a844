"""Rows of `changes`: what each difference says, and the laws that hold for any two versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare import find_changes
from pipeline.compare.changes import (
    Comparison,
    compare,
    compare_stored,
    deadlines_lost,
    differences,
    slipped_twice,
    slips,
    vanished,
)
from pipeline.compare.version import families, versions
from schemas import Action, Change, Dataset
from tests.reporting import action, dataset, version

DAY = dt.date(2014, 5, 31)
BASE = action(1, "Audit thirty case files each quarter", due_date=DAY, status="planned", leads=("Head of QA",))


def told(old: Action, new: Action) -> list[tuple[str, str, str, int | None]]:
    return [(c.change, c.old, c.new, c.days) for c in differences(old, new)]


DIFFERENCES = [
    ({}, []),
    ({"action": "AUDIT thirty case-files, each quarter."}, []),
    ({"action": "Audit 30 case files"}, [("reworded", BASE.action, "Audit 30 case files", None)]),
    ({"action_ref": "4b"}, [("renumbered", "1 1", "1 4b", None)]),
    ({"action_ref": "4", "flags": ("unnumbered",)}, []),
    (
        {"action_ref": "4", "recommendation_ref": "7", "recommendation": "Another thing", "flags": ("unnumbered",)},
        [("renumbered", "1 1", "7 4", None)],
    ),
    ({"status": "completed"}, [("status_changed", "planned", "completed", None)]),
    ({"rag": "amber"}, [("rag_changed", "", "amber", None)]),
    ({"due_date": dt.date(2014, 6, 30)}, [("deadline_slipped", "2014-05-31", "2014-06-30", 30)]),
    ({"due_date": dt.date(2014, 5, 1)}, [("deadline_brought_forward", "2014-05-31", "2014-05-01", -30)]),
    ({"due_date": None, "deadline_raw": "Ongoing"}, []),
    ({"leads": ("HEAD OF QA",)}, []),
    ({"leads": ("Head of QA", "DCS")}, [("lead_changed", "Head of QA", "Head of QA; DCS", None)]),
    ({"leads": (), "leads_raw": "TBC"}, [("lead_changed", "Head of QA", "TBC", None)]),
]


@pytest.mark.parametrize(("more", "wanted"), DIFFERENCES)
def test_what_differs(more: dict[str, object], wanted: list[tuple[str, str, str, int | None]]) -> None:
    assert told(BASE, replace(BASE, **more)) == wanted


def three_versions() -> Dataset:
    """Action 4 slips twice, 5 vanishes unfinished, 10 vanishes completed, a new one comes, 6 loses its date."""
    first = dataset()
    second = [replace(a, due_date=dt.date(2014, 8, 31)) if a.action_ref == "4" else a for a in first.actions]
    second = [a for a in second if a.action_ref not in {"5", "10"}]
    third = [replace(a, due_date=dt.date(2014, 11, 30)) if a.action_ref == "4" else a for a in second]
    third = [replace(a, due_date=None, due_kind="ongoing") if a.action_ref == "6" else a for a in third]
    third.append(action(11, "Open a family centre in each of the three market towns"))
    return Dataset.merged([first, version(first, 3, "2014-12-31", third), version(first, 2, "2014-09-30", second)])


def comparisons() -> list[Comparison]:
    (family,) = families(versions(three_versions()))
    return [compare(*pair) for pair in pairwise(family)]


def test_versions_inside_a_dataset_are_compared_in_their_order() -> None:
    changes = find_changes(three_versions())
    assert [(c.plan_id_old, c.plan_id_new) for c in changes] == sorted(
        [("p1", "v2")] * 3 + [("v2", "v3")] * 2, key=lambda pair: pair[1]
    )
    assert [(c.change, c.action_ref_old, c.action_ref_new, c.days) for c in changes] == [
        ("deadline_slipped", "4", "4", 92),
        ("removed", "5", "", None),
        ("removed", "10", "", None),
        ("deadline_slipped", "4", "4", 91),
        ("added", "", "11", None),
    ]
    assert len({c.change_id for c in changes}) == len(changes)
    assert all(isinstance(c, Change) for c in changes)


def test_the_order_of_the_plans_does_not_matter() -> None:
    data = three_versions()
    assert find_changes(replace(data, plans=data.plans[::-1])) == find_changes(data)


def test_plans_that_are_fetched_one_by_one_give_the_same() -> None:
    data = three_versions()
    one_each = [
        Dataset(
            plans=(plan,),
            recommendations=tuple(r for r in data.recommendations if r.plan_id == plan.plan_id),
            actions=tuple(a for a in data.actions if a.plan_id == plan.plan_id),
        )
        for plan in (*data.plans, replace(data.plans[0], plan_id="alone", council="Ambridge"))
    ]
    found = list(compare_stored([partial(replace, one) for one in one_each]))
    assert len(found) == 2
    assert tuple(change for part in found for change in part) == find_changes(data)


def test_what_a_board_asks() -> None:
    pairs = comparisons()
    assert [a.action_ref for pair in pairs for a in vanished(pair)] == ["5"]
    assert [old.action_ref for pair in pairs for old, _ in deadlines_lost(pair)] == ["6"]
    assert [(a.action_ref, days) for a, days in slipped_twice(pairs)] == [
        ("4", (dt.date(2014, 5, 31), dt.date(2014, 8, 31), dt.date(2014, 11, 30)))
    ]


def test_a_revision_that_the_document_shows_counts_as_a_slip() -> None:
    first = dataset()
    later = [replace(a, due_date=dt.date(2014, 7, 31)) if a.action_ref == "5" else a for a in first.actions]
    (family,) = families(versions(Dataset.merged([first, version(first, 2, "2014-09-30", later)])))
    ((found, days),) = slipped_twice([compare(*family)])
    assert found.action_ref == "5"
    assert days == (dt.date(2014, 3, 31), dt.date(2014, 5, 31), dt.date(2014, 7, 31))


def test_an_unknown_order_is_not_guessed() -> None:
    data = dataset()
    undated = replace(
        data,
        plans=(replace(data.plans[0], plan_date=""),),
        actions=tuple(replace(a, progress_as_at=None) for a in data.actions),
    )
    twin = replace(version(undated, 2, "2014-09-30", undated.actions))
    twin = replace(
        twin,
        plans=(replace(twin.plans[0], plan_date=""),),
        actions=tuple(replace(a, progress_as_at=None) for a in twin.actions),
    )
    assert find_changes(Dataset.merged([undated, twin])) == ()


@pytest.mark.parametrize(
    "more", [{"council": "Felpersham"}, {"framework": "ILACS"}, {"inspection_start": "2012-05"}], ids=str
)
def test_another_plan_is_no_version(more: dict[str, str]) -> None:
    data = dataset()
    other = version(data, 2, "2014-09-30", data.actions[:3])
    other = replace(other, plans=(replace(other.plans[0], **more),))
    assert find_changes(Dataset.merged([data, other])) == ()


def test_other_recommendations_make_another_plan() -> None:
    data = dataset()
    other = version(data, 2, "2014-09-30", data.actions[:3])
    texts = tuple(replace(r, recommendation=f"Something else {n}") for n, r in enumerate(other.recommendations))
    assert find_changes(Dataset.merged([data, replace(other, recommendations=texts)])) == ()


texts = st.text("abcdefghij klmno", min_size=1, max_size=40)
actions = st.lists(
    st.builds(
        action,
        st.integers(1, 9),
        texts,
        status=st.sampled_from(["completed", "planned", "delayed"]),
        due_date=st.none() | st.dates(dt.date(2014, 1, 1), dt.date(2015, 1, 1)),
    ),
    max_size=8,
)


@given(actions)
def test_a_version_does_not_differ_from_itself(listed: list[Action]) -> None:
    data = dataset()
    one, other = (versions(version(data, n, "2014-09-30", listed))[0] for n in (2, 3))
    found = [c for c in compare(one, other).changes if c.change not in {"merged", "split"}]
    kinds = {c.change for c in found}
    assert kinds <= {"renumbered"} or any(not a.action.strip() for a in listed) or _twins(listed)


def _twins(listed: list[Action]) -> bool:
    """Whether two actions have the same words, so that either may be taken for the other."""
    plain = [" ".join(sorted(a.action.split())) for a in listed]
    return len(set(plain)) < len(plain)


@given(actions, actions)
def test_every_action_is_accounted_for(old: list[Action], new: list[Action]) -> None:
    data = dataset()
    one, other = versions(version(data, 2, "2014-09-30", old))[0], versions(version(data, 3, "2014-12-31", new))[0]
    found = compare(one, other).matching
    gone = {i for i, _ in found.pairs} | {i for olds in found.merged.values() for i in olds} | found.split.keys()
    came = {j for _, j in found.pairs} | {j for news in found.split.values() for j in news} | found.merged.keys()
    assert gone | set(found.removed) == set(range(len(old)))
    assert came | set(found.added) == set(range(len(new)))
    assert not gone & set(found.removed)
    assert not came & set(found.added)


@given(st.lists(st.dates(dt.date(2014, 1, 1), dt.date(2016, 1, 1)), max_size=6))
def test_slips_are_fewer_than_days(days: list[dt.date]) -> None:
    assert 0 <= slips(days) < max(1, len(days))
    assert slips(sorted(set(days))) == max(0, len(set(days)) - 1)
