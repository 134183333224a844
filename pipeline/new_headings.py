"""Whether a page opens with the headings of another table, although its columns stand where the last ones stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.contract import Cell, Line
from pipeline.headings import is_heading_row, match_heading
from pipeline.labels import read_label
from pipeline.raw_rows import glyphs

_WORDS = 6
"""Words of the longest heading."""
_FEWEST = 3
"""Headings side by side that make a row of headings."""
_ALIKE = 0.5
"""Share of the columns that must be headed alike for a table to go on."""

Span = tuple[int, int]


def opens_anew(
    first: Sequence[Cell], spans: Sequence[Span], headings: Mapping[Span, str], foot: Sequence[Line]
) -> bool:
    """Whether the first row of a page heads another table.

    A row heads a table where it names fields, or where all of it is bold and what stands above the page break is not.

    Args:
        first: Cells that begin in the first row of the page.
        spans: Columns of each of them, counted as in the table above the break.
        headings: Headings of the table above the break, by their columns.
        foot: Lines in the last row above the break.
    """
    filled = [(span, cell.text) for span, cell in zip(spans, first, strict=True) if cell.text.strip()]
    if len(filled) < _FEWEST or not headings or any(len(text.split()) > _WORDS for _, text in filled):
        return False
    bold = all(_is_bold(cell.lines) for cell in first if cell.lines) and not _is_bold(foot)
    if not bold and not is_heading_row([text for _, text in filled]):
        return False
    alike = sum(_alike(text, headings.get(span, "")) for span, text in filled)
    return alike < _ALIKE * len(filled)


def _is_bold(lines: Sequence[Line]) -> bool:
    return bool(lines) and all(word.bold for line in lines for word in line.words)


def _alike(one: str, other: str) -> bool:
    a, b = glyphs(one), glyphs(other)
    if not a or not b:
        return False
    if a.startswith(b) or b.startswith(a):
        return True
    first, second = match_heading(one), match_heading(other)
    return first is not None and second is not None and first.field == second.field


def bands_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines between two parts of a table, those of one band together; a label begins a band."""
    bands: list[list[Line]] = []
    for line in lines:
        near = bands and line.box.top - bands[-1][-1].box.bottom <= 0.6 * line.box.height
        if near and read_label(line.text) is None:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands
