"""Shapes of plans as small web pages: what each action hangs on, and which columns count."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.rows import Rows, read_rows
from pipeline.triage import triage


def read(body: str, folder: Path) -> Rows:
    path = folder / "plan.html"
    path.write_text(f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>", encoding="utf-8")
    return read_rows(extract(triage(path)))


def table(*rows: str) -> str:
    cells = ["".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows]
    return f"<table border='1'>{''.join(f'<tr>{c}</tr>' for c in cells)}</table>"


def fields(found: Rows) -> dict[str, str]:
    columns = next(row.columns for row in found.tables[0].rows if row.kind == "body")
    return {c.heading: c.field for c in columns}


BODY = (
    "2.1|Write a practice guide for managers|Head of Service|May 2021|{}|{}",
    "2.2|Train every team in the new model|Workforce Manager|June 2021|{}|{}",
    "2.3|Review the first forty cases|Principal Social Worker|July 2021|{}|{}",
)


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        ("No|What we’ll do|Owner|Ends|Impact we hope for|Latest update", ("Safer children", "Begun"), "outcome"),
        ("No|Action|Owner|By when|How success is measured|Progress", ("90% on time", "Begun"), "success_measure"),
        ("No|Action|Owner|By when|Confidence|Progress", ("Medium", "Begun"), "extra"),
        ("No|Action|Owner|By when|Priority|Progress", ("H", "Begun"), "extra"),
        ("No|Action|Owner|By when|Evidence|Position at 31 May 2021", ("Audit report", "Begun"), "success_measure"),
        ("No|Action|Owner|By when|Evidence|RAG", ("Audit report", "Green"), "progress"),
    ],
)
def test_the_fifth_column_is_read(headings: str, cells: tuple[str, str], expected: str, tmp_path: Path) -> None:
    found = read(table(headings, *(row.format(*cells) for row in BODY)), tmp_path)
    assert fields(found)[headings.split("|")[4]] == expected
    assert [a.get("lead").text for a in found.segmented.actions] == [row.split("|")[2] for row in BODY]


@pytest.mark.parametrize(
    ("one", "other"),
    [("From|To", "From|To"), ("Start|End", "From|To"), ("Begins|Ends", "Start|Finish")],
)
def test_start_and_end_are_told_apart_under_other_words_later(one: str, other: str, tmp_path: Path) -> None:
    first = [
        f"Ref|What we will do|Lead|{one}|RAG|Update",
        "1|Open a hub in each town|Head of Hubs|Apr 25|Mar 26|Green|Two",
    ]
    then = [f"Ref|What we will do|Lead|{other}|RAG|Update", "2|Publish a directory|Web Manager|May 25|June 25|Red|None"]
    found = read(table(*first) + "<h2>Priority 2: Information</h2>" + table(*then), tmp_path)
    ends = [(a.ref, a.get("start").text, a.get("deadline").text) for a in found.segmented.actions]
    assert ends == [("1", "Apr 25", "Mar 26"), ("2", "May 25", "June 25")]


OBJECTIVES = ("Ref|Action|Lead|By when", "1.1|Front door||", "1.1.1|Publish a rota|Duty Manager|May 2016")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [*OBJECTIVES, "1.2|Supervision||", "1.2.1|Issue a policy|Team Manager|June 2016"],
            ["Front door", "Supervision"],
        ),
        ([*OBJECTIVES, "1.1.2|Review contacts|Team Manager|June 2016"], ["Front door", "Front door"]),
        ([OBJECTIVES[0], "1.1|Publish a rota|Duty Manager|May 2016", "1.2|Issue a policy||"], ["", ""]),
    ],
)
def test_a_number_over_longer_ones_is_a_phase(rows: list[str], expected: list[str], tmp_path: Path) -> None:
    found = read(table(*rows), tmp_path)
    assert [a.phase for a in found.segmented.actions] == expected
    assert not found.segmented.unassigned


MONTHS = (
    "<h3>Priority action 1</h3><p>Leaders should make plans better and review them with families.</p>"
    "<p><b>Outcome:</b> Plans that families understand.</p>"
    "<h4>October 2023</h4><ul><li><b>Completed:</b> Appoint a manager for the plans team.</li>"
    "<li>Write to all families who are waiting:<ul><li>by letter</li><li>by telephone</li></ul></li></ul>"
    "<h4>January 2024</h4><ul><li>Publish a new template for plans.</li></ul>"
)


def test_lists_under_months_keep_their_recommendation_state_and_parts(tmp_path: Path) -> None:
    found = read(MONTHS, tmp_path).segmented
    assert [a.get("deadline").text for a in found.actions] == ["October 2023", "October 2023", "January 2024"]
    assert found.actions[0].action.text == "Appoint a manager for the plans team."
    assert "Completed" in found.actions[0].get("status").text
    assert "by telephone" in found.actions[1].action.text
    block = found.blocks[found.actions[2].block]
    assert (block.ref, block.text[:14], block.outcome.text) == (
        "1",
        "Leaders should",
        "Plans that families understand.",
    )


def test_cards_below_a_table_take_nothing_from_above_it(tmp_path: Path) -> None:
    card = "<h4>{}</h4><dl><dt>Owner</dt><dd>Team Manager</dd><dt>Timescale</dt><dd>May 2024</dd></dl>"
    cards = card.format("Recruit a panel of parents.") + card.format("Open a telephone line.")
    body = (
        "<h3>Recommendation 1</h3><p>The council should recruit more foster carers in its area.</p>"
        + table(
            "Action|Lead|By when", "Launch a campaign|Fostering Manager|June 2024", "Pay carers more|Director|May 2024"
        )
        + "<h3>Recommendation 2</h3><p>The council should listen to parents before it decides.</p>"
        + cards
    )
    found = read(body, tmp_path).segmented
    assert [found.blocks[a.block].ref for a in found.actions] == ["1", "1", "2", "2"]
    assert all(found.blocks[a.block].text.startswith("The council should") for a in found.actions)


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (("Being healthy", "Staying safe"), ["Being healthy", "Staying safe"]),
        (("Chapter: Help", "Chapter: Care"), ["Chapter: Help", "Chapter: Care"]),
        (("Action plan", "Action plan, continued"), ["", ""]),
    ],
)
def test_headings_over_numbered_ones_are_sections(above: tuple[str, str], expected: list[str], tmp_path: Path) -> None:
    part = "<h2>{}</h2><h3>Recommendation {}. Make sure that visits to children are recorded.</h3>"
    tables = table("Action|Lead|By when", "Write a guide to visits|Head of Service|May 2009")
    found = read("".join(part.format(text, n) + tables for n, text in enumerate(above, 1)), tmp_path).segmented
    assert [found.blocks[a.block].section for a in found.actions] == expected


@pytest.mark.parametrize("band", ["Being healthy", "Help and protection", "Making a contribution"])
def test_bold_words_alone_in_the_first_column_are_a_section(band: str, tmp_path: Path) -> None:
    rows = table(
        "Issue|Action to be taken|By whom|Timescale",
        f"<b>{band}</b>|||",
        "Waits for health services are too long.|Appoint two workers|Commissioner|June 2009",
        "Waits for health services are too long.|Agree a single point of entry|Commissioner|May 2009",
    )
    found = read(rows, tmp_path).segmented
    assert [found.blocks[a.block].section for a in found.actions] == [band, band]
    assert {found.blocks[a.block].text for a in found.actions} == {"Waits for health services are too long."}


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Priority 1: Decisions at the front door", "Priority 1: Decisions at the front door"),
        ("Priority 3 – Permanence", "Priority 3 – Permanence"),
        ("PRIORITY TWO: Leaders who know their services", "PRIORITY TWO: Leaders who know their services"),
    ],
)
def test_priorities_above_columns_of_recommendations_are_sections(heading: str, section: str, tmp_path: Path) -> None:
    rows = table(
        "What needs to improve|How we will do it|Who|When",
        "The timeliness of strategy meetings|Agree a rota with health|Designated Nurse|May 2024",
        "The quality of plans for children|Train all social workers in planning|Team Manager|June 2024",
    )
    found = read(f"<h2>{heading}</h2><p>This part is about contacts.</p>{rows}", tmp_path).segmented
    assert [found.blocks[a.block].section for a in found.actions] == [section, section]
    assert [found.blocks[a.block].text[:14] for a in found.actions] == ["The timeliness", "The quality of"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.1 Write a strategy:<br>a) hold a summit<br>b) consult for twelve weeks", ["3.1a", "3.1b"]),
        ("3.1 Write a strategy.<br>3.2 Consult on it for twelve weeks", ["3.1", "3.2"]),
        ("2 The police will:<br>a) recruit an officer<br>b) train schools", ["2a", "2b"]),
    ],
)
def test_letters_under_a_number_bear_it(text: str, expected: list[str], tmp_path: Path) -> None:
    found = read(table("Action|Lead|By when", f"{text}|Head of Service|May 2018"), tmp_path).segmented
    assert [a.ref for a in found.actions] == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Where an owner is blank, the entry above it applies.", ["Director", "Director", "Head of Care"]),
        ("If a cell is left blank the text above applies to it too.", ["Director", "Director", "Head of Care"]),
        ("Blank cells will be filled when posts are known.", ["Director", "", "Head of Care"]),
    ],
)
def test_a_blank_repeats_what_stands_above_only_where_the_plan_says_so(
    note: str, expected: list[str], tmp_path: Path
) -> None:
    rows = (
        "Action|Lead|By when",
        "Write a guide|Director|May 2022",
        "Train teams||June 2022",
        "Open a home|Head of Care|July 2022",
    )
    found = read(f"<p>{note}</p>" + table(*rows), tmp_path).segmented
    assert [a.get("lead").text for a in found.actions] == expected
