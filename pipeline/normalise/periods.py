"""Calendar arithmetic: what a month, quarter, school term, season or year means in days."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

TERMS = {"autumn": ((9, 1), (12, 31)), "spring": ((1, 1), (4, 30)), "summer": ((4, 1), (7, 31))}
HALF_TERMS = {"autumn": 10, "spring": 2, "summer": 5}
HALF_TERM_MONTHS = {10: "autumn", 11: "autumn", 2: "spring", 5: "summer", 6: "summer"}
"""The months beside which a half-term holiday is named, and the school term that it parts."""
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day meant."""

    first: dt.date
    last: dt.date
    flags: tuple[str, ...] = ()


def day(year: int, month: int, number: int) -> Period:
    """One day; a day that the month does not have becomes its last, flagged.

    Example:
        >>> day(2012, 9, 31).last, day(2012, 9, 31).flags
        (datetime.date(2012, 9, 30), ('invalid_date_clamped',))
    """
    length = calendar.monthrange(year, month)[1]
    date = dt.date(year, month, min(number, length))
    return Period(date, date, ("invalid_date_clamped",) if number > length else ())


def month(year: int, number: int) -> Period:
    """A calendar month; 13 and more run into the next year."""
    extra, index = divmod(number - 1, 12)
    year, number = year + extra, index + 1
    return Period(dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1]))


def months(year: int, first: int, last: int) -> Period:
    """Whole months from `first` to `last`, counted from January of `year`."""
    return Period(month(year, first).first, month(year, last).last)


def quarter(year: int, number: int) -> Period:
    """A quarter of the financial year that begins in April of `year`."""
    return months(year, 3 * number + 1, 3 * number + 3)


def calendar_quarter(year: int, number: int) -> Period:
    """A quarter of the calendar year."""
    return months(year, 3 * number - 2, 3 * number)


def term(year: int, name: str) -> Period:
    """A school term that falls in the calendar year `year`."""
    (month_first, first), (month_last, last) = TERMS[name]
    return Period(dt.date(year, month_first, first), dt.date(year, month_last, last))


def half_term(year: int, name: str) -> Period:
    """The month in which the half-term holiday of a school term usually falls."""
    whole = month(year, HALF_TERMS[name])
    return Period(whole.first, whole.last, ("approximate_date",))


def term_half(year: int, name: str, number: int) -> Period:
    """The first or the second half of a school term; the halves meet in the month of the half-term holiday."""
    whole, middle = term(year, name), month(year, HALF_TERMS[name])
    if number == 1:
        return Period(whole.first, middle.last, ("approximate_date",))
    return Period(middle.last + dt.timedelta(days=1), whole.last)


def season(year: int, name: str) -> Period:
    """A season of three months; winter begins in December of `year`."""
    return months(year, SEASONS[name], SEASONS[name] + 2)


def financial_year(year: int) -> Period:
    """April of `year` to March of the next."""
    return months(year, 4, 15)


def academic_year(year: int) -> Period:
    """September of `year` to August of the next."""
    return months(year, 9, 20)


def calendar_year(year: int) -> Period:
    """January to December."""
    return months(year, 1, 12)


def easter(year: int) -> Period:
    """Easter Sunday by the anonymous Gregorian method.

    Example:
        >>> easter(2013).last
        datetime.date(2013, 3, 31)
    """
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    shift = (year % 19 + 11 * moon + 22 * weekday) // 451
    number, index = divmod(moon + weekday - 7 * shift + 114, 31)
    date = dt.date(year, number, index + 1)
    return Period(date, date, ("approximate_date",))


def week(date: dt.date) -> Period:
    """Monday to Sunday of the week that holds `date`."""
    monday = date - dt.timedelta(days=date.weekday())
    return Period(monday, monday + dt.timedelta(days=6))


def add_months(date: dt.date, count: int) -> dt.date:
    """The same day `count` months later, or the last day of that month."""
    target = month(date.year, date.month + count)
    return min(target.first + dt.timedelta(days=date.day - 1), target.last)
