"""A block: one recommendation and the rows of a table that serve it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.contract import Line
from pipeline.fields import Column
from pipeline.labels import Label, split_period, split_ref
from pipeline.logical_table import NO_TABLE, LogicalTable, StitchedCell
from pipeline.map_columns import MappedRow, MappedTable
from pipeline.passages import Passage

_OVER = 2
"""Columns beside the actions that a sub-heading lies over."""
_PHASE_WORDS = 8


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
    table: LogicalTable = NO_TABLE
    rows: tuple[int, int] = (0, 0)
    lines: list[Line] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    facts: dict[str, tuple[str, Passage]] = field(default_factory=dict)
    """What rows of labels and values above the actions say of all of them: label and value by field."""
    phases: dict[int, str] = field(default_factory=dict)
    """Bands between its rows that group its actions, by the row they stand in."""

    @property
    def action_cells(self) -> list[StitchedCell]:
        """Cells of the action column, from top to bottom."""
        columns = [c for c in self.columns if c.field == "action"]
        return [
            cell
            for row in range(*self.rows)
            if row not in self.phases
            for cell in self.table.row_cells(row)
            if any(min(cell.col1, c.col1) - max(cell.col0, c.col0) > 0 for c in columns)
        ]

    def beside(self, column: Column) -> list[StitchedCell]:
        """Cells of a column that share a row with the block."""
        cells = self.table.cells_over(self.rows)
        return [c for c in cells if c.col0 < column.col1 and column.col0 < c.col1]

    def is_alone(self, cell: StitchedCell) -> bool:
        """Whether no other cell that begins in its row has text."""
        return not any(c.text.strip() for c in self.table.row_cells(cell.row0) if c is not cell)

    def is_phase(self, cell: StitchedCell) -> bool:
        """Whether a cell of actions lies over the columns beside them too: a sub-heading in bold type or on a fill."""
        end = max(c.col1 for c in self.columns if c.field == "action")
        over = sum(c.col0 >= end and c.col1 <= cell.col1 for c in self.columns)
        strong = cell.fill is not None or cell.bold
        return bool(cell.lines) and over >= _OVER and strong and len(cell.text.split()) <= _PHASE_WORDS


@dataclass(slots=True)
class Reading:
    """What holds while the rows are read from top to bottom."""

    section: str = ""
    inside: bool = False
    """Whether the section was named inside a table."""
    kind: str = ""
    outcome: Passage = field(default_factory=Passage)
    blocks: list[Block] = field(default_factory=list)
    stated: Passage = field(default_factory=Passage)
    """Outcome that a table of labels and values states for the next table of actions."""
    found: Passage = field(default_factory=Passage)
    """Recommendation or weakness that such a table states."""
    period: str = ""
    """Timescale that such a table states."""
    facts: dict[str, tuple[str, Passage]] = field(default_factory=dict)
    """What else such a table says of all actions: label and value by field."""
    bands: list[Line] = field(default_factory=list)
    """Lines that name sections, outcomes or the table itself."""
    open: bool = False
    named: dict[str, Passage] = field(default_factory=dict)
    """Texts of recommendations by reference, from headings above tables that repeat the reference alone."""
    listed: Mapping[str, Passage] = field(default_factory=dict)
    """Texts of recommendations by reference, from lists and tables anywhere in the document."""
    timescale: str = ""
    """Period of a band, for all recommendations below it."""
    annexes: set[str] = field(default_factory=set)
    """Headings of annexes that have begun."""
    apart: bool = False
    """Whether an annex has begun, so that its first rows go on with nothing."""
    headed: bool = False
    """Whether a heading above this table names the one recommendation that all its rows serve."""
    carries: bool = False
    """Whether the recommendation of a heading above the table holds for rows that name none."""


def begin_annex(text: str, reading: Reading) -> None:
    """Forget what held so far where an annex begins; its heading on later pages begins nothing."""
    if text in reading.annexes:
        return
    reading.annexes.add(text)
    reading.section, reading.kind, reading.timescale = "", "", ""
    reading.outcome, reading.stated = Passage(), Passage()
    reading.open, reading.carries, reading.apart = False, False, True


def new_block(row: MappedRow, table: MappedTable, reading: Reading) -> Block:
    """Open a block at a row, under the section that holds there."""
    block = Block(
        reading.section,
        reading.kind or "recommendation",
        timescale=reading.timescale,
        outcome=reading.outcome,
        columns=row.columns,
        table=table.table,
        rows=(row.index, row.index),
    )
    reading.blocks.append(block)
    reading.open, reading.apart = True, False
    return block


def describe(block: Block, text: str, label: Label | None) -> None:
    """Read kind, reference, period and text of a recommendation that stands in one line or band."""
    block.kind = label.kind if label else "recommendation"
    block.ref = label.ref if label else ""
    period, rest = split_period(label.rest if label else text)
    block.timescale = (label.timescale if label else "") or period or block.timescale
    if not label:
        block.ref, rest = split_ref(rest)
    block.text = rest
