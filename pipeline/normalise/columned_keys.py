"""Keys without rules: codes under each other, and beside each what it stands for, in any number of pairs of columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from extractors.columns import Piece, pieces_of
from extractors.contract import Line, Word, line_of
from pipeline.contents import is_role
from pipeline.normalise.key_cells import is_reference, looks_like_code, reads_as_value
from pipeline.passages import clean
from schemas.readings import Acronym

_GAP = 0.75
"""Share of the font size that parts a code from its meaning."""
_EDGE = 2.0
"""Points by which pieces of one column may begin apart."""
_FEWEST = 3
"""Entries of the smallest key in one pair of columns."""
_NEXT = 3.5
"""Share of a line's height between the tops of two rows of one key."""
_SHARE = 0.6
"""Share of the entries whose codes have the form of one, and whose meanings name posts or spell their codes."""
_LONGEST = 14
"""Words of the longest meaning."""


class _Entry(NamedTuple):
    """A code and what stands beside it, with the words of both."""

    code: str
    meaning: str
    words: tuple[Word, ...]


def read_columned_key(lines: Sequence[Line], known: Collection[str] = ()) -> tuple[list[Acronym], list[Line]]:
    """Read the keys that stand in columns without rules.

    Args:
        lines: Lines outside the tables of actions.
        known: Codes whose meaning is known; a key of which one is among them has been read already.

    Returns:
        The meanings, and the lines that they were read from.
    """
    found: dict[str, Acronym] = {}
    read: set[int] = set()
    for page, own in groupby(sorted(lines, key=lambda n: n.page), key=lambda n: n.page):
        for key in _keys(_rows(page, list(own))):
            if any(entry.code in known for entry in key):
                continue
            for entry in key:
                found.setdefault(entry.code, Acronym(entry.code, entry.meaning, page, "document_key"))
                read.update(id(word) for word in entry.words)
    return list(found.values()), [n for n in lines if n.words and all(id(w) in read for w in n.words)]


def _rows(page: int, lines: Sequence[Line]) -> list[list[Piece]]:
    """The pieces of a page, row by row; what stands on one baseline is one row."""
    words = sorted((w for line in lines for w in line.words), key=lambda w: (w.box.top + w.box.bottom) / 2)
    rows: list[list[Word]] = []
    for word in words:
        middle = (word.box.top + word.box.bottom) / 2
        if rows and rows[-1][-1].box.top <= middle <= rows[-1][-1].box.bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [pieces_of(line_of(page, sorted(row, key=lambda w: w.box.x0)), _GAP) for row in rows]


def _keys(rows: Sequence[list[Piece]]) -> Iterator[list[_Entry]]:
    for start, after in _columns(rows):
        for run in _runs(rows, start, after):
            entries = _without_headings(run)
            if _is_key(entries):
                yield entries


def _without_headings(run: list[_Entry]) -> list[_Entry]:
    """Entries without a first one that is a heading: all in bold type, over meanings that are not."""
    bold = [all(word.bold for word in entry.words) for entry in run]
    return run[1:] if bold[0] and not any(bold[1:]) else run


def _columns(rows: Sequence[list[Piece]]) -> list[tuple[float, float]]:
    """Left edges of two columns in which pieces stand side by side in several rows."""
    pairs = [(a.box.x0, b.box.x0) for row in rows for a, b in pairwise(row)]
    found: list[tuple[float, float]] = []
    for pair in pairs:
        alike = sum(_near(pair, other) for other in pairs)
        if alike >= _FEWEST and not any(_near(pair, known) for known in found):
            found.append(pair)
    return found


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _EDGE for a, b in zip(one, other, strict=True))


def _runs(rows: Sequence[list[Piece]], start: float, after: float) -> list[list[_Entry]]:
    """Entries of two columns, in runs; a line under a meaning alone goes on with it."""
    runs: list[list[_Entry]] = [[]]
    foot = 0.0
    for row in rows:
        code = next((p for p in row if abs(p.box.x0 - start) <= _EDGE), None)
        meaning = next((p for p in row if abs(p.box.x0 - after) <= _EDGE), None)
        own = [p for p in (code, meaning) if p]
        height = median([p.box.height for p in row])
        if own and own[0].box.top - foot > _NEXT * height and runs[-1]:
            runs.append([])
        if code and meaning:
            entry = _Entry(clean(code.text).strip(" :–-="), clean(meaning.text), (*code.words, *meaning.words))
            runs[-1].append(entry)
        elif meaning and runs[-1]:
            last = runs[-1][-1]
            runs[-1][-1] = _Entry(last.code, f"{last.meaning} {clean(meaning.text)}", (*last.words, *meaning.words))
        elif code and runs[-1]:
            runs.append([])
        foot = max([foot, *(p.box.bottom for p in own)])
    return [run for run in runs if run]


def _is_key(run: Sequence[_Entry]) -> bool:
    """Whether codes stand on the left, no two alike, and what they stand for on the right."""
    codes = [entry.code for entry in run]
    formed = sum(looks_like_code(code) and not is_reference(code) for code in codes)
    told = [e for e in run if is_role(e.meaning) or _spells(e.code, e.meaning)]
    values = any(reads_as_value(e.code, e.meaning) or len(e.meaning.split()) > _LONGEST for e in run)
    several = len(run) >= _FEWEST and len(set(codes)) == len(codes)
    return several and not values and formed >= 0.8 * len(run) and len(told) >= _SHARE * len(run)


def _spells(code: str, meaning: str) -> bool:
    """Whether the first letters of the words of a meaning are those of its code, in their order."""
    rest = iter("".join(word[0] for word in meaning.split()).casefold())
    return all(letter in rest for letter in code.casefold() if letter.isalpha())
