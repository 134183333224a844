"""Cells merged over rows where rules run across only: the rule between two rows leaves the merged column out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.rows import read_rows
from pipeline.triage import triage
from tests.drawing import Sheet, save, sheet

XS = (44.0, 90.0, 330.0, 500.0, 600.0, 780.0)
HEADS = ("No.", "Action", "Lead", "By when", "Position at 31 May")
WORK = (
    ("1", "Write a guide for all schools and nurseries", "May 2014", "Complete."),
    ("2", "Train the managers of every service", "June 2014", ""),
    ("3", "Audit thirty case files in each quarter", "July 2014", "On track."),
    ("4", "Report the findings of the audits to the board", "August 2014", ""),
)
Plan = list[tuple[int, str, bool]]
"""For each row: which action, its lead (blank where merged with the one above), whether a rule closes the lead."""


def draw(page: Sheet, y: float, plan: Plan) -> float:
    page.line(XS[0], y, XS[-1], y)
    for x, text in zip(XS, HEADS, strict=False):
        page.text(x, y + 12, text, bold=True)
    y += 17
    page.line(XS[0], y, XS[-1], y)
    for work, lead, closed in plan:
        number, action, when, progress = WORK[work]
        for x, text in zip(XS, (number, action, lead, when, progress), strict=False):
            page.text(x, y + 12, text)
        y += 28
        spans = [(XS[0], XS[-1])] if closed else [(XS[0], XS[2] - 4), (XS[3] - 4, XS[-1])]
        for x0, x1 in spans:
            page.line(x0, y, x1, y)
    return y


def leads(path: Path) -> list[tuple[str, str, str]]:
    found = read_rows(extract(triage(path))).segmented.actions
    return [(a.action.text, a.get("lead").text, a.get("progress").text) for a in found]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ([(0, "Head of HR", False), (1, "", True), (2, "Nurse", True)], ["Head of HR", "Head of HR", "Nurse"]),
        ([(0, "Nurse", True), (1, "DCS", False), (2, "", False), (3, "", True)], ["Nurse", "DCS", "DCS", "DCS"]),
        ([(0, "Nurse", True), (1, "", True), (2, "DCS", True)], ["Nurse", "", "DCS"]),
    ],
)  # fmt: skip
def test_only_the_column_that_the_rule_leaves_out_is_merged(plan: Plan, expected: list[str], tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    draw(page, 60, plan)
    save(page)
    whole = [(WORK[n][1], lead, WORK[n][3]) for (n, *_), lead in zip(plan, expected, strict=True)]
    assert leads(tmp_path / "plan.pdf") == whole


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(0, "Lead Nurse", True), (1, "Head of Service", False)], [(2, "", True)], "Head of Service"),
        ([(0, "Head of Service", False), (1, "", False)], [(2, "", True), (3, "Lead Nurse", True)], "Head of Service"),
        ([(0, "Lead Nurse", True), (1, "Head of Service", True)], [(2, "", True)], ""),
        ([(0, "Lead Nurse", True), (1, "Head of Service", False)], [(2, "Team Manager", True)], "Team Manager"),
    ],
)
def test_a_merged_cell_goes_on_over_the_page(first: Plan, second: Plan, expected: str, tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    draw(page, 400, first)
    page.next_page()
    draw(page, 60, second)
    save(page)
    found = leads(tmp_path / "plan.pdf")
    assert [text for text, *_ in found] == [WORK[n][1] for n, *_ in (*first, *second)]
    assert found[len(first)][1] == expected


@pytest.mark.parametrize("heading", ["How we are doing", "What the numbers say", "Measures of success"])
def test_a_large_heading_over_other_headings_parts_tables(heading: str, tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    y = draw(page, 60, [(0, "Head of Service", True), (1, "Lead Nurse", True)])
    page.text(XS[0], y + 14, "We will know that it worked when more cases are good", bold=False)
    page.size = 14.0
    page.text(XS[0], y + 40, heading, bold=True)
    page.size = 9.0
    y += 50
    page.line(XS[0], y, XS[-1], y)
    rows = [("Measure", "March", "Target"), ("Visits in time", "41%", "95%"), ("Plans rated good", "33%", "60%")]
    for number, texts in enumerate(rows):
        for x, text in zip((XS[0], XS[3], XS[4]), texts, strict=True):
            page.text(x, y + 12, text, bold=number == 0)
        y += 17
        page.line(XS[0], y, XS[-1], y)
    save(page)
    assert [text for text, *_ in leads(tmp_path / "plan.pdf")] == [WORK[0][1], WORK[1][1]]
