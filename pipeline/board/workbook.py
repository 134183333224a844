"""The tables of a report as a workbook: one sheet each, real dates, frozen heading, filter, wrapped text."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from ..errors import ExtraMissing
from ..report_tables import Cell, Column, Place, Share, Table

LONGEST_CELL = 32_767
TALLEST_ROW = 409.0
LINE = 13.0
"""Points for a line of text."""
_SHEET_NAME = 31
_WIDTHS = {"prose": 60, "text": 24, "ref": 12, "count": 12, "share": 18, "date": 14, "status": 18, "place": 12}
_MARK = re.compile(r"[\[\]:*?/\\']")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def workbook(facts: Sequence[tuple[str, str]], notes: Sequence[str], tables: Sequence[Table]) -> bytes:
    """An XLSX file: a cover with facts, contents and notes, then one sheet for each table.

    Text is never taken for a formula or a link. A share takes two columns, the count and what it is out of.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise ExtraMissing("a workbook", remedy="install it with `pip install 'actionplans[report]'`") from error
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": facts[0][1] if facts else "", "created": dt.datetime.fromisoformat("2000-01-01")})
    looks = _looks(book)
    names = _sheet_names(tables)
    _cover(book.add_worksheet("Cover"), looks, (facts, notes), [(n, t) for n, t in zip(names, tables, strict=True)])
    for name, data in zip(names, tables, strict=True):
        _sheet(book.add_worksheet(name), looks, data)
    book.close()
    return buffer.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    top = {"valign": "top", "font_name": "Arial", "font_size": 10}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "font_name": "Arial"}),
        "bold": book.add_format({**top, "bold": True, "text_wrap": True}),
        "head": book.add_format({**top, "bold": True, "text_wrap": True, "bg_color": "#003078", "font_color": "white"}),
        "text": book.add_format({**top, "text_wrap": True, "indent": 1}),
        "number": book.add_format({**top, "num_format": "#,##0"}),
        "date": book.add_format({**top, "num_format": "d mmm yyyy", "align": "left"}),
        "link": book.add_format({**top, "font_color": "#1d70b8", "underline": 1}),
    }


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    names: list[str] = []
    for data in tables:
        name = _MARK.sub(" ", data.title)[:_SHEET_NAME].strip()
        names.append(name if name not in names else f"{name[: _SHEET_NAME - 3]} {len(names)}")
    return names


def _cover(
    sheet: Any,
    looks: dict[str, Any],
    texts: tuple[Sequence[tuple[str, str]], Sequence[str]],
    contents: Sequence[tuple[str, Table]],
) -> None:
    facts, notes = texts
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "Progress of the plan", looks["title"])
    row = 2
    for name, value in facts:
        sheet.write_string(row, 0, name, looks["bold"])
        sheet.write_string(row, 1, _clean(value), looks["text"])
        row += 1
    sheet.write_string(row + 1, 0, "Sheets", looks["bold"])
    row += 2
    for name, data in contents:
        sheet.write_url(row, 0, f"internal:'{name}'!A1", looks["link"], string=name)
        sheet.write_string(row, 1, _clean(f"{len(data):,} rows. {data.note}"), looks["text"])
        row += 1
    sheet.write_string(row + 1, 0, "How to read this", looks["bold"])
    for number, note in enumerate(notes):
        sheet.write_string(row + 1 + number, 1, _clean(note), looks["text"])


def _sheet(sheet: Any, looks: dict[str, Any], data: Table) -> None:
    heads: list[tuple[str, float]] = []
    for column in data.columns:
        heads.append((column.title, _width(column)))
        if column.kind == "share":
            heads.append(("out of", 10))
    for number, (title, width) in enumerate(heads):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, title, looks["head"])
    for down, row in enumerate(data.rows, 1):
        sheet.set_row(down, _height(data.columns, row))
        across = 0
        for cell in row:
            across += _write(sheet, looks, (down, across), cell)
    sheet.freeze_panes(1, 0)
    if data.rows:
        sheet.autofilter(0, 0, len(data.rows), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, looks: dict[str, Any], at: tuple[int, int], cell: Cell) -> int:
    """Write one cell and give the number of columns that it took."""
    match cell:
        case None:
            sheet.write_blank(*at, None, looks["text"])
        case dt.date():
            sheet.write_datetime(*at, dt.datetime.combine(cell, dt.time()), looks["date"])
        case int():
            sheet.write_number(*at, cell, looks["number"])
        case Share():
            sheet.write_number(*at, cell.count, looks["number"])
            sheet.write_number(at[0], at[1] + 1, cell.of, looks["number"])
            return 2
        case Place(picture=picture) if picture:
            sheet.write_url(*at, f"external:{picture}", looks["link"], string=str(cell))
        case _:
            sheet.write_string(*at, _clean(str(cell)), looks["text"])
    return 1


def _height(columns: Sequence[Column], row: Sequence[Cell]) -> float:
    """Points for the row, so that wrapped text is seen whole in programs that do not fit heights themselves."""
    most = 1
    for column, cell in zip(columns, row, strict=True):
        if isinstance(cell, dt.date | int | Share) or cell is None:
            continue
        room = max(1, int(_width(column)))
        most = max(most, sum(1 + len(line) // room for line in str(cell).split("\n")))
    return min(TALLEST_ROW, LINE * most + 2)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)[:LONGEST_CELL]


def _width(column: Column) -> float:
    return max(_WIDTHS[column.kind], min(20, len(column.title) * 0.7))
