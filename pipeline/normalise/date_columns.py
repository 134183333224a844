"""Columns for an original and a revised date: the last one that is filled is in force, the one it replaced was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.contents import is_date
from pipeline.drafts import RawAction
from pipeline.passages import Passage
from pipeline.segment import Segmented

_Value = TypeVar("_Value")
_NAMES = ("deadline_revised", "deadline", "deadline_original")
"""Columns of dates, those in force first."""
_UNCHANGED = re.compile(
    r"\W*(?:(?:n ?/ ?a|none|nil|no|as|not|un|same|original)[\s/-]*"
    r"(?:change[ds]?|revis\w+|applicable|required|needed|original|as original|date|above|extension)*|[-–—.]*)\W*",
    re.IGNORECASE,
)
"""What stands in a column for revised dates where nothing was revised."""


def with_dates_in_force(segmented: Segmented) -> Segmented:
    """The same, with one deadline for each action that has columns for an original or a revised date.

    The date that was replaced is kept as struck text of the deadline, as if it had been crossed out in one cell.
    """
    return replace(segmented, actions=[_settled(action) for action in segmented.actions])


def _settled(action: RawAction) -> RawAction:
    names = [name for name in _NAMES if name in action.headings or action.get(name)]
    if not set(names) - {"deadline"}:
        return action
    told = [name for name in names if action.get(name) and (name != _NAMES[0] or not _is_unchanged(action.get(name)))]
    chosen = told[0] if told else names[-1]
    valid, former = action.get(chosen), [action.get(name) for name in told[1:] if is_date(action.get(name).text)]
    if former and former[-1].text != valid.text:
        valid = replace(valid, struck=(*valid.struck, former[-1].text), lines=(*valid.lines, *former[-1].lines))
    fields = _without(action.fields) | ({"deadline": valid} if valid else {})
    rules = _without(action.rules) | {"deadline": action.rules.get(chosen, "row")}
    headings = _without(action.headings) | {"deadline": action.headings.get(chosen, "")}
    return replace(action, fields=fields, rules=rules, headings=headings)


def _is_unchanged(cell: Passage) -> bool:
    return _UNCHANGED.fullmatch(cell.text) is not None


def _without(values: Mapping[str, _Value]) -> dict[str, _Value]:
    return {name: value for name, value in values.items() if name not in _NAMES}
