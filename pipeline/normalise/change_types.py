"""Change types: what an action changes, inferred from its words.

`quality_improvement` stands where no other type holds, where the action only checks what others do, and beside a rule
that is itself about checking (a quality assurance framework).
"""

from __future__ import annotations

import functools

from pipeline.normalise.folded import fold
from pipeline.normalise.phrases import Phrases
from schemas import vocab
from schemas.readings import Trigger

CHANGE_TYPES = ("policy", "guidance", "workforce", "quality_improvement")
FALLBACK = "quality_improvement"
CHECKS, NAMED, NOUN, BESIDE = "checks", "named", "noun", "beside"
"""How words tell of a change type; what is checked does not change, and without a noun its verbs say nothing."""


@functools.cache
def _table(change_type: str, place: str) -> tuple[str, ...]:
    rows = vocab.load("change_types")
    return tuple(row["pattern"] for row in rows if row["change_type"] == change_type and row["place"] == place)


@functools.cache
def _phrases() -> Phrases[tuple[str, str]]:
    """What an action says, by change type and place: first whether it checks, last what stands beside a policy."""
    rows = [((FALLBACK, CHECKS), text) for place in ("opening", "anywhere") for text in _table(FALLBACK, place)]
    for change_type in CHANGE_TYPES:
        if change_type != FALLBACK:
            rows += [((change_type, NAMED), text) for text in _table(change_type, "anywhere")]
            rows += [((change_type, NOUN), rf"\b(?:{text})\b") for text in _table(change_type, "noun")]
    rows += [((FALLBACK, BESIDE), text) for text in _table(FALLBACK, BESIDE)]
    return Phrases(rows)


@functools.cache
def _deeds(change_type: str) -> Phrases[str]:
    """The nouns of a change type with the verbs before and after them that say what is done."""
    rows = []
    for noun in _table(change_type, "noun"):
        rows += [("before", rf"\b(?:{verb})\b[^.;:]{{0,70}}?\b(?:{noun})\b") for verb in _table(change_type, "before")]
        rows += [("after", rf"\b(?:{noun})\b[^.;]{{0,110}}?\b(?:{verb})\b") for verb in _table(change_type, "after")]
    return Phrases(rows)


def find_change_types(action: str) -> tuple[Trigger, ...]:
    """The kinds of change that an action makes, with the words that called them up, in the order of the contract.

    Example:
        >>> [trigger.words for trigger in find_change_types("Revise the supervision policy and train managers")]
        ['Revise the supervision policy', 'train']
    """
    text = " ".join(action.split())
    if not text:
        return ()
    small = fold(text)
    named: dict[str, Trigger] = {}
    for (change_type, place), match in _phrases().found(small):
        if change_type in named or (place == BESIDE and list(named) != ["policy"]):
            continue
        told = _deeds(change_type).first(small) if place == NOUN else match
        if told:
            words = text[told.start() : told.end()]
            named[change_type] = Trigger(change_type, words, NAMED if place == NOUN else place)
        if place == CHECKS:
            break
    return tuple(named.values()) or (Trigger(FALLBACK, "", "fallback"),)


def read_change_types(action: str) -> tuple[str, ...]:
    """The kinds of change that an action makes, in the order of the contract.

    Example:
        >>> read_change_types("Revise the supervision policy and train all managers in it")
        ('policy', 'workforce')
        >>> read_change_types("Audit of supervision files")
        ('quality_improvement',)
    """
    return tuple(trigger.name for trigger in find_change_types(action))
