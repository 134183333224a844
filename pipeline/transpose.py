"""Tables that stand on their side: labels in the first column, and a block of rows for each action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.contract import Line
from pipeline.card_table import TableRow, make_table
from pipeline.form_tables import read_forms
from pipeline.headings import match_heading
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.sideways import stand_up

_LABELS = 3
"""Different fields that the first column must name."""
_NUMBERED = re.compile(
    r"^(?P<label>action|task|step|activity)\s*(?:no\.?\s*|number\s*)?[A-Z]{0,3}\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?[.)]?$",
    re.IGNORECASE,
)
_KNOWN = 0.6
"""Share of its entries that must be known headings."""


def upright(tables: Sequence[LogicalTable], body: Sequence[Line] = ()) -> list[LogicalTable]:
    """The tables, with those of labels and values turned into a row for each block.

    Args:
        tables: Logical tables in reading order.
        body: Lines outside tables, which may say what the form below them is for.
    """
    turned = {id(t): _turned(t) for t in tables}
    rest = [t for t in tables if turned[id(t)] is None and not t.headings]
    headed = any(t.headings for t in tables)
    forms = {
        id(t): stand_up(t) or form for t, form in zip(rest, read_forms(rest, body, only_named=headed), strict=True)
    }
    return [turned[id(t)] or forms.get(id(t), t) for t in tables]


def _turned(table: LogicalTable) -> LogicalTable | None:
    if len(table.xs) not in {3, 5} or table.headings or _has_heads(table):
        return None
    pairs = [pair for row in range(len(table.rows)) for pair in _pairs(table.row_cells(row))]
    labels = [_name(label.text)[0] for label, value in pairs if value is not None and label.text.strip()]
    matches = [m for text in labels if (m := match_heading(text)) and m.score >= 0.5]
    fields = {m.field for m in matches}
    if len(fields) < _LABELS or "action" not in fields or not fields & {"lead", "deadline"}:
        return None
    return _stood_up(pairs) if len(matches) >= _KNOWN * len(labels) else None


def _name(text: str) -> tuple[str, bool]:
    """A label without the number that it bears, and whether it bears one: `Action 1.1`."""
    label = " ".join(text.split()).strip(" :")
    numbered = _NUMBERED.match(label)
    return (numbered["label"], True) if numbered else (label, False)


def _has_heads(table: LogicalTable) -> bool:
    """Whether rows of another shape stand between the labels, as the heads of forms do."""
    return any(len(cells) > 1 and len(cells) % 2 for row in range(len(table.rows)) if (cells := table.row_cells(row)))


def _pairs(cells: Sequence[StitchedCell]) -> list[tuple[StitchedCell, StitchedCell | None]]:
    """Label and value cells of a row; a cell over the whole width is a band, without a value."""
    if len(cells) == 1:
        return [(cells[0], None)]
    return [(cells[i], cells[i + 1]) for i in range(0, len(cells) - 1, 2)]


@dataclass(slots=True)
class _Block:
    """Values by label, or the lines of a band."""

    values: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    band: tuple[Line, ...] = ()

    def row(self, labels: Sequence[str]) -> TableRow:
        return (
            TableRow((self.band,), band=True) if self.band else TableRow(tuple(self.values.get(n, ()) for n in labels))
        )


def _stood_up(pairs: Sequence[tuple[StitchedCell, StitchedCell | None]]) -> LogicalTable:
    blocks: list[_Block] = []
    labels: dict[str, str] = {}
    printed: list[Line] = []
    for label, value in pairs:
        if value is None:
            blocks.append(_Block(band=label.lines))
            continue
        printed_name, numbered = _name(label.text)
        name = printed_name.casefold()
        if not blocks or blocks[-1].band or name in blocks[-1].values:
            blocks.append(_Block())
        if numbered:
            labels.setdefault("ref", "Ref")
            blocks[-1].values["ref"] = label.lines
        else:
            printed += label.lines
        labels.setdefault(name, printed_name)
        blocks[-1].values[name] = value.lines
    rows = [block.row(list(labels)) for block in blocks]
    return make_table(list(labels.values()), [row for row in rows if any(row.cells)], tuple(printed), "upright")
