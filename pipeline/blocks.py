"""Blocks: the rows that stand under one recommendation, with its section, reference, period and text.

A recommendation comes from its own column, from a title row above the headings, or from a band over the whole width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.contract import Line
from pipeline.labels import (
    Label,
    names_document,
    names_section,
    read_label,
    section_of,
    split_period,
    split_ref,
    split_timescale,
)
from pipeline.map_columns import Column, MappedRow, MappedTable
from pipeline.passages import Passage, clean, passage
from pipeline.section_headings import headings_above
from pipeline.stitch import StitchedCell


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
    bands: list[Line] = field(default_factory=list)
    """Lines that name sections, outcomes or the table itself."""
    open: bool = False
    carries: bool = False
    """Whether the recommendation of a heading above the table holds for rows that name none."""


def read_blocks(tables: Sequence[MappedTable], body_lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """Blocks of all tables with actions, in reading order, and the lines of bands that name sections.

    Args:
        tables: Mapped tables.
        body_lines: Lines outside tables; short ones in bold or large type name sections.
    """
    reading = _Reading()
    for table, above in zip(tables, headings_above(tables, body_lines), strict=True):
        if not table.has_actions:
            continue
        for line in above:
            _take_heading(line, table, reading)
        _read_table(table, reading)
    return [b for b in reading.blocks if b.ref or b.text or b.action_cells], reading.bands


def _take_heading(line: Line, table: MappedTable, reading: _Reading) -> None:
    """A heading above a table: the recommendation itself where the table names none, else a section."""
    text = clean(line.text)
    label = read_label(text)
    if label and label.ref and label.kind != "outcome" and not _names_recommendations(table):
        block = _new_block(table.rows[0], table, reading)
        _describe(block, text, label)
        block.lines.append(line)
        reading.open, reading.carries = False, True
    else:
        _begin_section(text, reading)


def _begin_section(text: str, reading: _Reading) -> None:
    areas = r"areas?\s+(?:for|of|requiring)\s+(?:\w+\s+)?(?:development|improvement|weakness)"
    reading.kind = "area_for_development" if re.search(areas, text, re.IGNORECASE) else ""
    name = section_of(text)
    if name and (names_section(text) or not names_document(text)):
        reading.section = name
        reading.carries = False


def _names_recommendations(table: MappedTable) -> bool:
    fields = {c.field for row in table.rows for c in row.columns}
    return "recommendation" in fields or any(row.kind == "title" for row in table.rows)


def _read_table(table: MappedTable, reading: _Reading) -> None:
    rows = table.rows
    reading.open = False
    banners = _banners(table)
    for position, row in enumerate(rows):
        cells = table.table.row_cells(row.index)
        if row.kind == "title":
            _title(cells, row, table, reading)
        elif row.kind == "band" and (row.index not in banners or _opens_block(cells)):
            _band(cells, (position, row), table, reading)
        elif row.kind == "band":
            _banner(cells, table, reading)
        elif row.kind == "body":
            _body(cells, row, table, reading)


def _banners(table: MappedTable) -> set[int]:
    """Bands above the first heading row: the name of the table, not of a section."""
    for row in table.rows:
        if row.kind == "heading":
            return {r.index for r in table.rows if r.index < row.index and r.kind == "band"}
    return set()


def _opens_block(cells: list[StitchedCell]) -> bool:
    text = clean(" ".join(c.text for c in cells))
    return read_label(text) is not None or bool(split_ref(text)[0])


def _banner(cells: list[StitchedCell], table: MappedTable, reading: _Reading) -> None:
    """A band above the headings: a section where it stands once, the table's running name where pages repeat it."""
    lines = [line for c in cells for line in c.lines]
    reading.bands += lines
    reading.open = False
    repeated = {line.text for line in table.table.repeated}
    if not any(line.text in repeated or names_document(line.text) for line in lines):
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
    block.text, stated = split_timescale("\n".join(t for t in (rest, body.text) if t))
    block.timescale = block.timescale or stated
    block.lines += [line for c in filled for line in c.lines]
    block.pages |= {line.page for line in block.lines}


def _band(cells: list[StitchedCell], at: tuple[int, MappedRow], table: MappedTable, reading: _Reading) -> None:
    position, row = at
    cell = next(c for c in cells if c.text.strip())
    text = clean(cell.text)
    label = read_label(text)
    if label and label.kind == "outcome":
        reading.bands += cell.lines
        reading.outcome = Passage(label.rest, label.rest, cell.lines)
        reading.open, reading.carries = False, True
    elif _is_section(text, label, table.rows[position:]):
        reading.bands += cell.lines
        _begin_section(text, reading)
        reading.outcome = Passage()
        reading.open = False
    else:
        reading.outcome = Passage()
        block = _new_block(row, table, reading)
        block.lines += cell.lines
        _describe(block, text, label)
        block.pages |= {line.page for line in cell.lines}
        reading.carries = True


def _is_section(text: str, label: Label | None, rows: Sequence[MappedRow]) -> bool:
    """Whether a band names a section rather than a recommendation.

    Args:
        text: What the band says.
        label: Its label, if it has one.
        rows: Its own row and those below it.
    """
    if label and not label.ref and len(label.rest.split()) <= 5:
        return True
    if label and label.kind in {"recommendation", "area_for_development"}:
        return False
    columns = next((r.columns for r in rows if r.columns), ())
    following = rows[1].kind if len(rows) > 1 else ""
    if following in {"title", "band"} or any(c.field == "recommendation" for c in columns):
        return True
    return not label and len(text.split()) <= 5 and not split_ref(text)[0]


def _describe(block: Block, text: str, label: Label | None) -> None:
    """Read kind, reference, period and text of a recommendation that stands in one line or band."""
    block.kind = label.kind if label else "recommendation"
    block.ref = label.ref if label else ""
    block.timescale, rest = split_period(label.rest if label else text)
    if label and label.timescale:
        block.timescale = label.timescale
    if not label:
        block.ref, rest = split_ref(rest)
    block.text = rest


def _body(cells: list[StitchedCell], row: MappedRow, table: MappedTable, reading: _Reading) -> None:
    named = [c for c in row.columns if c.field == "recommendation"]
    cell = next(
        (c for c in cells if c.text.strip() and any(min(c.col1, n.col1) - max(c.col0, n.col0) > 0 for n in named)), None
    )
    if cell is not None and not _same(cell, reading):
        block = _new_block(row, table, reading)
        _fill(block, cell, named[0].heading)
        _take_ref(block, cell, cells, row)
    elif cell is not None:
        reading.blocks[-1].lines += cell.lines
    if not reading.open:
        _continue_block(row, table, reading, new_columns=bool(named))
    block = reading.blocks[-1]
    if block.rows[0] == block.rows[1]:
        block.rows = (row.index, row.index + 1)
        block.cells = table.table.cells
        block.columns = block.columns if block.columns and block.columns[0] in row.columns else row.columns
    block.rows = (block.rows[0], row.index + 1)
    block.pages |= {place.page for place in table.table.rows[row.index]}


def _take_ref(block: Block, cell: StitchedCell, cells: list[StitchedCell], row: MappedRow) -> None:
    """Where the column of references numbers recommendations, the number beside this one is its reference."""
    ref = next((c for c in row.columns if c.field == "ref"), None)
    beside = next((c for c in cells if ref and c.col0 == ref.col0 and c.text.strip()), None)
    if ref is None or beside is None or not _numbers_recommendations(row.columns, block.cells):
        return
    block.ref = block.ref or clean(beside.text).strip("().: ")
    block.lines += beside.lines
    block.columns = tuple(c for c in block.columns if c is not ref)


def _numbers_recommendations(columns: Sequence[Column], cells: Sequence[StitchedCell]) -> bool:
    """Whether the numbers of a table belong to its recommendations and not to its actions.

    A recommendation that is merged over several rows tells: one number beside it is its own. Without any, the number
    belongs to the recommendation where its column stands before it.
    """
    ref = next(c for c in columns if c.field == "ref")
    named = next(c for c in columns if c.field == "recommendation")
    numbers = [c for c in cells if c.col0 == ref.col0 and c.text.strip()]
    merged = [c for c in cells if c.col0 == named.col0 and c.row1 - c.row0 > 1 and c.text.strip()]
    counts = [sum(c.row0 <= n.row0 < c.row1 for n in numbers) for c in merged]
    if any(counts):
        return all(count <= 1 for count in counts)
    return ref.col0 < named.col0


def _continue_block(row: MappedRow, table: MappedTable, reading: _Reading, *, new_columns: bool) -> None:
    """Rows of a new table, or after a section, that name no recommendation of their own."""
    before = reading.blocks[-1] if reading.blocks else None
    block = _new_block(row, table, reading)
    if before is not None and (reading.carries or (before.section == block.section and (new_columns or before.text))):
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
    block.text, stated = split_timescale(text)
    block.timescale = block.timescale or stated
    block.lines += cell.lines
