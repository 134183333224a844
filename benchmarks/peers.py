"""The peers: how each one's tables are asked for, and how they are told in our terms.

`raw` is what a user of the library would call, for speed; `grids` gives cells with spans, for accuracy. Every library
is loaded when it is first needed, so each fresh process holds only what it measures.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.measures import Field, Table

Box = tuple[float, float, float, float]
_NEAR = 2.0
"""Points: edges of cells closer than this are one edge."""


def pdfplumber_raw(path: Path) -> int:
    """`extract_tables` on every page, each page closed after use."""
    found = 0
    with import_module("pdfplumber").open(path) as document:
        for page in document.pages:
            found += len(page.extract_tables())
            page.close()
    return found


def pdfplumber_grids(path: Path) -> list[Table]:
    """Cells and texts of `find_tables`."""
    tables = []
    with import_module("pdfplumber").open(path) as document:
        for page in document.pages:
            tables += [_from_rows(table, page.page_number) for table in page.find_tables()]
            page.close()
    return tables


def pymupdf_raw(path: Path) -> int:
    """`find_tables` and `extract` on every page."""
    found = 0
    with import_module("pymupdf").open(path) as document:
        for page in document:
            found += len([table.extract() for table in page.find_tables().tables])
    return found


def pymupdf_grids(path: Path) -> list[Table]:
    """Cells and texts of `find_tables`."""
    tables = []
    with import_module("pymupdf").open(path) as document:
        for page in document:
            tables += [_from_rows(table, page.number + 1) for table in page.find_tables().tables]
    return tables


def _tablers(path: Path) -> Iterator[tuple[int, Any]]:
    library = import_module("tablers")
    document = library.Document(path)
    try:
        for number, page in enumerate(document.pages(), 1):
            for table in library.find_tables(page, extract_text=True):
                yield number, table
    finally:
        document.close()


def tablers_raw(path: Path) -> int:
    """`find_tables` with text on every page."""
    return sum(1 for _ in _tablers(path))


def tablers_grids(path: Path) -> list[Table]:
    """Cells and texts of `find_tables`."""
    return [
        Table(page=number, cells=_placed([(cell.bbox, cell.text or "") for cell in table.cells]))
        for number, table in _tablers(path)
    ]


def camelot_tables(path: Path, options: dict[str, str]) -> Sequence[Any]:
    """`read_pdf` over all pages; its warnings about pages without tables are left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables: Sequence[Any] = import_module("camelot").read_pdf(str(path), pages="all", **options)
    return tables


def camelot_grids(path: Path, options: dict[str, str]) -> list[Table]:
    """Cells, joined where no line is drawn between them."""
    return [
        Table(page=int(table.page), cells=list(_camelot_fields(table.cells))) for table in camelot_tables(path, options)
    ]


def _camelot_fields(rows: Sequence[Sequence[Any]]) -> Iterator[Field]:
    places = [(r, c) for r, row in enumerate(rows) for c in range(len(row))]
    parent = {place: place for place in places}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while parent[place] != place:
            place = parent[place]
        return place

    for r, c in places:
        cell = rows[r][c]
        if c + 1 < len(rows[r]) and not cell.right and not rows[r][c + 1].left:
            parent[root((r, c + 1))] = root((r, c))
        if r + 1 < len(rows) and not cell.bottom and not rows[r + 1][c].top:
            parent[root((r + 1, c))] = root((r, c))
    for _, group in groupby(sorted(places, key=root), key=root):
        held = list(group)
        heights, widths = [r for r, _ in held], [c for _, c in held]
        text = "\n".join(rows[r][c].text for r, c in sorted(held) if rows[r][c].text.strip())
        yield Field(row0=min(heights), row1=max(heights) + 1, col0=min(widths), col1=max(widths) + 1, text=text)


def _from_rows(table: Any, page: int) -> Table:
    """A table of pdfplumber's shape: rows of boxes, and beside them rows of texts."""
    pairs = [
        (box, text or "")
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, texts, strict=True)
        if box is not None
    ]
    return Table(page=page, cells=_placed(pairs))


def _placed(pairs: Sequence[tuple[Box, str]]) -> list[Field]:
    """Cells with their spans, counted in the edges of all cells of the table."""
    xs = _edges(x for box, _ in pairs for x in (box[0], box[2]))
    ys = _edges(y for box, _ in pairs for y in (box[1], box[3]))
    return [
        Field(
            row0=_index(ys, box[1]),
            row1=_index(ys, box[3]),
            col0=_index(xs, box[0]),
            col1=_index(xs, box[2]),
            text=text,
        )
        for box, text in pairs
    ]


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
