"""Text that one object sets over several columns, as typesetters do that move on inside a line: where it jumps.

Runs are measured only on pages where one that is far wider than its letters can be does jump, since every blank that is
looked at takes two calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.contract import Word
from extractors.marks import is_alike, is_glued

_FEWEST = 10
"""Letters from which the width of a run tells anything."""
_FAR = 1.1
"""Share of the usual width of a letter from which a run must hold a gap."""
JUMP = 0.9
"""Share of the font size: a blank wider than this is a gap between two things."""


def far_runs(runs: Sequence[Word]) -> list[int]:
    """Places of the runs of text that are far wider than the letters of the others make them.

    Args:
        runs: Words that hold blanks.
    """
    widths = {
        at: (w.box.x1 - w.box.x0) / (len(w.text) * (w.size or 1.0))
        for at, w in enumerate(runs)
        if len(w.text) >= _FEWEST and not w.text.isupper()
    }
    usual = median(widths.values()) if widths else 0.0
    return [at for at, width in widths.items() if width > _FAR * usual]


def glued_anywhere(words: Sequence[Word]) -> list[Word]:
    """Words of a page, those glued that go on with a word which the file does not set just before them.

    A program that sets a line in one go, column after column, and long cells by themselves, cuts words where letters
    are drawn together, and the two halves need not follow each other.

    Args:
        words: Words in the order of the file.
    """
    found = list(words)
    ends: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        ends.setdefault(round(word.box.bottom), []).append(at)
    for at, word in enumerate(words):
        if word.glued or not word.text[0].isalnum():
            continue
        level = [n for step in (-1, 0, 1) for n in ends.get(round(word.box.bottom) + step, ()) if n not in {at, at - 1}]
        if any(is_alike(words[n], word) and is_glued(words[n], word) for n in level if words[n].text[-1].isalnum()):
            found[at] = word._replace(glued=True)
    return found
