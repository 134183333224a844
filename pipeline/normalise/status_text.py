"""The text of a status or progress cell made ready for reading: what stands before a label, its parts, its spelling."""

from __future__ import annotations

import difflib
import functools
import re

from pipeline.normalise.claims import Claim, read_label, weigh
from schemas import vocab

_LEAD = re.compile(r"^[\s•*·>\"“”'‘’_–—✗✘×❌☐☒⏸⏳-]+(?=[A-Za-z])")
_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{1,40}?)\s*[)\]]\W*")
_PREFIX = re.compile(
    r"^[\s•*·>o-]*(?:\(?\d{1,2}[a-z]?[).:]\s+|\(\w\)\s*(?=\S)|(?:progress |latest |current |overall )?"
    r"(?:update|status|position|progress|stage)(?:\s*\(?[\w ./’'-]{0,24}?\)?)?\s*[:–-]\s*|as at [\w ./]{4,24}[:–-]\s*"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}\s*[:–-]?\s+|(?:yes|no)\s*[-–—,:;/.]+\s*(?=[A-Za-z])"
    r"|(?:currently |now )?(?:b?rag|rating|rated)(?:[- ](?:status|rating|rated))?(?:\s+(?:is|as|at))?\b\s*[:–-]?\s*"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d{2,4}\s*[:–-]\s*)+",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"^(?:previously|formerly|was|were|initially|originally|had been)\b[^.;\n]{2,40}?[,;–—-]\s*"
    r"(?:but |and |is |are )*(?=now\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;,.]))(?:\((?P<inner>\d{1,2}|[a-h]|i{1,3}|iv|v)\)|(?P<outer>\d{1,2}|[a-h])[.)])\s+", re.I
)
_NAMED = re.compile(
    r"(?:^|(?<=[\s;,.]))(?:part|phase|stage|element|strand|step|section|cohort|tranche|workstream|objective)s?\s+"
    r"(?:\d{1,2}|[a-h]|one|two|three|four|five)(?:\s?[-–&]\s?\d)?\b\s*(?:(?:is|are|was|were|now)\s+|[:–-]\s*)*",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:^|(?<=[.;,\n])|(?<=\s[|/–-]))\s*(?:Q|Quarter |Qtr )(?P<number>[1-4])\s*[:–—=-]\s*", re.IGNORECASE
)
_FEWEST_QUARTERS = 2
_SERIES = (
    tuple(str(number) for number in range(1, 13)),
    tuple("abcdefgh"),
    ("i", "ii", "iii", "iv", "v"),
)
_CLAIM_OF = {"in_progress": "active"}
_LIKENESS = 0.86
_MOST_WORDS = 4
_SHORTEST_WORD = 6


def body_of(text: str) -> str:
    """The text from its label on: without bullets, quotes, brackets, `Status:`, a date, or what was the case before.

    Example:
        >>> body_of("RAG status: (G)"), body_of("Previously delayed, now on track")
        ('G', 'now on track')
    """
    body = text
    for pattern in (_LEAD, _PREFIX, _LEAD, _FORMER):
        body = pattern.sub("", body, count=1)
    body = body.strip() or text
    enclosed = _BRACKETS.fullmatch(body)
    return enclosed[1] if enclosed else body


def newest_quarter(text: str) -> str:
    """The text behind the last of the quarters that a cell reports one after the other; empty where it does not.

    Example:
        >>> newest_quarter("Q1: Not started. Q2: In progress.")
        'In progress.'
    """
    if text.count("Q") + text.count("q") < _FEWEST_QUARTERS:
        return ""
    marks = list(_QUARTER.finditer(text))
    numbers = [mark["number"] for mark in marks]
    if len(marks) < _FEWEST_QUARTERS or numbers != sorted(set(numbers)) or text[: marks[0].start()].strip(" •*-–"):
        return ""
    stops = [*(mark.start() for mark in marks[1:]), len(text)]
    told = [text[mark.end() : stop].strip() for mark, stop in zip(marks, stops, strict=True)]
    return next((part for part in reversed(told) if any(map(str.isalnum, part))), "")


def read_parts(text: str) -> Claim | None:
    """What the numbered or named parts of a text come to, where each opens with a label of its own.

    The least advanced part that is still open decides.

    Example:
        >>> read_parts("Phase 1 completed. Phase 2: awaiting sign-off by Cabinet").status
        'awaiting_approval'
        >>> read_parts("Phase 1 completed") is None
        True
    """
    begin = len(text) - len(text.lstrip(" •*-–"))
    pattern = next((form for form in (_NUMBERED, _NAMED) if form.match(text, begin)), None)
    marks = list(pattern.finditer(text, begin)) if pattern else []
    is_series = pattern is _NAMED or _counts_up([(mark["inner"] or mark["outer"]).lower() for mark in marks])
    if len(marks) < 2 or not is_series:
        return None
    stops = [*(mark.start() for mark in marks[1:]), len(text)]
    labels = [read_label(text[mark.end() : stop].strip()) for mark, stop in zip(marks, stops, strict=True)]
    told = [label for label in labels if label]
    if len(told) < len(marks):
        return None
    open_ones = {label.status for label in told} - {"withdrawn"} or {"withdrawn"}
    status = weigh({_CLAIM_OF.get(name, name): "" for name in open_ones})
    raw = next((label.raw for label in told if label.status == status), told[0].raw)
    return Claim(status, raw, "parts")


def _counts_up(numbers: list[str]) -> bool:
    return any(len(numbers) > 1 and tuple(numbers) == series[: len(numbers)] for series in _SERIES)


@functools.cache
def _spellings() -> tuple[str, ...]:
    return tuple(
        word for row in vocab.load("status") if row["kind"] == "spelling" for word in row["pattern"].split("|")
    )


def read_misspelt(text: str) -> Claim | None:
    """The label that a short text means but misspells: `Compelted`, `In progess`; always a doubtful reading.

    Example:
        >>> read_misspelt("In progess").status
        'in_progress'
    """
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS:
        return None
    mended = " ".join(_respelt(word) for word in words)
    claim = read_label(mended) if mended != text.lower() else None
    return Claim(claim.status, text, "respelt", is_inferred=True) if claim else None


@functools.lru_cache(maxsize=1024)
def _respelt(word: str) -> str:
    small = word.lower().strip(".,;:!")
    if len(small) < _SHORTEST_WORD or small in _spellings():
        return word.lower()
    near = difflib.get_close_matches(small, _spellings(), n=1, cutoff=_LIKENESS)
    return near[0] if near else word.lower()
