"""Tagged PDFs: the tables that the program which wrote the file declared in its structure tree.

A cell is known by the marked content that it holds; where that stands on the page, the text objects say (ISO 32000-1,
14.7 and 14.8). Rows and columns count from 0, spans are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, create_string_buffer
from typing import Any

from pypdfium2 import raw

from extractors.contract import TaggedCell, TaggedTable

_DEEPEST = 40
"""Levels of nesting beyond which a structure tree is broken."""
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
        count = max(raw.FPDF_StructTree_CountChildren(tree), 0)
        roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count)]
        tables = [_table(element) for root in roots if root for element in _outermost(root, "Table")]
        return tuple(table for table in tables if table.cells)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _children(element: Any) -> Iterator[Any]:
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child


def _kind(element: Any) -> str:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    if size <= 2:
        return ""
    buffer = create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").split("\0")[0]


def _outermost(element: Any, kind: str, depth: int = 0) -> Iterator[Any]:
    if _kind(element) == kind:
        yield element
    elif depth < _DEEPEST:
        for child in _children(element):
            yield from _outermost(child, kind, depth + 1)


def _table(element: Any) -> TaggedTable:
    cells: list[TaggedCell] = []
    taken: set[tuple[int, int]] = set()
    row = 0
    for row, line in enumerate(_outermost(element, "TR")):
        col = 0
        for cell in (child for child in _children(line) if _kind(child) in _CELLS):
            while (row, col) in taken:
                col += 1
            rows, cols = _span(cell, b"RowSpan"), _span(cell, b"ColSpan")
            taken |= {(r, c) for r in range(row, row + rows) for c in range(col, col + cols)}
            cells.append(TaggedCell(row, row + rows, col, col + cols, frozenset(_marks(cell))))
            col += cols
    last = row + 1
    return TaggedTable(tuple(cell._replace(row1=min(cell.row1, last)) for cell in cells))


def _span(cell: Any, name: bytes) -> int:
    for index in range(max(raw.FPDF_StructElement_GetAttributeCount(cell), 0)):
        attributes = raw.FPDF_StructElement_GetAttributeAtIndex(cell, index)
        value = raw.FPDF_StructElement_Attr_GetValue(attributes, name)
        number = c_float()
        if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, byref(number)):
            return max(1, min(int(number.value), 200))
    return 1


def _marks(element: Any, depth: int = 0) -> Iterator[int]:
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark >= 0:
            yield mark
    if depth < _DEEPEST:
        for child in _children(element):
            yield from _marks(child, depth + 1)
