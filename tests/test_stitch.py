from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.logical_table import LogicalTable
from pipeline.page_breaks import row_goes_on, verdict
from pipeline.stitch import stitch
from pipeline.triage import triage
from tests.drawing import Sheet, save, sheet

XS = (40.0, 90.0, 320.0, 440.0, 560.0, 800.0)
HEAD = ["Ref", "Action", "Lead", "By when", "Progress"]


def stitched(path: Path, *pages: list[list[str | None]], between: str = "") -> list[LogicalTable]:
    drawn = sheet(path)
    for number, rows in enumerate(pages):
        if number:
            drawn.next_page()
        if number and between:
            drawn.text(40, 40, between)
        drawn.table(XS, 60, rows)
    save(drawn)
    extraction = extract(triage(path))
    return stitch(extraction.tables, extraction.body)


def column(table: LogicalTable, col: int) -> list[str]:
    return [c.text for c in sorted(table.cells, key=lambda c: c.row0) if c.col0 == col]


def test_a_repeated_heading_is_taken_out(tmp_path: Path) -> None:
    (table,) = stitched(
        tmp_path / "t.pdf",
        [HEAD, ["1", "Write the policy.", "DCS", "May 2014", "Done."]],
        [HEAD, ["2", "Audit the files.", "HoS", "June 2014", "Begun."]],
    )
    assert column(table, 1) == ["Action", "Write the policy.", "Audit the files."]
    assert [line.text for line in table.repeated] == HEAD


def test_a_heading_that_drifts_is_taken_out_as_well(tmp_path: Path) -> None:
    (table,) = stitched(
        tmp_path / "t.pdf",
        [HEAD, ["1", "Write the policy.", "DCS", "May 2014", "Done."]],
        [["No.", "Actions", "Lead officer", "When", "Update"], ["2", "Audit the files.", "HoS", "June 2014", "Begun."]],
    )
    assert len(table.rows) == 3


def test_a_row_cut_in_mid_sentence_is_one_row(tmp_path: Path) -> None:
    (table,) = stitched(
        tmp_path / "t.pdf",
        [HEAD, ["1", "Write the policy and send it to", "DCS", "May 2014", "Draft is with"]],
        [HEAD, ["", "every team in the service.", "", "", "the board."], ["2", "Audit.", "HoS", "", ""]],
    )
    assert column(table, 1) == ["Action", "Write the policy and send it to every team in the service.", "Audit."]
    assert column(table, 4)[1] == "Draft is with the board."


def test_a_new_row_with_a_blank_key_stays_a_row(tmp_path: Path) -> None:
    (table,) = stitched(
        tmp_path / "t.pdf",
        [HEAD, ["1", "Write the policy.", "DCS", "May 2014", "Done."]],
        [HEAD, ["", "Train every manager.", "HoS", "June 2014", "Begun."]],
    )
    assert column(table, 1) == ["Action", "Write the policy.", "Train every manager."]


@pytest.mark.parametrize(
    "key",
    [
        [("Status", "Meaning"), ("Delayed", "The date was missed"), ("Closed", "Signed off by the board")],
        [("Letter", "Stands for"), ("R", "Red"), ("G", "Green")],
        [("Post", "Holder"), ("DCS", "Director"), ("HoS", "Head of Service")],
    ],
)
def test_a_key_at_the_head_of_the_next_page_stays_apart(key: list[tuple[str, str]], tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    drawn.table(XS, 60, [HEAD, ["1", "Write the policy.", "DCS", "May 2014", "Done."]])
    drawn.next_page()
    drawn.table((XS[0], XS[1], XS[-1]), 60, [[f"*{text}*" for text in key[0]], *map(list, key[1:])])
    save(drawn)
    extraction = extract(triage(tmp_path / "t.pdf"))
    assert len(stitch(extraction.tables, extraction.body)) == 2


def test_text_between_keeps_tables_apart(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [HEAD, ["1", "Write the policy.", "DCS", "May 2014", "Done."]]
    assert len(stitched(tmp_path / "t.pdf", rows, rows, between="Priority two: the front door")) == 2


def test_a_table_of_other_columns_stays_apart(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    drawn.table(XS, 60, [HEAD, ["1", "Write.", "DCS", "May", ""]])
    drawn.next_page()
    drawn.table((40, 300, 500), 60, [["Item", "Cost"], ["Training", "£100"]])
    save(drawn)
    extraction = extract(triage(tmp_path / "t.pdf"))
    assert len(stitch(extraction.tables, extraction.body)) == 2


def stitch_file(path: Path) -> list[LogicalTable]:
    extraction = extract(triage(path))
    return stitch(extraction.tables, extraction.body)


def two_pages(path: Path, first: list[list[str | None]], second: list[list[str | None]], xs: tuple[float, ...]) -> Path:
    """Two pages, the columns of the second at other places."""
    drawn = sheet(path)
    drawn.table(XS, 60, first)
    drawn.next_page()
    drawn.table(xs, 60, second)
    save(drawn)
    return path


BODY: list[list[str | None]] = [
    HEAD, ["1", "Write the policy.", "DCS", "May 2014", "Done."], ["2", "Tell all teams.", "HoS", "May 2014", "Done."],
]  # fmt: skip


def test_a_heading_that_is_missing_on_later_pages_is_not_missed(tmp_path: Path) -> None:
    (table,) = stitched(tmp_path / "t.pdf", BODY, [["3", "Audit the files.", "HoS", "June 2014", "Begun."]])
    assert column(table, 0) == ["Ref", "1", "2", "3"]
    assert not table.repeated


def test_a_heading_cut_by_the_page_break_is_one_heading(tmp_path: Path) -> None:
    (table,) = stitched(
        tmp_path / "t.pdf",
        [["Ref", "Action", "Lead", "By", "Progress"]],
        [["", "to be taken", "officer", "when", "so far"], ["1", "Write the policy.", "DCS", "May 2014", "Done."]],
    )
    assert column(table, 3) == ["By when", "May 2014"]
    assert len(table.rows) == 2


def test_edges_of_columns_that_shift_a_little_are_the_same_edges(tmp_path: Path) -> None:
    xs = (42.0, 94.0, 316.0, 445.0, 556.0, 797.0)
    path = two_pages(tmp_path / "t.pdf", BODY, [["3", "Audit the files.", "HoS", "June 2014", "Begun."]], xs)
    (table,) = stitch_file(path)
    assert len(table.xs) == 6
    assert column(table, 3) == ["By when", "May 2014", "May 2014", "June 2014"]


def test_a_landscape_page_between_upright_ones_belongs_to_the_table(tmp_path: Path) -> None:
    upright = tuple(40 + 0.66 * (x - 40) for x in XS)
    drawn = sheet(tmp_path / "t.pdf")
    for number, xs in enumerate((upright, XS, upright)):
        if number:
            drawn.next_page()
        drawn.canvas.setPageSize((842, 595) if xs is XS else (595, 842))
        drawn.canvas.translate(0, 0 if xs is XS else 842 - 595)
        drawn.table(xs, 60, [HEAD, [str(number + 1), "Write the policy.", "DCS", "May 2014", "Done."]])
    save(drawn)
    (table,) = stitch_file(tmp_path / "t.pdf")
    assert column(table, 0) == ["Ref", "1", "2", "3"]
    assert column(table, 3) == ["By when", "May 2014", "May 2014", "May 2014"]
    assert table.pages == (1, 2, 3)


BOLD = [f"*{text}*" for text in HEAD]


@pytest.mark.parametrize(
    "heads",
    [
        ["*Risk*", "*Cause*", "*Owner*", "*Review*", "*Score*"],
        ["*No.*", "*Partner*", "*Address*", "*Telephone*", "*E-mail*"],
    ],
)
def test_another_table_of_the_same_shape_is_another_table(tmp_path: Path, heads: list[str | None]) -> None:
    first: list[list[str | None]] = [list(BOLD), *BODY[1:]]
    tables = stitched(tmp_path / "t.pdf", first, [heads, ["R1", "Posts stay vacant", "DCS", "May 2014", "12"]])
    assert [column(table, 0)[0] for table in tables] == ["Ref", str(heads[0]).strip("*")]


def test_other_fields_in_the_same_columns_head_another_table(tmp_path: Path) -> None:
    other: list[str | None] = ["Lead", "Outcome", "By when", "Action", "Ref"]
    assert len(stitched(tmp_path / "t.pdf", BODY, [other, ["DCS", "Safe", "May", "Write it", "7"]])) == 2


def test_a_row_in_bold_type_is_no_heading_of_another_table(tmp_path: Path) -> None:
    first: list[list[str | None]] = [list(BOLD), *BODY[1:]]
    assert (
        len(stitched(tmp_path / "t.pdf", first, [["*Priority two*", "", "", "", ""], ["3", "Audit.", "", "", ""]])) == 1
    )


def test_short_entries_beside_a_new_row_stay_two_though_other_cells_of_the_column_are_merged(tmp_path: Path) -> None:
    (table,) = stitched(
        tmp_path / "t.pdf",
        [HEAD, ["1", "Write.", "DCS", "May 2014", "Done."], ["2", "Train.", None, None, "Done."],
         ["3", "Review.", "HoS", "30 April 2014", "Done."]],
        [HEAD, ["4", "Audit all files.", "AD", "by Christmas 2014", "Begun."]],
    )  # fmt: skip
    assert column(table, 3) == ["By when", "May 2014", "30 April 2014", "by Christmas 2014"]


def test_a_merged_cell_goes_on_below_the_break(tmp_path: Path) -> None:
    (table,) = stitched(
        tmp_path / "t.pdf",
        [HEAD, ["A", "1. Write.", "DCS", "May", ""], [None, "2. Train.", "DCS", "May", ""]],
        [HEAD, ["", "3. Audit.", "HoS", "June", ""], [None, "4. Report.", "HoS", "June", ""]],
    )
    merged = next(c for c in table.cells if c.text == "A")
    assert (merged.row0, merged.row1) == (1, 5)


def words(table: LogicalTable) -> int:
    lines = [*(line for c in table.cells for line in c.lines), *table.repeated]
    return sum(word.tokens for line in lines for word in line.words)


def test_no_word_is_lost_by_stitching(tmp_path: Path) -> None:
    def pages(drawn: Sheet) -> None:
        drawn.table(XS, 60, [HEAD, ["1", "Write the policy and", "DCS", "May", None or ""]])
        drawn.next_page()
        drawn.table(XS, 60, [HEAD, ["", "send it.", "", "", ""], ["2", "Audit", "", "", "late"]])

    drawn = sheet(tmp_path / "t.pdf")
    pages(drawn)
    save(drawn)
    extraction = extract(triage(tmp_path / "t.pdf"))
    tables = stitch(extraction.tables, extraction.body)
    assert sum(words(t) for t in tables) == extraction.words


def test_an_immediate_deadline_opens_nothing(tmp_path: Path) -> None:
    (table,) = stitched(
        tmp_path / "t.pdf",
        [HEAD, ["4", "Sign the agreement.", "Assistant Director", "Immediate", "Agreement signed."]],
        [["5", "Set up a board", "Director", "Sep 2019", "COMPLETED"]],
    )
    assert column(table, 3) == ["By when", "Immediate", "Sep 2019"]


def test_a_new_section_keeps_its_banner(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    banner: list[str | None] = ["IMMEDIATELY", None, None, None, None]
    rows = [["1", "Write the policy.", "DCS", "May 2014", "Done."]]
    for section in ("Safeguarding", "Looked after children"):
        drawn.text(40, 50, section, bold=True)
        foot = drawn.table(XS, 60, [HEAD])
        drawn.table((XS[0], XS[-1]), foot, [[banner[0]]])
        drawn.table(XS, foot + 17, rows)
        drawn.next_page()
    save(drawn)
    extraction = extract(triage(tmp_path / "t.pdf"))
    texts = [c.text for t in stitch(extraction.tables, extraction.body) for c in t.cells]
    assert texts.count("IMMEDIATELY") == 2


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        ("a report with a plan to", "improve performance.", "cut"),
        ("Assistant Director, Social", "Care", "open"),
        ("Head of Legal and", "Democratic Services", "rest"),
        ("Completed.", "(4) Ongoing", "new"),
        ("", "HoS", "fresh"),
        ("Completed.", "", "blank"),
        ("f. Improve oversight", "g. Monitor attendance", "letter"),
        ("27.9.12", "31.10.12", "date"),
        ("May 2014", "2 June 2014", "date"),
        ("27.9.12", "31.10.12 and then monthly", "open"),
        ("Track every child who is", "• first part of it", "rest"),
        ("• Track every child.", "• Visit every child.", "silent"),
        ("Theme C: Workforce", "Recommendation 5: The council", "new"),
        ("1.1", "1.2", "ref"),
        ("S4", "S5", "ref"),
        ("Lead", "Timescale", "ref"),
        ("Success measure", "Progress", "ref"),
        ("Responsible officer", "By when", "ref"),
        ("Lead", "Lead", "open"),
        ("Head of Service", "Head of Service", "ref"),
        ("06:28", "07:32", "figure"),
        ("£2,400", "£1,150.50", "figure"),
        ("12%", "Not known", "open"),
        ("The policy was written.", "Staff were told.", "silent"),
    ],
)
def test_what_a_column_says_at_a_break(above: str, below: str, said: str) -> None:
    assert verdict(above, below) == said


@pytest.mark.parametrize(
    ("verdicts", "goes_on"),
    [
        (["open", "figure", "figure", "blank"], False),
        (["open", "figure", "open", "blank"], True),
        (["blank", "cut", "blank", "new"], True),
        (["new", "silent", "open"], False),
        (["blank", "new", "blank", "blank"], True),
        (["rest", "blank", "silent"], True),
        (["silent", "silent", "open"], False),
        (["fresh", "blank", "open"], False),
        (["ref", "silent", "open", "open"], False),
        (["ref", "cut", "blank", "blank"], True),
        (["blank", "open", "open", "open"], False),
        (["open", "open", "blank", "open"], True),
        (["silent", "silent", "rest", "open"], False),
        (["blank", "rest", "date", "open", "silent"], False),
        (["blank", "rest", "date", "blank", "silent"], True),
        (["blank", "blank", "fresh", "blank", "blank", "fresh"], True),
        (["blank", "fresh", "blank", "blank"], True),
        (["blank", "blank", "blank", "fresh", "fresh"], True),
        (["fresh", "blank", "blank", "blank"], False),
        (["blank", "fresh", "fresh", "fresh"], False),
    ],
)
def test_whether_a_row_goes_on(verdicts: list[str], goes_on: bool) -> None:
    assert row_goes_on(verdicts) is goes_on


def test_a_word_that_had_room_above_the_break_begins_a_row(tmp_path: Path) -> None:
    wrapped = "Move the coins to the\nnew store and label\nevery tray of them"
    entries = ("Repair the lift", "Test fire alarms", "Paint the gate")
    first: list[list[str | None]] = [HEAD, *([f"{n}", wrapped, "Warden", "", ""] for n in range(1, 7))]
    (table,) = stitched(
        tmp_path / "t.pdf",
        [*first, ["", entries[0], "Mason", "", ""]],
        [["", entries[1], "Painter", "", ""], ["", entries[2], "Joiner", "", ""]],
    )
    assert [text for text in column(table, 1) if text in entries] == list(entries)
