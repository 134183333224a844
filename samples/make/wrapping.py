"""How many lines a paragraph takes, so that stacked actions, leads and dates can be aligned with empty lines.

The plans that the samples imitate hold several actions in one cell, and their authors lined up leads, dates and
progress by eye. The widths are those of Liberation Sans, in thousandths of the font size, from the blank to the tilde.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flatodt import Paragraph, TextStyle

_REGULAR = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584
584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667
611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500
722 500 500 500 334 260 334 584
"""
_BOLD = """
278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584
584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667
611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556
778 556 556 500 389 280 389 584
"""
_OTHERS = {"‘": 222, "’": 222, "–": 556, "—": 1000, "•": 350}

_WIDTHS = {
    bold: {chr(32 + i): int(width) for i, width in enumerate(table.split())} | _OTHERS
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
_MARKS = re.compile(r"\*\*|__|//|\^")


def count_lines(paragraph: Paragraph, width: float, styles: dict[str, TextStyle]) -> int:
    """Return the number of lines that a paragraph takes in a column.

    Args:
        paragraph: what is set.
        width: width of the column without its padding, in points.
        styles: paragraph styles by name.
    """
    style = styles[paragraph.style]
    widths = _WIDTHS[style.bold]
    room = width - style.left
    text = _MARKS.sub("", paragraph.text.rpartition("\t")[2])
    lines, used = 1, 0.0
    for piece in re.findall(r"\s+|[^\s\-–/]*[\-–/]*", text):
        length = sum(widths[c] for c in piece) * style.size / 1000
        if used + length > room and used and not piece.isspace():
            lines, used = lines + 1, 0.0
        used += length
    return lines


def height(paragraphs: Sequence[Paragraph], width: float, styles: dict[str, TextStyle]) -> int:
    """Return the number of lines that several paragraphs take in a column."""
    return sum(count_lines(paragraph, width, styles) for paragraph in paragraphs)


def align(
    bands: Sequence[Sequence[Sequence[Paragraph]]],
    widths: Sequence[float],
    styles: dict[str, TextStyle],
    gap: int,
) -> list[list[Paragraph]]:
    """Stack bands of a row so that what belongs together begins at the same height in every column.

    Args:
        bands: for every action its paragraphs column by column.
        widths: widths of the columns without their padding.
        styles: paragraph styles by name.
        gap: empty lines between two bands.

    Returns:
        The paragraphs of every column, filled up with empty ones.
    """
    columns: list[list[Paragraph]] = [[] for _ in widths]
    for number, band in enumerate(bands):
        heights = [height(part, width, styles) for part, width in zip(band, widths, strict=True)]
        last = number == len(bands) - 1
        for column, part, lines in zip(columns, band, heights, strict=True):
            column.extend(part)
            if not last:
                column.extend([Paragraph("")] * (max(heights) + gap - lines))
    return columns
