"""Whether a page opens with the headings of another table, although its columns stand where the last ones stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.contract import Cell, Line
from pipeline.headings import is_heading_row, match_heading
from pipeline.raw_rows import glyphs

_WORDS = 6
"""Words of the longest heading."""
_FEWEST = 3
"""Headings side by side that make a row of headings."""
_PAIR = 2
"""Columns of a key."""
_ALIKE = 0.5
"""Share of the columns that must be headed alike for a table to go on."""

Span = tuple[int, int]


def opens_anew(
    first: Sequence[Cell], spans: Sequence[Span], headings: Mapping[Span, str], foot: Sequence[Line], *, columns: int
) -> bool:
    """Whether the first row of a page heads another table.

    A row heads a table where it names fields, or where all of it is bold and what stands above the page break is not.
    Of a table of two columns, such as a key, two bold headings tell, if the table above the break is much wider.

    Args:
        first: Cells that begin in the first row of the page.
        spans: Columns of each of them, counted as in the table above the break.
        headings: Headings of the table above the break, by their columns.
        foot: Lines in the last row above the break.
        columns: Columns that the page has.
    """
    filled = [(span, cell.text) for span, cell in zip(spans, first, strict=True) if cell.text.strip()]
    narrow = columns == len(filled) == _PAIR and len(headings) > _PAIR * columns
    if (len(filled) < _FEWEST and not narrow) or not headings or any(len(text.split()) > _WORDS for _, text in filled):
        return False
    bold = all(_is_bold(cell.lines) for cell in first if cell.lines) and not _is_bold(foot)
    if not bold and (narrow or not is_heading_row([text for _, text in filled])):
        return False
    alike = sum(_alike(text, headings.get(span, "")) for span, text in filled)
    return alike < _ALIKE * len(filled)


def heads_a_part(above: Sequence[Sequence[Line]], below: Sequence[Sequence[Line]]) -> bool:
    """Whether nothing but a line in bold type stands in a row, below a row in ordinary type.

    Args:
        above: Lines of each cell of the row above the page break.
        below: Those of the same columns below it.
    """
    filled = [lines for lines in below if lines]
    over = [upper for upper, lower in zip(above, below, strict=True) if lower]
    return len(filled) == 1 and _is_bold(filled[0]) and bool(over[0]) and not _is_bold(over[0])


def _is_bold(lines: Sequence[Line]) -> bool:
    return bool(lines) and all(line.bold for line in lines)


def _alike(one: str, other: str) -> bool:
    a, b = glyphs(one), glyphs(other)
    if not a or not b:
        return False
    if a.startswith(b) or b.startswith(a):
        return True
    first, second = match_heading(one), match_heading(other)
    return first is not None and second is not None and first.field == second.field
