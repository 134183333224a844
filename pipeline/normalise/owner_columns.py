"""Owner columns: where a plan has one only, whoever stands in it leads; who monitors is no lead, yet named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.drafts import RawAction
from pipeline.normalise.roles import ends_with_title_noun, is_agency, opens_title
from pipeline.segment import Segmented
from schemas.readings import LeadReading, LeadsReading

OWNERS = ("lead", "lead_accountable", "lead_delivery", "lead_agency")

_TELLS = re.compile(
    r"\b(?:by|to|from|with|through|via|at|in)\b|['’]s\b(?!.*(?:service|social|right|safeguard|home))", re.IGNORECASE
)
_SMALL = frozenset({"of", "and", "for", "the", "s"})

T = TypeVar("T")


def with_one_owner(segmented: Segmented) -> Segmented:
    """The same, with the cells of a single owner column, such as "Sponsor", as the cells of the leads."""
    used = {name for action in segmented.actions for name in OWNERS if name in action.headings or action.get(name)}
    if len(used) != 1 or used == {"lead"}:
        return segmented
    (name,) = used
    return replace(segmented, actions=[_renamed(action, name) for action in segmented.actions])


def names_owners(reading: LeadsReading) -> bool:
    """Whether the cell of a column about monitoring names posts and bodies only, so that they are who monitors.

    Example:
        >>> from pipeline.normalise.leads import KeyBook, read_leads
        >>> [names_owners(read_leads(text, KeyBook())) for text in ("LSCB Chair / DMT", "Monthly audits by the Chair")]
        [True, False]
    """
    if not reading.leads or reading.remainder:
        return False
    return all(lead.role and "lead_unknown" not in lead.flags and _is_owner(lead) for lead in reading.leads)


def _is_owner(lead: LeadReading) -> bool:
    """Whether the whole of a lead is a post or a body: its words are capitals, or its last word names the post."""
    if _TELLS.search(lead.text):
        return False
    printed_large = all(word[0].isupper() or word in _SMALL for word in re.findall(r"[^\W\d_]+", lead.role))
    return ends_with_title_noun(lead.role) or is_agency(lead.text) or (printed_large and opens_title(lead.role))


def _renamed(action: RawAction, name: str) -> RawAction:
    return replace(
        action,
        fields=_moved(action.fields, name),
        fills=_moved(action.fills, name),
        headings=_moved(action.headings, name),
        rules=_moved(action.rules, name),
    )


def _moved(values: Mapping[str, T], name: str) -> dict[str, T]:
    return {("lead" if key == name else key): value for key, value in values.items()}
