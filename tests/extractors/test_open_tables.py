"""Random tables without full rules, and pages without any table: cells and neighbours must be those that were drawn."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import fmean

import pytest

from benchmarks.measures import agreement
from extractors.contract import RawTable
from extractors.quick import QuickReader
from pipeline.extract import page_tables
from pipeline.grids import grids_as_json
from tests.drawing import Sheet, save, sheet
from tests.open_tables import KINDS, make

LEAST = {"fills": 0.99, "zebra": 0.98, "rows": 0.98, "booktabs": 0.97, "none": 0.95}
PROSE = (
    "The museum opens at ten on weekdays and closes an hour later on Thursdays in the summer months",
    "Visitors who arrive by train are asked to use the northern gate and to keep their tickets ready",
    "Our ferries carry bicycles free of charge as long as there is room for them on the lower deck",
)


def tables_of(path: Path) -> list[RawTable]:
    return [table for page in QuickReader().read(path) for table in page_tables(page)]


@pytest.mark.parametrize("kind", KINDS)
def test_cells_and_neighbours_of_random_tables(tmp_path: Path, kind: str) -> None:
    figures = []
    for seed in range(900, 912):
        path = tmp_path / f"{seed}.pdf"
        drawn = make(path, kind, seed)
        figures.append(agreement(json.loads(grids_as_json(tables_of(path))), drawn.grid))
    assert fmean(figure.cells for figure in figures) >= LEAST[kind]
    assert fmean(figure.neighbours for figure in figures) >= LEAST[kind]


def column_of_prose(page: Sheet, left: float, width: int) -> None:
    words = " ".join(PROSE * 6).split()
    line, y = "", 60.0
    for word in words:
        if len(line) + len(word) >= width:
            page.text(left, y, line)
            line, y = "", y + 11
        line = f"{line} {word}".strip()


def two_columns(page: Sheet) -> None:
    column_of_prose(page, 50, 60)
    column_of_prose(page, 420, 60)


def bullets(page: Sheet) -> None:
    for number, text in enumerate(PROSE * 4):
        page.text(60, 60 + 13 * number, "•")
        page.text(78, 60 + 13 * number, text)


def numbered(page: Sheet) -> None:
    for number, text in enumerate(PROSE * 4):
        page.text(60, 60 + 13 * number, f"{number + 1}.")
        page.text(84, 60 + 13 * number, text)


def contents(page: Sheet) -> None:
    for number, text in enumerate(PROSE * 4):
        page.text(60, 60 + 13 * number, text[:30])
        page.text(500, 60 + 13 * number, str(3 + 2 * number))


def ruled_off(page: Sheet) -> None:
    page.text(50, 40, "Annual report")
    page.text(700, 40, "Page 7")
    page.line(50, 46, 790, 46)
    column_of_prose(page, 50, 150)
    page.line(50, 560, 790, 560)


@pytest.mark.parametrize("what", [two_columns, bullets, numbered, contents, ruled_off])
def test_what_is_no_table_is_not_taken_for_one(tmp_path: Path, what: object) -> None:
    page = sheet(tmp_path / "t.pdf")
    assert callable(what)
    what(page)
    save(page)
    assert tables_of(tmp_path / "t.pdf") == []


def test_a_dash_that_stands_for_nothing_is_a_cell(tmp_path: Path) -> None:
    rows = [("Stop", "58", "60"), ("Harbour", "06:00", "07:00"), ("Zoo", "–", "07:04"), ("Airport", "06:08", "–")]
    page = sheet(tmp_path / "t.pdf")
    for number, row in enumerate(rows):
        for x, text in zip((60, 160, 205), row, strict=True):
            page.text(x, 60 + 16 * number, text)
    save(page)
    (table,) = tables_of(tmp_path / "t.pdf")
    assert [cell.text for cell in table.cells] == [text for row in rows for text in row]


def test_letters_set_one_by_one_are_words_and_their_blanks_part_no_columns(tmp_path: Path) -> None:
    rows = [("Name", "Telephone"), ("Ada Brook", "085 774 3701"), ("Otto Lind", "058 333 1053"),
            ("Wen Li", "089 606 8503"), ("Ida Holm", "048 782 4563")]  # fmt: skip
    page = sheet(tmp_path / "t.pdf")
    for number, row in enumerate(rows):
        for left, text in zip((60, 200), row, strict=True):
            for place, letter in enumerate(text):
                page.canvas.setFont("Courier", 9)
                page.canvas.drawString(left + 5.4 * place, 500 - 16 * number, letter)
    save(page)
    (table,) = tables_of(tmp_path / "t.pdf")
    assert [cell.text for cell in table.cells] == [text for row in rows for text in row]
