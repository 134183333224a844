"""Relative deadlines (`within 3 months`): read as a length of time, dated only from a day that the plan states."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from pipeline.normalise import periods
from pipeline.normalise.dates import UNKNOWN, Dated
from pipeline.normalise.working_days import add_working_days
from schemas.readings import DateContext

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "a": 1,
    "an": 1,
}

_LENGTH = (
    r"(?:(?:\d{1,3}|"
    + "|".join(NUMBERS)
    + r")\s?(?:-|–|to)\s?)?(?P<count>\d{1,3}|"
    + "|".join(NUMBERS)
    + r")[\s-]*(?P<working>working\s+|school\s+|calendar\s+)?"
    r"(?P<unit>hours?|hrs?|days?|weeks?|wks?|months?|mths?|years?|yrs?)\b"
)
_WITHIN = re.compile(
    r"\b(?:within|in|inside|under|not more than|no more than)\s+(?:the\s+)?(?:next\s+|first\s+)?" + _LENGTH, re.I
)
_PLAIN = re.compile(
    r"(?:^|\()\W{0,6}(?:approx(?:imately|\.)?\s+|about\s+)?(?:by\s+|after\s+|up to\s+|over\s+(?:the\s+)?)?"
    r"(?:(?:next|first)\s+)?" + _LENGTH + r"(?!\s+(?:prior|before))",
    re.I,
)
_FROM = re.compile(r"(?<!\w)" + _LENGTH + r"\s+(?:from|of|after|following|post)\b", re.I)
_FROM_DAY = re.compile(
    r"(?<!\w)(?<!for\s)(?<!times\s)(?<!every\s)(?<!each\s)(?<!once\s)(?<!twice\s)"
    + _LENGTH
    + r"\s+(?:from|of|after|following|post|(?P<before>before|prior to|ahead of|in advance of))\s+(?:the\s+)?$",
    re.I,
)
_MONTH_NUMBER = re.compile(r"\b(?P<unit>month|week|day|(?:year|yr)s?(?=\s[1-5]\b))s?\s+(?P<count>\d{1,3})\b", re.I)
_NEXT = re.compile(
    r"\b(?:in|by|during|over|within)?\s*(?:the\s+)?(?:next|coming|this)\s+(?P<unit>week|month|quarter|term|year)\b",
    re.I,
)
_ANCHOR = re.compile(
    r"\s*(?:from|of|after|following|post)\s+(?:the\s+)?(?:date of\s+)?(?:the\s+)?(?:(?:ofsted|final|full)\s+)*"
    r"(?:publication|inspection report|report|publishing|published report)",
    re.IGNORECASE,
)
_OTHER_ANCHOR = re.compile(r"\s*(?:from|of|after|following|post|prior to|before)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relative:
    """A length of time in the text; `due` only where the plan states the day that it counts from."""

    begin: int
    stop: int
    due: dt.date | None = None
    precision: str = ""


def _after(start: dt.date, count: int, unit: str, *, is_working: bool) -> dt.date:
    if unit.startswith(("hour", "hr")):
        return start + dt.timedelta(hours=count)
    if unit.startswith("day"):
        return add_working_days(start, count) if is_working else start + dt.timedelta(days=count)
    if unit.startswith(("week", "wk")):
        return start + dt.timedelta(weeks=count)
    return periods.add_months(start, count * (12 if unit.startswith(("year", "yr")) else 1))


def counted_from(text: str, dates: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """The dates, each from which a length of time is counted (`6 weeks from 1 May 2016`) moved by it and flagged.

    Example:
        >>> from pipeline.normalise.dates import read_dates
        >>> text = "six weeks from 1 May 2016"
        >>> counted_from(text, read_dates(text))[0].last
        datetime.date(2016, 6, 12)
    """
    return tuple(_moved(text, date) for date in dates)


def _moved(text: str, date: Dated) -> Dated:
    match = None if date.is_range or date.precision not in {"day", "month"} else _FROM_DAY.search(text, 0, date.begin)
    if match is None:
        return date
    count, is_working = _count(match)
    if match["before"]:
        if is_working:
            return date
        due = _after(date.first, -count, match["unit"].lower(), is_working=False)
    else:
        due = _after(date.last, count, match["unit"].lower(), is_working=is_working)
    if date.precision == "month":
        due = periods.month(due.year, due.month).last
    return replace(date, begin=match.start(), first=due, last=due, role="", flags=(*date.flags, "date_computed"))


def _count(match: re.Match[str]) -> tuple[int, bool]:
    """How many units a length of time has, and whether only working days count."""
    number = match["count"].lower()
    count = NUMBERS[number] if number in NUMBERS else int(number)
    return count, (match["working"] or "").lower().startswith(("working", "school"))


def _due(match: re.Match[str], context: DateContext) -> dt.date | None:
    rest = match.string[match.end("unit") :]
    stated = _ANCHOR.match(rest)
    if context.report_date is None or (_OTHER_ANCHOR.match(rest) and not stated):
        return None
    count, is_working = _count(match)
    return _after(context.report_date, count, match["unit"].lower(), is_working=is_working)


def find_relative(text: str, context: DateContext = UNKNOWN) -> Relative | None:
    """The first relative deadline of a text.

    Example:
        >>> find_relative("within 3 months", DateContext(report_date=dt.date(2011, 11, 18))).due
        datetime.date(2012, 2, 18)
    """
    for pattern in (_WITHIN, _FROM, _PLAIN):
        if match := pattern.search(text):
            due = _due(match, context)
            return Relative(match.start(), match.end(), due, "day" if due else "")
    for pattern in (_MONTH_NUMBER, _NEXT):
        if match := pattern.search(text):
            return Relative(match.start(), match.end())
    return None
