"""Working days, school terms that a document dates itself, and the span of its deadlines."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.school_terms import read_school_terms
from pipeline.normalise.time_context import read_time_context
from pipeline.normalise.working_days import add_working_days, bank_holidays
from schemas.readings import DateContext

HOLIDAYS = {
    2012: "2012-01-02 2012-04-06 2012-04-09 2012-05-07 2012-06-04 2012-06-05 2012-08-27 2012-12-25 2012-12-26",
    2020: "2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28",
    2023: "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_bank_holidays_of_england(year: int) -> None:
    assert sorted(map(str, bank_holidays(year))) == HOLIDAYS[year].split()


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2013-03-28", 1, "2013-04-02"),
        ("2012-11-16", 20, "2012-12-14"),
        ("2012-11-16", 30, "2013-01-02"),
        ("2018-03-05", 70, "2018-06-15"),
    ],
)
def test_working_days_leave_weekends_and_bank_holidays_out(start: str, count: int, end: str) -> None:
    assert str(add_working_days(dt.date.fromisoformat(start), count)) == end


def test_terms_that_the_document_dates_stand_before_the_usual() -> None:
    lines = ["Autumn term 2016: 5 September – 21 December 2016", "Spring half-term: 13 to 17 February 2017"]
    context = DateContext(2016, school_terms=read_school_terms(lines))
    assert str(read_deadline("end of autumn term 2016", context).due) == "2016-12-21"
    assert str(read_deadline("by spring half term 2017", context).due) == "2017-02-17"
    assert str(read_deadline("end of summer term 2017", context).due) == "2017-07-31"


@pytest.mark.parametrize(
    "line",
    [
        "Autumn term 2016: training for all schools from September 2016 to July 2017",
        "Summer term 2016",
        "Spring term: 4 September 2016 – 21 December 2016",
        "Autumn term: 5 September – 21 December",
    ],
)
def test_what_dates_no_term(line: str) -> None:
    assert read_school_terms([line]) == ()


SPAN = ["30 September 2015", "31.12.15", "March 2016", "July 2016", "TBC", "13/12/1995"]


@pytest.mark.parametrize(
    ("text", "due"), [("end of October", "2015-10-31"), ("by end March", "2016-03-31"), ("30 June", "2016-06-30")]
)
def test_a_missing_year_comes_from_the_other_deadlines(text: str, due: str) -> None:
    reading = read_deadline(text, read_time_context(DateContext(2016), SPAN, []))
    assert (str(reading.due), reading.flags) == (due, ("year_inferred",))


def test_a_far_date_is_no_neighbour_and_two_are_too_few() -> None:
    assert read_time_context(DateContext(), SPAN, []).neighbours == (dt.date(2015, 9, 30), dt.date(2016, 7, 31))
    assert read_time_context(DateContext(), SPAN[:2], []).neighbours is None


def test_a_year_that_does_not_fit_the_plan_is_flagged_and_kept() -> None:
    reading = read_deadline("13/12/12", DateContext(2016, plan_date=dt.date(2016, 12, 31)))
    assert (str(reading.due), reading.flags) == ("2012-12-13", ("year_suspicious",))


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("All dates are in 2022 unless another year is shown.", "2022-02-28"),
        ("Deadlines refer to 2023 except where stated.", "2023-02-28"),
        ("All dates in 2021 were met.", "2024-02-29"),
    ],
)
def test_the_year_that_the_document_states_for_dates_without_one(line: str, due: str) -> None:
    context = read_time_context(
        DateContext(plan_date=dt.date(2023, 12, 1)), ["May 2024", "June 2024", "July 2024"], [line]
    )
    reading = read_deadline("End of February", context)
    assert (str(reading.due), "year_inferred" in reading.flags) == (due, True)
