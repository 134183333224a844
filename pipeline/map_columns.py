"""Map columns: which field stands in which column, and what each row of a table is.

A heading row names the fields for all rows below it until the next one; it may stand anywhere and differ in wording
every time. Rows that are no heading and no body are bands (one cell over the whole width), titles (a label and its
text, above a heading row) or notes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.columns import Guess, complete, guess_columns, rows_below
from pipeline.fact_rows import find_facts
from pipeline.fields import Column, settle
from pipeline.headings import match_heading
from pipeline.labels import read_label, split_timescale, states_outcome
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.numbered_columns import with_recommendation_refs
from pipeline.passages import clean
from pipeline.raw_rows import glyphs
from pipeline.remarks import remarks_on
from pipeline.section_columns import with_sections

_NOTHING: Mapping[str, str] = {}
_BAND_WORDS = 30
_FEW_WORDS = 6
"""Words of the longest band that stands in one column only."""
_BANNER_WORDS = 12
_HEADING_WORDS = 5
_TOTALS = re.compile(r"^\s*(?:grand |sub-?)?(?:totals?|summary|number of actions|key)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MappedRow:
    """What a row is, and which columns hold for it.

    It is a `heading`, `title`, `band`, `note` (totals, remarks), `fact` (see `pipeline.fact_rows`) or `body`.
    """

    index: int
    kind: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A logical table whose columns have a meaning."""

    table: LogicalTable
    rows: tuple[MappedRow, ...]
    decoy: str = ""
    """What it is instead of a plan (a risk register, say), see `pipeline.locate`."""

    @property
    def has_actions(self) -> bool:
        """Whether a column of actions is among the fields, and nothing says that it is no plan."""
        return not self.decoy and any(c.field == "action" for row in self.rows for c in row.columns)

    @property
    def fields(self) -> frozenset[str]:
        """Fields that its rows have, all together."""
        return frozenset(c.field for row in self.rows for c in row.columns) - {"extra"}


def map_columns(tables: Sequence[LogicalTable], named: Mapping[str, str] = _NOTHING) -> list[MappedTable]:
    """Give every row of every table its kind and its columns.

    A table without a heading row takes the columns of the table before it where its edges are the same.

    Args:
        tables: Logical tables in reading order.
        named: Fields that the user states, by heading in small letters; see `pipeline.overrides`.
    """
    mapped: list[MappedTable] = []
    for table in tables:
        before = mapped[-1] if mapped else None
        inherited = _inherited(table, before) if before else ()
        mapped.append(MappedTable(table, tuple(_rows(table, inherited, named))))
    return mapped


def _inherited(table: LogicalTable, before: MappedTable) -> tuple[Column, ...]:
    if not before.rows or len(before.table.xs) != len(table.xs):
        return ()
    if table.pages[0] - before.table.pages[-1] > 1:
        return ()
    near = all(abs(a - b) <= 10 for a, b in zip(before.table.xs, table.xs, strict=True))
    return before.rows[-1].columns if near else ()


def _rows(table: LogicalTable, columns: tuple[Column, ...], named: Mapping[str, str]) -> list[MappedRow]:
    rows: list[MappedRow] = []
    guess = None if columns or table.fields else _guess(table)
    for index in range(len(table.rows)):
        cells = table.row_cells(index)
        stated = named and sum(clean(c.text).casefold() in named for c in cells) > 1
        again = stated or _repeats(cells, columns)
        kind = "heading" if again else _kind(table, index, cells, columns)
        if guess and index == guess.row:
            columns = guess.columns
            kind = "heading" if guess.headed else _kind(table, index, cells, columns)
        elif rows and rows[-1].kind == "heading" and _is_second_level(cells, rows[-1], table):
            kind, columns = "heading", _completed(_with_second_level(cells, columns), table, index, named)
        elif kind == "heading":
            columns = _completed(_told(_columns(cells, columns), table.fields), table, index, named)
        elif kind == "band":
            over = next((row for row in reversed(rows) if row.kind != "note"), None)
            if over is not None and over.kind == "band" and remarks_on(cells, table.row_cells(over.index)):
                kind = "note"
        rows.append(MappedRow(index, kind, columns))
    facts = find_facts(table, [row.kind for row in rows])
    return [replace(row, kind="fact") if row.index in facts else row for row in rows]


def _completed(
    columns: tuple[Column, ...], table: LogicalTable, index: int, named: Mapping[str, str]
) -> tuple[Column, ...]:
    """Columns as a row of headings names them, with what the cells below tell and what the user states."""
    below = rows_below(table, index + 1)
    columns = with_sections(with_recommendation_refs(columns, table, below), table, below)
    columns = complete(columns, table, index + 1)
    return tuple(replace(c, field=named.get(c.heading.casefold(), c.field)) for c in columns)


def _repeats(cells: list[StitchedCell], columns: tuple[Column, ...]) -> bool:
    """Whether a row says the headings of the columns that it stands under again, at most some in other words."""
    filled = [c for c in cells if c.text.strip()]
    if len(filled) <= 2 or not columns:
        return False
    headings = {c.col0: glyphs(c.heading) for c in columns}
    other = [c.text for c in filled if headings.get(c.col0) != glyphs(c.text)]
    few = len(other) <= 0.5 * len(filled) and all(len(text.split()) <= _HEADING_WORDS for text in other)
    return not other or (few and len(filled) - len(other) > 2)


def _guess(table: LogicalTable) -> Guess | None:
    """Columns of a table that has no heading row of known words."""
    return None if table.headings else guess_columns(table)


def _kind(table: LogicalTable, index: int, cells: list[StitchedCell], columns: tuple[Column, ...]) -> str:
    filled = [c for c in cells if c.text.strip()]
    if index in table.headings or (index == 0 and table.extractor in {"cards", "upright"}):
        return "heading"
    if not filled:
        return "body"
    if columns and _TOTALS.match(filled[0].text) and len(filled) <= 3:
        return "note"
    width = len(table.xs) - 1
    first = filled[0]
    over = table.cells_over((index, index + 1))
    covered = sum(c.col1 - c.col0 for c in over)
    alone = len(filled) == 1 and covered >= width - 1
    beside = any(c.row0 < index and c.text.strip() and c.col1 <= first.col0 for c in over)
    if (
        alone
        and not beside
        and first.col1 - first.col0 >= max(2, 0.6 * width)
        and len(first.text.split()) <= 4 * _BAND_WORDS
    ):
        return "band"
    if alone and (_crowns(first, table, index) or (first.col0 == 0 and first.col1 > 1 and states_outcome(first.text))):
        return "band"
    if alone and columns and len(over) == len(cells) and first.col0 == 0 and _stands_over(first, table, index):
        return "band"
    apart = _is_title(filled, width, columns) or index + 1 in table.headings
    if apart and len(filled) <= 2 and read_label(first.text):
        return "title"
    return "title" if _states_period_beside(filled, over, width, columns) else "body"


def _stands_over(cell: StitchedCell, table: LogicalTable, index: int) -> bool:
    """Whether a few words in bold type stand alone in a row, over a row that has a text of its own below them."""
    below = next((c for c in table.row_cells(index + 1) if c.col0 == cell.col0), None)
    few = cell.row1 - cell.row0 == 1 and len(cell.text.split()) <= _FEW_WORDS and not cell.text.rstrip().endswith(".")
    return few and cell.bold and below is not None and below.text.strip() != "" and not below.bold


def _is_title(filled: list[StitchedCell], width: int, columns: tuple[Column, ...]) -> bool:
    """Whether a labelled row stands apart from the columns below a heading."""
    last = filled[-1]
    spread = last.col1 - last.col0 > 1
    return spread or not columns or width <= 2


def _states_period_beside(
    filled: list[StitchedCell], over: Sequence[StitchedCell], width: int, columns: tuple[Column, ...]
) -> bool:
    """Whether a row is a recommendation and its period side by side, each over columns that the actions have apart."""
    if len(filled) != 2 or len(over) > 2 or not columns or width <= 3:
        return False
    spread = all(c.col1 - c.col0 > 1 for c in filled) and sum(c.col1 - c.col0 for c in filled) >= width - 1
    text, period = split_timescale(clean(filled[1].text))
    return spread and bool(period) and not text


def _crowns(cell: StitchedCell, table: LogicalTable, index: int) -> bool:
    """Whether the one text of a row is a banner that stands in the first cell only: short, bold, above headings."""
    plain = cell.col0 == 0 and read_label(cell.text) is None
    return plain and cell.bold and len(cell.text.split()) <= _BANNER_WORDS and index + 1 in table.headings


def _columns(cells: list[StitchedCell], before: tuple[Column, ...]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for cell in cells:
        heading = clean(cell.text)
        match = match_heading(heading) if heading else None
        known = next((c for c in before if (c.col0, c.col1) == (cell.col0, cell.col1)), None)
        if known and heading and (not match or match.field != known.field) and known.heading.startswith(heading):
            columns.append(known)
        else:
            field = "extra" if match is None or match.field == "other" else match.field
            columns.append(Column(field, heading, cell.col0, cell.col1))
    return settle(tuple(columns))


def _told(columns: tuple[Column, ...], fields: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns, those of unknown headings with the fields that the whole document told."""
    told = tuple(
        replace(c, field=fields.get(c.heading.casefold()) or "extra") if c.field == "extra" else c for c in columns
    )
    return columns if told == columns else settle(told)


def _is_second_level(cells: list[StitchedCell], above: MappedRow, table: LogicalTable) -> bool:
    """Whether a row divides columns that the heading row above it names together."""
    upper = [c for c in table.row_cells(above.index) if c.row1 - c.row0 == 1 and c.col1 - c.col0 > 1]
    if not upper or not cells or not any(c.row1 - c.row0 > 1 for c in table.row_cells(above.index)):
        return False
    return all(any(u.col0 <= c.col0 and c.col1 <= u.col1 for u in upper) for c in cells)


def _with_second_level(cells: list[StitchedCell], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, with those that a second row divides replaced by its own."""
    divided: list[Column] = []
    for column in columns:
        parts = [c for c in cells if column.col0 <= c.col0 and c.col1 <= column.col1]
        if not parts:
            divided.append(column)
        for cell in parts:
            own = match_heading(clean(cell.text))
            divided.append(Column(own.field if own else column.field, clean(cell.text), cell.col0, cell.col1))
    return settle(tuple(divided))
