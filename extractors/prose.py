"""What looks like a table and is none: prose in columns, lists, contents, addresses, forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractors.columns import Piece, is_bullet
from extractors.contract import Cell, RawTable

_LEADERS = ("....", ". . . . ", "……", "____")
"""Dots that lead from a heading to its page number, or a line to write on."""
_MARK = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-z]{1,4}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[A-Z][.)])$")
_BARE = re.compile(r"^(?:\d{1,2}|[a-z]|[ivx]+)$")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b")
_MANY_LINES = 5.0
"""Lines of text in an ordinary row beyond which columns are columns of prose."""
_LONG_LINE = 30
"""Characters in an ordinary line of prose."""
_COLUMN_LINE = 20
"""Characters in an ordinary line of a newspaper's column."""
_BROKEN = 0.15
"""Share of cells that begin with a small letter, as they do where running text is cut at random."""


def has_leaders(text: str) -> bool:
    """Whether dots lead from a heading to its page number, or a line is there to write on.

    >>> has_leaders("Contents ........ 3"), has_leaders("and so on ...")
    (True, False)
    """
    return any(leaders in text for leaders in _LEADERS)


def is_table(table: RawTable, rows: Sequence[Sequence[Piece]], *, ruled: int = 0) -> bool:
    """Whether what was read as a table is one.

    Args:
        table: Cells as they were cut.
        rows: Pieces of each row.
        ruled: Rules drawn across it, which speak for a table.
    """
    columns = 1 + max(cell.col0 for cell in table.cells)
    if columns < 2 or len(rows) < (2 if ruled >= 3 else 3 if ruled or columns > 2 else 4):
        return False
    if _dense_rows(rows) < (0.5 if columns == 2 else 0.34):
        return False
    if _is_prose(table, columns, ruled):
        return False
    if columns > 2:
        return not _is_addresses(table)
    first, second = ([c for c in table.cells if c.col0 == col and c.text] for col in (0, 1))
    if _is_list(first, second):
        return False
    return ruled >= 3 or not (_is_form(first, second) or _is_contents(second) or _is_address(table, len(rows)))


def _dense_rows(rows: Sequence[Sequence[Piece]]) -> float:
    """Share of the rows in which text stands side by side."""
    return sum(len({round(p.box.x0) for p in row}) > 1 and _side_by_side(row) for row in rows) / len(rows)


def _side_by_side(row: Sequence[Piece]) -> bool:
    left = min(p.box.x1 for p in row)
    return any(p.box.x0 >= left for p in row)


def _is_prose(table: RawTable, columns: int, ruled: int) -> bool:
    """Whether the columns hold running text: many lines to a row, nearly all of them long."""
    longest: dict[int, int] = {}
    for cell in table.cells:
        longest[cell.row0] = max(longest.get(cell.row0, 0), len(cell.lines))
    ordinary = median(longest.values())
    if ruled >= 4:
        return False
    if columns <= 3 and ordinary > _MANY_LINES:
        return True
    texts = [line.text for cell in table.cells for line in cell.lines]
    usual = median(map(len, texts))
    if columns <= 3 and ordinary >= 2.5 and usual >= _LONG_LINE:
        return True
    filled = [cell.text for cell in table.cells if cell.text]
    broken = sum(text[0].islower() for text in filled)
    return columns <= 3 and usual >= _COLUMN_LINE and broken >= _BROKEN * len(filled)


def _is_list(marks: Sequence[Cell], texts: Sequence[Cell]) -> bool:
    """Whether the first column holds nothing but marks of list items, or bare numbers before sentences."""
    long = bool(texts) and median(len(cell.text) for cell in texts) >= _LONG_LINE
    found = sum(
        is_bullet(c.text) or _MARK.match(c.text) is not None or (long and _BARE.match(c.text) is not None)
        for c in marks
    )
    return bool(marks) and found >= 0.8 * len(marks)


def _is_form(labels: Sequence[Cell], texts: Sequence[Cell]) -> bool:
    """Whether labels stand before long paragraphs, or most of them end in a colon."""
    colons = sum(cell.text.endswith(":") for cell in labels)
    long = median([len(cell.lines) for cell in texts]) >= 3 if texts else False
    return long or colons >= 0.6 * len(labels)


def _is_contents(cells: Sequence[Cell]) -> bool:
    """Whether the last column holds page numbers that never fall."""
    numbers = [int(c.text) for c in cells if c.text.isdecimal() and len(c.text) < 4]
    return len(numbers) >= max(4, len(cells) - 1) and numbers == sorted(numbers)


def _is_address(table: RawTable, rows: int) -> bool:
    return rows <= 9 and any(_POSTCODE.search(cell.text) for cell in table.cells)


def _is_addresses(table: RawTable) -> bool:
    """Whether addresses stand side by side, so that a row holds several postcodes and nothing else."""
    rows: dict[int, list[bool]] = {}
    for cell in table.cells:
        if cell.text:
            rows.setdefault(cell.row0, []).append(_POSTCODE.fullmatch(cell.text) is not None)
    return any(len(found) > 1 and all(found) for found in rows.values())
