"""Columns headed Status that hold what happened: their text is progress, and the status is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.drafts import RawAction
from pipeline.normalise.claims import read_label
from pipeline.normalise.ratings import read_rating
from pipeline.normalise.tick_boxes import ticked

_Value = TypeVar("_Value")
_MOST_WORDS = 2
"""Words that may follow a label, such as its month and year."""


def with_progress(raw: RawAction) -> RawAction:
    """The action, with a status cell of sentences as its progress where the plan has no column for progress."""
    status = raw.get("status")
    if not status or "progress" in raw.headings or raw.get("progress") or not says_more(status.text):
        return raw
    return replace(raw, fields=_moved(raw.fields), headings=_moved(raw.headings), rules=_moved(raw.rules))


def _moved(values: Mapping[str, _Value]) -> dict[str, _Value]:
    return {"progress" if name == "status" else name: value for name, value in values.items()}


def says_more(text: str) -> bool:
    """Whether a text under Status says more than a label and its date.

    Example:
        >>> says_more("Completed June 2017"), says_more("DELAYED. Two posts are still empty.")
        (False, True)
    """
    if ticked(text) is not None:
        return False
    label, rating = read_label(text), read_rating(text)
    told = len(label.raw) if label else rating.stop if rating else 0
    return len(text[told:].split()) > _MOST_WORDS
