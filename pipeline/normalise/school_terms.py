"""School terms and their halves that the document itself dates: `Autumn 1 2018: 3 September - 19 October 2018`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pipeline.normalise import periods
from pipeline.normalise.dates import read_dates
from schemas.readings import SchoolTerm

_LINE = re.compile(
    r"^\W*(?P<name>autumn|spring|summer)\s+(?:(?P<half>half[\s-]+)?term\b(?:\s+(?P<part>[12])\b)?|(?P<number>[12])\b)(?:\s+(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?)?"
    r"(?:\s+(?:dates?|begins|starts|runs(?: from)?|is|holiday))?\s*[:=–—(-]*\s*(?P<rest>\S.{8,60})$",
    re.IGNORECASE,
)
_DAY = dt.timedelta(days=1)
_LONGEST_TERM, _LONGEST_PART, _LONGEST_HALF = 140, 75, 16
"""Days; what is longer is no term."""


def read_school_terms(lines: Iterable[str]) -> tuple[SchoolTerm, ...]:
    """The terms that a document dates, of lines that hold a term's name and a range of days with its year.

    Example:
        >>> read_school_terms(["Autumn term 2016: 5 September - 21 December 2016"])[0].last
        datetime.date(2016, 12, 21)
    """
    found: dict[tuple[str, bool, int], SchoolTerm] = {}
    for line in lines:
        own = _read_line(line)
        if own:
            found.setdefault((own.name, own.is_half, own.first.year), own)
    for name, _, year in [key for key in found if key[0].endswith(" 1")]:
        whole, first, second = name[:-2], found[name, False, year], found.get((f"{name[:-1]}2", False, year))
        if second:
            found.setdefault((whole, False, year), SchoolTerm(whole, first.first, second.last))
            holiday = SchoolTerm(whole, first.last + _DAY, second.first - _DAY, is_half=True)
            if _DAY <= holiday.last - holiday.first <= _DAY * _LONGEST_HALF:
                found.setdefault((whole, True, year), holiday)
    return tuple(found.values())


def _read_line(line: str) -> SchoolTerm | None:
    match = _LINE.match(" ".join(line.split()))
    if not match:
        return None
    name, is_half = match["name"].lower(), bool(match["half"])
    days = [date for date in read_dates(match["rest"]) if date.is_range and date.precision == "day"]
    if len(days) != 1 or "year_inferred" in days[0].flags:
        return None
    first, last = days[0].first, days[0].last
    number = match["part"] or match["number"] or ""
    usual = periods.half_term(first.year, name) if is_half else periods.term(first.year, name)
    is_near = first <= usual.last and usual.first <= last
    longest = _LONGEST_HALF if is_half else _LONGEST_PART if number else _LONGEST_TERM
    name = f"{name} {number}".strip()
    return SchoolTerm(name, first, last, is_half) if is_near and (last - first).days <= longest else None
