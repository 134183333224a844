"""Columns of a status or rating that hold what happened too: their text is progress, where no other column has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.drafts import RawAction
from pipeline.normalise.claims import read_label
from pipeline.normalise.ratings import colour_of, read_rating
from pipeline.normalise.tick_boxes import ticked
from pipeline.passages import Passage, clean, passage

_LETTER = re.compile(r"[A-Z]")
_AFTER = re.compile(r"[\s)\]]*(?:[:.]\s*|[\s–—,;-]*(?=[A-Z\d£]))(?P<text>\S.*)$", re.DOTALL)
"""What follows a rating as a sentence of its own."""
_Value = TypeVar("_Value")
OTHER_MEANING = re.compile(
    r"\b(?:priority|need|needs|risk|likelihood|impact|urgency|importance|severity|complexity|confidence|cost)\b",
    re.IGNORECASE,
)
"""What a column rates that is not progress; its colours never become a status."""
_MOST_WORDS = 2
"""Words that may follow a label, such as its month and year."""


def with_progress(raw: RawAction) -> RawAction:
    """The action, with what its status or rating cell tells as its progress where the plan has no column for progress.

    A status cell of sentences is progress as a whole; a rating above a text or before it is the label of what follows.
    """
    if "progress" in raw.headings or raw.get("progress"):
        return raw
    status = raw.get("status")
    if status:
        return _with_status_as_progress(raw) if says_more(status.text) else raw
    rating, told = _parted(raw.get("rag"))
    if not told or OTHER_MEANING.search(raw.headings.get("rag", "")):
        return raw
    return replace(
        raw,
        fields={**raw.fields, "rag": rating, "status": rating, "progress": told},
        headings={**raw.headings, "progress": raw.headings.get("rag", "")},
        rules={**raw.rules, "progress": raw.rules.get("rag", "")},
    )


def _with_status_as_progress(raw: RawAction) -> RawAction:
    return replace(raw, fields=_moved(raw.fields), headings=_moved(raw.headings), rules=_moved(raw.rules))


def _parted(cell: Passage) -> tuple[Passage, Passage]:
    """The rating that a cell opens with, in a line of its own or before a stop, and the text that follows it."""
    first, rest = passage(cell.lines[:1]), passage(cell.lines[1:])
    if rest and (colour_of(first.text) or _LETTER.fullmatch(first.text)) and len(rest.text.split()) > _MOST_WORDS:
        return first, rest
    rating = read_rating(cell.text)
    told = _AFTER.match(cell.text.partition(rating.raw)[2]) if rating and rating.colour else None
    if rating is None or told is None or len(told["text"].split()) <= _MOST_WORDS:
        return cell, Passage()
    text = told["text"]
    return replace(cell, text=rating.raw, printed=rating.raw), replace(cell, text=text, printed=clean(text))


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
