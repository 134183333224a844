"""The text of a deadline cell, made ready for reading; every change keeps each character in its place."""

from __future__ import annotations

import functools
import re

from pipeline.normalise.dates import Dated
from pipeline.normalise.role_words import lexicon

LONGEST_CELL = 2500
"""Characters of a cell that are read; no deadline is longer, only text that slipped into its column."""

_LIST_NUMBER = re.compile(r"(?m)^\s*(?P<mark>\(?(?P<number>\d{1,2})[.)])\s+(?=\S)")
_DIGITS = re.compile(
    r"(?:(?<![A-Za-z0-9])|(?<=jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?:(?P<year>[12][0-9OoIl]{3})|(?P<date>[0-9OoIl]{1,2}(?P<sign>[./-])[0-9OoIl]{1,2}(?P=sign)[0-9OoIl]{2,4}))"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_FOR_DIGITS = str.maketrans("OoIl", "0011")
_FEWEST_DIGITS = 2
_ORDINALS = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-3OoIl]?[0-9OoIl](?=(?:st|nd|rd|th)\b))(?=[stndrh]{2}\s(?:of\s)?[A-Z][a-z]{2})"
)
_MAY_MEND = re.compile(r"[\d./-][OoIl]|[OoIl](?:[\d./-]|(?:st|nd|rd|th)\b)")
_LONG_WORD = re.compile(
    r"\b(?:[A-Z]{5,}|A|BY|ON|IN|OF|TO|END|MID|FROM|THE|AND|WITH|THEN|EACH|YEAR|PLAN|TERM|WEEK|DAYS|LIFE)\b"
)
_SMALL_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?|(?:(?<=end )|(?<=of )|(?<=mid )|(?<=mid-)|(?<=early )|(?<=late )|(?<=by )|(?<=between )|(?<=from )|"
    r"(?<=and )|(?<=to )|(?<=[-–/]))(?:mar(?:ch)?|may)|(?:mar(?:ch)?|may)(?=\s*[-–/]|\s(?:and|to)\s))\b"
)
"""Months in small letters; March and May only where nothing but a month can be meant."""
_FEWEST_WORDS = 2
_EDGES = re.compile(r"(?m)^[^\S\n]*(?:[•●▪◦·‣*]+|[-–—](?=\s))[^\S\n]*|(?:(?<=\d\d)|(?<=[/-]\d))[.;](?=\s*$)")
_MAY_TRIM = re.compile(r"[•●▪◦·‣*]|(?m:^)\s*[-–—]\s|\d[.;]\s*(?m:$)")
_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒−﹣－", "-"), **dict.fromkeys("⁄∕／", "/")})


@functools.lru_cache(maxsize=256)
def mend_digits(text: str) -> str:
    """The text with letters that stand for figures in a date mended: `2O14`, `3O/09/12`, as poor scans give them.

    Example:
        >>> mend_digits("31 March 2O14, OIL boiler")
        '31 March 2014, OIL boiler'
    """

    def mended(match: re.Match[str]) -> str:
        figures = sum(character.isdigit() for character in match[0])
        return match[0].translate(_FOR_DIGITS) if figures >= _FEWEST_DIGITS else match[0]

    if not _MAY_MEND.search(text):
        return text
    text = _DIGITS.sub(mended, text)
    return _ORDINALS.sub(lambda match: match[0].translate(_FOR_DIGITS), text)


def calm(text: str) -> str:
    """A text all in capitals or in none, in the case that months and acronyms are known by.

    Example:
        >>> calm("ON A QUARTERLY BASIS, LSCB"), calm("LSCB"), calm("end of march")
        ('on a quarterly basis, LSCB', 'LSCB', 'end of March')
    """
    if text.islower():
        return _SMALL_MONTH.sub(lambda hit: hit[0].capitalize(), text)
    if not text.isupper() or len(text.split()) < _FEWEST_WORDS:
        return text
    text = _LONG_WORD.sub(lambda hit: hit[0] if hit[0] in lexicon() else hit[0].lower(), text)
    return _SMALL_MONTH.sub(lambda hit: hit[0].capitalize(), text)


def plain_signs(text: str) -> str:
    """The text with hyphens and strokes of any make as `-` and `/`, and blanks for bullets and for stops after years.

    Example:
        >>> plain_signs("• 2013⁄14.")
        '  2013/14 '
    """
    text = text.translate(_SIGNS)
    return _EDGES.sub(lambda hit: " " * len(hit[0]), text) if _MAY_TRIM.search(text) else text


def short(text: str) -> str:
    """The part of a cell that is read, cut between two words."""
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL].rsplit(maxsplit=1)[0]


def blank(text: str, phrases: tuple[str, ...]) -> str:
    """The text with struck phrases replaced by line breaks, so that nothing is read across the gap."""
    for phrase in phrases:
        if phrase.strip():
            text = text.replace(phrase, "\n" * len(phrase), 1)
    return text


def without_numbers(text: str) -> str:
    """The text with the numbers of its list blanked: in `1. June 2019 / 2. July 2019` they are no days."""
    marks = list(_LIST_NUMBER.finditer(text))
    if len(marks) < 2 or [int(mark["number"]) for mark in marks] != list(range(1, len(marks) + 1)):
        return text
    for mark in marks:
        begin, stop = mark.span("mark")
        text = text[:begin] + " " * (stop - begin) + text[stop:]
    return text


def mask(text: str, spans: list[tuple[int, int]]) -> str:
    """The text without its dates; a stroke beside a date parts what it parted."""
    for begin, stop in sorted(spans, reverse=True):
        text = f"{text[:begin].rstrip(' ')}\n{re.sub(r'^[ ,./–—-]+', '', text[stop:])}"
    return text


def span_of(text: str, date: Dated) -> tuple[int, int]:
    """Where a date stands; the bracket that tells who moved it belongs to it."""
    if date.role == "aside":
        opened, closed = text.rfind("(", 0, date.begin), text.find(")", date.stop)
        if opened >= 0 and ")" not in text[opened : date.begin]:
            return opened, closed + 1 if closed >= 0 else len(text)
    return date.begin, date.stop
