"""What the reading program saw, as words of a page: with even sizes and baselines, bold type told by its strokes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median

import numpy as np

from extractors.contract import Box, Word
from extractors.marks import ASCENT, DESCENT
from extractors.measure import width_of
from extractors.ocr_blanks import parted
from extractors.ocr_bullets import opening, with_bullet
from extractors.ocr_mend import UNREAD
from extractors.ocr_picture import Array
from extractors.ocr_tiles import Stack
from extractors.tesseract import Seen

_TALL = re.compile(r"[A-Zbdfhklt0-9]")
_WITH_DOT = re.compile(r"[ij]")
_DEEP = re.compile(r"[gjpqyQ,;()\[\]/|_$§{}]")
_POINTS = ".,;:"
"""Signs behind a word that are no higher than its small letters."""
_CAPITAL, _SMALL = 0.72, 0.53
"""Shares of the font size that capitals and letters like x are high in common faces."""
_SAME_SIZE = 0.16
"""Share by which measured sizes of one font size differ."""
_FEW_LETTERS, _NEAR_SIZE = 12, 0.12
"""Letters of a line that tell little of its size, and share by which it may then differ from that of the last line."""
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
_INK = 140
"""Grey below which a pixel is ink."""
_WHITE = 255
_DARKEST = 0.05
"""Share of the pixels of a word that are as dark as its ink gets."""
_DIRT = 0.3
"""Confidence below which a sign that is no letter or figure is dirt."""
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
    baseline, size = _measured(line, ink)
    line = parted(line, baseline, size, ink)
    shown = with_bullet(_with_raised(line, baseline, size, ink), baseline, size, ink)
    words = []
    level = (baseline + by[1]) / scale
    for index, one in enumerate(shown):
        box = Box(
            (one.x0 + by[0]) / scale,
            level - ASCENT * size / scale,
            (one.x1 + by[0]) / scale,
            level + DESCENT * size / scale,
        )
        text = one.text if index else opening(one, shown, size, ink)
        heavy = _stroke(one, grey) / size
        words.append(Word(text, box, f"{heavy:.4f}", size / scale, confidence=round(one.confidence, 2)))
    return words


def _is_text(seen: Seen) -> bool:
    """Whether something is a word, and no dirt."""
    return any(c.isalnum() for c in seen.text) or seen.confidence >= _DIRT


def _measured(line: Sequence[Seen], ink: Array) -> tuple[float, float]:
    """Baseline and font size of a line in pixels."""
    feet = [one.bottom for one in line if not _DEEP.search(one.text) and any(c.isalnum() for c in one.text)]
    baseline = float(median(feet or [_foot(one, ink) for one in line]))
    heights = {o: baseline - o.top for o in line if not re.search(r"[()\[\]/|]", o.text)}
    tall = [height / _CAPITAL for o, height in heights.items() if _TALL.search(o.text)]
    small = {o: height for o, height in heights.items() if o.text.strip(_POINTS).isalpha() and not _TALL.search(o.text)}
    low = [height / _SMALL for o, height in small.items() if not _WITH_DOT.search(o.text)]
    dots = [height / _CAPITAL for height in small.values()]
    high = float(median(tall or low or dots or [o.bottom - o.top for o in line]))
    return baseline, max(min(high, _wide(line) or high), 4.0)


def _foot(seen: Seen, ink: Array) -> int:
    """The height at which most letters of a word end, some of which go deeper: below it there is much less ink."""
    rows = ink[seen.top : seen.bottom, seen.x0 : seen.x1].sum(axis=1)
    middle = len(rows) // 2
    drops = rows[middle:-1] - rows[middle + 1 :]
    return seen.top + middle + int(drops.argmax()) + 1 if len(drops) and drops.max() > 0 else seen.bottom


def _wide(line: Sequence[Seen]) -> float:
    """The largest font size that words so wide can have; 0 where they are too short to tell.

    What is left of a rule above a line makes its letters look too high.
    """
    words = [o for o in line if len(o.text) >= _TELLING and o.text.strip(_POINTS).isalpha()]
    return _LOOSE * float(median((o.x1 - o.x0) / width_of(o.text, "", 1.0) for o in words)) if words else 0.0


def _stroke(seen: Seen, picture: Array) -> float:
    """Usual thickness of a word's strokes in pixels, whatever the colour of its ink."""
    grey = picture[max(seen.top - 1, 0) : seen.bottom + 1, max(seen.x0 - 1, 0) : seen.x1 + 1]
    darkest = np.sort(grey, axis=None)[int(_DARKEST * grey.size)]
    ink = grey < (int(darkest) + _WHITE) / 2
    middle = ink[1:-1, 1:-1]
    inner = middle & ink[:-2, 1:-1] & ink[2:, 1:-1] & ink[1:-1, :-2] & ink[1:-1, 2:]
    area, edge = int(middle.sum()), int(middle.sum()) - int(inner.sum())
    return 2 * area / edge if edge else 0.0


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


def settled(words: Sequence[Word]) -> list[Word]:
    """Words with the sizes that the page really uses, and bold ones marked; the measure of strokes is taken out."""
    known = _sizes(words)
    sizes = _settled_sizes(words, known)
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


def _settled_sizes(words: Sequence[Word], known: Sequence[float]) -> list[float]:
    """The size that each word is set in; a short line goes with the one before it where its own measure allows."""
    found: list[float] = []
    for (size, _), line in groupby(words, key=lambda word: (word.size, word.box.bottom)):
        held = list(line)
        last = found[-1] if found else 0.0
        short = sum(len(word.text) for word in held) < _FEW_LETTERS and abs(size - last) <= _NEAR_SIZE * last
        found += [last if short else _known_size(size, known)] * len(held)
    return found


def _known_size(size: float, known: Sequence[float]) -> float:
    """The most common size near which a measured one lies, or else the nearest."""
    near = (other for other in known if abs(size - other) <= _SAME_SIZE * other)
    return next(near, min(known, key=lambda other: abs(other - size)))


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
