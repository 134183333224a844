"""Rules for days and months in every punctuation; the day comes before the month, always."""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import replace

from pipeline.normalise import periods
from pipeline.normalise.terms import (
    DAY,
    FULL,
    LAST_DAY_NUMBER,
    MONTH,
    MONTH_JOINED,
    MONTHS,
    NEAR,
    SHORT,
    Rule,
    Term,
    full_year,
    group,
    introduced,
    rule,
)

_COUNTED = re.compile(
    r"\b(?:milestone|tranche|strand|module|batch|gateway|session|sprint|yr|wk|phase|stage|priority|actions?|appendix|annex|section|level|tier|part|version|objective|task|theme|cohort|wave|"
    r"workstream|group|recommendations?|recs?|step|item|year|week|no\.?|number)\s*$",
    re.IGNORECASE,
)
"""What a number counts when it is no day: `Phase 2 Mar 2017`."""

_LISTED = re.compile(r"\b(?:update|review|visit|meeting|month|cycle)\s*$", re.IGNORECASE)
_SHARE = re.compile(
    r"\s+(?:of\b|(?!(?:and|to|then|until|till|onwards?|ongoing|at|if|subject|or|for|by|with|via)\b)[a-z]{3,})"
)
"""What follows a fraction: `2/3 of staff`, `10/12 files`."""

_REFERENCE = re.compile(r"\b(?:para(?:graph)?s?|section|ref|actions?|recs?|recommendations?)\.?\s*$", re.I)

ROUND_THE_CLOCK = (24, 7)


def _day_term(match: re.Match[str], year: int | None, number: int, month: int) -> Term | None:
    if not (1 <= month <= 12 and 1 <= number <= LAST_DAY_NUMBER):
        return None
    make = functools.partial(periods.day, month=month, number=number)
    return Term(match.start(), match.end(), "day", make, month, year)


def _month_term(match: re.Match[str], year: int | None, month: int, flags: tuple[str, ...] = ()) -> Term:
    make = functools.partial(periods.month, number=month)
    return Term(match.start(), match.end(), "month", make, month, year, flags)


def _numeric(match: re.Match[str], hint: int | None) -> Term | None:
    if match[0].count(".") == 2 and _REFERENCE.search(match.string[max(0, match.start() - 20) : match.start()]):
        return None
    return _day_term(match, full_year(match["year"]), int(match["day"]), int(match["number"]))


def _numeric_of_span(match: re.Match[str], hint: int | None) -> Term | None:
    """The first day of `3-7/3/14`."""
    before = match.string[max(0, match.start() - 20) : match.start()]
    return None if _COUNTED.search(before) or _LISTED.search(before) else _numeric(match, hint)


def _iso(match: re.Match[str], hint: int | None) -> Term | None:
    return _day_term(match, int(match["year"]), int(match["day"]), int(match["number"]))


def _day_month(match: re.Match[str], hint: int | None) -> Term | None:
    if _COUNTED.search(match.string[max(0, match.start() - 20) : match.start()]):
        return None
    printed = group(match, "full") or group(match, "short")
    year = full_year(printed) if printed else None
    return _day_term(match, year, int(match["day"]), MONTHS[match["month"].lower()])


def _month_number(match: re.Match[str], hint: int | None) -> Term | None:
    """`March 12`: a year if it lies near the plan's, else a day."""
    month, number = MONTHS[match["month"].lower()], int(match["short"])
    year = 2000 + number
    near = number > 0 if hint is None else abs(year - hint) <= NEAR
    if match["mark"] or number > LAST_DAY_NUMBER:
        return _month_term(match, year, month)
    if near:
        return _month_term(match, year, month, ("ambiguous_date",))
    return _day_term(match, None, number, month)


def _month_year(match: re.Match[str], hint: int | None) -> Term | None:
    month = MONTHS[match["month"].lower()] if match["month"].isalpha() else int(match["month"])
    return _month_term(match, int(match["full"]), month) if 1 <= month <= 12 else None


def _half_term_month(match: re.Match[str], hint: int | None) -> Term | None:
    """`February half term 2019`: the half-term holiday that falls about that month."""
    month = MONTHS[match["month"].lower()]
    if month not in periods.HALF_TERM_MONTHS:
        return None
    printed = group(match, "full")
    term = _month_term(match, int(printed) if printed else None, month)
    return replace(term, name=f"{periods.HALF_TERM_MONTHS[month]} half")


def _iso_month(match: re.Match[str], hint: int | None) -> Term | None:
    """`2014-07`, but not the two years of `2011-12`."""
    year, month = int(match["full"]), int(match["month"])
    return None if month == (year + 1) % 100 else _month_term(match, year, month)


def _month_in_year(match: re.Match[str], hint: int | None) -> Term | None:
    """`March 2012/13`: the month as it falls in that financial year."""
    start, month = full_year(match["full"]), MONTHS[match["month"].lower()]
    if full_year(match["next"]) % 100 != (start + 1) % 100:
        return None
    return _month_term(match, start if month > 3 else start + 1, month)


def _misspelt_month(match: re.Match[str], hint: int | None) -> Term | None:
    if match["word"].lower() in MONTHS:
        return None
    names = [name for name in MONTHS if len(name) > 4]
    near = difflib.get_close_matches(match["word"].lower(), names, n=1, cutoff=0.8)
    if not near:
        return None
    term = _month_term(match, int(match["full"]), MONTHS[near[0]], ("ambiguous_date",))
    day = _day_term(match, term.year, int(match["day"]), term.month) if match["day"] else None
    return replace(day, flags=term.flags) if day else term


def _bare_month(match: re.Match[str], hint: int | None) -> Term | None:
    word = match["month"]
    if word.islower() and (len(word) <= 4 or word == "march"):
        return None
    if word.lower() == "may" and not introduced(match):
        return None
    return _month_term(match, None, MONTHS[word.lower()])


def _slashed_pair(match: re.Match[str], hint: int | None) -> Term | None:
    """`09/10`: a financial year, else a month and year, else a day and month."""
    left, right = int(match["left"]), int(match["right"])
    if (left, right) == ROUND_THE_CLOCK or _SHARE.match(match.string, match.end()):
        return None
    near = hint is not None and len(match["right"]) > 1 and abs(2000 + right - hint) <= NEAR
    if right == left + 1 and (near or hint is None) and introduced(match):
        make, year = periods.financial_year, 2000 + left
        return Term(match.start(), match.end(), "year", make, 4, year, ("ambiguous_date",))
    if near and 1 <= left <= 12:
        return _month_term(match, 2000 + right, left, ("ambiguous_date",))
    return _day_term(match, None, left, right) if match["sign"] == "/" else None


RULES: tuple[Rule, ...] = (
    rule(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)", _iso, "999", "-"),
    rule(
        r"(?<!\d)(?<!\d\.)(?P<day>\d{1,2})(?=\s?[./]{1,2}\s?\d{1,2}\s?[./]|\s?[–-]{1,2}\s?\d{1,2}\s?[–-])\s?[./–-]{1,2}\s?"
        r"(?P<number>\d{1,2})\s?[./–-]{1,2}\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
        _numeric,
        "999",
    ),
    rule(
        r"(?<![\d./–-])(?P<day>\d{1,2})(?=(?:\s?[,&–-]\s?\d{1,2}){1,4}(?P<sign>[./])(?P<number>\d{1,2})(?P=sign)"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?!\d))",
        _numeric_of_span,
        "9999",
    ),
    rule(r"(?m)^\s*(?P<day>\d{1,2})[ \t](?P<number>\d{1,2})[ \t](?P<year>(?:19|20)\d\d|\d\d)(?=\s*$)", _numeric, "999"),
    rule(
        DAY
        + r"(?=(?:\s?(?:[-–/,&]|to\b|and\b)\s?\d{1,2}(?:st|nd|rd|th)?){1,4}\s+(?:of\s+)?"
        + MONTH
        + r"(?:[\s,./–-]{0,3}"
        + FULL
        + r")?)",
        _day_month,
        "99m",
    ),
    rule(DAY + r"[\s./–-]{0,3}(?:of\s+)?" + MONTH + r"[\s,./–-]{0,3}" + FULL, _day_month, "9m9"),
    rule(
        r"(?<![\d.])(?P<day>\d{1,2})(?:st|nd|rd|th)(?:of)?" + MONTH_JOINED + r"[\s,./–-]{0,3}" + FULL, _day_month, "9m9"
    ),
    rule(DAY + r"[ \t./–-]{0,3}(?:of\s+)?" + MONTH + r"(?:,? |[./-])?" + SHORT, _day_month, "9m9"),
    rule(DAY + r"[\s./–-]{0,2}(?:of\s+)?" + MONTH, _day_month, "9m"),
    rule(MONTH + r",?\s*(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + FULL, _day_month, "m99"),
    rule(MONTH + r",?\s*(?:the\s+)?(?P<day>\d{1,2})\s?(?:st|nd|rd|th)\b", _day_month, "m9"),
    rule(MONTH + r"\s*(?P<full>20\d\d)\s?[/–-]\s?(?P<next>(?:20)?\d\d)(?![\d./-])", _month_in_year, "m99"),
    rule(
        MONTH + r"\s+half[- ]?term(?:\s+(?:holiday|break|week)s?)?(?:[\s,(]{1,3}" + FULL + r")?",
        _half_term_month,
        "m",
        "half",
    ),
    rule(MONTH + r"[\s,./–'’-]{0,3}(?:of\s+)?" + FULL, _month_year, "m9"),
    rule(MONTH + r"(?:\s|[./–-])?" + SHORT, _month_number, "m9"),
    rule(r"(?<![\d./-])" + FULL + r"-(?P<month>0[1-9]|1[0-2])(?![\d/-])", _iso_month, "99", "-"),
    rule(r"(?<![\d./-])" + FULL + r"[\s,-]{1,2}" + MONTH, _month_year, "9m"),
    rule(r"(?<![\d./–-])(?P<month>\d{1,2})[/.-]" + FULL, _month_year, "99"),
    rule(MONTH, _bare_month, "m"),
    rule(
        r"\b(?:(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?\s+)?(?P<word>(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]{2,8})\s+"
        + FULL,
        _misspelt_month,
        "w9",
    ),
    rule(
        r"(?<![\d./–-])(?P<left>\d{1,2})(?P<sign>/)(?P<right>\d{1,2})(?![\d/.%–-]|\s*(?:weeks|months|days))",
        _slashed_pair,
        "99",
        "/",
    ),
)
