"""Raw tables as text to read and as JSON to compare."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from extractors.contract import Cell, RawTable


def grids_as_json(tables: Sequence[RawTable]) -> str:
    """Tables as a JSON list with page and cells; spans are half-open and rows and columns count from 0."""
    return json.dumps([_grid(table) for table in tables], indent=1, ensure_ascii=False)


def _grid(table: RawTable) -> dict[str, Any]:
    return {"page": table.page, "cells": [_cell(cell) for cell in table.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    return {"row0": cell.row0, "row1": cell.row1, "col0": cell.col0, "col1": cell.col1, "text": cell.text}


def grids_as_text(tables: Sequence[RawTable]) -> str:
    """Tables as a listing: a line per table, then one per filled cell with its place in the grid."""
    if not tables:
        return "no tables"
    return "\n\n".join("\n".join(_listing(number, table)) for number, table in enumerate(tables, 1))


def _listing(number: int, table: RawTable) -> list[str]:
    rows = max((cell.row1 for cell in table.cells), default=0)
    cols = max((cell.col1 for cell in table.cells), default=0)
    head = (
        f"table {number}, page {table.page}: {rows} rows, {cols} columns, {len(table.cells)} cells ({table.extractor})"
    )
    cells = sorted(table.cells, key=lambda cell: (cell.row0, cell.col0))
    return [head, *(_entry(cell) for cell in cells if cell.text.strip())]


def _entry(cell: Cell) -> str:
    place = f"r{_span(cell.row0, cell.row1)} c{_span(cell.col0, cell.col1)}"
    return f"  {place:<12} {' '.join(cell.text.split())}"


def _span(first: int, end: int) -> str:
    return f"{first + 1}" if end == first + 1 else f"{first + 1}-{end}"


def reasons(tables: Sequence[RawTable]) -> str:
    """A line per table: who read it, and why that reading is believed."""
    if not tables:
        return "no tables"
    return "\n".join(
        f"table {number}, page {table.page}: {table.extractor}; {table.why or 'no sign of doubt'}"
        for number, table in enumerate(tables, 1)
    )
