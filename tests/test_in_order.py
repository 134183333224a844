"""Which entry belongs to which action where another program wrapped the cells anew, so that heights say nothing."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from pipeline.drafts import RawAction
from pipeline.extract import extract
from pipeline.rows import read_rows
from pipeline.triage import triage
from tests.drawing import save, sheet

HEAD = ["Recommendation", "Actions", "Lead", "By when", "Progress"]
Row = list[str]


def _cell(text: str) -> str:
    return "".join(f"<p>{escape(part) or '&nbsp;'}</p>" for part in text.split("\n"))


def web_page(folder: Path, rows: list[Row]) -> Path:
    """A plan as a web page: every line of a cell is a paragraph."""
    lines = ["<tr>" + "".join(f"<td>{_cell(text)}</td>" for text in row) + "</tr>" for row in [HEAD, *rows]]
    path = folder / "plan.html"
    path.write_text(f"<html><body><h1>Plan</h1><table>{''.join(lines)}</table></body></html>", encoding="utf-8")
    return path


def word_file(folder: Path, rows: list[Row]) -> Path:
    """The same plan as a Word file."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(0, len(HEAD))
    for row in [HEAD, *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].text = first
            for other in others:
                cell.add_paragraph(other)
    path = folder / "plan.docx"
    document.save(path)
    return path


def read(path: Path) -> list[RawAction]:
    return read_rows(extract(triage(path), path)).segmented.actions


def told(actions: list[RawAction], field: str) -> list[tuple[str, str]]:
    return [(action.ref, action.get(field).text) for action in actions]


LONG = "so that every child who needs help is seen in good time by somebody who knows the family and its history well"
COUNCILLED: list[Row] = [
    ["(R1) Improve", f"(1) Write the guide {LONG}\n(2) Train all staff", "DCS\nHoS", "1.4.14\n1.5.14", ""],
    ["(R2) Check", f"(1) Audit the files {LONG}\n(2) Report\n(3) Act", "QA\nDCS\nHoS", "1.6.14\n2.6.14\n3.6.14", ""],
]
SPACED: list[Row] = [
    [
        "(R1) Improve",
        f"(1) Write the guide {LONG}\n\n(2) Train all staff",
        "Head of Service\n\n\n\n\nPrincipal Social Worker",
        "30 June 2014\n\n\n\n\nSeptember 2014",
        "",
    ],
    [
        "(R2) Check",
        f"(1) Audit the files {LONG}\n\n(2) Tell the board",
        "Head of Safeguarding\n\nService Manager",
        "May 2014\n\nJune 2014",
        "",
    ],
]
LETTERED: list[Row] = [
    [
        "(R1) Improve",
        f"1. Better plans through:\na. training {LONG}\nb. audits\n2. Report to the board",
        "Head of Service\nService Manager",
        "1.4.14\n1.5.14",
        "",
    ],
    ["(R2) Check", "1. Audit all files\n2. Tell the board", "QA Manager\nDCS", "1.6.14\n1.7.14", ""],
]


@pytest.mark.parametrize("write", [web_page, word_file])
@pytest.mark.parametrize(
    ("rows", "leads", "dates"),
    [
        (COUNCILLED, ["DCS", "HoS", "QA", "DCS", "HoS"], ["1.4.14", "1.5.14", "1.6.14", "2.6.14", "3.6.14"]),
        (
            SPACED,
            ["Head of Service", "Principal Social Worker", "Head of Safeguarding", "Service Manager"],
            ["30 June 2014", "September 2014", "May 2014", "June 2014"],
        ),
        (
            LETTERED,
            ["Head of Service", "Head of Service", "Service Manager", "QA Manager", "DCS"],
            ["1.4.14", "1.4.14", "1.5.14", "1.6.14", "1.7.14"],
        ),
    ],
    ids=["no blank lines", "blank lines that no longer fit", "one for each number"],
)
def test_entries_as_many_as_actions_are_theirs_in_order(
    tmp_path: Path, write, rows: list[Row], leads: list[str], dates: list[str]
) -> None:
    actions = read(write(tmp_path, rows))
    assert [text for _, text in told(actions, "lead")] == leads
    assert [text for _, text in told(actions, "deadline")] == dates
    assert any("paired_in_order" in action.flags for action in actions)


@pytest.mark.parametrize(
    ("actions", "dates"),
    [
        (f"(1) Write the guide {LONG}\n(2) Train all staff", "1.4.14\n30.9.14"),
        (f"(1) Appoint a lead {LONG}\n(2) Agree a budget\n(3) Open the hub", "May 2014\nJune 2014\nMarch 2015"),
        (f"a) Ask the families {LONG}\nb) Publish what they said", "31/03/2014\n30/04/2014"),
    ],
)
def test_whole_dates_need_no_other_row(tmp_path: Path, actions: str, dates: str) -> None:
    found = read(web_page(tmp_path, [["(R1) Improve", actions, "Head of Service", dates, ""]]))
    assert [text for _, text in told(found, "deadline")] == dates.split("\n")
    assert {text for _, text in told(found, "lead")} == {"Head of Service"}


@pytest.mark.parametrize(
    ("opening", "others"),
    [
        ("social care.", ["(2) Share the pathway", "(3) Sign it off"]),
        ("and by the partners of the board.", ["(4) Train the teams", "(5) Report"]),
        ("in all schools of the borough.", ["(2) Audit the plans", "(3) Tell the board"]),
    ],
)
def test_the_rest_of_an_action_has_no_entry_of_its_own(tmp_path: Path, opening: str, others: list[str]) -> None:
    rows = [["(R1) Improve", "\n".join([opening, *others]), "DCS\nHoS", "1.4.14\n1.5.14", ""], COUNCILLED[1]]
    actions = read(web_page(tmp_path, rows))
    assert [text for _, text in told(actions, "lead")][:3] == ["", "DCS", "HoS"]
    assert [text for _, text in told(actions, "deadline")][:3] == ["", "1.4.14", "1.5.14"]


@pytest.mark.parametrize(
    ("actions", "leads", "dates"),
    [
        (f"(1) Write {LONG}\n(2) Train\n(3) Audit", "DCS\nHoS", "1.4.14\n1.5.14"),
        (f"(1) Write {LONG}\n(2) Train", "DCS\nHoS\nQA Manager", "1.4.14\n1.5.14\n1.6.14"),
        (f"(1) Write {LONG}\n(2) Train\n(3) Audit\n(4) Report", "DCS\nHoS\nQA Manager", "1.4.14\n1.5.14\n1.6.14"),
    ],
)
def test_other_numbers_are_shared_and_flagged(tmp_path: Path, actions: str, leads: str, dates: str) -> None:
    found = read(web_page(tmp_path, [*COUNCILLED, ["(R3) Learn", actions, leads, dates, ""]]))[5:]
    assert {text.replace("\n", " ") for _, text in told(found, "deadline")} == {dates.replace("\n", " ")}
    assert all("pairing_unclear" in action.flags for action in found)


@pytest.mark.parametrize(
    "leads",
    ["Head of Service\nService Manager", "DCS\nLSCB Chair", "Assistant Director /\nHead of Service\nQA Manager"],
)
def test_one_row_alone_does_not_divide_leads(tmp_path: Path, leads: str) -> None:
    """Two posts beside two actions may answer for both of them together."""
    rows = [["(R1) Improve", f"(1) Write the guide {LONG}\n(2) Train all staff", leads, "May 2014", ""]]
    found = [text.replace("\n", " ") for _, text in told(read(web_page(tmp_path, rows)), "lead")]
    assert found == [leads.replace("\n", " ")] * 2


@pytest.mark.parametrize(
    "joint",
    [
        ["Head of Service\nService Manager", "DCS\nHoS\nQA Manager", "LSCB Chair\nDCS\nHoS\nQA Manager"],
        ["DCS\nHoS\nQA Manager", "DCS\nHoS\nLSCB Chair", "DCS\nHoS"],
        ["DCS\nHoS", "DCS\nHoS\nQA Manager", "DCS\nHoS\nQA Manager"],
    ],
)
def test_leads_that_differ_in_number_are_joint_everywhere(tmp_path: Path, joint: list[str]) -> None:
    rows = [[f"(R{n}) Improve", f"(1) Write {LONG}\n(2) Train", leads, "", ""] for n, leads in enumerate(joint, 1)]
    found = [text.replace("\n", " ") for _, text in told(read(web_page(tmp_path, rows)), "lead")]
    assert found == [leads.replace("\n", " ") for leads in joint for _ in range(2)]


@pytest.mark.parametrize(
    "progress",
    [
        "Systems are now in place, and the quarterly report says that they are used in nine cases out of ten by now",
        "The review is underway, with a first draft that was sent to all partners of the board for their comments",
        "Recruitment complete, and all new staff have been through the induction that the principal social worker gave",
    ],
)
def test_no_paragraph_is_cut_by_heights(tmp_path: Path, progress: str) -> None:
    rows = [["(R1) Improve", "(1) Write\n(2) Train\n(3) Audit\n(4) Report", "DCS", "May 2014", progress]]
    assert progress in {text for _, text in told(read(web_page(tmp_path, rows)), "progress")}


@pytest.mark.parametrize(
    "dates",
    [
        "Meeting planned March 2014\nAccountable to the chair of the safeguarding board, then to the director",
        "1.4.14\nReport to the management team about all services that were commissioned",
        "Policy to be completed by the end of February 2014\nReview by the complaints manager in April",
    ],
)
def test_sentences_are_no_dates_of_single_actions(tmp_path: Path, dates: str) -> None:
    rows = [["(R3) Learn", f"(1) Write {LONG}\n(2) Train", "DCS", dates, ""], *COUNCILLED]
    found = [text.replace("\n", " ") for _, text in told(read(web_page(tmp_path, rows)), "deadline")]
    assert found[:2] == [dates.replace("\n", " ")] * 2


XS = (40.0, 140.0, 420.0, 540.0, 640.0, 780.0)
TORN: list[tuple[list[str], list[str], list[str], list[str]]] = [
    (["(1) Write", "(2) Train\nall staff", "(3) Audit"], ["(4) Report"], ["DCS", "HoS", "QA", "SM"], []),
    (["(1) Write\nthe guide", "(2) Train"], ["(3) Audit", "(4) Report"], ["DCS", "HoS", "QA"], ["SM"]),
    (["(1) Write", "(2) Train\nall staff"], ["(3) Audit", "(4) Report\nto all"], ["DCS"], ["HoS", "QA", "SM"]),
]


@pytest.mark.parametrize(("above", "below", "leads", "later"), TORN)
def test_a_row_that_a_page_break_cuts_is_counted_whole(
    tmp_path: Path, above: list[str], below: list[str], leads: list[str], later: list[str]
) -> None:
    """Leads stand on the first page while their actions run on to the second, or the other way round."""
    drawn = sheet(tmp_path / "plan.pdf")
    rows = [[row[0], row[1].replace("\n", "\n\n\n"), *row[2:]] for row in COUNCILLED]
    for row in rows:
        row[1] = row[1].replace(f" {LONG}", "")
    drawn.table(XS, 60, [HEAD, *rows, ["(R3) Learn", "\n".join(above), "\n".join(leads), "", ""]])
    drawn.next_page()
    drawn.table(XS, 60, [HEAD, ["", "\n".join(below), "\n".join(later), "", ""]])
    save(drawn)
    actions = [a for a in read(tmp_path / "plan.pdf") if a.block == 2]
    assert [text for _, text in told(actions, "lead")] == ["DCS", "HoS", "QA", "SM"]


@pytest.mark.parametrize(
    ("leads", "dates"),
    [("DCS\nHoS", "1.4.14\n1.5.14\n1.6.14"), ("QA Manager\nDCS", "1.4.14\n1.5.14\n1.6.14\n1.7.14"),
     ("HoS\nService Manager", "May 2014\nJune 2014\nJuly 2014")],
)  # fmt: skip
def test_dates_of_another_number_cast_doubt_on_leads(tmp_path: Path, leads: str, dates: str) -> None:
    rows = [*COUNCILLED, *SPACED, ["(R5) Learn", f"(1) Write {LONG}\n(2) Train", leads, dates, ""]]
    found = read(web_page(tmp_path, rows))[-2:]
    assert {text.replace("\n", " ") for _, text in told(found, "lead")} == {leads.replace("\n", " ")}
    assert all("pairing_unclear" in action.flags for action in found)
