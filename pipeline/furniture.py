"""Furniture: running headers, footers and page numbers, known by their repetition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractors.contract import Line
from pipeline.labels import read_label

_EDGE = 0.12
"""Share of the page's height, at the top and at the foot, in which furniture stands."""
_LEVEL = 8.0
"""Points by which the height of a repeated line may differ."""
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)


def split_furniture(lines: Sequence[Line], heights: dict[int, float]) -> tuple[list[Line], list[Line]]:
    """Part the lines outside tables into furniture and body.

    A line in the margin is furniture where other pages have the same text at the same height, on a third of the pages
    at least and on two in any case; its numbers may differ as page numbers do.

    Args:
        lines: Lines outside tables, in reading order.
        heights: Height of each page in points, by page number.
    """
    seen: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        edge = _margin(line, heights)
        if edge:
            seen[edge, _shape(line.text)].append(line)
    needed = max(2, len(heights) // 3)
    furniture: list[Line] = []
    body: list[Line] = []
    for line in lines:
        edge = _margin(line, heights)
        level = _level(line, edge, heights)
        alike = [n for n in seen.get((edge, _shape(line.text)), []) if abs(_level(n, edge, heights) - level) <= _LEVEL]
        pages = {n.page for n in alike if _counts_pages(line, n)}
        number = _PAGE_NUMBER.match(line.text) and (len(pages) >= 2 or _is_own_number(line))
        (furniture if edge and (len(pages) >= needed or number) else body).append(line)
    return furniture, body


def _is_own_number(line: Line) -> bool:
    """Whether a page number is that of its own page, so that one page is enough to tell."""
    return int(re.sub(r"\D.*", "", re.sub(r"^\D+", "", line.text))) == line.page


def _counts_pages(one: Line, other: Line) -> bool:
    """Whether the numbers of two lines are the same, or differ just as their pages do and name no recommendation."""
    if one.text != other.text and read_label(one.text):
        return False
    pairs = zip(re.findall(r"\d+", one.text), re.findall(r"\d+", other.text), strict=True)
    return all(int(b) - int(a) in {0, other.page - one.page} for a, b in pairs)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _margin(line: Line, heights: dict[int, float]) -> str:
    height = heights[line.page]
    if line.box.bottom <= _EDGE * height:
        return "top"
    return "foot" if line.box.top >= (1 - _EDGE) * height else ""


def _level(line: Line, edge: str, heights: dict[int, float]) -> float:
    """Distance from the edge, so that portrait and landscape pages can be compared."""
    return line.box.top if edge == "top" else heights[line.page] - line.box.bottom
