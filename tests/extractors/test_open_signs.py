"""Signs of rows and tables where nothing is drawn: spacing, middles, steady columns, other tables on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.contract import Cell, RawTable, around
from extractors.lines import lines_of
from extractors.quick import QuickReader
from extractors.run_on import with_run_on_cells
from pipeline.extract import page_tables, raw_tables

Text = tuple[float, float, str]


def _drawn(path: Path, pages: list[list[Text]]) -> Path:
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for texts in pages:
        canvas.setFont("Helvetica", 10)
        for x, top, text in texts:
            canvas.drawString(x, 842 - top, text)
        canvas.showPage()
    canvas.save()
    return path


def _rows(table: RawTable) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(cell.row1 for cell in table.cells))]
    for cell in sorted(table.cells, key=lambda c: (c.row0, c.col0)):
        rows[cell.row0].append(" ".join(cell.text.split()))
    return rows


def _grid(columns: list[float], top: float, step: float, rows: list[list[str]]) -> list[Text]:
    return [
        (x, top + n * step, text) for n, row in enumerate(rows) for x, text in zip(columns, row, strict=True) if text
    ]


BOATS = [["Boat", "Berth", "Crew"], ["Heron", "A4", "3"], ["Tern", "B11", "2"], ["Gannet", "A7", "4"]]
LAMPS = [["Lamp", "Height", "Flashes"], ["Pier", "9", "2"], ["Mole", "12", "4"], ["Point", "31", "1"]]
PARTS = [
    ["Group", "Feature", "Value", "Unit"],
    ["Hull", "Length", "9.1", "m"],
    ["", "Beam", "2.8", "m"],
    ["", "Draught", "1.4", "m"],
    ["Engine", "Power", "22", "kW"],
    ["", "Mass", "180", "kg"],
]


@pytest.mark.parametrize("second", [LAMPS, BOATS])
def test_two_tables_close_together_stay_two(tmp_path: Path, second: list[list[str]]) -> None:
    places = [60, 210, 330] if second is LAMPS else [60, 160, 260]
    texts = _grid([60, 160, 260], 100, 14, BOATS) + _grid(places, 182, 14, second)
    tables = page_tables(QuickReader().read(_drawn(tmp_path / "two.pdf", [texts]))[0])
    assert [_rows(table) for table in tables] == [BOATS, second]


def test_entries_under_one_key_are_rows(tmp_path: Path) -> None:
    texts = _grid([60, 130, 230, 290], 100, 12, PARTS)
    tables = page_tables(QuickReader().read(_drawn(tmp_path / "parts.pdf", [texts]))[0])
    assert [_rows(table) for table in tables] == [PARTS]


@pytest.mark.parametrize("count", [1, 2])
def test_the_last_rows_on_the_next_page(tmp_path: Path, count: int) -> None:
    rows = [["Boat", "Berth", "Crew"], *([f"Boat {n}", f"A{n}", f"{n % 5}"] for n in range(40))]
    rest = [[f"Boat {n}", f"A{n}", f"{n % 5}"] for n in range(40, 40 + count)]
    pages = [_grid([60, 160, 260], 60, 18, rows), _grid([60, 160, 260], 60, 18, rest)]
    tables = raw_tables(_drawn(tmp_path / "long.pdf", pages))
    assert [table.page for table in tables] == [1, 2]
    assert _rows(tables[1]) == rest


def test_a_letter_on_the_next_page_is_no_rest_of_a_table(tmp_path: Path) -> None:
    rows = [["Boat", "Berth", "Crew"], *([f"Boat {n}", f"A{n}", f"{n % 5}"] for n in range(40))]
    letter = [(60, 60 + 14 * n, "The harbour office thanks all owners who came to the meeting.") for n in range(9)]
    tables = raw_tables(_drawn(tmp_path / "letter.pdf", [_grid([60, 160, 260], 60, 18, rows), letter]))
    assert [table.page for table in tables] == [1]


def test_addresses_side_by_side_are_no_table_and_a_column_of_postcodes_is(tmp_path: Path) -> None:
    blocks = [["Town Library", "Museum", "Choir"], ["5 Mill Lane", "7 The Green", "9 High Road"],
              ["Ostley", "Saltham", "Thornwick"], ["B12 5GJ", "M25 5EN", "D12 8EL"]]  # fmt: skip
    assert not raw_tables(_drawn(tmp_path / "a.pdf", [_grid([60, 220, 380], 100, 12, blocks)]))
    codes = [["Branch", "Street", "Code"], ["Ostley", "Mill Lane", "B12 5GJ"], ["Saltham", "The Green", "M25 5EN"]]
    (found,) = raw_tables(_drawn(tmp_path / "b.pdf", [_grid([60, 220, 380], 100, 20, codes)]))
    assert _rows(found) == codes


def test_a_short_table_set_more_loosely_than_prose_keeps_its_rows(tmp_path: Path) -> None:
    prose = [
        (
            60.0,
            60 + 12.0 * n,
            "Visitors who arrive by train are asked to use the northern gate, as the other one is shut",
        )
        for n in range(3)
    ]
    rows = [["Term", "Meaning", "Unit"], ["Wharfage", "fee for goods that are on board", "day"],
            ["Tare", "depth of the hull below the line", "kg"]]  # fmt: skip
    (found,) = raw_tables(_drawn(tmp_path / "a.pdf", [prose + _grid([60, 160, 420], 130, 20, rows)]))
    assert _rows(found) == rows


@pytest.mark.parametrize(
    ("upper", "lower", "top", "one"),
    [
        ("in care has a plan, and", "that it is kept", 148, True),
        ("in care has a plan, and", "That it is kept", 148, False),
        ("in care has a plan.", "that it is kept", 148, False),
        ("in care has a plan, and", "that it is kept", 158, False),
    ],
)
def test_a_text_that_runs_on_past_the_rows_beside_it_is_one_cell(
    tmp_path: Path, upper: str, lower: str, top: float, one: bool
) -> None:
    texts = [(60.0, 124.0, "Ensure that every child"), (60.0, 136.0, upper), (60.0, top, lower)]
    (page,) = QuickReader().read(_drawn(tmp_path / "a.pdf", [texts]))
    lines = lines_of(page.words, 1)
    boxes = [around([line.box for line in part]) for part in (lines[:2], lines[2:])]
    cells = (Cell(0, 1, 0, 1, boxes[0], lines[:2]), Cell(1, 2, 0, 1, boxes[1], lines[2:]))
    found = with_run_on_cells(RawTable(1, around(boxes), cells, "aligned")).cells
    assert [(cell.row0, cell.row1) for cell in found] == ([(0, 2)] if one else [(0, 1), (1, 2)])
    assert [line for cell in found for line in cell.lines] == list(lines)
