"""What a document says about time as a whole: its own days, the span of its deadlines, its school terms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from statistics import median_low

from pipeline.normalise.dates import read_dates
from pipeline.normalise.school_terms import read_school_terms
from schemas.readings import DateContext

_STATED_YEAR = re.compile(
    r"\b(?:dates|deadlines|timescales|months)\b[^.;]{0,40}\b(?:are|is|refer|relate|fall|mean)\b[^.;]{0,30}?"
    r"(?P<year>\b20\d\d\b)[^.;]{0,20}\b(?:unless|except|if\s+not|where\s+no)\b",
    re.IGNORECASE,
)
FEWEST = 3
"""Dated deadlines that make a span."""
FARTHEST = dt.timedelta(days=3 * 366)
"""How far from the middle one a deadline may lie to count."""


def read_time_context(known: DateContext, cells: Iterable[str], lines: Iterable[str]) -> DateContext:
    """The context in which the deadlines of one document are read.

    Args:
        known: The year and the days that its front pages state.
        cells: Its deadline cells, in any order.
        lines: Its lines outside tables and the rows of its other tables, among which school terms may be dated.
    """
    printed = list(lines)
    terms, stated = read_school_terms(printed), stated_year(" ".join(printed))
    return DateContext(known.year, known.report_date, known.plan_date, _span(cells), terms, stated)


def stated_year(text: str) -> int | None:
    """The year that a document says its dates without one are in.

    Example:
        >>> stated_year("All dates are in 2022 unless another year is shown.")
        2022
        >>> stated_year("All dates in 2022 were met.")
    """
    found = _STATED_YEAR.search(text)
    return int(found["year"]) if found else None


def _span(cells: Iterable[str]) -> tuple[dt.date, dt.date] | None:
    """The earliest and the latest deadline printed with its year; none where there are too few to tell."""
    ends = [
        date.last
        for cell in sorted(set(cells))
        for date in read_dates(cell)
        if date.role not in {"former", "aside"} and "year_inferred" not in date.flags
    ]
    if len(ends) < FEWEST:
        return None
    middle = median_low(ends)
    near = [end for end in ends if abs(end - middle) <= FARTHEST]
    return min(near), max(near)
