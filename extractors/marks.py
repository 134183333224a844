"""Marks on words: underlines, strike-through and superscripts.

A thin rule that runs under words, and no further than they reach, underlines them; through their middle, it strikes
them out. Such rules are taken from the page's ruling lines, so no table is seen in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.contract import Box, Rule, Word, around

_REACH = 0.5
"""Share of the font size by which an underline may stick out of its words (it often runs on under a blank)."""
_COVERED = 0.85
"""Share of the rule's length that must lie under words."""
ASCENT, DESCENT = 0.76, 0.22
"""Shares of the font size above and below the baseline: the same for every font, so that lines can be compared."""
_GLUE = 0.09
"""Share of the font size: words standing closer than this are one word that the producer cut."""
_BAND = 24.0
"""Points: height of the bands in which words are looked up."""
_RAISED = 0.8
"""A superscript is at most this share of its neighbour's size."""


def attach_marks(words: Sequence[Word], rules: Sequence[Rule]) -> tuple[list[Word], list[Rule]]:
    """Move underlines and strike-throughs from the rules to the words, and mark superscripts.

    Returns:
        The words in the same order, and the rules that mark no word.
    """
    lines = [rule for rule in rules if _could_mark(rule.box)]
    bands = _bands(words) if lines else {}
    under: set[int] = set()
    through: set[int] = set()
    marks: set[int] = set()
    for rule in lines:
        below, across = _marked(rule, words, bands)
        if below or across:
            under.update(below)
            through.update(across)
            marks.add(id(rule))
    kept = [rule for rule in rules if id(rule) not in marks]
    raised = _raised(words)
    marked = list(words)
    for index in under | through | raised:
        marked[index] = words[index]._replace(
            underlined=index in under, struck=index in through, raised=index in raised
        )
    return marked, kept


def _could_mark(box: Box) -> bool:
    width = box[2] - box[0]
    return width >= 2 and width >= box[3] - box[1]


def _bands(words: Sequence[Word]) -> dict[int, list[int]]:
    """Places of the words in each band that they reach."""
    bands: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        _, top, _, bottom = word[1]
        first, last = int(top // _BAND), int(bottom // _BAND)
        if first == last:
            bands[first].append(index)
        else:
            for band in range(first, last + 1):
                bands[band].append(index)
    return bands


def _marked(rule: Rule, words: Sequence[Word], bands: dict[int, list[int]]) -> tuple[list[int], list[int]]:
    left, head, right, foot = rule.box
    y = (head + foot) / 2
    below, across = [], []
    for index in bands.get(int(y // _BAND), ()):
        x0, top, x1, bottom = words[index][1]
        if (x1 if x1 < right else right) - (x0 if x0 > left else left) < 0.6 * (x1 - x0):
            continue
        depth = (y - top) / max(bottom - top, 1.0)
        if 0.72 <= depth <= 1.08:
            below.append(index)
        elif 0.35 <= depth < 0.72:
            across.append(index)
    return (
        below if _fits(rule, [words[i] for i in below]) else [],
        across if _fits(rule, [words[i] for i in across]) else [],
    )


def _fits(rule: Rule, words: Sequence[Word]) -> bool:
    if not words:
        return False
    left, right = min(w.box.x0 for w in words), max(w.box.x1 for w in words)
    reach = _REACH * max(w.box.height for w in words)
    within = rule.box.x0 >= left - reach and rule.box.x1 <= right + reach
    return within and (right - left) >= _COVERED * rule.box.width


def _raised(words: Sequence[Word]) -> set[int]:
    """Superscripts: smaller words that stand close behind another and end well above its foot."""
    found = set()
    sizes = [word[3] for word in words]
    for index, (before, size) in enumerate(zip(words, sizes[1:], strict=False), 1):
        if size <= _RAISED * sizes[index - 1]:
            word = words[index]
            near = -1.0 <= word.box.x0 - before.box.x1 <= 0.35 * before.size
            foot = before.box.bottom - 0.12 * before.size
            if near and before.box.top - 0.35 * before.size <= word.box.top and word.box.bottom < foot:
                found.add(index)
    return found


def is_glued(last: Word, word: Word) -> bool:
    """Whether two words stand so close that the producer of the file cut one word in two."""
    left, top, _, bottom = word[1]
    _, above, right, below = last[1]
    size = word[3] if word[3] > last[3] else last[3]
    if not -0.3 * size < left - right < _GLUE * size:
        return False
    shared = (below if below < bottom else bottom) - (above if above > top else top)
    return shared > 0.3 * min(below - above, bottom - top)


def is_alike(last: Word, word: Word) -> bool:
    """Whether two words are set in one style on one line."""
    return (
        last.font == word.font
        and last.size == word.size
        and last.colour == word.colour
        and last.mark == word.mark
        and abs(last.box.bottom - word.box.bottom) < 0.01 * word.size
    )


def joined(last: Word, word: Word) -> Word:
    """One word of two that touch."""
    return last._replace(text=last.text + word.text, box=around([last.box, word.box]))
