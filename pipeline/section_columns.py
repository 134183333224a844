"""Columns of labels beside the recommendations or actions: the area or theme under which several of them stand."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from extractors.lines import is_sideways
from pipeline.contents import is_order
from pipeline.fields import Column
from pipeline.headings import match_heading
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.raw_rows import glyphs
from schemas.vocab import load

_SERVED = frozenset({"recommendation", "action", "outcome", "extra"})
"""Fields as which such a column may be read by its heading."""
_LABEL_WORDS = 8
_COARSER = 0.7
"""Share of the entries of the column of recommendations up to which labels stand over several of them."""


def with_sections(columns: tuple[Column, ...], table: LogicalTable, below: range) -> tuple[Column, ...]:
    """The columns; one of labels that name areas or themes holds sections.

    Text that runs up or down the page in merged cells is such a label, unless the heading says that the column holds
    recommendations or actions. Else the heading must be a word such as `Theme`, and another column must hold the
    recommendations; beside a word such as `Topic` several of them must share a label.

    Args:
        columns: Columns as their headings name them.
        table: The table.
        below: Rows below the headings.
    """
    return tuple(
        replace(c, field="section") if c.field in _SERVED and _is_section(c, columns, table, below) else c
        for c in columns
    )


def _is_section(column: Column, columns: Sequence[Column], table: LogicalTable, below: range) -> bool:
    if not names_sections(column.heading):
        says = match_heading(column.heading)
        return (says is None or says.field == "other") and _is_turned(_cells(column, table, below))
    cells = _cells(column, table, below)
    if _is_turned(cells):
        return True
    others = [c for c in columns if c.field == "recommendation" and c is not column and not names_sections(c.heading)]
    labels = {glyphs(c.text) for c in cells}
    if not others or not labels or any(len(c.text.split()) > _LABEL_WORDS or is_order(c.text) for c in cells):
        return False
    if not _names()[glyphs(column.heading)]:
        return True
    texts = {glyphs(c.text) for other in others for c in _cells(other, table, below)}
    return len(labels) <= _COARSER * len(texts)


def _cells(column: Column, table: LogicalTable, below: range) -> list[StitchedCell]:
    return [
        c
        for c in table.cells
        if c.row0 in below and column.col0 <= c.col0 and c.col1 <= column.col1 and c.lines
    ]  # fmt: skip


def _is_turned(cells: Sequence[StitchedCell]) -> bool:
    """Whether all texts run up or down the page, one of them at least beside several rows."""
    turned = all(is_sideways(line) for c in cells for line in c.lines)
    return turned and any(c.row1 - c.row0 > 1 for c in cells)


def names_sections(heading: str) -> bool:
    """Whether a heading is one of those of columns of areas or themes."""
    return glyphs(heading) in _names()


@functools.cache
def _names() -> dict[str, bool]:
    """Headings of such columns, and whether each holds only where the labels are coarser than the recommendations."""
    return {glyphs(row["phrase"]): row["coarser"] == "yes" for row in load("section_columns")}
