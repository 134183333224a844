"""Runs of words: what stands on one line in one style with single blanks between, as the text of a file has it.

Where print has no lines around it, blanks inside a run and gutters between columns are told apart by this. Sizes are
measured page by page; here those of a whole document become the few that it is set in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.contract import Box, Page, Rule, Word, around
from extractors.marks import ASCENT, DESCENT

_BLANK = 0.65
"""Share of the font size that a blank between two words is wide at most."""
_USUAL = 0.42
"""The same of blanks in print that is not spread to fill its lines."""
_AT = 0.8
"""Points by which what begins at one place may begin apart."""
_MANY = 3
"""Lines that begin where a column begins."""
_LEVEL = 0.15
"""Share of the font size by which the feet of words on one line differ."""
_SAME_SIZE = 0.08
"""Share by which measured sizes of one font size differ from page to page."""
_NEAR = 1.0
"""Points by which what was seen of a line or a word may be off."""
_BULLET = "•"


def in_runs(pages: Sequence[Page]) -> list[Page]:
    """The pages of one document with its sizes of type, and single words joined to runs."""
    sizes = _sizes(pages)
    return [replace(page, words=_runs([_resized(word, sizes) for word in page.words], page.rules)) for page in pages]


def _sizes(pages: Sequence[Page]) -> dict[float, float]:
    """For each measured size the most common one that lies near it."""
    counts = Counter(word.size for page in pages for word in page.words for _ in word.text)
    found: dict[float, float] = {}
    for size, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        near = [kept for kept in found.values() if abs(size - kept) <= _SAME_SIZE * kept]
        found[size] = min(near, key=lambda kept: abs(kept - size), default=size)
    return found


def _resized(word: Word, sizes: dict[float, float]) -> Word:
    size = sizes[word.size]
    if size == word.size:
        return word
    foot = word.box.top + ASCENT * word.size
    return word._replace(size=size, box=Box(word.box.x0, foot - ASCENT * size, word.box.x1, foot + DESCENT * size))


def _runs(words: Sequence[Word], rules: Sequence[Rule]) -> tuple[Word, ...]:
    upright = [rule.box for rule in rules if not rule.horizontal]
    starts = sorted(word.box.x0 for last, word in pairwise(words) if not _is_near(last, word))
    runs: list[list[Word]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        if last and _goes_on(last, word) and not (_parts(upright, last, word) or _begins_column(last, word, starts)):
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(_run(run) for run in runs)


def _parts(upright: Sequence[Box], last: Word, word: Word) -> bool:
    """Whether an upright line stands between two words on one line."""
    middle = (last.box.x1 + word.box.x0) / 2
    reach = (word.box.x0 - last.box.x1) / 2 + _NEAR
    height = (word.box.top + word.box.bottom) / 2
    return any(line.top <= height <= line.bottom and abs(line.x0 - middle) <= reach for line in upright)


def _begins_column(last: Word, word: Word, starts: Sequence[float]) -> bool:
    """Whether a word stands away from the one before it where other lines, or pieces of them, begin."""
    if word.box.x0 - last.box.x1 <= _USUAL * word.size:
        return False
    at = word.box.x0
    return bisect_right(starts, at + _AT) - bisect_left(starts, at - _AT) >= _MANY


def _goes_on(last: Word, word: Word) -> bool:
    return _BULLET not in (last.text, word.text) and _style(last) == _style(word) and _is_near(last, word)


def _is_near(last: Word, word: Word) -> bool:
    level = abs(last.box.bottom - word.box.bottom) <= _LEVEL * word.size
    return level and 0 < word.box.x0 - last.box.x1 <= _BLANK * word.size


def _style(word: Word) -> tuple[object, ...]:
    return word.size, word.bold, word.colour, word.underlined, word.struck, word.raised


def _run(words: Sequence[Word]) -> Word:
    """One run; its confidence is the mean of its letters'."""
    if len(words) == 1:
        return words[0]
    letters = sum(len(w.text) for w in words)
    sure = sum(w.confidence * len(w.text) for w in words) / letters
    text = " ".join(w.text for w in words)
    return words[0]._replace(text=text, box=around([w.box for w in words]), confidence=round(sure, 2))
