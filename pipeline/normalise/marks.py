"""Marks: the date terms of a text, each with the words about it (`end`, `mid`, `was`) and what they leave of it."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.normalise import days, periods, years
from pipeline.normalise.folded import fold, folded
from pipeline.normalise.periods import Period
from pipeline.normalise.phrases import Phrases, matches
from pipeline.normalise.terms import MONTH, MONTH_LIKE, Rule, Term, figures
from schemas import vocab

LOOK_BACK = 90
RULES = (*days.RULES, *years.RULES)
_LIST_GAP = re.compile(r"\s*(?:,|&|and|or|,\s*and)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A term with the words about it: `edge` (end, early, mid ...) and `role`."""

    term: Term
    begin: int
    role: str = ""
    edge: str = ""


@functools.cache
def _cues(place: str) -> Phrases[str]:
    return Phrases((row["cue"], row["pattern"] + "$") for row in vocab.load("date_cues") if row["place"] == place)


@functools.cache
def _cues_after() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["cue"], folded(row["pattern"])) for row in vocab.load("date_cues") if row["place"] == "after")


@functools.lru_cache(maxsize=512)
def _of_shape(shape: str) -> tuple[tuple[int, Rule, str], ...]:
    """The rules, with rank and head, that can match a text with these numbers and months."""
    return tuple((rank, rule, rule.head) for rank, rule in enumerate(RULES) if rule.shape and rule.shape in shape)


@functools.cache
def _of_words() -> Phrases[tuple[int, Rule]]:
    return Phrases(((rank, rule), rule.pattern.pattern) for rank, rule in enumerate(RULES) if not rule.shape)


def _trials(small: str) -> Iterator[tuple[int, Rule, Iterable[int]]]:
    """The rules that may match a text in small letters, with their rank, and where their matches may begin."""
    shape, starts = figures(small)
    for rank, rule, head in _of_shape(shape):
        if not rule.words or any(word in small for word in rule.words):
            yield rank, rule, starts[head] if head else _starts(rule, small)
    for (rank, rule), _, places in _of_words().trials(small):
        yield rank, rule, _starts(rule, small) if places is None else places


@functools.cache
def date_openings() -> str:
    """A pattern of what a date can begin with, with the words before it that tell which part of it is meant."""
    rows = [row for row in vocab.load("date_cues") if row["cue"] in _EDGES or row["place"] == "edge"]
    edges = "|".join(row["pattern"] for row in rows if row["place"] != "after")
    words = sorted(_of_words().words)
    first = [word for word in words if not any(word.startswith(other) for other in words if other != word)]
    return rf"(?:{edges})?(?:[^\w\s]?\d|{MONTH}|{MONTH_LIKE}|(?:{'|'.join(map(re.escape, first))}))"


def _starts(rule: Rule, small: str) -> list[int]:
    return [match.start() for match in folded(rule.pattern.pattern).finditer(small)]


def _candidates(text: str, hint: int | None) -> Iterator[tuple[int, int, int, Term]]:
    for rank, rule, starts in _trials(fold(text)):
        for match in matches(text, rule.pattern, starts):
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


@functools.lru_cache(maxsize=1024)
def _cue_before(before: str, names: frozenset[str], place: str) -> tuple[str, int]:
    if not before or before.isspace():
        return "", 0
    for cue, pattern, starts in _cues(place).trials(before):
        if cue in names and (match := next(matches(before, pattern, starts), None)):
            return cue, len(match[0])
    return "", 0


_NTH_WEEKS = ("first_week", "second_week", "third_week", "fourth_week")
WEEKS = frozenset({"week", "week_ending", "last_week", *_NTH_WEEKS})
_EDGES = frozenset({"end", "about", "early", "mid", "first_half", "second_half", *WEEKS})
_ROLES = frozenset({"former", "aside", "current", "start", "after"})


def _mark(text: str, term: Term, floor: int) -> Marked:
    """Reads the words, in small letters, before and after a term; `floor` is where the term before it ends."""
    before = text[max(floor, term.begin - LOOK_BACK) : term.begin]
    edge, taken = _cue_before(before, frozenset({"start"}), "edge")
    if not edge:
        edge, taken = _cue_before(before, _EDGES, "before")
    begin = term.begin - taken
    role, _ = _cue_before(before[: len(before) - taken], _ROLES, "before")
    after = text[term.stop : term.stop + LOOK_BACK]
    following = [cue for cue, pattern in _cues_after() if pattern.match(after)]
    if not role and following:
        role = following[0]
    return Marked(term, begin, role, edge)


def read_marks(text: str, hint: int | None) -> list[Marked]:
    """The marked terms of a text in printed order; `hint` is the year near which two-digit years are expected."""
    terms = find_terms(text, hint)
    floors = [0, *(term.stop for term in terms)]
    small = fold(text)
    marks = [_mark(small, term, floor) for term, floor in zip(terms, floors, strict=False)]
    for index, (left, right) in enumerate(pairwise(marks), 1):
        gap = text[left.term.stop : right.begin]
        if marks[index - 1].edge == "week" and not right.edge and right.term.unit == "day" and _LIST_GAP.fullmatch(gap):
            marks[index] = replace(right, edge="week")
    return marks


def _days(period: Period, first: int, last: int, *flags: str) -> Period:
    """The part of a period from its day `first` to its day `last`, counted from nought."""
    start, end = period.first + dt.timedelta(days=max(first, 0)), period.first + dt.timedelta(days=max(last, 0))
    return Period(start, min(end, period.last), (*period.flags, *flags))


def _length(period: Period) -> int:
    return (period.last - period.first).days + 1


def _share(period: Period, parts: int) -> Period:
    """The first of so many equal parts of a period: whole months where it is long, else days."""
    count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    if count % parts:
        return _days(period, 0, _length(period) // parts - 1, "approximate_date")
    whole = periods.months(period.first.year, period.first.month, period.first.month + count // parts - 1)
    return Period(whole.first, whole.last, (*period.flags, "approximate_date"))


def _nth_week(period: Period, number: int) -> Period:
    return _days(period, 7 * number, 7 * number + 6)


_CUTS: dict[str, Callable[[Period], Period]] = {
    "start": lambda period: _days(period, 0, 0),
    "about": lambda period: replace(period, flags=(*period.flags, "approximate_date")),
    "early": lambda period: _share(period, 3),
    "mid": lambda period: _share(period, 2),
    "first_half": lambda period: _share(period, 2),
    **{name: functools.partial(_nth_week, number=number) for number, name in enumerate(_NTH_WEEKS)},
    "last_week": lambda period: _days(period, _length(period) - 7, _length(period) - 1),
    "week": lambda period: periods.week(period.first),
    "week_ending": lambda period: replace(periods.week(period.last), last=period.last),
}


def cut(period: Period, edge: str) -> Period:
    """The part of a period that a word such as `mid` or `early` leaves."""
    return _CUTS[edge](period) if edge in _CUTS else period
