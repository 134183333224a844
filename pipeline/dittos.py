"""Dittos: a mark that stands for what the cell above says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.drafts import RawAction

_FIELDS = ("lead", "deadline", "lead_accountable", "lead_agency", "lead_delivery", "accountable", "start")
_BLANKS = re.compile(
    r"\b(?:blank|empty)\b[^.;]{0,50}\b(?:entry|cell|row|one|text|as|that|owner|lead)\s+(?:is\s+)?above\b[^.;]{0,30}",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"[^.;]{0,80}\Z")
"""How the sentence began that speaks of blanks."""
_CALLED = {"lead": "owner|lead|responsib|who", "deadline": "date|deadline|timescale|when", "outcome": "impact|outcome"}
"""What a document may call the fields in such a sentence."""
_DITTO = re.compile(
    r"^\W*(?:[\"“”„″〃]|''|[-–]\s*[\"“”″]\s*[-–]|ditto|do\.|as above|same as above|see above|as previous)\W*$",
    re.IGNORECASE,
)


def resolve_dittos(
    actions: Sequence[RawAction], tables: Sequence[int], blanks: frozenset[str] = frozenset()
) -> list[RawAction]:
    """Actions in which each ditto is replaced by the text above it, flagged `ditto`; the first has nothing above.

    Args:
        actions: In reading order.
        tables: For each block the table that it stands in; nothing is taken from another table.
        blanks: Fields in which a blank is a ditto too, within one recommendation; see `blanks_that_repeat`.
    """
    found: list[RawAction] = []
    for action in actions:
        beside = bool(found) and tables[found[-1].block] == tables[action.block]
        fields = blanks if beside and found[-1].block == action.block else frozenset()
        found.append(_resolved(action, found[-1], fields) if beside else action)
    return found


def blanks_that_repeat(text: str) -> frozenset[str]:
    """Fields of which a document says that a blank cell repeats the one above it; all of them where it names none.

    Example:
        >>> sorted(blanks_that_repeat("Where an owner or impact cell is blank, the entry above it applies."))
        ['lead', 'outcome']
        >>> blanks_that_repeat("Leave the cell blank if nothing is known.")
        frozenset()
    """
    found = _BLANKS.search(text)
    if not found:
        return frozenset()
    before = _BEFORE.search(text, max(0, found.start() - 80), found.start())
    sentence = (before[0] if before else "") + found[0]
    named = {field for field, words in _CALLED.items() if re.search(rf"\b(?:{words})", sentence, re.IGNORECASE)}
    return frozenset(named or _CALLED)


def _resolved(action: RawAction, above: RawAction, blanks: frozenset[str]) -> RawAction:
    meant = {
        name: replace(above.get(name), lines=action.get(name).lines)
        for name in (*_FIELDS, *sorted(blanks.difference(_FIELDS)))
        if above.get(name) and (is_ditto(text := action.get(name).text) or (name in blanks and not text.strip()))
    }
    if not meant:
        return action
    return replace(
        action,
        fields=action.fields | meant,
        rules=action.rules | dict.fromkeys(meant, "ditto"),
        flags=(*action.flags, "ditto"),
    )


def is_ditto(text: str) -> bool:
    """Whether a text is nothing but a ditto.

    Example:
        >>> [is_ditto(t) for t in ('"', "Ditto", "As above", "As above, then May 2014")]
        [True, True, True, False]
    """
    return _DITTO.match(text) is not None
