"""Lists of actions in prose: `1. Publish the protocol. (Head of Service; 30 June 2012) Drafted`.

Behind each action stand in brackets who leads and the date, in either order, and behind the brackets the position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.contract import Box, Line, Word, line_of
from pipeline.card_table import TableRow, make_table
from pipeline.contents import is_date, is_order, is_role
from pipeline.extract import Extraction
from pipeline.logical_table import LogicalTable
from pipeline.numbering import read_marker, strip_bullet

NAME = "bracketed"
_CLOSE = 0.8
"""Share of a line's height that may part the lines of one item."""
_ITEM = 1.6
"""Share of a line's height that may part two items of one list."""
_BRACKET = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{5,110})[)\]]\.?\s*")
_LABELLED = re.compile(
    r"^(?:leads?|owners?|by|responsible|who|due|when|date|timescale|to be done by)\s*[:–-]\s*", re.IGNORECASE
)
_LABELS = re.compile(r"(?:^|[;,|.]\s*)[A-Z][\w ]{1,24}:\s")
"""Labels between brackets, such as `Status:`."""
_PARTS = (r"\s*;\s*", r"\s+[–—-]\s+", r"\.\s+(?=[A-Z])", r"\s*\|\s*", r"\s*,\s*")
"""What may part the lead from the date; the first that gives both decides."""
_PLAN = re.compile(r"\b(?:will|shall|should|must|is to|are to|to be)\b")
_SHARE = 0.6
"""Share of the items of a list that must have brackets, and of the leads that must be posts."""
_LEAD_WORDS = 10
_FEWEST = 2
_COLUMNS = 2
"""What brackets hold: a lead and a date."""
_HEADINGS = ("Action", "Lead", "By when", "Progress")


class _Span(NamedTuple):
    """Characters of an item, and the column in which they belong."""

    start: int
    end: int
    column: int


class _Item(NamedTuple):
    """Lines of an item, and how its text is parted; no spans where nothing tells who and when."""

    lines: tuple[Line, ...]
    spans: tuple[_Span, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def read_bracketed(extraction: Extraction) -> tuple[Extraction, list[LogicalTable]]:
    """Such lists of a document as tables, and the extraction without their lines."""
    tables: list[LogicalTable] = []
    taken: set[int] = set()
    cuts: dict[int, list[Word]] = {}
    for items in _lists(extraction.body):
        read = [_Item(item, _spans(" ".join(line.text for line in item))) for item in items]
        if not _convince(read):
            continue
        tables.append(make_table(_HEADINGS, [TableRow(_cells(item, cuts)) for item in read], (), NAME))
        taken |= {id(line) for item in read for line in item.lines}
    if not tables:
        return extraction, []
    pages = tuple(
        replace(p, words=tuple(part for w in p.words for part in cuts.get(id(w), [w]))) for p in extraction.pages
    )
    body = tuple(line for line in extraction.body if id(line) not in taken)
    return replace(extraction, body=body, pages=pages), tables


def _convince(items: Sequence[_Item]) -> bool:
    """Whether most items of a list say what is to be done, and in brackets who does it and when."""
    told = [item for item in items if item.spans]
    leads = [item.text[s.start : s.end] for item in told for s in item.spans if s.column == 1]
    planned = sum(_PLAN.search(item.text) is not None or is_order(item.text) for item in told)
    several = len(told) >= max(_FEWEST, _SHARE * len(items))
    return several and sum(map(is_role, leads)) >= _SHARE * len(told) and planned >= _SHARE * len(told)


def _lists(body: Sequence[Line]) -> Iterator[list[tuple[Line, ...]]]:
    """Items with marks that follow each other, each with its lines."""
    items: list[list[Line]] = []
    for line in body:
        above = items[-1][-1] if items else None
        if _is_marked(line) and (above is None or _near(above, line, _ITEM)):
            items.append([line])
        elif above is not None and not _is_marked(line) and _goes_on(items[-1], line):
            items[-1].append(line)
        else:
            yield from _whole(items)
            items = [[line]] if _is_marked(line) else []
    yield from _whole(items)


def _whole(items: Sequence[list[Line]]) -> Iterator[list[tuple[Line, ...]]]:
    if len(items) >= _FEWEST:
        yield [tuple(item) for item in items]


def _is_marked(line: Line) -> bool:
    marker = read_marker(line.text)
    return strip_bullet(line.text)[1] or (marker is not None and (marker.style != "" or "." in marker.label))


def _near(above: Line, line: Line, share: float) -> bool:
    if line.page != above.page:
        return line.page == above.page + 1
    return 0 <= line.box.top - above.box.top <= (1 + share) * line.box.height


def _goes_on(item: Sequence[Line], line: Line) -> bool:
    """Whether a line is the rest of an item: close below, no further left, and no heading."""
    first = item[0]
    inside = line.box.x0 >= first.box.x0 - 1 and not (line.words[0].bold and not first.words[-1].bold)
    return inside and _near(item[-1], line, _CLOSE) and (line.page == item[-1].page or line.text[:1].islower())


def _spans(text: str) -> tuple[_Span, ...]:
    """Where an item says what, who, when, and how it stands; nothing where no brackets tell who and when."""
    for found in reversed(list(_BRACKET.finditer(text))):
        inner = _lead_and_date(found["inside"], found.start("inside"))
        if inner and found.start() > 0:
            after = (_Span(found.end(), len(text), 3),) if found.end() < len(text) else ()
            return (_Span(0, found.start(), 0), *inner, *after)
    return ()


def _lead_and_date(inside: str, at: int) -> tuple[_Span, ...]:
    """The lead and the date between brackets, in the order in which they stand; none where labels name more."""
    if len(_LABELS.findall(inside)) > _COLUMNS:
        return ()
    for parting in _PARTS:
        for mark in re.finditer(parting, inside):
            left, right = inside[: mark.start()], inside[mark.end() :]
            ends = [(0, left), (mark.end(), right)]
            dated = [is_date(_LABELLED.sub("", part)) and not is_role(part) for _, part in ends]
            short = all(0 < len(part.split()) <= _LEAD_WORDS for _, part in ends)
            if short and dated.count(True) == 1:
                return tuple(
                    _bare(part, at + start, 2 if when else 1) for (start, part), when in zip(ends, dated, strict=True)
                )
    return ()


def _bare(part: str, at: int, column: int) -> _Span:
    """The characters of a part without the label that it opens with."""
    label = _LABELLED.match(part)
    return _Span(at + (label.end() if label else 0), at + len(part), column)


def _cells(item: _Item, cuts: dict[int, list[Word]]) -> tuple[tuple[Line, ...], ...]:
    """Lines of an item by column; words that reach into several are cut."""
    spans = item.spans or (_Span(0, len(item.text), 0),)
    cells: list[list[Line]] = [[] for _ in _HEADINGS]
    at = 0
    for line in item.lines:
        held: list[list[Word]] = [[] for _ in _HEADINGS]
        place = at
        for number, word in enumerate(line.words):
            place += int(number > 0 and not word.glued)
            parts = _parts(word, place, spans)
            if [part for _, part in parts] != [word]:
                cuts[id(word)] = [part for _, part in parts]
            for column, part in parts:
                held[column].append(part)
            place += len(word.text)
        for column, words in enumerate(held):
            if words:
                cells[column].append(line_of(line.page, words))
        at += len(line.text) + 1
    return tuple(tuple(lines) for lines in cells)


def _parts(word: Word, at: int, spans: Sequence[_Span]) -> list[tuple[int, Word]]:
    """A word by the spans that it reaches into, each part at the place that its characters take."""
    found: list[tuple[int, Word]] = []
    for span in spans:
        start, end = max(span.start - at, 0), min(span.end - at, len(word.text))
        text = word.text[start:end] if start < end else ""
        if not text.strip():
            continue
        if text == word.text:
            return [(span.column, word)]
        width = word.box.width / len(word.text)
        box = Box(word.box.x0 + width * start, word.box.top, word.box.x0 + width * end, word.box.bottom)
        found.append((span.column, word._replace(text=text.strip(), box=box, glued=word.glued and start == 0)))
    return found
