"""Plans in running text: numbered actions with labelled lines in the words of each document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cards import read, written
from tests.test_layouts import read as read_page
from tests.test_layouts import row

ACTIONS = (
    ("Establish a board with an independent chair", "Chief Executive", "December 2021"),
    ("Shared rota for all teams", "Head of Service", "31 March 2022"),
    ("Rewrite the letter for parents", "Principal Social Worker", "Autumn term 2022"),
    ("Recruit two managers", "Head of Early Help", "Ongoing"),
)


def card(word: str, number: str, labels: tuple[str, ...], action: tuple[str, ...]) -> str:
    values = (*action[1:], "Begun.", "Half of it is in place.", "Green")
    lines = "".join(f"<p><b>{label}:</b> {value}</p>" for label, value in zip(labels, values, strict=True))
    return f"<p><b>{word} {number}.</b> {action[0]}</p>{lines}"


@pytest.mark.parametrize(
    ("word", "labels"),
    [
        ("Action", ("Lead", "By when", "Update June 2022", "Update November 2022", "Rating")),
        ("Step", ("Who", "Due date", "Position at May 2022", "Position at October 2022", "RAG")),
        ("Task", ("Champion", "Finishing line", "News, May 2022", "News, October 2022", "Our mark")),
    ],
)
def test_labels_by_their_words_or_by_what_stands_behind_them(
    word: str, labels: tuple[str, ...], tmp_path: Path
) -> None:
    body = "<h2>Priority 1: Better plans</h2>"
    body += "".join(card(word, f"1.{n}", labels, action) for n, action in enumerate(ACTIONS, 1))
    found = read_page(tmp_path, body).segmented.actions
    assert [(a.ref, a.action.text, a.get("lead").text, a.get("deadline").text) for a in found] == [
        (f"1.{n}", *action) for n, action in enumerate(ACTIONS, 1)
    ]
    assert {a.get("rag").text for a in found} == {"Green"}


def test_two_dated_labels_make_one_progress(tmp_path: Path) -> None:
    labels = ("Lead", "By when", "Update June 2022", "Update November 2022", "Rating")
    body = "".join(card("Action", f"1.{n}", labels, action) for n, action in enumerate(ACTIONS, 1))
    found = read_page(tmp_path, body).segmented.actions
    assert {a.get("progress").text for a in found} == {
        "Update June 2022: Begun.\nUpdate November 2022: Half of it is in place."
    }


def test_headings_over_an_action_that_calls_itself_one(tmp_path: Path) -> None:
    lines = ["*Priority 1: Leaders*", ""]
    for number, (action, lead, when) in enumerate(ACTIONS[:3], 1):
        lines += [
            f"*1.{number} Inspectors found that plan {number} was weak*",
            f"The difference we want to make: {lead}s know",
            "",
        ]
        lines += [f"Action 1.{number}.1. {action}", f"Lead: {lead}", f"By when: {when}", ""]
    found = read(written(tmp_path / "p.pdf", lines))
    blocks = [found.blocks[a.block] for a in found.actions]
    assert [(a.ref, a.action.text) for a in found.actions] == [
        (f"1.{n}.1", action[0]) for n, action in enumerate(ACTIONS[:3], 1)
    ]
    assert [(b.section, b.ref, b.text) for b in blocks] == [
        ("Priority 1: Leaders", f"1.{n}", f"Inspectors found that plan {n} was weak") for n in (1, 2, 3)
    ]


def test_a_quotation_below_a_rating_is_none_of_it(tmp_path: Path) -> None:
    lines = []
    for action, lead, when in ACTIONS[:2]:
        lines += [f"*{action}*", f"Lead: {lead}", f"By when: {when}", "Rating: Green", "We are heard at last", ""]
    found = read(written(tmp_path / "p.pdf", lines)).actions
    assert [a.get("rag").text for a in found] == ["Green", "Green"]


@pytest.mark.parametrize(("owner", "left"), [(1, 4), (2, 8)])
def test_a_table_that_repeats_numbers_owners_and_dates_is_no_plan_of_its_own(
    owner: int, left: int, tmp_path: Path
) -> None:
    heads = row("No.", "Action", "Lead", "By when", tag="th")
    whole = [row(f"1.{n}", f"{a[0]} and tell the board of it", *a[1:]) for n, a in enumerate(ACTIONS, 1)]
    others = ACTIONS if owner == 1 else (*ACTIONS[1:], ACTIONS[0])
    short = [row(f"1.{n}", a[0][:12], others[n - 1][1], others[n - 1][2]) for n, a in enumerate(ACTIONS, 1)]
    body = f"<table>{heads}{''.join(whole)}</table><h2>At a glance</h2><table>{heads}{''.join(short)}</table>"
    assert len(read_page(tmp_path, body).segmented.actions) == left


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("<h3>1.{n} {a}</h3>", "<p><b>{label}</b> {value}</p>"),
        ("<p>1.{n} {a}</p>", "<p>{label}: {value}</p>"),
        ("<p><b>Action 1.{n} – {a}</b></p>", "<p>• {label}: {value}</p>"),
        ("<h3>1.{n} {a}</h3>", "<p>{label} – {value}</p>"),
    ],
    ids=["bold", "plain", "bullets", "dashes"],
)
def test_labels_however_they_are_set_apart(head: str, line: str, tmp_path: Path) -> None:
    body = "<h2>Priority 1: Better plans</h2>"
    for number, (action, lead, when) in enumerate(ACTIONS, 1):
        body += head.format(n=number, a=action)
        pairs = (("Lead", lead), ("By when", when), ("Progress", "Begun."))
        body += "".join(line.format(label=label, value=value) for label, value in pairs)
    found = read_page(tmp_path, body).segmented.actions
    assert [(a.ref, a.action.text, a.get("lead").text, a.get("deadline").text) for a in found] == [
        (f"1.{n}", *action) for n, action in enumerate(ACTIONS, 1)
    ]


def test_boxes_whose_cells_open_with_labels(tmp_path: Path) -> None:
    boxes = "".join(
        f'<table><tr><td colspan="2"><b>Action 1.{n}:</b> {action}</td></tr>'
        f"<tr><td><b>Lead:</b> {lead}</td><td><b>By when:</b> {when}</td></tr>"
        '<tr><td colspan="2"><b>Progress:</b> Begun.</td></tr></table><p> </p>'
        for n, (action, lead, when) in enumerate(ACTIONS, 1)
    )
    found = read_page(tmp_path, f"<h2>Recommendation 1: Improve the plans</h2>{boxes}").segmented.actions
    assert [(a.ref, a.action.text, a.get("lead").text, a.get("deadline").text) for a in found] == [
        (f"1.{n}", *action) for n, action in enumerate(ACTIONS, 1)
    ]
    assert {a.get("progress").text for a in found} == {"Begun."}
