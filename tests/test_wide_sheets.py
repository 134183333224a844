"""Sheets printed over two pages: the right half finds its rows by the numbers that both halves print."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.rows import Rows, read_rows
from pipeline.triage import triage
from tests.drawing import Sheet, save, sheet

LEFT = ["Ref", "Recommendation", "Action"]
RIGHT = ["Ref", "Lead", "Deadline", "Progress"]
WORK = [
    ("1.1", "Improve the audits", "Audit thirty files", "Head of Service", "May 2017", "On track."),
    ("1.2", None, "Train the auditors", "Lead Nurse", "June 2017", "Begun."),
    ("2.1", "Widen the choice of homes", "Recruit ten carers", "Fostering Manager", "July 2017", ""),
]
XS = ((40.0, 90.0, 300.0, 560.0), (40.0, 90.0, 240.0, 340.0, 640.0))


def draw(page: Sheet, rows: list[list[str | None]], half: int) -> None:
    page.table(XS[half], 60, rows)


def halves(rows: range) -> tuple[list[list[str | None]], list[list[str | None]]]:
    chosen = [WORK[n] for n in rows]
    return [LEFT, *([*row[:3]] for row in chosen)], [RIGHT, *([row[0], *row[3:]] for row in chosen)]


def read(path: Path, *pages: tuple[list[list[str | None]], int]) -> Rows:
    page = sheet(path)
    for number, (rows, half) in enumerate(pages):
        if number:
            page.next_page()
        draw(page, rows, half)
    save(page)
    return read_rows(extract(triage(path)))


def told(found: Rows) -> list[tuple[str, ...]]:
    fields = ("lead", "deadline", "progress")
    actions = found.segmented.actions
    return [
        (a.ref, found.segmented.blocks[a.block].text, a.action.text, *(a.get(f).text for f in fields)) for a in actions
    ]


WHOLE = [(row[0], row[1] or WORK[0][1], *row[2:]) for row in WORK]


def test_right_pages_follow_each_left_page(tmp_path: Path) -> None:
    one, other = halves(range(2))
    third: list[list[str | None]] = [LEFT, ["2.1", "Share the findings", "Send a digest"], ["2.2", None, "Hold a day"]]
    fourth: list[list[str | None]] = [RIGHT, ["2.1", "Librarian", "May 2018", ""], ["2.2", "PSW", "Q1", "Held."]]
    found = told(read(tmp_path / "plan.pdf", (one, 0), (other, 1), (third, 0), (fourth, 1)))
    assert found[:2] == WHOLE[:2]
    assert found[2:] == [
        ("2.1", "Share the findings", "Send a digest", "Librarian", "May 2018", ""),
        ("2.2", "Share the findings", "Hold a day", "PSW", "Q1", "Held."),
    ]


def test_all_left_pages_may_come_first(tmp_path: Path) -> None:
    (one, other), (third, fourth) = halves(range(2)), halves(range(2, 3))
    third.append(["2.2", "Widen the choice of homes", "Open two homes"])
    fourth.append(["2.2", "Head of Property", "May 2018", ""])
    found = told(read(tmp_path / "plan.pdf", (one, 0), (third, 0), (other, 1), (fourth, 1)))
    assert found[:3] == WHOLE
    assert found[3][3:5] == ("Head of Property", "May 2018")


@pytest.mark.parametrize("number", ["1.1", "9.9"])
def test_halves_with_other_numbers_stay_apart(number: str, tmp_path: Path) -> None:
    left, right = halves(range(3))
    right[2][0] = number
    found = told(read(tmp_path / "plan.pdf", (left, 0), (right, 1)))
    assert [row[3:] for row in found] == [("", "", "")] * 3


def test_codes_and_meanings_on_two_pages_are_one_key(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.table((40.0, 120.0), 60, [["Post"], ["HOS"], ["LN"], ["FM"]])
    page.next_page()
    page.table((40.0, 300.0), 60, [["Title"], ["Head of Service"], ["Lead Nurse"], ["Fostering Manager"]])
    save(page)
    tables = read_rows(extract(triage(tmp_path / "plan.pdf"))).extraction.tables
    assert [len({c.col0 for c in t.cells}) for t in tables] == [2]
