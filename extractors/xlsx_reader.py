"""The reader of spreadsheets (.xlsx): each sheet is a page, each block of filled rows a table, values as shown."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.contract import Colour
from extractors.docx_styles import colour_of
from extractors.faults import DamagedError, PartMissingError
from extractors.flow import Block, FlowCell, FlowTable, Note, OpenDocument, PageBreak, Paragraph, Run, Style
from extractors.layout import lay_out
from extractors.xlsx_values import shown

_CHARACTER = 5.6
"""Points of one unit of column width."""
_NARROWEST, _WIDEST = 24.0, 420.0
_USUAL_WIDTH = 8.43
_MOST_ROWS, _MOST_COLS = 20_000, 200
_NAMED = 12


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    sheet: Any
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Last row and column of the merged cells, by their first."""
    covered: set[tuple[int, int]] = field(default_factory=set)
    """Places inside merged cells but for their first."""


class XlsxReader:
    """Reads workbooks."""

    name = "xlsx"

    def read(self, path: Path) -> OpenDocument:
        """Read the visible sheets of a workbook.

        Formulas show the values that were saved with them; hidden rows and columns are read and told, hidden sheets
        are told.

        Raises:
            PartMissingError: openpyxl is not installed.
            DamagedError: The file is no whole workbook.
        """
        book = _opened(path)
        blocks: list[Block] = []
        notes: list[Note] = []
        page = 0
        width = 0.0
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                notes.append(Note("hidden_sheet", f"The sheet '{sheet.title}' is hidden; it was not read.", "warning"))
                continue
            found = list(_blocks(_measured(sheet)))
            if not found:
                continue
            page += 1
            blocks += [PageBreak(), Paragraph((Run(sheet.title, Style(size=12, bold=True)),), after=8), *found]
            notes += _hidden(sheet, page)
            width = max(width, *(sum(b.widths) for b in found if isinstance(b, FlowTable)), 450.0)
        return lay_out(blocks, self.name, width, notes)


def _opened(path: Path) -> Any:
    try:
        import openpyxl
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise PartMissingError("openpyxl") from error
    try:
        with path.open("rb") as handle:
            return openpyxl.load_workbook(handle, data_only=True, rich_text=True)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError, InvalidFileException) as error:
        raise DamagedError(" ".join(str(error).split())) from error


def _measured(sheet: Any) -> _Sheet:
    found = _Sheet(sheet)
    for area in sheet.merged_cells.ranges:
        found.merged[area.min_row, area.min_col] = (area.max_row, area.max_col)
        found.covered |= {
            (row, col)
            for row in range(area.min_row, min(area.max_row, _MOST_ROWS) + 1)
            for col in range(area.min_col, min(area.max_col, _MOST_COLS) + 1)
        } - {(area.min_row, area.min_col)}
    return found


def _blocks(sheet: _Sheet) -> Iterator[Block]:
    """Blocks of rows between blank ones; a block with text in one column only is text and no table."""
    rows: list[int] = []
    for row in range(1, min(sheet.sheet.max_row, _MOST_ROWS) + 2):
        if _is_filled(sheet, row):
            rows.append(row)
        elif rows:
            yield from _block(sheet, rows)
            rows = []


def _is_filled(sheet: _Sheet, row: int) -> bool:
    reach = range(1, min(sheet.sheet.max_column, _MOST_COLS) + 1)
    if any(_text(sheet.sheet.cell(row, col)) for col in reach):
        return True
    return any(row0 < row <= row1 for (row0, _), (row1, _) in sheet.merged.items())


def _block(sheet: _Sheet, rows: Sequence[int]) -> Iterator[Block]:
    reach = range(1, min(sheet.sheet.max_column, _MOST_COLS) + 1)
    filled = [col for col in reach if any(_text(sheet.sheet.cell(row, col)) for row in rows)]
    if not filled:
        return
    if len(filled) == 1:
        for row in rows:
            runs = _runs(sheet.sheet.cell(row, filled[0]))
            if runs:
                yield Paragraph(runs, after=3)
        return
    cols = list(range(filled[0], filled[-1] + 1))
    yield FlowTable(tuple(_width(sheet.sheet, col) for col in cols), tuple(_cells(sheet, rows, cols)))


def _cells(sheet: _Sheet, rows: Sequence[int], cols: Sequence[int]) -> Iterator[FlowCell]:
    for index, row in enumerate(rows):
        for place, col in enumerate(cols):
            if (row, col) in sheet.covered:
                continue
            last_row, last_col = sheet.merged.get((row, col), (row, col))
            cell = sheet.sheet.cell(row, col)
            runs = _runs(cell)
            yield FlowCell(
                index,
                index + sum(row <= other <= last_row for other in rows),
                place,
                place + sum(col <= other <= last_col for other in cols),
                (Paragraph(runs),) if runs else (),
                _ground(cell),
            )


def _text(cell: Any) -> str:
    return shown(cell.value, cell.number_format).strip()


def _runs(cell: Any) -> tuple[Run, ...]:
    """The text of a cell in its styles; parts with a style of their own keep it."""
    base = _style(cell.font, Style())
    value = cell.value
    if isinstance(value, list):
        parts = [(str(getattr(p, "text", p)), getattr(p, "font", None)) for p in value]
        return tuple(Run(text, _style(font, base) if font is not None else base) for text, font in parts if text)
    text = shown(value, cell.number_format)
    return (Run(text, base),) if text.strip() else ()


def _style(font: Any, base: Style) -> Style:
    bold, italic = getattr(font, "b", None), getattr(font, "i", None)
    colour = colour_of((_rgb(getattr(font, "color", None)) or "")[-6:])
    return base._replace(
        bold=bool(bold) if bold is not None else base.bold,
        italic=bool(italic) if italic is not None else base.italic,
        underlined=getattr(font, "u", None) not in {None, "none"},
        struck=bool(getattr(font, "strike", None)),
        colour=colour or base.colour,
        size=float(getattr(font, "sz", None) or base.size),
    )


def _rgb(colour: Any) -> str | None:
    return colour.rgb if colour is not None and colour.type == "rgb" and isinstance(colour.rgb, str) else None


def _ground(cell: Any) -> Colour | None:
    """The colour behind a cell; white, and colours that only a theme names, are none."""
    if cell.fill is None or cell.fill.fill_type != "solid":
        return None
    colour = colour_of((_rgb(cell.fill.start_color) or "")[-6:])
    return None if colour is None or min(colour) >= 250 else colour


def _width(sheet: Any, col: int) -> float:
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(col)
    for key, dimension in sheet.column_dimensions.items():
        inside = dimension.min is not None and dimension.min <= col <= (dimension.max or dimension.min)
        if (key == letter or inside) and dimension.width:
            return float(min(max(dimension.width * _CHARACTER, _NARROWEST), _WIDEST))
    return _USUAL_WIDTH * _CHARACTER


def _hidden(sheet: Any, page: int) -> Iterator[Note]:
    rows = [str(n) for n, d in sorted(sheet.row_dimensions.items()) if d.hidden and _row_text(sheet, n)]
    if rows:
        named = ", ".join(rows[:_NAMED]) + (" and others" if len(rows) > _NAMED else "")
        yield Note(
            "hidden_rows", f"Rows {named} of the sheet '{sheet.title}' are hidden; they were read.", "warning", page
        )
    columns = [key for key, d in sorted(sheet.column_dimensions.items()) if d.hidden]
    if columns:
        named = ", ".join(columns[:_NAMED])
        message = f"Columns from {named} of the sheet '{sheet.title}' are hidden; they were read."
        yield Note("hidden_columns", message, "warning", page)


def _row_text(sheet: Any, row: int) -> bool:
    return row <= sheet.max_row and any(_text(cell) for cell in sheet[row])
