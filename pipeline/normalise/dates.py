"""Dates in a text: finds the terms, supplies missing years, joins ranges, and says what each date is there for.

Example:
    >>> [date.last.isoformat() for date in read_dates("by DCS in February, operational by June 2012")]
    ['2012-02-29', '2012-06-30']
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass, replace

from pipeline.normalise.marks import WEEKS, Marked, cut, read_marks
from pipeline.normalise.periods import Period
from pipeline.normalise.terms import Term
from pipeline.normalise.year_inference import beside_year, is_suspicious, with_year
from pipeline.normalise.years import SPAN
from schemas.readings import DateContext

UNKNOWN = DateContext()
_LONG = frozenset({"quarter", "term", "season", "year"})
_GLOSS = re.compile(r"\s*[(:,]?\s*(?:(?:by|from|i\.?e\.?|starting|ending)[\s,]+)?", re.IGNORECASE)
_JOIN = re.compile(
    r"\s*(?:[-–—]+|to|until|till|through(?: to)?|thru|up to|/)\s*(?:the\s+)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[\s,]+)?$",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\s*(?:and|&)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """One date or range with its place in the text; `role` is empty, `start`, `former`, `current` or `aside`."""

    begin: int
    stop: int
    first: dt.date
    last: dt.date
    precision: str
    role: str = ""
    is_range: bool = False
    flags: tuple[str, ...] = ()


def _own_term(term: Term, context: DateContext) -> Period | None:
    """The days of a school term as the document dates them; none where it does not."""
    for own in context.school_terms:
        if term.name == (f"{own.name} half" if own.is_half else own.name) and own.first.year == term.year:
            return Period(own.first, own.last)
    return None


def _dated(mark: Marked, context: DateContext) -> Dated:
    term = mark.term
    assert term.year is not None
    own = _own_term(term, context)
    period = cut(own or term.make(term.year), mark.edge)
    unit = "day" if own and term.name.endswith("half") else term.unit
    precision = "week" if mark.edge in WEEKS else unit
    doubt = ("year_suspicious",) if is_suspicious(period.last.year, context) else ()
    flags = tuple(dict.fromkeys((*term.flags, *period.flags, *doubt)))
    role, first = mark.role, period.first
    if role == "after":
        role, first = "start", period.last + dt.timedelta(days=period.last > first)
    return Dated(mark.begin, term.stop, first, period.last, precision, role, term.name == SPAN, flags)


def _is_joined(text: str, left: Marked, right: Marked) -> bool:
    gap = text[left.term.stop : right.begin]
    if left.role in {"former", "aside"} or right.role in {"former", "current", "aside"}:
        return False
    if _BOTH.match(gap):
        return bool(_BETWEEN.search(text[: left.begin]))
    if not _JOIN.match(gap):
        return False
    if "/" not in gap:
        return True
    if left.term.year is None or left.term.unit == right.term.unit == "term":
        return True
    return left.term.unit == right.term.unit == "month" and _follows(left, right)


def _follows(left: Marked, right: Marked) -> bool:
    first, second = left.term, right.term
    if first.year is None or second.year is None:
        return True
    return second.year * 12 + second.month == first.year * 12 + first.month + 1


def _shared_year(left: Marked, right: Marked) -> tuple[Marked, Marked]:
    """A range states its year once: `February – March 2012`."""
    first, second = left.term, right.term
    if first.year is None and second.year is not None:
        year = beside_year(first.month, second.month, second.year, is_before=True)
        return replace(left, term=replace(first, year=year, flags=())), right
    if second.year is None and first.year is not None:
        year = beside_year(second.month, first.month, first.year, is_before=False)
        return left, replace(right, term=replace(second, year=year, flags=()))
    return left, right


def _joined(left: Dated, right: Dated) -> Dated:
    flags = tuple(dict.fromkeys((*left.flags, *right.flags)))
    role = "" if left.role == "start" else left.role
    return Dated(left.begin, right.stop, left.first, right.last, right.precision, role, True, flags)


def _without_glossed(text: str, dates: list[Dated]) -> tuple[Dated, ...]:
    """The dates without periods that a bracket behind them dates: `new financial year (April 2015)`."""
    return tuple(
        date
        for date, following in itertools.zip_longest(dates, dates[1:])
        if following is None
        or date.precision not in _LONG
        or "year_inferred" not in date.flags
        or "year_inferred" in following.flags
        or not _GLOSS.fullmatch(text, date.stop, following.begin)
    )


def read_dates(text: str, context: DateContext = UNKNOWN) -> tuple[Dated, ...]:
    """Every date and range of the text in printed order; terms whose year cannot be known are left out."""
    printed = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)]
    marks = read_marks(text, context.year or (printed[0] if printed else None))
    joins = [_is_joined(text, left, right) for left, right in itertools.pairwise(marks)]
    for index, is_join in enumerate(joins):
        if is_join:
            marks[index], marks[index + 1] = _shared_year(marks[index], marks[index + 1])
    dates: list[Dated] = []
    is_open = False
    for index, is_join in enumerate([False, *joins][: len(marks)]):
        mark = with_year(index, marks, context)
        if mark is None:
            is_open = False
            continue
        marks[index] = mark
        date = _dated(mark, context)
        if is_join and is_open and not dates[-1].is_range and dates[-1].first <= date.last:
            dates[-1] = _joined(dates[-1], date)
        else:
            dates.append(date)
        is_open = True
    return _without_glossed(text, dates)
