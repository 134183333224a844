"""The year of a date that is printed without one: of a neighbour in the cell, of the plan, of its other deadlines.

Every such year is flagged `year_inferred`; the clock is never asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalise.marks import Marked, cut
from pipeline.normalise.periods import Period
from schemas.readings import DateContext

EARLIEST_YEAR, LATEST_YEAR = 1950, 2099
GRACE = dt.timedelta(days=60)
"""How long before the plan's own date a deadline without a year may lie."""
PAST, AHEAD = 3, 6
"""How many years before and after the plan a printed year may lie without a doubt."""


def beside_year(month: int, other_month: int, other_year: int, *, is_before: bool) -> int:
    """The year that keeps two neighbouring dates in order: the missing one stands before or after the other."""
    if is_before:
        return other_year - (month > other_month)
    return other_year + (month < other_month)


def _period(mark: Marked, year: int) -> Period:
    return cut(mark.term.make(year), mark.edge)


def _nearest_printed(index: int, marks: Sequence[Marked]) -> int | None:
    known = [(abs(place - index), -place) for place, mark in enumerate(marks) if mark.term.year is not None]
    return -min(known)[1] if known else None


def _neighbour_year(index: int, marks: Sequence[Marked]) -> int | None:
    """The year that the nearest dated neighbour suggests; `Jan - Mar 2016 (Q4)` names the same months twice."""
    place = _nearest_printed(index, marks)
    if place is None:
        return None
    other, term = marks[place].term, marks[index].term
    assert other.year is not None
    if term.unit not in {other.unit, "month", "day"}:
        beside = other.make(other.year)
        for year in (other.year, other.year - 1):
            period = _period(marks[index], year)
            if period.first <= beside.last and beside.first <= period.last:
                return year
    if term.unit == "year":
        return other.year - (other.month < term.month)
    return beside_year(term.month, other.month, other.year, is_before=index < place)


def _outside(period: Period, span: tuple[dt.date, dt.date]) -> dt.timedelta:
    """How far a period lies from a span of days; nothing where it ends in it."""
    return max(span[0] - period.last, period.last - span[1], dt.timedelta())


def _context_year(mark: Marked, context: DateContext) -> int | None:
    """The year that the context suggests: of the document's other deadlines, else the next after the plan's date.

    Before the report that a plan answers nothing is due that lies outside the span of its other deadlines.
    """
    if context.stated_year is not None:
        return context.stated_year
    anchor = context.plan_date or context.report_date
    base = anchor.year if anchor else context.year
    if base is None and context.neighbours:
        base = context.neighbours[0].year
    if base is None or not EARLIEST_YEAR <= base <= LATEST_YEAR:
        return None
    guesses = range(base - 2, base + 3)
    if context.neighbours:
        span, middle = context.neighbours, anchor or context.neighbours[0]
        floor = context.report_date - GRACE if context.report_date else dt.date.min

        def oddness(year: int) -> tuple[bool, dt.timedelta, dt.timedelta]:
            away = _outside(_period(mark, year), span)
            return away > dt.timedelta() and _period(mark, year).last < floor, away, _gap(mark, year, middle)

        return min(guesses, key=oddness)
    if anchor is None:
        return base
    floor = anchor if mark.term.unit in {"quarter", "year"} else anchor - GRACE
    return next((year for year in guesses if _period(mark, year).last >= floor), None)


def _gap(mark: Marked, year: int, day: dt.date) -> dt.timedelta:
    return abs(_period(mark, year).last - day)


def with_year(index: int, marks: Sequence[Marked], context: DateContext) -> Marked | None:
    """The mark at that place with its year: printed, of a neighbour, or of the context; none where nothing tells."""
    mark = marks[index]
    if mark.term.year is not None:
        return mark
    year = _neighbour_year(index, marks) or _context_year(mark, context)
    if year is None:
        return None
    return replace(mark, term=replace(mark.term, year=year, flags=(*mark.term.flags, "year_inferred")))


def is_suspicious(year: int, context: DateContext) -> bool:
    """Whether a printed year does not fit the plan: `13/12/12` among dates of 2016."""
    anchor = context.plan_date or context.report_date
    base = anchor.year if anchor else context.year
    return base is not None and not base - PAST <= year <= base + AHEAD
