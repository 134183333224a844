"""Dated labels of one card or form: `Update June 2022: ...`, `Update November 2022: ...` make one progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.contract import Line, line_of
from pipeline.cards import Card, Entry
from pipeline.label_fields import tells_dated_progress

PROGRESS = "Progress"
"""Heading of the column that dated entries stand in."""


def with_one_progress(cards: Sequence[Card]) -> list[Card]:
    """The cards, each with its dated entries in one, where a card of them has several."""
    if not any(sum(tells_dated_progress(e.label) for e in card.entries) > 1 for card in cards):
        return list(cards)
    return [replace(card, entries=list(_joined(card.entries))) for card in cards]


def printed_labels(before: Sequence[Card], after: Sequence[Card]) -> tuple[Line, ...]:
    """Labels as printed that are no part of a value.

    Args:
        before: The cards as found.
        after: The same cards, perhaps with dated entries in one.
    """
    pairs = ((entry, card) for old, card in zip(before, after, strict=True) for entry in old.entries)
    return tuple(entry.printed for entry, card in pairs if entry in card.entries or not entry.value)


def _joined(entries: Sequence[Entry]) -> Sequence[Entry]:
    dated = [entry for entry in entries if tells_dated_progress(entry.label)]
    if not dated:
        return entries
    lines = tuple(line for entry in dated for line in _with_label(entry) if entry.value)
    whole = Entry(PROGRESS, dated[0].printed, lines)
    return [whole if entry is dated[0] else entry for entry in entries if entry not in dated[1:]]


def _with_label(entry: Entry) -> tuple[Line, ...]:
    """The lines of a dated entry, its label in front of the first where it stands on one line with it."""
    first, *rest = entry.value or (entry.printed,)
    if first.page != entry.printed.page or first.box.top > entry.printed.box.bottom:
        return (entry.printed, *entry.value)
    return (line_of(first.page, (*entry.printed.words, *first.words)), *rest)
