"""Ranges of pages, as people write them."""

from __future__ import annotations

import re

PageRanges = tuple[tuple[int, int], ...]
"""First and last page of each range, from 1; none means all pages."""

_RANGE = re.compile(r"\s*(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s*")


def read_pages(text: str) -> PageRanges:
    """Ranges of pages such as `12-30, 41`.

    Raises:
        ValueError: They are none.

    >>> read_pages("12-30, 41")
    ((12, 30), (41, 41))
    """
    ranges = []
    for part in filter(str.strip, re.split(r"[,;]", text)):
        found = _RANGE.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last:
            raise ValueError(f"{text!r} is no range of pages such as 12-30")
        ranges.append((first, last))
    return tuple(ranges)


def chosen(count: int, ranges: PageRanges) -> tuple[int, ...]:
    """Numbers of the pages in the ranges, of a document with so many pages.

    >>> chosen(13, ((2, 3), (12, 30)))
    (2, 3, 12, 13)
    """
    return tuple(n for n in range(1, count + 1) if not ranges or any(first <= n <= last for first, last in ranges))
