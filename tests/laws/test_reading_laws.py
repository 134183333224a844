"""What holds for every date, status and progress cell: styles, order, the clock, the raw text."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import normalise
from pipeline.normalise.change_types import read_change_types
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.legend import line_entries
from pipeline.normalise.status import read_status
from pipeline.normalise.themes import find_themes, read_themes
from pipeline.normalise.time_context import read_time_context
from pipeline.normalise.updates import read_updates
from pipeline.normalise.working_days import add_working_days, is_working_day
from schemas.readings import DateContext

DATES = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))
CONTEXTS = st.builds(DateContext, st.one_of(st.none(), st.integers(1990, 2050)), st.none(), st.one_of(st.none(), DATES))
WORDS = st.sampled_from(
    ["Completed", "on track", "Amber", "G", "75%", "delayed", "will be", "drafted", "Update", "(July 2013)", "9.12.16",
     ":", "-", "/", "\n", "not", "yet", "awaiting sign-off", "see (1)", "✓", "🟢", "(", ")", "of", "100", "B", "audit"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join))

ORDERS = st.lists(DATES, min_size=3, max_size=9).flatmap(lambda days: st.tuples(st.just(days), st.permutations(days)))

STYLES = [
    "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y",
    "%d-%b-%y", "%A %d %B %Y", "%a %d %b %Y", "by %d %B %Y", "%B %d, %Y", "%d %B, %Y", "%d%b%Y", "%d %b '%y",
    "%d/%b/%Y",
]  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None, max_examples=60)
@given(date=DATES)
def test_a_rendered_date_is_read_back(style: str, date: dt.date) -> None:
    reading = read_deadline(date.strftime(style), DateContext(year=date.year))
    assert (reading.due, reading.precision, reading.kind) == (date, "day", "date")


@settings(deadline=None)
@given(DATES)
def test_ordinals_and_missing_noughts_change_nothing(date: dt.date) -> None:
    ending = "th" if 10 < date.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(date.day % 10, "th")
    assert read_deadline(f"{date.day}{ending} {date:%B %Y}").due == date
    assert read_deadline(f"{date.day}/{date.month}/{date.year}").due == date


@settings(deadline=None)
@given(TEXTS, CONTEXTS)
def test_any_progress_is_read_and_its_text_is_kept(text: str, context: DateContext) -> None:
    reading = read_status(text)
    assert reading.text == text
    assert reading == read_status(text)
    found = read_updates(text, context)
    assert all(entry.text in text for entry in found.entries)
    assert found.newest is None or found.newest in found.entries
    assert line_entries(text) == line_entries(text)


@settings(deadline=None)
@given(st.text())
def test_any_recommendation_and_action_is_read(text: str) -> None:
    assert [trigger.name for trigger in find_themes(text)] == list(read_themes(text))
    assert read_change_types(text) == read_change_types(text)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["", "red", "amber", "green", "blue"]))
def test_a_colour_never_takes_words_away(text: str, rag: str) -> None:
    reading = read_status(text, rag=rag, rag_source="colour")
    assert reading.text == text
    assert not rag or reading.rag == rag


@pytest.mark.parametrize("rag", ["red", "amber", "green", "blue"])
@settings(deadline=None)
@given(text=TEXTS)
def test_a_colour_that_means_something_else_changes_no_status(rag: str, text: str) -> None:
    key = {"red": "", "amber": "", "green": "", "blue": ""}
    beside = read_status(text, rag=rag, rag_source="colour", key=key)
    assert beside.status == read_status(text, key=key).status
    assert beside.rag == rag


SCALE = st.sampled_from(["completed", "on_track", "in_progress", "at_risk", "delayed", "not_started", "planned"])


@pytest.mark.parametrize(("colour", "letter"), [("red", "R"), ("amber", "A"), ("green", "G"), ("blue", "B")])
@settings(deadline=None)
@given(meaning=SCALE)
def test_the_key_of_the_document_wins(colour: str, letter: str, meaning: str) -> None:
    for printed in (colour, colour.upper(), letter, f"RAG: {letter}", f"({letter})"):
        reading = read_status(printed, key={colour: meaning})
        assert (reading.status, reading.rag, reading.flags) == (meaning, colour, ())


@settings(deadline=None)
@given(TEXTS)
def test_a_label_says_the_same_by_itself(text: str) -> None:
    reading = read_status(text)
    if reading.rule in {"label", "deed_label"} and not reading.rag and reading.percent is None:
        assert read_status(reading.raw).status == reading.status


@settings(deadline=None)
@given(
    st.lists(DATES, min_size=3, max_size=12).flatmap(lambda dates: st.tuples(st.just(dates), st.permutations(dates)))
)
def test_the_order_of_rows_changes_nothing(orders: tuple[list[dt.date], list[dt.date]]) -> None:
    contexts = [read_time_context(DateContext(), [f"{date:%d %B %Y}" for date in dates], []) for dates in orders]
    assert contexts[0] == contexts[1]


@settings(deadline=None)
@given(st.lists(st.tuples(DATES, st.sampled_from(["Delayed", "On track", "Complete"])), min_size=2, max_size=5))
def test_the_newest_entry_is_found_in_any_order(entries: list[tuple[dt.date, str]]) -> None:
    lines = [f"{date:%d/%m/%Y}: {word}" for date, word in entries]
    found = read_updates("\n".join(lines), DateContext())
    assert found.newest is not None
    assert found.newest.as_at == max(date for date, _ in entries)


@settings(deadline=None)
@given(DATES, st.integers(1, 80))
def test_working_days_end_on_a_working_day_and_add_up(date: dt.date, count: int) -> None:
    end = add_working_days(date, count)
    assert is_working_day(end)
    assert end == add_working_days(add_working_days(date, count - 1), 1)


CLOCKS = re.compile(r"\b(?:today|utcnow|now|time|monotonic|localtime|gmtime)\(")


def test_no_reader_asks_the_clock() -> None:
    modules = sorted((Path(normalise.__file__).parent).glob("*.py"))
    assert len(modules) > 20
    assert [path.name for path in modules if CLOCKS.search(path.read_text(encoding="utf-8"))] == []


@settings(deadline=None)
@given(st.lists(DATES, min_size=1, max_size=4))
def test_every_mention_is_a_part_of_its_cell(dates: list[dt.date]) -> None:
    cell = "; ".join(f"by {date:%d %B %Y}" for date in dates)
    assert all(mention.text in cell for mention in read_deadline(cell).mentions)
    assert read_deadline(cell).due == max(dates)
