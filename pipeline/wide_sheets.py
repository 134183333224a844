"""Sheets too wide for the paper: the right half of a table stands on other pages than the left one, row for row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.contract import RawTable
from pipeline.headings import is_heading_row, match_heading
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.raw_rows import glyphs

_CODE = re.compile(r"[A-Z][A-Za-z&/.]{0,9}(?: [A-Z]{1,4})?")
_FEWEST = 2
"""Rows that two halves must have in common."""
_KNOWN = 0.6
"""Share of the right half's headings that must be known."""
_WORK = frozenset({"action", "recommendation"})
"""Fields of the left half, which the right half lacks."""


def with_meanings(tables: Sequence[RawTable]) -> list[RawTable]:
    """The tables, a column of codes joined to the column on the next page whose rows stand at the same heights.

    Args:
        tables: Tables of single pages in reading order.
    """
    found = list(tables)
    for codes in tables:
        if codes not in found or not _holds_codes(codes):
            continue
        meanings = next((t for t in found if t.page == codes.page + 1 and _tops(t) == _tops(codes)), None)
        if meanings is not None and not _holds_codes(meanings):
            shift = codes.box.x1 - meanings.box.x0
            moved = [
                replace(c, col0=1, col1=2, box=c.box._replace(x0=c.box.x0 + shift, x1=c.box.x1 + shift))
                for c in meanings.cells
            ]
            box = codes.box._replace(x1=meanings.box.x1 + shift)
            found[found.index(codes)] = replace(codes, box=box, cells=(*codes.cells, *moved))
            found.remove(meanings)
    return found


def _tops(table: RawTable) -> tuple[int, ...]:
    """Heights at which the rows of a table of one column begin, in whole points; none where it has more columns."""
    alone = all(c.col1 == 1 and c.row1 - c.row0 == 1 for c in table.cells)
    return tuple(round(c.box.top) for c in table.cells) if alone else ()


def _holds_codes(table: RawTable) -> bool:
    below = table.cells[1:]
    return len(below) >= _FEWEST and bool(_tops(table)) and all(_CODE.fullmatch(c.text.strip()) for c in below)


def with_right_halves(tables: Sequence[LogicalTable]) -> list[LogicalTable]:
    """The tables, each as wide as its sheet: a half that repeats the numbers of another goes to its right side.

    Args:
        tables: Whole tables in reading order.
    """
    found = list(tables)
    for right in tables:
        if not _is_right_half(right):
            continue
        left = next((t for t in found if t.pages[0] < right.pages[0] and _keys(t) == _keys(right) and _leads(t)), None)
        if left is not None and _says(left) == _says(right):
            found[found.index(left)] = _side_by_side(left, right)
            found.remove(right)
    return found


def _says(table: LogicalTable) -> str:
    """The heading of the first column."""
    return glyphs(next((c.text for c in table.row_cells(0) if c.col0 == 0), ""))


def _leads(table: LogicalTable) -> bool:
    return is_heading_row([c.text for c in table.row_cells(0)])


def _is_right_half(table: LogicalTable) -> bool:
    """Whether known headings stand over a table, none of them for actions, behind a column of numbers."""
    texts = [c.text for c in table.row_cells(0) if c.text.strip()]
    fields = [match.field for match in map(match_heading, texts) if match]
    known = len(texts) > _FEWEST and len(fields) >= _KNOWN * len(texts)
    return (
        known and fields[0] == "ref" and len(set(fields)) > _FEWEST and not _WORK & set(fields) and bool(_keys(table))
    )


def _keys(table: LogicalTable) -> tuple[str, ...]:
    """The numbers below the heading of the first column; none where two are the same."""
    column = [c for c in table.cells if c.row0 > 0 and c.col0 == 0 and c.text.strip()]
    keys = tuple(c.text.strip() for c in sorted(column, key=lambda c: c.row0))
    return keys if len(set(keys)) == len(keys) >= _FEWEST else ()


def _rows_by_key(table: LogicalTable) -> list[int]:
    """For each row the place of the key that it stands under, 0 for the headings."""
    at = {c.row0 for c in table.cells if c.row0 > 0 and c.col0 == 0 and c.text.strip()}
    places: list[int] = []
    for row in range(len(table.rows)):
        places.append((places[-1] if places else 0) + (row in at))
    return places


def _side_by_side(left: LogicalTable, right: LogicalTable) -> LogicalTable:
    over, under = _rows_by_key(left), _rows_by_key(right)
    width = len(left.xs) - 1
    firsts = {place: over.index(place) for place in reversed(over)}
    kept = [c for c in right.cells if c.col0 > 0]
    moved = [
        replace(
            c,
            row0=firsts[under[c.row0]],
            row1=_end(over, under[c.row1 - 1]),
            col0=c.col0 + width - 1,
            col1=c.col1 + width - 1,
        )
        for c in kept
    ]
    shift = left.xs[-1] - right.xs[1]
    rows = tuple(
        (*places, *(p for r, row in enumerate(right.rows) if under[r] == over[n] for p in row))
        for n, places in enumerate(left.rows)
    )
    keys = [line for c in right.cells if c.col0 == 0 for line in c.lines]
    return LogicalTable(
        (*left.xs, *(x + shift for x in right.xs[2:])),
        rows,
        (*left.cells, *_one_a_place(moved)),
        left.extractor,
        (*left.repeated, *right.repeated, *keys),
    )


def _end(places: Sequence[int], place: int) -> int:
    return len(places) - list(reversed(places)).index(place)


def _one_a_place(cells: Sequence[StitchedCell]) -> list[StitchedCell]:
    """The cells, those that came to the same place joined."""
    found: dict[tuple[int, int, int], StitchedCell] = {}
    for cell in cells:
        place = (cell.row0, cell.col0, cell.col1)
        known = found.get(place)
        joined = (
            cell
            if known is None
            else replace(
                known, row1=max(known.row1, cell.row1), lines=known.lines + cell.lines, boxes=known.boxes + cell.boxes
            )
        )
        found[place] = joined
    return list(found.values())
