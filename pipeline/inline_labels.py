"""Labels inside paragraphs: `1.1 Revise the guidance. Lead: Head of Service. By: March 2013. Progress: done`.

Each label and its value are cut out as lines of their own, so that a list of such paragraphs reads like other cards.
Only paragraphs that open with what is to be done count: minutes, lists of contacts and of laws bear such labels too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.contract import Box, Line, Word, line_of
from pipeline.card_labels import OWNERS, TIMES, names_field
from pipeline.cards import cut_words, is_numbered, orders
from pipeline.extract import Extraction
from pipeline.headings import match_heading
from pipeline.numbering import strip_bullet

_LABEL = re.compile(r"(?:^|(?<=[.;,)|–—-])\s+|(?<=[(\[]))(?P<label>[A-Z][A-Za-z/&() -]{1,40}?)\s*:(?=\s|$)")
"""A label at the beginning of a line, behind the end of a sentence or part, or in brackets."""
_JOINTS = re.compile(r"[\s;|,–—(\[-]+$")
"""Signs between a text and the label behind it."""
_GAP = 0.8
"""Share of a line's height that parts paragraphs."""
_LEAST = 2
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Parted:
    """The extraction with such paragraphs cut into lines, and which lines open one."""

    extraction: Extraction
    opening: frozenset[int]


def part_labels(extraction: Extraction) -> Parted | None:
    """Cut labels out of the paragraphs outside tables; `None` where no list of actions bears them."""
    extraction = _mended(extraction)
    paragraphs = list(_paragraphs(extraction.body))
    labels = _known(paragraphs)
    listed = [p for p in paragraphs if _is_item(p, labels)]
    if len(listed) < _LEAST or sum(orders(_opening(p, labels)) for p in listed) < _SHARE * len(listed):
        return None
    cuts: dict[int, tuple[Word, ...]] = {}
    pieces: dict[int, list[Line]] = {}
    for paragraph in listed:
        for line in paragraph:
            pieces[id(line)] = _cut(line, [at for at, _ in _places(line, labels)], cuts)
        last = pieces[id(paragraph[-1])]
        last[-1] = _closed(last[-1], paragraph[-1], cuts)
    opening = frozenset(id(pieces[id(paragraph[0])][0]) for paragraph in listed)
    return Parted(_with(extraction, pieces, cuts), opening)


def _with(extraction: Extraction, pieces: dict[int, list[Line]], cuts: dict[int, tuple[Word, ...]]) -> Extraction:
    """The extraction with lines and words replaced, both told by the identity of what they replace."""
    body = tuple(piece for line in extraction.body for piece in pieces.get(id(line), [line]))
    pages = tuple(replace(page, words=cut_words(page.words, cuts)) for page in extraction.pages)
    return replace(extraction, body=body, pages=pages)


def _mended(extraction: Extraction) -> Extraction:
    """The extraction with labels whole that the end of a line divides: their first words go to the next line."""
    pieces: dict[int, list[Line]] = {}
    cuts: dict[int, tuple[Word, ...]] = {}
    for above, below in pairwise(extraction.body):
        at = None if _begins(above, below) else _divided(above, below)
        if at is None or id(above) in pieces:
            continue
        last, first = above.words[-1], below.words[0]
        start = len(last.text) - (len(above.text) - at)
        if start <= 0:
            continue
        cuts[id(last)] = (last._replace(text=last.text[:start].strip()),)
        cuts[id(first)] = (first._replace(text=f"{above.text[at:]} {first.text}"),)
        pieces[id(above)] = [replace(line_of(above.page, [*above.words[:-1], *cuts[id(last)]]), opens=above.opens)]
        pieces[id(below)] = [replace(line_of(below.page, [*cuts[id(first)], *below.words[1:]]), opens=below.opens)]
    return _with(extraction, pieces, cuts) if pieces else extraction


def _divided(above: Line, below: Line) -> int | None:
    """Where in a line a label begins that the next line ends; `None` where none does."""
    end = len(above.text)
    found = _LABEL.finditer(f"{above.text} {below.text}")
    crossing = (m for m in found if m.start("label") < end < m.end("label") and names_field(m["label"]))
    return next((m.start("label") for m in crossing), None)


def _paragraphs(body: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines outside tables in paragraphs: a number, a bullet, a gap or the file itself begins one."""
    paragraph: list[Line] = []
    for line in body:
        if paragraph and _begins(paragraph[-1], line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(above: Line, line: Line) -> bool:
    if line.opens is not None:
        return line.opens
    if is_numbered(line) or strip_bullet(line.text)[1]:
        return True
    if line.page != above.page:
        return line.text[:1].isupper() and above.text.rstrip()[-1:] in {".", ";", ""}
    return line.box.top - above.box.bottom > _GAP * line.box.height


def _known(paragraphs: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Labels that name a field and come again.

    There are none where no owner and no time or state is among them, or where most open lines, as on other cards.
    """
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    for line in (line for paragraph in paragraphs for line in paragraph):
        for found in _LABEL.finditer(line.text):
            label = found["label"].casefold()
            if names_field(label):
                (inside if found.start("label") else opening)[label] += 1
    known = {label for label in inside if inside[label] + opening[label] >= _LEAST}
    fields = {match.field for label in known if (match := match_heading(label))}
    if not fields & OWNERS or not fields & TIMES:
        return frozenset()
    if sum(inside[label] for label in known) <= sum(opening[label] for label in known):
        return frozenset()
    return frozenset(known | {label for label in opening if opening[label] >= _LEAST})


def _places(line: Line, labels: frozenset[str]) -> list[tuple[int, str]]:
    found = (m for m in _LABEL.finditer(line.text) if m["label"].casefold() in labels)
    return [(m.start("label"), m["label"].casefold()) for m in found]


def _is_item(paragraph: Sequence[Line], labels: frozenset[str]) -> bool:
    """Whether a paragraph opens with a text of its own and names an owner and a time or state behind it."""
    places = [place for line in paragraph for place in _places(line, labels)]
    fields = {match.field for _, label in places if (match := match_heading(label))}
    return bool(fields & OWNERS and fields & TIMES and _opening(paragraph, labels))


def _opening(paragraph: Sequence[Line], labels: frozenset[str]) -> list[Line]:
    """What stands before the first label of a paragraph; nothing where a label opens it, but for that of the action."""
    found: list[Line] = []
    for line in paragraph:
        places = _places(line, labels)
        if not places:
            found.append(line)
            continue
        first = places[0][0]
        return [*found, *_cut(line, [first], {})[:1]] if first else found
    return found


def _cut(line: Line, places: Sequence[int], cuts: dict[int, tuple[Word, ...]]) -> list[Line]:
    """A line in pieces that begin at these characters; `cuts` takes up which words fell in two."""
    places = [place for place in places if place]
    if not places:
        return [line]
    pieces: list[list[Word]] = [[]]
    at = 0
    for index, word in enumerate(line.words):
        at += 1 if index and not word.glued else 0
        inner = [place - at for place in places if at < place < at + len(word.text)]
        if at in places and pieces[-1]:
            pieces.append([])
        parts = _parts(word, inner)
        if len(parts) > 1:
            cuts[id(word)] = parts
        for count, part in enumerate(parts):
            if count:
                pieces.append([])
            pieces[-1].append(part)
        at += len(word.text)
    lines = [line_of(line.page, words) for words in pieces]
    return [replace(piece, opens=None if count else line.opens) for count, piece in enumerate(lines)]


def _parts(word: Word, places: Sequence[int]) -> tuple[Word, ...]:
    """A word cut before these characters, its box in proportion."""
    edges = [0, *places, len(word.text)]
    wide = word.box.width / max(len(word.text), 1)
    parts = []
    for start, end in pairwise(edges):
        box = Box(word.box.x0 + start * wide, word.box.top, word.box.x0 + end * wide, word.box.bottom)
        text = word.text[start:end].strip()
        text = _JOINTS.sub("", text) if end < len(word.text) else text
        parts.append(word._replace(text=text, box=box, glued=word.glued and not start))
    return tuple(parts)


def _closed(piece: Line, line: Line, cuts: dict[int, tuple[Word, ...]]) -> Line:
    """The last piece of a paragraph without a bracket that was opened before the labels."""
    last = piece.words[-1]
    end = last.text[-1:]
    if end not in {")", "]"} or len(last.text) == 1 or piece.text.count(end) <= len(re.findall(r"[(\[]", piece.text)):
        return piece
    cut = last._replace(text=last.text[:-1])
    whole = line.words[-1]
    cuts[id(whole)] = (*cuts.get(id(whole), (whole,))[:-1], cut)
    return replace(line_of(piece.page, [*piece.words[:-1], cut]), opens=piece.opens)
