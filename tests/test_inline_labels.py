"""Lists whose labels stand inside the paragraphs, as PDF, Word file and web page, and what only looks like them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.rows import Rows, read_rows
from pipeline.triage import triage
from tests.drawing import save, sheet

Paragraphs = list[str]


def web_page(folder: Path, paragraphs: Paragraphs) -> Path:
    path = folder / "plan.html"
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    path.write_text(f"<html><body><h1>What is to be done</h1>{body}</body></html>", encoding="utf-8")
    return path


def word_file(folder: Path, paragraphs: Paragraphs) -> Path:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("What is to be done", 0)
    for text in paragraphs:
        document.add_paragraph(text)
    path = folder / "plan.docx"
    document.save(path)
    return path


def printed(folder: Path, paragraphs: Paragraphs) -> Path:
    """A page with lines of at most 60 signs, so that labels and values fall on any place of a line."""
    lines: list[str] = []
    for text in paragraphs:
        line = ""
        for word in text.split():
            if len(line) + len(word) > 60:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    drawn = sheet(folder / "plan.pdf")
    drawn.cell(40, 60, "\n".join(lines))
    save(drawn)
    return folder / "plan.pdf"


def read(path: Path) -> Rows:
    return read_rows(extract(triage(path), path))


def told(rows: Rows) -> list[tuple[str, ...]]:
    names = ("lead", "deadline", "progress", "status")
    return [(a.action.text, *(a.get(n).text.rstrip(".") for n in names)) for a in rows.segmented.actions]


NUMBERED = [
    "1.1 Revise the threshold guidance and agree it with all partners of the board. Lead: Head of Service. By: March"
    " 2013. Progress: Done",
    "1.2 Train all staff of the contact centre. Lead: Principal Social Worker. By: 30 June 2013. Progress: Underway,"
    " with two of four courses held",
    "1.3 Publish a supervision policy. Lead: Assistant Director. By: May 2013. Progress: Not started",
]
BRACKETED = [
    "• Write a template for care plans (Who: Head of Care Planning; When: 1 May 2014; Status: Green)",
    "• Audit thirty plans each month (Who: Head of Quality Assurance; When: Ongoing; Status: Amber)",
    "• Recruit six social workers (Who: HR Business Partner; When: September 2014; Status: Red)",
]
DASHED = [
    "(1) Appoint a manager for the front door – Responsible officer: Director of Children's Services,"
    " Deadline: June 2015",
    "(2) Open the hub in the town hall with police and health – Responsible officer: Head of Service,"
    " Deadline: 31.1.16",
    "(3) Report to the board – Responsible officer: Business Manager, Deadline: quarterly",
]


@pytest.mark.parametrize("write", [web_page, word_file, printed])
@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            NUMBERED,
            [
                (
                    "Revise the threshold guidance and agree it with all partners of the board.",
                    "Head of Service", "March 2013", "Done", "",
                ),
                (
                    "Train all staff of the contact centre.", "Principal Social Worker", "30 June 2013",
                    "Underway, with two of four courses held", "",
                ),
                ("Publish a supervision policy.", "Assistant Director", "May 2013", "Not started", ""),
            ],
        ),
        (
            BRACKETED,
            [
                ("Write a template for care plans", "Head of Care Planning", "1 May 2014", "", "Green"),
                ("Audit thirty plans each month", "Head of Quality Assurance", "Ongoing", "", "Amber"),
                ("Recruit six social workers", "HR Business Partner", "September 2014", "", "Red"),
            ],
        ),
        (
            DASHED,
            [
                (
                    "Appoint a manager for the front door", "Director of Children's Services", "June 2015", "", "",
                ),
                (
                    "Open the hub in the town hall with police and health", "Head of Service", "31.1.16", "", "",
                ),
                ("Report to the board", "Business Manager", "quarterly", "", ""),
            ],
        ),
    ],
    ids=["sentences", "brackets", "dashes"],
)  # fmt: skip
def test_labels_inside_paragraphs_are_cards(
    tmp_path: Path, write, paragraphs: Paragraphs, expected: list[tuple[str, ...]]
) -> None:
    found = [tuple(text.strip(" ;,–") for text in row) for row in told(read(write(tmp_path, paragraphs)))]
    assert found == expected


MINUTES = [
    "3.1 The Board noted the report on thresholds. Action: circulate the slides. Lead: Business Manager. By: 3 March"
    " 2013.",
    "3.2 Members discussed staffing and welcomed the new posts. Lead: HR. By: the next meeting.",
    "3.3 The Chair thanked the partners for their work. Lead: Chair. By: April 2013.",
]
CONTACTS = [
    "1. Safeguarding team. Lead: Head of Service. By: telephone 020 7946 0000. Status: open Monday to Friday",
    "2. Youth offending service. Lead: Team Manager. By: email. Status: open all week",
    "3. Fostering service. Lead: Duty Manager. By: appointment. Status: open",
]
LAWS = [
    "1. Children Act 1989, section 47. Lead: Secretary of State. By: order of 14 October 1991. Status: in force",
    "2. Children Act 2004, section 11. Lead: Secretary of State. By: order of 1 October 2005. Status: in force",
    "3. Care Standards Act 2000. Lead: Parliament. By: order of 1 April 2002. Status: in force",
]


@pytest.mark.parametrize("write", [web_page, word_file, printed])
@pytest.mark.parametrize("paragraphs", [MINUTES, CONTACTS, LAWS], ids=["minutes", "contacts", "laws"])
def test_what_says_nothing_to_do_is_no_list_of_actions(tmp_path: Path, write, paragraphs: Paragraphs) -> None:
    assert not read(write(tmp_path, paragraphs)).segmented.actions


@pytest.mark.parametrize(
    "paragraph",
    [
        "Write to all schools. Lead: Head of Service. By: May 2013.",
        "Publish the plan. By: 1 June 2013.",
        "Tell the board (Lead: Chair).",
    ],
)
def test_one_paragraph_with_labels_is_prose(tmp_path: Path, paragraph: str) -> None:
    assert not read(web_page(tmp_path, [paragraph, "The board meets every month."])).segmented.actions


@pytest.mark.parametrize("paragraphs", [NUMBERED, BRACKETED, DASHED])
def test_cut_words_are_the_words_of_the_page(tmp_path: Path, paragraphs: Paragraphs) -> None:
    extraction = read(printed(tmp_path, paragraphs)).extraction
    words = " ".join(word.text for page in extraction.pages for word in page.words)
    assert re.findall(r"\w+", words) == re.findall(r"\w+", " ".join(paragraphs))
