"""Rows from the strips between rules: each one row, or cut by its text where rules part no rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.bands import Band
from extractors.columns import Extent
from extractors.row_cuts import cut_rows, share_of_several

_ROW_RULES = {3: 0.4, 4: 0.6}
"""Where a smaller share of so many strips between rules, or more, holds several rows, every row has its rule."""
_SOLID = 0.3
"""Share of the font size: lines of four strips or more that stand no further apart are hardly rows."""
_SOLID_RULES = 0.9
_STRIP = 0.8
"""Share of the font size: a white strip over all columns that parts rows where nothing is drawn between them."""
_PARTED = 0.3
"""Where wide white strips part the lines of a smaller share of the strips between rules, they part no rows."""
_KEYED = 0.8
"""Share of the strips between rules that must have text in their first column for no row to be without."""
_FEW_STRIPS = 2
"""Strips that are too few to tell."""


def rows_of(
    groups: Sequence[Sequence[Band]],
    columns: Sequence[Extent],
    size: float,
    leading: float | None,
    *,
    missing: bool = False,
) -> list[list[Band]]:
    """Rows of a table from top to bottom.

    Args:
        groups: Bands between one rule and the next.
        columns: Columns from left to right.
        size: Ordinary font size in points.
        leading: White between lines of running text near by, a share of the font size.
        missing: Whether rules between rows are known to be missing.
    """
    limit = _ROW_RULES.get(min(len(groups), 4), 0.0)
    widest = max((b.top - a.bottom for group in groups for a, b in pairwise(group)), default=0.0)
    if len(groups) >= 4 and widest <= _SOLID * size:
        limit = _SOLID_RULES
    if share_of_several(groups[1:], columns, keyed=True) < limit and _parted_share(groups, size) < _PARTED:
        keyed = sum(0 in group[0].cells for group in groups[1:]) >= _KEYED * len(groups[1:]) > _FEW_STRIPS
        least = 0 if missing and not keyed else len(columns) - int(not keyed)
        cut = (row for group in groups[1:] for row in _strip_rows(group, len(columns), size, least))
        return [*_heads(groups[0]), *cut]
    return [row for group in cut_rows(groups, columns, size, leading) for row in group]


def _strip_rows(group: Sequence[Band], columns: int, size: float, least: int) -> list[list[Band]]:
    """A strip as one row, or cut where it cannot be one.

    That is under headings in bold type, and where a wide white strip lies over lines that are well filled, which begin
    with a key or fill the `least` number of columns.
    """
    rows = [[group[0]]]
    for above, below in pairwise(group):
        full = len(below.cells) > max(2, 0.5 * columns)
        heads = all(band.bold for band in rows[-1]) and len(rows[-1][0].cells) > 2 and not below.bold
        begins = 0 in below.cells or len(below.cells) >= least
        opens = begins and below.top - above.bottom > _STRIP * size
        if full and (heads or opens):
            rows.append([])
        rows[-1].append(below)
    return rows


def _parted_share(groups: Sequence[Sequence[Band]], size: float) -> float:
    """Share of the groups of several lines in which wide white strips part lines that are filled side by side."""
    several = [group for group in groups if len(group) > 1]
    wide = [
        any(b.top - a.bottom > _STRIP * size and min(len(a.cells), len(b.cells)) > 1 for a, b in pairwise(group))
        for group in several
    ]
    return sum(wide) / len(wide) if wide else 0.0


def _heads(bands: Sequence[Band]) -> list[list[Band]]:
    """Rows over the first rule: headings over several columns, headings in bold type, a row that is not."""
    rows = [[bands[0]]]
    for above, below in pairwise(bands):
        if above.spanning > below.spanning or above.bold > below.bold:
            rows.append([])
        rows[-1].append(below)
    return rows
