"""What a plan says about itself: title, version, dates, the inspection it answers, and the judgement."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.normalise.councils import Council, read_council_evidence
from pipeline.normalise.inspection import inspection, judgement, sentences
from pipeline.normalise.plan_as_at import plan_date
from pipeline.normalise.plan_title import read_title
from schemas.readings import PlanReading
from schemas.vocab import load

_VERSION = re.compile(
    r"(?<![A-Za-z0-9.])(?P<word>version|ver|vers|v|revision|rev|issue|draft)\.?\s*(?:no\.?\s*|number\s*)?"
    r"(?:(?<=n)\s*[–-]\s+|:)?\s*"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)(?![\w/.]*\d)",
    re.IGNORECASE,
)
_FILE_VERSION = re.compile(r"(?:^|[\s_.-])v(?:ersion)?[\s_.-]?(\d{1,2}(?:[._]\d{1,2})?)(?=$|[\s_.-])", re.IGNORECASE)
_MONTH_AHEAD = re.compile(r"\s*(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_FRONT_PAGES = 8
FILE_PROPERTIES = "file properties: "
"""What opens the evidence of a value that only the properties of the file give."""
_PLAIN = 5
"""Weight from which the words for another kind of inspection count outside the title as well."""


@dataclass(frozen=True, slots=True)
class _Found:
    value: str
    sentence: str


def _is_version(text: str, hit: re.Match[str]) -> bool:
    """Whether a number is that of a version: in a short line, and no day of a month (`Final Version 10 March`)."""
    glued = hit.group().casefold() == f"v{hit['number'].casefold()}"
    if _MONTH_AHEAD.match(text, hit.end()) and "." not in hit["number"] and not glued:
        return False
    plain = hit["word"].casefold() in {"version", "ver", "vers", "v"}
    opens = hit.start() == 0 and text[hit.end() : hit.end() + 1] in {",", ":", ";"}
    return (opens and plain) or len(text.split()) <= (14 if plain else 6)


def _version(lines: Sequence[tuple[int, str, float]], source_name: str) -> _Found:
    """The number that short lines (a footer, a cover) give most often, else the file name's."""
    votes: Counter[str] = Counter()
    where: dict[str, str] = {}
    for _, text, _ in lines:
        for hit in _VERSION.finditer(text):
            if _is_version(text, hit):
                votes[hit["number"]] += 1
                where.setdefault(hit["number"], text.strip())
    if votes:
        best = max(votes, key=lambda number: (votes[number], -list(where).index(number)))
        return _Found(best, where[best])
    named = _FILE_VERSION.search(source_name.rsplit(".", 1)[0])
    return _Found(named[1].replace("_", "."), source_name) if named else _Found("", "")


@functools.cache
def _framework_rules() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row) for row in load("frameworks"))


def _in_use(row: dict[str, str], year: int | None) -> bool:
    return year is None or int(row["year_from"] or 0) <= year <= int(row["year_to"] or 9999)


def _framework(title: str, texts: Sequence[str], year: int | None) -> tuple[_Found, bool]:
    """The framework by its words, those of the title counting most; without any, by the year. True if inferred."""
    votes: Counter[str] = Counter()
    where: dict[str, str] = {}
    of_title = [(pattern, row) for pattern, row in _framework_rules() if _in_use(row, year)]
    of_text = [(p, row) for p, row in of_title if row["framework"] != "other" or int(row["weight"]) >= _PLAIN]
    for place, text in enumerate((title, *texts)):
        for pattern, row in of_text if place else of_title:
            if pattern.search(text):
                votes[row["framework"]] += int(row["weight"]) * (1 if place else 4)
                where.setdefault(row["framework"], text)
    if votes:
        best = max(votes, key=lambda name: (votes[name], name))
        return _Found(best, where[best]), False
    named = next((text for text in texts if re.search(r"\bofsted\b|\binspection\b", text, re.IGNORECASE)), "")
    if not named or year is None:
        return _Found("other" if named else "", named), bool(named)
    usual = "APA" if year < 2009 else "SLAC" if year < 2013 else "SIF" if year < 2018 else "ILACS"
    return _Found(usual, named), True


def _year_of(lines: Sequence[tuple[int, str, float]], dates: Sequence[str]) -> int | None:
    """The year to judge the framework by: the first date known, else the commonest year of the front matter."""
    for text in dates:
        if text:
            return int(text[:4])
    years = Counter(int(year) for _, text, _ in lines for year in re.findall(r"\b(20[0-3]\d)\b", text))
    return max(years, key=lambda year: (years[year], -year)) if years else None


def _with_council(reading: PlanReading, council: Council | None) -> PlanReading:
    if council is None:
        return reading
    return replace(
        reading,
        council=council.name,
        council_code=council.code,
        council_code_3=council.code_3,
        region=council.region,
    )


def read_plan(
    lines: Sequence[tuple[int, str, float]],
    source_name: str,
    column_headings: Sequence[str] = (),
    properties: Sequence[str] = (),
) -> PlanReading:
    """Read what a document says about itself; every value is noted with the sentence that it came from.

    `lines` are the lines of the front matter as page, text and font size, with running headers and footers.
    `properties` are the title and subject that the file itself keeps; they count where the pages are silent.

    Example:
        >>> lines = [(1, "Leeds City Council Improvement Plan v0.3", 20.0)]
        >>> reading = read_plan(lines, "plan.pdf", ["Evidence of progress January 2012"])
        >>> reading.version, reading.plan_date
        ('0.3', '2012-01-31')
    """
    texts = sentences([line for line in lines if line[0] <= _FRONT_PAGES])
    title = read_title(lines)
    kept = "" if title else read_title([(1, text, 1.0) for text in properties])
    when, when_text, report, report_text = inspection(texts)
    start, end = (when.first(), when.last()) if when else ("", "")
    dated, published = _Found(*plan_date(lines, column_headings)), report.last() if report else ""
    framework, inferred = _framework(title, texts, _year_of(lines, (start, published, dated.value)))
    council, named = read_council_evidence([text for _, text, _ in lines], source_name, properties)
    found = {
        "title": _Found(title or kept, title or (kept and FILE_PROPERTIES + kept)),
        "version": _version(lines, source_name),
        "plan_date": dated,
        "framework": framework,
        "inspection_start": _Found(start, when_text),
        "inspection_end": _Found(end, when_text),
        "report_date": _Found(published, report_text),
        "judgement": _Found(*judgement(texts)),
    }
    rules = {"council": named if council else ""} | {name: each.sentence for name, each in found.items()}
    reading = PlanReading(
        **{name: each.value for name, each in found.items()},
        rules=tuple((name, sentence) for name, sentence in rules.items() if sentence),
        flags=("framework_inferred",) if inferred else (),
    )
    return _with_council(reading, council)
