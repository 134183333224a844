"""Posts, bodies, dates and people inside running text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.normalise.leads import KeyBook, read_leads
from pipeline.normalise.running_text import find_mentions, find_people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 2012/0-13 Project Board", [("date", "April 2012"), ("body", "Project Board")]),
        ("Signed off by the Assistant Director by 4 March 2013.",
         [("post", "Assistant Director"), ("date", "4 March 2013")]),
        ("Overseen by the Head of Safeguarding and Quality Assurance.",
         [("post", "Head of Safeguarding and Quality Assurance")]),
        ("Report to the LSCB Quality Assurance Sub-Group in 12.6.14",
         [("body", "LSCB Quality Assurance Sub-Group"), ("date", "12.6.14")]),
        ("The DCS met Mrs O'Rourke-Lyle and Cllr I Siddiqui.",
         [("post", "DCS"), ("person", "Mrs O'Rourke-Lyle"), ("person", "Cllr I Siddiqui")]),
        ("All plans are audited every month.", []),
        ("", []),
    ],
)  # fmt: skip
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_mentions(text)
    assert [(each.kind, each.text) for each in found] == expected
    assert all(text[each.start : each.end] == each.text for each in found)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Sarah Whitlock's review", ("Sarah Whitlock",)),
        ("Written with Oyelaran Bright", ("Oyelaran Bright",)),
        ("Dr. F. Dogan and SARAH WHITLOCK", ("Dr. F. Dogan", "SARAH WHITLOCK")),
        ("Will Board members agree in May?", ()),
        ("Work with Social Care and Children First", ()),
        ("Led by Quality Assurance", ()),
    ],
)
def test_people(text: str, people: tuple[str, ...]) -> None:
    assert find_people(text) == people


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The project will be led by the Head of Early Help.", ["Head of Early Help"]),
        ("This is the responsibility of the Service Manager and will be reviewed.", ["Service Manager"]),
        ("Progress will be reported to the Improvement Board.", []),
    ],
)
def test_a_post_inside_a_sentence_of_a_lead_cell(text: str, roles: list[str]) -> None:
    reading = read_leads(text, KeyBook())
    assert [lead.role for lead in reading.leads] == roles
    assert "lead_remainder" in reading.flags


def test_spacy_is_loaded_only_when_a_sentence_asks_for_it() -> None:
    code = (
        "import sys; from pipeline.normalise.leads import KeyBook, read_leads;"
        "read_leads('Head of MASH / DCS', KeyBook()); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
