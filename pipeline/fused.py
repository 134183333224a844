"""Headings fused with the row below them, where the rule between the two is not drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractors.contract import Cell, RawTable
from pipeline.headings import is_heading_row
from pipeline.raw_rows import glyphs

_LEAST = 3
"""Columns that must open with a heading."""


def split_fused(table: RawTable, known: Mapping[int, str]) -> RawTable:
    """The table, with a first row that opens with headings cut into two rows.

    A heading is known by its words where an earlier page had it, else by its bold type above plain text.

    Args:
        table: A raw table.
        known: Letters of the headings on earlier pages by column, see `pipeline.raw_rows.glyphs`.
    """
    first = [c for c in table.cells if c.row0 == 0]
    for lengths in ([_known_lines(c, known.get(c.col0, "")) for c in first], [_bold_lines(c) for c in first]):
        heads = [" ".join(n.text for n in c.lines[:size]) for c, size in zip(first, lengths, strict=True)]
        opened = sum(size > 0 for size in lengths)
        rest = sum(len(c.lines) > size for c, size in zip(first, lengths, strict=True))
        if opened >= max(_LEAST, 0.75 * len(first)) and rest >= _LEAST and is_heading_row(heads):
            return _split(table, dict(zip(map(id, first), lengths, strict=True)))
    return table


def _known_lines(cell: Cell, heading: str) -> int:
    """Lines at the top of a cell that spell the heading, 0 where they do not."""
    letters = ""
    for count, line in enumerate(cell.lines, 1):
        letters += glyphs(line.text)
        if letters == heading:
            return count
    return 0


def _bold_lines(cell: Cell) -> int:
    count = 0
    while count < len(cell.lines) and cell.lines[count].bold:
        count += 1
    return count


def _split(table: RawTable, lengths: Mapping[int, int]) -> RawTable:
    foot = max(line.box.bottom for c in table.cells if c.row0 == 0 for line in c.lines[: lengths[id(c)]])
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.row0 > 0:
            cells.append(replace(cell, row0=cell.row0 + 1, row1=cell.row1 + 1))
            continue
        size, box = lengths[id(cell)], cell.box
        cells.append(replace(cell, row1=1, box=box._replace(bottom=foot), lines=cell.lines[:size]))
        cells.append(replace(cell, row0=1, row1=cell.row1 + 1, box=box._replace(top=foot), lines=cell.lines[size:]))
    return replace(table, cells=tuple(cells))
