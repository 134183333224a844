"""Which lead, date and progress belongs to which action: by height, by number, or for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.drafts import RawAction
from pipeline.extract import extract
from pipeline.map_columns import map_columns
from pipeline.segment import Segmented, segment
from pipeline.stitch import stitch
from pipeline.triage import triage
from tests.drawing import save, sheet

XS = (40.0, 180.0, 300.0, 520.0, 620.0, 690.0, 810.0)
HEAD = ["Recommendation", "Outcome", "Actions", "Lead", "By when", "Progress"]
Rows = list[list[str | None]]


def read(path: Path, *pages: Rows) -> Segmented:
    drawn = sheet(path)
    for number, rows in enumerate(pages):
        if number:
            drawn.next_page()
        drawn.table(XS, 60, [HEAD, *rows])
    save(drawn)
    extraction = extract(triage(path))
    return segment(map_columns(stitch(extraction.tables, extraction.body)), extraction.body)


def told(action: RawAction) -> tuple[str, ...]:
    return (action.ref, action.action.text, *(action.get(name).text for name in ("lead", "deadline", "progress")))


STACKED: Rows = [
    [
        "(R1) Improve",
        "Better",
        "(1) Write it\nand send it\n\n(2) Train all",
        "DCS\n\n\nHoS / SM",
        "1.4.14\n\n\n1.5.14",
        "",
    ],
    ["(R2) Check", "Safer", "(1) Audit\n\n\n(2) Report", "QA\n\n\nDCS", "1.6.14\n\n\n1.7.14", ""],
]
SHARED: Rows = [
    [
        "(R1) Improve",
        "Better",
        "1. Write the policy\nand send it out\n2. Train all staff",
        "Head of\nSafeguarding",
        "May 2014",
        "Begun",
    ]
]
NUMBERED: Rows = [
    [
        "(R1) Improve",
        "",
        "(1) Write\n(2) Train\n(3) Audit",
        "DCS",
        "May 2014",
        "(1) Done\n(2-3) Will follow\nthe review of\n(1) above",
    ]
]
LETTERED: Rows = [
    [
        "(R1) Improve",
        "",
        "1. Better plans through:\na. training\nb. audits\n2. Report",
        "DCS",
        "May 2014",
        "a. Held in May\n2. Sent",
    ]
]
WITHOUT_TEXT: Rows = [
    ["(R1) Improve", "", "(1) Write\n\n\n(3) Audit", "DCS\n\nHoS\nQA", "", "(1) Done\n\n(2) Held\n(3) Begun"]
]
PHASES: Rows = [["(R1) Improve", "", "*MUST DO*\n(1) Write\n*EMBEDDING*\n(2) Train", "DCS", "May 2014", ""]]
PLAIN: Rows = [["(R1) Improve", "", "Write the policy in 2014\n12 months after the visit", "DCS", "May 2014", ""]]
DITTOS: Rows = [
    ["(R1) Improve", "", "(1) Write", "DCS", "May 2014", ""],
    [None, None, "(2) Train", "ditto", '"', ""],
    [None, None, "(3) Audit", "As above", "June 2014", ""],
]
QUANTITIES: Rows = [
    [
        "(R1) Improve",
        "",
        "Review the plan of each young person aged\n16 to 21. Increase the team by\n1.5 posts",
        "DCS",
        "",
        "",
    ]
]
BRACED: Rows = [
    ["(R1) Improve", "", "a) Write to\nall schools\nb) Publish it\nc) Train", "DCS", "\n}\n} May 2014\nJune 2014", ""],
    ["(R2) Check", "", "a) Appoint\nb) Simplify\nc) Train", "DCS", "(a)-(b) 1.5.14\n\n(c) 1.6.14", ""],
]
BROKEN: Rows = [["(R1) Improve", "", "(1) Write\n3) Audit", "DCS", "May 2014", ""]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            STACKED,
            [
                ("1", "Write it and send it", "DCS", "1.4.14", ""), ("2", "Train all", "HoS / SM", "1.5.14", ""),
                ("1", "Audit", "QA", "1.6.14", ""), ("2", "Report", "DCS", "1.7.14", ""),
            ],
        ),
        (
            SHARED,
            [
                ("1", "Write the policy and send it out", "Head of Safeguarding", "May 2014", "Begun"),
                ("2", "Train all staff", "Head of Safeguarding", "May 2014", "Begun"),
            ],
        ),
        (
            NUMBERED,
            [
                ("1", "Write", "DCS", "May 2014", "Done"),
                ("2", "Train", "DCS", "May 2014", "Will follow the review of (1) above"),
                ("3", "Audit", "DCS", "May 2014", "Will follow the review of (1) above"),
            ],
        ),
        (
            LETTERED,
            [
                ("1a", "training", "DCS", "May 2014", "Held in May"), ("1b", "audits", "DCS", "May 2014", ""),
                ("2", "Report", "DCS", "May 2014", "Sent"),
            ],
        ),
        (
            WITHOUT_TEXT,
            [("1", "Write", "DCS", "", "Done"), ("2", "", "HoS", "", "Held"), ("3", "Audit", "QA", "", "Begun")],
        ),
        (PLAIN, [("1", "Write the policy in 2014 12 months after the visit", "DCS", "May 2014", "")]),
        (
            DITTOS,
            [
                ("1", "Write", "DCS", "May 2014", ""),
                ("2", "Train", "DCS", "May 2014", ""),
                ("3", "Audit", "DCS", "June 2014", ""),
            ],
        ),
        (
            QUANTITIES,
            [
                (
                    "1",
                    "Review the plan of each young person aged 16 to 21. Increase the team by 1.5 posts",
                    "DCS",
                    "",
                    "",
                )
            ],
        ),
        (
            BRACED,
            [
                ("a", "Write to all schools", "DCS", "May 2014", ""),
                ("b", "Publish it", "DCS", "May 2014", ""),
                ("c", "Train", "DCS", "June 2014", ""),
                ("a", "Appoint", "DCS", "1.5.14", ""),
                ("b", "Simplify", "DCS", "1.5.14", ""),
                ("c", "Train", "DCS", "1.6.14", ""),
            ],
        ),
        (BROKEN, [("1", "Write", "DCS", "May 2014", ""), ("3", "Audit", "DCS", "May 2014", "")]),
    ],
    ids=[
        "stacked", "shared", "numbered", "lettered", "without text",
        "plain", "dittos", "quantities", "braced", "broken",
    ],
)  # fmt: skip
def test_what_belongs_to_which_action(tmp_path: Path, rows: Rows, expected: list[tuple[str, ...]]) -> None:
    found = read(tmp_path / "t.pdf", rows)
    assert [told(a) for a in found.actions] == expected
    assert found.unassigned == []


def test_sub_headings_are_phases_and_no_text(tmp_path: Path) -> None:
    actions = read(tmp_path / "t.pdf", PHASES).actions
    assert [(a.ref, a.phase, a.action.text) for a in actions] == [
        ("1", "MUST DO", "Write"),
        ("2", "EMBEDDING", "Train"),
    ]


def test_a_missing_bracket_is_flagged(tmp_path: Path) -> None:
    assert "number_mended" in read(tmp_path / "t.pdf", BROKEN).actions[1].flags


def test_a_number_without_text_is_flagged(tmp_path: Path) -> None:
    assert "action_text_missing" in read(tmp_path / "t.pdf", WITHOUT_TEXT).actions[1].flags


def test_merged_cells_count_for_every_action_beside_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["(R1) Improve", "Better", "(1) Write", "DCS", "May 2014", ""],
        [None, None, "(2) Train", None, "June 2014", ""],
        [None, None, "(3) Audit", "HoS", "July 2014", ""],
    ]
    actions = read(tmp_path / "t.pdf", rows).actions
    assert [(a.get("outcome").text, a.get("lead").text) for a in actions] == [
        ("Better", "DCS"), ("Better", "DCS"), ("Better", "HoS"),
    ]  # fmt: skip


def test_a_recommendation_goes_on_over_the_page(tmp_path: Path) -> None:
    first: Rows = [["(R1) Improve the plans so that", "", "(1) Write the policy and", "DCS", "May 2014", ""]]
    second: Rows = [
        ["they can be followed", "", "send it to all", "", "", ""],
        ["(R2) Check", "", "(1) Audit", "QA", "June 2014", ""],
    ]
    found = read(tmp_path / "t.pdf", first, second)
    assert [(b.ref, b.text) for b in found.blocks] == [
        ("R1", "Improve the plans so that they can be followed"), ("R2", "Check"),
    ]  # fmt: skip
    assert [a.action.text for a in found.actions] == ["Write the policy and send it to all", "Audit"]
    assert found.actions[0].pages == (1, 2)


@pytest.mark.parametrize(
    ("above", "below", "texts"),
    [
        ("(R1) Raise results at Key", "Stage 2.", ["Raise results at Key Stage 2."] * 2),
        ("1. Improve the work of the", "Board with schools.", ["Improve the work of the Board with schools."] * 2),
        ("R1. Make sure that all", "agencies share plans", ["Make sure that all agencies share plans"] * 2),
        ("(R1) Raise the results.", "Children are heard", ["Raise the results.", "Children are heard"]),
        ("(R1) Raise results", "(R2) Children are heard", ["Raise results", "Children are heard"]),
        ("(R1) Raise results", "Improve the offer to schools", ["Raise results", "Improve the offer to schools"]),
    ],
)  # fmt: skip
def test_a_recommendation_cut_between_its_rows_is_one(above: str, below: str, texts: list[str], tmp_path: Path) -> None:
    first: Rows = [[above, "", "(1) Write", "DCS", "May 2014", "Done."]]
    second: Rows = [[below, "", "(2) Audit", "QA", "June 2014", "Begun."]]
    found = read(tmp_path / "t.pdf", first, second)
    assert [found.blocks[a.block].text for a in found.actions] == texts
    assert not found.unassigned


def test_numbers_in_a_column_of_their_own_begin_recommendations_over_the_page(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    head = ["Rec no", "Recommendation", "Actions", "Lead", "By when"]
    drawn.table(REFS, 60, [head, ["1", "Raise results", "Write a guide", "DCS", "May 2014"]])
    drawn.next_page()
    drawn.table(REFS, 60, [head, ["2", "Better plans", "Audit the files", "QA", "June 2014"]])
    save(drawn)
    extraction = extract(triage(tmp_path / "t.pdf"))
    found = segment(map_columns(stitch(extraction.tables, extraction.body)), extraction.body)
    assert [(block.ref, block.text) for block in found.blocks] == [("1", "Raise results"), ("2", "Better plans")]


def test_bands_name_sections_and_title_rows_recommendations(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    drawn.text(40, 50, "1. Safeguarding: Additional Areas for Development", bold=True)
    foot = drawn.table(
        (40, 180, 810), 60, [["2. Area for Development:\nTimescale: Within 3 months", "Plans are weak."]]
    )
    drawn.table((40, 180, 400, 600, 700, 810), foot, [
        ["Required Outcome", "Actions", "Lead", "By when", "Evidence of progress"],
        ["Better", "1. Write", "DCS", "May 2014", "Begun"],
    ])  # fmt: skip
    save(drawn)
    extraction = extract(triage(tmp_path / "t.pdf"))
    found = segment(map_columns(stitch(extraction.tables, extraction.body)), extraction.body)
    (block,) = found.blocks
    assert (block.section, block.kind, block.ref, block.timescale, block.text) == (
        "Safeguarding", "area_for_development", "2", "Within 3 months", "Plans are weak.",
    )  # fmt: skip
    assert told(found.actions[0]) == ("1", "Write", "DCS", "May 2014", "Begun")


REFS = (40.0, 90.0, 260.0, 520.0, 620.0, 690.0)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["1", "Plans are weak", "Write", "DCS", "May"], ["2", "Staff leave", "Recruit", "HR", "June"]],
         [("1", "1"), ("2", "1")]),
        ([["1.1", "Plans are weak", "Write", "DCS", "May"], ["1.2", "Plans are weak", "Train", "HR", "June"]],
         [("", "1.1"), ("", "1.2")]),
        ([["1.1", "1. Plans are weak", "Write", "DCS", "May"], ["2.1", "2. Staff leave", "Recruit", "HR", "June"]],
         [("1", "1.1"), ("2", "2.1")]),
        ([["7", "Plans are weak", "Write", "DCS", "May"], ["8", None, "Train", "HR", "June"]],
         [("", "7"), ("", "8")]),
        ([["7", "Plans are weak", "Write", "DCS", "May"], [None, None, "Train", "HR", "June"]],
         [("7", "1"), ("7", "2")]),
    ],
    ids=["one each", "repeated", "own numbers", "merged", "both merged"],
)  # fmt: skip
def test_whose_numbers_they_are(tmp_path: Path, rows: Rows, expected: list[tuple[str, str]]) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    drawn.table(REFS, 60, [["Ref", "Recommendation", "Action", "Lead", "By when"], *rows])
    save(drawn)
    extraction = extract(triage(tmp_path / "t.pdf"))
    found = segment(map_columns(stitch(extraction.tables, extraction.body)), extraction.body)
    assert [(found.blocks[a.block].ref, a.ref) for a in found.actions] == expected
