"""The head of a page on which a table without full rules goes on from the page before."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.columns import Extent, Piece, font_size
from extractors.contract import Line, Page, RawTable
from extractors.cut_lines import cut_lines
from extractors.open_table import extents

OPEN = frozenset({"aligned", "half_ruled"})
"""Extractors of tables without full rules: one may go on where another began."""
_FOOT = 0.7
"""Share of the page's height below which a table must end for it to go on."""
_HEADER = 0.2
"""Share of the page's height in which the table must go on; other lines may stand before it."""
_FAR = 3.2
"""Share of the font size: rows further apart than this are not of one table."""
_AT = 0.2
"""Share of the font size by which text may stand off the edge of its column."""


def last_open(before: Sequence[RawTable], height: float) -> RawTable | None:
    """The table at the foot of the page before, where it has no full rules.

    Args:
        before: Tables of that page.
        height: Height of the page in points.
    """
    last = max(before, key=lambda table: table.box.bottom, default=None)
    return last if last is not None and last.extractor in OPEN and last.box.bottom >= _FOOT * height else None


def head_lines(lines: Sequence[Line], page: Page, before: RawTable) -> list[Line]:
    """Lines at the head of a page that stand in the columns of a table on the page before; none where none do.

    Args:
        lines: Lines of the page from top to bottom.
        page: The page.
        before: The table that may go on.
    """
    columns = extents(before)
    size = font_size(word for cell in before.cells for line in cell.lines for word in line.words)
    if not columns or not size:
        return []
    rows = cut_lines(lines, size, columns)
    taken: list[Line] = []
    beside = 0
    for line, pieces in zip(lines, rows, strict=True):
        near = line.box.top - taken[-1].box.bottom <= _FAR * size if taken else line.box.top < _HEADER * page.height
        if near and _in_columns(pieces, columns, size):
            taken.append(line)
            beside += len(pieces) > 1
        elif taken or not near:
            break
    return taken if beside else []


def _in_columns(pieces: Sequence[Piece], columns: Sequence[Extent], size: float) -> bool:
    """Whether each piece stands in a column of its own, at its edge or inside it, in the type of the table."""
    taken: set[int] = set()
    for piece in pieces:
        within = [i for i, (x0, x1) in enumerate(columns) if piece.box.x0 < x1 and piece.box.x1 > x0]
        col = within[0] if len(within) == 1 and _stands_in(piece, columns[within[0]], size) else None
        if col is None or col in taken or abs(piece.words[0].size - size) > _AT * size:
            return False
        taken.add(col)
    return True


def _stands_in(piece: Piece, column: Extent, size: float) -> bool:
    reach = _AT * size
    before, after = column[0] - piece.box.x0, piece.box.x1 - column[1]
    return max(before, after) <= reach or min(abs(before), abs(after)) <= reach
