"""Grids of which lines are missing: what is drawn is kept, and gutters, grounds and rows of text give the rest."""

from __future__ import annotations

from dataclasses import replace

from extractors.columns import font_size, sets_whole_runs
from extractors.contract import Page, RawTable
from extractors.half_ruled import bars_of
from extractors.lines import lines_of
from extractors.open_table import Context, open_table
from extractors.rule_parts import Bar

_SIDE = 2.0
"""Points by which a rule may reach over the sides of the grid that it belongs to."""


def completed(table: RawTable, page: Page) -> RawTable | None:
    """A table of the same words and frame as a ruled one; nothing where text shows no columns.

    Args:
        table: A ruled table in whose cells text of several columns stands.
        page: The page as read.
    """
    words = [w for w in page.words if table.box.contains(*w.box.centre)]
    bars = [bar for bar in bars_of(page, font_size(page.words)) if _inside(bar, table)]
    found = open_table(
        lines_of(words, page.number),
        bars,
        page.number,
        "half_ruled",
        Context(whole=sets_whole_runs(page.words), missing=True),
    )
    return replace(found[0], box=table.box) if found else None


def _inside(bar: Bar, table: RawTable) -> bool:
    x0, top, x1, bottom = table.box
    return top - _SIDE <= bar.at <= bottom + _SIDE and bar.x0 >= x0 - _SIDE and bar.x1 <= x1 + _SIDE
