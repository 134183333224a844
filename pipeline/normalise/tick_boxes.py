"""Boxes to tick: which of several printed choices a cell chooses (`☐ Not started ☒ On track ☐ Complete`)."""

from __future__ import annotations

import re

_BOX = re.compile(r"[☐☑☒□▢◻⬜■◼⬛✓✔✗✘]|\[[ xX✓✔]?\]")
_EMPTY = re.compile(r"[☐□▢◻⬜]|\[ ?\]")
_FEWEST = 2
"""Boxes that make a choice."""


def ticked(text: str) -> tuple[str, ...] | None:
    """The choices that are ticked, or `None` where a text is no row of boxes.

    Boxes stand before their words or after them; the first of them tells. One box at least must be empty, since a
    list with a tick before every entry offers no choice.

    Example:
        >>> ticked("☐ Not started ☒ On track ☐ Complete")
        ('On track',)
        >>> ticked("Yes [x] No [ ]"), ticked("☐ Yes ☐ No"), ticked("✓ Policy ✓ Training")
        (('Yes',), (), None)
    """
    boxes = list(_BOX.finditer(text))
    if len(boxes) < _FEWEST or not any(_EMPTY.fullmatch(box[0]) for box in boxes):
        return None
    words = [part.strip(" \n\t:;,./") for part in _BOX.split(text)]
    told = words[1:] if not words[0] else words[:-1]
    if not all(told):
        return None
    return tuple(said for said, box in zip(told, boxes, strict=True) if not _EMPTY.fullmatch(box[0]))
