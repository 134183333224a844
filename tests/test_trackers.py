"""Trackers, as councils keep them in spreadsheets: themes, two owners, original and revised dates, turned headings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from extractors.contract import Box, Word
from extractors.lines import lines_of
from pipeline.drafts import RawAction
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.status import read_status
from tests.test_layouts import AUDIT, HEADS, TRAIN, WRITE, block_of, read, row, table, told

DATES = ("Action", "Lead", "{}", "{}")


@pytest.mark.parametrize(
    ("band", "remark"),
    [
        (
            "Priority 1: Families receive help at an early stage",
            "Sponsor: Director of Education. Answers paragraph 12.",
        ),
        ("Recommendation 3 – Improve the quality of every plan", "Lead officer: Head of Safeguarding"),
        ("2. Children are seen in good time by somebody they know", "(paragraphs 14 and 15 of the report)"),
        ("Objective 4: Managers know what difference they make", "<i>Links with the workforce strategy</i>"),
    ],
)
def test_a_remark_below_a_band_leaves_it_a_recommendation(band: str, remark: str, tmp_path: Path) -> None:
    rows = [f'<tr><td colspan="3"><b>{text}</b></td></tr>' for text in (band, remark)]
    rows[1] = rows[1].replace("<b>", "").replace("</b>", "")
    found = read(tmp_path, table(HEADS, *rows, row(*AUDIT), row(*TRAIN)))
    assert {ref for ref, *_ in told(found)} == {next(c for c in band if c.isdigit())}
    assert all(text and text in band for _, text, *_ in told(found))
    assert not found.segmented.unassigned


def test_a_plain_sentence_below_a_band_is_the_recommendation(tmp_path: Path) -> None:
    rows = [
        f'<tr><td colspan="3">{t}</td></tr>' for t in ("Priority 1: Safe at home", "Improve the way we audit plans.")
    ]
    found = read(tmp_path, table(HEADS, *rows, row(*AUDIT), row(*TRAIN)))
    assert {text for _, text, *_ in told(found)} == {"Improve the way we audit plans."}


@pytest.mark.parametrize(
    ("part", "named", "number"),
    [
        ("Workstream", "Recommendation", "Rec no."),
        ("Theme", "Area for improvement", "AFI no."),
        ("Service area", "What inspectors said", "Recommendation number"),
    ],
)
def test_columns_of_themes_and_numbers_belong_to_the_recommendation(
    part: str, named: str, number: str, tmp_path: Path
) -> None:
    heads = ("Ref", part, number, named, *HEADS)
    rows = [
        row("4.1", "Front door", "4", "Contacts are not screened in time.", *AUDIT),
        row("4.2", "Front door", "4", "Contacts are not screened in time.", *TRAIN),
        row("7.1", "Care leavers", "7", "Pathway plans are out of date.", *WRITE),
    ]
    found = read(tmp_path, table(heads, *rows))
    told_of = [(block_of(found, a).section, block_of(found, a).ref, a.ref) for a in found.segmented.actions]
    assert told_of == [("Front door", "4", "4.1"), ("Front door", "4", "4.2"), ("Care leavers", "7", "7.1")]


def test_a_column_of_themes_alone_names_what_the_actions_serve(tmp_path: Path) -> None:
    found = read(tmp_path, table(("Theme", *HEADS), row("Front door", *AUDIT), row("Care leavers", *TRAIN)))
    assert [text for _, text, *_ in told(found)] == ["Front door", "Care leavers"]


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        (("Executive sponsor", "Operational lead"), "PSW"),
        (("Accountable officer", "Delivery lead"), "PSW"),
        (("Cabinet member", "Delivery team"), "DCS"),
    ],
)
def test_who_leads_of_two_owners(owners: tuple[str, str], expected: str, tmp_path: Path) -> None:
    plan = table(("Action", *owners, "By when"), *(row(a[0], "DCS", "PSW", a[2]) for a in (AUDIT, TRAIN)))
    assert [a.get("lead").text for a in read(tmp_path, plan).segmented.actions] == [expected, expected]


def due(action: RawAction) -> tuple[str, dt.date | None, dt.date | None, bool]:
    cell = action.get("deadline")
    reading = read_deadline(cell.text, struck=cell.struck)
    return cell.text, reading.due, reading.original, "deadline_revised" in reading.flags


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        (("Original date", "Revised date"), ("31/03/21", "30/09/21"), ("30/09/21", "2021-09-30", "2021-03-31", True)),
        (("Original date", "Revised date"), ("31/03/21", ""), ("31/03/21", "2021-03-31", "", False)),
        (("Target date", "New date"), ("May 2022", "n/a"), ("May 2022", "2022-05-31", "", False)),
        (("Target date", "Revised deadline"), ("May 2022", "As original"), ("May 2022", "2022-05-31", "", False)),
        (
            ("Initial date", "Due date"),
            ("1 May 2022", "1 April 2022"),
            ("1 April 2022", "2022-04-01", "2022-05-01", True),
        ),
        (("Original deadline", "Date closed"), ("31/03/21", "15/03/21"), ("31/03/21", "2021-03-31", "", False)),
        (("Original date", "Revised date"), ("Monthly", ""), ("Monthly", "", "", False)),
        (("Original date", "Revised date"), ("", "TBC"), ("TBC", "", "", False)),
        (("Due date", "Date raised"), ("31/03/21", "15/01/21"), ("31/03/21", "2021-03-31", "", False)),
    ],
)
def test_the_date_in_force_of_two_columns(
    heads: tuple[str, str], cells: tuple[str, str], expected: tuple[str, str, str, bool], tmp_path: Path
) -> None:
    plan = table(("Action", "Lead", *heads), *(row(a[0], a[1], *cells) for a in (AUDIT, TRAIN)))
    found = [due(action) for action in read(tmp_path, plan).segmented.actions]
    text, first, former, revised = expected
    dates = [dt.date.fromisoformat(day) if day else None for day in (first, former)]
    assert found == [(text, *dates, revised)] * 2


def test_a_column_of_other_dates_is_no_deadline(tmp_path: Path) -> None:
    heads = ("Action", "Lead", "Date raised")
    plan = table(heads, *(row(a[0], a[1], day) for a, day in ((AUDIT, "1/3/21"), (TRAIN, "2/3/21"), (WRITE, "3/3/21"))))
    assert [a.get("deadline").text for a in read(tmp_path, plan).segmented.actions] == ["", "", ""]


def turned(*pieces: tuple[str, float, float]) -> list[Word]:
    return [Word(text, Box(100, top, 106, bottom), size=6.0) for text, top, bottom in pieces]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (turned(("Rec", 60, 72), ("no.", 45, 57)), ["Rec no."]),
        (turned(("%", 60, 65), ("complete", 30, 57)), ["% complete"]),
        (turned(("Help", 30, 45), ("and", 48, 58), ("protection", 61, 95)), ["Help and protection"]),
        (turned(("L", 60, 64), ("oo", 52, 60), ("ked", 40, 52), ("after", 20, 37)), ["Looked after"]),
        ([Word("1.", Box(40, 20, 45, 27), size=6.0), Word("2.", Box(40, 30, 45, 37), size=6.0)], ["1.", "2."]),
    ],
)
def test_words_on_their_side_are_read_in_the_order_of_the_file(words: list[Word], expected: list[str]) -> None:
    lines = lines_of(words, 1)
    assert [line.text for line in lines] == expected
    assert {id(w) for line in lines for w in line.words} == {id(w) for w in words}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At risk of being late", "at_risk"),
        ("Risk of falling behind", "at_risk"),
        ("At risk of running over: the supplier has not answered", "at_risk"),
        ("Not due to start yet", "not_started"),
        ("Not yet scheduled to begin", "not_started"),
        ("Not expected to start at this stage", "not_started"),
        ("Children at risk of being missed were all visited in May", "in_progress"),
    ],
)
def test_risk_and_start(text: str, expected: str) -> None:
    assert read_status(text).status == expected
