"""Trackers that name recommendations by number alone, and lists that say what each of them is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.numbered_columns import refs_of
from tests.test_layouts import AUDIT, TRAIN, WRITE, read, row, table

TEXTS = (
    "Improve the timeliness of initial child protection conferences.",
    "Strengthen the response to neglect in every service.",
    "Ensure that care leavers have their health histories.",
)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("3", ["3"]),
        ("Rec 3", ["3"]),
        ("AFI 1, AFI 3", ["1", "3"]),
        ("R1 and R4", ["R1", "R4"]),
        ("-", []),
        ("Improve plans", []),
        ("2 audits", []),
    ],
)
def test_numbers_of_recommendations(text: str, refs: list[str]) -> None:
    assert refs_of(text) == refs


@pytest.mark.parametrize(
    ("heading", "name", "sign"), [("Ofsted rec", "Recommendation", ""), ("Rec", "Our recommendations", "R"),
                                  ("Area for improvement", "Areas for improvement", "AFI ")]
)  # fmt: skip
def test_texts_come_from_the_list(heading: str, name: str, sign: str, tmp_path: Path) -> None:
    listed = table(("No.", name, "Page"), *(row(str(n), text, f"p{n}") for n, text in enumerate(TEXTS, 1)))
    rows = [row("T1", f"{sign}2", *AUDIT), row("T2", f"{sign}2", *TRAIN), row("T3", f"{sign}1", *WRITE)]
    tracker = table(("Ref", heading, "Action", "Lead", "By when"), *rows)
    for body in (listed + tracker, tracker + listed):
        found = read(tmp_path, body).segmented
        blocks = [found.blocks[a.block] for a in found.actions]
        assert [b.text for b in blocks] == [TEXTS[1], TEXTS[1], TEXTS[0]]
        assert [b.ref.lstrip("R") for b in blocks] == ["2", "2", "1"]
        assert [a.ref for a in found.actions] == ["T1", "T2", "T3"]


@pytest.mark.parametrize("none", ["-", "n/a", ""])
def test_a_row_may_serve_no_recommendation(none: str, tmp_path: Path) -> None:
    rows = [row("1", "2", *AUDIT), row("2", "2", *TRAIN), row("3", none, *WRITE)]
    found = read(tmp_path, table(("Ref", "Rec", "Action", "Lead", "By when"), *rows)).segmented
    assert [found.blocks[a.block].ref for a in found.actions] == ["2", "2", ""]


def test_a_column_of_texts_stays_what_it_is(tmp_path: Path) -> None:
    rows = [row("1", TEXTS[0], *AUDIT), row("2", TEXTS[1], *TRAIN)]
    found = read(tmp_path, table(("Ref", "Recommendation", "Action", "Lead", "By when"), *rows)).segmented
    assert [found.blocks[a.block].text for a in found.actions] == list(TEXTS[:2])


@pytest.mark.parametrize("heading", ["Risk", "Risks", "Risk / issue"])
def test_a_log_of_risks_is_no_plan(heading: str, tmp_path: Path) -> None:
    plan = table(("Action", "Lead", "By when"), row(*AUDIT), row(*TRAIN))
    risks = row("The grant ends before all posts are filled", "Finance Manager", "June 2021", "Look for other funds")
    found = read(tmp_path, plan + table((heading, "Owner", "Review by", "Action"), risks, risks))
    assert [bool(t.decoy) for t in found.tables] == [False, True]
    rated = table(("Risk", "Action", "Lead", "By when"), row("High", *AUDIT), row("Low", *TRAIN))
    assert not any(t.decoy for t in read(tmp_path, rated).tables)
