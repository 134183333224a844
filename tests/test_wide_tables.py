"""Plans that are wider than the paper: left and right pages of one table, and tables that only look so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export import read_rows as exported
from pipeline.extract import extract
from pipeline.overrides import NONE, OverrideInvalid, Overrides, find_overrides, told
from pipeline.rows import Rows, read_rows
from pipeline.run import run_plans
from pipeline.settings import Settings
from pipeline.triage import triage
from tests.wide_plans import HEADS, OTHERS, ROWS, Wide, draw

LEFT, RIGHT, AREA = (0, 2, 3, 4), (0, 5, 6, 7, 8), (0, 1, 2, 3, 4)
BARE = RIGHT[1:]
MERGED_REFS = tuple((row[0][0], *row[1:]) for row in ROWS)
BANDS = ("Help and protection", *ROWS[:5], "Care leavers", *ROWS[5:])
Told = list[tuple[str, str, str, str]]


def read(path: Path, stated: Overrides = NONE) -> Rows:
    return read_rows(extract(triage(path), path), stated)


def fields(rows: Rows) -> Told:
    found = [
        [a.action.text, *(a.get(n).text for n in ("lead", "deadline", "progress"))] for a in rows.segmented.actions
    ]
    return [(a, b, c, d) for a, b, c, d in found]


def wanted(*plans: Wide) -> Told:
    return [(r[3], r[5], r[6], r[8]) for plan in plans for r in plan.rows if not isinstance(r, str)]


def notes(rows: Rows) -> list[str]:
    return [note.message for note in rows.extraction.notes if note.code == "wide_table"]


PRINTED = {
    "all left pages first": Wide((LEFT, RIGHT)),
    "left, right, left, right": Wide((LEFT, RIGHT), over=True),
    "without references on the right": Wide((LEFT, BARE)),
    "and with headings on the first pages only": Wide((LEFT, BARE), over=True, headed=False),
    "headings on the first pages only": Wide((LEFT, RIGHT), headed=False),
    "recommendations merged": Wide((LEFT, RIGHT), merged=(2,)),
    "areas on their side": Wide((AREA, RIGHT), merged=(1, 2), turned=(1,), pages=(5, 3)),
    "areas on their side, left and right in turn": Wide(
        (AREA, BARE), merged=(1, 2), turned=(1,), over=True, pages=(5, 3)
    ),
    "fills": Wide((LEFT, RIGHT), look="fills"),
    "fills, merged, in turn": Wide((LEFT, BARE), look="fills", merged=(2,), over=True),
    "no rules at all": Wide((LEFT, RIGHT), look="none"),
    "no rules at all, in turn": Wide((LEFT, BARE), look="none", over=True),
    "references merged": Wide((LEFT, RIGHT), merged=(0, 2), rows=MERGED_REFS, pages=(5, 3)),
    "references merged, fills": Wide((LEFT, RIGHT), merged=(0, 2), rows=MERGED_REFS, pages=(5, 3), look="fills"),
    "bands": Wide((LEFT, RIGHT), rows=BANDS, pages=(6, 4)),
    "bands, fills, in turn": Wide((LEFT, BARE), rows=BANDS, pages=(6, 4), over=True, look="fills"),
    "three parts": Wide(((0, 2, 3), (0, 4, 5, 6), (0, 7, 8))),
    "three parts in turn": Wide(((0, 2, 3), (5, 6), (7, 8)), over=True),
    "progress alone on the right": Wide(((0, 2, 3, 5, 6, 7), (8,))),
    "recommendations alone on the left": Wide(((0, 2), (0, 3, 5, 6, 8))),
    "references and actions on both": Wide(((0, 2, 3, 4), (0, 3, 5, 6, 8))),
    "leads on the left, dates on the right": Wide(((0, 2, 3, 5), (0, 3, 6, 7, 8)), over=True),
    "one page of rows": Wide((LEFT, RIGHT), rows=ROWS[:3], pages=(3,)),
}


@pytest.mark.parametrize("plan", PRINTED.values(), ids=PRINTED)
def test_parts_on_left_and_right_pages_are_one_plan(plan: Wide, tmp_path: Path) -> None:
    rows = read(draw(tmp_path / "plan.pdf", plan))
    assert fields(rows) == wanted(plan)
    assert all("joined" in note and ("by the heights" in note or plan.look == "none") for note in notes(rows))
    assert all(note.severity == "info" for note in rows.extraction.notes)
    assert len(notes(rows)) == len(plan.parts) - 1
    assert not rows.segmented.unassigned


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("look", ["ruled", "fills"])
def test_parts_typed_as_tables_of_their_own_go_by_their_references(look: str, over: bool, tmp_path: Path) -> None:
    plan = Wide((LEFT, RIGHT), look=look, over=over, own=True)
    rows = read(draw(tmp_path / "plan.pdf", plan))
    assert fields(rows) == wanted(plan)
    assert ["by the references" in note for note in notes(rows)] == [True]


@pytest.mark.parametrize("pages", [(8,), (5, 3), (3, 3, 2), (2, 2, 2, 2)])
def test_right_pages_that_break_at_other_rows_go_by_their_references(pages: tuple[int, ...], tmp_path: Path) -> None:
    left, right = Wide((LEFT,), own=True), Wide((RIGHT,), own=True, pages=pages)
    rows = read(draw(tmp_path / "plan.pdf", left, right))
    assert fields(rows) == wanted(left)
    assert ["by the references" in note for note in notes(rows)] == [True]
    assert not rows.segmented.unassigned


def test_parts_with_nothing_but_as_many_rows_are_joined_with_a_warning(tmp_path: Path) -> None:
    plan = Wide((LEFT, BARE), own=True)
    path = draw(tmp_path / "plan.pdf", plan)
    rows = read(path)
    assert fields(rows) == wanted(plan)
    assert [note.severity for note in rows.extraction.notes] == ["warning"]
    assert "pages 2 and 3, right parts on pages 4 and 5" in notes(rows)[0]
    apart = read(path, Overrides("a.toml", beside={4: 0, 5: 0}))
    assert not notes(apart)
    assert all(not lead for _, lead, _, _ in fields(apart))


@pytest.mark.parametrize("own", [False, True])
def test_leads_and_dates_on_the_right_page_stand_at_the_height_of_their_actions(own: bool, tmp_path: Path) -> None:
    several = (
        *ROWS[1][:3],
        "(1) Publish the protocol for all.\n\n(2) Train the staff of the front door.\n\n(3) Audit how it is used.",
        "Safe",
        "Head of Service\n\nWorkforce Manager\n\nPrincipal Officer",
        "May 2019\n\nJune 2019\n\nJuly 2019",
        *ROWS[1][7:],
    )
    plan = Wide((LEFT, RIGHT), rows=(ROWS[0], several, ROWS[2]), pages=(3,), own=own)
    found = fields(read(draw(tmp_path / "plan.pdf", plan)))
    assert [(lead, date) for _, lead, date, _ in found[1:4]] == [
        ("Head of Service", "May 2019"), ("Workforce Manager", "June 2019"), ("Principal Officer", "July 2019")
    ]  # fmt: skip


def test_several_groups_in_one_document(tmp_path: Path) -> None:
    first = Wide((LEFT, RIGHT))
    second = Wide(((0, 2, 3), (5, 6, 7, 8)), over=True, pages=(3, 5), rows=OTHERS, title="Second sheet")
    rows = read(draw(tmp_path / "plan.pdf", first, second))
    assert fields(rows) == wanted(first, second)
    assert len(notes(rows)) == 2


def test_areas_on_their_side_are_sections(tmp_path: Path) -> None:
    plan = Wide((AREA, RIGHT), merged=(1, 2), turned=(1,), pages=(5, 3))
    blocks = read(draw(tmp_path / "plan.pdf", plan)).segmented.blocks
    assert [(b.section, b.text) for b in blocks if b.action_cells] == [
        ("Help and protection", ROWS[0][2]), ("Help and protection", ROWS[3][2]), ("Care", ROWS[5][2])
    ]  # fmt: skip


@pytest.mark.parametrize(("heading", "section"), [("Theme", True), ("", True), ("Recommendation", False)])
def test_text_on_its_side_is_a_recommendation_where_its_heading_says_so(
    heading: str, section: bool, tmp_path: Path
) -> None:
    heads = (HEADS[0], heading, *HEADS[2:])
    plan = Wide(((0, 1, 3, 5, 6, 8),), merged=(1,), turned=(1,), heads=heads, pages=(5, 3))
    rows = read(draw(tmp_path / "plan.pdf", plan))
    named = ["Help and protection"] * 5 + ["Care"] * 3
    of = [rows.segmented.blocks[a.block] for a in rows.segmented.actions]
    assert [b.section if section else b.text for b in of] == named
    assert not any(b.text if section else b.section for b in of)


def shorter(path: Path, plan: Wide, left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> Path:
    """A plan whose left and right parts have rows of their own."""
    one = replace(plan, parts=plan.parts[:1], rows=left, pages=(len(left),))
    return draw(path, one, replace(plan, parts=plan.parts[1:], rows=right, pages=(len(right),)))


def test_rows_that_are_not_as_many_are_left_apart_and_told(tmp_path: Path) -> None:
    path = shorter(tmp_path / "plan.pdf", Wide((LEFT, BARE), own=True), ROWS[:5], ROWS[1:5])
    rows = read(path)
    assert [n.severity for n in rows.extraction.notes] == ["warning"]
    assert "page 2 and on page 3" in notes(rows)[0]
    assert "'page = 3' with 'beside = 2'" in notes(rows)[0]
    assert all(not lead and not date for _, lead, date, _ in fields(rows))


def test_references_that_disagree_keep_parts_apart(tmp_path: Path) -> None:
    path = shorter(tmp_path / "plan.pdf", Wide((LEFT, RIGHT)), ROWS[:4], OTHERS[:4])
    rows = read(path)
    assert "the references of their rows disagree" in notes(rows)[0]
    assert all(not lead for _, lead, _, _ in fields(rows))
    joined = read(path, Overrides("a.toml", beside={3: 2}))
    assert fields(joined) == [(r[3], r[5], r[6], r[8]) for r in ROWS[:4]]


def test_two_plans_are_never_joined(tmp_path: Path) -> None:
    first = Wide(((0, 2, 3, 4),), rows=ROWS[:4], pages=(4,))
    second = Wide(((0, 3, 5, 6, 8),), rows=OTHERS[:4], pages=(4,))
    rows = read(draw(tmp_path / "plan.pdf", first, second))
    assert not notes(rows)
    assert fields(rows) == [*((r[3], "", "", "") for r in ROWS[:4]), *wanted(second)]


@pytest.mark.parametrize("look", ["ruled", "fills"])
def test_a_scorecard_behind_a_plan_is_no_part_of_it(look: str, tmp_path: Path) -> None:
    plan = Wide((LEFT,), rows=ROWS[:4], pages=(4,), look=look)
    heads = ("Indicator", *HEADS[1:])
    names = ("Visits in time", "Plans in time", "Reviews in time", "Health checks")
    measures = [(name, *row[1:]) for name, row in zip(names, ROWS[4:], strict=True)]
    card = Wide(((0, 7, 6),), rows=measures, pages=(4,), heads=heads, look=look, own=True)
    rows = read(draw(tmp_path / "plan.pdf", plan, card))
    assert fields(rows) == [(r[3], "", "", "") for r in ROWS[:4]]


def test_what_is_read_names_the_page_on_which_it_is_printed(tmp_path: Path) -> None:
    draw(tmp_path / "plan.pdf", Wide((LEFT, RIGHT)))
    run_plans([tmp_path / "plan.pdf"], tmp_path / "out", Settings(), lambda text: None)
    places = {(p["record_id"][-5:], p["field"]): p["page"] for p in exported(tmp_path / "out", "provenance")}
    assert [places["a0001", name] for name in ("action", "leads_raw", "deadline_raw")] == [2, 4, 4]
    assert [places["a0008", name] for name in ("action", "leads_raw", "progress_raw")] == [3, 5, 5]
    found = exported(tmp_path / "out", "findings")
    assert [f["severity"] for f in found if f["code"] == "wide_table"] == ["info"]
    assert [f for f in found if f["code"] == "unassigned_text"] == []


def test_what_the_user_says_about_parts(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        'file = "plan.pdf"\n[[tables]]\npage = 5\nbeside = 4\n[[tables]]\npage = 7\nbeside = 0'
    )
    stated = find_overrides(tmp_path, "plan.pdf", "")
    assert (stated.beside, stated.tables) == ({5: 4, 7: 0}, {})
    assert told(stated) == [
        "a.toml says that the table on page 5 is the right part of that on page 4.",
        "a.toml says that the table on page 7 stands alone.",
    ]


@pytest.mark.parametrize("said", ["page = 4\nbeside = 5", "page = 4"])
def test_what_the_user_cannot_say_about_parts(said: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(f'file = "plan.pdf"\n[[tables]]\n{said}')
    with pytest.raises(OverrideInvalid):
        find_overrides(tmp_path, "plan.pdf", "")
