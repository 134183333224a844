"""The comparison: every figure counted a second time, in SQL over the CSV files."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest

from pipeline.compare.choose import Filters
from pipeline.compare.open_dataset import open_dataset
from pipeline.compare.side_by_side import is_measurable, plan_names
from pipeline.compare.write import Wishes, write_comparison
from pipeline.errors import UsageError
from schemas import Dataset, Plan
from tests.html_tables import count, read_page, table
from tests.reporting import database, dataset, other_councils, written

Figures = dict[tuple[str, str, str], tuple[str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, sqlite3.Connection]:
    folder = written(Dataset.merged([dataset(), other_councils()]), tmp_path_factory.mktemp("run"))
    write_comparison(open_dataset(folder), folder / "compare", Filters(), Wishes())
    return folder / "compare", database(folder)


@pytest.fixture(scope="module")
def figures(made: tuple[Path, sqlite3.Connection]) -> Figures:
    with (made[0] / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(r["plan_id"], r["figure"], r["item"]): (r["value"], r["out_of"]) for r in csv.DictReader(file)}


COUNTS = {
    "actions": ("SELECT plan_id, count(*) FROM actions GROUP BY 1", ""),
    "recommendations": ("SELECT plan_id, count(*) FROM recommendations GROUP BY 1", ""),
    "dated": ("SELECT plan_id, sum(due_date != '') FROM actions GROUP BY 1", ""),
    "boards": ("SELECT plan_id, sum(accountable_to != '') FROM actions GROUP BY 1", ""),
    "success": ("SELECT plan_id, sum(success_measure != '') FROM actions GROUP BY 1", ""),
    "recurring": ("SELECT plan_id, sum(due_recurrence != '') FROM actions GROUP BY 1", ""),
    "status": ("SELECT plan_id, sum(status = 'completed') FROM actions GROUP BY 1", "done"),
    "agencies": (
        """SELECT plan_id, count(DISTINCT l.action_id) FROM actions a
           LEFT JOIN leads l ON l.action_id = a.action_id AND l.agency = 'health' GROUP BY 1""",
        "health",
    ),
    "seniority": (
        """SELECT plan_id, sum(NOT EXISTS (SELECT 1 FROM leads l WHERE l.action_id = a.action_id AND l.seniority != ''))
           FROM actions a GROUP BY 1""",
        "not_stated",
    ),
    "updates": (
        """SELECT a.plan_id, count(DISTINCT u.as_at) FROM actions a LEFT JOIN updates u USING (action_id) GROUP BY 1""",
        "",
    ),
}


@pytest.mark.parametrize("name", COUNTS)
def test_figures_agree_with_the_tables(name: str, made: tuple[Path, sqlite3.Connection], figures: Figures) -> None:
    query, item = COUNTS[name]
    counted = dict(made[1].execute(query))
    assert {plan: int(figures[plan, name, item][0]) for plan in counted} == counted


def test_shares_have_their_denominators(made: tuple[Path, sqlite3.Connection], figures: Figures) -> None:
    totals = dict(made[1].execute("SELECT plan_id, count(*) FROM actions GROUP BY 1"))
    for (plan, name, _), (_, out_of) in figures.items():
        if name in {"status", "timing", "dated", "boards", "success", "seniority", "agencies"}:
            assert int(out_of) == totals[plan]


def test_timeliness(figures: Figures) -> None:
    assert figures["p1", "met", ""] == ("3", "5")
    assert figures["p1", "overdue", ""] == ("1", "10")
    assert figures["p2", "met", ""] == figures["p2", "overdue", ""] == ("", "")
    assert figures["p1", "days_known", ""] == ("8", "10")
    assert figures["p1", "days_allowed", ""] == ("", "")
    assert figures["p1", "update_gap", ""] == ("30", "")


def test_the_page_shows_counts_and_what_is_not_stated(made: tuple[Path, sqlite3.Connection]) -> None:
    page = read_page(made[0] / "compare.html")
    status = {row["Plan"]: row for row in table(page, "status-by-plan")}
    assert list(status) == sorted(status, key=str.casefold)
    assert status["Borsetshire"]["Completed"] == "4 of 10 (40%)"
    assert status["Felpersham"]["Not stated or unclear"] == "2 of 2"
    timeliness = {row["Plan"]: row for row in table(page, "timeliness")}
    assert timeliness["Felpersham"]["Overdue"] == "not stated"
    assert sum(count(row["Actions"]) for row in table(page, "plans")) == len(table(page, "actions")) == 16


def test_small_shares_make_no_ranking(made: tuple[Path, sqlite3.Connection]) -> None:
    tags = read_page(made[0] / "compare.html").tags
    keys = [named.get("data-sort") for tag, named in tags if tag == "td" and named.get("class") == "share"]
    assert "small" in keys and "0.4" in keys
    assert not {"0.5", "1"} & set(keys)


def test_a_group_shows_who_responds_how(made: tuple[Path, sqlite3.Connection]) -> None:
    folder, db = made
    page = read_page(folder / "compare.html")
    groups = {row["Group"]: row for row in table(page, "groups-table")}
    with (folder / "groups.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    for name, row in groups.items():
        members = [r["recommendation_id"] for r in listed if r["group_id"] == name]
        marks = ", ".join("?" * len(members))
        query = (
            f"SELECT count(*), coalesce(sum(status = 'completed'), 0) FROM actions WHERE recommendation_id IN ({marks})"
        )
        assert (int(row["Actions"]), count(row["Completed"])) == db.execute(query, members).fetchone()
    assert len(listed) == db.execute("SELECT count(*) FROM recommendations").fetchone()[0]


def test_a_page_on_one_group(tmp_path: Path) -> None:
    data = Dataset.merged([dataset(), other_councils()])
    *_, path = write_comparison(data, tmp_path, Filters(), Wishes(group="g001"))
    assert path.name == "group-g001.html"
    plans = {row["Plan"] for row in table(read_page(path), "actions")}
    assert len(plans) > 1
    with pytest.raises(UsageError, match="choose from g001"):
        write_comparison(data, tmp_path, Filters(), Wishes(group="g999"))


def test_filters_count_again(tmp_path: Path) -> None:
    data = Dataset.merged([dataset(), other_councils()])
    write_comparison(data, tmp_path, Filters(region=("West Midlands",)), Wishes())
    page = read_page(tmp_path / "compare.html")
    assert "region: West Midlands" in page.text
    assert {row["Plan"] for row in table(page, "plans")} == {"Ambridge", "Felpersham", "Penny Hassett"}


MEASURES = [
    ("95% of visits are made in time", True),
    ("All social workers have a plan", True),
    ("Reduced turnover of staff", True),
    ("Re-referral rate is published", True),
    ("Better outcomes for children", False),
    ("Staff feel supported", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "wanted"), MEASURES)
def test_measurable(text: str, wanted: bool) -> None:
    assert is_measurable(text) is wanted


def test_plans_of_one_council_have_different_names() -> None:
    plans = (
        Plan("a", "Kent", inspection_start="2012-05"),
        Plan("b", "Kent", inspection_start="2018"),
        Plan("c", "Kent"),
    )
    assert plan_names(plans) == {"a": "Kent, 2012", "b": "Kent, 2018", "c": "Kent"}
    assert len(set(plan_names((Plan("a", "Kent"), Plan("b", "Kent"))).values())) == 2
