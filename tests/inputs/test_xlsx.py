"""Spreadsheets: values as they are shown, blocks as tables, and what is hidden told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from extractors.xlsx_reader import XlsxReader
from extractors.xlsx_values import shown


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (None, "General", ""), ("  as typed ", "General", "  as typed "), (True, "General", "TRUE"),
        (dt.datetime(2012, 9, 30, tzinfo=dt.UTC), "mm-dd-yy", "30/09/2012"),
        (dt.date(2012, 9, 3), "General", "03/09/2012"),
        (dt.datetime(2012, 9, 1, tzinfo=dt.UTC), "mmm-yy", "September 2012"), (dt.time(14, 30), "h:mm", "14:30"),
        (3, "General", "3"), (2.0, "General", "2"), (0.5, "0%", "50%"), (0.125, "0.0%", "12.5%"),
        (1234.5, "#,##0.00", "1,234.50"), (1.1, "0.0", "1.1"), (0.1 + 0.2, "General", "0.3"), (7, "@", "7"),
    ],
)  # fmt: skip
def test_values_are_written_as_they_are_shown(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Actions"
    sheet.append(["Borsetshire improvement plan"])
    sheet.append([])
    for row in (["Ref", "Action", "Due"], [1, "Train", dt.date(2014, 3, 31)], [2, "Audit", None], [3, "Write", "TBC"]):
        sheet.append(row)
    sheet.merge_cells("B4:B5")
    sheet["C6"].fill = PatternFill("solid", start_color="FFFF0000")
    sheet["A3"].font = Font(bold=True)
    sheet["B6"].value = CellRichText(TextBlock(InlineFont(strike=True), "May"), " June")
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["C"].hidden = True
    made.create_sheet("Lists")["A1"] = "not shown"
    made["Lists"].sheet_state = "hidden"
    made.create_sheet("Blank")
    made.create_sheet("Second")["A1"] = "Shown on a page of its own"
    path = tmp_path / "plan.xlsx"
    made.save(path)
    return path


def test_blocks_of_rows_are_tables_and_sheets_are_pages(book: Path) -> None:
    document = XlsxReader().read(book)
    assert [[w.text for w in page.words][:2] for page in document.pages] == [
        ["Actions", "Borsetshire improvement plan"],
        ["Second", "Shown on a page of its own"],
    ]
    (table,) = document.tables
    cells = {(c.row0, c.row1, c.col0): c for c in table.cells}
    assert cells[1, 3, 1].text == "Train"
    assert cells[1, 2, 2].text == "31/03/2014"
    assert cells[3, 4, 2].fill == (255, 0, 0)
    assert cells[0, 1, 0].lines[0].words[0].bold
    words = [w for line in cells[3, 4, 1].lines for w in line.words]
    assert [(w.text, w.struck) for w in words] == [("May", True), ("June", False)]


def test_what_is_hidden_is_told(book: Path) -> None:
    notes = {note.code: note.message for note in XlsxReader().read(book).notes}
    assert set(notes) == {"hidden_sheet", "hidden_rows", "hidden_columns"}
    assert "Rows 6 of the sheet 'Actions' are hidden; they were read." in notes["hidden_rows"]
