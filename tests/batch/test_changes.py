"""Two versions of one plan in one run: what changed is a table of the dataset."""

from __future__ import annotations

from pathlib import Path

from pipeline.export import read_rows
from pipeline.run import run_plans
from pipeline.settings import Settings
from tests.drawing import save, sheet

XS = (40.0, 90.0, 330.0, 480.0, 600.0, 800.0)
HEAD = ["Ref", "Action", "Lead", "By when", "Progress"]


def version(path: Path, when: str, rows: list[list[str | None]]) -> None:
    drawn = sheet(path)
    drawn.text(40, 40, "Coventry City Council: Children's Services Improvement Plan", bold=True)
    drawn.text(40, 55, "Ofsted inspected our services from 4 to 15 November 2013 under the SIF.")
    drawn.text(40, 70, f"The plan shows the position at {when}.")
    drawn.text(40, 95, "Recommendation 1: Improve the quality of plans", bold=True)
    drawn.table(XS, 110, [HEAD, *rows])
    save(drawn)


def test_versions_of_a_plan_fill_the_table_of_changes(tmp_path: Path) -> None:
    first: list[list[str | None]] = [
        ["1.1", "Write a template for child in need plans", "Principal Social Worker", "31 May 2014", "On track"],
        ["1.2", "Audit thirty plans in each month", "Head of Quality Assurance", "30 June 2014", "Not started"],
        ["1.3", "Train all managers in planning", "Workforce Manager", "31 July 2014", "Not started"],
    ]
    second: list[list[str | None]] = [
        ["1.1", "Write a template for child in need plans", "Principal Social Worker", "31 May 2014", "Completed"],
        ["1.2", "Audit thirty plans in each month", "Head of Quality Assurance", "30 September 2014", "Underway"],
    ]
    (tmp_path / "in").mkdir()
    version(tmp_path / "in" / "a.pdf", "31 March 2014", first)
    version(tmp_path / "in" / "b.pdf", "30 June 2014", second)
    report = run_plans([tmp_path / "in"], tmp_path / "out", Settings())
    assert report.documents == 2
    told = {(row["change"], row["action_ref_old"], row["days"]) for row in read_rows(tmp_path / "out", "changes")}
    assert {("status_changed", "1.1", None), ("deadline_slipped", "1.2", 92), ("removed", "1.3", None)} <= told
