"""Actions that stand in no table: labelled blocks, tables on their side, lists under dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.card_table import read_cards
from pipeline.extract import extract
from pipeline.map_columns import map_columns
from pipeline.rows import read_rows
from pipeline.segment import Segmented, segment
from pipeline.stitch import stitch
from pipeline.transpose import upright
from pipeline.triage import triage
from tests.drawing import PITCH, save, sheet


def written(path: Path, lines: list[str]) -> Path:
    """A page of lines; those in asterisks are bold, a blank one leaves a gap."""
    drawn = sheet(path)
    drawn.cell(40, 60, "\n".join(lines))
    save(drawn)
    return path


def read(path: Path) -> Segmented:
    extraction, cards = read_cards(extract(triage(path)))
    tables = map_columns([*upright(stitch(extraction.tables, extraction.body)), *cards])
    return segment(tables, extraction.body)


def told(found: Segmented) -> list[tuple[str, ...]]:
    return [(a.ref, a.action.text, a.get("lead").text, a.get("deadline").text) for a in found.actions]


PLAIN_LABELS = [
    "*Priority 1: Better plans*",
    "",
    "*Write a template for plans*",
    "Lead: Principal Social Worker",
    "Timescale: June 2024",
    "",
    "*Audit thirty plans each month*",
    "Lead: Head of Quality Assurance",
    "and team managers",
    "Timescale: Ongoing",
]
NAMED_ACTIONS = [
    "*Workforce*",
    "Action: Recruit twelve social workers",
    "Owner: HR Business Partner",
    "Due date: 1 May 2022",
    "Risk rating: High",
    "",
    "Action: Publish a careers page",
    "Owner: Communications Manager",
    "Due date: 30 June 2022",
    "Risk rating: Low",
]
REPORTS = [
    "*Council tax base*",
    "Lead officer: Director of Finance",
    "Date: 4 May 2021",
    "This report sets out the tax base for the year.",
    "",
    "*Minutes of the last meeting*",
    "Lead officer: Committee Clerk",
    "Date: 6 April 2021",
    "The minutes are attached.",
]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            PLAIN_LABELS,
            [
                ("1", "Write a template for plans", "Principal Social Worker", "June 2024"),
                (
                    "2",
                    "Audit thirty plans each month",
                    "Head of Quality Assurance and team managers",
                    "Ongoing",
                ),
            ],
        ),
        (
            NAMED_ACTIONS,
            [
                ("1", "Recruit twelve social workers", "HR Business Partner", "1 May 2022"),
                ("2", "Publish a careers page", "Communications Manager", "30 June 2022"),
            ],
        ),
        (REPORTS, []),
    ],
    ids=["plain labels", "named actions", "reports of a meeting"],
)
def test_cards(tmp_path: Path, lines: list[str], expected: list[tuple[str, ...]]) -> None:
    assert told(read(written(tmp_path / "c.pdf", lines))) == expected


def test_a_label_that_fits_no_field_keeps_its_name(tmp_path: Path) -> None:
    first, second = read(written(tmp_path / "c.pdf", NAMED_ACTIONS)).actions
    assert (first.get("extra:Risk rating").text, second.get("extra:Risk rating").text) == ("High", "Low")


def test_no_word_of_a_card_is_lost(tmp_path: Path) -> None:
    path = written(tmp_path / "c.pdf", NAMED_ACTIONS)
    before = extract(triage(path))
    after, _ = read_cards(before)
    assert after.words == before.words
    assert " ".join(w.text for p in after.pages for w in p.words) == " ".join(
        w.text for p in before.pages for w in p.words
    )


def test_tables_of_labels_and_values(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "k.pdf")
    foot = 60.0
    for number, (action, lead, when) in enumerate(
        [("Write the policy", "DCS", "May 2014"), ("Train all staff", "HoS", "June 2014")], 1
    ):
        drawn.text(40, foot, f"Action plan item {number}", bold=True)
        rows = [["Action", action], ["Responsible officer", lead], ["Target date", when], ["Progress", "Begun"]]
        foot = drawn.table((40, 200, 500), foot + PITCH, rows) + 3 * PITCH
    save(drawn)
    found = read(tmp_path / "k.pdf")
    assert [row[1:] for row in told(found)] == [
        ("Write the policy", "DCS", "May 2014"),
        ("Train all staff", "HoS", "June 2014"),
    ]
    assert found.unassigned == []


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["January 2024", "By the end of March 2024"], ["January 2024", "By the end of March 2024"]),
        (["Spring term 2025", "Summer term 2025"], ["Spring term 2025", "Summer term 2025"]),
        (["Our vision", "Our values"], []),
    ],
)
def test_lists_under_dates(tmp_path: Path, headings: list[str], expected: list[str]) -> None:
    lines = [
        f"*{headings[0]}*",
        "• Recruit four psychologists",
        "",
        f"*{headings[1]}*",
        "• Publish the guide for parents",
    ]
    found = read(written(tmp_path / "l.pdf", lines))
    assert [a.get("deadline").text for a in found.actions] == expected


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [("1.1 ", "1.2 ", "1.2"), ("(1) ", "(2) ", "2"), ("A1. ", "A2. ", "A2")],
)
def test_the_next_number_opens_the_next_card_without_a_gap(
    first: str, second: str, number: str, tmp_path: Path
) -> None:
    works = (f"{first}Revise the supervision policy.", f"{second}Train all managers in supervision.")
    values = (("Lead: PSW", "By: June 2021", "Status: Complete."), ("Lead: DCS", "By: May 2022", "Status: On track."))
    page = sheet(tmp_path / "plan.pdf")
    page.text(40, 60, "Recommendation 1: The frequency of supervision", bold=True)
    y = 90.0
    for work, labels in zip(works, values, strict=True):
        for text in (work, *labels):
            page.text(40, y, text)
            y += 11
    save(page)
    found = read_rows(extract(triage(tmp_path / "plan.pdf"))).segmented.actions
    assert [a.get("status").text for a in found] == ["Complete.", "On track."]
    assert [a.get("lead").text for a in found] == ["PSW", "DCS"]
    assert found[1].ref == number
