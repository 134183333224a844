"""Status: what a progress text says, on the scale of the contract.

A label that the council puts first counts; then a percentage or a colour; then what the sentences claim, flagged.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from schemas import vocab
from schemas.readings import StatusReading

STOCK_WORDS = 4
"""A text of no more words than this that makes one claim is read as a label."""

Resolve = Callable[[str], str]

_BOUNDARY = (
    r"(?=\s*(?:$|[:.;,()\n–—/&*!-]|\b(?:and|on|by|in|as|at|see|since|with|for|through|via|but|although|however|update)\b"
    r"|\d|[A-Z][a-z]+ \d))"
)
_PREFIX = re.compile(
    r"^[\s•*·>o-]*(?:\(?\d{1,2}[a-z]?[).:]\s+|\(\w\)\s*|(?:progress |latest |current )?"
    r"(?:update|status|position|progress|stage)(?:\s*\(?[\w ./’'-]{0,24}?\)?)?\s*[:–-]\s*|as at [\w ./]{4,24}[:–-]\s*"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}\s*[:–-]?\s+|(?:b?rag|rating)\s*[:–-]\s*"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d{2,4}\s*[:–-]\s*)+",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"^\W*(?:approx\w*\.?\s+|about\s+)?(\d{1,3})\s?(?:%|per ?cent)(?:\s*(?:complete[d]?|achieved|done))?\W*", re.I
)
_POINTER = re.compile(
    r"^\W*(?:see|as(?: for| in| per)?|same as|refer to|cf\.?|covered (?:by|in|under)|linked to|ditto)\s+"
    r"(?:action|update|item|point|number|no\.?|progress|recommendation|ref\.?|response|comments?)*\s*(?:for|to|in|at|under)?\s*"
    r"\(?(?P<ref>\d{1,2}[a-z]?|above|[a-z](?=\)))\)?",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not|without|any|prevent|avoid)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NOT_DONE = re.compile(r"\bnot (?:yet |been |yet been |fully )?$", re.IGNORECASE)
_DENIED = {"delayed": _NEGATED, "at_risk": _NEGATED, "deed": _NOT_DONE, "step": _NOT_DONE}
_STAGES = frozenset({"completed", "not_started", "withdrawn", "on_hold"})
_TIMELINESS = frozenset({"on_track", "at_risk", "delayed"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule read: the status, the words it stood in, and the rule's name."""

    status: str
    raw: str
    rule: str
    is_inferred: bool = False
    percent: int | None = None
    rag: str = ""


@functools.cache
def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    form = {"label": f"(?:%s){_BOUNDARY}", "opening": "(?:%s)"}.get(kind, "%s")
    return tuple(
        (row["status"], re.compile(form % row["pattern"], re.IGNORECASE | re.MULTILINE))
        for row in vocab.load("status")
        if row["kind"] == kind
    )


@functools.cache
def _colours() -> dict[str, str]:
    return {row["pattern"]: row["status"] for row in vocab.load("status") if row["kind"] == "rag"}


@functools.cache
def _letters() -> dict[str, str]:
    rows = [row["pattern"] for row in vocab.load("status") if row["kind"] == "letter"]
    return dict(pair.lower().split("=") for row in rows for pair in row.split(";"))


def _colour(word: str) -> str:
    word = word.strip().lower()
    return word if word in _colours() else _letters().get(word, "")


def _read_colour(text: str) -> Claim | None:
    """`Amber`, `G`, `Red: ...`; a letter counts only where it stands alone."""
    match = re.match(r"\W*([A-Za-z]+)(?:\s*/\s*([A-Za-z]+))?\s*(?:$|[:–—.,;(-])", text)
    if not match:
        return None
    colours = [_colour(word) for word in match.groups() if word]
    if not all(colours) or (len(match[1]) == 1 and match.end() < len(text.rstrip(" ."))):
        return None
    order = list(reversed(_colours()))
    worst = max(colours, key=lambda colour: _rank(_colours()[colour], order.index(colour)))
    return Claim(_colours()[worst], match[0].strip(" :–—.,;(-"), "colour_word", is_inferred=True, rag=worst)


def _rank(status: str, place: int) -> tuple[bool, int]:
    return status in {"delayed", "at_risk"}, place


def _read_label(text: str) -> Claim | None:
    for kind in ("label", "opening"):
        for status, pattern in _patterns(kind):
            if match := pattern.match(text):
                return Claim(status, match[0].strip(" :–—.,;(-"), kind, is_inferred=kind == "opening")
    return None


def _read_percent(text: str) -> Claim | None:
    match = _PERCENT.match(text)
    if not match or int(match[1]) > 100:
        return None
    percent = int(match[1])
    rest = text[match.end() :]
    if re.match(r"of\b|\w", rest) and "complete" not in match[0].lower():
        return None
    status = {0: "not_started", 100: "completed"}.get(percent, "in_progress")
    return Claim(status, match[0].strip(), "percentage", percent=percent)


def _read_pointer(text: str, resolve: Resolve | None) -> Claim | None:
    match = _POINTER.match(text)
    if not match:
        return None
    status = resolve(match["ref"]) if resolve else ""
    return Claim(status, match[0].strip(), "pointer", is_inferred=True) if status else None


_CLAIM_ORDER = (
    "withdrawn", "not_started", "on_hold", "delayed", "at_risk", "awaiting_approval", "on_track", "considered",
    "planned", "active", "completed", "deed", "step", "early",
)  # fmt: skip


def _claims(text: str) -> dict[str, str]:
    """The claims of a text, each with the words that make it; words that made one claim make no other."""
    found: dict[str, str] = {}
    patterns = _patterns("prose")
    for name in _CLAIM_ORDER:
        for status, pattern in patterns:
            if status != name:
                continue
            for match in list(pattern.finditer(text)):
                if name in _DENIED and _DENIED[name].search(text[: match.start()]):
                    continue
                found.setdefault(name, match[0].strip())
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return found


def _weigh(claims: dict[str, str]) -> str:
    """The least advanced claim that is still open; what is begun and has a next step is in progress."""
    names = claims.keys()
    has_begun = bool({"active", "step", "deed", "completed"} & names)
    has_plan = bool({"planned", "considered"} & names)
    choices = (
        ("withdrawn" in names and not {"active", "planned"} & names, "withdrawn"),
        ("delayed" in names, "delayed"),
        ("at_risk" in names, "at_risk"),
        ("on_hold" in names, "on_hold"),
        ("not_started" in names, "in_progress" if has_begun else "not_started"),
        ("on_track" in names, "on_track"),
        ("active" in names, "in_progress"),
        ("awaiting_approval" in names, "awaiting_approval"),
        (has_plan, "in_progress" if has_begun else "planned"),
        ("completed" in names, "completed"),
        ("deed" in names and "early" not in names, "completed"),
        (bool({"step", "deed"} & names), "in_progress"),
    )
    return next((status for holds, status in choices if holds), "unclear")


_CLAIM_OF = {
    "in_progress": ("active", "step", "deed", "planned"),
    "completed": ("completed", "deed"),
    "planned": ("planned", "considered"),
}


def _read_prose(text: str) -> Claim:
    claims = _claims(text)
    status = _weigh(claims)
    raw = next((claims[name] for name in _CLAIM_OF.get(status, (status,)) if name in claims), "")
    is_stock = len(text.split()) <= STOCK_WORDS and len(claims) == 1 and status != "unclear"
    rule = "deed" if status == "completed" and "completed" not in claims else "prose"
    return Claim(status, raw, "stock_phrase" if is_stock else rule, is_inferred=not is_stock)


def _read_text(text: str, resolve: Resolve | None) -> Claim:
    """The first rule that reads the text: label, colour, percentage, pointer, then prose."""
    body = _PREFIX.sub("", text).strip()
    body = body or text
    for read in (_read_colour, _read_label, _read_percent):
        if claim := read(body):
            return claim
    return _read_pointer(body, resolve) or _read_prose(body)


def _with_colour(claim: Claim, colour: str) -> tuple[str, tuple[str, ...]]:
    """The status of a text beside a colour: timeliness decides unless the stage is final; a clash is flagged."""
    by_colour = _colours().get(colour, "unclear")
    if by_colour in {"unclear", claim.status}:
        return claim.status, ("status_inferred",) if claim.is_inferred else ()
    is_prose = claim.rule in {"prose", "deed", "opening", "pointer"}
    if by_colour in {"completed", "not_started"}:
        clash = claim.status in _TIMELINESS | _STAGES and not is_prose
        return (claim.status, ("conflict",)) if clash else (by_colour, ("status_inferred",))
    if claim.status in _STAGES and claim.rule != "deed":
        is_clash = claim.status == "completed" and by_colour in {"at_risk", "delayed"}
        return claim.status, ("conflict",) if is_clash else ()
    if claim.status in _TIMELINESS and not is_prose:
        return claim.status, ("conflict",)
    return by_colour, ("status_inferred",)


def read_status(text: str, *, rag: str = "", rag_source: str = "", resolve: Resolve | None = None) -> StatusReading:
    """Read a progress text on the common scale.

    Args:
        text: The progress of one action, as printed.
        rag: The colour that stands beside it, if any.
        rag_source: Where that colour was seen: `text`, `colour`, `symbol`.
        resolve: Gives the status of another action of the same recommendation, for `See (1) above`.

    Example:
        >>> read_status("On track: policy drafted, will be signed off").status
        'on_track'
        >>> read_status("See (1) above", resolve={"1": "completed"}.get).status
        'completed'
    """
    colour = _colour(rag) if rag else ""
    if not text.strip():
        if not colour:
            return StatusReading(text, rag=rag, rag_source=rag_source)
        status = _colours()[colour]
        return StatusReading(text, status, rag, None, colour, rag_source, "colour", ("status_inferred",))
    claim = _read_text(text.strip(), resolve)
    flags: tuple[str, ...] = ("status_inferred",) if claim.is_inferred else ()
    status = claim.status
    if colour and claim.rag != colour:
        status, flags = _with_colour(claim, colour)
    return StatusReading(
        text=text,
        status=status,
        raw=claim.raw,
        percent=claim.percent,
        rag=colour or claim.rag,
        rag_source=rag_source if colour else ("text" if claim.rag else ""),
        rule=claim.rule,
        flags=flags,
    )
