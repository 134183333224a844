"""Plans as typesetters set them: cut words, keys in columns, marks that part rows, lists with brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.contract import Box, Cell, Page, RawTable, Word, line_of
from extractors.jumps import far_runs, glued_anywhere
from extractors.marked_rows import parted_at_marks
from pipeline.extract import extract
from pipeline.hyphens import with_cuts_marked
from pipeline.labels import Label, read_label
from pipeline.normalise.columned_keys import read_columned_key
from pipeline.rows import read_rows
from pipeline.triage import triage
from tests.drawing import save, sheet


def word(text: str, x: float, y: float, *, bold: bool = False) -> Word:
    return Word(text, Box(x, y, x + 5.0 * len(text), y + 10.0), "F", 10.0, bold)


def lines_of_page(*lines: str, words: str = "") -> Page:
    found = [word(text, 40.0, 50.0 + 12.0 * n) for n, text in enumerate(lines)]
    return Page(1, 600.0, 800.0, (*found, word(words, 40.0, 500.0)) if words else tuple(found))


@pytest.mark.parametrize(
    ("lines", "elsewhere", "cut"),
    [
        (("We hold more meet-", "ings each month."), "The meetings are open.", True),
        (("Check each applica-", "tion in a day."), "", True),
        (("A multi-", "agency audit."), "All multi-agency work.", False),
        (("Send it to the co-", "ordinator."), "", False),
        (("Pre- and post-", "adoption support"), "Other words", False),
        (("It is about well-", "being and health."), "Our well-being strategy", False),
    ],
)
def test_hyphens_that_cut_words(lines: tuple[str, ...], elsewhere: str, cut: bool) -> None:
    (page,) = with_cuts_marked([lines_of_page(*lines, words=elsewhere)])
    assert page.words[0].text.endswith("\u00ad") is cut


def test_a_document_that_hyphenates_cuts_what_is_no_word() -> None:
    pairs = [
        ("the meet-", "ings"),
        ("of manage-", "ment"),
        ("and assess-", "ment"),
        ("a nui-", "sance"),
        ("long-", "term"),
    ]
    page = lines_of_page(*(part for pair in pairs for part in pair), words="meetings management assessment long term")
    (found,) = with_cuts_marked([page])
    assert [w.text.endswith("\u00ad") for w in found.words[:10:2]] == [True, True, True, True, False]


POSTS = [
    ("H. Safg.", "Head of Safeguarding"),
    ("D.C.S.", "Director of Services"),
    ("AK", "Team Manager"),
    ("Perf.", "Data Manager"),
]


@pytest.mark.parametrize("across", [1, 2])
def test_keys_in_columns_without_rules(across: int) -> None:
    entries = [*POSTS, ("JT", "Principal Lawyer"), ("VH", "Virtual Head")]
    rows = [entries[n : n + across] for n in range(0, len(entries), across)]
    words = [
        w
        for y, row in enumerate(rows)
        for x, (code, post) in enumerate(row)
        for w in (word(code, 40.0 + 250 * x, 50.0 + 14 * y), word(post, 110.0 + 250 * x, 50.0 + 14 * y))
    ]
    found, _ = read_columned_key([line_of(1, [w]) for w in words])
    assert {(a.acronym, a.expansion) for a in found} == set(entries)


@pytest.mark.parametrize("rows", [[("1.", "Recruit two people"), ("2.", "Train them"), ("3.", "Keep them")],
                                  [("AK", "30 June 2014"), ("RB", "31 May 2014"), ("TS", "Weekly")]])  # fmt: skip
def test_other_lists_are_no_keys(rows: list[tuple[str, str]]) -> None:
    words = [w for y, (a, b) in enumerate(rows) for w in (word(a, 40.0, 50.0 + 14 * y), word(b, 110.0, 50.0 + 14 * y))]
    assert read_columned_key([line_of(1, [w]) for w in words])[0] == []


def marked(marks: tuple[str, ...]) -> RawTable:
    """One row with marks 30 points apart, a text beside each, and one text in the middle of the first two."""
    tops = [100.0 + 30 * n for n in range(len(marks))]
    foot = tops[-1] + 30
    texts = [
        [line_of(1, [word(mark, 40.0, top)]) for mark, top in zip(marks, tops, strict=True)],
        [line_of(1, [word(f"text {mark}", 80.0, top)]) for mark, top in zip(marks, tops, strict=True)],
        [line_of(1, [word("Board", 300.0, 125.0)])],
    ]
    cells = [
        Cell(0, 1, col, col + 1, Box(40.0 + 100 * col, 98.0, 140.0 + 100 * col, foot), tuple(lines))
        for col, lines in enumerate(texts)
    ]
    return RawTable(1, Box(40.0, 98.0, 340.0, foot), tuple(cells), "half_ruled")


@pytest.mark.parametrize("marks", [("a)", "b)"), ("1.", "2."), ("2.1", "2.2", "2.3")])
def test_marks_part_rows(marks: tuple[str, ...]) -> None:
    found = parted_at_marks(marked(marks))
    assert [c.text for c in found.cells if c.col0 == 0] == list(marks)
    assert [c.text for c in found.cells if c.col0 == 1] == [f"text {mark}" for mark in marks]
    assert [(c.row0, c.row1) for c in found.cells if c.text == "Board"] == [(0, 2)]


@pytest.mark.parametrize("marks", [("a)", "c)"), ("12", "40"), ("Yes", "No")])
def test_other_lines_part_no_row(marks: tuple[str, ...]) -> None:
    table = marked(marks)
    assert parted_at_marks(table) is table


@pytest.mark.parametrize(
    "brackets",
    [
        ("(Head of Care; 30 June 2012)", "(Named Nurse; monthly)", "(Team Manager; end of May 2012)"),
        ("[by June 2012, Head of Care]", "[ongoing, Named Nurse]", "[by May 2012, Team Manager]"),
        ("(Head of Care – 30/6/12)", "(Named Nurse – Quarterly)", "(Team Manager – Autumn term 2012)"),
    ],
)
def test_lists_whose_brackets_tell_who_and_when(brackets: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    page = sheet(path)
    page.text(40, 60, "Part 3: What partners will do", bold=True)
    for n, (bracket, told) in enumerate(zip(brackets, ("Done.", "", "In progress."), strict=True)):
        page.text(
            40, 90 + 14 * n, f"{n + 1}. The service will appoint a lead for group {n + 1}. {bracket} {told}".strip()
        )
    save(page)
    found = read_rows(extract(triage(path), path)).segmented
    assert [a.fields["lead"].text for a in found.actions] == ["Head of Care", "Named Nurse", "Team Manager"]
    assert [a.action.text[-2:] for a in found.actions] == ["1.", "2.", "3."]
    assert [a.fields["progress"].text if "progress" in a.fields else "" for a in found.actions] == [
        "Done.",
        "",
        "In progress.",
    ]


@pytest.mark.parametrize("brackets", [("(Working Together, 2010)", "(Ofsted, 2012)"), ("(all of them)", "(and more)")])
def test_citations_are_no_actions(brackets: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "cited.pdf"
    page = sheet(path)
    for n, bracket in enumerate(brackets):
        page.text(40, 90 + 14 * n, f"{n + 1}. Services will have to follow the guidance {bracket}")
    save(page)
    assert read_rows(extract(triage(path), path)).segmented.actions == []


def test_text_that_jumps_and_halves_that_the_file_sets_apart() -> None:
    usual = [Word("eighteen letters ok", Box(40, y, 125, y + 10), "F", 10.0) for y in (50.0, 70.0, 90.0)]
    wide = Word("D.C.S. Director of", Box(40, 110, 300, 120), "F", 10.0)
    assert far_runs(usual) == []
    assert far_runs([*usual, wide]) == [len(usual)]
    left, cell, right = word("Pr", 40.0, 50.0), word("What we do", 200.0, 50.0), word("ogress", 49.9, 50.0)
    assert [w.glued for w in glued_anywhere([left, cell, right])] == [False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "Outcome we want: Children are safe.",
        "The outcome we are working towards: Children are safe.",
        "Our outcome for families: Children are safe.",
        "The difference this will make: Children are safe.",
    ],
)
def test_outcomes_labelled_in_a_sentence(text: str) -> None:
    assert read_label(text) == Label("outcome", rest="Children are safe.")


@pytest.mark.parametrize("text", ["Outcome measures: 80%", "Results for 2014: 55%", "Outcome of the audit: good"])
def test_other_labels_with_the_word_are_no_outcome(text: str) -> None:
    assert read_label(text) is None
