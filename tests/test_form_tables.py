"""Forms, one for each action, and tables on their side, with labels in the words of each document."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.drafts import RawAction
from pipeline.extract import extract
from pipeline.rows import Rows, read_rows
from pipeline.triage import triage
from tests.drawing import save, sheet
from tests.test_layouts import read

ACTIONS = (
    ("Recruit four workers so that interviews are offered in time", "Service Manager", "31 October 2024", "On track"),
    ("Hold a monthly meeting with the police and schools", "Head of Safeguarding", "Monthly from May 2024", "Complete"),
    ("Rewrite the letter with the help of parents", "Principal Solicitor", "July 2024", "Off track"),
    ("Audit 24 supervision records each quarter", "Quality Assurance Lead", "Spring term 2025", "On track"),
)
TOLD = [action[:3] for action in ACTIONS]


def cells(*texts: str, last: int = 1) -> str:
    spans = [1] * (len(texts) - 1) + [last]
    return "<tr>" + "".join(f'<td colspan="{s}">{t}</td>' for t, s in zip(texts, spans, strict=True)) + "</tr>"


def told(found: Rows) -> list[tuple[str, ...]]:
    return [(a.action.text, a.get("lead").text, a.get("deadline").text) for a in found.segmented.actions]


def states(found: Rows) -> list[str]:
    return [a.get("status").text for a in found.segmented.actions]


def refs(actions: list[RawAction]) -> list[str]:
    return [a.ref for a in actions]


@pytest.mark.parametrize(
    ("action", "lead", "when", "news"),
    [
        ("What we will do", "Held by", "To be done by", "Where are we? September 2024"),
        ("Our promise", "Champion", "Finishing line", "News, May 2024"),
        ("The job", "In the hands of", "Ready", "Update"),
    ],
)
def test_forms_under_heads_of_number_title_and_state(
    action: str, lead: str, when: str, news: str, tmp_path: Path
) -> None:
    tables = []
    for number, (text, owner, due, state) in enumerate(ACTIONS, 1):
        rows = (
            f'<tr><td>1.{number}</td><td colspan="2">Heading {number}</td><td>{state}</td></tr>',
            cells(action, text, last=3),
            cells(lead, owner, when, due),
            cells("With help from", "HR, Unison", "Sign of success", "80%"),
            cells(news, "Two of three workers are appointed.", last=3),
        )
        tables.append(f"<table>{''.join(rows)}</table>")
    found = read(tmp_path, "<h2>Recommendation 1: Improve the response</h2>" + "<p> </p>".join(tables))
    assert told(found) == TOLD
    assert refs(found.segmented.actions) == [f"1.{n}" for n in range(1, 5)]
    assert states(found) == [action[3] for action in ACTIONS]
    assert not found.segmented.unassigned


def test_several_dated_updates_keep_their_days(tmp_path: Path) -> None:
    rows = []
    for text, owner, due, _ in ACTIONS:
        rows += [cells("The job", text), cells("In the hands of", owner), cells("Ready", due)]
        rows += [cells("Where are we? May 2024", "Begun."), cells("Where are we? June 2024", "Done.")]
    found = read(tmp_path, f"<table>{''.join(rows)}</table>")
    assert told(found) == TOLD
    assert {a.get("progress").text for a in found.segmented.actions} == {"May 2024: Begun.\nJune 2024: Done."}


def test_three_labels_in_a_row_and_the_action_last(tmp_path: Path) -> None:
    rows = []
    for text, owner, due, state in ACTIONS:
        rows += [cells("Champion", owner, "Ready", due, "Mark", state), cells("Our promise", text, last=5)]
    found = read(tmp_path, f"<table>{''.join(rows)}</table>")
    assert told(found) == TOLD
    assert states(found) == [action[3] for action in ACTIONS]


def test_the_head_is_the_action_where_no_label_names_it(tmp_path: Path) -> None:
    rows = []
    for number, (text, owner, due, state) in enumerate(ACTIONS, 1):
        rows += [f"<tr><td>{number}</td><td colspan='3'>{text}</td></tr>", cells("Champion", owner, "Ready", due)]
        rows += [cells("Mark", state, "Proof", "Audit")]
    found = read(tmp_path, f"<table>{''.join(rows)}</table>")
    assert told(found) == TOLD
    assert refs(found.segmented.actions) == ["1", "2", "3", "4"]


def test_titles_over_the_whole_width_are_no_recommendations(tmp_path: Path) -> None:
    rows = []
    for number, (text, owner, due, _) in enumerate(ACTIONS, 1):
        rows += [f'<tr><td colspan="2">Action 2.{number}: Heading {number}</td></tr>', cells("The job", text)]
        rows += [cells("In the hands of", owner), cells("Ready", due)]
    found = read(tmp_path, f"<h2>Recommendation 2: Improve the plans</h2><table>{''.join(rows)}</table>")
    assert told(found) == TOLD
    assert refs(found.segmented.actions) == [f"2.{n}" for n in range(1, 5)]
    assert {found.segmented.blocks[a.block].ref for a in found.segmented.actions} == {"2"}


def test_drawn_forms_cut_by_a_page_break(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "f.pdf")
    xs = (40, 200, 500)
    for number, (text, owner, due, _) in enumerate(ACTIONS, 1):
        rows = [["The job", text], ["In the hands of", owner], ["Ready", due], ["Proof", "Audit"]]
        if number == 2:
            drawn.table(xs, 450, rows[:2])
            drawn.next_page()
            drawn.table(xs, 60, rows[2:])
        else:
            drawn.table(xs, 60 + 100 * number, rows)
    save(drawn)
    found = read_rows(extract(triage(tmp_path / "f.pdf")))
    assert told(found) == TOLD


def sideways(heads: tuple[str, ...], labels: tuple[str, ...]) -> str:
    columns = [(*action[:3], "Begun, with two posts filled.") for action in ACTIONS[:3]]
    rows = [cells("", *heads)] if heads else []
    rows += [cells(label, *(c[n] for c in columns)) for n, label in enumerate(labels)]
    return f"<table>{''.join(rows)}</table>"


@pytest.mark.parametrize(
    ("heads", "labels"),
    [
        (("Health", "Schools", "Police"), ("Our pledge", "Who leads on it", "By when", "At the end of September")),
        (("Action 1", "Action 2", "Action 3"), ("What we will do", "Owner", "Deadline", "Progress")),
        ((), ("Our promise", "Champion", "Ready", "Position")),
    ],
)
def test_tables_on_their_side(heads: tuple[str, ...], labels: tuple[str, ...], tmp_path: Path) -> None:
    found = read(tmp_path, f"<h2>Recommendation 5: Improve health</h2>{sideways(heads, labels)}")
    assert told(found) == TOLD[:3]
    assert {a.get("progress").text for a in found.segmented.actions} == {"Begun, with two posts filled."}
    assert refs(found.segmented.actions) == ["1", "2", "3"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Name", "Ann Poole"),
            ("Post", "Head of Safeguarding"),
            ("Telephone", "01234 567890"),
            ("Desk days", "Monday"),
        ],
        [("Risk", "Staff leave"), ("Likelihood", "High"), ("Owner", "HR Manager"), ("Review date", "May 2024")],
        [
            ("Meeting", "Improvement Board"),
            ("Chair", "Chief Executive"),
            ("When", "Monthly"),
            ("Papers", "One week before"),
        ],
        [("Measure", "Visits in time"), ("Lead", "Head of Service"), ("Target", "90%"), ("By", "March 2025")],
    ],
    ids=["contacts", "risks", "meetings", "measures"],
)
def test_other_forms_are_no_plans(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    table = "".join(cells(label, value) for _ in range(4) for label, value in rows)
    assert read(tmp_path, f"<table>{table}</table>").segmented.actions == []


def test_labels_over_their_values(tmp_path: Path) -> None:
    heads = cells("Champion", "Ready", "Proof")
    tables = [
        f"<table>{cells(f'1.{n}', text, last=2)}{heads}{cells(owner, due, 'Audit')}</table>"
        for n, (text, owner, due, _) in enumerate(ACTIONS, 1)
    ]
    found = read(tmp_path, "<p> </p>".join(tables))
    assert told(found) == TOLD
    assert refs(found.segmented.actions) == [f"1.{n}" for n in range(1, 5)]


def test_the_heading_above_a_form_is_its_action(tmp_path: Path) -> None:
    forms = [
        f"<h3>Action 1.{n}: {text}</h3>"
        f"<table>{cells('Champion', owner)}{cells('Ready', due)}{cells('Proof', 'Audit')}</table>"
        for n, (text, owner, due, _) in enumerate(ACTIONS, 1)
    ]
    found = read(tmp_path, "<h2>Recommendation 1: Improve the plans</h2>" + "".join(forms))
    assert told(found) == TOLD
    assert refs(found.segmented.actions) == [f"1.{n}" for n in range(1, 5)]
    assert {found.segmented.blocks[a.block].text for a in found.segmented.actions} == {"Improve the plans"}
