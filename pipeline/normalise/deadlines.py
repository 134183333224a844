"""Deadline cells: kind, dates, recurrence, and the boards that receive the report.

The order of precedence is the contract's: an explicit date, then recurring, immediate, ongoing, relative, event, none.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, replace

from pipeline.normalise.boards import read_boards
from pipeline.normalise.dates import UNKNOWN, Dated, read_dates
from pipeline.normalise.deadline_roles import settle_roles
from pipeline.normalise.deadline_text import (
    blank,
    calm,
    mask,
    mend_digits,
    plain_signs,
    short,
    span_of,
    without_numbers,
)
from pipeline.normalise.folded import fold
from pipeline.normalise.phrases import Phrases
from pipeline.normalise.recurrence import Recurrence, find_recurrences
from pipeline.normalise.relative import Relative, counted_from, find_relative
from pipeline.normalise.spaces import plain_spaces, unquoted
from schemas import vocab
from schemas.readings import DateContext, DateMention, DeadlineReading

_CLAUSE = re.compile(r"[\n;]|\.(?=\s)|,\s+(?:then|with|and)\b")
_LAST_RESORT = re.compile(r"^[A-Za-z0-9 ,.'-]{6,40}$")
_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HAS_WORD = re.compile(r"[A-Za-z]{3}")
_EDGE = " .,;:–—-()[]/\t\n"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the rules found in one cell, before a kind is chosen."""

    printed: str
    text: str
    """As printed, with the struck phrases and the numbers of a list blanked out."""
    dates: tuple[Dated, ...]
    struck: tuple[tuple[str, Dated], ...]
    recurrences: tuple[Recurrence, ...]
    relative: Relative | None
    kinds: frozenset[str]
    boards: tuple[str, ...]


@functools.cache
def _phrases() -> Phrases[str]:
    return Phrases((row["kind"], row["pattern"]) for row in vocab.load("deadlines"))


@functools.lru_cache(maxsize=256)
def _kinds(text: str) -> frozenset[str]:
    return frozenset(kind for kind, _ in _phrases().found(fold(text)))


def _last_resort(text: str, context: DateContext) -> tuple[Dated, ...]:
    """A reading by dateparser, for short text with a year that no rule of ours understands."""
    base = context.plan_date or context.report_date or (dt.date(context.year, 1, 1) if context.year else None)
    if base is None or not (_LAST_RESORT.match(text) and _HAS_YEAR.search(text) and _HAS_WORD.search(text)):
        return ()
    from dateparser import parse

    settings = {
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": dt.datetime(base.year, base.month, base.day, tzinfo=dt.UTC).replace(tzinfo=None),
        "REQUIRE_PARTS": ["month", "year"],
        "PREFER_DAY_OF_MONTH": "last",
    }
    found = parse(text, languages=["en"], settings=settings)
    if found is None:
        return ()
    return (Dated(0, len(text), found.date(), found.date(), "day", flags=("ambiguous_date",)),)


_SCHEDULED = frozenset({"annual", "six_monthly", "termly"})


def _settle_schedule(dates: tuple[Dated, ...], recurrences: tuple[Recurrence, ...]) -> tuple[Dated, ...]:
    """Months that only say when in the year something comes round (`annually in September`) are no deadline."""
    inside = [date for date in dates if any(item.begin < date.stop and date.begin < item.stop for item in recurrences)]
    kept = tuple(date for date in dates if date not in inside)
    for item in recurrences:
        if item.name in _SCHEDULED and all("year_inferred" in date.flags and _is_near(item, date) for date in kept):
            return ()
    return kept


def _is_near(item: Recurrence, date: Dated) -> bool:
    """Whether an interval stands before a month or right behind it (`March each year`)."""
    return item.begin < date.begin or item.begin - date.stop <= 2


def _is_bare(text: str, date: Dated) -> bool:
    """Whether a cell holds a date and no other word or doubt; most cells do."""
    return not any(character.isalpha() or character == "?" for character in text[: date.begin] + text[date.stop :])


def _read_parts(text: str, struck: tuple[str, ...], context: DateContext) -> Parts:
    in_force = without_numbers(calm(plain_signs(blank(mend_digits(text), struck))))
    found = read_dates(in_force, context)
    if len(found) == 1 and not struck and _is_bare(in_force, found[0]):
        return Parts(text, in_force, settle_roles(in_force, found), (), (), None, frozenset(), ())
    recurrences, kinds = find_recurrences(in_force), _kinds(in_force)
    if "pointer" in kinds and all(date.precision == "year" for date in found):
        found = ()
    dates = settle_roles(in_force, _settle_schedule(counted_from(in_force, found), recurrences))
    relative = None if dates else find_relative(in_force, context)
    if not (dates or recurrences or relative or kinds):
        dates = _last_resort(in_force.strip(), context)
    hint = dates[-1].last.year if dates else context.year
    former = tuple((phrase, date) for phrase in struck for date in read_dates(phrase, replace(context, year=hint)))
    boards = read_boards(mask(in_force, [span_of(in_force, date) for date in dates]))
    return Parts(text, in_force, dates, former, recurrences, relative, kinds, boards)


def _purpose(parts: Parts, date: Dated) -> str:
    if parts.kinds.isdisjoint({"report", "review"}):
        return "delivery"
    text = parts.text
    clauses = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    begin = max(place for place in clauses if place <= date.begin)
    stop = min(place for place in clauses if place >= date.stop)
    kinds = _kinds(text[begin:stop])
    return next((purpose for purpose in ("report", "review") if purpose in kinds), "delivery")


def _mention(parts: Parts, date: Dated) -> DateMention:
    is_start = date.role == "start"
    return DateMention(
        text=parts.printed[date.begin : date.stop].strip(),
        start=date.first if is_start or date.is_range else None,
        end=None if is_start else date.last,
        precision=date.precision,
        purpose="unknown" if date.role == "aside" else _purpose(parts, date),
        in_force=date.role not in {"former", "aside", "actual"},
        flags=date.flags,
    )


def _mentions(parts: Parts) -> tuple[DateMention, ...]:
    placed = [(date.begin, _mention(parts, date)) for date in parts.dates]
    placed += [
        (item.begin, DateMention(parts.printed[item.begin : item.stop], None, None, "", recurrence=item.name))
        for item in parts.recurrences
    ]
    if parts.relative:
        printed = parts.printed[parts.relative.begin : parts.relative.stop]
        end, precision = parts.relative.due, parts.relative.precision
        placed.append((parts.relative.begin, DateMention(printed, None, end, precision, purpose="delivery")))
    gone = tuple(
        DateMention(phrase, date.first if date.is_range else None, date.last, date.precision, in_force=False)
        for phrase, date in parts.struck
    )
    return (*(mention for _, mention in sorted(placed, key=lambda item: item[0])), *gone)


def _is_named_so(item: Recurrence, parts: Parts) -> bool:
    """Whether an interval is part of a body's name: `the Chief Executive's quarterly meetings`."""
    return any(f" {parts.text[item.begin : item.stop]} " in board for board in parts.boards)


def _kind(parts: Parts, due: Dated | None, *, has_start: bool) -> tuple[str, str]:
    """The kind of the deadline and the rule that chose it."""
    kinds = parts.kinds
    leftover = re.sub(r"\s+", " ", parts.text).strip(_EDGE)
    choices = (
        (due is not None, "date", "range" if due and due.is_range else "date"),
        (any(not _is_named_so(item, parts) for item in parts.recurrences), "recurring", "recurrence"),
        ("nothing" in kinds or not leftover, "none", "nothing"),
        ("immediate" in kinds, "immediate", "immediate"),
        ("ongoing" in kinds, "ongoing", "ongoing"),
        (parts.relative is not None, "relative", "relative"),
        ("unresolved" in kinds and has_start, "none", "to_be_confirmed"),
        (has_start, "ongoing", "start_only"),
        ("half_term" in kinds, "event", "unplaced_time"),
        ("unresolved" in kinds, "none", "to_be_confirmed"),
        ("done" in kinds, "none", "state"),
        ("pointer" in kinds, "none", "pointer"),
        (bool(parts.boards) and "event" not in kinds, "none", "board_only"),
        ("event" in kinds, "event", "event"),
        (len(leftover.split()) > 1, "event", "text"),
    )
    return next(((kind, rule) for holds, kind, rule in choices if holds), ("none", "unread"))


_UNRESOLVED_RULES = frozenset({"unplaced_time", "to_be_confirmed", "pointer", "text", "unread"})


def _flags(parts: Parts, rule: str, struck: tuple[str, ...], *, is_cut: bool) -> tuple[str, ...]:
    flags = [flag for date in parts.dates if date.role not in {"former", "aside"} for flag in date.flags]
    if struck or any(date.role in {"former", "current", "aside"} for date in parts.dates):
        flags.append("deadline_revised")
    is_open = rule == "relative" and parts.relative is not None and parts.relative.due is None
    if rule in _UNRESOLVED_RULES or is_open or "unresolved" in parts.kinds:
        flags.append("deadline_unresolved")
    if rule == "relative" and not is_open:
        flags.append("date_computed")
    if mend_digits(parts.printed) != parts.printed:
        flags.append("date_mended")
    if "conditional" in parts.kinds:
        flags.append("deadline_conditional")
    if is_cut:
        flags.append("deadline_cut")
    return tuple(dict.fromkeys(flags))


def _original(parts: Parts) -> dt.date | None:
    former = [*(date for _, date in parts.struck), *(date for date in parts.dates if date.role == "former")]
    return former[0].last if former else None


def read_deadline(text: str, context: DateContext = UNKNOWN, struck: tuple[str, ...] = ()) -> DeadlineReading:
    """Read a deadline cell.

    Args:
        text: The cell as printed.
        context: The plan's year, and the days that it states; the clock is never asked.
        struck: Phrases of the cell that are struck through; they are never in force.

    Example:
        >>> read_deadline("March 2012 – sign-off by DMT and LSCB").accountable_to
        ('DMT', 'LSCB')
        >>> read_deadline("31.9.12").flags
        ('invalid_date_clamped',)
    """
    struck = tuple(phrase for phrase in struck if phrase.strip())
    return _read(text, context, struck) if text.strip() else DeadlineReading(text)


@functools.lru_cache(maxsize=1024)
def _read(text: str, context: DateContext, struck: tuple[str, ...]) -> DeadlineReading:
    """A cell that stands beside many actions is read once."""
    plain = unquoted(plain_spaces(text))
    parts = _read_parts(short(plain), tuple(map(plain_spaces, struck)), context)
    return _reading(text, parts, struck, is_cut=len(parts.printed) < len(plain))


def _reading(text: str, parts: Parts, struck: tuple[str, ...], *, is_cut: bool) -> DeadlineReading:
    current = [date for date in parts.dates if date.role in {"", "current"}]
    starts = [date.first for date in parts.dates if date.role == "start"]
    latest = max(current, key=lambda date: (date.last, date.is_range), default=None)
    kind, rule = _kind(parts, latest, has_start=bool(starts))
    due, precision = (latest.last, latest.precision) if latest else (None, "")
    if kind == "relative" and parts.relative:
        due, precision = parts.relative.due, parts.relative.precision
    start = latest.first if latest and latest.is_range else min(starts, default=None)
    return DeadlineReading(
        text=text,
        kind=kind,
        start=None if start and due and start > due else start,
        due=due,
        precision=precision,
        recurrence=next((item.name for item in parts.recurrences if item.name), ""),
        is_ongoing="ongoing" in parts.kinds,
        original=_original(parts),
        accountable_to=parts.boards,
        mentions=_mentions(parts),
        rule=rule,
        flags=_flags(parts, rule, struck, is_cut=is_cut),
    )
