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
    rf"|(?:(?P<ma>{_MONTH})(?:\s+(?P<ya>20\d\d))?(?:{_TO}|\s*/\s*))?(?P<mb>{_MONTH})\s*,?\s*(?P<yb>20\d\d|[’']?\d\d(?!\d))"
    rf"|(?:(?P<sd>\d{{1,2}})[./](?P<sm>\d{{1,2}})(?:[./](?P<sy>20\d\d|\d\d))?{_TO})?"
    r"(?<!\d)(?P<nd>\d{1,2})[./](?P<nm>\d{1,2})[./](?P<ny>20\d\d|\d\d)(?!\d)",
    re.IGNORECASE,
)

_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(
    r"(?P<version>\b(?:v|ver|version|issue|draft|revision|edition)\.?\s*\d{1,3}(?:\.\d{1,3})*)(?P<dash>\s*[-–—]\s*)(?=\d)",
    re.IGNORECASE,
)
"""A version's number, a dash and a day, which are no range of days."""
_QUARTER = re.compile(
    r"\b(?:Q|Qtr\.?\s*|Quarter\s*)(?P<quarter>[1-4])[\s,:(–-]*(?:of\s+)?(?P<year>20\d\d)\s*[/–-]\s*(?:20)?\d\d(?!\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"\bv(?:ersion)?\.?\s*\d{1,3}(?:\.\d+)*[a-z]?[\s_,–-]+(?P<digits>20\d\d-\d\d-\d\d|\d{8}|\d{6})(?!\d)", re.IGNORECASE
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
        opened = _date(_year(hit["sy"] or hit["ny"]), int(hit["sm"]), int(hit["sd"])) if hit["sd"] else day
        return Period(opened, day, True, hit.span()) if day and opened else None
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
    for hit in _SPAN.finditer(text) if _DIGIT.search(text) else ():
        found = _period(hit)
        if found and found.start <= found.end:
            yield found


def own_dates(text: str) -> list[Period]:
    """The dates that a document may give itself: those of `periods`, financial quarters, digits behind a version.

    Example:
        >>> [each.end.isoformat() for each in own_dates("v17 080617; progress update Q2 2014/15")]
        ['2017-06-08', '2014-09-30']
    """
    text = _NUMBERED.sub(lambda hit: hit["version"] + " " * len(hit["dash"]), text)
    found = [*periods(text), *filter(None, map(_quarter, _QUARTER.finditer(text)))]
    found += filter(None, map(_in_digits, _DIGITS.finditer(text)))
    return sorted(found, key=lambda each: each.at)


def _quarter(hit: re.Match[str]) -> Period:
    month = 3 * int(hit["quarter"]) + 1
    year, month = (int(hit["year"]) + 1, 1) if month > 12 else (int(hit["year"]), month)
    return Period(dt.date(year, month, 1), _last_day(year, month + 2), False, hit.span())


def _in_digits(hit: re.Match[str]) -> Period | None:
    """`080617`, `08062017` and `20170608`, the day first unless the year is."""
    digits = hit["digits"].replace("-", "")
    if digits.startswith("20") and len(digits) == 8:
        day = _date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    else:
        day = _date(_year(digits[4:]), int(digits[2:4]), int(digits[:2]))
    return Period(day, day, True, hit.span("digits")) if day else None
