"""Dated entries inside one progress cell: `Update (July 2013): ...`, `As at June 2015`, `9.12.16 Draft produced`.

A date opens an entry where it stands at the head of a line or sentence and something parts it from the text behind it.
A date inside a sentence (`workshop held on 12 May`) opens none. The newest entry is found by its date, not its place.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalise import periods
from pipeline.normalise.claims import read_label
from pipeline.normalise.dates import Dated, read_dates
from pipeline.normalise.marks import date_openings
from schemas.readings import DateContext

LONGEST_CELL = 20_000
"""Characters of a cell in which entries are looked for."""
FUTURE = dt.timedelta(days=31)
"""How far after the column's own date an entry may lie whose year is not printed."""

_BODY = r"(?-i:(?:[A-Z][\w’'&]+ ){0,3}(?:Board|Panel|Cabinet|Committee|Group|Forum|Council|Executive)|[A-Z]{2,6})"
_KIND = (
    r"further|earlier|last|latest|current|previous|final|interim|progress|position|status|quarterly|monthly|board|officer"
    r"|annual|mid[- ]year|half[- ]year(?:ly)?|year[- ]end|(?:\d{1,2}|three|six|nine|twelve)[- ]?(?:month|week)(?:ly)?"
    r"|(?:first|second|third|fourth|\d(?:st|nd|rd|th))(?: quarter)?"
)
_CUE = (
    rf"(?:(?:{_KIND})\s+)*(?:(?:month|review|meeting|visit|period|quarter)\s+\d{{1,2}}\b|entry|note"
    r"|(?:date of\s+)?updates?(?:\s+(?!be\b)[\w&’']+){0,7}"
    r"|(?:updated|as (?:at|of)|position|progress|status|review(?:ed)?|reported|b?rag(?: rating| status)?|comments?"
    r"|commentary)(?:\s+(?:report|note|position|for|from|at|as (?:at|of)|on|in|to|by|of|dated|the|end|date|so far"
    r"|since|last|\d{1,2} (?:month|week)s?))*)"
)
_LEAD = re.compile(
    rf"[\s•·*▪<>(\[–-]*(?:at (?:the )?(?:end of )?|(?P<body>(?:report )?(?:to )?(?:the )?{_BODY}\b[,:–-]?\s+))?"
    rf"(?P<cue>{_CUE})?\s*[,(\[:–-]?\s*(?:(?-i:[A-Z]{{2,3}}\b),?\s+)?(?:(?:mon|tues|wednes|thurs|fri)day,?\s+)?",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\n|[.;!?)\]](?=\s)|\s[•·*▪–—-](?=\s)|\s(?=[*<])")
_TAIL = re.compile(
    r"(?:\s*\((?-i:[A-Z]{2,3})(?=\)))?\s*(?:updates?|position|progress|status|review)?\s*"
    r"(?P<mark>[)\]>*]\s*[:–—-]?|[:–—|=]|\s-\s|-(?=\s)|\.?\n)\s*",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*,\s+(?=[a-z0-9])")
_AS_AT = re.compile(r"as (?:at|of)(?: (?:the )?end(?: of)?)?", re.IGNORECASE)
_RUNS_ON = re.compile(r"\s+(?=[a-z0-9])")
_GOES_ON = re.compile(r"\.?\s+(?=[A-Z])")
_FIGURE = re.compile(r"[\s\d.,;%£/()~<>=+–-]*(?:(?:of|per cent|out of)[\s\d.,;%]*)?", re.IGNORECASE)
_POINTS = frozenset({"day", "week", "month", "quarter"})
"""How precise a date must be to be that of an entry."""
_REACH = 120
"""Characters before a date in which the head of its line or sentence must lie."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry: the day it stands at, its text without that date, and whether the date is in doubt."""

    as_at: dt.date
    text: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Updates:
    """The entries of a cell in printed order, and the undated text before the first of them."""

    entries: tuple[Entry, ...] = ()
    head: str = ""

    @property
    def newest(self) -> Entry | None:
        """The entry of the latest date; of several on one day the last, or the first where the newest stands on top."""
        sure = [entry for entry in self.entries if "year_suspicious" not in entry.flags] or list(self.entries)
        if not sure:
            return None
        dates = [entry.as_at for entry in sure]
        ordered = sure if dates[0] > dates[-1] else sure[::-1]
        return max(ordered, key=lambda entry: entry.as_at)


@functools.lru_cache(maxsize=1024)
def read_updates(text: str, context: DateContext) -> Updates:
    r"""The dated entries of a progress cell.

    Args:
        text: The cell as printed; line breaks part paragraphs.
        context: `plan_date` is the day at which the column stands; a month without a year is the last before it.

    Example:
        >>> cell = "13.1.17 - Complete\n9.12.16 - In progress"
        >>> [entry.as_at.isoformat() for entry in read_updates(cell, DateContext()).entries]
        ['2017-01-13', '2016-12-09']
        >>> read_updates(cell, DateContext()).newest.text
        'Complete'
    """
    text = text[:LONGEST_CELL]
    if not _opening().search(text):
        return Updates()
    dates = [date for date in read_dates(text, context) if date.precision in _POINTS and not date.is_range]
    opened = _without_figures(text, _openings(text, dates))
    if not opened:
        return Updates()
    stops = [begin for begin, _, _ in opened[1:]] + [len(text)]
    entries = tuple(_entry(date, text[stop:end], context) for (_, stop, date), end in zip(opened, stops, strict=True))
    return Updates(tuple(e for e in entries if e.text), text[: opened[0][0]].strip(" \n–—-•·*[("))


@functools.cache
def _opening() -> re.Pattern[str]:
    """A line or sentence that opens with what leads to an entry and what a date can begin with."""
    return re.compile(rf"(?:^|{_BREAK.pattern}){_LEAD.pattern}(?:{date_openings()})", re.IGNORECASE)


def _openings(text: str, dates: Sequence[Dated]) -> list[tuple[int, int, Dated]]:
    """Where each entry begins, where its text begins, and its date."""
    found: list[tuple[int, int, Dated]] = []
    for date in dates:
        begin = _head(text, date, found[-1][1] if found else 0)
        lead = _LEAD.fullmatch(text, begin, date.begin) if begin is not None else None
        if begin is None or lead is None:
            continue
        tail = _tail(text, date, lead)
        if tail is not None:
            found.append((begin, tail, date))
    return found


def _without_figures(text: str, opened: list[tuple[int, int, Dated]]) -> list[tuple[int, int, Dated]]:
    """The openings without those of mere figures, such as `May 2015: 89%.`, which is no update but a value."""
    stops = [*(begin for begin, _, _ in opened[1:]), len(text)]
    return [
        (begin, tail, date)
        for (begin, tail, date), stop in zip(opened, stops, strict=False)
        if not (
            date.precision in {"month", "quarter"}
            and not any(char.isalpha() for char in text[begin : date.begin])
            and _FIGURE.fullmatch(text, tail, stop)
        )
    ]


def _head(text: str, date: Dated, floor: int) -> int | None:
    """Where the line or sentence begins that holds a date; none where that is too far off."""
    first = max(floor, date.begin - _REACH)
    breaks = [match.end() for match in _BREAK.finditer(text, first, date.begin)]
    if breaks:
        return breaks[-1]
    return first if first == floor else None


def _tail(text: str, date: Dated, lead: re.Match[str]) -> int | None:
    """Where the entry's text begins; none where the date goes on as a sentence."""
    has_cue, is_bracketed = bool(lead["cue"]), "(" in lead[0] or "[" in lead[0]
    match = _TAIL.match(text, date.stop)
    if match and (has_cue or not is_bracketed or match["mark"][0] in ")]"):
        opened = lead["body"] and text[lead.end("body") : date.begin].strip().endswith(("(", "["))
        return None if opened and not has_cue and match["mark"].strip() in {")", "]"} else match.end()
    if has_cue and (comma := _COMMA.match(text, date.stop)):
        return comma.end()
    if lead["cue"] and _AS_AT.fullmatch(lead["cue"].strip()) and (runs_on := _RUNS_ON.match(text, date.stop)):
        return runs_on.end()
    goes_on = _GOES_ON.match(text, date.stop)
    if goes_on is None or not (has_cue or date.precision == "day" or _is_label(text[goes_on.end() :])):
        return None
    return goes_on.end()


def _is_label(text: str) -> bool:
    """Whether a text opens with the label of a status, as behind `Dec 2014 On track`."""
    label = read_label(text[:_REACH])
    return label is not None and label.rule == "label"


def _entry(date: Dated, text: str, context: DateContext) -> Entry:
    as_at = date.last
    if "year_inferred" in date.flags and context.plan_date and as_at > context.plan_date + FUTURE:
        as_at = periods.add_months(as_at, -12)
    flags = tuple(flag for flag in date.flags if flag in {"year_inferred", "year_suspicious", "invalid_date_clamped"})
    return Entry(as_at, text.strip(" \n–—-•·*[(|"), flags)
