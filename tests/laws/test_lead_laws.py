"""Laws of lead reading that hold for any text: it never fails, and it never loses a word."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.leads import make_keybook, read_leads
from schemas.readings import Acronym

KEYS = make_keybook(
    [
        Acronym("SM CLA", "Service Manager Children Looked After", 1),
        Acronym("LSCB", "Local Safeguarding Children Board", 1, "document_glossary"),
    ],
    ["Head of Safeguarding\nDCS", "Assistant Director, Social Care"],
)
PRINTED = """
Head of Director AD SM CLA DCS LSCB Chair , / ; & and with - ( ) Safeguarding Social Care Manager Team will be
reported TBC Jane Brown M.Kemp from 1.4.2012 C&F 3. • Police Assistant Service . : HOS –
"""
PARTING = """
and plus with alongside supported assisted by working jointly in partnership conjunction consultation liaison o
"""
WORDS = [*PRINTED.split(), "\n", "(see plan)"]
SEPARATORS = frozenset(PARTING.split())
CELLS = st.one_of(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.text(max_size=60))
RANKS = ["Head of", "Director of", "Assistant Director,", "Service Manager,", "Team Manager,", "Lead for"]
SUBJECTS = ["Safeguarding", "Social Care", "Early Help", "Looked After Children", "Quality Assurance", "Fostering"]
TITLES = st.lists(
    st.builds("{} {}".format, st.sampled_from(RANKS), st.sampled_from(SUBJECTS)), min_size=1, max_size=4, unique=True
).map(" / ".join)


def words(text: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"\w+", text) if word.casefold() not in SEPARATORS)


@given(CELLS)
def test_no_word_is_lost_or_added(text: str) -> None:
    reading = read_leads(text, KEYS)
    found = sum((words(lead.text) for lead in reading.leads), Counter()) + words(reading.remainder)
    assert found == words(text)


@given(CELLS, st.lists(CELLS, max_size=2).map(tuple))
def test_at_most_one_lead_is_responsible(text: str, underlined: tuple[str, ...]) -> None:
    reading = read_leads(text, KEYS, underlined)
    assert sum(lead.is_responsible for lead in reading.leads) <= 1


@given(st.lists(CELLS, max_size=4))
def test_learning_from_any_cells_is_deterministic(cells: list[str]) -> None:
    assert make_keybook([], cells) == make_keybook([], list(cells))


@given(TITLES)
def test_a_role_read_again_is_itself(text: str) -> None:
    for role in {lead.role for lead in read_leads(text, KEYS).leads if lead.resolved_by == "verbatim"}:
        assert {lead.role for lead in read_leads(role, KEYS).leads if lead.role} == {role}


@given(st.lists(CELLS, max_size=4))
def test_the_order_of_the_cells_changes_nothing(cells: list[str]) -> None:
    forward, backward = make_keybook([], cells), make_keybook([], cells[::-1])
    assert [read_leads(cell, forward) for cell in cells] == [read_leads(cell, backward) for cell in cells]


@pytest.mark.parametrize("unit", ["a, ", "Head of Safeguarding / ", "( ", "and ", "Jane Brown to write. "])
def test_a_cell_of_any_length_is_read_and_nothing_of_it_is_lost(unit: str) -> None:
    text = unit * 4000
    reading = read_leads(text, KEYS)
    assert reading.text == text
    assert "lead_remainder" in reading.flags
    assert sum(len(lead.text) for lead in reading.leads) <= 2000
