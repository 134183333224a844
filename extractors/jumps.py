"""Text that one object sets over several columns, as typesetters do that move on inside a line: where it jumps.

Runs are measured only on pages where one is far wider than its letters can be, since every blank that is looked at
takes two calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.contract import Word

_FEWEST = 10
"""Letters from which the width of a run tells anything."""
_FAR = 1.3
"""Share of the usual width of a letter from which a run must hold a gap."""
JUMP = 0.9
"""Share of the font size: a blank wider than this is a gap between two things."""


def jumps_somewhere(runs: Sequence[Word]) -> bool:
    """Whether one of several runs of text is far wider than its letters make it.

    Args:
        runs: Words that hold blanks.
    """
    widths = [
        (w.box.x1 - w.box.x0) / (len(w.text) * (w.size or 1.0))
        for w in runs
        if len(w.text) >= _FEWEST and not w.text.isupper()
    ]  # fmt: skip
    return bool(widths) and max(widths) > _FAR * median(widths)
