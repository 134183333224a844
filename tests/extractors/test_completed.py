"""Grids of which lines are missing, and columns ruled without rows: what text and the other lines give back."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.contract import RawTable
from pipeline.extract import raw_tables
from tests.drawing import Sheet, save, sheet

XS = (40, 90, 400, 560, 680, 800)
HEADS = ("Ref", "Action", "Lead officer", "By when", "Status")
ROWS = (
    ("1.1", "Review all open cases and report to the board", "Head of Service", "March 2013", "On track"),
    ("1.2", "Publish the threshold document", "Service Manager", "30 June 2013", "Complete"),
    ("1.3", "Train all new managers in supervision", "Principal Social Worker", "Ongoing", "Delayed"),
    ("1.4", "Write to the partners", "DCS", "May 2013", "Complete"),
)
ALL = (HEADS, *ROWS)
TOP, STEP = 60, 24


def write(page: Sheet, rows: tuple[tuple[str, ...], ...] = ALL, step: float = STEP) -> float:
    for number, texts in enumerate(rows):
        for x, text in zip(XS, texts, strict=False):
            page.text(x + 4, TOP + number * step + 15, text, bold=not number)
    return TOP + len(rows) * step


def rule(page: Sheet, across: range | tuple[int, ...], down: tuple[int, ...], foot: float) -> None:
    """Rules at the feet of these rows (0 is the top) and at these edges of columns."""
    for row in across:
        page.line(XS[0], TOP + row * STEP, XS[-1], TOP + row * STEP)
    for col in down:
        page.line(XS[col], TOP, XS[col], foot)


def grid(found: RawTable) -> list[list[str]]:
    rows = sorted({cell.row0 for cell in found.cells})
    return [[c.text for c in sorted(found.cells, key=lambda c: c.col0) if c.row0 == r] for r in rows]


@pytest.mark.parametrize("down", [(0, 5), (0, 2, 5), (0, 1, 5), (1, 3), (0, 2, 4)])
def test_columns_whose_lines_are_missing_are_found_from_the_text(tmp_path: Path, down: tuple[int, ...]) -> None:
    page = sheet(tmp_path / "plan.pdf")
    rule(page, range(6), down, write(page))
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    assert grid(found) == [list(row) for row in ALL]


def test_a_grid_with_all_its_lines_stays_as_it_is_drawn(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    rule(page, range(6), (0, 1, 2, 3, 4, 5), write(page))
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    assert found.extractor == "ruled"
    assert grid(found) == [list(row) for row in ALL]


def test_no_word_of_a_grid_is_lost_when_it_is_completed(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    rule(page, (0, 1, 3, 5), (0, 2, 5), write(page))
    save(page)
    found = raw_tables(tmp_path / "plan.pdf")
    texts = " ".join(cell.text for table in found for cell in table.cells).split()
    assert sorted(texts) == sorted(" ".join(text for row in ALL for text in row).split())


@pytest.mark.parametrize("step", [13, 24])
def test_columns_alone_are_ruled_and_every_line_is_a_row(tmp_path: Path, step: float) -> None:
    page = sheet(tmp_path / "plan.pdf")
    foot = write(page, step=step)
    for x in XS:
        page.line(x, TOP, x, foot)
    for y in (TOP, TOP + step, foot):
        page.line(XS[0], y, XS[-1], y)
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    assert grid(found) == [list(row) for row in ALL]


def test_one_long_row_between_ruled_columns_stays_one(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    lines = (
        ("1.1", "Review all open cases of children in need and", "Head of Service and", "March 2013", "On track"),
        ("", "report what was found to the board, together", "Service Manager"),
        ("", "with the steps that were taken at once"),
    )
    foot = write(page, (HEADS, *lines), 13)
    for x in XS:
        page.line(x, TOP, x, foot)
    for y in (TOP, TOP + 18, foot):
        page.line(XS[0], y, XS[-1], y)
    save(page)
    (found,) = raw_tables(tmp_path / "plan.pdf")
    assert max(cell.row1 for cell in found.cells) == 2
