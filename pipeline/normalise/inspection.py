"""The inspection that a plan answers: when it took place, when its report came out, what it judged overall."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalise.plan_dates import Period, periods

_DONE = re.compile(
    r"\b(?:took place|taken place|inspect(?:ed|ions?)|carried out|conducted|undertaken|undertook|visit(?:ed)?|"
    r"fieldwork|on[- ]site|held|review(?:ed)?|judged|rated|screening|ilacs|jtai|single inspection)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:report(?:s|ed)?(?! to\b)|publish(?:ed)?|publication|letter|outcome letter|findings|issued|dated)\b",
    re.IGNORECASE,
)
_OF_INSPECTION = re.compile(
    r"report|letter|findings|inspect|ofsted|ilacs|jtai|annual performance assessment|joint area review|"
    r"^\W*(?:it was )?published\b",
    re.IGNORECASE | re.MULTILINE,
)
_ISSUED = re.compile(
    r"\b(?:published|issued|released|received)\b[^.;]{0,60}\binspections?\b[^.;]{0,40}\bon(?: the)?\s*$|"
    r"\breport\b[^.;]{0,60}\b(?:published|issued|released)\b[^.;]{0,40}\bon(?: the)?\s*$",
    re.IGNORECASE,
)
_INSPECTED = re.compile(
    r"inspect|ofsted|visit|fieldwork|joint area review|screening|on[- ]site|ilacs|jtai", re.IGNORECASE
)
_STATED = re.compile(
    r"\b(?:judge?ment|grade|grading|rating|outcome|overall effectiveness)(?: (?:at|of|from|in) [\w ]{0,40})?"
    r"\s*[:–-]\s*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\b(?:report|inspection|letter|published|judgement)\b[^.;()]{0,60}\b20\d\d\s*[(\[]\s*$", re.IGNORECASE
)
"""`report published 16 March 2020 (inadequate)`."""
_JUDGES = re.compile(r"inspect|ofsted|judg|overall (?:effectiveness|rating|grade)|\brating\s*:", re.IGNORECASE)
_OWN_REPORT = re.compile(
    r"\b(?:cabinet|committee|scrutiny|board|members)\b[^.;]{0,30}\b(?:received|considered|noted)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:established|set up|will|next|by|until|deadline|submitted|updated|plan|board|meeting|version|approved|agreed|"
    r"launched|appointed|follow[- ]?up|re-inspection(?! of\b)|"
    r"produced|prepared|compiled|written|edited|refreshed|previous(?:ly)?|earlier|last inspected|monitoring)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?P<grade>outstanding|good|adequate|inadequate|requires? improvement(?: to be good)?|satisfactory|"
    r"unsatisfactory|(?:widespread and/or |widespread or )?systemic failings|inconsistent experiences)\b",
    re.IGNORECASE,
)
_WHOLE = r"(?:council|authority|borough|department|us|children[’']?s (?:services|social care)|services?|arrangements)"
_OVERALL = re.compile(
    r"\boverall\b|^\W*(?:judgement|grade|rating|outcome)\s*[:–-]|"
    r"\b(?:inspection|ofsted) (?:outcome|grade|grading|rating|result|judgement)\s*[:–-]|"
    r"\b(?:inspection |ofsted |ofsted[’']s )?judge?ments? (?:of|was|were)\b|"
    r"\bwe were (?:judged|rated|graded)\b|"
    r"\b(?:judged|rated|graded)\W+\w[\w ]{0,40}\W+by (?:ofsted|inspectors|hmi)\b|"
    rf"\b(?:judged|rated|graded|found|concluded)\b[^.]{{0,80}}\b{_WHOLE}\b|"
    rf"\b{_WHOLE}\b[^.]{{0,80}}\b(?:judged|rated|graded|were|was)\b",
    re.IGNORECASE,
)
_OF_AREA = re.compile(r"failings|experiences", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:health of|leadership|capacity|experiences?|adoption|care leavers|not |aim|ambition|become|achieve|move|"
    r"getting to|towards|from|next|previous(?:ly)?|good practice|good quality|good progress|so good|is good|"
    r"practice was|fostering|outcomes?(?!\s*[:–-]))\b",
    re.IGNORECASE,
)
_LONE_GRADE = re.compile(r"inadequate|requires", re.IGNORECASE)
_FILLING = re.compile(
    r"\W|\b(?:published|report|ofsted|ilacs|sif|jtai|inspection|judge?ment|outcome|overall|grade|rating|on|the)\b",
    re.IGNORECASE,
)
_SHORT = 14
_BULLET = re.compile(r"[•●▪◦·\uf0b7]|\d{1,3}\.\s")
_FOOTER = re.compile(r"\bpage \d+ of \d+|^(?:final|draft|version|v) ?[\d.]+\b|^(?:final|draft) v", re.IGNORECASE)
_LABELLED = re.compile(r"[A-Z][\w’']*(?: [\w’']+){0,3}:\s")
_STOP = re.compile(r"(?<=[a-z)’'0-9][.!?])\s+(?=[A-Z“\"])")


def sentences(lines: Sequence[tuple[int, str, float]]) -> list[str]:
    """The lines of the front matter as sentences; a change of page or size, a gap or a bullet starts a new one.

    Example:
        >>> sentences([(1, "Ofsted inspected", 11.0), (1, "in May. It found", 11.0), (1, "much.", 11.0)])
        ['Ofsted inspected in May.', 'It found much.']
    """
    paragraphs: list[str] = []
    previous: tuple[int, str, float] | None = None
    for page, raw, size in lines:
        text = " ".join(raw.split())
        if text and previous and _joins(previous, (page, text, size)):
            paragraphs[-1] += " " + text
        elif text:
            paragraphs.append(text)
        previous = (page, text, size) if text else None
    return [part.strip() for whole in paragraphs for part in _STOP.split(whole) if part.strip()]


def _joins(before: tuple[int, str, float], line: tuple[int, str, float]) -> bool:
    if _FOOTER.search(before[1]) or _FOOTER.search(line[1]):
        return False
    if before[0] != line[0] or abs(before[2] - line[2]) >= 0.6 or _BULLET.match(line[1]):
        return False
    if _LABELLED.match(line[1]) or (re.search(r"\b20\d\d$", before[1]) and line[1][:1].isupper()):
        return False
    return not re.search(r"[.:!?]$", before[1]) or line[1][:1].islower()


def _nearest(text: str, each: Period) -> str:
    """Which cue stands nearest before a date in its sentence, else which stands after: inspection, report, other."""
    before, after = text[max(0, each.at[0] - 120) : each.at[0]], text[each.at[1] : each.at[1] + 90]
    cues = (("report", _REPORT), ("inspection", _DONE), ("other", _ELSEWHERE))
    if _OWN_REPORT.search(before):
        return "other"
    if _ISSUED.search(before):
        return "report"
    last = [(hit.end(), name) for name, pattern in cues for hit in pattern.finditer(before)]
    if last:
        return max(last)[1]
    following = [(hit.start(), name) for name, pattern in cues for hit in pattern.finditer(after)]
    return min(following)[1] if following else ""


def _sharper(known: Period, other: Period) -> bool:
    """Whether another mention gives the days of the months that are known."""
    return other.exact and not known.exact and other.start <= known.end and known.start <= other.end


def _is_outcome(text: str, before: str) -> str:
    """The grade of a line that holds it and at most a date, below or with the words for an inspection."""
    found = _GRADE.search(text)
    if found is None or len(text.split()) > _SHORT:
        return ""
    rest = text[: found.start()] + text[found.end() :]
    dates = list(periods(rest))
    for each in reversed(dates):
        rest = rest[: each.at[0]] + rest[each.at[1] :]
    about = _INSPECTED.search(f"{before} {text}") or (before and _OF_INSPECTION.search(f"{text}\n{before}"))
    dated = dates or any(periods(before)) or _LONE_GRADE.search(found["grade"])
    return found["grade"] if about and dated and not _FILLING.sub("", rest) else ""


def inspection(texts: Sequence[str]) -> tuple[Period | None, str, Period | None, str]:
    """The period of the inspection and the date of its report, each with the sentence that states it.

    Example:
        >>> inspection(["The inspection took place 3-14 October 2011."])[0].first()
        '2011-10-03'
    """
    when: Period | None = None
    report: Period | None = None
    when_text = report_text = before = ""
    for text in texts:
        bare = re.match(r"\W*(?:it was )?published\b", text, re.IGNORECASE) and not _OF_INSPECTION.search(before)
        for each in periods(text):
            cue = _nearest(text, each) or ("inspection" if _is_outcome(text, before) else "")
            about = cue == "inspection" and (_INSPECTED.search(text) or _is_outcome(text, before))
            if about and (when is None or _sharper(when, each)):
                when, when_text = each, text
            elif cue == "report" and report is None and not bare and _OF_INSPECTION.search(text):
                report, report_text = each, text
        before = text
    return when, when_text, report, report_text


def judgement(texts: Sequence[str]) -> tuple[str, str]:
    """The overall judgement and its sentence; a judgement on one part of the inspection is not it.

    Example:
        >>> judgement(["The overall effectiveness of services was judged to be inadequate."])[0]
        'Inadequate'
    """
    best: tuple[int, str, str] = (0, "", "")
    before = ""
    for text in texts:
        outcome = _is_outcome(text, before)
        if outcome and not best[0]:
            best = (1, outcome, text)
        before = text
        if not _JUDGES.search(text):
            continue
        for hit in _GRADE.finditer(text):
            around = text[max(0, hit.start() - 130) : hit.end() + 40]
            clause = re.split(r"[;.]\s", text[max(0, hit.start() - 45) : hit.start()])[-1]
            stated = bool(_STATED.search(text[: hit.start()]) or _BRACKETED.search(text[: hit.start()]))
            overall = _OVERALL.search(around) or _OF_AREA.search(hit["grade"])
            if not stated and (not overall or _PART.search(clause)):
                continue
            weight = (
                1 + stated + 2 * bool(re.search(r"\boverall\b", around, re.IGNORECASE)) + ("judg" in around.casefold())
            )
            if weight > best[0]:
                best = (weight, hit["grade"], text)
    grade = re.sub(r"^require ", "requires ", best[1].casefold())
    return grade.capitalize(), best[2]
