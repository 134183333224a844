"""Columns that name recommendations by number alone, as trackers do: `Ofsted rec` with `3` in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.fields import Column
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.passages import clean
from pipeline.raw_rows import glyphs
from pipeline.section_columns import names_sections

_NAMES = re.compile(
    r"\b(?:recs?|recommend(?:ation|ations|s)?|afis?|areas?\s+(?:for|of|requiring)\s+\w+|priority\s+actions?)\b",
    re.IGNORECASE,
)
_LABEL = r"(?:(?:recommendation|rec|afi|area for improvement|priority)\.?\s*(?:no\.?\s*)?)?"
_REF = re.compile(
    rf"^[(\[]?{_LABEL}(?P<ref>[A-Z]{{0,4}}\s?\d{{1,3}}(?:\.\d{{1,2}})*(?:\.?[a-z])?)[)\].]?$", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*(?:[,;/&+\n]|\band\b)\s*")
_NONE = re.compile(r"^(?:[-–—/.]+|n\s?/?\s?a|none|nil|other|all)$", re.IGNORECASE)
_FIELDS = frozenset({"extra", "ref", "recommendation"})


def refs_of(text: str) -> list[str]:
    """The numbers of a text that is nothing but numbers of recommendations.

    Example:
        >>> refs_of("Rec 3"), refs_of("R1, R4"), refs_of("The timeliness of plans")
        (['3'], ['R1', 'R4'], [])
    """
    found = [_REF.match(part) for part in _SEPARATOR.split(clean(text)) if part]
    return [re.sub(r"\s", "", hit["ref"]) for hit in found if hit] if all(found) else []


def names_none(text: str) -> bool:
    """Whether a cell for a number says that there is none: `-`, `n/a`."""
    return _NONE.match(clean(text)) is not None


def names_recommendations(heading: str) -> bool:
    """Whether a heading speaks of recommendations or of areas for improvement, its words broken or whole."""
    return _NAMES.search(heading) is not None or "recommendation" in glyphs(heading)


def with_recommendation_refs(columns: tuple[Column, ...], table: LogicalTable, below: range) -> tuple[Column, ...]:
    """The columns; the one that names recommendations by number, where no other holds their texts, stands for them.

    Args:
        columns: Columns as their headings name them.
        table: The table.
        below: Rows below the headings.
    """
    if not any(c.field == "action" for c in columns):
        return columns
    named = [
        c for c in columns if c.field in _FIELDS and names_recommendations(c.heading) and _holds_refs(c, table, below)
    ]
    rivals = [c for c in columns if c.field == "recommendation" and c not in named and not names_sections(c.heading)]
    if len(named) != 1 or rivals or not _counts_anew(named[0], columns, table, below):
        return columns
    return tuple(replace(c, field="recommendation", by="numbers") if c is named[0] else c for c in columns)


def _counts_anew(column: Column, columns: Sequence[Column], table: LogicalTable, below: range) -> bool:
    """Whether a second column numbers the actions, or one number stands beside several of them."""
    others = any(c.field == "ref" and c is not column for c in columns)
    return others or repeats_numbers([c.text for c in _cells(column, table, below)])


def repeats_numbers(texts: Sequence[str]) -> bool:
    """Whether rows below each other bear the same number, so that a blank means that there is none."""
    return any(refs_of(one) and refs_of(one) == refs_of(after) for one, after in pairwise(texts))


def _cells(column: Column, table: LogicalTable, below: range) -> list[StitchedCell]:
    rows = (table.row_cells(row) for row in below)
    return [c for cells in rows for c in cells if column.col0 <= c.col0 and c.col1 <= column.col1 and c.lines]


def _holds_refs(column: Column, table: LogicalTable, below: range) -> bool:
    texts = [c.text for c in _cells(column, table, below)]
    return any(map(refs_of, texts)) and all(refs_of(text) or names_none(text) for text in texts)
