"""Tables of web pages: spans resolved, captions before them, columns as wide as the page says or their text asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from extractors.flow import Block, FlowCell, FlowTable, Paragraph
from extractors.html_styles import Declarations, Sheet, ground_of, is_shown, length

_PIXEL = 0.75
_WIDTH = 980.0
_PADDING, _MOST_PADDING = 5.0, 20.0
_BORDER = 1.5
"""Points that columns with a stated width are wider by: half a line on either side."""
_LEAST, _MOST = 50.0, 420.0
_PER_SIGN = 5.2
_MOST_SPAN = 1000
_NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(px|pt|%)?\s*$")

_TABLES = frozenset({"table", "grid", "treegrid"})
_HEADS = frozenset({"columnheader", "rowheader"})
_ROW = (frozenset({"row"}), "table-row")
_CELL = (frozenset({"cell", "gridcell", *_HEADS}), "table-cell")
"""Roles, and the style, of the parts of tables that are made of other elements."""

CellReader = Callable[[Any, bool], tuple[Block, ...]]


def read_table(element: Any, sheet: Sheet, read_cell: CellReader) -> Iterator[Block]:
    """The caption and the table, or what is in a table that only arranges things.

    Args:
        element: A `table`, or what is shown as one.
        sheet: Style sheets of the page.
        read_cell: Reads the blocks of a cell; the second argument tells whether it is a heading.
    """
    for caption in element.iterchildren("caption"):
        yield from read_cell(caption, True)
    cells = list(_cells(element, sheet, read_cell))
    if not cells:
        return
    if element.get("role") in {"presentation", "none"}:
        for cell in cells:
            yield from cell.blocks
        return
    yield FlowTable(_widths(element, cells), tuple(cells), _padding(element, sheet))


def is_table(element: Any, declared: Declarations) -> bool:
    """Whether an element is shown as a table: by its name, its role, or its style."""
    if element.tag == "table" or element.get("role") in _TABLES:
        return True
    return declared.get("display") in {"table", "inline-table"}


def _rows(element: Any, sheet: Sheet) -> Iterator[Any]:
    """Rows in the order in which they are shown: the first head comes first, the first foot last."""
    if element.tag != "table":
        yield from _parts(element, sheet, _ROW)
        return
    parts = [part for part in element.iterchildren() if part.tag in {"thead", "tbody", "tfoot", "tr"}]
    head = next((part for part in parts if part.tag == "thead"), None)
    foot = next((part for part in parts if part.tag == "tfoot"), None)
    for part in sorted(parts, key=lambda p: (p is foot, p is not head)):
        if not is_shown(part, sheet.of(part)):
            continue
        rows = [part] if part.tag == "tr" else part.iterchildren("tr")
        yield from (row for row in rows if is_shown(row, sheet.of(row)))


def _parts(element: Any, sheet: Sheet, kind: tuple[frozenset[str], str]) -> Iterator[Any]:
    """Rows of a table, or cells of a row, that are so by role or style; tables inside are not looked into."""
    roles, shown_as = kind
    for child in element.iterchildren():
        if not isinstance(child.tag, str):
            continue
        declared = sheet.of(child)
        if not is_shown(child, declared):
            continue
        if child.get("role") in roles or declared.get("display") == shown_as:
            yield child
        elif not is_table(child, declared):
            yield from _parts(child, sheet, kind)


def _cells(element: Any, sheet: Sheet, read_cell: CellReader) -> Iterator[FlowCell]:
    rows = list(_rows(element, sheet))
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(rows):
        col = 0
        ground = ground_of(line, sheet.of(line))
        for part in line.iterchildren("td", "th") if line.tag == "tr" else _parts(line, sheet, _CELL):
            declared = sheet.of(part)
            if not is_shown(part, declared):
                continue
            while (row, col) in taken:
                col += 1
            down = _span(part.get("rowspan") or part.get("aria-rowspan"), len(rows) - row)
            across = _span(part.get("colspan") or part.get("aria-colspan"), _MOST_SPAN)
            taken |= {(r, c) for r in range(row, row + down) for c in range(col, col + across)}
            fill = ground_of(part, declared) or ground
            head = part.tag == "th" or part.get("role") in _HEADS
            yield FlowCell(row, row + down, col, col + across, read_cell(part, head), fill)
            col += across


def _span(text: str | None, most: int) -> int:
    """A span as written, kept within the table; 0 means as far as it goes."""
    wanted = int(text) if text and text.strip().isdigit() else 1
    return max(1, min(wanted or most, most, _MOST_SPAN))


def _widths(element: Any, cells: Sequence[FlowCell]) -> tuple[float, ...]:
    columns = max(cell.col1 for cell in cells)
    stated = [_points(col.get("width")) for col in element.iter("col") for _ in range(_span(col.get("span"), 100))]
    if len(stated) == columns and all(stated):
        return tuple((width or 0.0) + _BORDER for width in stated)
    wanted = [_LEAST] * columns
    for cell in cells:
        if cell.col1 == cell.col0 + 1:
            signs = sum(len(b.text) for b in cell.blocks if isinstance(b, Paragraph))
            wanted[cell.col0] = max(wanted[cell.col0], min(signs * _PER_SIGN / 2, _MOST))
    scale = max(_WIDTH / sum(wanted), 1.0)
    return tuple(width * scale for width in wanted)


def _padding(element: Any, sheet: Sheet) -> float:
    """Points between the sides of the cells and their text, as the first cell says, else the table."""
    for part in element.iter("td", "th"):
        declared = sheet.of(part)
        sides = declared.get("padding", "").split()
        stated = length(declared.get("padding-left") or (sides[1 if len(sides) in {2, 3} else -1] if sides else ""))
        if stated is not None:
            return min(stated, _MOST_PADDING)
        break
    stated = _points(element.get("cellpadding"))
    return _PADDING if stated is None else min(stated, _MOST_PADDING)


def _points(text: str | None) -> float | None:
    found = _NUMBER.match(text or "")
    if found is None or float(found[1]) <= 0:
        return None
    value = float(found[1])
    if found[2] == "%":
        return value / 100 * _WIDTH
    return value if found[2] == "pt" else value * _PIXEL
