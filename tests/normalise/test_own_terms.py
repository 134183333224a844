"""Halves of school terms that a document dates, and months whose entry is a mere figure."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.school_terms import read_school_terms
from pipeline.normalise.updates import read_updates
from schemas.readings import DateContext

TERMS = read_school_terms(
    [
        "Autumn 1 3 September to 19 October 2018",
        "Autumn 2: 29 October – 21 December 2018",
        "Spring term 1 (7 January 2019 to 15 February 2019)",
        "Summer 1 2019: 23 April to 24 May 2019",
        "Summer 2 of next year",
    ]
)
CONTEXT = DateContext(2018, school_terms=TERMS)


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Autumn 1 2018", "2018-10-19"),
        ("Autumn 2 2018", "2018-12-21"),
        ("Autumn term 2018", "2018-12-21"),
        ("Spring 1 2019", "2019-02-15"),
        ("Spring 2 2019", "2019-04-30"),
        ("Summer 2 2019", "2019-07-31"),
    ],
)
def test_halves_of_terms_end_when_the_document_says(cell: str, due: str) -> None:
    assert str(read_deadline(cell, CONTEXT).due) == due


def test_a_start_is_that_of_the_half() -> None:
    told = read_deadline("From Summer 1 2019", CONTEXT)
    assert (told.start, told.due) == (dt.date(2019, 4, 23), None)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("May 15: Designed with six young people.\nMarch 15: Visit arranged.", ["2015-05-31", "2015-03-31"]),
        ("May 2015: 23 of 25 decisions were right.", ["2015-05-31"]),
        ("31.3.15: 84%.\n8.6.15: 93%.", ["2015-03-31", "2015-06-08"]),
        ("Update (April 2015): 88%", ["2015-04-30"]),
        ("May 2015: 89%.", []),
        ("April 2015: 81%; May 2015: 88%.", []),
        ("September: 52%.", []),
    ],
)
def test_a_figure_of_a_month_is_no_update(cell: str, days: list[str]) -> None:
    told = read_updates(cell, DateContext(2015, plan_date=dt.date(2015, 6, 30)))
    assert [entry.as_at.isoformat() for entry in told.entries] == days
