"""Rows of labels and values between a recommendation and the headings of its actions, in one table with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.headings import hint_heading, match_heading
from pipeline.labels import read_label
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.passages import clean

_LABEL_WORDS = 8
_SURE = 0.5
"""Score from which a heading surely names a field."""
_WHOLE = 0.9
"""Score of a text that is a heading and nothing else."""
_LEAST_COLUMNS = 3
_Pair = tuple[StitchedCell, StitchedCell]


def find_facts(table: LogicalTable, kinds: Sequence[str]) -> frozenset[int]:
    """Rows that state one thing each of what stands above a row of headings, and not of an action.

    A label stands in front of a value that lies over several columns, or labels and values take turns. Such rows count
    where the headings of the actions follow them.

    Args:
        table: The table.
        kinds: What each of its rows was taken for.
    """
    labels = Counter(_plain(c.text) for c in table.cells if c.col0 == 0)
    found: set[int] = set()
    run: list[int] = []
    for row, kind in enumerate(kinds):
        pairs = pairs_of(table, row) if kind == "body" or _is_fact(table, kinds, row) else []
        if pairs and all(_is_label(label.text, labels) for label, _ in pairs):
            run.append(row)
        elif kind == "heading" and any(_is_known(c.text) for r in run for c, _ in pairs_of(table, r)):
            found.update(run)
            run = []
        elif kind != "title":
            run = []
    return frozenset(found)


def _is_fact(table: LogicalTable, kinds: Sequence[str], row: int) -> bool:
    """Whether a row was taken for something else: labels in turn with values, an outcome, a theme.

    Such a row of headings has the headings of the actions below it; a theme stands over the recommendation.
    """
    if kinds[row] == "heading":
        return len(pairs_of(table, row)) > 1 and kinds[row + 1 : row + 2] == ["heading"]
    label = read_label(table.row_cells(row)[0].text) if kinds[row] == "title" else None
    if label is None or label.ref or label.rest:
        return False
    below = row + 1
    named = kinds[below : below + 1] == ["title"] or any(
        field_of(c.text) == "recommendation" for c, _ in pairs_of(table, below)
    )
    return label.kind == "outcome" or (label.kind == "priority" and named)


def pairs_of(table: LogicalTable, row: int) -> list[_Pair]:
    """Labels of a row, each with its value; none where the row is of another shape."""
    cells = table.row_cells(row)
    width = len(table.xs) - 1
    covered = sum(c.col1 - c.col0 for c in cells)
    if width < _LEAST_COLUMNS or covered < width or len(table.cells_over((row, row + 1))) > len(cells):
        return []
    if len(cells) == 2 and cells[1].col1 - cells[1].col0 > 1 and cells[0].text.strip():
        return [(cells[0], cells[1])]
    labels, values = cells[::2], cells[1::2]
    turns = len(labels) == len(values) > 1 and all(_score(c.text) >= _SURE for c in labels)
    return list(zip(labels, values, strict=True)) if turns and all(_score(c.text) < _WHOLE for c in values) else []


def field_of(label: str) -> str:
    """Field that the label of a fact names, empty where it names none.

    Example:
        >>> field_of("Timescale (Ofsted)"), field_of("How we will monitor it:"), field_of("Why this matters to us")
        ('deadline', 'monitoring', 'outcome')
    """
    text = clean(label).strip(" :")
    read = read_label(f"{text}:")
    if read and not read.rest and not read.ref:
        return {"outcome": "outcome", "priority": "section"}.get(read.kind, "recommendation")
    match = match_heading(text)
    if match and match.score >= _SURE:
        return "" if match.field == "other" else match.field
    return hint_heading(text)


def _score(text: str) -> float:
    match = match_heading(clean(text).strip(" :"))
    return match.score if match else 0.0


def _is_known(text: str) -> bool:
    return field_of(text) != ""


def _is_label(text: str, labels: Counter[str]) -> bool:
    """Whether a text is short and names a field, or comes again as a label."""
    flat = clean(text)
    short = len(flat.split()) <= _LABEL_WORDS and not flat.endswith(".") and any(c.isalpha() for c in flat)
    return short and (_is_known(flat) or labels[_plain(flat)] > 1)


def _plain(text: str) -> str:
    return clean(text).strip(" :").casefold()
