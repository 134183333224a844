"""Rows of a table that is printed on two pages side by side: which of them belong together, and laying them so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extractors.contract import Box, Cell, Line, RawTable
from pipeline.raw_rows import glyphs, row_count, row_places

_NEAR = 1.6
"""Points by which two beginnings of one row may differ."""
_UNEVEN = 2.0
"""Points by which the heights of rows must differ at least to tell one table from another."""
_FEWEST = 2
"""References that must be the same to tell rows by them."""

Rows = Sequence[int]
Columns = tuple[int, int]
"""A column of the left part and one of the right part."""


@dataclass(frozen=True, slots=True)
class Match:
    """Which rows belong together.

    `left` and `right` tell for each boundary of rows (one more than rows) the boundary of the whole table that it is,
    `bounds` where the whole table's boundaries stand on the left page, in points from the top.
    """

    by: str
    """What told: `height`, `reference` or `order`."""
    left: Rows
    right: Rows
    bounds: Sequence[float]
    shift: float = 0.0
    """Points by which the right part stands higher than the left one."""
    uneven: bool = False
    """Whether the heights of the rows differ enough to tell."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A whole table, and what the right part only repeats."""

    table: RawTable
    repeated: tuple[Line, ...]


def match_rows(left: RawTable, right: RawTable, keys: Sequence[Columns], heads: tuple[int, int]) -> Match | None:
    """Which rows belong together: those at one height, with one reference, or, where there are as many, in one place.

    Args:
        left: The left part.
        right: The right part.
        keys: Columns that both parts seem to have.
        heads: Rows of headings on either.
    """
    high = by_height(left, right)
    if high is not None:
        return high
    count = row_count(left)
    for key in keys:
        told = _by_reference(left, right, key, heads)
        if told is not None:
            return told
    same = count == row_count(right) and heads[0] == heads[1]
    return Match("order", range(count + 1), range(count + 1), _bounds(left)) if same else None


def by_height(left: RawTable, right: RawTable, *, forced: bool = False) -> Match | None:
    """Rows that stand at one height, a row of one part perhaps cut into several of the other.

    Args:
        left: The left part.
        right: The right part.
        forced: Whether the parts belong together for certain, though rows of both may be cut.
    """
    one, other = _bounds(left), _bounds(right)
    for shift in (0.0, one[0] - other[0]):
        moved = [y + shift for y in other]
        ends = abs(one[0] - moved[0]) <= _NEAR and abs(one[-1] - moved[-1]) <= _NEAR
        union = _union(one, moved)
        if forced or (ends and len(union) == max(len(one), len(moved))):
            heights = [b - a for a, b in pairwise(union[1:])]
            uneven = bool(heights) and max(heights) - min(heights) >= _UNEVEN
            return Match("height", _places(one, union), _places(moved, union), union, shift, uneven)
    return None


def _bounds(table: RawTable) -> list[float]:
    places = row_places(table)
    return [*(place.top for place in places), places[-1].bottom]


def _union(one: Sequence[float], other: Sequence[float]) -> list[float]:
    found: list[float] = []
    for y in sorted([*one, *other]):
        if not found or y - found[-1] > _NEAR:
            found.append(y)
    return found


def _places(bounds: Sequence[float], union: Sequence[float]) -> list[int]:
    return [min(range(len(union)), key=lambda i: abs(union[i] - y)) for y in bounds]


def _by_reference(left: RawTable, right: RawTable, key: Columns, heads: tuple[int, int]) -> Match | None:
    """Rows of equal references in equal order, a row of one part perhaps beside several of the other."""
    one, other = _groups(left, key[0], heads[0]), _groups(right, key[1], heads[1])
    if [text for text, _ in one] != [text for text, _ in other] or len({t for t, _ in one if t}) < _FEWEST:
        return None
    tops = _bounds(left)
    firsts, seconds, bounds = [0], [0], [tops[0]]
    for (_, high), (_, wide) in zip(one, other, strict=True):
        if high != wide and min(high, wide) > 1:
            return None
        start, row = len(bounds) - 1, len(firsts) - 1
        size = max(high, wide)
        foot = tops[row + high]
        bounds += [tops[row + n] if high == size else foot for n in range(1, size + 1)]
        firsts += [start + n if high == size else start + size for n in range(1, high + 1)]
        seconds += [start + n if wide == size else start + size for n in range(1, wide + 1)]
    return Match("reference", firsts, seconds, bounds)


def _groups(table: RawTable, column: int, heads: int) -> list[tuple[str, int]]:
    """Texts of a column from top to bottom, each with its rows; all rows of headings are one."""
    texts = column_texts(table, column)[heads:]
    body = [(text, len(list(group))) for text, group in groupby(texts)]
    return [("", heads), *body] if heads else body


def column_texts(table: RawTable, column: int) -> list[str]:
    """Letters of the cell that covers each row of a column, empty where none does."""
    texts = [""] * row_count(table)
    for cell in table.cells:
        if cell.col0 <= column < cell.col1:
            texts[cell.row0 : cell.row1] = [glyphs(cell.text)] * (cell.row1 - cell.row0)
    return texts


def agree(parts: tuple[RawTable, RawTable], key: Columns, match: Match, heads: int) -> bool | None:
    """Whether a column of both parts says the same in every row below the headings; unknown where it says nothing."""
    one = _spread(parts[0], key[0], match.left)[match.left[heads] :]
    other = _spread(parts[1], key[1], match.right)[match.left[heads] :]
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    return all(a == b for a, b in pairs) if pairs else None


def _spread(table: RawTable, column: int, rows: Rows) -> list[str]:
    found = [""] * rows[-1]
    for row, text in enumerate(column_texts(table, column)):
        found[rows[row] : rows[row + 1]] = [text] * (rows[row + 1] - rows[row])
    return found


def lay_beside(left: RawTable, right: RawTable, match: Match, seam: float, dropped: Sequence[int] = ()) -> Laid:
    """The table that two parts make.

    Cells of the right part stand to the right of the left one, at the heights of its rows; where they are printed, and
    the pages and boxes of their lines, stay known.

    Args:
        left: The left part.
        right: The right part.
        match: Which rows belong together.
        seam: Where the right page begins, in points from the left edge of the left page: the width of the pages before.
        dropped: Columns of the right part that only repeat columns of the left one.
    """
    width = max(c.col1 for c in left.cells)
    kept = [col for col in range(max(c.col1 for c in right.cells)) if col not in dropped]
    end = seam + right.box.x1
    cells = [replace(c, row0=match.left[c.row0], row1=match.left[c.row1]) for c in left.cells]
    bands = _bands(cells, right, match, width)
    repeated: list[Line] = []
    beside: list[Cell] = []
    for cell in right.cells:
        columns = [width + place for place, col in enumerate(kept) if cell.col0 <= col < cell.col1]
        if not columns or match.right[cell.row0] in bands:
            repeated += cell.lines
        else:
            moved = _moved(cell, (left, right, match), seam)
            opens = columns[0] == width
            box = moved.box._replace(x0=seam) if opens else moved.box
            beside.append(replace(moved, col0=columns[0], col1=columns[-1] + 1, box=box))
    for place, cell in enumerate(cells):
        if cell.col1 == width:
            whole = bands.get(cell.row0) is cell
            cells[place] = _widened(cell, width + len(kept) * whole, end if whole else seam, left.page)
    pages = tuple(dict.fromkeys((*left.beside, right.page, *right.beside)))
    box = left.box._replace(x1=end)
    return Laid(replace(left, box=box, cells=(*cells, *beside), beside=pages), tuple(repeated))


def _bands(cells: Sequence[Cell], right: RawTable, match: Match, width: int) -> dict[int, Cell]:
    """Cells over the whole width of the left part, by their row, that the right part says nothing more about."""
    wide = {c.row0: c for c in cells if c.col0 == 0 and c.col1 == width > 1 and c.lines}
    for cell in right.cells:
        band = wide.get(match.right[cell.row0])
        if band is not None and glyphs(cell.text) not in glyphs(band.text):
            del wide[band.row0]
    return wide


def _widened(cell: Cell, col1: int, x1: float, page: int) -> Cell:
    return replace(cell, col1=col1, box=cell.box._replace(x1=x1), printed=cell.printed or (page, cell.box))


def _moved(cell: Cell, parts: tuple[RawTable, RawTable, Match], shift: float) -> Cell:
    """A cell of the right part at its place in the whole table, its columns as they were."""
    left, right, match = parts
    row0, row1 = match.right[cell.row0], match.right[cell.row1]
    top, bottom = match.bounds[row0], match.bounds[row1]
    printed = cell.printed or (right.page, cell.box)
    lower = match.shift if match.by == "height" else top - printed[1].top
    lines = tuple(replace(line, level=(left.page, line.box.top + lower)) for line in cell.lines)
    box = Box(cell.box.x0 + shift, top, cell.box.x1 + shift, bottom)
    return replace(cell, row0=row0, row1=row1, box=box, lines=lines, printed=printed)
