"""Rows of labels and values between a recommendation and the headings of its actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_layouts import AUDIT, HEADS, TRAIN, WRITE, block_of, read, row, table


def fact(label: str, value: str, width: int = 2) -> str:
    return f'<tr><td>{label}</td><td colspan="{width}">{value}</td></tr>'


def facts(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{c}</td>' for c in cells)}</tr>"


HEADING = f"<tr>{''.join(f'<th>{h}</th>' for h in HEADS)}</tr>"


def plan(*rows: str) -> str:
    return f"<table>{''.join(rows)}</table>"


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (("Timescale (Ofsted)", "Outcome required", "Accountable executive"), ("Immediate", "Children are safe", "AD")),
        (("Why this matters", "When", "Executive owner"), ("Children are safe", "Immediate", "AD")),
        (("Executive lead", "Ofsted timescale", "What good looks like"), ("AD", "Immediate", "Children are safe")),
    ],
)
def test_rows_of_labels_above_the_headings_tell_of_the_recommendation(
    labels: tuple[str, ...], values: tuple[str, ...], tmp_path: Path
) -> None:
    rows = []
    for number, action in ((1, AUDIT), (2, TRAIN)):
        rows.append(fact(f"Recommendation {number}", f"Improve plan {number}"))
        rows += [fact(label, value) for label, value in zip(labels, values, strict=True)]
        rows += [HEADING, row(*action)]
    found = read(tmp_path, plan(*rows)).segmented
    blocks = [found.blocks[a.block] for a in found.actions]
    assert [(b.ref, b.text, b.timescale) for b in blocks] == [
        (str(n), f"Improve plan {n}", "Immediate") for n in (1, 2)
    ]
    assert [(a.get("outcome").text, a.get("lead_accountable").text) for a in found.actions] == [
        ("Children are safe", "AD")
    ] * 2
    assert not found.unassigned


def test_the_recommendation_itself_may_be_such_a_row(tmp_path: Path) -> None:
    rows = []
    for number, action in ((1, AUDIT), (2, TRAIN)):
        rows += [
            fact("Theme", f"Strand {number}"),
            fact("What inspectors found", f"Plans of team {number} are weak"),
            fact("Expected outcome", f"Plans of team {number} are good"),
            HEADING,
            row(*action),
        ]
    found = read(tmp_path, plan(*rows)).segmented
    blocks = [found.blocks[a.block] for a in found.actions]
    assert [(b.section, b.text) for b in blocks] == [(f"Strand {n}", f"Plans of team {n} are weak") for n in (1, 2)]
    assert [a.get("outcome").text for a in found.actions] == [f"Plans of team {n} are good" for n in (1, 2)]


def test_labels_and_values_may_take_turns(tmp_path: Path) -> None:
    heads = ("No", *HEADS)
    rows = []
    for number, action in ((1, AUDIT), (2, WRITE)):
        rows += [
            fact(f"Recommendation {number}", "Improve the plans", 3),
            facts("Timescale", "Within 3 months", "Outcome", "Children are safe"),
            f"<tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr>",
            row(f"{number}.1", *action),
        ]
    found = read(tmp_path, plan(*rows)).segmented
    blocks = [found.blocks[a.block] for a in found.actions]
    assert [(b.ref, b.timescale) for b in blocks] == [("1", "Within 3 months"), ("2", "Within 3 months")]
    assert [a.get("outcome").text for a in found.actions] == ["Children are safe"] * 2


def test_rows_with_two_texts_below_the_headings_stay_actions(tmp_path: Path) -> None:
    rows = [row(*AUDIT), fact("Review the fees", "Head of Finance, by June 2021"), row(*TRAIN)]
    found = read(tmp_path, table(HEADS, *rows)).segmented
    assert len(found.actions) == 3


def test_in_a_table_of_their_own(tmp_path: Path) -> None:
    body = ""
    for number, action in ((1, AUDIT), (2, TRAIN)):
        labels = ("Recommendation", "Ofsted timescale", "Outcome", "Executive lead")
        values = (f"{number}. Improve plan {number}", "Immediate", "Children are safe", "Director")
        body += plan(*(fact(label, value, 1) for label, value in zip(labels, values, strict=True)))
        body += f"<p> </p>{table(HEADS, row(*action))}<p> </p>"
    found = read(tmp_path, body).segmented
    blocks = [found.blocks[a.block] for a in found.actions]
    assert [(b.ref, b.text, b.timescale) for b in blocks] == [
        (str(n), f"Improve plan {n}", "Immediate") for n in (1, 2)
    ]
    assert [a.get("lead_accountable").text for a in found.actions] == ["Director"] * 2


def test_facts_under_a_title_are_no_actions_where_tables_have_them(tmp_path: Path) -> None:
    body = ""
    for number, action in ((1, AUDIT), (2, TRAIN)):
        body += f"<h3>{number}. Improve plan {number}</h3>"
        body += plan(*(fact(label, "Director", 1) for label in ("Champion", "Owner", "Due date", "Success measure")))
        body += f"<p> </p>{table(HEADS, row(*action))}<p> </p>"
    assert len(read(tmp_path, body).segmented.actions) == 2


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (("What difference this will make", "How we will know"), ("Children are seen in time.", "Visits in time 95%")),
        (("Outcome", "Success measure"), ("Families wait for nothing.", "Calls answered: 90%")),
        (("How we will know", "Desired outcome"), ("Fewer than 12% agency staff", "Children keep their worker.")),
    ],
)
def test_labels_side_by_side_over_their_values_state_the_outcome(
    labels: tuple[str, str], values: tuple[str, str], tmp_path: Path
) -> None:
    box = f"<table>{row(*labels)}{row(*values)}</table>"
    found = read(tmp_path, f"<h2>Priority 2: Help and care</h2>{box}{table(HEADS, row(*AUDIT), row(*TRAIN))}")
    outcome = values[0] if labels[0] != "How we will know" else values[1]
    assert [block_of(found, a).outcome.text for a in found.segmented.actions] == [outcome] * 2
    assert {block_of(found, a).ref for a in found.segmented.actions} == {"2"}


@pytest.mark.parametrize(
    "bar", ["Priority 3: Help and care", "Recommendation 3: Improve the plans", "Objective 3: Care"]
)
def test_a_bar_over_such_labels_names_the_recommendation(bar: str, tmp_path: Path) -> None:
    head = f'<tr><td colspan="2"><b>{bar}</b></td></tr>'
    box = f"<table>{head}{row('Outcome', 'Children are seen in time.')}{row('Sponsor', 'Chief Nurse')}</table>"
    found = read(tmp_path, f"<h2>Getting there</h2>{box}{table(HEADS, row(*AUDIT), row(*TRAIN))}")
    assert {block_of(found, a).ref for a in found.segmented.actions} == {"3"}


def test_headings_over_several_rows_state_nothing_for_the_table_below(tmp_path: Path) -> None:
    rows = row("Outcome", "Owner"), row("Children are seen in time.", "DCS"), row("Families wait for nothing.", "PSW")
    found = read(tmp_path, f"<table>{''.join(rows)}</table>{table(HEADS, row(*AUDIT), row(*TRAIN))}")
    assert [(block_of(found, a).outcome.text, a.get("lead").text) for a in found.segmented.actions] == [
        ("", AUDIT[1]),
        ("", TRAIN[1]),
    ]
