"""Dates and periods inside the sentences in which a plan speaks of itself and of its inspection."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: place for place, name in enumerate(_NAMES, 1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?\d{1,2}\s*(?:st|nd|rd|th)?(?:\s+of)?"
_TO = r"\s*(?:-|–|—|to|and|until|through to)\s*"
_SPAN = re.compile(
    rf"(?<![\w.])(?:(?P<d1>{_DAY})(?:\s+(?P<m1>{_MONTH}))?(?:,?\s+(?P<y1>20\d\d))?{_TO})?"
    rf"(?P<d2>{_DAY})\s+(?P<m2>{_MONTH}),?\s+(?P<y2>20\d\d|\d\d(?![\d:.]))"
    rf"|(?:(?P<ma>{_MONTH})(?:\s+(?P<ya>20\d\d))?{_TO})?(?P<mb>{_MONTH})\s*,?\s*(?P<yb>20\d\d|[’']?\d\d(?!\d))"
    r"|(?P<nd>\d{1,2})[./](?P<nm>\d{1,2})[./](?P<ny>20\d\d|\d\d)(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A stated date or period; `exact` is false where only months are named."""

    start: dt.date
    end: dt.date
    exact: bool
    at: tuple[int, int]

    def first(self) -> str:
        """The start as printed: `2011-10-03`, or `2012-05` where only the month is known."""
        return self.start.isoformat() if self.exact else self.start.strftime("%Y-%m")

    def last(self) -> str:
        """The end as printed."""
        return self.end.isoformat() if self.exact else self.end.strftime("%Y-%m")


def _year(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(text: str) -> int:
    return _MONTHS[text[:3].casefold()]


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _period(hit: re.Match[str]) -> Period | None:
    if hit["nd"]:
        day = _date(_year(hit["ny"]), int(hit["nm"]), int(hit["nd"]))
        return Period(day, day, True, hit.span()) if day else None
    if hit["mb"]:
        year, month = _year(hit["yb"]), _month(hit["mb"])
        first = _month(hit["ma"]) if hit["ma"] else month
        opening = _year(hit["ya"]) if hit["ya"] else year - (first > month)
        return Period(dt.date(opening, first, 1), _last_day(year, month), False, hit.span())
    year, month = _year(hit["y2"]), _month(hit["m2"])
    end = _date(year, month, _day(hit["d2"]))
    start = end
    if hit["d1"]:
        first = _month(hit["m1"]) if hit["m1"] else month
        start = _date(_year(hit["y1"]) if hit["y1"] else year - (first > month), first, _day(hit["d1"]))
    return Period(start, end, True, hit.span()) if start and end else None


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def periods(text: str) -> Iterator[Period]:
    """Every date or period that a text states with its year, in printed order.

    Example:
        >>> [(each.first(), each.last()) for each in periods("took place 3-14 October 2011")]
        [('2011-10-03', '2011-10-14')]
    """
    for hit in _SPAN.finditer(text):
        found = _period(hit)
        if found and found.start <= found.end:
            yield found
