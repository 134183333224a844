"""What a plan says about itself: title, version, dates, the inspection it answers, and the judgement."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalise.councils import read_council
from pipeline.normalise.plan_dates import Period, periods
from pipeline.normalise.plan_title import read_title
from schemas.readings import PlanReading
from schemas.vocab import load

_VERSION = re.compile(
    r"(?<![\w.])(?:version|ver|vers|v|revision|rev|issue|draft)\.?\s*(?:no\.?\s*|number\s*)?:?\s*(?P<number>\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)(?![\w/.]*\d)",
    re.IGNORECASE,
)
_MONTH_AHEAD = re.compile(r"\s*(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_PROGRESS = re.compile(r"\b(?:progress|evidence|update|position|status|achieved|rag|commentary|review)", re.IGNORECASE)
_AS_AT = re.compile(
    r"\b(?:as (?:at|of)|position at|(?:last |date )?(?:updated|revised|reviewed|amended)|update(?: date)?|progress (?:at|to)|"
    r"(?:document|plan|version|publication) date|date(?: of (?:plan|version|this version|issue|update|document))?|final version|"
    r"(?:final )?(?:draft|version|v) ?\d[\d.]*)\s*(?:on|at|in|to)?\s*[:–—,-]?\s*$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:took place|taken place|inspect(?:ed|ions?)|carried out|conducted|undertaken|undertook|visit(?:ed)?|fieldwork|"
    r"on[- ]site|held|review(?:ed)?|judged|rated)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:report(?:s|ed)?|publish(?:ed)?|publication|letter|outcome letter|findings|issued|dated)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:established|set up|will|next|by|until|deadline|submitted|updated|plan|board|meeting|version|approved|agreed|"
    r"launched|appointed|follow[- ]?up|re-inspection|previous(?:ly)?|earlier|last inspected|monitoring)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?P<grade>outstanding|good|adequate|inadequate|requires improvement(?: to be good)?|satisfactory|unsatisfactory|"
    r"(?:widespread and/or |widespread or )?systemic failings|inconsistent experiences)\b",
    re.IGNORECASE,
)
_OVERALL = re.compile(
    r"\boverall\b|\b(?:inspection |ofsted |ofsted[’']s )?judge?ments? (?:of|was|were)\b|\b(?:judged|rated|graded|found)\b"
    r"[^.]{0,80}\b(?:council|authority|borough|children[’']?s services|services|arrangements)\b|"
    r"\b(?:council|authority|borough|children[’']?s services|services)\b[^.]{0,80}\b(?:judged|rated|graded|were|was)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:health of|leadership|capacity|experiences?|adoption|care leavers|not |aim|ambition|become|achieve|move|getting to|"
    r"towards|from|next|previous(?:ly)?|good practice|good quality|good progress|so good|is good|practice was|outcomes?)\b",
    re.IGNORECASE,
)
_FRONT_PAGES = 8


@dataclass(frozen=True, slots=True)
class _Found:
    value: str
    sentence: str


def _sentences(lines: Sequence[tuple[int, str, float]]) -> list[str]:
    """The front matter as sentences; a change of font size or a short line without a stop ends one as well."""
    paragraphs: list[str] = []
    previous: tuple[int, str, float] | None = None
    for page, raw, size in lines:
        text = " ".join(raw.split())
        if not text:
            previous = None
            continue
        joins = previous and previous[0] == page and abs(previous[2] - size) < 0.6 and not re.match(r"[•●▪◦·\uf0b7]|\d+\.\s", text)
        if joins and previous and (not re.search(r"[.:!?]$", previous[1]) or text[:1].islower()):
            paragraphs[-1] += " " + text
        else:
            paragraphs.append(text)
        previous = (page, text, size)
    return [part.strip() for whole in paragraphs for part in re.split(r"(?<=[a-z)’'0-9][.!?])\s+(?=[A-Z“\"])", whole) if part.strip()]


def _version(lines: Sequence[tuple[int, str, float]], source_name: str) -> _Found:
    """The number that a short line (a footer, a cover) gives most often, else the file name's."""
    votes: Counter[str] = Counter()
    where: dict[str, str] = {}
    for _, text, _ in lines:
        for hit in _VERSION.finditer(text):
            spelled = hit.group().casefold().startswith(("version", "v"))
            if _MONTH_AHEAD.match(text, hit.end()) and "." not in hit["number"] or len(text.split()) > 14 or not spelled and len(text.split()) > 6:
                continue
            votes[hit["number"]] += 1
            where.setdefault(hit["number"], text.strip())
    if votes:
        best = max(votes, key=lambda number: (votes[number], -list(where).index(number)))
        return _Found(best, where[best])
    hit = re.search(r"(?:^|[\s_.-])v(?:ersion)?[\s_.-]?(\d{1,2}(?:[._]\d{1,2})?)(?=$|[\s_.-])", source_name.rsplit(".", 1)[0], re.IGNORECASE)
    return _Found(hit[1].replace("_", "."), source_name) if hit else _Found("", "")


def _plan_date(lines: Sequence[tuple[int, str, float]], headings: Sequence[str]) -> _Found:
    """The as-at date of a progress heading, else a date that the document gives itself."""
    dated = [(each.end, heading) for heading in headings if _PROGRESS.search(heading) for each in periods(heading)]
    if dated:
        latest = max(dated)
        return _Found(latest[0].isoformat(), " ".join(latest[1].split()))
    for page, raw, _ in lines:
        text = " ".join(raw.split())
        for each in periods(text):
            before = text[: each.at[0]]
            alone = not re.sub(r"\W|date|draft|final|version|updated|v?\d[\d.]*", "", before + text[each.at[1] :], flags=re.IGNORECASE)
            if _AS_AT.search(before) and len(before.split()) < 12 or (alone and page <= 2):
                return _Found(each.end.isoformat(), text)
    return _Found("", "")


def _nearest(text: str, each: Period) -> str:
    """Which cue stands nearest before a date in its sentence, else which stands after: inspection, report, other."""
    before, after = text[max(0, each.at[0] - 120) : each.at[0]], text[each.at[1] : each.at[1] + 90]
    cues = (("report", _REPORT), ("inspection", _DONE), ("other", _ELSEWHERE))
    last = [(hit.end(), name) for name, pattern in cues for hit in pattern.finditer(before)]
    if last:
        return max(last)[1]
    following = [(hit.start(), name) for name, pattern in cues for hit in pattern.finditer(after)]
    return min(following)[1] if following else ""


def _inspection(sentences: Sequence[str]) -> tuple[Period | None, str, Period | None, str]:
    """The period of the inspection and the date of its report, each with its sentence."""
    when, when_text, report, report_text = None, "", None, ""
    for text in sentences:
        if not re.search(r"inspect|ofsted|review|visit|report", text, re.IGNORECASE):
            continue
        for each in periods(text):
            cue = _nearest(text, each)
            if cue == "inspection" and when is None and re.search(r"inspect|ofsted|visit", text, re.IGNORECASE):
                when, when_text = each, text
            elif cue == "report" and report is None and re.search(r"report|letter|publish", text, re.IGNORECASE):
                report, report_text = each, text
    return when, when_text, report, report_text


def _judgement(sentences: Sequence[str]) -> _Found:
    """The overall judgement; a judgement on one part of the inspection is not it."""
    best: tuple[int, str, str] = (0, "", "")
    for text in sentences:
        for hit in _GRADE.finditer(text):
            around = text[max(0, hit.start() - 130) : hit.end() + 40]
            before = text[max(0, hit.start() - 45) : hit.start()]
            if not _OVERALL.search(around) or _PART.search(before):
                continue
            weight = 1 + 2 * bool(re.search(r"\boverall\b", around, re.IGNORECASE)) + bool(re.search(r"judg", around, re.IGNORECASE))
            if not re.search(r"inspect|ofsted|judg|overall effectiveness", text, re.IGNORECASE):
                weight = 0
            if weight > best[0]:
                best = (weight, hit["grade"], text)
    return _Found(best[1].capitalize(), best[2])


@functools.cache
def _framework_rules() -> tuple[tuple[re.Pattern[str], str, int, int, int], ...]:
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), row["framework"], int(row["year_from"] or 0), int(row["year_to"] or 9999), int(row["weight"]))
        for row in load("frameworks")
    )


def _framework(title: str, sentences: Sequence[str], year: int | None) -> tuple[_Found, bool]:
    """The framework by its words, those of the title counting most; without any, by the year. True if inferred."""
    votes: Counter[str] = Counter()
    where: dict[str, str] = {}
    for place, text in enumerate((title, *sentences)):
        for pattern, name, first, last, weight in _framework_rules():
            if pattern.search(text) and (year is None or first <= year <= last):
                votes[name] += weight * (4 if place == 0 else 1)
                where.setdefault(name, text)
    if votes:
        best = max(votes, key=lambda name: (votes[name], name))
        return _Found(best, where[best]), False
    named = next((text for text in sentences if re.search(r"\bofsted\b|\binspection\b", text, re.IGNORECASE)), "")
    if not named or year is None:
        return _Found("other" if named else "", named), bool(named)
    usual = "APA" if year < 2009 else "SLAC" if year < 2013 else "SIF" if year < 2018 else "ILACS"
    return _Found(usual, named), True


def _year_of(lines: Sequence[tuple[int, str, float]], dates: Sequence[str]) -> int | None:
    """The year to judge the framework by: of the inspection, else the earliest common one of the front matter."""
    for text in dates:
        if text:
            return int(text[:4])
    years = Counter(int(year) for _, text, _ in lines for year in re.findall(r"\b(20[0-3]\d)\b", text))
    return max(years, key=lambda year: (years[year], -year)) if years else None


def read_plan(
    lines: Sequence[tuple[int, str, float]], source_name: str, column_headings: Sequence[str] = ()
) -> PlanReading:
    """Read what a document says about itself; every value is noted with the sentence that it came from.

    `lines` are the lines of the front matter as page, text and font size, with running headers and footers.

    Example:
        >>> lines = [(1, "Leeds City Council Improvement Plan v0.3", 20.0)]
        >>> reading = read_plan(lines, "plan.pdf", ["Evidence of progress January 2012"])
        >>> reading.version, reading.plan_date
        ('0.3', '2012-01-31')
    """
    sentences = _sentences([line for line in lines if line[0] <= _FRONT_PAGES])
    title = read_title(lines)
    when, when_text, report, report_text = _inspection(sentences)
    version, dated = _version(lines, source_name), _plan_date(lines, column_headings)
    start, end = (when.first(), when.last()) if when else ("", "")
    year = _year_of(lines, (start, report.first() if report else "", dated.value))
    framework, inferred = _framework(title, sentences, year)
    judgement = _judgement(sentences)
    council = read_council([text for _, text, _ in lines], source_name)
    rules = (
        ("title", title),
        ("version", version.sentence),
        ("plan_date", dated.sentence),
        ("framework", framework.sentence),
        ("inspection_start", when_text),
        ("inspection_end", when_text),
        ("report_date", report_text),
        ("judgement", judgement.sentence),
    )
    return PlanReading(
        council=council.name if council else "",
        council_code=council.code if council else "",
        council_code_3=council.code_3 if council else "",
        region=council.region if council else "",
        title=title,
        version=version.value,
        plan_date=dated.value,
        framework=framework.value,
        inspection_start=start,
        inspection_end=end,
        report_date=report.last() if report else "",
        judgement=judgement.value,
        rules=tuple((name, sentence) for name, sentence in rules if sentence),
        flags=("framework_inferred",) if inferred else (),
    )
