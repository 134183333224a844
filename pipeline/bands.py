"""Bands and headings: lines over the whole width of a table, or above it, that name sections and recommendations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.contract import Line
from pipeline.block import Block, Reading, begin_annex, describe, new_block
from pipeline.contents import is_order
from pipeline.labels import (
    Label,
    names_annex,
    names_document,
    names_part,
    names_section,
    read_label,
    section_of,
    split_period,
    split_ref,
    states_outcome,
    strip_continued,
)
from pipeline.logical_table import StitchedCell
from pipeline.map_columns import MappedRow, MappedTable
from pipeline.passages import Passage, clean
from pipeline.section_headings import Heading

_NOTE_WORDS = 8
_PART = re.compile(r"^(?:part|section)\s+(?:[a-h]|\d{1,2}|one|two|three|four|five|six)\b", re.IGNORECASE)
_PHASE_WORDS = 5
_TEXT_WORDS = 4
"""Words from which the text behind a label is that of a recommendation."""


def take_heading(heading: Heading, table: MappedTable, reading: Reading) -> None:
    """A heading above a table: an outcome, the recommendation itself where the table names none, else a section."""
    text = strip_continued(heading.text)
    label = read_label(text)
    ref, rest = split_ref(text)
    if ref and len(rest.split()) >= _TEXT_WORDS:
        reading.named.setdefault(ref, Passage(rest, rest, heading.lines))
    if heading.period:
        reading.bands += heading.lines
        reading.timescale, reading.open, reading.carries = heading.text.strip(" :."), False, False
    elif label and label.kind == "outcome":
        reading.bands += heading.lines
        reading.outcome = Passage(label.rest, label.rest, heading.lines)
    elif label and (label.ref or len(label.rest.split()) >= _TEXT_WORDS) and not _names_recommendations(table):
        _take_recommendation(heading, label, table, reading)
    elif heading.numbered and label is None and not _names_recommendations(table):
        _take_recommendation(heading, Label("recommendation", ref, rest=rest), table, reading)
    elif names_annex(text):
        reading.bands += heading.lines
        begin_annex(text, reading)
    elif heading.strong and heading.orders and not _names_recommendations(table):
        _take_recommendation(heading, Label("recommendation", rest=text), table, reading)
    elif heading.strong and (not heading.numbered or (label is not None and label.kind == "priority")):
        reading.bands += heading.lines
        _begin_section(text, reading)


def _take_recommendation(heading: Heading, label: Label, table: MappedTable, reading: Reading) -> None:
    before = reading.blocks[-1] if reading.blocks else None
    fresh = Block(reading.section)
    describe(fresh, heading.text, label)
    if before is not None and reading.carries and not before.text and not fresh.ref and before.rows == (0, 0):
        before.text, before.lines = fresh.text, [*before.lines, *heading.lines]
        return
    goes_on = before is not None and before.ref == fresh.ref and before.text.startswith(fresh.text) and bool(fresh.text)
    if not goes_on:
        reading.outcome = Passage()
    block = new_block(table.rows[0], table, reading)
    describe(block, heading.text, label)
    if goes_on and before is not None:
        block.text, block.kind, block.timescale = before.text, before.kind, before.timescale
    block.lines += heading.lines
    block.pages.add(heading.page)
    block.rows = (0, 0)
    reading.open, reading.carries, reading.headed = False, True, True


def _names_recommendations(table: MappedTable) -> bool:
    fields = {c.field for row in table.rows for c in row.columns}
    return "recommendation" in fields or any(row.kind == "title" for row in table.rows)


def _begin_section(text: str, reading: Reading, *, certain: bool = False) -> None:
    """Begin the section that a text names; unless it is `certain` to name one, not where it names the document."""
    areas = r"areas?\s+(?:for|of|requiring)\s+(?:\w+\s+)?(?:development|improvement|weakness)"
    reading.kind = "area_for_development" if re.search(areas, text, re.IGNORECASE) else ""
    name = section_of(text)
    if name and (certain or names_section(text) or not names_document(text)):
        reading.section = name
        reading.timescale = ""
        reading.carries = False


def opens_block(cells: list[StitchedCell]) -> bool:
    """Whether a band above the headings is itself a recommendation or another labelled thing."""
    text = clean(" ".join(c.text for c in cells))
    return read_label(text) is not None or bool(split_ref(text)[0])


def take_band(cells: list[StitchedCell], at: tuple[int, MappedRow], table: MappedTable, reading: Reading) -> None:
    """A band between rows: an outcome, a section, or a recommendation."""
    position, row = at
    cell = next(c for c in cells if c.text.strip())
    above, outcome = _split_outcome(cell)
    if above and outcome:
        for lines in (above, outcome):
            take_band([replace(cell, lines=tuple(lines))], at, table, reading)
        return
    text = strip_continued(clean(cell.text))
    label = read_label(text)
    if _takes_as_mark(cell, text, table.rows[position:], reading):
        reading.bands += cell.lines
    elif _is_phase(text, label, table.rows[position:], reading):
        take_phase(cells, row, reading)
    elif _is_section(text, label, table, position) or _has_deeper(text, position, table):
        reading.bands += cell.lines
        headed = any(r.kind == "heading" for r in table.rows[:position])
        _begin_section(text, reading, certain=headed and not names_part(text))
        reading.outcome = Passage()
        reading.open = False
    else:
        before = reading.blocks[-1] if reading.blocks else Block()
        block = Block()
        describe(block, text, label)
        if (before.ref, before.text) != (block.ref, block.text):
            reading.outcome = Passage()
        block = new_block(row, table, reading)
        block.lines += cell.lines
        describe(block, text, label)
        block.pages |= {line.page for line in cell.lines}
        reading.carries = True


def take_phase(cells: Sequence[StitchedCell], row: MappedRow, reading: Reading) -> None:
    """A band that groups actions of the recommendation that is open."""
    reading.bands += [line for c in cells for line in c.lines]
    reading.blocks[-1].phases[row.index] = strip_continued(clean(" ".join(c.text for c in cells))).strip(" :")


def _takes_as_mark(cell: StitchedCell, text: str, rows: Sequence[MappedRow], reading: Reading) -> bool:
    """Take a band that names neither section nor recommendation: an annex, a remark, a period, an outcome."""
    label = read_label(text)
    period, beyond = split_period(text)
    if names_annex(text):
        begin_annex(text, reading)
    elif label is None and _is_note(cell, rows):
        reading.open = False
    elif period and not beyond:
        reading.timescale, reading.open, reading.carries = text.strip(" :"), False, False
    elif label and label.kind == "outcome":
        reading.outcome = Passage(label.rest, label.rest, cell.lines)
        reading.open, reading.carries = False, True
    else:
        return False
    return True


def _is_note(cell: StitchedCell, rows: Sequence[MappedRow]) -> bool:
    """Whether a band is a remark at the end of a part of the table: a plain long text with no row of its own below."""
    served = len(rows) > 1 and rows[1].kind not in {"title", "band"}
    strong = cell.fill is not None or cell.bold
    return not served and not strong and len(cell.text.split()) > _NOTE_WORDS


def _is_phase(text: str, label: Label | None, rows: Sequence[MappedRow], reading: Reading) -> bool:
    """Whether a band groups actions: a few words, where the recommendation stands over the whole table."""
    if not reading.headed or label or split_ref(text)[0] or names_section(text) or len(text.split()) > _PHASE_WORDS:
        return False
    return len(rows) > 1 and rows[1].kind == "body" and not any(c.field == "recommendation" for c in rows[1].columns)


def _has_deeper(text: str, position: int, table: MappedTable) -> bool:
    """Whether bands below bear numbers under that of this one: `1.1` under `1`."""
    ref = split_ref(text)[0]
    below = (row for row in table.rows[position + 1 :] if row.kind == "band")
    texts = (" ".join(c.text for c in table.table.row_cells(row.index)) for row in below)
    return bool(ref) and any(split_ref(t)[0].startswith(f"{ref}.") for t in texts)


def _split_outcome(cell: StitchedCell) -> tuple[list[Line], list[Line]]:
    """Lines of a band before and from the one that begins with the label of an outcome."""
    at = next((i for i, line in enumerate(cell.lines) if states_outcome(line.text)), len(cell.lines))
    return list(cell.lines[:at]), list(cell.lines[at:])


def _is_section(text: str, label: Label | None, table: MappedTable, position: int) -> bool:
    """Whether a band names a section rather than a recommendation.

    Args:
        text: What the band says.
        label: Its label, if it has one.
        table: The table.
        position: Place of its row among the rows of the table.
    """
    if label and not label.ref and len(label.rest.split()) <= 5:
        return True
    if label and label.kind in {"recommendation", "area_for_development"}:
        return False
    if _PART.match(text):
        return True
    columns = next((r.columns for r in table.rows[position:] if r.columns), ())
    below = (r for r in table.rows[position + 1 :] if r.kind != "note" and not _states_outcome(r, table))
    following = next((r.kind for r in below), "")
    ref, rest = split_ref(text)
    if following in {"title", "band"} or any(c.field == "recommendation" for c in columns):
        return True
    return not label and len(text.split()) <= 5 and not ref and not is_order(rest)


def _states_outcome(row: MappedRow, table: MappedTable) -> bool:
    """Whether a row over the whole width says what the actions below are to achieve."""
    text = " ".join(c.text for c in table.table.row_cells(row.index))
    return row.kind in {"band", "title"} and states_outcome(text)


def take_label(cells: Sequence[StitchedCell], row: MappedRow, reading: Reading) -> None:
    """Begin the section that a column of labels names where its cell begins in a row."""
    columns = [c for c in row.columns if c.field == "section"]
    for cell in cells if columns else ():
        if cell.lines and any(c.col0 <= cell.col0 < c.col1 for c in columns):
            before = reading.section
            reading.bands += cell.lines
            _begin_section(clean(cell.text), reading, certain=True)
            reading.open = reading.open and reading.section == before


def take_banner(cells: list[StitchedCell], table: MappedTable, reading: Reading) -> None:
    """A band above the headings: a section where it stands once, the table's running name where pages repeat it."""
    lines = [line for c in cells for line in c.lines]
    reading.bands += lines
    reading.open = False
    repeated = {line.text for line in table.table.repeated}
    if not any(line.text in repeated or names_document(line.text) for line in lines):
        reading.section = section_of(" ".join(line.text for line in lines)) or reading.section


def find_banners(table: MappedTable) -> set[int]:
    """Bands above the first heading row: the name of the table, not of a section."""
    for row in table.rows:
        if row.kind == "heading":
            return {r.index for r in table.rows if r.index < row.index and r.kind == "band"}
    return set()
