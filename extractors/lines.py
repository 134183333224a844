"""Words into lines: shared by every extractor, so that all of them read a cell alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.contract import Line, Word, line_of
from extractors.sideways import lie_sideways, sideways_line

_SAME_LINE = 0.5
"""Share of the smaller word's height by which two words must overlap to stand on one line."""


def lines_of(words: Iterable[Word], page: int) -> tuple[Line, ...]:
    """Group words into lines from top to bottom, each from left to right.

    Superscripts and subscripts stay on the line of their neighbours. Words that all lie on their side are one line, in
    the order in which the file has them. No word is lost or repeated.
    """
    words = words if isinstance(words, list | tuple) else list(words)
    if lie_sideways(words):
        return (sideways_line(page, words),)
    rows: list[_Row] = []
    for word in sorted(words, key=_middle):
        _, top, _, bottom = word[1]
        for row in rows[:-4:-1]:
            shared = (row.bottom if row.bottom < bottom else bottom) - (row.top if row.top > top else top)
            height, tall = bottom - top, row.bottom - row.top
            if shared > _SAME_LINE * (height if height < tall else tall):
                row.words.append(word)
                if height > tall:
                    row.top, row.bottom = top, bottom
                break
        else:
            rows.append(_Row(top, bottom, [word]))
    lines = [line_of(page, sorted(row.words, key=_left) if len(row.words) > 1 else row.words) for row in rows]
    if len(lines) > 1:
        lines.sort(key=_start)
    return tuple(lines)


@dataclass(slots=True)
class _Row:
    """A line while it grows; its extent is that of its tallest word."""

    top: float
    bottom: float
    words: list[Word]


def _middle(word: Word) -> tuple[float, float]:
    x0, top, _, bottom = word[1]
    return top + bottom, x0


def _left(word: Word) -> float:
    return word[1][0]


def _start(line: Line) -> tuple[float, float]:
    x0, top, _, _ = line.box
    return top, x0
