"""The dataset as a workbook: cover, data dictionary, and one Excel table for each table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas import TABLES, table_schema

from ..errors import OutputUnwritable
from .files import drafted, prepare
from .load import iter_rows
from .page_links import page_links
from .to_datapackage import DESCRIPTION, TITLE
from .workbook_cells import CellWriter
from .workbook_cover import NAME, Figures, latest_day, write_cover
from .workbook_looks import Looks
from .workbook_tables import ROWS_PER_SHEET, Column, Sheet, Workshop, dictionary_rows, table_sheet

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

FILE_NAME = "actionplans.xlsx"
DICTIONARY = "Data dictionary"
SHEETS = ("actions", "plans", *(table for table in TABLES if table not in {"actions", "plans"}))
"""Order of the sheets: what most readers open first."""

_DAWN = dt.date(1980, 1, 1)
"""The date of a workbook whose plans are not dated; the clock is never asked."""
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def to_xlsx(source: Path, out: Path, plans: Sequence[Path] = (), limit: int = ROWS_PER_SHEET) -> list[Path]:
    """Write the run in `source` to `out/actionplans.xlsx`; gives the file.

    Dates, numbers and truth values are real ones; text is always text. A text that is too long for a cell (32,767
    characters) is whole on the sheet `long_texts`; a table that is too long for a sheet goes on in `name_2`.

    Args:
        source: folder of the run.
        out: folder of the workbook.
        plans: files, and folders to search, where the plans may lie, so that page numbers can lead there.
        limit: most rows of a sheet.

    Raises:
        InputMissing: `source` does not hold a run.
        InputUnreadable: a table of the run cannot be read.
        OutputUnwritable: the folder cannot be written to.
    """
    import xlsxwriter
    import xlsxwriter.exceptions

    prepare(out)
    path = out / FILE_NAME
    try:
        with drafted(path) as draft, xlsxwriter.Workbook(draft, _OPTIONS) as workbook:
            figures = Figures.of(lambda table: iter_rows(source, table))
            _fill(
                Workshop(workbook, CellWriter(Looks.of(workbook)), limit),
                source,
                figures,
                page_links(figures.plans, plans, out),
            )
    except xlsxwriter.exceptions.XlsxFileError as error:
        raise OutputUnwritable(path, f"cannot be written to ({error})") from error
    return [path]


def _fill(workshop: Workshop, source: Path, figures: Figures, links: Mapping[str, str]) -> None:
    workbook = workshop.workbook
    _describe(workbook, figures)
    cover = workbook.add_worksheet(NAME)
    contents: dict[str, tuple[str, int]] = {}
    _write_dictionary(workshop, contents)
    for table in SHEETS:
        meaning = table_schema(table)["description"].removeprefix("One row per ").removesuffix(".")
        written = workshop.write(table_sheet(table, partial(iter_rows, source, table), links))
        contents |= {name: (meaning, rows) for name, rows in written.items()}
    for name, rows in workshop.write_long_texts().items():
        contents[name] = ("part of a text that is too long for a cell", rows)
    write_cover(workbook, cover, workshop.cells, figures, contents)


def _describe(workbook: Workbook, figures: Figures) -> None:
    day = latest_day(figures.plans) or _DAWN
    workbook.set_properties(
        {"title": TITLE, "comments": DESCRIPTION, "created": dt.datetime.combine(day, dt.time(), dt.UTC)}
    )
    workbook.set_size(2400, 1500)


def _write_dictionary(workshop: Workshop, contents: dict[str, Any]) -> None:
    columns = (
        Column("table", "Table and sheet."),
        Column("column", "Heading of the column."),
        Column("type", "Type as Table Schema names it; lists are joined by a semicolon."),
        Column("meaning", "What the column holds."),
        Column("values", "The only values that occur, where they are few."),
        Column("key", "Whether the column identifies its row, or a row of another table."),
        Column("always_filled", "TRUE where no row may leave it empty."),
    )
    rows = tuple(dictionary_rows(SHEETS))
    for name, count in workshop.write(Sheet(DICTIONARY, columns, lambda: rows)).items():
        contents[name] = ("column of the sheets that follow", count)
