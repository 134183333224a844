"""Left and right parts whose pages do not break at the same rows: right rows dealt out anew, by their references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.contract import Box, Cell, RawTable
from pipeline.wide_parts import Part, again
from pipeline.wide_rows import column_texts

_FEWEST = 2
"""Different references that must be the same to tell rows by them."""
_TALL = 1000.0
"""Points that stand for the height of a row, so that nobody takes rows of several pages for those of one."""

_Place = tuple[int, int]
"""A part and a row of it."""
_Group = tuple[str, list[_Place]]
"""A reference and the rows that bear it."""


def dealt(lefts: Sequence[Part], rights: Sequence[Part]) -> list[Part] | None:
    """For each left part a right part with the rows that bear its references.

    Args:
        lefts: Parts with the same columns, page after page.
        rights: The same for the columns beside them.

    Returns:
        Nothing where the references are not the same on both sides, one after the other.
    """
    keys = [(a.col0, b.col0) for a, b in again(lefts[:1], rights[0]) if "ref" in (a.field, b.field)]
    if not keys:
        return None
    pages = [_groups(number, left, keys[0][0]) for number, left in enumerate(lefts)]
    groups = _joined([_groups(number, right, keys[0][1]) for number, right in enumerate(rights)])
    texts = [text for text, _ in groups]
    if [text for page in pages for text, _ in page] != texts or len(set(texts) - {""}) < _FEWEST:
        return None
    if len(_joined(pages)) < len(groups):
        return None
    found = []
    for left, page in zip(lefts, pages, strict=True):
        own, groups = groups[: len(page)], groups[len(page) :]
        heads = [(0, row) for row in range(rights[0].heads)] if left.heads else []
        places = [*heads, *(place for _, rows in own for place in rows)]
        found.append(replace(rights[0], table=_table(rights, places), heads=len(heads)))
    return found


def _groups(number: int, part: Part, column: int) -> list[_Group]:
    """References of a part from top to bottom, each with its rows."""
    rows = enumerate(column_texts(part.table, column)[part.heads :], part.heads)
    return [(text, [(number, row) for row, _ in found]) for text, found in groupby(rows, lambda each: each[1])]


def _joined(pages: Sequence[Sequence[_Group]]) -> list[_Group]:
    """References of all pages; a row without one at the top of a page belongs to the last row of the page before."""
    groups: list[_Group] = []
    for page in pages:
        for place, (text, rows) in enumerate(page):
            if groups and place == 0 and text in {"", groups[-1][0]}:
                groups[-1] = (groups[-1][0], [*groups[-1][1], *rows])
            else:
                groups.append((text, rows))
    return groups


def _table(parts: Sequence[Part], places: Sequence[_Place]) -> RawTable:
    """A table of some rows of parts; where its cells are printed stays known."""
    new = {place: row for row, place in enumerate(places)}
    cells = tuple(cell for number, part in enumerate(parts) for cell in _cells(number, part.table, new))
    pages = sorted({cell.printed[0] for cell in cells if cell.printed})
    box = Box(min(c.box.x0 for c in cells), 0.0, max(c.box.x1 for c in cells), len(places) * _TALL)
    return replace(parts[0].table, page=pages[0], box=box, cells=cells, outside=(), beside=tuple(pages[1:]))


def _cells(number: int, table: RawTable, new: dict[_Place, int]) -> Iterator[Cell]:
    for cell in table.cells:
        rows = [new[number, row] for row in range(cell.row0, cell.row1) if (number, row) in new]
        if rows:
            row0, row1 = min(rows), max(rows) + 1
            box = Box(cell.box.x0, row0 * _TALL, cell.box.x1, row1 * _TALL)
            yield replace(cell, row0=row0, row1=row1, box=box, printed=(table.page, cell.box))
