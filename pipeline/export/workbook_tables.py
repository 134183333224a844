"""Tables of the dataset as sheets of a workbook, each one Excel table under a frozen header."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from schemas import table_schema

from .page_links import page_address
from .to_csv import cell_text
from .workbook_cells import LONG_TEXTS, CellWriter, height, lines
from .workbook_looks import colours

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS_PER_SHEET = 1_048_575
"""Rows of a sheet without its header."""
LINKS_PER_SHEET = 65_000
"""Excel opens no sheet with more than 65,530."""
LINKED = ("page", "page_first")
"""Columns whose numbers lead to the page."""
PRINTED_WIDTH = 240.0
"""Widths of columns, in characters, that one printed page takes."""
NARROW, MEDIUM, WIDE, WIDEST = 11.0, 34.0, 48.0, 64.0

Row = Mapping[str, Any]
Rows = Callable[[], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading, its description, and whether it is a key."""

    name: str
    description: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: the name, the columns, and a way to go through the rows, more than once."""

    name: str
    columns: tuple[Column, ...]
    rows: Rows
    key: tuple[str, ...] = ()
    links: Callable[[Row], str] = lambda row: ""


class Workshop:
    """Writes sheets into a workbook and remembers the texts that were too long for a cell."""

    def __init__(self, workbook: Workbook, cells: CellWriter, limit: int = ROWS_PER_SHEET) -> None:
        """Keep the workbook; `limit` is the most rows that a sheet may hold."""
        self.workbook = workbook
        self.cells = cells
        self.limit = limit

    def write(self, sheet: Sheet) -> dict[str, int]:
        """Write a sheet, or several (`name`, `name_2`, ...) where one cannot hold all rows; gives the rows of each."""
        count, widths = _measure(sheet)
        rows = iter(sheet.rows())
        written = {}
        for number, start in enumerate(range(0, max(count, 1), self.limit), 1):
            name = sheet.name if number == 1 else f"{sheet.name}_{number}"
            here = min(self.limit, count - start)
            self._write_one(sheet, name, islice(rows, here), here, widths)
            written[name] = here
        return written

    def write_long_texts(self) -> dict[str, int]:
        """Write the sheet of texts that no cell could hold, if there are any."""
        if not self.cells.long_texts:
            return {}
        columns = (
            Column("table", "Table that the text belongs to."),
            Column("key", "Key of its row.", key=True),
            Column("column", "Its column."),
            Column("part", "Number of the part; the parts joined in this order are the text."),
            Column("text", "This part."),
        )
        names = tuple(column.name for column in columns)
        kept = tuple(self.cells.long_texts)
        sheet = Sheet(
            LONG_TEXTS, columns, lambda: (dict(zip(names, part, strict=True)) for text in kept for part in text.parts())
        )
        return self.write(sheet)

    def _write_one(self, sheet: Sheet, name: str, rows: Iterable[Row], count: int, widths: Sequence[float]) -> None:
        page = self.workbook.add_worksheet(name)
        _arrange(page, name, sheet, widths)
        head = self.cells.looks.head
        page.add_table(
            0,
            0,
            max(count, 1),
            len(sheet.columns) - 1,
            {
                "name": name.replace(" ", "_"),
                "style": "Table Style Light 1",
                "columns": [{"header": column.name, "header_format": head} for column in sheet.columns],
            },
        )
        self._colour(page, sheet, max(count, 1))
        for number, row in enumerate(rows, 1):
            page.set_row(number, height(self._write_row(page, sheet, number, row, widths)))

    def _write_row(self, page: Worksheet, sheet: Sheet, number: int, row: Row, widths: Sequence[float]) -> int:
        """Write the cells of a row; gives the lines that it needs."""
        looks = self.cells.looks
        key = " / ".join(cell_text(row[name]) for name in sheet.key)
        address = sheet.links(row) if number <= LINKS_PER_SHEET else ""
        most = 1
        for place, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
            value = row[column.name]
            look = looks.key if column.key else None
            if isinstance(value, str | tuple | dict) and value:
                value = self.cells.fit(cell_text(value), sheet.name, key, column.name)
                most = max(most, lines(value, width))
            elif address and column.name in LINKED and value is not None:
                page.write_url(
                    number, place, page_address(address, value), looks.page, tip="Open the plan at this page"
                )
                look = looks.page
            self.cells.write(page, (number, place), value, look)
        return most

    def _colour(self, page: Worksheet, sheet: Sheet, last: int) -> None:
        for place, column in enumerate(sheet.columns):
            for word, (ground, ink) in colours(sheet.name, column.name).items():
                look = self.workbook.add_format({"bg_color": ground, "font_color": ink})
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
                page.conditional_format(1, place, last, place, rule)
            if column.name == "overdue":
                look = self.workbook.add_format({"bold": True, "bg_color": "#F9CFCB", "font_color": "#7A110A"})
                page.conditional_format(
                    1, place, last, place, {"type": "cell", "criteria": "==", "value": "TRUE", "format": look}
                )


def table_sheet(table: str, rows: Rows, links: Mapping[str, str]) -> Sheet:
    """A table of the dataset as a sheet; `links` gives the address of each plan's document by plan."""
    schema = table_schema(table)
    keys = {*schema["primaryKey"], *chain.from_iterable(key["fields"] for key in schema.get("foreignKeys", ()))}
    return Sheet(
        name=table,
        columns=tuple(
            Column(f["name"], f["description"], f["name"] in keys and f["type"] == "string") for f in schema["fields"]
        ),
        rows=rows,
        key=tuple(schema["primaryKey"]),
        links=lambda row: links.get(row.get("plan_id", ""), ""),
    )


def _measure(sheet: Sheet) -> tuple[int, list[float]]:
    longest = [0] * len(sheet.columns)
    count = 0
    for row in sheet.rows():
        count += 1
        for place, column in enumerate(sheet.columns):
            value = row[column.name]
            if value:
                longest[place] = max(longest[place], len(value if isinstance(value, str) else cell_text(value)))
    return count, [_width(column, most) for column, most in zip(sheet.columns, longest, strict=True)]


def _width(column: Column, longest: int) -> float:
    head = max(len(column.name) + 4.0, NARROW)
    if column.key:
        return max(head, min(longest, 20) * 0.95)
    if longest <= 28:
        return max(head, longest + 2.0)
    return max(head, MEDIUM if longest <= 80 else WIDE if longest <= 300 else WIDEST)


def _arrange(page: Worksheet, name: str, sheet: Sheet, widths: Sequence[float]) -> None:
    page.freeze_panes(1, 1)
    page.set_row(0, 30)
    for place, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        page.set_column(place, place, width)
        if column.description:
            note = {"validate": "any", "input_title": column.name[:32], "input_message": column.description[:255]}
            page.data_validation(0, place, 0, place, note)
    page.set_landscape()
    page.set_paper(8)
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.print_across()
    page.fit_to_pages(math.ceil(sum(widths) / PRINTED_WIDTH), 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L{name}&RPage &P of &N")


def dictionary_rows(tables: Iterable[str]) -> Iterator[Row]:
    """One row per column of the dataset, from the Table Schemas."""
    for table in tables:
        schema = table_schema(table)
        for described in schema["fields"]:
            constraints = described.get("constraints", {})
            yield {
                "table": table,
                "column": described["name"],
                "type": described["type"],
                "meaning": described["description"],
                "values": tuple(constraints.get("enum", ())),
                "key": _role(schema, described["name"]),
                "always_filled": bool(constraints.get("required")) or None,
            }


def _role(schema: Mapping[str, Any], name: str) -> str:
    roles = ["key of the row"] if name in schema["primaryKey"] else []
    roles += [
        f"leads to {key['reference']['resource']}" for key in schema.get("foreignKeys", ()) if name in key["fields"]
    ]
    return ", ".join(roles)
