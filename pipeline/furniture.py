"""Furniture: running headers, footers and page numbers, known by their repetition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

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
    seen: dict[tuple[str, str], list[_Marginal]] = defaultdict(list)
    marginal: dict[int, tuple[_Marginal, list[_Marginal]]] = {}
    for line in lines:
        edge = _margin(line, heights)
        if edge:
            numbers = [int(number) for number in re.findall(r"\d+", line.text)]
            one = _Marginal(line, _level(line, edge, heights), numbers, read_label(line.text) is not None)
            alike = seen[edge, _shape(line.text)]
            alike.append(one)
            marginal[id(line)] = one, alike
    needed = max(2, len(heights) // 3)
    furniture: list[Line] = []
    body: list[Line] = []
    for line in lines:
        is_furniture = id(line) in marginal and _is_repeated(*marginal[id(line)], needed)
        (furniture if is_furniture else body).append(line)
    return furniture, body


class _Marginal(NamedTuple):
    """A line in the margin, its distance from the edge of the page, the numbers in it, and whether it is a label."""

    line: Line
    level: float
    numbers: list[int]
    is_label: bool


def _is_repeated(one: _Marginal, alike: Sequence[_Marginal], needed: int) -> bool:
    """Whether so many pages have the line, or it is the number of its page."""
    pages = {n.line.page for n in alike if abs(n.level - one.level) <= _LEVEL and _counts_pages(one, n)}
    if len(pages) >= needed:
        return True
    return bool(_PAGE_NUMBER.match(one.line.text)) and (len(pages) >= 2 or _is_own_number(one.line))


def _is_own_number(line: Line) -> bool:
    """Whether a page number is that of its own page, so that one page is enough to tell."""
    return int(re.sub(r"\D.*", "", re.sub(r"^\D+", "", line.text))) == line.page


def _counts_pages(one: _Marginal, other: _Marginal) -> bool:
    """Whether the numbers of two lines are the same, or differ just as their pages do and name no recommendation."""
    if one.line.text == other.line.text:
        return True
    if one.is_label:
        return False
    steps = {0, other.line.page - one.line.page}
    return all(b - a in steps for a, b in zip(one.numbers, other.numbers, strict=True))


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
