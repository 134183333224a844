"""Working days in England: every day but Saturdays, Sundays and the bank holidays of England and Wales.

The yearly holidays follow the Banking and Financial Dealings Act 1971; days that a proclamation added or moved stand in
the vocabulary `bank_holidays`.
"""

from __future__ import annotations

import datetime as dt
import functools

from pipeline.normalise import periods
from pipeline.normalise.periods import Period
from schemas import vocab

_DAY = dt.timedelta(days=1)
_MONDAY, _SATURDAY = 0, 5


@functools.cache
def _proclaimed(kind: str) -> frozenset[dt.date]:
    rows = vocab.load("bank_holidays")
    return frozenset(dt.date.fromisoformat(row["date"]) for row in rows if row["kind"] == kind)


def _first_monday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + _DAY * ((_MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> dt.date:
    last = periods.month(year, month).last
    return last - _DAY * ((last.weekday() - _MONDAY) % 7)


def _substitutes(*dates: dt.date) -> set[dt.date]:
    """The dates, each that falls on a weekend moved to the next weekday that is still free."""
    kept = {date for date in dates if date.weekday() < _SATURDAY}
    for date in dates:
        if date not in kept:
            moved = date
            while moved.weekday() >= _SATURDAY or moved in kept:
                moved += _DAY
            kept.add(moved)
    return kept


@functools.lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The bank holidays of England and Wales in a calendar year.

    Example:
        >>> sorted(bank_holidays(2012))[:3]
        [datetime.date(2012, 1, 2), datetime.date(2012, 4, 6), datetime.date(2012, 4, 9)]
    """
    sunday = periods.easter(year).last
    found = {sunday - 2 * _DAY, sunday + _DAY}
    found |= {_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)}
    found |= _substitutes(dt.date(year, 1, 1)) | _substitutes(dt.date(year, 12, 25), dt.date(year, 12, 26))
    found |= {date for date in _proclaimed("extra") if date.year == year}
    return frozenset(found - _proclaimed("not"))


_NAMED = {
    "early may": (5, 1),
    "may day": (5, 1),
    "may": (5, 1),
    "spring": (5, 20),
    "whit": (5, 20),
    "august": (8, 1),
    "summer": (8, 1),
}


def named_holiday(year: int, name: str) -> Period:
    """The bank holiday of that name: the first of the year on or after the day from which it can fall.

    Example:
        >>> named_holiday(2022, "spring").last
        datetime.date(2022, 6, 2)
    """
    if name == "easter":
        date = periods.easter(year).last + _DAY
        return Period(date, date)
    if name == "good friday":
        date = periods.easter(year).last - 2 * _DAY
        return Period(date, date)
    earliest = dt.date(year, *_NAMED[name])
    date = min(date for date in bank_holidays(year) if date >= earliest)
    return Period(date, date)


def is_working_day(date: dt.date) -> bool:
    """Whether offices are open: no weekend, no bank holiday."""
    return date.weekday() < _SATURDAY and date not in bank_holidays(date.year)


def add_working_days(date: dt.date, count: int) -> dt.date:
    """The last of the `count` working days that follow `date`.

    Example:
        >>> add_working_days(dt.date(2013, 3, 28), 1)  # Good Friday and Easter Monday lie between
        datetime.date(2013, 4, 2)
    """
    while count:
        date += _DAY
        count -= is_working_day(date)
    return date
