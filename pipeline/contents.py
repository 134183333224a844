"""What the cells of a column say about its field, where its heading does not say it.

Dates make a deadline, job titles a lead, orders an action. Too few or too mixed cells say nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

from schemas.vocab import load

_REFERENCE = re.compile(r"^\(?[A-Z]{0,4}\s?\d{1,3}(?:\.\d{1,2}){0,3}(?:\s|\.)?[a-z]?[.)]?$|^\(?[a-z][.)]$")
_COLOUR = re.compile(r"^(?:[RAGBYP]|red|amber|yellow|green|blue|purple|grey|gray)\.?$", re.IGNORECASE)
_DAY = r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:20)?\d\d\b|\b20\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b"
_PERIOD = (
    r"\bQ[1-4]\b|\bquarter\b|\b(?:spring|summer|autumn|winter)\b|\bterm\b|\b(?:with)?in\s+\S+\s+(?:days|weeks|months)\b"
)
_DATE_WORDS = 10
"""More words than a deadline has that is nothing else."""
_LEAD_WORDS = 14
_BULLET = re.compile(
    r"^[\s•▪●◦\uf0b7*–-]*(?:\(?[A-Z]{0,4}\d{1,3}(?:\.\d{1,2})*(?:\.?[a-z]\b)?(?:[.):]|(?=\s))|\(?[a-z][.)])?\s*(?:to\s+)?",
    re.IGNORECASE,
)


def guess_field(texts: Sequence[str]) -> str:
    """Field that the texts of a column show, empty where they do not.

    Args:
        texts: Texts of the cells below a heading, blank ones too.

    Example:
        >>> guess_field(["30 June 2015", "Sept 15", "ongoing", ""])
        'deadline'
    """
    filled = [" ".join(t.split()) for t in texts if t.strip()]
    if len(filled) < 2:
        return ""
    for name, (says, share) in _SIGNS.items():
        if _most(says, filled, share):
            return name
    return ""


def _most(says: Callable[[str], bool], texts: Sequence[str], share: float) -> bool:
    """Whether texts bear a sign in that share; no more of them are asked than it takes to know that they do not."""
    left = len(texts)
    for text in texts:
        left -= not says(text)
        if left < share * len(texts):
            return False
    return True


def is_date(text: str) -> bool:
    """Whether a short text says when something is due."""
    return len(text.split()) <= _DATE_WORDS and _times().search(text) is not None


def is_role(text: str) -> bool:
    """Whether a short text names posts."""
    words = re.findall(r"[\w-]+", text)
    if not words or len(words) > _LEAD_WORDS or text.endswith("."):
        return False
    titles = sum(w.casefold() in _titles() for w in words)
    capital = sum(w[:1].isupper() for w in words)
    return titles > 0 and capital >= 0.5 * len(words)


def is_order(text: str) -> bool:
    """Whether a text tells somebody to do something: `Publish the protocol`, `(2) To recruit a manager`."""
    words = _BULLET.sub("", text, count=1).split()
    return len(words) >= 3 and words[0].strip(",;:").casefold() in _verbs()


def is_report(text: str) -> bool:
    """Whether a text opens with a word of progress: `Completed`, `Underway:`."""
    return _states().match(text) is not None


@functools.cache
def _times() -> re.Pattern[str]:
    months = "|".join(re.escape(r["form"]) for r in load("months"))
    kinds = {"immediate", "ongoing", "unresolved"}
    words = [r["pattern"] for r in load("deadlines") if r["kind"] in kinds]
    words += [r["pattern"] for r in load("recurrence")]
    return re.compile("|".join([_DAY, _PERIOD, rf"\b(?:{months})\b", *words]), re.IGNORECASE)


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(r["words"].casefold() for r in load("roles") if r["part"] in {"title_noun", "title_acronym"})


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(r["verb"] for r in load("verbs"))


@functools.cache
def _states() -> re.Pattern[str]:
    words = "|".join(f"(?:{r['pattern']})" for r in load("status") if r["kind"] == "label")
    return re.compile(rf"^\W*(?:{words})\b", re.IGNORECASE)


_SIGNS: dict[str, tuple[Callable[[str], bool], float]] = {
    "ref": (lambda text: _REFERENCE.match(text) is not None, 0.9),
    "rag": (lambda text: _COLOUR.match(text) is not None, 0.8),
    "deadline": (is_date, 0.65),
    "status": (lambda text: len(text.split()) <= 4 and is_report(text), 0.7),
    "progress": (is_report, 0.6),
    "lead": (is_role, 0.6),
    "action": (is_order, 0.6),
}
"""Sign of each field, and the share of the filled cells that must bear it; the first that holds decides."""
