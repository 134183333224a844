"""Dates in a text: finds the terms, supplies missing years, joins ranges, and says what each date is there for.

Example:
    >>> [date.last.isoformat() for date in read_dates("by DCS in February, operational by June 2012")]
    ['2012-02-29', '2012-06-30']
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.normalise import days, periods, years
from pipeline.normalise.periods import Period
from pipeline.normalise.terms import Term
from schemas import vocab
from schemas.readings import DateContext

UNKNOWN = DateContext()
EARLIEST_YEAR, LATEST_YEAR = 1950, 2099
LOOK_BACK = 90
_JOIN = re.compile(r"\s*(?:[-–—]+|to|until|till|through(?: to)?|up to|/)\s*(?:the\s+)?$", re.IGNORECASE)
_BOTH = re.compile(r"\s*(?:and|&)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """One date or range with its place in the text; `role` is empty, `start`, `former`, `current` or `aside`."""

    begin: int
    stop: int
    first: dt.date
    last: dt.date
    precision: str
    role: str = ""
    is_range: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A term with the words about it: `edge` (end, early, mid ...) and `role`."""

    term: Term
    begin: int
    role: str = ""
    edge: str = ""


@functools.cache
def _cues(place: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    ending = "" if place == "after" else "$"
    return tuple(
        (row["cue"], re.compile(row["pattern"] + ending, re.IGNORECASE))
        for row in vocab.load("date_cues")
        if row["place"] == place
    )


def _candidates(text: str, hint: int | None) -> Iterator[tuple[int, int, int, Term]]:
    for rank, rule in enumerate((*days.RULES, *years.RULES)):
        for match in rule.pattern.finditer(text):
            term = rule.build(match, hint)
            if term is not None:
                yield term.begin, -term.stop, rank, term


def find_terms(text: str, hint: int | None = None) -> list[Term]:
    """Every date and period that the text names, in printed order and without overlap; the longest reading wins.

    `hint` is the year near which two-digit years are expected.

    Example:
        >>> [term.unit for term in find_terms("31.9.12 and March 2013, reviewed in Q2 2013/14")]
        ['day', 'month', 'quarter']
    """
    terms: list[Term] = []
    for _, _, _, term in sorted(_candidates(text, hint), key=lambda item: item[:3]):
        if not terms or term.begin >= terms[-1].stop:
            terms.append(term)
    return terms


def _cue_before(before: str, names: frozenset[str], place: str) -> tuple[str, int]:
    for cue, pattern in _cues(place):
        if cue in names and (match := pattern.search(before)):
            return cue, len(match[0])
    return "", 0


_EDGES = frozenset({"week", "end", "early", "mid", "first_week", "last_week", "first_half", "second_half"})
_WEEKS = frozenset({"week", "first_week", "last_week"})
_ROLES = frozenset({"former", "aside", "current", "start"})


def _mark(text: str, term: Term, floor: int) -> Marked:
    """Reads the words before and after a term; `floor` is where the term before it ends."""
    before = text[max(floor, term.begin - LOOK_BACK) : term.begin]
    edge, taken = _cue_before(before, frozenset({"start"}), "edge")
    if not edge:
        edge, taken = _cue_before(before, _EDGES, "before")
    begin = term.begin - taken
    role, _ = _cue_before(before[: len(before) - taken], _ROLES, "before")
    after = text[term.stop : term.stop + LOOK_BACK]
    following = [cue for cue, pattern in _cues("after") if pattern.match(after)]
    if not role and following:
        role = following[0]
    return Marked(term, begin, role, edge)


def _marks(text: str, hint: int | None) -> list[Marked]:
    terms = find_terms(text, hint)
    floors = [0, *(term.stop for term in terms)]
    return [_mark(text, term, floor) for term, floor in zip(terms, floors, strict=False)]


def _beside(month: int, other_month: int, other_year: int, *, is_before: bool) -> int:
    """The year that keeps two neighbouring dates in order: the missing one stands before or after the other."""
    if is_before:
        return other_year - (month > other_month)
    return other_year + (month < other_month)


def _neighbour_year(index: int, marks: Sequence[Marked]) -> int | None:
    known = [(abs(place - index), -place) for place, mark in enumerate(marks) if mark.term.year is not None]
    if not known:
        return None
    place = -min(known)[1]
    other = marks[place].term
    assert other.year is not None
    term = marks[index].term
    if term.unit == "year":
        return other.year - (other.month < term.month)
    return _beside(term.month, other.month, other.year, is_before=index < place)


def _anchored_year(mark: Marked, context: DateContext) -> int | None:
    """The year that the context suggests; financial periods are the first to end after a stated date."""
    anchor = context.plan_date or context.report_date
    if anchor and mark.term.unit in {"quarter", "year"}:
        guesses = range(anchor.year - 2, anchor.year + 3)
        return next((year for year in guesses if _cut(mark.term.make(year), mark.edge).last >= anchor), None)
    return context.year or (anchor.year if anchor else None)


def _with_year(mark: Marked, index: int, marks: Sequence[Marked], context: DateContext) -> Marked | None:
    """The mark with its year: printed, of a neighbour, or of the context; none where nothing tells."""
    if mark.term.year is not None:
        return mark
    year = _neighbour_year(index, marks) or _anchored_year(mark, context)
    if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    return replace(mark, term=replace(mark.term, year=year, flags=(*mark.term.flags, "year_inferred")))


def _days(period: Period, first: int, last: int, *flags: str) -> Period:
    """The part of a period from its day `first` to its day `last`, counted from nought."""
    start, end = period.first + dt.timedelta(days=max(first, 0)), period.first + dt.timedelta(days=max(last, 0))
    return Period(start, min(end, period.last), (*period.flags, *flags))


def _length(period: Period) -> int:
    return (period.last - period.first).days + 1


_CUTS: dict[str, Callable[[Period], Period]] = {
    "start": lambda period: _days(period, 0, 0),
    "early": lambda period: _days(period, 0, _length(period) // 3 - 1, "approximate_date"),
    "mid": lambda period: _days(period, 0, _length(period) // 2 - 1, "approximate_date"),
    "first_half": lambda period: _days(period, 0, _length(period) // 2, "approximate_date"),
    "first_week": lambda period: _days(period, 0, 6),
    "last_week": lambda period: _days(period, _length(period) - 7, _length(period) - 1),
    "week": lambda period: periods.week(period.first),
}


def _cut(period: Period, edge: str) -> Period:
    """The part of a period that a word such as `mid` or `early` leaves."""
    return _CUTS[edge](period) if edge in _CUTS else period


def _dated(mark: Marked) -> Dated:
    term = mark.term
    assert term.year is not None
    period = _cut(term.make(term.year), mark.edge)
    precision = "week" if mark.edge in _WEEKS else term.unit
    flags = tuple(dict.fromkeys((*term.flags, *period.flags)))
    return Dated(mark.begin, term.stop, period.first, period.last, precision, mark.role, False, flags)


def _is_joined(text: str, left: Marked, right: Marked) -> bool:
    gap = text[left.term.stop : right.begin]
    if left.role in {"former", "aside"} or right.role in {"former", "current", "aside"}:
        return False
    if _BOTH.match(gap):
        return bool(_BETWEEN.search(text[: left.begin]))
    if not _JOIN.match(gap):
        return False
    if "/" not in gap:
        return True
    return left.term.year is None or (left.term.unit == right.term.unit == "month" and _follows(left, right))


def _follows(left: Marked, right: Marked) -> bool:
    first, second = left.term, right.term
    if first.year is None or second.year is None:
        return True
    return second.year * 12 + second.month == first.year * 12 + first.month + 1


def _shared_year(left: Marked, right: Marked) -> tuple[Marked, Marked]:
    """A range states its year once: `February – March 2012`."""
    first, second = left.term, right.term
    if first.year is None and second.year is not None:
        year = _beside(first.month, second.month, second.year, is_before=True)
        return replace(left, term=replace(first, year=year, flags=())), right
    if second.year is None and first.year is not None:
        year = _beside(second.month, first.month, first.year, is_before=False)
        return left, replace(right, term=replace(second, year=year, flags=()))
    return left, right


def _joined(left: Dated, right: Dated) -> Dated:
    flags = tuple(dict.fromkeys((*left.flags, *right.flags)))
    role = "" if left.role == "start" else left.role
    return Dated(left.begin, right.stop, left.first, right.last, right.precision, role, True, flags)


def read_dates(text: str, context: DateContext = UNKNOWN) -> tuple[Dated, ...]:
    """Every date and range of the text in printed order; terms whose year cannot be known are left out."""
    printed = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)]
    marks = _marks(text, context.year or (printed[0] if printed else None))
    joins = [_is_joined(text, left, right) for left, right in itertools.pairwise(marks)]
    for index, is_join in enumerate(joins):
        if is_join:
            marks[index], marks[index + 1] = _shared_year(marks[index], marks[index + 1])
    dates: list[Dated] = []
    is_open = False
    for index, is_join in enumerate([False, *joins][: len(marks)]):
        mark = _with_year(marks[index], index, marks, context)
        if mark is None:
            is_open = False
            continue
        marks[index] = mark
        date = _dated(mark)
        if is_join and is_open and not dates[-1].is_range and dates[-1].first <= date.last:
            dates[-1] = _joined(dates[-1], date)
        else:
            dates.append(date)
        is_open = True
    return tuple(dates)
