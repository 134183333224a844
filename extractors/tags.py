"""Tagged PDFs: the tables that the program which wrote the file declared in its structure tree.

A cell is known by the marked content that it holds; where that stands on the page, the text objects say (ISO 32000-1,
14.7 and 14.8). Rows and columns count from 0, spans are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from extractors import pdfium_calls as calls
from extractors.contract import TaggedCell, TaggedTable

_DEEPEST = 40
"""Levels of nesting beyond which a structure tree is broken."""
_WIDEST = 200
"""Rows or columns of the widest cell."""
_CELLS = {"TD", "TH"}


def is_tagged(document: Any) -> bool:
    """Whether a document says that it carries a structure tree."""
    return bool(raw.FPDFCatalog_IsTagged(document.raw))


def read_tags(page: Any) -> tuple[TaggedTable, ...]:
    """Tables that the structure tree declares on a page, in the order of the tree."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return ()
    try:
        handle = calls.handle(tree)
        roots = [calls.tree_child(handle, index) for index in range(calls.tree_child_count(handle))]
        tables = [_table(element) for root in roots if root for element in _outermost(root, "Table")]
        return tuple(table for table in tables if table.cells)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _children(element: calls.Handle) -> list[calls.Handle]:
    found = (calls.element_child(element, index) for index in range(calls.element_child_count(element)))
    return [child for child in found if child]


def _outermost(element: calls.Handle, kind: str, depth: int = 0) -> Iterator[calls.Handle]:
    if calls.element_type(element) == kind:
        yield element
    elif depth < _DEEPEST:
        for child in _children(element):
            yield from _outermost(child, kind, depth + 1)


def _table(element: calls.Handle) -> TaggedTable:
    cells: list[TaggedCell] = []
    taken: set[tuple[int, int]] = set()
    row = 0
    for row, line in enumerate(_outermost(element, "TR")):
        col = 0
        for cell in (child for child in _children(line) if calls.element_type(child) in _CELLS):
            while (row, col) in taken:
                col += 1
            rows, cols = _span(cell, b"RowSpan"), _span(cell, b"ColSpan")
            taken |= {(r, c) for r in range(row, row + rows) for c in range(col, col + cols)}
            cells.append(TaggedCell(row, row + rows, col, col + cols, frozenset(_marks(cell))))
            col += cols
    last = row + 1
    return TaggedTable(tuple(cell._replace(row1=min(cell.row1, last)) for cell in cells))


def _span(cell: calls.Handle, name: bytes) -> int:
    number = calls.element_number(cell, name)
    return 1 if number is None else max(1, min(int(number), _WIDEST))


def _marks(element: calls.Handle, depth: int = 0) -> list[int]:
    """Marked content of an element and of those in it; each child is the one or the other."""
    marks: list[int] = []
    for index in range(calls.element_child_count(element)):
        mark = calls.child_mark(element, index)
        child = calls.element_child(element, index) if mark < 0 and depth < _DEEPEST else None
        if mark >= 0:
            marks.append(mark)
        elif child:
            marks += _marks(child, depth + 1)
    return marks
