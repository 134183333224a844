"""Rules for quarters, school terms, seasons, holidays and years."""

from __future__ import annotations

import functools
import re

from pipeline.normalise import periods
from pipeline.normalise.terms import FULL, NEAR, YEARS, Rule, Term, full_year, group, introduced, printed_years, rule
from pipeline.normalise.working_days import named_holiday

_GAP = (
    r"[\s,(]*(?:(?:of|in|for)\s+)?"
    r"(?:(?:the\s+)?(?:(?P<kind>financial|fiscal|calendar|academic|school)\s+year|FY|AY)[\s,]*)?"
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4}
LONGEST_SPAN = 12
"""Years that a printed span may hold; what is longer is no span of years."""

SPAN = "span"
"""Name of a term that is a range by itself: `Q1-3 2016/17`."""
_SCHOOL_TERMS = {"aut": "autumn", "spr": "spring", "sum": "summer", "whi": "summer"}
_ENDS = re.compile(r"\bend of (?:the )?$", re.IGNORECASE)
_YEAR_KINDS = {"calendar": "calendar", "academic": "academic", "school": "academic", "ay": "academic"}


def _quarter(match: re.Match[str], hint: int | None) -> Term | None:
    word = group(match, "word").lower()
    printed = match["number"] or match["ordinal"]
    number = _QUARTERS[word] if word else _COUNTS.get(str(printed).lower()) or int(printed)
    year, double = printed_years(match)
    until = group(match, "until")
    if until and (number >= int(until) or match.string[: match.start()].rstrip().lower().endswith("from")):
        return None
    if until:
        is_span = match["link"].strip().lower() not in {"&", "and"}
        first = number if is_span else int(until)
        make = functools.partial(periods.months, first=3 * first + 1, last=3 * int(until) + 3)
        return Term(match.start(), match.end(), "quarter", make, 3 * first + 1, year, name=SPAN if is_span else "")
    if "calendar" in match[0].lower():
        make, start = functools.partial(periods.calendar_quarter, number=number), 3 * number - 2
    else:
        make, start = functools.partial(periods.quarter, number=number), 3 * number + 1
    flags = ("ambiguous_date",) if year and not double and "calendar" not in match[0].lower() else ()
    return Term(match.start(), match.end(), "quarter", make, start, year, flags)


def _school_term(match: re.Match[str], hint: int | None) -> Term | None:
    name, (year, double) = _SCHOOL_TERMS[match["name"][:3].lower()], printed_years(match)
    if year is not None and double and name != "autumn":
        year += 1
    if group(match, "half"):
        make = functools.partial(periods.half_term, name=name)
        return Term(match.start(), match.end(), "month", make, periods.HALF_TERMS[name], year, name=f"{name} half")
    make = functools.partial(periods.term, name=name)
    return Term(match.start(), match.end(), "term", make, periods.TERMS[name][0][0], year, name=name)


def _half_of_term(match: re.Match[str], hint: int | None) -> Term | None:
    """`Autumn 1 2018`: a school term to its half-term holiday, or from there to its end."""
    name, (year, double) = _SCHOOL_TERMS[match["name"][:3].lower()], printed_years(match)
    if year is None and not introduced(match):
        return None
    if year is not None and double and name != "autumn":
        year += 1
    number = int(match["number"])
    make = functools.partial(periods.term_half, name=name, number=number)
    return Term(match.start(), match.end(), "term", make, periods.TERMS[name][0][0], year, name=f"{name} {number}")


def _sixth_of_year(match: re.Match[str], hint: int | None) -> Term:
    """`Term 6 2016`, where the school year has six; a number below four may count three terms, and stays unread."""
    number, (year, double) = int(match["number"]), printed_years(match)
    name, half = ("spring", 2) if number == 4 else ("summer", number - 4)
    make = functools.partial(periods.term_half, name=name, number=half)
    year = None if year is None else year + double
    return Term(match.start(), match.end(), "term", make, periods.TERMS[name][0][0], year, name=f"{name} {half}")


def _new_year(match: re.Match[str], hint: int | None) -> Term | None:
    printed = group(match, "full")
    make = functools.partial(periods.day, month=1, number=1)
    year = int(printed) if printed else None
    return Term(match.start(), match.end(), "day", make, 1, year, ("approximate_date",))


def _season(match: re.Match[str], hint: int | None) -> Term | None:
    name, (year, double) = match["name"].lower(), printed_years(match)
    flags: tuple[str, ...] = ()
    if group(match, "two"):
        year, flags = full_year(match["two"]), ("ambiguous_date",)
        if hint is not None and abs(year - hint) > NEAR:
            return None
    if year is None and not introduced(match):
        return None
    if year is not None and double and name in {"spring", "summer"}:
        year += 1
    make = functools.partial(periods.season, name=name)
    return Term(match.start(), match.end(), "season", make, periods.SEASONS[name], year, flags)


def _holiday(match: re.Match[str], hint: int | None) -> Term | None:
    printed = group(match, "full")
    year = int(printed) if printed else None
    if match["name"].lower() == "good friday":
        make = functools.partial(named_holiday, name="good friday")
        return Term(match.start(), match.end(), "day", make, 4, year)
    if match["name"].lower() == "easter":
        return Term(match.start(), match.end(), "day", periods.easter, 4, year)
    make = functools.partial(periods.day, month=12, number=25)
    return Term(match.start(), match.end(), "day", make, 12, year, ("approximate_date",))


def _bank_holiday(match: re.Match[str], hint: int | None) -> Term:
    name, printed = " ".join(match["name"].lower().split()), group(match, "full")
    make = functools.partial(named_holiday, name=name)
    month = make(2015).last.month
    flags = ("ambiguous_date",) if name == "may" else ()
    return Term(match.start(), match.end(), "day", make, month, int(printed) if printed else None, flags)


def _named_year(match: re.Match[str], hint: int | None) -> Term | None:
    """`financial year 2012/13`, `end of the academic year`, `2012/13`, `2012-15`."""
    kind = _YEAR_KINDS.get((group(match, "kind") or group(match, "after") or group(match, "code")).lower(), "")
    year, double = printed_years(match)
    following = group(match, "next") or group(match, "short_next")
    span = (full_year(following) % 100 - year) % 100 if year is not None and double else 1
    if len(following) == 1 and year is not None:
        span = (int(following) - year) % 10
    if span > LONGEST_SPAN:
        return None
    named = bool(group(match, "kind") or group(match, "after") or group(match, "code"))
    if not named and not introduced(match):
        return None
    if year is not None and not double and (kind == "calendar" or not named):
        return Term(match.start(), match.end(), "year", periods.calendar_year, 1, year)
    if year is not None and not double and _ENDS.search(match.string[: match.start()]):
        return _ending_in(match, year, kind)
    first, length = {"calendar": (1, 12), "academic": (9, 12)}.get(kind, (4, 12))
    make = functools.partial(periods.months, first=first, last=first + length * max(span, 1) - 1)
    return Term(match.start(), match.end(), "year", make, first, year, ("ambiguous_date",) if span > 1 else ())


def _ending_in(match: re.Match[str], year: int, kind: str) -> Term:
    """`end of school year 2015`: the year that ends in it, though the one that begins in it may be meant."""
    first = 9 if kind == "academic" else 4
    make = functools.partial(periods.months, first=first - 12, last=first - 1)
    return Term(match.start(), match.end(), "year", make, first, year, ("ambiguous_date",))


def _year_end(match: re.Match[str], hint: int | None) -> Term | None:
    year, double = printed_years(match)
    make = functools.partial(periods.months, first=-8, last=3)
    return Term(match.start(), match.end(), "year", make, 3, year + double if year else None)


_NAMES = r"(?P<name>autumn|spring|summer|(?:aut|spr|sum)\b\.?)"
RULES: tuple[Rule, ...] = (
    rule(
        r"(?:\bcalendar\s+(?:year\s+)?)?(?:\bQ(?:uarter|tr|u)?\.?\s?(?P<number>[1-4](?!\d)|(?:one|two|three|four)\b)|\b(?P<ordinal>[1-4])(?:st|nd|rd|th)\s+(?:quarter|qtr)\b"
        r"|\b(?P<word>first|second|third|fourth|final|last)\s+quarter\b)(?:" + _GAP + YEARS + r")?",
        _quarter,
    ),
    rule(
        r"\bQ(?:uarters?|trs?)?\.?\s?(?P<number>[1-4])(?P<link>\s?(?:[-–&/]|\bto\b|\band\b)\s?)Q?(?P<until>[1-4])(?!\d)"
        r"(?P<ordinal>)(?P<word>)" + _GAP + YEARS,
        _quarter,
    ),
    rule(YEARS + r"[\s,(:–-]*Q(?:uarter|tr)?\.?\s?(?P<number>[1-4])(?!\d)(?P<ordinal>)(?P<word>)", _quarter, "99", "q"),
    rule(
        r"\b" + _NAMES + r"(?P<half>\s+half)?(?:\s+school)?[\s-]+terms?\b(?:" + _GAP + YEARS + r")?",
        _school_term,
    ),
    rule(r"\b" + _NAMES + r"\s+" + YEARS + r"\s+(?P<half>half[- ]?)?term\b", _school_term),
    rule(
        r"\b"
        + _NAMES
        + r"(?=\s?(?:[-–&/,]|to\b|and\b)\s?(?:autumn|spring|summer)\s+terms?\b(?:"
        + _GAP
        + YEARS
        + r")?)",
        _school_term,
    ),
    rule(r"\b(?P<name>whit)(?:sun)?(?P<half>\s+half[\s-]?term)(?:" + _GAP + YEARS + r")?", _school_term),
    rule(r"\b" + _NAMES + r"\s+(?:term\s+)?(?P<number>[12])\b(?![./]\d)(?:" + _GAP + YEARS + r")?", _half_of_term),
    rule(r"\bterm\s+(?P<number>[4-6])\b" + _GAP + YEARS, _sixth_of_year),
    rule(r"\bnew\s+year(?:['’]s(?:\s+day)?)?\b(?:\s+" + FULL + r")?", _new_year),
    rule(
        r"\b(?P<name>autumn|spring|summer|winter)(?:\s+(?:holidays?|break|vacation|recess))?(?:\s+(?:of\s+)?"
        + YEARS
        + r")?",
        _season,
    ),
    rule(
        r"\b(?P<name>early\s+may|may\s+day|may|spring|whit|august|summer|easter)\s+bank\s+holiday"
        r"(?:\s+(?:monday|weekend))?(?:,?\s+" + FULL + r")?",
        _bank_holiday,
    ),
    rule(r"\b(?P<name>autumn|spring|summer|winter)\s+(?P<two>[0-4]\d)(?=\s*(?:$|[\n;,.)&–-]))", _season),
    rule(
        r"\b(?P<name>good friday|easter|christmas|xmas)\b(?:\s+(?:break|holidays?|vacation))?(?:\s+" + FULL + r")?",
        _holiday,
    ),
    rule(
        r"\b(?:(?P<kind>financial|fiscal|calendar|academic|school|municipal|council)\s+(?:year|yr)|(?P<code>FY|AY))"
        r"(?:[\s,:(]*" + YEARS + r")?",
        _named_year,
    ),
    rule(
        r"(?<![\d./–-])" + YEARS + r"\s+(?P<after>financial|fiscal|academic|school|calendar)(?:\s+(?:year|yr))?\b",
        _named_year,
        "9",
        "financial",
        "fiscal",
        "academic",
        "school",
        "calendar",
    ),
    rule(
        r"(?<![\d./–-])(?P<full>20\d\d)(?:\s?[/–-]\s?(?P<next>(?:20)?\d\d|(?<=/)\d)(?!\d))?(?![\d./%])(?!-\d)",
        _named_year,
        "9",
    ),
    rule(
        r"\b(?:(?:year|yr)[\s-]?end|FYE|Y/E)\b(?!\s*\d\d?[./ ])(?:\s+" + YEARS + r")?|\bend of (?:the |this )?year\b",
        _year_end,
    ),
)
