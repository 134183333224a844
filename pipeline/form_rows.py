"""Rows of forms: labels and values side by side, heads and bands, with what page breaks cut made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.contract import Colour, Line
from pipeline.headings import match_heading
from pipeline.label_fields import undated
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.passages import clean

_LABEL_WORDS = 9
_WHOLE = 0.9
"""Score of a text that is a heading and nothing else."""
_NUMBER = re.compile(r"[\W\d]*\d[\W\d]*|[A-Z]{0,3}\d[\w.]*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value; the label is empty where a value goes on."""

    label: str
    printed: tuple[Line, ...]
    value: tuple[Line, ...]
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form: pairs, or else the cells of a head or band, and the page that it begins on."""

    page: int
    pairs: tuple[Pair, ...] = ()
    cells: tuple[StitchedCell, ...] = ()

    @property
    def is_band(self) -> bool:
        """Whether one text stands over the whole width."""
        return len(self.cells) == 1


def key_of(label: str) -> str:
    """By what labels are compared: without a day, without marks, in small letters."""
    return undated(label).strip(" :?.–-").casefold()


def rows_over(tables: Sequence[LogicalTable]) -> frozenset[tuple[str, ...]]:
    """Rows of labels alone that come again with other values in the row below each.

    Labels of an even number could be labels and values in turn; such a row counts only if all its texts name fields.
    """
    rows = [[c.text for c in t.row_cells(row)] for t in tables for row in range(len(t.rows) - 1) if _is_over(t, row)]
    counts = Counter(tuple(map(key_of, texts)) for texts in rows)
    known = {tuple(map(key_of, texts)) for texts in rows if len(texts) % 2 or all(map(_is_heading, texts))}
    return frozenset(keys for keys, n in counts.items() if n > 1 and keys in known)


def _is_heading(text: str) -> bool:
    match = match_heading(clean(text).strip(" :"))
    return match is not None and match.score >= _WHOLE


def _is_over(table: LogicalTable, row: int) -> bool:
    """Whether a row of short texts has a row of the same cells below it."""
    cells, below = table.row_cells(row), table.row_cells(row + 1)
    short = len(cells) > 1 and all(c.text.strip() and may_be_label(c.text) for c in cells)
    return short and [(c.col0, c.col1) for c in cells] == [(c.col0, c.col1) for c in below]


def candidates(table: LogicalTable, over: Collection[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Texts of a table that may be labels, each with the text behind it.

    Args:
        table: The table.
        over: Rows of labels alone, see `rows_over`.
    """
    for row in range(len(table.rows)):
        for pair in _pairs(table, row, over):
            yield pair.label, " ".join(line.text for line in pair.value)


def form_rows(
    table: LogicalTable, labels: Collection[str], over: Collection[tuple[str, ...]] = frozenset()
) -> list[FormRow]:
    """The rows of a table whose labels are known.

    Args:
        table: A table of labels and values.
        labels: Keys of the labels, see `key_of`.
        over: Rows of labels alone, see `rows_over`.
    """
    rows: list[FormRow] = []
    for index in range(len(table.rows)):
        if index and _holds(table, index - 1, over):
            continue
        page = table.rows[index][0].page
        pairs = [part for pair in _pairs(table, index, over) for part in _parted(pair, labels)]
        cells = [c for c in table.row_cells(index) if c.text.strip()]
        joined = _join(rows[-1], FormRow(page, tuple(pairs)), labels) if rows else None
        if joined is not None:
            rows[-1] = joined
        elif pairs and any(not p.label or key_of(p.label) in labels or not p.value for p in pairs):
            rows.append(FormRow(page, tuple(pairs)))
        elif cells and len(table.cells_over((index, index + 1))) > len(table.row_cells(index)):
            rows.append(FormRow(page, tuple(Pair("", (), c.lines, c.fill) for c in cells)))
        elif cells:
            rows.append(FormRow(page, (), tuple(cells)))
    return rows


def _holds(table: LogicalTable, row: int, over: Collection[tuple[str, ...]]) -> bool:
    return tuple(key_of(c.text) for c in table.row_cells(row)) in over and _is_over(table, row)


def _pairs(table: LogicalTable, row: int, over: Collection[tuple[str, ...]]) -> list[Pair]:
    """Labels and values of a row of an even number of cells over the whole width; none where labels are too long."""
    cells = table.row_cells(row)
    if over and row + 1 < len(table.rows) and _holds(table, row, over):
        values = table.row_cells(row + 1)
        return [Pair(clean(c.text), c.lines, v.lines, v.fill) for c, v in zip(cells, values, strict=True)]
    if over and row and _holds(table, row - 1, over):
        return []
    whole = len(table.cells_over((row, row + 1))) == len(cells)
    if len(cells) < 2 or len(cells) % 2 or not whole or not all(may_be_label(c.text) for c in cells[::2]):
        return []
    sides = zip(cells[::2], cells[1::2], strict=True)
    return [Pair(clean(label.text), label.lines, value.lines, value.fill) for label, value in sides]


def _parted(pair: Pair, labels: Collection[str]) -> list[Pair]:
    """A pair, or two of them where a page break between two rows was taken for one through a row."""
    pages = sorted({line.page for line in pair.printed})
    if len(pages) < 2 or key_of(pair.label) in labels:
        return [pair]
    parts = [
        Pair(
            clean(" ".join(n.text for n in pair.printed if n.page == page)),
            tuple(n for n in pair.printed if n.page == page),
            tuple(n for n in pair.value if n.page == page),
            pair.fill,
        )
        for page in pages
    ]
    return parts if all(key_of(part.label) in labels for part in parts) else [pair]


def may_be_label(text: str) -> bool:
    """Whether a text is blank, or short and no number."""
    flat = clean(text)
    return not flat or (len(flat.split()) <= _LABEL_WORDS and _NUMBER.fullmatch(flat) is None)


def _join(above: FormRow, below: FormRow, labels: Collection[str]) -> FormRow | None:
    """Two rows as one where a page break cut them: a label in two, or a value from its label."""
    if len(above.pairs) != 1 or len(below.pairs) != 1 or above.page >= below.page:
        return None
    one, other = above.pairs[0], below.pairs[0]
    late = not one.label and one.value and other.label and not other.value
    cut = one.label and other.label and key_of(f"{one.label} {other.label}") in labels
    if not late and not (cut and (key_of(one.label) not in labels or not key_of(other.label))):
        return None
    pair = Pair(f"{one.label} {other.label}".strip(), one.printed + other.printed, one.value + other.value, other.fill)
    return replace(above, pairs=(pair,))
