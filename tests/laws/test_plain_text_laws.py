"""What never changes a value: white space, signs that cannot be seen, bullets, quotation marks and a last full stop."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.leads import KeyBook, read_leads
from pipeline.normalise.status import read_status
from schemas.readings import DateContext

FOLDER = Path(__file__).parents[1] / "normalise"
DATES = DateContext(2014)

HARMLESS: dict[str, Callable[[str], str]] = {
    "blanks around": lambda text: f"  {text} ",
    "double blanks": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "zero width": lambda text: f"{text}\u200b",
    "soft hyphens": lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", text, count=1),
    "minus signs": lambda text: text.replace(" - ", " \u2212 "),
    "a bullet": lambda text: f"• {text}",
}


def _texts(name: str) -> list[str]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [text for row in rows if (text := row["text"]).strip() and not row.get("key") and not row.get("struck")]


ONE_LINE = [text for text in _texts("phrases_leads.csv") if "\\n" not in text and "•" not in text]
changes = st.lists(st.sampled_from(sorted(HARMLESS)), min_size=1, max_size=3, unique=True)


def changed(text: str, names: list[str]) -> str:
    for name in sorted(names):
        text = HARMLESS[name](text)
    return text


@given(st.sampled_from(_texts("table_deadlines.csv")), changes)
def test_a_deadline_is_the_same(text: str, names: list[str]) -> None:
    plain, other = read_deadline(text, DATES), read_deadline(changed(text, names), DATES)
    assert (other.kind, other.start, other.due, other.precision) == (
        plain.kind,
        plain.start,
        plain.due,
        plain.precision,
    )


@given(st.sampled_from(_texts("table_status.csv")), changes)
def test_a_status_is_the_same(text: str, names: list[str]) -> None:
    plain, other = read_status(text), read_status(changed(text, names))
    assert (other.status, other.percent, other.rag) == (plain.status, plain.percent, plain.rag)


@given(st.sampled_from(ONE_LINE), changes)
def test_leads_are_the_same(text: str, names: list[str]) -> None:
    plain, other = read_leads(text, KeyBook()), read_leads(changed(text, names), KeyBook())
    assert [(lead.person, lead.role) for lead in other.leads] == [(lead.person, lead.role) for lead in plain.leads]


@given(st.sampled_from(["2012/13", "2014", "March 2015", "By 2016/17", "31.3.14", "end of 2018", "Q3 2015/16"]))
def test_a_full_stop_after_a_date_is_no_part_of_it(text: str) -> None:
    assert read_deadline(f"{text}.", DATES).due == read_deadline(text, DATES).due


@given(st.sampled_from(["Ruth Pell / Imran Siddiqui", "Police, Probation and Health", "DCS", "Head of Duty and LADO"]))
def test_a_full_stop_after_leads_is_no_part_of_them(text: str) -> None:
    assert [lead.role or lead.person for lead in read_leads(f"{text}.", KeyBook()).leads] == [
        lead.role or lead.person for lead in read_leads(text, KeyBook()).leads
    ]


@given(st.sampled_from(["by the end of September 2014", "ongoing with quarterly review", "end of march 2015"]))
def test_capitals_do_not_change_a_deadline(text: str) -> None:
    plain, loud = read_deadline(text, DATES), read_deadline(text.upper(), DATES)
    assert (loud.kind, loud.due, loud.recurrence) == (plain.kind, plain.due, plain.recurrence)
