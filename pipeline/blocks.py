"""Blocks: the rows that stand under one recommendation, with its section, reference, period and text.

A recommendation comes from its own column, from a title row above the headings, or from a band over the whole width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.contract import Line
from pipeline.band_levels import find_phases
from pipeline.bands import find_banners, opens_block, take_band, take_banner, take_heading, take_label, take_phase
from pipeline.block import Block, Reading, new_block
from pipeline.contents import is_order
from pipeline.fact_tables import take_fact, take_facts, take_found
from pipeline.fields import Column
from pipeline.kinds import name_kinds
from pipeline.labels import (
    Label,
    bare_ref,
    read_label,
    section_of,
    split_period,
    split_ref,
    split_timescale,
)
from pipeline.logical_table import StitchedCell
from pipeline.map_columns import MappedRow, MappedTable
from pipeline.numbered_columns import names_none, refs_of, repeats_numbers
from pipeline.numbered_recommendations import stated_by_number, text_for
from pipeline.passages import Passage, clean, passage
from pipeline.section_headings import headings_above

_REFERENCE = re.compile(r"[A-Z]{0,4}\d{1,3}(?:\.\d{1,2})*(?:\.?[a-z])?")


def read_blocks(tables: Sequence[MappedTable], body_lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """Blocks of all tables with actions, in reading order, and the lines of bands that name sections.

    Args:
        tables: Mapped tables.
        body_lines: Lines outside tables; short ones in bold or large type name sections.
    """
    reading = Reading(listed=stated_by_number(tables, body_lines))
    last: MappedTable | None = None
    for table, above in zip(tables, headings_above(tables, body_lines), strict=True):
        if not table.has_actions:
            take_facts(table, reading)
            continue
        if table.table.extractor == "cards":
            reading.section, reading.outcome, reading.carries = "", Passage(), False
        elif last is not None and reading.inside and last.fields != table.fields:
            reading.section, reading.inside = "", False
        before = reading.section
        for heading in above:
            take_heading(heading, table, reading)
        reading.inside = reading.inside and reading.section == before
        if reading.stated:
            reading.outcome, reading.stated = reading.stated, Passage()
        take_found(table, reading)
        before = reading.section
        _read_table(table, reading)
        reading.inside = reading.section != before or (reading.inside and bool(before))
        reading.headed = False
        last = table
    name_kinds(reading.blocks, body_lines)
    return [b for b in reading.blocks if b.ref or b.text or b.action_cells], reading.bands


def _read_table(table: MappedTable, reading: Reading) -> None:
    rows = table.rows
    reading.open = False
    banners, phases = find_banners(table), find_phases(table)
    for position, row in enumerate(rows):
        cells = table.table.row_cells(row.index)
        if row.index in phases and reading.blocks:
            take_phase(cells, row, reading)
        elif row.kind == "title":
            _title(cells, row, table, reading)
        elif row.kind == "band" and (row.index not in banners or opens_block(cells)):
            take_band(cells, (position, row), table, reading)
        elif row.kind == "band":
            take_banner(cells, table, reading)
        elif row.kind == "fact":
            take_fact(row, table, reading)
        elif row.kind == "note":
            reading.bands += [line for c in cells for line in c.lines]
        elif row.kind == "body":
            _body(cells, row, table, reading)
        elif reading.open and reading.blocks[-1].rows[1] == row.index:
            reading.open, reading.carries = False, True


def _unnamed(cell: StitchedCell) -> Label:
    """What a title without a word for what it is says: a recommendation, with its number or without."""
    ref, rest = split_ref(passage(cell.lines).text)
    return Label("recommendation", ref, rest=rest)


def _title(cells: list[StitchedCell], row: MappedRow, table: MappedTable, reading: Reading) -> None:
    filled = [c for c in cells if c.text.strip()]
    label = read_label(filled[0].text) or _unnamed(filled[0])
    body = passage([line for c in filled[1:] for line in c.lines])
    if label.kind == "outcome":
        reading.outcome = body or passage(filled[0].lines)
        return
    reading.outcome = Passage()
    block = new_block(row, table, reading)
    block.kind = label.kind
    block.ref = label.ref
    period, rest = split_period(label.rest)
    block.timescale = label.timescale or period or block.timescale
    block.text, stated = split_timescale("\n".join(t for t in (rest, body.text) if t))
    block.timescale = block.timescale or stated
    block.lines += [line for c in filled for line in c.lines]
    block.pages |= {line.page for line in block.lines}


def _body(cells: list[StitchedCell], row: MappedRow, table: MappedTable, reading: Reading) -> None:
    take_label(cells, row, reading)
    named = [c for c in row.columns if c.field == "recommendation"]
    _take_section(cells, row, reading)
    cell = _first_in(cells, named)
    if any(c.by == "numbers" for c in named):
        _take_number([c for c in cells if any(c.col0 == n.col0 for n in named)], row, table, reading)
    elif cell is not None and _goes_on(cell, row, table, reading):
        block = reading.blocks[-1]
        block.text, block.lines = clean(f"{block.text} {cell.text}"), [*block.lines, *cell.lines]
    elif cell is not None and not _same(cell, reading):
        block = new_block(row, table, reading)
        _fill(block, cell, named[0].heading)
        if _REFERENCE.fullmatch(block.text):
            block.ref, block.text = block.text, reading.named.get(block.text, Passage()).text
        _take_ref(block, cell, cells, row)
    elif cell is not None:
        again = _first_in(cells, [c for c in row.columns if c.field == "recommendation_ref"])
        reading.blocks[-1].lines += [*cell.lines, *(again.lines if again else ())]
    if not reading.open:
        _continue_block(row, table, reading, new_columns=bool(named))
    block = reading.blocks[-1]
    if block.rows[0] == block.rows[1]:
        block.rows = (row.index, row.index + 1)
        block.table = table.table
        block.columns = block.columns if block.columns and block.columns[0] in row.columns else row.columns
    block.rows = (block.rows[0], row.index + 1)
    block.pages |= {place.page for place in table.table.rows[row.index]}


def _take_number(own: Sequence[StitchedCell], row: MappedRow, table: MappedTable, reading: Reading) -> None:
    """The recommendation that a row names by number; `-` names none, nor does a blank where rows repeat the number."""
    column = [c.text for c in table.table.cells if own and c.col0 == own[0].col0]
    for cell in own:
        refs = refs_of(cell.text)
        if not refs and not names_none(cell.text) and not repeats_numbers(column):
            return
        block = new_block(row, table, reading)
        named = read_label(f"{next(c.heading for c in row.columns if c.by == 'numbers')}:")
        block.kind = named.kind if named and named.kind != "outcome" else block.kind
        block.ref, block.text = ", ".join(refs), text_for(refs, {**reading.listed, **reading.named})
        block.lines += cell.lines


def _first_in(cells: Sequence[StitchedCell], columns: Sequence[Column]) -> StitchedCell | None:
    """The first cell with text that stands in one of the columns."""
    filled = (c for c in cells if c.text.strip())
    return next((c for c in filled if any(min(c.col1, n.col1) - max(c.col0, n.col0) > 0 for n in columns)), None)


def _take_section(cells: Sequence[StitchedCell], row: MappedRow, reading: Reading) -> None:
    """Begin the section that a column of themes names, unless it is the one that is open."""
    cell = _first_in(cells, [c for c in row.columns if c.field == "section"])
    if cell is None:
        return
    reading.bands += cell.lines
    name = section_of(cell.text)
    if name and name != reading.section:
        reading.section, reading.open, reading.carries = name, False, False


def _take_ref(block: Block, cell: StitchedCell, cells: list[StitchedCell], row: MappedRow) -> None:
    """Where a column of references numbers recommendations, the number beside this one is its reference."""
    own = _first_in(cells, [c for c in row.columns if c.field == "recommendation_ref"])
    if own is not None:
        block.ref = block.ref or bare_ref(own.text)
        block.lines += own.lines
        return
    ref = next((c for c in row.columns if c.field == "ref"), None)
    beside = next((c for c in cells if ref and c.col0 == ref.col0 and c.text.strip()), None)
    if ref is None or beside is None or not _numbers_recommendations(row.columns, block.table.cells):
        return
    block.ref = block.ref or bare_ref(beside.text)
    block.lines += beside.lines
    block.columns = tuple(c for c in block.columns if c is not ref)


def _numbers_recommendations(columns: Sequence[Column], cells: Sequence[StitchedCell]) -> bool:
    """Whether the numbers of a table belong to its recommendations and not to its actions.

    A recommendation that stands beside several rows, merged, repeated or followed by blanks, tells: one number beside
    it is its own, several are its actions'. Where none does, the number belongs to the recommendation if its column
    stands before it.
    """
    ref = next(c for c in columns if c.field == "ref")
    named = next(c for c in columns if c.field == "recommendation")
    groups: list[tuple[str, list[str]]] = []
    wide = False
    for cell in sorted(cells, key=lambda c: (c.row0, c.col0 != named.col0)):
        if cell.col0 == named.col0 and cell.col1 <= named.col1 and cell.text.strip():
            wide |= cell.row1 - cell.row0 > 1
            if not groups or groups[-1][0] != cell.text:
                groups.append((cell.text, []))
        elif cell.col0 == ref.col0 and cell.col1 <= ref.col1 and cell.text.strip() and groups:
            groups[-1][1].append(cell.text)
    if any(len(set(numbers)) > 1 or split_ref(text)[0] for text, numbers in groups):
        return False
    return wide or ref.col0 < named.col0


def _continue_block(row: MappedRow, table: MappedTable, reading: Reading, *, new_columns: bool) -> None:
    """Rows of a new table, or after a section, that name no recommendation of their own."""
    before = reading.blocks[-1] if reading.blocks and not reading.apart else None
    block = new_block(row, table, reading)
    another = before is not None and before.table is not table.table
    drawn = another and (table.table.extractor == "cards" or not _alike(before, row))
    if (
        before is not None
        and not drawn
        and (reading.carries or (before.section == block.section and (new_columns or before.text)))
    ):
        block.kind, block.ref, block.text, block.timescale = before.kind, before.ref, before.text, before.timescale
        block.phases = before.phases if before.rows == (0, 0) else {}
        block.facts = before.facts


def _alike(before: Block | None, row: MappedRow) -> bool:
    """Whether a table has the columns of the one before it, so that it may go on with its recommendation."""
    fields = {c.field for c in row.columns}
    known = {c.field for c in before.columns} if before else set()
    return not known or fields <= known or known <= fields


def _goes_on(cell: StitchedCell, row: MappedRow, table: MappedTable, reading: Reading) -> bool:
    """Whether a recommendation was cut by a page break between two of its rows: mid-sentence, and without a number."""
    known = reading.blocks[-1] if reading.open else None
    if any(c.field == "recommendation_ref" or (c.field == "ref" and c.col0 < cell.col0) for c in row.columns):
        return False
    if known is None or known.table is not table.table or not known.ref or not known.text:
        return False
    first = min((line.page for line in cell.lines), default=0)
    before = [line.page for line in known.lines]
    on_next = bool(before) and first == max(before) + 1
    text = clean(cell.text)
    begins = read_label(text) is not None or any((*split_period(text)[:1], *split_ref(text)[:1])) or is_order(text)
    return on_next and not begins and known.text[-1] not in ".!?:;"


def _same(cell: StitchedCell, reading: Reading) -> bool:
    """Whether a recommendation cell repeats the one that is open."""
    if not reading.open or not reading.blocks[-1].text:
        return False
    text = clean(cell.text)
    _, rest = split_period(text)
    ref, rest = split_ref(rest)
    known = reading.blocks[-1]
    glyphs = re.sub(r"\W+", "", rest).casefold()
    return bool(glyphs) and ref in {"", known.ref} and re.sub(r"\W+", "", known.text).casefold().startswith(glyphs)


def _fill(block: Block, cell: StitchedCell, heading: str) -> None:
    text = passage(cell.lines).text
    label = read_label(text)
    if label and label.kind != "outcome":
        block.kind, block.ref, text = label.kind, label.ref, label.rest
        block.timescale = label.timescale or block.timescale
    else:
        named = read_label(f"{heading}:")
        if named and named.kind != "outcome":
            block.kind = named.kind
    period, text = split_period(text)
    if not block.ref:
        block.ref, text = split_ref(text)
        period, text = (period, text) if period else split_period(text)
    block.timescale = period or block.timescale
    block.text, stated = split_timescale(text)
    block.timescale = block.timescale or stated
    block.lines += cell.lines
