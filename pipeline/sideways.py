"""Tables that lie on their side: a column for each action, a row for each field, and labels in the first column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.contract import Line
from pipeline.card_table import TableRow, make_table
from pipeline.form_rows import key_of, may_be_label
from pipeline.label_fields import label_field
from pipeline.labels import bare_ref
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.passages import clean

_LEAST_COLUMNS = 3
_LEAST_FIELDS = 3
_KNOWN = 0.6
"""Share of the labels that must name a field."""
_OWNED = frozenset({"lead", "lead_accountable", "lead_agency", "lead_delivery", "deadline"})
_HEAD = "Heading"
_REF = "Ref"


@dataclass(slots=True)
class _Group:
    """Columns between two heads: the cells of the head, and the rows below it."""

    head: list[StitchedCell] = field(default_factory=list)
    rows: list[list[StitchedCell]] = field(default_factory=list)
    bands: list[tuple[Line, ...]] = field(default_factory=list)
    """Texts over the whole width that stand above the head."""


def stand_up(table: LogicalTable) -> LogicalTable | None:
    """A table on its side with a row for each of its columns, or nothing where it is none.

    Args:
        table: A table without headings in a row.
    """
    if len(table.xs) - 1 < _LEAST_COLUMNS:
        return None
    groups = _groups(table)
    labels = _labels(groups)
    names = set(labels.values())
    known = sum(name != "" for name in labels.values())
    if "action" not in names or not names & _OWNED or len(names - {""}) < _LEAST_FIELDS:
        return None
    if known < _KNOWN * len(labels) or any(not group.rows for group in groups):
        return None
    return replace(_table(groups), fields=labels)


def _groups(table: LogicalTable) -> list[_Group]:
    """The groups of a table; none where its rows are of other shapes."""
    groups: list[_Group] = []
    bands: list[tuple[Line, ...]] = []
    for index in range(len(table.rows)):
        cells = table.row_cells(index)
        if len(cells) == 1:
            bands.append(cells[0].lines)
        elif len(cells) != len(table.xs) - 1 or not may_be_label(cells[0].text):
            return []
        elif not groups or bands or not cells[0].text.strip():
            groups.append(_Group(cells, bands=bands))
            bands = []
        else:
            groups[-1].rows.append(cells)
    return [_without_head(group) for group in groups] if not bands else []


def _without_head(group: _Group) -> _Group:
    """A group whose first row is no head but the first field: its label comes with texts that are no headings."""
    label = label_field(group.head[0].text, [c.text for c in group.head[1:]]) if group.head[0].text.strip() else ""
    return _Group([], [group.head, *group.rows], group.bands) if label not in {"", "ref"} else group


def _labels(groups: Sequence[_Group]) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for row in (row for group in groups for row in group.rows):
        values.setdefault(key_of(row[0].text), []).extend(c.text for c in row[1:])
    return {key: label_field(key, texts) for key, texts in values.items() if key}


def _table(groups: Sequence[_Group]) -> LogicalTable:
    heads = [clean(c.text) for group in groups for c in group.head[1:]]
    name = _REF if heads and all(any(x.isdigit() for x in bare_ref(h)) and len(h.split()) < 3 for h in heads) else _HEAD
    labels: dict[str, str] = {}
    for row in (row for group in groups for row in group.rows):
        labels.setdefault(key_of(row[0].text), clean(row[0].text).strip(" :"))
    rows: list[TableRow] = []
    printed: list[Line] = []
    for group in groups:
        rows += [TableRow((band,), band=True) for band in group.bands]
        printed += [line for row in [group.head, *group.rows] if row for line in row[0].lines]
        for place in range(1, len(group.rows[0])):
            cells = {key_of(row[0].text): row[place] for row in group.rows}
            if any(c.text.strip() for c in cells.values()):
                rows.append(_row(group.head[place : place + 1], cells, labels))
    return make_table([name, *labels.values()], rows, tuple(printed), "upright")


def _row(head: Sequence[StitchedCell], cells: Mapping[str, StitchedCell], labels: Mapping[str, str]) -> TableRow:
    found = [head[0] if head else None, *(cells.get(key) for key in labels)]
    return TableRow(tuple(c.lines if c else () for c in found), fills=tuple(c.fill if c else None for c in found))
