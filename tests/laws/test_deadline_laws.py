"""What holds for every deadline cell, whatever stands in it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.deadlines import read_deadline
from schemas.readings import DateContext

DATES = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))
WORDS = st.sampled_from(
    [
        "by",
        "end",
        "of",
        "March",
        "2012",
        "mid",
        "June",
        "-",
        "to",
        "from",
        "31.9.12",
        "Q3",
        "2015/16",
        "autumn",
        "term",
        "w/c",
        "4",
        "(",
        ")",
        "was",
        "revised",
        "quarterly",
        "within",
        "3",
        "months",
        "LSCB",
        "ongoing",
        "TBC",
        "30/02/13",
        "/",
        "&",
        "and",
        "Feb",
        "12",
        ";",
        "report",
        "year",
        "summer",
        "Easter",
        "2013",
        "’12",
        "\n",
    ]
)
CELLS = st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join))
CONTEXTS = st.builds(
    DateContext,
    year=st.one_of(st.none(), st.integers(1, 9999)),
    report_date=st.one_of(st.none(), DATES),
    plan_date=st.one_of(st.none(), DATES),
)


@settings(deadline=None)
@given(CELLS, CONTEXTS)
def test_any_text_is_read_and_due_never_precedes_start(text: str, context: DateContext) -> None:
    reading = read_deadline(text, context)
    assert reading.text == text
    assert reading.start is None or reading.due is None or reading.start <= reading.due


@settings(deadline=None)
@given(CELLS, CONTEXTS, st.lists(WORDS, max_size=3))
def test_reading_twice_gives_the_same(text: str, context: DateContext, struck: list[str]) -> None:
    assert read_deadline(text, context, tuple(struck)) == read_deadline(text, context, tuple(struck))


@settings(deadline=None)
@given(CELLS, CONTEXTS)
def test_a_due_date_has_a_precision_and_a_date_has_a_day(text: str, context: DateContext) -> None:
    reading = read_deadline(text, context)
    assert (reading.due is None) == (reading.precision == "")
    assert reading.kind != "date" or reading.due is not None


@settings(deadline=None)
@given(DATES, CONTEXTS)
def test_a_printed_iso_date_is_read_back(date: dt.date, context: DateContext) -> None:
    assert read_deadline(date.isoformat(), context).due == date


@settings(deadline=None)
@given(CELLS, CONTEXTS)
def test_what_was_read_is_read_again_when_it_is_printed(text: str, context: DateContext) -> None:
    due = read_deadline(text, context).due
    if due:
        again = read_deadline(due.isoformat(), context)
        assert (again.due, again.kind, again.precision) == (due, "date", "day")


@settings(deadline=None)
@given(CELLS, CONTEXTS, st.lists(WORDS, max_size=2))
def test_every_mention_can_be_found_in_the_cell(text: str, context: DateContext, struck: list[str]) -> None:
    assert all(mention.text in text or mention.text in struck for mention in read_deadline(text, context).mentions)


@pytest.mark.parametrize("sign", [".", "/", "-", " - ", "\u2011", "\u2013"])
@pytest.mark.parametrize("year", ["%y", "%Y"])
@pytest.mark.parametrize("words", ["{}", "by {} at the latest", "{} (DMT)", "[{}]"])
@settings(deadline=None, max_examples=30)
@given(date=DATES)
def test_the_day_comes_first(sign: str, year: str, words: str, date: dt.date) -> None:
    printed = words.format(f"{date.day}{sign}{date.month}{sign}{date.strftime(year)}")
    assert read_deadline(printed, DateContext(year=date.year)).due == date


@pytest.mark.parametrize("sign", [".", "/", "-"])
@settings(deadline=None)
@given(date=DATES.filter(lambda date: date.day > 12), context=CONTEXTS)
def test_a_month_is_never_read_first(sign: str, date: dt.date, context: DateContext) -> None:
    reading = read_deadline(f"{date.month}{sign}{date.day}{sign}{date:%Y}", context)
    assert (reading.due, reading.flags) == (None, ("deadline_unresolved",))


@settings(deadline=None)
@given(DATES.filter(lambda date: sum(sign not in "01/" for sign in f"{date:%d/%m/%Y}") > 2))
def test_letters_for_figures_are_mended_and_told(date: dt.date) -> None:
    printed = f"{date:%d/%m/%Y}"
    reading = read_deadline(printed.translate(str.maketrans("01", "Ol")))
    assert reading.due == date
    assert ("date_mended" in reading.flags) == ("0" in printed or "1" in printed)


@settings(deadline=None)
@given(DATES)
def test_month_and_year_mean_the_last_day(date: dt.date) -> None:
    due = read_deadline(f"{date:%B %Y}").due
    assert due is not None
    assert (due.year, due.month) == (date.year, date.month)
    assert (due + dt.timedelta(days=1)).day == 1


@settings(deadline=None)
@given(DATES, DATES)
def test_a_range_starts_and_ends_where_it_says(first: dt.date, second: dt.date) -> None:
    start, due = sorted((first, second))
    reading = read_deadline(f"{start:%d/%m/%Y} - {due:%d/%m/%Y}")
    assert (reading.start, reading.due) == (start, due)


@settings(deadline=None)
@given(DATES, DATES)
def test_struck_text_is_never_due(former: dt.date, date: dt.date) -> None:
    struck = f"{former:%d.%m.%Y}"
    reading = read_deadline(f"{struck} {date:%d.%m.%Y}", struck=(struck,))
    assert (reading.due, reading.original) == (date, former)


UNITS = ["March", "March 2012", "quarterly", "31.9.12 -", "report to LSCB", "LSCB and", "will be", "(", "regularly"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_cell_of_any_length_is_read_and_cut(unit: str) -> None:
    reading = read_deadline(" ".join([unit] * 20_000), DateContext(year=2012))
    assert "deadline_cut" in reading.flags


def test_a_cell_of_common_length_is_read_whole() -> None:
    reading = read_deadline("Report on progress to the Board. " * 60 + "March 2013")
    assert (str(reading.due), "deadline_cut" in reading.flags) == ("2013-03-31", False)
