"""Heads of cards: which of the lines above its labels a card stands under, and which are its number and its action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.contract import Line
from pipeline.cards import Card, orders
from pipeline.items import read_named
from pipeline.labels import read_label

_TEXT_WORDS = 4
"""Words of the shortest recommendation."""
_ITEM = re.compile(
    r"(?:(?:action|step|task|commitment|milestone|deliverable)\s*(?:no\.?\s*|number\s*)?)?"
    r"[A-Z]{0,3}\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?[.:)]?",
    re.IGNORECASE,
)


def is_strong(group: Sequence[Line], usual: float) -> bool:
    """Whether a group is a heading: bold, or larger than the usual text."""
    return all(line.bold for line in group) or group[0].words[0].size > 1.08 * usual


def _names_card(group: Sequence[Line], after: Sequence[Line], usual: float) -> bool:
    """Whether a group above a card is a heading over it: one with a label, or one that no text follows."""
    label = read_label(" ".join(line.text for line in group))
    if not is_strong(group, usual):
        return label is not None and label.kind == "outcome" and bool(label.rest)
    return not after or is_strong(after, usual) or label is not None


def _with_texts(head: Sequence[list[Line]], usual: float) -> list[list[Line]]:
    """Groups above a card, a label with a number alone together with the text that it numbers."""
    found: list[list[Line]] = []
    numbered = False
    for place, group in enumerate(head):
        text = " ".join(line.text for line in group)
        label = read_label(text)
        inner = place < len(head) - 1 and len(text.split()) >= _TEXT_WORDS
        if numbered and label is None and (inner or is_strong(group, usual)) and not _names_item(group):
            found[-1] = [*found[-1], *group]
        else:
            found.append(list(group))
        numbered = label is not None and bool(label.ref) and not label.rest
    return found


def _text(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group).strip()


def _names_item(group: Sequence[Line]) -> bool:
    """Whether a heading is nothing but the number of an action: `Action 1.1`."""
    return _ITEM.fullmatch(_text(group)) is not None


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the labels of a card: headings that it stands under, the number and the lines of its action."""

    headings: tuple[tuple[Line, ...], ...] = ()
    ref: tuple[Line, ...] = ()
    action: tuple[Line, ...] = ()


def split_head(card: Card, usual: float) -> Head:
    """Part what stands above the labels of a card.

    The action is the paragraph or heading just above the labels; a heading with a paragraph below it is one action
    where the heading itself says what to do, and its number where it is nothing else. Where a label names the action,
    or the paragraph calls itself one (`Action 1.1: ...`), every heading is only a heading.

    Args:
        card: The card.
        usual: Usual size of text in points.
    """
    groups = _with_texts(card.head, usual)
    items = [g for g in groups if _names_item(g) and is_strong(g, usual)]
    ref = tuple(items[-1]) if items else ()
    groups = [g for g in groups if g not in items]
    named = bool(groups) and read_named(_text(groups[-1])) is not None
    strong = [
        tuple(group)
        for group, after in pairwise([*groups, []])
        if _names_card(group, after, usual) or (named and after and is_strong(group, usual))
    ]
    if "action" in card.fields() or not groups:
        return Head(tuple(strong), ref)
    last = tuple(groups[-1])
    if is_strong(last, usual):
        return Head(tuple(g for g in strong if g != last), ref, last)
    title = tuple(groups[-2]) if len(groups) > 1 and not named and is_strong(groups[-2], usual) else ()
    if title and orders(title) and not orders(last):
        return Head(tuple(g for g in strong if g != title), ref, (*title, *last))
    return Head(tuple(strong), ref, last)
