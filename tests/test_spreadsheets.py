"""Habits of plans kept in spreadsheets and printed: headings on two levels, remarks in rows of their own, ratings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_layouts import AUDIT, HEADS, TRAIN, WRITE, block_of, read, row, table


def levels(upper: str, lower: str, *rows: str) -> str:
    return f"<table>{upper}{lower}{''.join(rows)}</table>"


def head(text: str, *, down: int = 1, across: int = 1) -> str:
    return f'<th rowspan="{down}" colspan="{across}">{text}</th>'


@pytest.mark.parametrize(
    ("over", "under"),
    [
        (("Task", "Timetable"), ("No.", "Description", "Start", "End")),
        (("Action", "Dates"), ("Ref", "Action", "Start date", "Due date")),
        (("Improvement action", "Timescale"), ("No", "What we will do", "From", "By when")),
    ],
)
def test_a_second_level_of_headings_that_are_known_themselves(
    over: tuple[str, str], under: tuple[str, ...], tmp_path: Path
) -> None:
    upper = f"<tr>{head(over[0], across=2)}{head(over[1], across=2)}{head('Lead', down=2)}{head('Update', down=2)}</tr>"
    rows = [row(f"1.{n}", a[0], "1 March 2021", a[2], a[1], "Done.") for n, a in enumerate((AUDIT, TRAIN, WRITE), 1)]
    found = read(tmp_path, levels(upper, row(*under, tag="th"), *rows)).segmented
    told = [(a.ref, a.action.text, a.get("lead").text, a.get("deadline").text, a.get("progress").text)
            for a in found.actions]  # fmt: skip
    assert told == [(f"1.{n}", a[0], a[1], a[2], "Done.") for n, a in enumerate((AUDIT, TRAIN, WRITE), 1)]


@pytest.mark.parametrize(
    "remark", ["The supplier has asked for more time.", "4 June: two posts are vacant", "See also the annual report"]
)
def test_a_remark_in_a_row_of_its_own_belongs_to_the_action_above(remark: str, tmp_path: Path) -> None:
    heads = (*HEADS, "Progress")
    plan = table(heads, row(*AUDIT, "Begun."), row("", "", "", remark), row(*TRAIN, "Not begun."))
    found = read(tmp_path, plan).segmented
    assert [a.get("progress").text.split("\n") for a in found.actions] == [["Begun.", remark], ["Not begun."]]
    assert not found.unassigned


def test_a_lead_in_a_row_of_its_own_is_nobodys(tmp_path: Path) -> None:
    plan = table((*HEADS, "Progress"), row(*AUDIT, "Begun."), row("", "Team Manager", "", ""), row(*TRAIN, "Late."))
    found = read(tmp_path, plan).segmented
    assert [a.get("lead").text for a in found.actions] == [AUDIT[1], TRAIN[1]]
    assert [line.text for line, _ in found.unassigned] == ["Team Manager"]


@pytest.mark.parametrize(
    ("now", "before"),
    [("RAG this quarter", "RAG last quarter"), ("RAG", "Previous RAG"), ("BRAG now", "BRAG (prior month)")],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_the_rating_of_today_beside_an_earlier_one(now: str, before: str, swapped: bool, tmp_path: Path) -> None:
    step = -1 if swapped else 1
    rows = [row(*action, *("Amber", "Green")[::step]) for action in (AUDIT, TRAIN)]
    found = read(tmp_path, table((*HEADS, *(now, before)[::step]), *rows)).segmented
    assert [a.get("rag").text for a in found.actions] == ["Amber", "Amber"]
    assert [a.get("status").text for a in found.actions] == ["", ""]


@pytest.mark.parametrize(
    ("first", "second"), [("Date first agreed", "Date now"), ("Previous date", "Current date"), ("Was due", "Now due")]
)
def test_a_date_that_was_agreed_before_beside_the_one_that_holds(first: str, second: str, tmp_path: Path) -> None:
    rows = [row(a[0], a[1], "March 2021", a[2]) for a in (AUDIT, TRAIN, WRITE)]
    found = read(tmp_path, table(("Action", "Lead", first, second), *rows)).segmented
    assert [a.get("deadline").text for a in found.actions] == [AUDIT[2], TRAIN[2], WRITE[2]]
    assert [a.get("deadline").struck for a in found.actions] == [("March 2021",)] * 3


def test_the_section_of_one_table_ends_with_it(tmp_path: Path) -> None:
    band = '<tr><td colspan="3"><b>Workstream B: Children in care</b></td></tr>'
    open_tasks = table(HEADS, band, row(*AUDIT), row(*TRAIN))
    closed = table(("Action", "Lead", "Date completed", "Evidence"), row(*WRITE, "Seen by the board"))
    found = read(tmp_path, f"{open_tasks}<p>These were closed before.</p>{closed}")
    sections = [block_of(found, action).section for action in found.segmented.actions]
    assert sections == ["Workstream B: Children in care"] * 2 + [""]


def test_an_action_stands_under_the_recommendation_that_its_number_names(tmp_path: Path) -> None:
    rows = [
        row("3", "Reduce delay for children who wait.", "3.1", *AUDIT),
        row("", "", "4.1", *TRAIN),
        row("4", "Write pathway plans with young people.", "4.2", *WRITE),
    ]
    found = read(tmp_path, table(("Rec no.", "Recommendation", "Ref", *HEADS), *rows))
    assert [(a.ref, block_of(found, a).ref) for a in found.segmented.actions] == [
        ("3.1", "3"),
        ("4.1", "4"),
        ("4.2", "4"),
    ]


@pytest.mark.parametrize(
    ("label", "outcome"),
    [
        ("What good will look like", "Children are seen in time."),
        ("What would success look like", None),
        ("What difference will we make", "Families wait for nothing."),
        ("The impact we want", "Children keep their worker."),
    ],
)
def test_a_band_below_the_headings_that_asks_for_the_outcome(label: str, outcome: str | None, tmp_path: Path) -> None:
    text = outcome or "Something is better."
    band = f'<tr><td colspan="3"><b>{label}:</b> {text}</td></tr>'
    crown = '<tr><td colspan="3"><b>1. The quality of decisions, so that no child waits.</b></td></tr>'
    plan = f"<table>{crown}{row(*HEADS, tag='th')}{band}{row(*AUDIT)}{row(*TRAIN)}</table>"
    found = read(tmp_path, plan)
    outcomes = {a.get("outcome").text for a in found.segmented.actions}
    assert outcomes == ({outcome} if outcome else {""})
