"""Change types: what an action changes, inferred from its words.

`quality_improvement` stands where no other type holds, where the action only checks what others do, and beside a rule
that is itself about checking (a quality assurance framework).
"""

from __future__ import annotations

import functools
import re

from schemas import vocab

CHANGE_TYPES = ("policy", "guidance", "workforce", "quality_improvement")
FALLBACK = "quality_improvement"


def _table(change_type: str, place: str) -> list[str]:
    rows = vocab.load("change_types")
    return [row["pattern"] for row in rows if row["change_type"] == change_type and row["place"] == place]


@functools.cache
def _checks() -> tuple[re.Pattern[str], ...]:
    """Patterns of actions that check: what they check does not change by it."""
    return tuple(
        re.compile(text, re.IGNORECASE) for place in ("opening", "anywhere") for text in _table(FALLBACK, place)
    )


@functools.cache
def _beside() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in _table(FALLBACK, "beside"))


@functools.cache
def _patterns(change_type: str) -> tuple[re.Pattern[str], ...]:
    patterns = _table(change_type, "anywhere")
    for noun in _table(change_type, "noun"):
        before = [rf"\b(?:{verb})\b[^.;:]{{0,70}}?\b(?:{noun})\b" for verb in _table(change_type, "before")]
        after = [rf"\b(?:{noun})\b[^.;]{{0,110}}?\b(?:{verb})\b" for verb in _table(change_type, "after")]
        patterns += before + after
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def read_change_types(action: str) -> tuple[str, ...]:
    """The kinds of change that an action makes, in the order of the contract.

    Example:
        >>> read_change_types("Revise the supervision policy and train all managers in it")
        ('policy', 'workforce')
        >>> read_change_types("Audit of supervision files")
        ('quality_improvement',)
    """
    text = " ".join(action.split())
    if not text:
        return ()
    if any(pattern.search(text) for pattern in _checks()):
        return (FALLBACK,)
    named = tuple(
        change_type
        for change_type in CHANGE_TYPES
        if change_type != FALLBACK and any(pattern.search(text) for pattern in _patterns(change_type))
    )
    if not named or (named == ("policy",) and any(pattern.search(text) for pattern in _beside())):
        return (*named, FALLBACK)
    return named
