"""Columns of tables that draw no vertical lines: white gutters over a whole run of lines.

A piece is what stands together on one line; columns are the horizontal spans that pieces fill, and a gutter is what no
piece crosses. All lengths are points; thresholds are shares of the font size.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.contract import Box, Line, Word, around

_BLANKS = (
    (re.compile(r"mono|courier|consol|typewriter", re.IGNORECASE), 0.6),
    (re.compile("verdana", re.IGNORECASE), 0.35),
    (re.compile("dejavu|tahoma", re.IGNORECASE), 0.32),
)
"""Width of a blank, a share of the font size, in fonts that set wide ones."""
_BLANK = 0.28
"""Width of a blank in other fonts."""
BLANK = 0.34
"""Share of the font size: words closer than this are parted by a blank, not by a gutter."""
_GUTTER = 0.05
"""Share of the font size: the narrowest gutter between pieces that are parted already."""
_WHOLE = 0.1
"""Share of the runs that hold several words where the file sets several words at once."""
_BULLETS = frozenset("•●▪◦‣·■□➢✓–-*o")
_VALUES = frozenset("–-*o")
"""Bullets that stand for a value as well: nothing, a footnote, a nought."""
_ITEM = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-z]{1,3}[.)])$")
_AFTER_BULLET = 4.0
"""Share of the font size by which a bullet may stand away from its text."""
_AFTER_DASH = 2.0
_MOST_SPANS = 3
"""Lines at the head of a table that may hold headings over several columns."""
_TITLES = (1, 2, 3)
"""Pieces of the longest line of a strip that may be a title or a band."""
_BESIDE = 0.5
"""Share of the lines in which text must stand side by side for the others not to tell columns."""
_CROSSED = (12, 6, 3)
"""One row in so many may cross gutters."""

Extent = tuple[float, float]
_Edge = tuple[float, int, int]


class Piece(NamedTuple):
    """Words that stand together on one line."""

    box: Box
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, parted by single blanks."""
        return self.words[0].text + "".join(w.text if w.glued else f" {w.text}" for w in self.words[1:])


Row = Sequence[Piece]


def font_size(words: Iterable[Word]) -> float:
    """Ordinary font size in points; 0 where there is no word."""
    sizes = [word.size or word.box.height for word in words]
    return median(sizes) if sizes else 0.0


def pieces_of(line: Line, gap: float = BLANK) -> list[Piece]:
    """Cut a line wherever words stand further apart than `gap`, a share of their font size."""
    words = line.words
    if len(words) == 1:
        return [Piece(words[0].box, words)]
    groups: list[list[Word]] = []
    for word in words:
        if groups and _joins(groups[-1], word, gap):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_piece(group) for group in groups]


def sets_whole_runs(words: Sequence[Word]) -> bool:
    """Whether several words are set at once as a rule, so that blanks lie inside runs and not between them."""
    return sum(" " in word.text for word in words) >= _WHOLE * len(words)


def split(piece: Piece, parts: Callable[[Word, Word], bool]) -> list[Piece]:
    """Cut a piece between the neighbouring words for which `parts` holds."""
    if len(piece.words) == 1:
        return [piece]
    groups = [[piece.words[0]]]
    for left, right in zip(piece.words, piece.words[1:], strict=False):
        if parts(left, right):
            groups.append([])
        groups[-1].append(right)
    return [piece] if len(groups) == 1 else [_piece(group) for group in groups]


def _piece(words: Sequence[Word]) -> Piece:
    return Piece(around([w.box for w in words]), tuple(words))


def _joins(group: Sequence[Word], word: Word, gap: float) -> bool:
    last = group[-1]
    size = max(last.size, word.size)
    room = gap
    if len(group) == 1 and is_bullet(last.text):
        room = _AFTER_BULLET if last.text not in _VALUES else _AFTER_DASH if word.text[0].isalpha() else gap
    return apart(last, word) <= room * size


def apart(left: Word, right: Word) -> float:
    """Points between two words, less what blanks of their font are wider than those of others."""
    return right.box.x0 - left.box.x1 - _wider(left.font) * left.size


@functools.lru_cache(maxsize=256)
def _wider(font: str) -> float:
    return next((width for name, width in _BLANKS if name.search(font)), _BLANK) - _BLANK


def is_bullet(text: str) -> bool:
    """Whether a word is the mark of a list."""
    return len(text) == 1 and (text in _BULLETS or "\ue000" <= text <= "\uf8ff")


def find_columns(rows: Sequence[Row], size: float) -> list[Extent]:
    """Columns from left to right as ``(x0, x1)``.

    Headings over several columns may cross gutters at the head of the rows, and on long tables a row in three may
    do so anywhere.

    Args:
        rows: Pieces of each line, from top to bottom.
        size: Ordinary font size in points.
    """
    edges = _edges(rows)
    best = _joined(_filled(edges, size), rows)
    skips = range(1, min(_MOST_SPANS, len(rows) - 3) + 1)
    tries = [(_filled(edges, size, skipped=skipped), skipped) for skipped in skips]
    if len(rows) >= _CROSSED[0]:
        tries += [(_filled(edges, size, slack=len(rows) // share), 0) for share in _CROSSED]
    for spans, skipped in tries:
        found = _joined(spans, rows) if len(spans) > len(best) else []
        if len(found) > len(best) and _well_filled(found, best, rows[skipped:]):
            best = found
    return best


def columns_of_strips(strips: Sequence[Sequence[Row]], size: float) -> list[Extent]:
    """Columns of lines between rules; titles and bands, strips of few pieces to a line, may lie over gutters.

    Args:
        strips: Lines between one rule and the next, from top to bottom.
        size: Ordinary font size in points.
    """
    everything = [row for strip in strips for row in strip]
    best = _without_marks(find_columns(everything, size), everything)
    parts = [[row for strip in strips if max(map(len, strip)) > most for row in strip] for most in _TITLES]
    beside = [row for row in everything if len(row) > 1]
    if len(strips) == 1 and len(beside) >= _BESIDE * len(everything):
        parts = [beside]
    seen = {len(everything)}
    for rows in parts:
        found = _without_marks(find_columns(rows, size), rows) if len(rows) > 1 and len(rows) not in seen else []
        seen.add(len(rows))
        if len(found) > len(best) and _well_filled(found, best, rows):
            best = found
    return best


def _without_marks(columns: list[Extent], rows: Sequence[Row]) -> list[Extent]:
    """The columns, of which one that holds nothing but numbers of list items is one with the text that follows."""
    kept = columns[:1]
    held: dict[int, list[Piece]] = {}
    for piece in (piece for row in rows for piece in row):
        first, end = place(piece, columns)
        if end - first == 1:
            held.setdefault(first, []).append(piece)
    for col in range(1, len(columns)):
        before = held.get(col - 1, [])
        if col > 1 and before and all(_ITEM.match(piece.text) for piece in before):
            kept[-1] = (kept[-1][0], columns[col][1])
        else:
            kept.append(columns[col])
    return kept


def _edges(rows: Sequence[Row]) -> list[_Edge]:
    """Where pieces begin, with 1, and end, with -1, from left to right, each with the number of its row."""
    boxes = [(piece[0], number) for number, row in enumerate(rows) for piece in row]
    return sorted([*((box[0], 1, row) for box, row in boxes), *((box[2], -1, row) for box, row in boxes)])


def _filled(edges: Sequence[_Edge], size: float, *, slack: int = 0, skipped: int = 0) -> list[Extent]:
    """Spans over which more than `slack` pieces lie, where the white between them is a gutter, from a row on."""
    spans: list[list[float]] = []
    depth = 0
    for at, step, row in edges:
        if row < skipped:
            continue
        before, depth = depth, depth + step
        if before <= slack < depth:
            if spans and at - spans[-1][1] < _GUTTER * size:
                continue
            spans.append([at, at])
        elif depth <= slack < before:
            spans[-1][1] = at
    return [(x0, x1) for x0, x1 in spans]


def place(piece: Piece, columns: Sequence[Extent]) -> tuple[int, int]:
    """Columns over which a piece lies, half-open; one that lies in a gutter belongs to both sides of it."""
    x0, _, x1, _ = piece[0]
    first = last = -1
    for i, (left, right) in enumerate(columns):
        if x0 < right and x1 > left:
            first, last = (i if first < 0 else first), i
    if first < last:
        deep = [i for i in range(first, last + 1) if min(x1, columns[i][1]) - max(x0, columns[i][0]) > 1.0]
        return (deep[0], deep[-1] + 1) if deep else (first, last + 1)
    if last >= 0:
        return first, last + 1
    middle = (x0 + x1) / 2
    after = next((i for i, (left, _) in enumerate(columns) if left >= middle), len(columns))
    return max(after - 1, 0), min(after + 1, len(columns))


def _joined(columns: list[Extent], rows: Sequence[Row]) -> list[Extent]:
    """Join neighbours that are never filled on one line: a heading at the left and its figures at the right."""
    if len(columns) < 2:
        return columns
    held = [_columns_of(row, columns) for row in rows]
    kept = [0]
    for col in range(1, len(columns)):
        left = kept[-1]
        together = any(left in there and col in there for there in held)
        if together or sum(col in there for there in held) > 2 < sum(left in there for there in held):
            kept.append(col)
        else:
            columns[left] = (columns[left][0], columns[col][1])
            held = [there | {left} if col in there else there for there in held]
    return [columns[i] for i in kept]


def _columns_of(row: Row, columns: Sequence[Extent]) -> set[int]:
    return {i for piece in row for i in range(*place(piece, columns))}


def _well_filled(found: Sequence[Extent], before: Sequence[Extent], rows: Sequence[Row]) -> bool:
    """Whether the columns that were told apart stand side by side on a fair share of the lines."""
    held = [_columns_of(row, found) for row in rows]
    for left, right in before:
        inside = [i for i, (x0, x1) in enumerate(found) if x0 < right and x1 > left]
        for one, other in pairwise(inside):
            either = sum(one in there or other in there for there in held)
            both = sum(one in there and other in there for there in held)
            if both < max(2, 0.08 * either):
                return False
    return True
