"""Dittos: a mark that stands for what the cell above says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.drafts import RawAction

_FIELDS = ("lead", "deadline", "lead_accountable", "lead_agency", "lead_delivery", "accountable", "start")
_DITTO = re.compile(
    r"^\W*(?:[\"“”„″〃]|''|[-–]\s*[\"“”″]\s*[-–]|ditto|do\.|as above|same as above|see above|as previous)\W*$",
    re.IGNORECASE,
)


def resolve_dittos(actions: Sequence[RawAction], tables: Sequence[int]) -> list[RawAction]:
    """Actions in which each ditto is replaced by the text above it, flagged `ditto`; the first has nothing above.

    Args:
        actions: In reading order.
        tables: For each block the table that it stands in; nothing is taken from another table.
    """
    found: list[RawAction] = []
    for action in actions:
        beside = bool(found) and tables[found[-1].block] == tables[action.block]
        found.append(_resolved(action, found[-1]) if beside else action)
    return found


def _resolved(action: RawAction, above: RawAction) -> RawAction:
    meant = {
        name: replace(above.get(name), lines=action.get(name).lines)
        for name in _FIELDS
        if is_ditto(action.get(name).text) and above.get(name)
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
