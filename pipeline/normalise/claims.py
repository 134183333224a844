"""Claims: what the sentences of a progress text assert, and how several claims are weighed.

The least advanced claim that is still open decides; what is begun and has a next step is in progress.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.normalise.folded import fold, folded
from pipeline.normalise.phrases import Phrases, matches
from schemas import vocab

STOCK_WORDS = 4
"""A text of no more words than this that makes one claim is read as a label."""

_BOUNDARY = (
    r"(?=\s*(?:$|[:.;,()\n–—/&*!|-]|\b(?:and|on|by|in|as|at|see|since|with|for|through|via|but|although|however|update"
    r"|due|because|owing|apart|except|overall|subject|pending|until|following|from)\b|\d|[A-Z][a-z]+ \d))"
)
_STRICT = r"(?=\s*(?:$|[:;.\n–—|(!*-]|\d|(?:in|on|at)\s+(?:\d|[A-Z][a-z]+ \d)))"
_FORMS = {"label": f"(?:%s){_BOUNDARY}", "deed_label": f"(?:%s){_STRICT}", "opening": "(?:%s)"}
_REACH = 120
"""Characters before a claim in which words may deny it."""
_NEGATED = re.compile(r"\b(?:no|not|without|any|prevent|avoid)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NOT_DONE = re.compile(r"\b(?:not (?:yet |been |yet been |fully )?|no (?:[\w-]+ ){1,2})$", re.IGNORECASE)
_DENIED = {
    "delayed": re.compile(rf"{_NEGATED.pattern}|\brisk (?:that|of)\b[^.;]{{0,40}}$", re.IGNORECASE),
    "at_risk": _NEGATED,
    **dict.fromkeys(("completed", "deed", "step", "on_track"), _NOT_DONE),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule read: the status, the words it stood in, and the rule's name."""

    status: str
    raw: str
    rule: str
    is_inferred: bool = False
    percent: int | None = None
    rag: str = ""
    flags: tuple[str, ...] = ()


@functools.lru_cache(maxsize=1024)
def read_label(text: str) -> Claim | None:
    """The label that a text opens with.

    Example:
        >>> read_label("On track: letter being drafted").status
        'on_track'
    """
    rows, pattern = _labels()
    match = pattern.match(fold(text))
    if match is None:
        return None
    kind, status = rows[int(str(match.lastgroup).removeprefix("row"))]
    return Claim(status, text[: match.end()].strip(" :–—.,;(-"), kind, is_inferred=kind == "opening")


@functools.cache
def _labels() -> tuple[tuple[tuple[str, str], ...], re.Pattern[str]]:
    """Kind and status of each row of labels, and one pattern of all; of rows that match the first stands."""
    kinds = ("label", "deed_label", "opening")
    rows = [(kind, row) for kind in kinds for row in vocab.load("status") if row["kind"] == kind]
    pattern = "|".join(f"(?P<row{place}>{_FORMS[kind] % row['pattern']})" for place, (kind, row) in enumerate(rows))
    return tuple((kind, row["status"]) for kind, row in rows), folded(pattern, re.MULTILINE)


_CLAIM_ORDER = (
    "withdrawn", "recovering", "not_started", "on_hold", "delayed", "at_risk", "awaiting_approval", "on_track",
    "considered", "planned", "arrived", "active", "completed", "deed", "step", "early", "habit",
)  # fmt: skip


@functools.cache
def _prose() -> Phrases[str]:
    rows = [(row["status"], row["pattern"]) for row in vocab.load("status") if row["kind"] == "prose"]
    return Phrases(sorted(rows, key=lambda row: _CLAIM_ORDER.index(row[0])), re.MULTILINE)


def _claims(text: str) -> dict[str, str]:
    """The claims of a text, each with the words that make it; words that made one claim make no other."""
    found: dict[str, str] = {}
    printed, text = text, fold(text)
    for name, pattern, starts in _prose().trials(text):
        for match in list(matches(text, pattern, starts)):
            if name in _DENIED and _DENIED[name].search(text, max(0, match.start() - _REACH), match.start()):
                continue
            found.setdefault(name, printed[match.start() : match.end()].strip())
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return found


def weigh(claims: Mapping[str, str]) -> str:
    """The least advanced claim that is still open; what is begun and has a next step is in progress."""
    names = claims.keys()
    has_begun = bool({"active", "step", "deed", "completed", "arrived"} & names)
    has_plan = bool({"planned", "considered"} & names)
    choices = (
        ("withdrawn" in names and not {"active", "planned"} & names, "withdrawn"),
        ("recovering" in names, "at_risk"),
        ("delayed" in names, "delayed"),
        ("at_risk" in names, "at_risk"),
        ("on_hold" in names, "on_hold"),
        ("not_started" in names, "in_progress" if has_begun else "not_started"),
        ("on_track" in names, "on_track"),
        ("active" in names, "in_progress"),
        ("awaiting_approval" in names, "awaiting_approval"),
        (has_plan, "in_progress" if has_begun else "planned"),
        (bool({"completed", "arrived"} & names), "completed"),
        ("deed" in names and "early" not in names, "completed"),
        (bool({"step", "deed", "habit"} & names), "in_progress"),
    )
    return next((status for holds, status in choices if holds), "unclear")


_CLAIM_OF = {
    "in_progress": ("active", "step", "deed", "planned", "habit"),
    "at_risk": ("at_risk", "recovering"),
    "completed": ("completed", "arrived", "deed"),
    "planned": ("planned", "considered"),
}


@functools.lru_cache(maxsize=1024)
def read_prose(text: str) -> Claim:
    """What the sentences of a text claim, weighed; `unclear` where they claim nothing."""
    claims = _claims(text)
    status = weigh(claims)
    raw = next((claims[name] for name in _CLAIM_OF.get(status, (status,)) if name in claims), "")
    is_stock = len(text.split()) <= STOCK_WORDS and len(claims) == 1 and status != "unclear"
    rule = "deed" if status == "completed" and not {"completed", "arrived"} & claims.keys() else "prose"
    return Claim(status, raw, "stock_phrase" if is_stock else rule, is_inferred=not is_stock)
