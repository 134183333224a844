"""What the reading program saw, as words of a page: with even sizes and baselines, bold type told by its strokes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from extractors.contract import Box, Word
from extractors.marks import ASCENT, DESCENT
from extractors.measure import width_of
from extractors.ocr_mend import UNREAD
from extractors.ocr_picture import Array
from extractors.ocr_tiles import Stack
from extractors.tesseract import Seen

_TALL = re.compile(r"[A-Zbdfhklt0-9]")
_DEEP = re.compile(r"[gjpqyQ,;()\[\]/|_$§{}]")
_CAPITAL, _SMALL = 0.72, 0.53
"""Shares of the font size that capitals and letters like x are high in common faces."""
_SAME_SIZE = 0.16
"""Share by which measured sizes of one font size differ."""
_TELLING = 3
"""Letters from which the width of a word tells its size."""
_LOOSE = 1.08
"""Words of the widest common faces are so many times as wide as those of the standard one."""
_HEAVY = 1.25
"""Bold strokes are this many times as thick as the page's usual ones."""
_FIRM = 1.08
"""Strokes of bold words are that thick at least where their neighbours are bold."""
_STOUT = 1.18
"""Strokes of a whole bold line are that thick at least by the median of its words."""
_SHORT = 3
"""Letters of a word whose strokes are hard to measure."""
_HEAVY_FIGURES = 1.35
"""The same for dates and numbers, whose strokes look thicker."""
_LEAST_BLANK = 0.12
"""Share of the font size that a blank between words is wide at least."""
_INK = 140
"""Grey below which a pixel is ink."""
_WHITE = 255
_DARKEST = 0.05
"""Share of the pixels of a word that are as dark as its ink gets."""
_DIRT = 0.3
"""Confidence below which a sign that is no letter or figure is dirt."""
_FULL = 0.66
"""A bullet fills so much of its box; letters that look like it have a hole."""
_BULLET_REACH = 2.6
"""Font sizes before a line within which its bullet stands."""
_NEVER_TEXT = frozenset("¢*«»°®©·")
_BULLET_LIKE = frozenset("eEoO0cC¢*«»°@#&.-·®©")
_DASHES = frozenset("—–-_=~")
_LONG_DASHES = frozenset("—_")
_RINGS = frozenset("oO0")
"""What a ring that stands for a bullet is taken for."""
_LOW = 0.62
"""Share of the font size that a small letter is high at most."""
_SET_APART = 0.42
"""Share of the font size by which a bullet stands away from its text at least: a blank is narrower."""
_LARGEST = 0.8
"""Share of the font size that a bullet measures at most."""
_GLUED = re.compile(r"[—–_=~«»*](\w.*)")
"""A word with what a bullet before it is taken for."""
_FIGURES = re.compile(r"\d{1,2}")
_DIGIT = 0.556
"""Share of the font size that a figure is wide in common faces."""


def words_of(stack: Stack, seen: Sequence[Seen], scale: float) -> list[Word]:
    """Words in points on the page, in the order of the stack; sizes are still as measured.

    Args:
        stack: The tiles that were read.
        seen: What was seen in `stack.picture`.
        scale: Pixels in a point.
    """
    picture = stack.picture, stack.picture < _INK
    lines: dict[tuple[tuple[int, int, int], int], list[Seen]] = defaultdict(list)
    for one in seen:
        if _is_text(one) and picture[1][one.top : one.bottom, one.x0 : one.x1].any():
            lines[one.line, stack.tile_at((one.top + one.bottom) / 2).top].append(one)
    words: list[Word] = []
    for (_, top), line in lines.items():
        tile = next(t for t in stack.tiles if t.top == top)
        words += _placed(line, tile.by, picture, scale)
    return words


def _placed(line: list[Seen], by: tuple[int, int], picture: tuple[Array, Array], scale: float) -> list[Word]:
    """Words of one line; `by` is how far the page is from the stack, `picture` its grey and its ink."""
    grey, ink = picture
    baseline, size = _measured(line)
    line = _at_blanks(line, baseline, size, ink)
    shown = _with_raised(line, baseline, size, ink)
    dot = _unseen_bullet(shown[0], baseline, size, ink)
    if dot is not None:
        shown[: len(shown) > 1 and shown[0].text in _DASHES] = [dot]
    words = []
    level = (baseline + by[1]) / scale
    for index, one in enumerate(shown):
        box = Box(
            (one.x0 + by[0]) / scale,
            level - ASCENT * size / scale,
            (one.x1 + by[0]) / scale,
            level + DESCENT * size / scale,
        )
        text = one.text if index else _opening(one, shown, size, ink)
        heavy = _stroke(one, grey) / size
        words.append(Word(text, box, f"{heavy:.4f}", size / scale, confidence=round(one.confidence, 2)))
    return words


def _is_text(seen: Seen) -> bool:
    """Whether something is a word, and no dirt."""
    return any(c.isalnum() for c in seen.text) or seen.confidence >= _DIRT


def _measured(line: Sequence[Seen]) -> tuple[float, float]:
    """Baseline and font size of a line in pixels."""
    feet = [one.bottom for one in line if not _DEEP.search(one.text) and any(c.isalnum() for c in one.text)]
    baseline = median(feet) if feet else max(one.bottom for one in line) - 0.2 * max(o.bottom - o.top for o in line)
    tall = [
        (baseline - o.top) / _CAPITAL for o in line if _TALL.search(o.text) and not re.search(r"[()\[\]/|]", o.text)
    ]
    low = [(baseline - o.top) / _SMALL for o in line if o.text.isalpha() and not _TALL.search(o.text)]
    high = float(median(tall or low or [o.bottom - o.top for o in line]))
    return baseline, max(min(high, _wide(line) or high), 4.0)


def _wide(line: Sequence[Seen]) -> float:
    """The largest font size that words so wide can have; 0 where they are too short to tell.

    What is left of a rule above a line makes its letters look too high.
    """
    words = [o for o in line if len(o.text) >= _TELLING and o.text.isalpha()]
    return _LOOSE * float(median((o.x1 - o.x0) / width_of(o.text, "", 1.0) for o in words)) if words else 0.0


def _at_blanks(line: Sequence[Seen], baseline: float, size: float, ink: Array) -> list[Seen]:
    """The line with words that end and begin at the blank between them, where there is ink in what parts them."""
    found = list(line)
    rows = slice(max(int(baseline - _CAPITAL * size), 0), int(baseline + DESCENT * size))
    for index, (one, other) in enumerate(pairwise(line)):
        if one.x1 < other.x0 and ink[rows, one.x1 : other.x0].any():
            start, end = max(int(one.x1 - size / 2), one.x0 + 1), min(int(other.x0 + size / 2), other.x1 - 1)
            filled = np.flatnonzero(ink[rows, start:end].any(axis=0))
            blanks = np.diff(filled)
            if len(blanks) and blanks.max() > _LEAST_BLANK * size:
                last = int(blanks.argmax())
                found[index] = found[index]._replace(x1=start + int(filled[last]) + 1)
                found[index + 1] = other._replace(x0=start + int(filled[last + 1]))
    return found


def _stroke(seen: Seen, picture: Array) -> float:
    """Usual thickness of a word's strokes in pixels, whatever the colour of its ink."""
    grey = picture[max(seen.top - 1, 0) : seen.bottom + 1, max(seen.x0 - 1, 0) : seen.x1 + 1]
    darkest = np.sort(grey, axis=None)[int(_DARKEST * grey.size)]
    ink = grey < (int(darkest) + _WHITE) / 2
    middle = ink[1:-1, 1:-1]
    inner = middle & ink[:-2, 1:-1] & ink[2:, 1:-1] & ink[1:-1, :-2] & ink[1:-1, 2:]
    area, edge = int(middle.sum()), int(middle.sum()) - int(inner.sum())
    return 2 * area / edge if edge else 0.0


def _opening(seen: Seen, line: Sequence[Seen], size: float, ink: Array) -> str:
    """The first sign of a line, or the bullet that it is, or that stands before its word."""
    if _is_bullet(seen, line, ink) or (seen.text in _DASHES and _is_dot(_first_blot(seen, ink), size)):
        return "•"
    glued = _GLUED.fullmatch(seen.text)
    if glued and _is_dot(_first_blot(seen, ink), size):
        return f"• {glued[1]}"
    if len(line) > 1 and seen.text in _LONG_DASHES and _is_flat(_first_blot(seen, ink), size):
        return "–"
    apart = len(line) > 1 and line[1].x0 - seen.x1 > _SET_APART * size
    return "o" if apart and set(seen.text) <= _RINGS and seen.bottom - seen.top <= _LOW * size else seen.text


def _is_flat(blot: Array, size: float) -> bool:
    """Whether ink is a dash: much wider than high."""
    rows, cols = np.nonzero(blot)
    return len(rows) > 0 and np.ptp(rows) < 0.2 * size and np.ptp(cols) > 0.25 * size


def _is_bullet(seen: Seen, line: Sequence[Seen], ink: Array) -> bool:
    """Whether the first sign of a line is a full dot or square set apart from what follows."""
    if len(line) > 1 and len(seen.text) <= 2 and set(seen.text) <= _BULLET_LIKE and set(seen.text) & _NEVER_TEXT:
        return True
    if len(seen.text) != 1 or seen.text not in _BULLET_LIKE or len(line) < 2:
        return False
    width, height = seen.x1 - seen.x0, seen.bottom - seen.top
    if line[1].x0 - seen.x1 < 0.5 * width or not 0.5 < width / max(height, 1) < 2:
        return False
    return float(ink[seen.top : seen.bottom, seen.x0 : seen.x1].mean()) >= _FULL


def _first_blot(seen: Seen, ink: Array) -> Array:
    """The ink of a sign up to the first white column behind it."""
    inside = ink[seen.top : seen.bottom, seen.x0 : seen.x1]
    filled = np.flatnonzero(inside.any(axis=0))
    if not len(filled):
        return inside[:, :0]
    gaps = np.flatnonzero(np.diff(filled) > 1)
    blot: Array = inside[:, filled[0] : (filled[gaps[0]] if len(gaps) else filled[-1]) + 1]
    return blot


def _is_dot(blot: Array, size: float) -> bool:
    """Whether ink is a full dot or square of the size that bullets have; a dash is wider than high."""
    rows, cols = np.nonzero(blot)
    if not len(rows):
        return False
    width, height = int(np.ptp(cols)) + 1, int(np.ptp(rows)) + 1
    if not all(0.12 * size <= side <= _LARGEST * size for side in (width, height)) or not 0.5 < width / height < 2:
        return False
    return len(rows) >= _FULL * width * height


def _with_raised(line: Sequence[Seen], baseline: float, size: float, ink: Array) -> list[Seen]:
    """The line with a sign behind days whose small raised ending was seen in the picture and not read."""
    found = []
    for index, one in enumerate(line):
        end = line[index + 1].x0 if index + 1 < len(line) else one.x1 + 1.5 * size
        raised = _FIGURES.fullmatch(one.text) and _is_raised_behind(one, int(end), (baseline, size), ink)
        found.append(one._replace(text=one.text + UNREAD) if raised else one)
    return found


def _is_raised_behind(seen: Seen, end: int, level: tuple[float, float], ink: Array) -> bool:
    """Whether there is ink high behind figures, with none under it."""
    baseline, size = level
    start = int(seen.x0 + (_DIGIT * len(seen.text) - 0.06) * size)
    start = seen.x1 if start < seen.x1 < start + 0.15 * size else start
    high = ink[max(int(baseline - 0.95 * size), 0) : int(baseline - 0.36 * size), start:end]
    low = ink[max(int(baseline - 0.3 * size), 0) : int(baseline + 0.05 * size), start:end]
    filled = np.flatnonzero(high.any(axis=0))
    return len(filled) >= 0.2 * size and not low.any()


def _unseen_bullet(first: Seen, baseline: float, size: float, ink: Array) -> Seen | None:
    """A dot or square before a line that the program passed over; `None` where there is none."""
    top, bottom = int(max(baseline - 0.75 * size, 0)), int(baseline)
    left, right = int(max(first.x0 - _BULLET_REACH * size, 0)), int(max(first.x0 - 0.15 * size, 0))
    blot = ink[top:bottom, left:right]
    if not _is_dot(blot, size):
        return None
    rows, cols = np.nonzero(blot)
    width, height = int(np.ptp(cols)) + 1, int(np.ptp(rows)) + 1
    x0, y0 = left + int(cols.min()), top + int(rows.min())
    return Seen("•", x0, y0, x0 + width, y0 + height, first.confidence, first.line)


def settled(words: Sequence[Word]) -> list[Word]:
    """Words with the sizes that the page really uses, and bold ones marked; the measure of strokes is taken out."""
    known = _sizes(words)
    sizes = [min(known, key=lambda s: abs(s - word.size)) for word in words]
    weighed = [
        word._replace(font=str(float(word.font) * max(word.size / size, 1.0)))
        for word, size in zip(words, sizes, strict=True)
    ]
    strokes = [float(w.font) for w in weighed if len(w.text) > 2 and w.text.isalpha()]
    bold = _bold(weighed, median(strokes) if strokes else 0.0)
    found = []
    for index, (word, size) in enumerate(zip(words, sizes, strict=True)):
        base = word.box.top + ASCENT * word.size
        box = Box(word.box.x0, base - ASCENT * size, word.box.x1, base + DESCENT * size)
        found.append(word._replace(font="", size=size, box=box, bold=index in bold))
    return found


def _sizes(words: Iterable[Word]) -> list[float]:
    """Sizes from the most common one on; those that lie near a more common one are it."""
    counts = Counter(round(w.size * 2) / 2 for w in words for _ in w.text)
    kept: list[float] = []
    for size, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if all(abs(size - other) > _SAME_SIZE * other for other in kept):
            kept.append(size)
    return kept


def _bold(words: Sequence[Word], usual: float) -> set[int]:
    """Words with thick strokes; short ones go with their neighbours, since their strokes are hard to measure."""
    least = [(_HEAVY if any(c.isalpha() for c in w.text) else _HEAVY_FIGURES) * usual for w in words]
    thick = [float(w.font) >= limit > 0 for w, limit in zip(words, least, strict=True)]
    found = set()
    for index, word in enumerate(words):
        near = [thick[index]]
        if len(word.text) <= _SHORT:
            beside = [i for i in (index - 1, index + 1) if 0 <= i < len(words) and _level(word, words[i])]
            doubtful = float(word.font) >= _FIRM * usual and beside
            near = [*([] if doubtful else near), *(thick[i] for i in beside)]
        if sum(near) * 2 > len(near):
            found.add(index)
    return found | _between(words, found, _FIRM * usual) | _whole_lines(words, usual)


def _whole_lines(words: Sequence[Word], usual: float) -> set[int]:
    """Words of lines that are all thick, if a little too thin for bold one by one, as light print on dark is."""
    found: set[int] = set()
    parts = (i for i, pair in enumerate(pairwise(words), 1) if not _follows(*pair))
    for start, end in pairwise([0, *parts, len(words)]):
        telling = [float(w.font) for w in words[start:end] if len(w.text) > _SHORT and w.text.isalpha()]
        if telling and min(telling) >= _FIRM * usual and median(telling) >= _STOUT * usual > 0:
            found.update(range(start, end))
    return found


def _follows(one: Word, other: Word) -> bool:
    return _level(one, other) and 0 < other.box.x0 - one.box.x1 < one.size


def _between(words: Sequence[Word], bold: set[int], least: float) -> set[int]:
    """Words between bold ones on their line, whose strokes are thick too, though less so: faint print."""
    found: set[int] = set()
    for start, end in pairwise(sorted(bold)):
        inner = range(start + 1, end)
        line = words[start : end + 1]
        near = all(_follows(one, other) for one, other in pairwise(line))
        if near and all(float(words[i].font) >= least or len(words[i].text) <= 2 for i in inner):
            found.update(inner)
    return found


def _level(one: Word, other: Word) -> bool:
    return abs(one.box.bottom - other.box.bottom) < 0.3 * one.size
