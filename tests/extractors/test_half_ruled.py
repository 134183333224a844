"""Whole plans whose tables have rules across only: titles, bands, headings between tables, rests on the next page."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.contract import RawTable
from pipeline.extract import raw_tables
from tests.drawing import Sheet, save, sheet

LEFT, RIGHT = 40, 780
XS = (44, 90, 380, 560, 660)
HEADS = ("Ref", "Action", "Lead officer", "By when", "Progress")
ROWS = (
    ("1.1", "Review all open cases and report to the board", "Head of Service", "March 2013", "Half are done."),
    ("1.2", "Publish the threshold document", "Service Manager", "30 June 2013", "Published."),
    ("1.3", "Train all new managers in reflective supervision", "Principal Social Worker", "Ongoing", "Two courses."),
)


def row(page: Sheet, y: float, texts: tuple[str, ...], *, bold: bool = False) -> float:
    """Draw a row of one line with a rule under it; say where it ends."""
    for x, text in zip(XS, texts, strict=False):
        page.text(x, y + 12, text, bold=bold)
    page.line(LEFT, y + 17, RIGHT, y + 17)
    return y + 17


def table(page: Sheet, y: float, rows: tuple[tuple[str, ...], ...]) -> float:
    page.line(LEFT, y, RIGHT, y)
    y = row(page, y, HEADS, bold=True)
    for texts in rows:
        y = row(page, y, texts)
    return y


def grid(found: RawTable) -> list[list[str]]:
    rows = {cell.row0 for cell in found.cells}
    return [[c.text for c in sorted(found.cells, key=lambda c: c.col0) if c.row0 == r] for r in sorted(rows)]


def test_a_title_over_the_headings_closes_no_gutter(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.line(LEFT, 60, RIGHT, 60)
    page.text(44, 72, "Recommendation 1", bold=True)
    page.text(200, 72, "Ensure that strategy discussions involve every agency that knows the child and its family")
    page.text(600, 72, "and are recorded on the day")
    page.line(LEFT, 77, RIGHT, 77)
    table(page, 77, ROWS)
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    assert grid(found)[1:] == [list(HEADS), *map(list, ROWS)]


def test_a_band_is_a_row_and_a_heading_parts_tables(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    band = (
        "Priority 2: Contacts are dealt with in one working day by workers who are qualified, and all of them are told"
    )
    y = table(page, 60, ROWS[:1])
    page.text(44, y + 12, band, bold=True)
    page.line(LEFT, y + 17, RIGHT, y + 17)
    y = row(page, y + 17, ROWS[1])
    page.text(44, y + 25, "Priority 3: Drift", bold=True)
    table(page, y + 40, ROWS[2:])
    save(page)
    first, second = raw_tables(tmp_path / "plan.pdf")
    assert grid(first) == [list(HEADS), list(ROWS[0]), [band], list(ROWS[1])]
    assert grid(second) == [list(HEADS), list(ROWS[2])]


def test_a_single_row_on_the_next_page_keeps_the_columns(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    table(page, 60, ROWS)
    page.next_page()
    rest = ("1.4", "Recruit two family finders", "Service Manager, Adoption", "Autumn 2014", "One post filled.")
    row(page, 40, rest)
    save(page)
    first, second = raw_tables(tmp_path / "plan.pdf")
    assert grid(second) == [list(rest)]
    assert (first.box.x0, first.box.x1) == (second.box.x0, second.box.x1)


def test_a_line_of_prose_over_a_rule_is_no_rest_of_a_table(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    table(page, 60, ROWS)
    page.next_page()
    page.text(44, 52, "The board will meet again in May and will hear from each of the leads in turn about their work")
    page.line(LEFT, 57, RIGHT, 57)
    save(page)
    assert [found.page for found in raw_tables(tmp_path / "plan.pdf")] == [1]


def test_a_word_too_long_for_its_cell_spans_nothing(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    y = table(page, 60, ROWS)
    row(page, y, ("1.4", "Commission advocacy", "Telecommunications-and-Commissioning", "May 2014", "Not begun."))
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    last = ["1.4", "Commission advocacy", "Telecommunications-and-Commissioning", "May 2014", "Not begun."]
    assert grid(found)[-1] == last


def test_rows_under_a_filled_banner_are_parted_by_white_alone(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    y = 60.0
    for theme in ("Be healthy and active", "Stay safe at home"):
        page.fill(LEFT, y, RIGHT, y + 17, (0.8, 0.85, 0.95))
        page.text(44, y + 12, theme, bold=True)
        for number, texts in enumerate((HEADS, *ROWS), 1):
            for x, text in zip(XS, texts, strict=True):
                page.text(x, y + 12 + 19 * number, text, bold=number == 1)
        y += 110
    save(page)
    rows = [line for found in raw_tables(tmp_path / "plan.pdf") for line in grid(found) if len(line) == len(XS)]
    assert [line for line in rows if line[1]] == [list(HEADS), *map(list, ROWS)] * 2


def test_a_key_runs_past_rules_over_the_other_columns(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    key = ("Keep every", "child in care", "in touch with", "one worker", "all the year")
    leads = (("Review all open cases", "of the team"), ("Publish the document", "on thresholds"), ("Train managers",))
    page.line(LEFT, 60, RIGHT, 60)
    row(page, 60, ("Aim", "", "Action", "By when", "Progress"), bold=True)
    for number, text in enumerate(key):
        page.text(44, 88 + 11 * number, text)
    y = 88.0
    for number, lines in enumerate(leads):
        for line in lines:
            page.text(380, y, line)
            y += 11
        page.text(560, y - 11 * len(lines), f"{number + 1} March 2013")
        page.text(660, y - 11 * len(lines), "On track")
        page.line(376 if number < 2 else LEFT, y - 8.5, RIGHT, y - 8.5)
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    (aim,) = [cell for cell in found.cells if cell.text.startswith("Keep")]
    assert (" ".join(aim.text.split()), aim.row0, aim.row1) == (" ".join(key), 1, 4)


@pytest.mark.parametrize(("text", "columns"), [("SAFEGUARDING", 5), ("LAC", 1), ("Immediate", 1)])
def test_bold_capitals_alone_in_a_row_are_meant_for_all_of_it(tmp_path: Path, text: str, columns: int) -> None:
    page = sheet(tmp_path / "plan.pdf")
    y = row(page, table(page, 60, ROWS[:2]), (text,), bold=True)
    row(page, y, ROWS[2])
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    (band,) = [cell for cell in found.cells if cell.text == text]
    assert band.col1 - band.col0 == columns


@pytest.mark.parametrize("heading", ["", "2. Further areas"])
def test_a_gap_before_headings_parts_two_tables(tmp_path: Path, heading: str) -> None:
    page = sheet(tmp_path / "plan.pdf")
    y = table(page, 60, ROWS)
    page.size = 12
    page.text(44, y + 15, heading)
    page.size = 9
    page.line(LEFT, y + 22, RIGHT, y + 22)
    table(page, y + 22, ROWS[1:])
    save(page)
    upper, lower = raw_tables(tmp_path / "plan.pdf")
    assert grid(upper) == [list(HEADS), *map(list, ROWS)]
    assert grid(lower) == [list(HEADS), *map(list, ROWS[1:])]


def test_a_blank_row_parts_no_table(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    y = table(page, 60, ROWS[:2])
    page.line(LEFT, y + 17, RIGHT, y + 17)
    row(page, y + 17, ROWS[2])
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    assert [text for texts in grid(found) for text in texts][-5:] == list(ROWS[2])


def test_numbers_of_a_list_in_a_cell_are_no_column(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    strips = (
        ("1.", "Accountable to:", "The Lead Member, the Leader of the Council and the whole of the Board"),
        ("2.", "Governance", "The Board was set up in June, meets each month and reports to the Cabinet"),
    )
    y = 60.0
    page.line(LEFT, y, RIGHT, y)
    for mark, label, text in strips:
        for x, part in ((44, mark), (90, label), (380, text)):
            page.text(x, y + 12, part, bold=x < 100)
        y += 17
        page.line(LEFT, y, RIGHT, y)
    page.text(44, y + 12, "3.", bold=True)
    page.text(90, y + 12, "Purpose", bold=True)
    page.line(LEFT, y + 17, RIGHT, y + 17)
    for number in range(1, 4):
        page.text(90, y + 18 + 11 * number, f"{number}.")
        page.text(
            106, y + 18 + 11 * number, "See to it that what the inspection asked for is carried out in every team " * 2
        )
    page.line(LEFT, y + 60, RIGHT, y + 60)
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    assert grid(found)[:2] == [list(strips[0]), list(strips[1])]
