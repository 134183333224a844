"""Keys to colours that are drawn as small filled boxes, each with its meaning beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractors.contract import Colour, Fill, Line, Page
from pipeline.passages import clean

_WIDEST = 120.0
"""Points of the widest box that is a sample of its colour."""
_NEAR = 40.0
"""Points between such a box and its meaning."""
_LONGEST = 160
_FEWEST = 2
"""Colours that one page must explain."""


def swatch_entries(
    pages: Iterable[Page], lines: Sequence[Line], name: Callable[[Colour], str]
) -> list[tuple[str, str]]:
    """Colours of boxes and the texts beside them; of pages that show fewer than two, none.

    Args:
        pages: Pages as read.
        lines: Lines outside tables.
        name: Gives the name of a colour, empty where it has none.
    """
    found: list[tuple[str, str]] = []
    for page in pages:
        samples = [f for f in page.fills if f.box.width <= _WIDEST and name(f.colour) and not _holds_text(f, page)]
        beside = [line for line in lines if samples and line.page == page.number and len(line.text) <= _LONGEST]
        told = [(name(f.colour), clean(n.text)) for n in beside for f in samples if _explains(n, f)]
        if len({colour for colour, _ in told}) >= _FEWEST:
            found += told
    return found


def _holds_text(fill: Fill, page: Page) -> bool:
    return any(fill.box.contains(*word.box.centre) for word in page.words)


def _explains(line: Line, fill: Fill) -> bool:
    level = fill.box.top <= line.box.centre[1] <= fill.box.bottom
    return level and -1 <= line.box.x0 - fill.box.x1 <= _NEAR and len(line.text.split()) > 1
