"""What single rules part: cells beside those over other columns, and tables that follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.contract import Box, Cell, RawTable, around
from extractors.leading import runs_on

_WHOLE_WIDTH = 0.9
"""Share of the longest rule's length from which a rule runs over all of the table."""
_AT = 0.6
"""Points by which the edge of a row may lie off its rule."""
_SIDE = 2.0
"""Points by which a rule may end off the side of its table."""
_LEVEL = 0.6
"""Points by which lines side by side may differ in height."""


class Bar(NamedTuple):
    """A horizontal rule that parts rows, over the whole width of a table or over some of its columns."""

    at: float
    x0: float
    x1: float


def merged_beside(table: RawTable, separators: Sequence[Bar]) -> RawTable:
    """The table with cells that go on beside a rule over other columns made one.

    Args:
        table: The table, every rule taken for one that parts rows.
        separators: Rules drawn between rows.
    """
    width = max((bar.x1 - bar.x0 for bar in separators), default=0.0)
    cells = list(table.cells)
    for bar in separators:
        if bar.x1 - bar.x0 > _WHOLE_WIDTH * width:
            continue
        sided = min(abs(bar.x0 - table.box.x0), abs(bar.x1 - table.box.x1)) <= _SIDE
        level = [b for b in separators if abs(b.at - bar.at) < _AT]
        for upper in [c for c in cells if abs(c.box.bottom - bar.at) < _AT and not any(_under(b, c) for b in level)]:
            lower = next(
                (c for c in cells if c.row0 == upper.row1 and (c.col0, c.col1) == (upper.col0, upper.col1)), None
            )
            if lower is None or not upper.lines or _bold(lower) > _bold(upper):
                continue
            if (sided and runs_on(upper, lower)) or _goes_on(lower, cells):
                cells.remove(lower)
                cells[cells.index(upper)] = replace(
                    upper,
                    row1=lower.row1,
                    box=around([upper.box, lower.box]),
                    lines=upper.lines + lower.lines,
                )
    return replace(table, cells=tuple(cells))


def unclosed_columns(table: RawTable, separators: Sequence[Bar]) -> tuple[tuple[int, int], ...]:
    """Columns of the last row that the rules at its foot leave out; none where no rule is there."""
    foot = [bar for bar in separators if abs(bar.at - table.box.bottom) < _LEVEL]
    rows = max(cell.row1 for cell in table.cells)
    left_out = [c for c in table.cells if c.row1 == rows and not any(_under(bar, c) for bar in foot)]
    return tuple((c.col0, c.col1) for c in left_out) if foot else ()


def _under(bar: Bar, cell: Cell) -> bool:
    return min(bar.x1, cell.box.x1) - max(bar.x0, cell.box.x0) > 0.5 * cell.box.width


def _bold(cell: Cell) -> bool:
    return bool(cell.lines) and all(line.bold for line in cell.lines)


def _goes_on(lower: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a cell begins with no line of its own that stands beside the first line of its row."""
    if not lower.lines:
        return True
    top = lower.lines[0].box.top
    beside = [c.lines[0].box.top for c in cells if c.row0 == lower.row0 and c.lines and c != lower]
    return bool(beside) and all(abs(other - top) > _LEVEL for other in beside)


def parts_of(table: RawTable, gaps: Sequence[tuple[float, float]]) -> list[RawTable]:
    """A table as several, without the rows in the gaps between them.

    Args:
        table: The table read as one.
        gaps: Heights from and to which nothing of a table stands, from top to bottom.
    """
    if not gaps:
        return [table]
    tops = [table.box.top, *(below for _, below in gaps)]
    feet = [*(above for above, _ in gaps), table.box.bottom]
    written = {cell.row0: cell.lines[0].box.centre[1] for cell in table.cells if cell.lines}
    found = []
    for top, foot in zip(tops, feet, strict=True):
        cells = [cell for cell in table.cells if top <= written.get(cell.row0, cell.box.centre[1]) <= foot]
        first = min((cell.row0 for cell in cells), default=0)
        frame = Box(table.box.x0, top, table.box.x1, foot)
        moved = (_moved(cell, first, frame) for cell in cells)
        found.append(replace(table, box=frame, cells=tuple(moved)))
    return [part for part in found if part.cells]


def _moved(cell: Cell, first: int, frame: Box) -> Cell:
    box = cell.box._replace(top=max(cell.box.top, frame.top), bottom=min(cell.box.bottom, frame.bottom))
    return replace(cell, row0=cell.row0 - first, row1=cell.row1 - first, box=box)
