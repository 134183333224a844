"""Change types: what an action changes, inferred from its words.

`quality_improvement` stands where no other type holds, where the action only checks what others do, and beside a rule
that is itself about checking (a quality assurance framework).
"""

from __future__ import annotations

import functools
import re

from pipeline.normalise.folded import fold, folded
from schemas import vocab
from schemas.readings import Trigger

CHANGE_TYPES = ("policy", "guidance", "workforce", "quality_improvement")
FALLBACK = "quality_improvement"


@functools.cache
def _table(change_type: str, place: str) -> tuple[str, ...]:
    rows = vocab.load("change_types")
    return tuple(row["pattern"] for row in rows if row["change_type"] == change_type and row["place"] == place)


@functools.cache
def _checks() -> tuple[re.Pattern[str], ...]:
    """Patterns of actions that check: what they check does not change by it."""
    return tuple(folded(text) for place in ("opening", "anywhere") for text in _table(FALLBACK, place))


@functools.cache
def _beside() -> tuple[re.Pattern[str], ...]:
    return tuple(folded(text) for text in _table(FALLBACK, "beside"))


@functools.cache
def _patterns(change_type: str) -> tuple[re.Pattern[str], ...]:
    patterns = [*_table(change_type, "anywhere")]
    for noun in _table(change_type, "noun"):
        before = [rf"\b(?:{verb})\b[^.;:]{{0,70}}?\b(?:{noun})\b" for verb in _table(change_type, "before")]
        after = [rf"\b(?:{noun})\b[^.;]{{0,110}}?\b(?:{verb})\b" for verb in _table(change_type, "after")]
        patterns += before + after
    return tuple(folded(pattern) for pattern in patterns)


@functools.cache
def _nouns(change_type: str) -> re.Pattern[str] | None:
    """The nouns without which the verbs of a change type say nothing; none where it has no such nouns."""
    nouns = _table(change_type, "noun")
    return folded("|".join(rf"\b(?:{noun})\b" for noun in nouns)) if nouns else None


def _may_name(change_type: str, text: str) -> bool:
    nouns = _nouns(change_type)
    return nouns is None or bool(_table(change_type, "anywhere")) or bool(nouns.search(fold(text)))


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    """The words that the first of these patterns finds; empty where none does."""
    small = fold(text)
    found = next((match for pattern in patterns if (match := pattern.search(small))), None)
    return text[found.start() : found.end()] if found else ""


def find_change_types(action: str) -> tuple[Trigger, ...]:
    """The kinds of change that an action makes, with the words that called them up, in the order of the contract.

    Example:
        >>> [trigger.words for trigger in find_change_types("Revise the supervision policy and train managers")]
        ['Revise the supervision policy', 'train']
    """
    text = " ".join(action.split())
    if not text:
        return ()
    if checked := _first(_checks(), text):
        return (Trigger(FALLBACK, checked, "checks"),)
    named = tuple(
        Trigger(change_type, words, "named")
        for change_type in CHANGE_TYPES
        if change_type != FALLBACK and _may_name(change_type, text) and (words := _first(_patterns(change_type), text))
    )
    if not named:
        return (Trigger(FALLBACK, "", "fallback"),)
    if [trigger.name for trigger in named] == ["policy"] and (beside := _first(_beside(), text)):
        return (*named, Trigger(FALLBACK, beside, "beside"))
    return named


def read_change_types(action: str) -> tuple[str, ...]:
    """The kinds of change that an action makes, in the order of the contract.

    Example:
        >>> read_change_types("Revise the supervision policy and train all managers in it")
        ('policy', 'workforce')
        >>> read_change_types("Audit of supervision files")
        ('quality_improvement',)
    """
    return tuple(trigger.name for trigger in find_change_types(action))
