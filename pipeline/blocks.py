"""Blocks: the rows that stand under one recommendation, with its section, reference, period and text.

A recommendation comes from its own column, from a title row above the headings, or from a band over the whole width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.contract import Line
from pipeline.labels import Label, read_label, section_of, split_period, split_ref
from pipeline.map_columns import Column, MappedRow, MappedTable
from pipeline.passages import Passage, clean, passage
from pipeline.stitch import StitchedCell

_SECTION_WORDS = 12


@dataclass(slots=True)
class Block:
    """A recommendation and the rows of one table that serve it."""

    section: str = ""
    kind: str = "recommendation"
    ref: str = ""
    text: str = ""
    timescale: str = ""
    outcome: Passage = field(default_factory=Passage)
    columns: tuple[Column, ...] = ()
    cells: tuple[StitchedCell, ...] = ()
    rows: tuple[int, int] = (0, 0)
    lines: list[Line] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @property
    def action_cells(self) -> list[StitchedCell]:
        """Cells of the action column, from top to bottom."""
        columns = [c for c in self.columns if c.field == "action"]
        found = [
            cell
            for cell in self.cells
            if self.rows[0] <= cell.row0 < self.rows[1]
            and any(min(cell.col1, c.col1) - max(cell.col0, c.col0) > 0 for c in columns)
        ]
        return sorted(found, key=lambda c: (c.row0, c.col0))


@dataclass(slots=True)
class _Reading:
    """What holds while the rows are read from top to bottom."""

    section: str = ""
    kind: str = ""
    outcome: Passage = field(default_factory=Passage)
    blocks: list[Block] = field(default_factory=list)
    open: bool = False


def read_blocks(tables: Sequence[MappedTable], body_lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """Blocks of all tables with actions, in reading order, and the lines of bands that name sections.

    Args:
        tables: Mapped tables.
        body_lines: Lines outside tables; short ones in bold or large type name sections.
    """
    reading = _Reading()
    headings = _headings(body_lines)
    seen = (0, 0.0)
    for table in tables:
        start = _start(table)
        if not table.has_actions:
            continue
        for line in headings:
            if seen <= (line.page, line.box.top) < start:
                _take_heading(line, reading)
        seen = start
        _read_table(table, reading)
    kept = [b for b in reading.blocks if b.ref or b.text or b.action_cells]
    spare = [line for b in reading.blocks if not any(b is k for k in kept) for line in b.lines]
    return kept, spare


def _start(table: MappedTable) -> tuple[int, float]:
    place = table.table.rows[0][0]
    return place.page, place.top


def _headings(lines: Sequence[Line]) -> list[Line]:
    sizes = sorted(w.size for line in lines for w in line.words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    found = []
    for line in lines:
        words = line.text.split()
        strong = all(w.bold for w in line.words) or line.words[0].size > 1.08 * usual
        if strong and len(words) <= _SECTION_WORDS and not line.text.rstrip().endswith((".", ",", ";")):
            found.append(line)
    return found


def _take_heading(line: Line, reading: _Reading) -> None:
    text = clean(line.text)
    name = section_of(text)
    kinds = re.search(
        r"areas?\s+(?:for|of|requiring)\s+(?:\w+\s+)?(?:development|improvement|weakness)", text, re.IGNORECASE
    )
    reading.kind = "area_for_development" if kinds else ""
    if name:
        reading.section = name


def _read_table(table: MappedTable, reading: _Reading) -> None:
    rows = table.rows
    reading.open = False
    banners = _banners(table)
    for position, row in enumerate(rows):
        cells = table.table.row_cells(row.index)
        if row.kind == "title":
            _title(cells, row, table, reading)
        elif row.kind == "band" and (row.index not in banners or read_label(clean(cells[0].text))):
            _band(cells, (position, row), table, reading)
        elif row.kind == "band":
            _banner(cells, row, table, reading)
        elif row.kind == "body":
            _body(cells, row, table, reading)


def _banners(table: MappedTable) -> set[int]:
    """Bands above the first heading row: the name of the table, not of a section."""
    for row in table.rows:
        if row.kind == "heading":
            return {r.index for r in table.rows if r.index < row.index and r.kind == "band"}
    return set()


def _banner(cells: list[StitchedCell], row: MappedRow, table: MappedTable, reading: _Reading) -> None:
    """A band above the headings: a section where it stands once, the table's running name where pages repeat it."""
    lines = [line for c in cells for line in c.lines]
    block = _new_block(row, table, reading)
    block.lines += lines
    reading.open = False
    texts = {line.text for line in lines}
    if not any(line.text in texts for line in table.table.repeated):
        reading.section = section_of(" ".join(line.text for line in lines)) or reading.section


def _new_block(row: MappedRow, table: MappedTable, reading: _Reading) -> Block:
    block = Block(
        reading.section,
        reading.kind or "recommendation",
        outcome=reading.outcome,
        columns=row.columns,
        cells=table.table.cells,
        rows=(row.index, row.index),
    )
    reading.blocks.append(block)
    reading.open = True
    return block


def _title(cells: list[StitchedCell], row: MappedRow, table: MappedTable, reading: _Reading) -> None:
    filled = [c for c in cells if c.text.strip()]
    label = read_label(filled[0].text) or Label("recommendation")
    body = passage([line for c in filled[1:] for line in c.lines])
    if label.kind == "outcome":
        reading.outcome = body or passage(filled[0].lines)
        return
    reading.outcome = Passage()
    block = _new_block(row, table, reading)
    block.kind = label.kind
    block.ref, block.timescale = label.ref, label.timescale
    rest = label.rest
    if not block.timescale:
        block.timescale, rest = split_period(rest)
    block.text = "\n".join(t for t in (rest, body.text) if t)
    block.lines += [line for c in filled for line in c.lines]
    block.pages |= {line.page for line in block.lines}


def _band(cells: list[StitchedCell], at: tuple[int, MappedRow], table: MappedTable, reading: _Reading) -> None:
    position, row = at
    cell = next(c for c in cells if c.text.strip())
    text = clean(cell.text)
    label = read_label(text)
    fields = {c.field for c in row.columns}
    if label and label.kind == "outcome":
        reading.outcome = Passage(label.rest, label.rest, cell.lines)
        if reading.blocks:
            reading.blocks[-1].lines += cell.lines
            _close(reading)
        return
    following = table.rows[position + 1].kind if position + 1 < len(table.rows) else ""
    is_section = (
        "recommendation" in fields
        or following == "band"
        or (not label and len(text.split()) <= 5 and not split_ref(text)[0])
    )
    names_section = label is not None and not label.ref and len(label.rest.split()) <= 5
    if names_section or (is_section and not (label and label.kind in {"recommendation", "area_for_development"})):
        reading.section = section_of(text) or text
        reading.outcome = Passage()
        _close(reading)
        block = _new_block(row, table, reading)
        block.lines += cell.lines
        reading.open = False
        return
    reading.outcome = Passage()
    block = _new_block(row, table, reading)
    block.kind = label.kind if label else "priority"
    block.timescale, rest = split_period(label.rest if label else text)
    block.ref = label.ref if label else ""
    if not label:
        block.ref, rest = split_ref(rest)
    block.text = rest
    block.lines += cell.lines
    block.pages |= {line.page for line in cell.lines}


def _close(reading: _Reading) -> None:
    reading.open = False


def _body(cells: list[StitchedCell], row: MappedRow, table: MappedTable, reading: _Reading) -> None:
    named = [c for c in row.columns if c.field == "recommendation"]
    cell = next(
        (c for c in cells if c.text.strip() and any(min(c.col1, n.col1) - max(c.col0, n.col0) > 0 for n in named)), None
    )
    if cell is not None and not _same(cell, reading):
        block = _new_block(row, table, reading)
        _fill(block, cell, named[0].heading)
        ref = next((c for c in row.columns if c.field == "ref"), None)
        if ref and not block.ref:
            beside = next((c for c in cells if c.col0 == ref.col0 and c.text.strip()), None)
            if beside is not None and (beside.row0, beside.row1) == (cell.row0, cell.row1):
                block.ref = clean(beside.text).strip("().: ")
    elif cell is not None:
        reading.blocks[-1].lines += cell.lines
    if not reading.open:
        _continue_block(row, table, reading, new_columns=bool(named))
    block = reading.blocks[-1]
    if block.rows[0] == block.rows[1]:
        block.rows = (row.index, row.index + 1)
        block.columns = row.columns
        block.cells = table.table.cells
    block.rows = (block.rows[0], row.index + 1)
    block.pages |= {place.page for place in table.table.rows[row.index]}


def _continue_block(row: MappedRow, table: MappedTable, reading: _Reading, *, new_columns: bool) -> None:
    """Rows of a new table, or after a section, that name no recommendation of their own."""
    before = reading.blocks[-1] if reading.blocks else None
    block = _new_block(row, table, reading)
    if before is not None and before.section == block.section and (new_columns or before.text):
        block.kind, block.ref, block.text, block.timescale = before.kind, before.ref, before.text, before.timescale


def _same(cell: StitchedCell, reading: _Reading) -> bool:
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
        block.kind, block.ref, block.timescale, text = label.kind, label.ref, label.timescale, label.rest
    else:
        named = read_label(f"{heading}:")
        if named and named.kind != "outcome":
            block.kind = named.kind
    if not block.timescale:
        block.timescale, text = split_period(text)
    if not block.ref:
        block.ref, text = split_ref(text)
        if not block.timescale:
            block.timescale, text = split_period(text)
    block.text = text
    block.lines += cell.lines
