"""Marks on words: underlines, strike-through and superscripts.

A thin rule that runs under words, and no further than they reach, underlines them; through their middle, it strikes
them out. Such rules are taken from the page's ruling lines, so no table is seen in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.contract import Rule, Word, around

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
    bands: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        for band in range(int(word.box.top // _BAND), int(word.box.bottom // _BAND) + 1):
            bands[band].append(index)
    under: set[int] = set()
    through: set[int] = set()
    kept = []
    for rule in rules:
        if not rule.horizontal or rule.box.width < 2:
            kept.append(rule)
            continue
        below, across = _marked(rule, words, bands)
        if below or across:
            under.update(below)
            through.update(across)
        else:
            kept.append(rule)
    raised = _raised(words)
    marked = [
        w._replace(underlined=i in under, struck=i in through, raised=i in raised)
        if i in under or i in through or i in raised
        else w
        for i, w in enumerate(words)
    ]
    return marked, kept


def _marked(rule: Rule, words: Sequence[Word], bands: dict[int, list[int]]) -> tuple[list[int], list[int]]:
    y = (rule.box.top + rule.box.bottom) / 2
    below, across = [], []
    for index in bands.get(int(y // _BAND), ()):
        word = words[index]
        shared = min(word.box.x1, rule.box.x1) - max(word.box.x0, rule.box.x0)
        if shared < 0.6 * word.box.width:
            continue
        depth = (y - word.box.top) / max(word.box.height, 1.0)
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
    before = words[0] if words else None
    for index, word in enumerate(words):
        if before is not None and word.size <= _RAISED * before.size:
            near = -1.0 <= word.box.x0 - before.box.x1 <= 0.35 * before.size
            foot = before.box.bottom - 0.12 * before.size
            if near and before.box.top - 0.35 * before.size <= word.box.top and word.box.bottom < foot:
                found.add(index)
        before = word
    return found


def is_glued(last: Word, word: Word) -> bool:
    """Whether two words stand so close that the producer of the file cut one word in two."""
    left, top, _, bottom = word.box
    _, above, right, below = last.box
    gap = left - right
    size = word.size if word.size > last.size else last.size
    if not -0.3 * size < gap < _GLUE * size:
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
