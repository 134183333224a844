"""Badges: coloured labels behind a word or two inside a cell, whose edges part no rows."""

from __future__ import annotations

from extractors.contract import Fill, Page, Word

_HEIGHT = 2.2
"""Share of the font size: a badge is no higher."""
_WIDTH = 16.0
"""Share of the font size: a badge is no wider."""
_PADDING = 2.5
"""Share of the font size: a badge leaves no more room beside its words."""
_SAME = 0.12
"""Share of the font size: edges that lie no further apart are one."""


def is_badge(fill: Fill, page: Page, size: float) -> bool:
    """Whether a fill fits round words of one line tightly and shares no edge with a rule or another fill.

    Args:
        fill: The fill, in points from the top left corner of the page.
        page: Its page.
        size: Usual size of the page's text in points.
    """
    box = fill.box
    if box.height > _HEIGHT * size or box.width > _WIDTH * size:
        return False
    words = [
        w.box for w in page.words if box.x0 <= w.box.x0 and w.box.x1 <= box.x1 and box.top <= _middle(w) <= box.bottom
    ]
    if not words or box.width - (max(w.x1 for w in words) - min(w.x0 for w in words)) > _PADDING * size:
        return False
    others = [f.box for f in page.fills if f is not fill] + [r.box for r in page.rules if r.horizontal]
    near = (o for o in others if o.x0 <= box.x1 + size and o.x1 >= box.x0 - size)
    return not any(
        abs(edge - own) <= _SAME * size for o in near for edge in (o.top, o.bottom) for own in (box.top, box.bottom)
    )


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2
