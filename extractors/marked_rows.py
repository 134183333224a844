"""Rows that their marks tell apart where a cell in the middle of several bridges the white between them.

The first column bears nothing but marks that follow each other, `a)` over `b)`: each begins a row. A cell with no line
beside any of them is one for as many rows as it stands in the middle of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.contract import Cell, RawTable

_MARK = re.compile(r"\(?(?P<stem>(?:[A-Z]{0,3}\d{1,2}\.)*)(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))[.):]?")
_BESIDE = 1.0
"""Points by which lines of one row may differ in height."""
_ABOVE = 0.3
"""Share of a line's height by which a line of the next row may begin above its mark."""


def parted_at_marks(table: RawTable) -> RawTable:
    """The table with each row cut that bears several marks in its first column.

    Args:
        table: Cells row by row.
    """
    for row in range(max(cell.row1 for cell in table.cells) - 1, -1, -1):
        first = next((c for c in table.cells if (c.row0, c.row1, c.col0) == (row, row + 1, 0)), None)
        if first is not None and first.col1 == 1 and _follow_each_other([line.text for line in first.lines]):
            table = _cut(table, row, [line.box.top for line in first.lines])
    return table


def _follow_each_other(texts: Sequence[str]) -> bool:
    """Whether texts are nothing but marks, each the one after the one before it."""
    marks = [_MARK.fullmatch(text.strip()) for text in texts]
    if len(marks) < 2 or not all(marks):
        return False
    places = [(m["stem"], int(m["number"]) if m["number"] else ord(m["letter"])) for m in marks if m]
    return all(a[0] == b[0] and b[1] - a[1] == 1 for a, b in pairwise(places))


def _cut(table: RawTable, row: int, tops: Sequence[float]) -> RawTable:
    own = [c for c in table.cells if c.row0 == row and c.row1 == row + 1]
    if any(c.row0 < row < c.row1 or (c.row0 == row and c.row1 > row + 1) for c in table.cells):
        return table
    height = min(line.box.height for c in own for line in c.lines)
    edges = [own[0].box.top, *(top - _ABOVE * height for top in tops[1:]), own[0].box.bottom]
    more = len(tops) - 1
    cells = [
        c if c.row0 < row else replace(c, row0=c.row0 + more, row1=c.row1 + more) for c in table.cells if c not in own
    ]
    for cell in own:
        cells += _parts(cell, tops, edges)
    return replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row0, c.col0))))


def _parts(cell: Cell, tops: Sequence[float], edges: Sequence[float]) -> list[Cell]:
    """A cell as several, or as one over the rows in whose middle it stands."""
    spans = [(n, n + 1) for n in range(len(tops))]
    beside = any(abs(line.box.top - top) <= _BESIDE for line in cell.lines for top in tops)
    if cell.lines and not beside:
        middle = (cell.lines[0].box.top + cell.lines[-1].box.bottom) / 2
        several = [(a, b) for a in range(len(tops)) for b in range(a + 1, len(tops) + 1)]
        whole = min(several, key=lambda s: abs((edges[s[0]] + edges[s[1]]) / 2 - middle))
        spans = [*(s for s in spans if s[1] <= whole[0]), whole, *(s for s in spans if s[0] >= whole[1])]
    found = []
    for start, end in spans:
        top, bottom = edges[start], edges[end]
        lines = tuple(
            n for n in cell.lines if (beside and top <= n.box.top < bottom) or (not beside and end - start > 1)
        )
        if not beside and spans == [(n, n + 1) for n in range(len(tops))]:
            lines = tuple(n for n in cell.lines if top <= n.box.centre[1] < bottom)
        box = cell.box._replace(top=top, bottom=bottom)
        found.append(replace(cell, row0=cell.row0 + start, row1=cell.row0 + end, box=box, lines=lines))
    return found
