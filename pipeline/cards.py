"""Cards: repeated blocks of labels and values instead of a table (`Responsible officer: ...`, `Timeline: ...`).

A card opens with a heading or paragraph that says what is to be done, or with a label for it; each label that it bears
is a field. Cards count only where the same labels come again and name an owner and a date or state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.contract import Box, Line, Word, line_of
from pipeline.card_labels import OWNERS, TIMES, find_labels, opening, set_apart, without_bullet
from pipeline.contents import guess_field, is_order
from pipeline.items import read_named
from pipeline.numbering import follows, read_marker

_CLOSE = 0.8
"""Share of a line's height that may part the lines of one value."""
_PARAGRAPH = 0.4
"""Share of a line's height from which the next line may be a paragraph of its own, if it says what to do."""
_INDENT = 6.0
"""Points by which what stands further left than a label belongs to something else."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what stands behind it."""

    label: str
    printed: Line
    value: tuple[Line, ...]
    field: str = ""
    """Field that the label names."""


@dataclass(slots=True)
class Card:
    """One block: the groups of lines above its first label, and its labels."""

    head: list[list[Line]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def fields(self) -> set[str]:
        """Fields that its labels name."""
        return {e.field for e in self.entries if e.field}


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a document, the lines that they take up, and how words were cut between label and value."""

    cards: tuple[Card, ...]
    lines: frozenset[int]
    cuts: dict[int, tuple[Word, Word]]


def find_cards(
    body: Sequence[Line], tables: Sequence[tuple[int, float]] = (), opening: frozenset[int] = frozenset()
) -> Cards:
    """Cards among the lines outside tables; none where their labels do not come again.

    Args:
        body: Lines in reading order.
        tables: Page and height at which tables begin; what stands above one belongs to no card below it.
        opening: Lines that are known to open a card.
    """
    labels = find_labels(body)
    if not labels:
        return Cards((), frozenset(), {})
    gatherer = _Gatherer(labels, tables, opening)
    for line in body:
        gatherer.take(line)
    cards = gatherer.finish()
    if not _convince(cards):
        return Cards((), frozenset(), {})
    return Cards(tuple(cards), frozenset(gatherer.used), gatherer.cuts)


def _convince(cards: Sequence[Card]) -> bool:
    """Whether the cards are actions: most say what is to be done, and by whom or when."""
    if len(cards) < 2:
        return False
    owned = sum(bool(c.fields() & OWNERS and c.fields() & TIMES) for c in cards)
    ordered = sum("action" in c.fields() or any(orders(group) for group in c.head) for c in cards)
    return owned >= 0.5 * len(cards) and ordered >= 0.5 * len(cards)


def orders(group: Sequence[Line]) -> bool:
    """Whether a group tells somebody to do something, or calls itself an action: `Action 2.1: Shared rota`."""
    text = " ".join(line.text for line in group)
    return read_named(text) is not None or is_order(text)


@dataclass(slots=True)
class _Gatherer:
    """Walks down the lines and gathers cards."""

    labels: Mapping[str, str]
    """Labels in small letters, and the field that each names."""
    tables: Sequence[tuple[int, float]] = ()
    opening: frozenset[int] = frozenset()
    cards: list[Card] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    cuts: dict[int, tuple[Word, Word]] = field(default_factory=dict)
    head: list[Line] = field(default_factory=list)
    value: list[Line] = field(default_factory=list)
    opened: tuple[str, Line] | None = None
    left: float = 0.0
    """Where the line of the open label begins; nowhere if labels stand inside paragraphs."""

    def take(self, line: Line) -> None:
        above = [*self.head, *self.value][-1:]
        if above and self._parted(above[0], line):
            self._close()
            self.head = []
        parts = self._parts(line)
        if parts:
            self.used.add(id(line))
            for label, printed, rest in parts:
                self._open(label, printed)
                self.value += rest
            self.left = 0.0 if self.opening else line.box.x0
        elif self.opened and id(line) not in self.opening and self._goes_on(line):
            self.used.add(id(line))
            self.value.append(line)
        else:
            self._close()
            self.head.append(line)

    def finish(self) -> list[Card]:
        """The cards; a single label above a card, such as `Outcome: ...`, is one of the headings over it."""
        self._close()
        found: list[Card] = []
        over: list[list[Line]] = []
        for card in self.cards:
            first = next((n for g in card.head for n in g), card.entries[0].printed if card.entries else None)
            if over and first is not None and self._parted(over[-1][-1], first):
                over = []
            if len(card.entries) > 1:
                found.append(replace(card, head=[*over, *card.head]))
                over = []
            else:
                entry = card.entries[0] if card.entries else None
                over += [*card.head, *([[entry.printed, *entry.value]] if entry else [])]
        return found

    def _parted(self, above: Line, line: Line) -> bool:
        """Whether a table begins between two lines."""
        return any((above.page, above.box.top) < table < (line.page, line.box.top) for table in self.tables)

    def _parts(self, line: Line) -> list[tuple[str, Line, list[Line]]]:
        """Labels of a line, each with its printed form and the part of its value on that line."""
        whole = line.text.strip(" :").casefold()
        if whole in self.labels and line.bold:
            return [(line.text.strip(" :"), line, [])]
        parts: list[tuple[str, list[Word], list[Word]]] = []
        words = without_bullet(line)
        for place, word in enumerate(words):
            apart = set_apart(words, place)
            found = (apart, len(word.text)) if apart else opening(word.text)
            if found and found[0].casefold() in self.labels:
                label, rest = self._cut(word, found[1])
                parts.append((found[0], [label], [rest] if rest else []))
            elif parts:
                parts[-1][2].append(word)
            else:
                return []
        if parts:
            parts[0][1][:0] = line.words[: len(line.words) - len(words)]
        return [
            (label, line_of(line.page, printed), [line_of(line.page, rest)] if rest else [])
            for label, printed, rest in parts
        ]

    def _cut(self, word: Word, end: int) -> tuple[Word, Word | None]:
        rest = word.text[end:].strip()
        if not rest:
            return word, None
        at = word.box.x0 + word.box.width * end / len(word.text)
        left = word._replace(text=word.text[:end].strip(), box=Box(word.box.x0, word.box.top, at, word.box.bottom))
        right = word._replace(text=rest, box=Box(at, word.box.top, word.box.x1, word.box.bottom), glued=False)
        self.cuts[id(word)] = (left, right)
        return left, right

    def _open(self, label: str, printed: Line) -> None:
        self._close()
        fresh = self.head or not self.cards or any(e.label == label for e in self.cards[-1].entries)
        if fresh:
            self.cards.append(Card(list(_groups(self.head))))
            self.head = []
        self.opened = (label, printed)

    def _close(self) -> None:
        if self.opened:
            label, printed = self.opened
            name = self.labels.get(label.casefold(), "")
            self.cards[-1].entries.append(Entry(label, printed, tuple(self.value), name))
        self.opened, self.value = None, []

    def _goes_on(self, line: Line) -> bool:
        """Whether a line is the rest of the open value: the same style, close below or at the top of the next page."""
        above = self.value[-1] if self.value else (self.opened[1] if self.opened else line)
        if self._counts_on(line) or self._is_outside(line):
            return False
        if self.value and _style(line) != _style(above):
            return False
        if not self.value and line.words[0].bold:
            return False
        if line.page != above.page:
            return bool(self.value) and line.page == above.page + 1 and line.text[:1].islower()
        gap = line.box.top - above.box.bottom
        begins = gap > _PARAGRAPH * line.box.height and line.text[:1].isupper() and is_order(line.text)
        return gap <= _CLOSE * line.box.height and not begins

    def _is_outside(self, line: Line) -> bool:
        """Whether a line begins left of the open label, or below a value that is complete: the colour of a rating."""
        said = " ".join(n.text for n in self.value)
        return line.box.x0 < self.left - _INDENT or (said != "" and guess_field([said] * 2) == "rag")

    def _counts_on(self, line: Line) -> bool:
        """Whether a line is an order with a number like that of the head of the open card: `1.2` after `1.1`."""
        head = self.cards[-1].head[-1][0] if self.cards and self.cards[-1].head else None
        if head is None or not (is_numbered(head) and is_numbered(line)):
            return False
        one, other = read_marker(head.text), read_marker(line.text)
        if one and other and follows(one.label, other.label):
            return True
        if not is_order(line.text):
            return False
        alike = one and other and (one.style, one.label.count(".")) == (other.style, other.label.count("."))
        return bool(alike) and one != other


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines in groups of one style without a gap between them."""
    group: list[Line] = []
    for line in lines:
        if group:
            above = group[-1]
            near = line.page == above.page and line.box.top - above.box.bottom <= _CLOSE * line.box.height
            if not near or _style(line) != _style(above) or is_numbered(line):
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def is_numbered(line: Line) -> bool:
    """Whether a line opens with a number that is no quantity: `2.1 Rewrite`, `(3) Recruit`, but not `15 carers`."""
    marker = read_marker(line.text)
    return marker is not None and (marker.style != "" or "." in marker.label)


def _style(line: Line) -> tuple[bool, float]:
    word = line.words[-1]
    return word.bold, round(word.size, 1)


def cut_words(words: Sequence[Word], cuts: Mapping[int, tuple[Word, ...]]) -> tuple[Word, ...]:
    """The words of a page, those that hold a label and its value in parts."""
    return tuple(part for word in words for part in cuts.get(id(word), (word,)))
