"""Recommendations of different councils about the same thing: found, explained, corrected, used again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.compare.choose import Filters, choose, newest_versions, plan_year
from pipeline.compare.groups import Group, group_recommendations
from pipeline.compare.groups_file import groups_csv, read_groups
from pipeline.compare.similarity import terms, weigh
from pipeline.errors import InputUnreadable, UsageError
from schemas import AcronymRow, Dataset, Plan, Recommendation
from tests.reporting import dataset, other_councils, version

SAME = {
    "supervision": [
        "Ensure that all staff receive regular, reflective supervision.",
        "Supervision of social workers is poor.",
    ],
    "permanence": [
        "Reduce delay in finding permanent homes for children.",
        "Tackle drift: adoptive families, and soon.",
    ],
    "leavers": ["Every care leaver has an up-to-date pathway plan.", "Better pathway plans for those leaving care."],
    "missing": [
        "Hold return interviews with children who go missing.",
        "Act when children run away: interview them on return.",
    ],
    "thresholds": [
        "Thresholds at the front door are applied consistently.",
        "Referrals meet thresholds understood by partners.",
    ],
    "recording": ["Improve the quality of case recording.", "Case files must be up to date and easy to follow."],
    "ehc": ["Education, health and care plans are late.", "Finish EHC plans within twenty weeks."],
    "fostering": ["Recruit more foster carers.", "There are too few placements near home: find foster carers."],
}
APART = ["Publish a strategy for play areas.", "Renew the lease of the contact centre building."]


def two_councils() -> Dataset:
    """One recommendation of each pair for each council, and one more of each that nobody shares."""
    rows = []
    for n, pair in enumerate(SAME.values(), 1):
        rows += [
            Recommendation(f"{p}-r{n:03d}", p, recommendation=text) for p, text in zip(("p1", "p2"), pair, strict=True)
        ]
    rows += [Recommendation(f"{p}-r099", p, recommendation=text) for p, text in zip(("p1", "p2"), APART, strict=True)]
    return Dataset(plans=(Plan("p1", "Borsetshire"), Plan("p2", "Felpersham")), recommendations=tuple(rows))


def grouped(data: Dataset, decided: dict[str, str] | None = None) -> list[Group]:
    return group_recommendations(data, weigh(data), decided)


@pytest.mark.parametrize("number", range(1, len(SAME) + 1), ids=list(SAME))
def test_the_same_thing_in_other_words(number: int) -> None:
    home = {m.recommendation_id: g.group_id for g in grouped(two_councils()) for m in g.members}
    assert home.get(f"p1-r{number:03d}") == home.get(f"p2-r{number:03d}") is not None


def test_what_nobody_shares_stays_alone() -> None:
    members = {m.recommendation_id for g in grouped(two_councils()) for m in g.members}
    assert members.isdisjoint({"p1-r099", "p2-r099"})


def test_a_group_has_two_councils_and_says_why() -> None:
    data = Dataset.merged([dataset(), other_councils()])
    groups = grouped(data)
    plan = {r.recommendation_id: r.plan_id for r in data.recommendations}
    assert groups
    for group in groups:
        assert len({plan[m.recommendation_id] for m in group.members}) > 1
        assert all(m.words and 0 < m.likeness <= 1 for m in group.members)
    assert any("supervision" in group.words for group in groups)


def test_names_of_councils_and_filler_do_not_count() -> None:
    plans = (Plan("p1", "Borsetshire"),)
    text = "The Borsetshire council should ensure that IROs challenge the LSCB."
    rows = (Recommendation("r1", "p1", recommendation=text),)
    key = (AcronymRow("p1", "LSCB", 1, "Local Safeguarding Children Board"),)
    (found,) = terms(Dataset(plans=plans, recommendations=rows, acronyms=key))
    assert "borsetshire" not in found and "ensure" not in found and "challenge" in found
    assert {"independent reviewing officers", "safeguarding board"} <= set(found)


def test_corrected_groups_stand_and_take_in_more(tmp_path: Path) -> None:
    data = two_councils()
    path = tmp_path / "groups.csv"
    path.write_text(groups_csv(data, grouped(data)), encoding="utf-8-sig")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(data.recommendations)
    for row in rows:
        if row["recommendation_id"] in {"p1-r099", "p2-r099"}:
            row["group_id"] = "buildings"
        if row["recommendation_id"].endswith("r001"):
            row["group_id"] = ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    decided = read_groups(path)
    more = (
        Plan("p3", "Ambridge"),
        Recommendation("p3-r001", "p3", recommendation="Renew the lease of the contact centre."),
    )
    wider = Dataset(plans=(*data.plans, more[0]), recommendations=(*data.recommendations, more[1]))
    homes = {m.recommendation_id: g.group_id for g in grouped(wider, decided) for m in g.members}
    assert homes["p1-r099"] == homes["p2-r099"] == homes["p3-r001"] == "buildings"
    assert "p1-r001" not in homes and "p2-r001" not in homes
    assert homes["p1-r003"] == homes["p2-r003"]


def test_a_groups_file_without_its_columns_is_told(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputUnreadable, match="group_id and recommendation_id"):
        read_groups(path)


def test_no_words_at_all_make_no_group() -> None:
    rows = tuple(Recommendation(f"{p}-r1", p, recommendation="The of and") for p in ("p1", "p2"))
    assert grouped(Dataset(plans=(Plan("p1", "A"), Plan("p2", "B")), recommendations=rows)) == []


@pytest.mark.parametrize(
    ("filters", "plans", "actions"),
    [
        (Filters(council=("borsetshire",)), ["p1"], 10),
        (Filters(region=("West Midlands",)), ["p2", "p3", "p4"], 6),
        (Filters(year=("2014", "2019")), ["p1", "p2", "p3", "p4"], 16),
        (Filters(framework=("SIF",)), ["p1"], 10),
        (Filters(agency=("health",)), ["p1"], 1),
    ],
    ids=str,
)
def test_filters(filters: Filters, plans: list[str], actions: int) -> None:
    chosen = choose(Dataset.merged([dataset(), other_councils()]), filters)
    assert sorted(plan.plan_id for plan in chosen.plans) == plans
    assert len(chosen.actions) == actions


@pytest.mark.parametrize(
    "filters", [Filters(council=("Nowhere",)), Filters(theme=("no_such",)), Filters(year=("1066",))]
)
def test_filters_that_leave_nothing_are_told(filters: Filters) -> None:
    with pytest.raises(UsageError):
        choose(dataset(), filters)


def test_only_the_newest_version_is_compared() -> None:
    data = dataset()
    newest, older = newest_versions(
        Dataset.merged([version(data, 2, "2014-09-30", data.actions), data, other_councils()])
    )
    assert [plan.plan_id for plan in older] == ["p1"]
    assert {plan.plan_id for plan in newest.plans} == {"v2", "p2", "p3", "p4"}
    assert {a.plan_id for a in newest.actions} == {"v2", "p2", "p3", "p4"}


def test_the_year_of_a_plan() -> None:
    assert plan_year(Plan("p", inspection_start="2012-05", plan_date="2013-01-31")) == "2012"
    assert plan_year(Plan("p", plan_date="2013-01-31")) == "2013"
    assert plan_year(Plan("p")) == ""
