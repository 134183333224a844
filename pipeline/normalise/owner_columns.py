"""Owner columns: where a plan has one only, whoever stands in it leads, whatever the column is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.drafts import RawAction
from pipeline.segment import Segmented

OWNERS = ("lead", "lead_accountable", "lead_delivery", "lead_agency")

T = TypeVar("T")


def with_one_owner(segmented: Segmented) -> Segmented:
    """The same, with the cells of a single owner column, such as "Sponsor", as the cells of the leads."""
    used = {name for action in segmented.actions for name in OWNERS if name in action.headings or action.get(name)}
    if len(used) != 1 or used == {"lead"}:
        return segmented
    (name,) = used
    return replace(segmented, actions=[_renamed(action, name) for action in segmented.actions])


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
