"""Labels and values that stand between a heading or recommendation and its actions, in tables or rows of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.block import Reading, new_block
from pipeline.fact_rows import field_of, pairs_of
from pipeline.headings import match_heading
from pipeline.labels import bare_ref, read_label, section_of, split_ref
from pipeline.logical_table import StitchedCell
from pipeline.map_columns import MappedRow, MappedTable
from pipeline.passages import Passage, clean, passage

_REF_WORDS = 2
"""Words up to which the value of a fact is a mere number."""
_ACRONYM = re.compile(r"[A-Z]{2,5}")
"""What a glossary explains: `AIM` is no aim."""
_SURE = 0.6
"""Score from which a heading names what a fact is."""
_OF_ACTIONS = frozenset(
    {"lead", "lead_accountable", "accountable", "lead_agency", "lead_delivery", "monitoring", "resources"}
)
"""Facts that hold for each action where its row does not say otherwise."""


def take_fact(row: MappedRow, table: MappedTable, reading: Reading) -> None:
    """Take up what a row of labels and values above the actions states of their recommendation.

    Args:
        row: The row.
        table: Its table.
        reading: What holds so far.
    """
    before = next((r.kind for r in reversed(table.rows[: row.index]) if r.kind not in {"fact", "heading"}), "")
    if before == "body" and table.rows[row.index - 1].kind == "body":
        reading.open, reading.carries, reading.outcome, reading.timescale = False, False, Passage(), ""
    for label, value in pairs_of(table.table, row.index):
        reading.bands += [*label.lines, *value.lines]
        name, said = field_of(label.text), passage(value.lines)
        if name == "section" and said:
            reading.section, reading.open, reading.carries = section_of(said.text) or said.text, False, False
        elif name == "recommendation" and said:
            _begin(row, table, reading, said)
        elif said:
            _take_one(name, clean(label.text).strip(" :"), said, reading)


def _begin(row: MappedRow, table: MappedTable, reading: Reading, said: Passage) -> None:
    """Open a recommendation with what its facts say, unless a title or heading has opened it."""
    block = reading.blocks[-1] if reading.blocks and (reading.open or reading.carries) else None
    if block is None or block.text:
        outcome = reading.outcome
        block = new_block(row, table, reading)
        block.outcome = outcome
    ref, text = split_ref(said.text)
    block.ref, block.text = block.ref or ref, text if ref else said.text
    if len(said.text.split()) <= _REF_WORDS and not ref:
        block.ref, block.text = block.ref or bare_ref(said.text), ""
    block.lines += said.lines


def _take_one(name: str, label: str, said: Passage, reading: Reading) -> None:
    block = reading.blocks[-1] if reading.blocks and (reading.open or reading.carries) else None
    if name == "outcome":
        reading.outcome = said
    if name == "deadline" and block is None:
        reading.timescale = said.text
    if block is None:
        return
    if name == "outcome":
        block.outcome = said
    elif name == "deadline":
        block.timescale = said.text
    elif name == "ref":
        block.ref = block.ref or bare_ref(said.text)
    else:
        block.facts[name if name in _OF_ACTIONS else f"extra:{label}"] = (label, said)


def take_facts(table: MappedTable, reading: Reading) -> None:
    """Take up what such a table states: an outcome, a recommendation.

    Args:
        table: A table without actions.
        reading: What holds so far; what is found waits there for the next table of actions.
    """
    rows = _labelled(table)
    facts = [(_kind_of_fact(cells[0].text), cells) for cells in rows if len(cells) == 2]
    found = [cells for kind, cells in facts if kind == "recommendation" and len(cells[1].text.split()) > _REF_WORDS]
    for kind, cells in facts:
        if kind == "outcome":
            reading.stated = passage(cells[1].lines)
            reading.bands += [line for c in cells for line in c.lines]
    reading.found = passage(found[0][1].lines) if len(found) == 1 else Passage()
    reading.bands += [line for cells in found if len(found) == 1 for c in cells for line in c.lines]
    reading.period, reading.facts = "", {}
    if reading.found or any(kind == "outcome" for kind, _ in facts):
        for cells in rows:
            _keep(cells, reading)


def _labelled(table: MappedTable) -> list[list[StitchedCell]]:
    """Labels and values, each row as printed; where labels stand side by side over one row of values, pair by pair.

    Headings over several rows are those of another table, and label nothing.
    """
    rows = [[c for c in table.table.row_cells(row.index) if c.text.strip()] for row in table.rows]
    labels = [len(row) > 1 and all(map(_names_field, row)) for row in rows]
    found: list[list[StitchedCell]] = []
    for at, row in enumerate(rows):
        below = rows[at + 1] if labels[at] and at + 1 < len(rows) and not any(map(_names_field, rows[at + 1])) else []
        alone = at + 2 >= len(rows) or labels[at + 2]
        under = [[c for c in below if c.col0 == label.col0] for label in row]
        if alone and below and all(under):
            found += [[label, *values] for label, values in zip(row, under, strict=True)]
        elif at or not below:
            found.append(row)
    return found


def _names_field(cell: StitchedCell) -> bool:
    match = match_heading(cell.text.strip(" :"))
    return match is not None and match.score >= _SURE


def _keep(cells: Sequence[StitchedCell], reading: Reading) -> None:
    """Keep a timescale or an owner that such a table states for the actions below it."""
    name = field_of(cells[0].text) if len(cells) == 2 else ""
    if name == "deadline":
        reading.period = clean(cells[1].text)
    elif name in _OF_ACTIONS:
        reading.facts[name] = (clean(cells[0].text).strip(" :"), passage(cells[1].lines))
    else:
        return
    reading.bands += [line for c in cells for line in c.lines]


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
    _take_text(found, table, reading)
    period, facts = reading.period, reading.facts
    reading.period, reading.facts = "", {}
    last = reading.blocks[-1] if reading.blocks else None
    if last is not None and last.rows == (0, 0) and reading.carries:
        last.timescale, last.facts = last.timescale or period, {**facts, **last.facts}
        last.outcome = last.outcome or reading.outcome


def _take_text(found: Passage, table: MappedTable, reading: Reading) -> None:
    """Give a recommendation to the heading above the table, or begin one with it."""
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
