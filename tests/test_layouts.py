"""Layouts that councils choose, each in several invented forms: what belongs to which recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.block import Block
from pipeline.drafts import RawAction
from pipeline.extract import extract
from pipeline.rows import Rows, read_rows
from pipeline.triage import triage

HEADS = ("Action", "Lead", "By when")
AUDIT = ("Audit thirty files each month", "Principal Social Worker", "June 2021")
TRAIN = ("Train all managers in supervision", "Workforce Manager", "1 May 2022")
WRITE = ("Write a guide for schools and nurseries", "Head of Early Help", "Autumn term 2021")


def read(folder: Path, body: str) -> Rows:
    path = folder / "plan.html"
    path.write_text(f"<html><body><h1>Improvement plan</h1>{body}</body></html>", encoding="utf-8")
    return read_rows(extract(triage(path), path))


def row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def table(heads: Sequence[str], *rows: str) -> str:
    return f"<table>{row(*heads, tag='th')}{''.join(rows)}</table>"


def told(rows: Rows) -> list[tuple[str, ...]]:
    return [(block_of(rows, a).ref, block_of(rows, a).text, a.ref, a.action.text) for a in rows.segmented.actions]


def block_of(rows: Rows, action: RawAction) -> Block:
    return rows.segmented.blocks[action.block]


@pytest.mark.parametrize("label", ["What inspectors found", "Area of weakness", "Finding"])
def test_a_block_of_labels_states_the_weakness_that_a_heading_numbers(label: str, tmp_path: Path) -> None:
    facts = f"<table>{row(label, 'Plans are of poor quality and late.')}{row('Sponsor', 'Chief Nurse')}</table>"
    found = read(tmp_path, f"<h2>Area of weakness 2</h2>{facts}{table(HEADS, row(*AUDIT), row(*TRAIN))}")
    assert [t[:2] for t in told(found)] == [("2", "Plans are of poor quality and late.")] * 2


def test_a_list_of_recommendations_states_none_for_the_table_below(tmp_path: Path) -> None:
    texts = row("Recommendation", "Improve the plans for children") + row("Recommendation", "Train all of the staff")
    found = read(tmp_path, f"<h2>Priority 1</h2><table>{texts}</table>{table(HEADS, row(*AUDIT), row(*TRAIN))}")
    assert {t[1] for t in told(found)} == {""}


@pytest.mark.parametrize("heading", ["Annex A: Actions by agency", "Appendix 2", "Annexe C Health services"])
def test_an_annex_begins_anew(heading: str, tmp_path: Path) -> None:
    plan = table(HEADS, row(*AUDIT), row(*TRAIN))
    found = read(tmp_path, f"<h2>Recommendation 6: Improve all plans</h2>{plan}<h2>{heading}</h2>{plan}")
    assert [t[0] for t in told(found)] == ["6", "6", "", ""]
    assert [block_of(found, a).section for a in found.segmented.actions[2:]] == ["", ""]


@pytest.mark.parametrize("signs", ["# # # #", "- - -", "…"])
def test_a_row_of_signs_is_no_action(signs: str, tmp_path: Path) -> None:
    found = read(tmp_path, table(HEADS, row(*AUDIT), row(signs, "?", "?"), row(*TRAIN)))
    assert [a.action.text for a in found.segmented.actions] == [AUDIT[0], TRAIN[0]]
    assert signs[0] in " ".join(line.text for line, _ in found.segmented.unassigned)


@pytest.mark.parametrize(
    "remark",
    [
        "This part of the plan was closed in May and will not be reported again",
        "Figures in this table come from the return of March and are not audited",
        "All of the actions above have been agreed with our partners in health",
    ],
)
def test_a_remark_at_the_end_of_a_part_names_nothing(remark: str, tmp_path: Path) -> None:
    wide = '<tr><td colspan="3">{}</td></tr>'
    rows = [wide.format("<b>Part A: Plans</b>"), row(*AUDIT), wide.format(remark)]
    rows += [wide.format("<b>Part B: Staff</b>"), row(*TRAIN)]
    found = read(tmp_path, table(HEADS, *rows))
    assert [block_of(found, a).section for a in found.segmented.actions] == ["Part A: Plans", "Part B: Staff"]
    assert {t[1] for t in told(found)} == {""}


@pytest.mark.parametrize(
    ("stem", "refs", "stems"),
    [
        ("Relaunch the website:", ["3.2a", "3.2b"], ["Relaunch the website:"] * 2),
        ("Relaunch the website with parents", ["3.2a", "3.2b"], ["Relaunch the website with parents"] * 2),
        ("Relaunch the website.", ["3.2", "3.2a", "3.2b"], ["", "", ""]),
    ],
)
def test_letters_join_the_reference_in_a_column_of_its_own(
    stem: str, refs: list[str], stems: list[str], tmp_path: Path
) -> None:
    cell = f"<p>{stem}</p><p>a) rebuild the pages</p><p>b) hold sessions</p>"
    found = read(tmp_path, table(("Ref", *HEADS), row("3.1", *AUDIT), row("3.2", cell, *TRAIN[1:]))).segmented
    assert [a.ref for a in found.actions[1:]] == refs
    assert [a.stem.text for a in found.actions[1:]] == stems


@pytest.mark.parametrize("sign", ["–", "-", "•"])
def test_rows_of_one_bullet_hang_on_the_row_that_leads_in(sign: str, tmp_path: Path) -> None:
    stem = row("Improve the choice of placements so that children stay near:", "", "")
    rows = [stem, row(f"{sign} recruit carers", *AUDIT[1:]), row(f"{sign} set up a helpline", *TRAIN[1:])]
    found = read(tmp_path, table(HEADS, *rows, row(*WRITE))).segmented.actions
    lead_in = "Improve the choice of placements so that children stay near:"
    assert [a.action.text for a in found] == ["recruit carers", "set up a helpline", WRITE[0]]
    assert [a.stem.text for a in found] == [lead_in, lead_in, ""]


def test_a_row_that_leads_in_and_has_an_owner_is_an_action(tmp_path: Path) -> None:
    rows = [row("Improve the choice of placements:", *WRITE[1:]), row("– recruit carers", *AUDIT[1:])]
    assert len(read(tmp_path, table(HEADS, *rows)).segmented.actions) == 2


def card(action: str, values: tuple[str, ...]) -> str:
    return f"<p>{action}</p><p><b>Owner:</b> {values[1]}</p><p><b>Timeline:</b> {values[2]}</p>"


@pytest.mark.parametrize("word", ["Action", "Commitment", "Step"])
def test_cards_take_their_number_from_the_heading_over_them(word: str, tmp_path: Path) -> None:
    cards = "".join(
        f"<h4>{word} 1.{number}</h4>{card(values[0], values)}" for number, values in enumerate((AUDIT, TRAIN, WRITE), 1)
    )
    found = read(tmp_path, f"<h2>Recommendation 1</h2><p><b>Ensure that all plans are clear.</b></p>{cards}")
    assert told(found) == [
        ("1", "Ensure that all plans are clear.", f"1.{number}", values[0])
        for number, values in enumerate((AUDIT, TRAIN, WRITE), 1)
    ]


@pytest.mark.parametrize("label", ["Outcome", "What good looks like", "Intended outcome"])
def test_a_single_label_over_cards_is_no_card(label: str, tmp_path: Path) -> None:
    parts = [
        f"<h2>Recommendation {n}: Improve plan {n}</h2><p><b>{label}:</b> Plans of kind {n}</p>{card(v[0], v)}"
        for n, v in enumerate((AUDIT, TRAIN, WRITE), 1)
    ]
    found = read(tmp_path, "".join(parts))
    outcomes = [block_of(found, a).outcome.text for a in found.segmented.actions]
    assert outcomes == ["Plans of kind 1", "Plans of kind 2", "Plans of kind 3"]


@pytest.mark.parametrize("label", ["Working with", "Supported by partners", "Link to strategy"])
def test_labels_in_bold_type_count_though_they_are_rare(label: str, tmp_path: Path) -> None:
    extra = f"<p><b>{label}:</b> Police and schools</p>"
    cards = [card(v[0], v) + (extra if n in (0, 4) else "") for n, v in enumerate([AUDIT, TRAIN, WRITE] * 3)]
    found = read(tmp_path, "".join(f"<h3>Goal {n}</h3>{text}" for n, text in enumerate(cards))).segmented.actions
    assert [a.get("deadline").text for a in found] == [AUDIT[2], TRAIN[2], WRITE[2]] * 3


@pytest.mark.parametrize("word", ["Action", "Task", "Action no."])
def test_tables_on_their_side_stand_under_the_heading_above(word: str, tmp_path: Path) -> None:
    tables = [
        f"<table>{row(f'{word} 1.{n}', v[0])}{row('Lead', v[1])}{row('Timescale', v[2])}</table><p>Text between.</p>"
        for n, v in enumerate((AUDIT, TRAIN), 1)
    ]
    found = read(tmp_path, f"<h2>Recommendation 1: Improve all plans</h2>{''.join(tables)}")
    assert told(found) == [("1", "Improve all plans", "1.1", AUDIT[0]), ("1", "Improve all plans", "1.2", TRAIN[0])]


@pytest.mark.parametrize("form", ["{}.1", "{}a", "A{}"])
def test_one_heading_over_numbers_and_actions(form: str, tmp_path: Path) -> None:
    head = '<tr><th>Recommendation</th><th colspan="2">Action</th><th>Lead</th><th>By when</th></tr>'
    rows = [row("Improve the plans", form.format(n), *v) for n, v in enumerate((AUDIT, TRAIN, WRITE), 1)]
    found = read(tmp_path, f"<table>{head}{''.join(rows)}</table>").segmented.actions
    assert [(a.ref, a.action.text) for a in found] == [
        (form.format(n), v[0]) for n, v in enumerate((AUDIT, TRAIN, WRITE), 1)
    ]


@pytest.mark.parametrize("text", ["Immediate actions", "MUST DO", "By the end of the first year"])
def test_a_sub_heading_beside_a_merged_recommendation_is_a_phase(text: str, tmp_path: Path) -> None:
    def group(first: str) -> str:
        merged = f'<tr><td rowspan="4">{first}</td><td colspan="3"><b>{text}</b></td></tr>'
        later = '<tr><td colspan="3"><b>Longer term actions</b></td></tr>'
        return f"{merged}{row(*AUDIT)}{later}{row(*TRAIN)}"

    found = read(tmp_path, table(("Recommendation", *HEADS), group("Improve plans"), group("Reduce delay")))
    assert [(t[1], t[3]) for t in told(found)] == [
        (first, action[0]) for first in ("Improve plans", "Reduce delay") for action in (AUDIT, TRAIN)
    ]
    assert [a.phase for a in found.segmented.actions] == [text, "Longer term actions"] * 2


@pytest.mark.parametrize(
    ("part", "caption"),
    [
        ("Theme {}: The front door", "Progress on theme {}"),
        ("Priority {} – Help at home", "Actions under priority {}"),
        ("Workstream {}. Staff", "Updates for workstream {}"),
    ],
)
def test_a_caption_leaves_the_section_to_the_heading_above_it(part: str, caption: str, tmp_path: Path) -> None:
    heads = ("Recommendation", *HEADS)
    rows = [row("Improve plans", *AUDIT), row("Reduce delay", *TRAIN)]
    parts = [
        f"<h2>{part.format(n)}</h2><p>Some words.</p>"
        + table(heads, each).replace("<table>", f"<table><caption>{caption.format(n)}</caption>")
        for n, each in enumerate(rows, 1)
    ]
    found = read(tmp_path, "".join(parts)).segmented
    assert [found.blocks[a.block].section for a in found.actions] == [part.format(1), part.format(2)]
    assert [found.blocks[a.block].text for a in found.actions] == ["Improve plans", "Reduce delay"]


def test_a_date_struck_out_with_a_raised_ordinal(tmp_path: Path) -> None:
    due = "<del>30<sup>th</sup> June 2018</del> <ins>TBC</ins>"
    (action,) = read(tmp_path, table(HEADS, row(*AUDIT[:2], due))).segmented.actions
    assert action.get("deadline").struck == ("30th June 2018",)


def wide(text: str, style: str = "") -> str:
    return f'<tr><td colspan="3" style="{style}">{text}</td></tr>'


TARGETS = ("Improve the quality of all plans", "Reduce the delay in assessments")


@pytest.mark.parametrize(
    ("over", "under", "phases"),
    [
        ("<b>R{}. {}</b>", "<i>{}</i>", ("Strand 1.1 Quality", "Strand 1.2 Skills of staff", "Strand 2.1 Duty")),
        ("<b>Recommendation {}: {}</b>", "{}", ("Quick wins", "The longer term", "Quick wins")),
        ("<b>PA{}: {}</b>", "<b><i>{}</i></b>", ("Area A – Files", "Area B – Training", "Area A – Front door")),
    ],
)  # fmt: skip
def test_bands_below_the_band_of_a_recommendation_group_its_actions(
    over: str, under: str, phases: tuple[str, str, str], tmp_path: Path
) -> None:
    first, second = (wide(over.format(n, text), "background:#ccc") for n, text in enumerate(TARGETS, 1))
    groups = [wide(under.format(text)) for text in phases]
    rows = [first, groups[0], row(*AUDIT), groups[1], row(*TRAIN), second, groups[2], row(*WRITE)]
    found = read(tmp_path, table(HEADS, *rows))
    assert [(t[1], t[3]) for t in told(found)] == [
        (TARGETS[0], AUDIT[0]), (TARGETS[0], TRAIN[0]), (TARGETS[1], WRITE[0])]  # fmt: skip
    assert [a.phase for a in found.segmented.actions] == list(phases)
    assert not found.segmented.unassigned
    assert {block.section for block in found.segmented.blocks} == {""}


@pytest.mark.parametrize(
    ("told_first", "letters", "kind"),
    [
        ("The letter named two areas for priority action.", "PA", "area_for_development"),
        ("Inspectors set out areas for improvement for the partnership.", "AFI", "area_for_development"),
        ("There are two areas of weakness in the report.", "AW", "area_for_development"),
        ("Our priority areas come from the report.", "PA", "priority"),
        ("This is our Priority Action Plan.", "PA", "recommendation"),
        ("Children wait for too long.", "LAC", "recommendation"),
    ],
)
def test_references_that_abbreviate_a_kind(told_first: str, letters: str, kind: str, tmp_path: Path) -> None:
    bands = [wide(f"<b>{letters}{n}: {text}</b>", "background:#ccc") for n, text in enumerate(TARGETS, 1)]
    rows = [bands[0], row(*AUDIT), bands[1], row(*TRAIN)]
    found = read(tmp_path, f"<p>{told_first}</p>{table(HEADS, *rows)}").segmented
    assert [(block.ref, block.kind) for block in found.blocks] == [(f"{letters}1", kind), (f"{letters}2", kind)]


def test_bands_above_the_bands_of_recommendations_are_sections(tmp_path: Path) -> None:
    first, second = (wide(f"<b>R{n}. {text}</b>", "background:#ccc") for n, text in enumerate(TARGETS, 1))
    rows = [wide("<i>Help and protection</i>"), first, row(*AUDIT), wide("<i>The front door</i>"), second, row(*TRAIN)]
    found = read(tmp_path, table(HEADS, *rows)).segmented
    assert [block.section for block in found.blocks if block.text] == ["Help and protection", "The front door"]
    assert [a.phase for a in found.actions] == ["", ""]


PLAN = table(HEADS, row(*AUDIT), row(*TRAIN), row(*WRITE))


@pytest.mark.parametrize(
    ("summary", "left_out"),
    [
        (table(("Priority", "Headline actions"), row("Better plans", f"{AUDIT[0]}; {TRAIN[0]}; {WRITE[0]}")), True),
        (table(("Priority", "Actions"), row("Better plans", f"{AUDIT[0]}, {WRITE[0]}"), row("Staff", TRAIN[0])), True),
        (table(("Priority", "Actions"), row("Better plans", "Buy a new system for records and move the data")), False),
        (table(("Priority", "Action", "Lead"), row("Better plans", AUDIT[0], AUDIT[1])), False),
    ],
)
def test_a_summary_that_only_repeats_is_left_out(summary: str, left_out: bool, tmp_path: Path) -> None:
    found = read(tmp_path, f"<h2>Plan on a page</h2>{summary}<h2>The plan</h2>{PLAN}")
    assert bool(found.tables[0].decoy) is left_out


@pytest.mark.parametrize(
    ("heading", "section", "text"),
    [
        ("Ensure that thresholds are understood", "", "Ensure that thresholds are understood"),
        ("1. Improve the quality of all assessments", "", "Improve the quality of all assessments"),
        ("Safeguarding", "Safeguarding", ""),
    ],
)
def test_a_heading_that_says_what_to_do_is_a_recommendation(
    heading: str, section: str, text: str, tmp_path: Path
) -> None:
    found = read(tmp_path, f"<h2>{heading}</h2>{PLAN}")
    assert {(block_of(found, a).section, block_of(found, a).text) for a in found.segmented.actions} == {(section, text)}


@pytest.mark.parametrize("label", ["Recommendation 4", "Area for improvement 4", "Priority 4"])
def test_a_bare_number_is_that_of_the_text_below(label: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"<p><b>{label}</b></p><p>Strengthen the scrutiny of plans by elected members</p>{PLAN}")
    assert {t[:2] for t in told(found)} == {("4", "Strengthen the scrutiny of plans by elected members")}


@pytest.mark.parametrize(
    ("label", "timescale"),
    [
        ("Recommendation 4 (for immediate action)", "for immediate action"),
        ("Area for improvement 4 [within six months]", "within six months"),
        ("Priority action 4 (medium term)", "medium term"),
        ("Recommendation 4 (to be met over the longer term):", "to be met over the longer term"),
    ],
)
def test_a_time_in_brackets_behind_a_number_is_no_text(label: str, timescale: str, tmp_path: Path) -> None:
    text = "<p><i>Plans should say what is to change and by when.</i></p>"
    found = read(tmp_path, f"<h3>{label}</h3>{text}{table(HEADS, row(*AUDIT), row(*TRAIN))}")
    blocks = {(b.ref, b.text, b.timescale) for b in found.segmented.blocks}
    assert blocks == {("4", "Plans should say what is to change and by when.", timescale)}


@pytest.mark.parametrize(
    ("opening", "stated", "expected"),
    [
        ("AFI 3: {}", "Ofsted timescale: Within three months", ("area_for_development", "3", "Within three months")),
        ("Area for improvement 3: {}", "Timescale: Immediately", ("area_for_development", "3", "Immediately")),
        ("3. {}", "Ofsted's timescale: Within 6 months", ("recommendation", "3", "Within 6 months")),
        ("{}", "Timescale – within a year", ("recommendation", "", "within a year")),
    ],
)
def test_a_band_in_two_parts_is_a_recommendation_with_its_period(
    opening: str, stated: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    text = "Ensure that plans are reviewed on time and that families have a copy"
    band = f'<tr><td colspan="3">{opening.format(text)}</td><td colspan="2">{stated}</td></tr>'
    heads = ("Ref", *HEADS, "Progress")
    rows = [row("3.1", *AUDIT, "Begun"), row("3.2", *TRAIN, "Half done")]
    found = read(tmp_path, table(heads, band, *rows))
    assert [a.action.text for a in found.segmented.actions] == [AUDIT[0], TRAIN[0]]
    for action in found.segmented.actions:
        block = block_of(found, action)
        assert (block.kind or "recommendation", block.ref, block.timescale) == expected
        assert block.text == text
