"""Tables of labels and values that stand between a heading and its table of actions."""

from __future__ import annotations

import re

from pipeline.block import Reading, new_block
from pipeline.headings import match_heading
from pipeline.labels import read_label, split_ref
from pipeline.map_columns import MappedTable
from pipeline.passages import Passage, passage

_REF_WORDS = 2
"""Words up to which the value of a fact is a mere number."""
_ACRONYM = re.compile(r"[A-Z]{2,5}")
"""What a glossary explains: `AIM` is no aim."""
_SURE = 0.6
"""Score from which a heading names what a fact is."""


def take_facts(table: MappedTable, reading: Reading) -> None:
    """Take up what such a table states: an outcome, a recommendation.

    Args:
        table: A table without actions.
        reading: What holds so far; what is found waits there for the next table of actions.
    """
    rows = [[c for c in table.table.row_cells(row.index) if c.text.strip()] for row in table.rows]
    facts = [(_kind_of_fact(cells[0].text), cells) for cells in rows if len(cells) == 2]
    found = [cells for kind, cells in facts if kind == "recommendation" and len(cells[1].text.split()) > _REF_WORDS]
    for kind, cells in facts:
        if kind == "outcome":
            reading.stated = passage(cells[1].lines)
            reading.bands += [line for c in cells for line in c.lines]
    reading.found = passage(found[0][1].lines) if len(found) == 1 else Passage()
    reading.bands += [line for cells in found if len(found) == 1 for c in cells for line in c.lines]


def _kind_of_fact(text: str) -> str:
    """`outcome` or `recommendation` where a label of a table of labels and values says so, else nothing."""
    if _ACRONYM.fullmatch(text.strip()):
        return ""
    label = read_label(f"{text.strip(' :')}:")
    if label and not label.rest and not label.ref:
        return "outcome" if label.kind == "outcome" else "recommendation"
    match = match_heading(text.strip(" :"))
    return match.field if match and match.score >= _SURE and match.field in {"outcome", "recommendation"} else ""


def take_found(table: MappedTable, reading: Reading) -> None:
    """Give the recommendation that such a table states to the heading above it, which bears the number alone."""
    found, reading.found = reading.found, Passage()
    last = reading.blocks[-1] if reading.blocks else None
    if not found or any(c.field == "recommendation" for row in table.rows for c in row.columns):
        return
    if last is None or last.rows != (0, 0) or not reading.carries:
        last = new_block(table.rows[0], table, reading)
        last.rows, reading.open, reading.carries = (0, 0), False, True
    if not last.text:
        ref, text = split_ref(found.text)
        last.ref, last.text = last.ref or ref, text if ref else found.text
        last.lines += found.lines
