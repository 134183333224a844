"""Acronyms that running text explains, in lists inside a paragraph and in brackets; and what only looks like it."""

from __future__ import annotations

import pytest

from pipeline.normalise.inline_keys import read_inline
from pipeline.normalise.inspection import inspection, judgement, sentences
from pipeline.normalise.plan import read_plan


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Abbreviations: PA = Personal Adviser; EDT = Emergency Duty", "Team; PLO = Public Law Outline."],
            {"PA": "Personal Adviser", "EDT": "Emergency Duty Team", "PLO": "Public Law Outline"},
        ),
        (
            ["AD – Assistant Director; HoS – Head of Service; QA –", "Quality Assurance", "The plan has six parts."],
            {"AD": "Assistant Director", "HoS": "Head of Service", "QA": "Quality Assurance"},
        ),
        (
            ["Short forms used: VSH: Virtual School Head, PEP: Personal Education Plan"],
            {"VSH": "Virtual School Head", "PEP": "Personal Education Plan"},
        ),
        (
            ["It is reported to the Children’s Trust Board (CTB) and to the Corporate", "Parenting Board (CPB)."],
            {"CTB": "Children’s Trust Board", "CPB": "Corporate Parenting Board"},
        ),
        (
            ["young people who are not in education, employment or training (NEET)"],
            {"NEET": "not in education, employment or training"},
        ),
        (["Key: B = Complete; G = On track; R = Delayed"], {}),
        (["Key: NS = Not started; OT = On track; DL = Delayed"], {}),
        (["The Head of Service (North) met the team (ABC) in May (2014)."], {}),
        (["Contact: AD Safeguarding; HoS Front Door; PSW"], {}),
        (["Audits show: CP plans are late; LAC reviews are held; PEP rates rise"], {}),
    ],
)
def test_what_running_text_explains(lines: list[str], expected: dict[str, str]) -> None:
    assert {a.acronym: a.expansion for a in read_inline([(1, line) for line in lines])} == expected


def lines_of(*texts: str) -> list[tuple[int, str, float]]:
    return [(1, text, 11.0) for text in texts]


@pytest.mark.parametrize("day", ["22 January", "1 May", "30 September"])
def test_a_date_that_is_wrapped_before_its_year(day: str) -> None:
    texts = sentences(
        lines_of(f"Ofsted inspected us in 2013. Their report was published on {day}", "2014. It was fair.")
    )
    report = inspection(texts)[2]
    assert report is not None
    assert report.start.year == 2014


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ofsted inspection in January 2020, report published 16 March 2020 (inadequate).", "Inadequate"),
        ("Inspection of May 2019 (requires improvement), letter of 3 June 2019", "Requires improvement"),
        ("The report was published on 3 June 2019 (good practice is listed in it).", ""),
    ],
)
def test_a_judgement_in_brackets_behind_the_date(text: str, expected: str) -> None:
    assert judgement([text])[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Version 17, position as at 30 June 2021. It follows the inspection of services in the spring of 2020.", "17"),
        (
            "Version 2.1: this edition was agreed by the board in May and holds all changes made since the last one",
            "2.1",
        ),
        ("Version 2 of the protocol was agreed by the board in May and is being used by all teams of the service", ""),
    ],
)
def test_a_version_that_opens_a_long_line(text: str, expected: str) -> None:
    assert read_plan(lines_of("Improvement plan", text), "plan.pdf").version == expected


def test_inspected_as_a_verb_names_the_framework() -> None:
    text = "His Majesty’s inspectors came in May 2023 to inspect local authority children’s services."
    assert read_plan(lines_of("Improvement plan", text), "plan.pdf").framework == "ILACS"
