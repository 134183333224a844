"""Twins: actions that a plan states again, under another recommendation or in a table that repeats them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalise.actions import Rows

_ALIKE = 95.0
"""Similarity, of 100, from which two actions say the same."""
_FEWEST_WORDS = 3
_SHORTEST = 30
"""Characters from which a repetition means something."""


def mark_twins(rows: Sequence[Rows]) -> list[Rows]:
    """The same rows; an action that repeats an earlier one is flagged `duplicate_of` and knows that one's id."""
    from rapidfuzz import fuzz, process

    marked = []
    earlier: list[tuple[str, Rows]] = []
    for plain in rows:
        row = plain
        text = row.action.action.casefold()
        others = [(t, e) for t, e in earlier if _may_repeat(e, row)]
        best = process.extractOne(text, [t for t, _ in others], scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best and (len(text) > _SHORTEST or _is_whole_twin(row, others[best[2]][1])):
            twin = others[best[2]][1].action.action_id
            row = replace(row, action=replace(row.action, flags=(*row.action.flags, "duplicate_of")), twin=twin)
        marked.append(row)
        if text:
            earlier.append((text, row))
    return marked


def _is_whole_twin(row: Rows, other: Rows) -> bool:
    """Whether a short action of three words at least stands again with the same lead and date, which is no chance."""
    one, two = row.action, other.action
    same = (one.action, one.leads, one.deadline_raw) == (two.action, two.leads, two.deadline_raw)
    return same and bool(one.leads) and len(one.action.split()) >= _FEWEST_WORDS


def _may_repeat(earlier: Rows, row: Rows) -> bool:
    """Whether two actions may be one: under one recommendation only where number and deadline agree as well."""
    one, other = earlier.action, row.action
    if one.recommendation_id != other.recommendation_id:
        return True
    return one.action_ref == other.action_ref and one.deadline_raw == other.deadline_raw
