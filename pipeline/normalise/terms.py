"""A term: one date or period as printed, and the building blocks that the date rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.normalise.periods import Period
from schemas import vocab

LAST_DAY_NUMBER = 31
NEAR = 6
"""How many years from the plan's year a two-digit number may lie to be read as a year."""
MONTHS = {row["form"]: int(row["month"]) for row in vocab.load("months")}

MONTH_JOINED = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![A-Za-z])\.?"
"""A month that may stand right behind other letters: `31stMarch`."""
MONTH = r"(?<![A-Za-z])" + MONTH_JOINED
DAY = r"(?<![\d.])(?P<day>\d{1,2})(?: ?(?:st|nd|rd|th)\b)?"
FULL = r"(?P<full>(?:19|20)\d\d)(?!\d)"
SHORT = (
    r"(?P<mark>['’‘`])?(?P<short>\d\d)"
    r"(?![A-Za-z0-9%]|:\d|[./]\d| ?(?:am|pm|noon|hrs?|hours?|days?|weeks?|months?|st|nd|rd|th)\b)"
)
YEARS = (
    r"(?:(?P<full>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<next>(?:20)?\d\d|(?<=/)\d)(?!\d))?"
    r"|(?P<short>\d\d)\s?[/–-]\s?(?P<short_next>\d\d)|['’](?P<mark_year>\d\d))(?![\d/])"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A date or period as printed, with or without its year.

    `make` gives the days meant once the year is known; `month` places the term within a year.
    """

    begin: int
    stop: int
    unit: str
    make: Callable[[int], Period]
    month: int
    year: int | None = None
    flags: tuple[str, ...] = ()
    name: str = ""
    """Name of a school term."""


Builder = Callable[[re.Match[str], int | None], Term | None]
"""Makes a term of a match; the number is the year near which two-digit years are expected."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and the builder of the term that it announces."""

    pattern: re.Pattern[str]
    build: Builder
    shape: str = ""
    """The numbers (`9`), months (`m`) and words like one (`w`) in a row that every match holds; empty where its first
    word tells enough."""
    words: tuple[str, ...] = ()
    """Pieces of which a text must hold one."""

    @property
    def head(self) -> str:
        """What each match begins with: `9`, `m`, or empty for anything else."""
        begins = _NUMBER_FIRST.match(self.pattern.pattern) or self.pattern.pattern.startswith(MONTH)
        return self.shape[:1] if begins else ""


_NUMBER_FIRST = re.compile(r"(?:\(\?<!(?:\\d|\[\\d[^\]]*\]|\\d\\\.)\))+\(\?P<\w+>(?:\\d|\(\?:19\|20\)|20)")
"""A pattern whose matches begin with the first digit of a number."""
_STEMS = "|".join(sorted({form[:3] for form in MONTHS}))
MONTH_LIKE = rf"(?:{_STEMS})[a-z]+\s+\d"
"""A word that may be a month in another spelling, before a number."""
_FIGURE = re.compile(rf"\d+|(?:{_STEMS})[a-z]*")


def rule(pattern: str, build: Builder, shape: str = "", *words: str) -> Rule:
    """A rule that ignores case."""
    return Rule(re.compile(pattern, re.IGNORECASE), build, shape, words)


def figures(small: str) -> tuple[str, dict[str, list[int]]]:
    """The numbers and months of a text in small letters as a row of signs, and where those of each sign begin.

    Example:
        >>> figures("31 march 2012, marked 2")
        ('9m9w9', {'9': [0, 9, 22], 'm': [3], 'w': [15]})
    """
    starts: dict[str, list[int]] = {"9": [], "m": [], "w": []}
    shape = ""
    for found in _FIGURE.finditer(small):
        sign = "9" if found[0].isdigit() else "m" if found[0] in MONTHS else "w"
        starts[sign].append(found.start())
        shape += sign
    return shape, starts


def group(match: re.Match[str], name: str) -> str:
    """What a named group holds, empty where the pattern has no such group."""
    return match.groupdict().get(name) or ""


def full_year(text: str) -> int:
    """Four digits as they are, two digits in this century.

    Example:
        >>> full_year("12"), full_year("2012")
        (2012, 2012)
    """
    return int(text) if int(text) > 99 else 2000 + int(text)


def printed_years(match: re.Match[str]) -> tuple[int | None, bool]:
    """The year printed beside a quarter, term or season, and whether it is written as two (`2012/13`)."""
    printed = group(match, "full") or group(match, "short") or group(match, "mark_year")
    following = group(match, "next") or group(match, "short_next")
    return full_year(printed) if printed else None, bool(following)


_BEFORE = re.compile(
    r"(?:^|[\n;(]|\b(?:by|in|for|during|across|throughout|over|before|until|till|to|from|since|early|mid|late|end|of|the"
    r"|start|beginning|through|within|and|date|due|target|deadline|timescale|year|years|calendar|after|at|next|this"
    r"|latest|than|starting|commencing|update|position))[\s:(–,./-]*$",
    re.IGNORECASE,
)
_ALONE_AFTER = re.compile(
    r"\s*(?:$|[\n:;).,/&–+-]|(?:and|to|then|onwards?|ongoing|at|if|subject|or|update|position)\b)", re.IGNORECASE
)
_CUE_WORDS = re.compile(
    r"\b(?:by|in|during|across|throughout|over|before|until|till|to|from|since|early|mid|late|end of|start of|"
    r"beginning of|year(?:\s\d)?|date|due|target|deadline|through)[\s:(–,./-]*$",
    re.IGNORECASE,
)


def introduced(match: re.Match[str]) -> bool:
    """Whether a doubtful match is meant as a date: a cue leads to it, or it stands alone in its clause.

    `by May` and a line that holds only `2012/13` are dates; `Business Plan 2012` and `it may` are not.
    """
    text, begin, stop = match.string, match.start(), match.end()
    before = text[max(0, begin - 30) : begin]
    if _CUE_WORDS.search(before):
        return True
    return bool(_BEFORE.search(before)) and bool(_ALONE_AFTER.match(text, stop))
