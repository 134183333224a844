"""The report on one plan: every figure counted a second time, in SQL over the CSV files."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from pipeline.board.rows import choose_plan, plan_rows
from pipeline.board.timescales import timing
from pipeline.board.write import Wishes, write_report
from pipeline.compare.open_dataset import open_dataset
from pipeline.display import codes, group, label
from pipeline.errors import UsageError
from schemas import Action, Dataset, Plan, Recommendation
from tests.html_tables import count, read_page, table
from tests.reporting import AS_AT, action, database, dataset, other_councils, written

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date

TIMINGS = [
    ({"status": "completed", "due_date": DAY(2014, 5, 31), "completed_date": DAY(2014, 5, 31)}, "done_in_time"),
    ({"status": "completed", "due_date": DAY(2014, 5, 31), "completed_date": DAY(2014, 6, 1)}, "done_late"),
    ({"status": "completed", "due_date": DAY(2014, 6, 30)}, "done_in_time"),
    ({"status": "completed", "due_date": DAY(2014, 5, 31)}, "done_undated"),
    ({"status": "completed"}, "done_no_deadline"),
    ({"status": "delayed", "due_date": DAY(2014, 6, 29)}, "overdue"),
    ({"status": "delayed", "due_date": DAY(2014, 6, 30)}, "not_yet_due"),
    ({"status": "not_reported", "due_date": DAY(2014, 6, 29)}, "passed_unreported"),
    ({"status": "unclear", "due_date": DAY(2014, 6, 29)}, "passed_unreported"),
    ({"status": "withdrawn", "due_date": DAY(2014, 6, 29)}, "withdrawn"),
    ({"status": "planned"}, "no_date"),
]


@pytest.mark.parametrize(("more", "wanted"), TIMINGS)
def test_timing(more: dict[str, object], wanted: str) -> None:
    assert timing(action(1, **more), AS_AT) == wanted


def test_without_an_as_at_date_nothing_is_overdue() -> None:
    late = action(1, status="delayed", due_date=DAY(2014, 1, 1), progress_as_at=None)
    assert timing(late, None) == "as_at_unknown"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, sqlite3.Connection]:
    folder = written(Dataset.merged([dataset(), other_councils()]), tmp_path_factory.mktemp("run"))
    write_report(open_dataset(folder), "p1", folder, Wishes())
    return folder / "report-p1.html", database(folder)


def one(db: sqlite3.Connection, query: str) -> int:
    (found,) = db.execute(query).fetchone()
    return int(found)


def test_status_mix(made: tuple[Path, sqlite3.Connection]) -> None:
    path, db = made
    shown = {row["Status"]: count(row["Actions"]) for row in table(read_page(path), "status")}
    counted = dict(db.execute("SELECT status, count(*) FROM actions WHERE plan_id = 'p1' GROUP BY status"))
    assert shown == {label("status", code): counted.get(code, 0) for code in codes("status")}
    assert sum(shown.values()) == one(db, "SELECT count(*) FROM actions WHERE plan_id = 'p1'")


def test_progress_by_recommendation(made: tuple[Path, sqlite3.Connection]) -> None:
    path, db = made
    rows = table(read_page(path), "recommendations")
    counted = db.execute(
        """SELECT r.recommendation, count(a.action_id), count(a.action_id) FILTER (WHERE a.status = 'completed'),
           count(a.action_id) FILTER (WHERE a.due_date != '' AND a.due_date < '2014-06-30'
                                      AND a.status NOT IN ('completed', 'withdrawn'))
           FROM recommendations r LEFT JOIN actions a USING (recommendation_id) WHERE r.plan_id = 'p1'
           GROUP BY r.recommendation_id ORDER BY r.recommendation_id"""
    ).fetchall()
    shown = [
        (r["Recommendation"], int(r["Actions"]), int(r["Completed"]), int(r["Date passed, not completed"]))
        for r in rows
    ]
    assert shown == counted


def test_compliance_adds_up_and_agrees(made: tuple[Path, sqlite3.Connection]) -> None:
    path, db = made
    shown = {row["Timing"]: count(row["Actions"]) for row in table(read_page(path), "timescales")}
    assert sum(shown.values()) == 10
    overdue = """SELECT count(*) FROM actions WHERE plan_id = 'p1' AND due_date != '' AND due_date < '2014-06-30'
                 AND status NOT IN ('completed', 'withdrawn', 'not_reported', 'unclear')"""
    assert shown["Overdue"] == one(db, overdue)
    silent = """SELECT count(*) FROM actions WHERE plan_id = 'p1' AND due_date != '' AND due_date < '2014-06-30'
                AND status IN ('not_reported', 'unclear')"""
    assert shown["Date passed, progress not stated"] == one(db, silent)
    late = "SELECT count(*) FROM actions WHERE plan_id = 'p1' AND status = 'completed' AND completed_date > due_date"
    assert shown["Done after its date"] == one(db, f"{late} AND due_date != ''")
    assert "8 of 10 actions have a date; for 5 of them it had passed by the as-at date" in read_page(path).text


def test_what_is_due_next(made: tuple[Path, sqlite3.Connection]) -> None:
    path, db = made
    page = read_page(path)
    still_open = "plan_id = 'p1' AND status NOT IN ('completed', 'withdrawn')"
    assert len(table(page, "due-by-month")) == one(db, f"SELECT count(*) FROM actions WHERE {still_open}")
    by_lead = {row["Lead"]: int(row["Open actions"]) for row in table(page, "due-by-lead")}
    counted = dict(
        db.execute(
            f"""SELECT coalesce(nullif(l.role, ''), nullif(l.lead_raw, ''), 'No lead stated'),
                       count(DISTINCT a.action_id)
                FROM actions a LEFT JOIN leads l ON l.action_id = a.action_id AND l.lead_kind = 'lead'
                WHERE {still_open} GROUP BY 1"""
        )
    )
    assert by_lead == counted
    by_agency = {row["Agency"]: int(row["Open actions"]) for row in table(page, "due-by-agency")}
    assert by_agency == {"Agency not stated": 1, "Health": 1, "Local authority": 2, "No lead stated": 2}


def test_what_boards_receive(made: tuple[Path, sqlite3.Connection]) -> None:
    path, _ = made
    rows = table(read_page(path), "receives")
    assert [(row["Board or post"], row["By"], row["No."]) for row in rows] == [
        ("DMT", "30 Apr 2014", "Safeguarding 1 / 4"),
        ("LSCB", "30 Apr 2014", "Safeguarding 1 / 4"),
    ]


def test_index_of_changes_and_evidence(made: tuple[Path, sqlite3.Connection]) -> None:
    path, db = made
    page = read_page(path)
    assert [row["Type of change"] for row in table(page, "change-index")] == ["Policy", "Workforce"]
    counts = {row["Type"]: count(row["Actions"]) for row in table(page, "change-counts")}
    none = one(db, "SELECT count(*) FROM actions WHERE plan_id = 'p1' AND change_types = ''")
    assert counts == {
        "Policy": 1,
        "Guidance": 0,
        "Quality improvement": 0,
        "Workforce": 1,
        "No type could be told": none,
    }
    evidence = table(page, "evidence")
    assert [(r["No."], r["Evidence"], r["Completed"], r["Where"]) for r in evidence] == [
        ("Safeguarding 1 / 1", "Done.", "1 May 2014", "page 1"),
        ("Safeguarding 1 / 2", "Late.", "1 Jun 2014", "page 2"),
        ("Safeguarding 1 / 3", "not stated", "not stated", "page 3"),
        ("Safeguarding 2 / 10", "not stated", "not stated", "page 10"),
    ]


def test_gaps_and_contradictions(made: tuple[Path, sqlite3.Connection]) -> None:
    path, db = made
    page = read_page(path)
    gaps = {row["Gap"]: count(row["How many"]) for row in table(page, "gap-counts")}
    p1 = "SELECT count(*) FROM actions WHERE plan_id = 'p1'"
    assert gaps == {
        "Recommendation without action": 1,
        "No lead": one(db, f"{p1} AND leads = '' AND leads_raw = ''"),
        "A lead is printed but not known": one(db, f"{p1} AND leads = '' AND leads_raw != ''"),
        "No deadline": one(db, f"{p1} AND deadline_raw = '' AND due_date = ''"),
        "A deadline is printed but no day": one(db, f"{p1} AND deadline_raw != '' AND due_date = ''"),
        "No progress": one(db, f"{p1} AND progress_raw = '' AND status IN ('not_reported', 'unclear')"),
        "Completed without evidence text": one(db, f"{p1} AND progress_raw = '' AND status = 'completed'"),
        "No text of the action": 0,
    }
    assert len(table(page, "gaps")) == sum(gaps.values())
    told = [row["What disagrees"] for row in table(page, "contradictions")]
    assert told == ["The list says 3, the table 6.", "Says the same as action Safeguarding 1 / 1."]


def test_the_workbook_holds_the_same(made: tuple[Path, sqlite3.Connection]) -> None:
    path, db = made
    book = openpyxl.load_workbook(path.with_suffix(".xlsx"))
    status = list(book["Status of all actions"].iter_rows(values_only=True))
    assert status[0][:3] == ("Status", "Actions", "out of")
    assert {row[0]: row[1] for row in status[1:]}["Completed"] == one(
        db, "SELECT count(*) FROM actions WHERE plan_id = 'p1' AND status = 'completed'"
    )
    actions = book["All actions"]
    heads = [cell.value for cell in actions[1]]
    due = [row[heads.index("Due")] for row in actions.iter_rows(min_row=2, values_only=True)]
    assert due[0] == dt.datetime(2014, 5, 31)  # noqa: DTZ001 (a spreadsheet knows no zones)
    assert due[6] is None
    assert actions.freeze_panes == "A2"
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_an_as_at_date_can_be_given(tmp_path: Path) -> None:
    rows = plan_rows(dataset(), "p1", DAY(2015, 1, 31))
    assert [a.action_ref for a in rows.actions if timing(a, rows.as_at) == "overdue"] == ["4", "6", "9"]
    html, _ = write_report(dataset(), "p1", tmp_path, Wishes(as_at=DAY(2015, 1, 31)))
    assert "31 January 2015 (given for this report)" in read_page(html).text


def test_a_plan_without_an_as_at_date_says_so(tmp_path: Path) -> None:
    plan = Plan("p9", source_file="bare.pdf")
    rows = (Action("p9-a0001", "p9", "p9-r001", action="Do it", due_date=DAY(2012, 1, 31), status="planned"),)
    data = Dataset(plans=(plan,), recommendations=(Recommendation("p9-r001", "p9"),), actions=rows)
    html, _ = write_report(data, "p9", tmp_path, Wishes())
    text = read_page(html).text
    assert "nothing is called overdue" in text
    assert "cannot be told: no as-at date" in text


def test_a_plan_without_anything_still_has_a_report(tmp_path: Path) -> None:
    html, book = write_report(Dataset(plans=(Plan("p9"),)), "p9", tmp_path, Wishes())
    assert "0 of 0 actions have a date" in read_page(html).text
    assert openpyxl.load_workbook(book).sheetnames[0] == "Cover"


def names() -> Iterator[tuple[str, list[tuple[str, str, str]], list[str]]]:
    plain = [("A", "recommendation", "1"), ("A", "recommendation", "2")]
    yield "numbers alone", plain, ["1", "2"]
    yield "sections", [("A", "", "1"), ("B", "", "1")], ["A 1", "B 1"]
    kinds = [("A", "recommendation", "1"), ("A", "area_for_development", "1")]
    yield "kinds", kinds, ["A 1", "A 1 (area)"]
    yield "twins", [("A", "", "1"), ("A", "", "1"), ("A", "", "")], ["A 1, no. 1", "A 1, no. 2", "A"]


@pytest.mark.parametrize(
    ("_", "given", "wanted"), [*names()], ids=lambda value: value if isinstance(value, str) else ""
)
def test_names_of_recommendations_are_all_different(
    _: str, given: list[tuple[str, str, str]], wanted: list[str]
) -> None:
    rows = tuple(Recommendation(f"r{n}", "p1", *given[n]) for n in range(len(given)))
    refs = plan_rows(Dataset(plans=(Plan("p1"),), recommendations=rows), "p1").refs
    assert list(refs.values()) == wanted


def test_choosing_a_plan() -> None:
    data = Dataset.merged([dataset(), other_councils()])
    assert {choose_plan(data, name).plan_id for name in ("p1", "BORSETSHIRE.pdf", "borsetshire")} == {"p1"}
    with pytest.raises(UsageError, match="choose from p1"):
        choose_plan(data, "nowhere")


def test_every_status_and_timing_has_a_place_in_the_charts() -> None:
    assert {group("status", code) for code in codes("status")} == set(codes("status_group"))
    assert set(codes("timing_group")) < {group("timing", code) for code in codes("timing")}
