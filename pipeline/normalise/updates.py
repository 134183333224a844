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
from pipeline.normalise.dates import Dated, read_dates
from schemas.readings import DateContext

LONGEST_CELL = 20_000
"""Characters of a cell in which entries are looked for."""
FUTURE = dt.timedelta(days=31)
"""How far after the column's own date an entry may lie whose year is not printed."""

_CUE = (
    r"(?:(?:further|earlier|last|latest|current|previous|final|interim|progress|position|status|quarterly|monthly|board"
    r"|officer)\s+)*"
    r"(?:updates?(?:\s+(?!be\b)[\w&’']+){0,7}|(?:updated|as (?:at|of)|position|progress|status|review(?:ed)?|reported"
    r"|comments?|commentary)(?:\s+(?:report|note|position|for|from|at|as (?:at|of)|on|in|to|by|of|dated|the|end))*)"
)
_LEAD = re.compile(rf"[\s•·*▪>(\[–-]*(?P<cue>{_CUE})?\s*[(\[:–-]?\s*", re.IGNORECASE)
_BREAK = re.compile(r"\n|[.;!?)\]](?=\s)|\s[•·*▪–—-](?=\s)")
_TAIL = re.compile(
    r"\s*(?:updates?|position|progress|status|review)?\s*(?P<mark>[)\]]\s*[:–—-]?|[:–—|]|\s-\s|-(?=\s)|\.?\n)\s*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\.?\s+(?=[A-Z])")
_MAY_OPEN = re.compile(
    r"(?:^|[\n.;!?)\]]|\s[•·*▪–—-](?=\s))[\s•·*▪>(\[–-]*(?:[A-Za-z’']+[\s:(\[–-]+){0,10}?"
    r"(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|q(?=[1-4u])|(?:first|second|third|fourth|week)\b)",
    re.IGNORECASE,
)
"""A cheap look at whether any line or sentence could open with a date."""
_FIGURE = re.compile(r"[\s\d.,;%£/()~<>=+–-]*(?:(?:of|per cent|out of)[\s\d.,;%]*)?", re.IGNORECASE)
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
    if not _MAY_OPEN.search(text):
        return Updates()
    dates = [date for date in read_dates(text, context) if date.precision in {"day", "week", "month", "quarter"}]
    opened = _without_figures(text, _openings(text, dates))
    if not opened:
        return Updates()
    stops = [begin for begin, _, _ in opened[1:]] + [len(text)]
    entries = tuple(_entry(date, text[stop:end], context) for (_, stop, date), end in zip(opened, stops, strict=True))
    return Updates(tuple(e for e in entries if e.text), text[: opened[0][0]].strip(" \n–—-•·*[("))


def _openings(text: str, dates: Sequence[Dated]) -> list[tuple[int, int, Dated]]:
    """Where each entry begins, where its text begins, and its date."""
    found: list[tuple[int, int, Dated]] = []
    for date in dates:
        begin = _head(text, date, found[-1][1] if found else 0)
        lead = _LEAD.fullmatch(text, begin, date.begin) if begin is not None else None
        if begin is None or lead is None:
            continue
        tail = _tail(text, date, has_cue=bool(lead["cue"]), is_bracketed=lead[0].rstrip().endswith(("(", "[")))
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


def _tail(text: str, date: Dated, *, has_cue: bool, is_bracketed: bool) -> int | None:
    """Where the entry's text begins; none where the date goes on as a sentence."""
    match = _TAIL.match(text, date.stop)
    if match and (has_cue or not is_bracketed or match["mark"][0] in ")]"):
        return match.end()
    goes_on = _GOES_ON.match(text, date.stop)
    return goes_on.end() if goes_on and (has_cue or date.precision == "day") else None


def _entry(date: Dated, text: str, context: DateContext) -> Entry:
    as_at = date.last
    if "year_inferred" in date.flags and context.plan_date and as_at > context.plan_date + FUTURE:
        as_at = periods.add_months(as_at, -12)
    flags = tuple(flag for flag in date.flags if flag in {"year_inferred", "year_suspicious", "invalid_date_clamped"})
    return Entry(as_at, text.strip(" \n–—-•·*[(|"), flags)
