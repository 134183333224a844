"""What the cells of a column say, and how columns are chosen by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.contents import guess_field, is_order
from pipeline.extract import extract
from pipeline.map_columns import map_columns
from pipeline.stitch import stitch
from pipeline.triage import triage
from tests.drawing import save, sheet

XS = (40.0, 200.0, 420.0, 560.0, 660.0, 800.0)
CELLS = [
    ["The workforce is not stable", "Recruit ten social workers", "Head of HR", "May 2014", "Completed in April by HR"],
    [
        None,
        "Publish a career pathway for all staff",
        "Principal Social Worker",
        "Ongoing",
        "Underway since the summer term",
    ],
    [
        "Plans are not good enough",
        "Train team managers in planning",
        "Workforce Manager",
        "31.7.14",
        "Delayed as no trainer was found",
    ],
    [None, "Audit thirty plans each month", "QA Manager", "Q3 2014/15", "Not started"],
]


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (["30 June 2015", "Sept 15", "ongoing", ""], "deadline"),
        (["Within 3 months", "Autumn term", "TBC", "31.3.12"], "deadline"),
        (["Head of Service", "Director of Nursing", "Principal Social Worker and QA Manager"], "lead"),
        (["R", "A", "G", "G"], "rag"),
        (["1.1", "1.2", "2a)", "S4"], "ref"),
        (["PA1.a", "PA1.b", "2.c", "R2.1.a"], "ref"),
        (["Completed", "On track", "Not started", "Delayed"], "status"),
        (["Completed. All staff were told.", "Underway: two of four teams.", "The draft is out."], "progress"),
        (["Recruit ten staff", "To publish a guide for carers", "Training will be held"], "action"),
        (["The child is at the centre", "Families are heard"], ""),
        (["Once"], ""),
        (["", "", ""], ""),
        (["Reviewed by Ofsted in 2012", "See the annex for details of each case and its history in full"], ""),
    ],
)  # fmt: skip
def test_contents(texts: list[str], field: str) -> None:
    assert guess_field(texts) == field


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("(2) To recruit a manager", True),
        ("1.1 Introduce a single line", True),
        ("PA1.a Introduce a single line", True),
        ("2.b Introduce a single line", True),
        ("• Quality-assure every plan", True),
        ("Recruitment of a manager", False),
        ("The review was published", False),
        ("Review", False),
    ],
)
def test_orders(text: str, order: bool) -> None:
    assert is_order(text) is order


def fields(path: Path, heads: list[str] | None, cells: list[list[str | None]] = CELLS) -> list[str]:
    drawn = sheet(path)
    drawn.table(XS, 60, [[f"*{h}*" for h in heads], *cells] if heads else cells)
    save(drawn)
    extraction = extract(triage(path))
    (table,) = map_columns(stitch(extraction.tables, extraction.body))
    return [c.field for c in table.rows[-1].columns]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["Recommendation", "Action", "Lead", "By when", "Progress"],
         ["recommendation", "action", "lead", "deadline", "progress"]),
        (["Recommendation", "Action", "Zuständig", "Bis", "Stand"],
         ["recommendation", "action", "lead", "deadline", "progress"]),
        (["What we need to do", "How we will do it", "Owner", "When", "Comments"],
         ["recommendation", "action", "lead", "deadline", "progress"]),
        (["Foo", "Bar", "Baz", "Qux", "Quux"], ["recommendation", "action", "lead", "deadline", "progress"]),
        (None, ["recommendation", "action", "lead", "deadline", "progress"]),
    ],
    ids=["known", "half known", "two of actions", "unknown", "none"],
)  # fmt: skip
def test_columns(tmp_path: Path, heads: list[str] | None, expected: list[str]) -> None:
    assert fields(tmp_path / "t.pdf", heads) == expected


ASKED = [
    ["A1.a Recruit ten carers", "Head of HR", "May 2014", "Mar 14: advert", "Children live near home"],
    ["A1.b Publish a career pathway", "QA Manager", "Ongoing", "Apr 14: draft", "Staff stay for longer"],
    ["A1.c Train team managers", "Workforce Manager", "31.7.14", "Jun 14: ten trained", "Plans are good"],
]
NOUNS: list[list[str | None]] = [
    [
        "The workforce is not stable",
        "A new scheme of pay for staff",
        "Head of HR",
        "May 2014",
        "Completed in April by HR",
    ],
    [None, "A career pathway, with bursaries", "Principal Social Worker", "Ongoing", "Underway since the summer term"],
    ["Plans are not good enough", "More training in the writing of plans", "QA Manager", "31.7.14", "Delayed"],
    [None, "A panel that looks at thirty plans", "QA Manager", "Q3 2014/15", "Not started"],
]


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        (["Ofsted recommendation", "Pledges made to families", "Lead", "Due", "Position now"], CELLS,
         ["recommendation", "action", "lead", "deadline", "progress"]),
        (["Area for improvement", "Our side of it", "Owner", "When", "Position"], NOUNS,
         ["recommendation", "action", "lead", "deadline", "progress"]),
        (["Recommendation", "Offer", "Officer", "Date", "Stand"], NOUNS,
         ["recommendation", "action", "lead", "deadline", "progress"]),
        (["What", "Who", "When", "Milestones", "Impact measures"], ASKED,
         ["action", "lead", "deadline", "milestone", "success_measure"]),
        (["What?", "Who?", "By when?", "Outcome", "Prize"], ASKED,
         ["action", "lead", "deadline", "outcome", "extra"]),
        (["Objective", "Lead", "Timescale", "Key milestones", "Measure"], ASKED,
         ["action", "lead", "deadline", "milestone", "success_measure"]),
        (["Recommendation", "Lead", "When", "Milestones", "Risk"],
         [[why, who, when, what, "High"] for why, what, who, when, _ in CELLS],
         ["recommendation", "lead", "deadline", "action", "extra"]),
        (["Recommendation", "Owner", "When", "Context", "Confidence"],
         [[what, who, when, "Some words that explain it", "High"] for _, what, who, when, _ in CELLS],
         ["action", "lead", "deadline", "extra", "extra"]),
    ],
)  # fmt: skip
def test_actions_are_where_the_orders_are(
    tmp_path: Path, heads: list[str], cells: list[list[str | None]], expected: list[str]
) -> None:
    assert fields(tmp_path / "t.pdf", heads, cells) == expected


def test_a_table_of_other_things_has_no_columns(tmp_path: Path) -> None:
    cells: list[list[str | None]] = [
        ["Budget for the year", "Cabinet", "Director of Finance", "May 2014", "Part exempt"],
        ["School admissions", "Cabinet", "Director of Education", "June 2014", "Open"],
    ]
    assert fields(tmp_path / "t.pdf", ["Decision", "Taken by", "Contact", "Date of meeting", "Access"], cells) == []
