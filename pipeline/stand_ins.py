"""Stand-ins: columns that were taken for the actions by their headings alone, although another one holds them.

Where no heading names the actions, recommendations, milestones or outcomes stand in for them. The cells below tell
whether they do: actions are orders, one in each row, and what they serve stands over several of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.contents import guess_field, is_date, is_role
from pipeline.fields import Column
from pipeline.headings import hint_heading, match_heading
from pipeline.logical_table import LogicalTable

_COARSER = 0.7
"""Share of the entries of the actions up to which a column stands over several of them."""
_WORDS = 4
"""Words that the entries of a column of actions have on average, at the least."""


def with_true_actions(columns: tuple[Column, ...], table: LogicalTable, below: range) -> tuple[Column, ...]:
    """The columns, the actions in that which holds an order for each row.

    Args:
        columns: Columns as their headings name them, a stand-in as the actions where none names these.
        table: The table.
        below: Rows below the headings.
    """
    acting = [c for c in columns if c.field == "action"]
    known = match_heading(acting[0].heading) if len(acting) == 1 else None
    if known is None or known.field == "action":
        return columns
    stand_in = acting[0]
    if known.field == "recommendation":
        true = _unnamed_actions(stand_in, columns, table, below)
        return _exchanged(columns, stand_in, "recommendation", true)
    named = [c for c in columns if c.field == "recommendation"]
    true = named[0] if len(named) == 1 and _holds_orders(named[0], stand_in, table, below) else None
    return _exchanged(columns, stand_in, known.field, true)


def _exchanged(columns: tuple[Column, ...], stand_in: Column, field: str, true: Column | None) -> tuple[Column, ...]:
    if true is None:
        return columns
    fields = {stand_in: field, true: "action"}
    return tuple(replace(c, field=fields[c], by="contents") if c in fields else c for c in columns)


def _unnamed_actions(stand_in: Column, columns: Sequence[Column], table: LogicalTable, below: range) -> Column | None:
    """The first column of unknown heading, behind the recommendations, of orders or of several texts to one of them."""
    unknown = [c for c in columns if c.field == "extra" and c.col0 > stand_in.col0 and _says_nothing(c.heading)]
    texts = {c: _filled(c, table, below) for c in unknown}
    orders = next((c for c in unknown if guess_field(texts[c]) == "action"), None)
    if orders is not None:
        return orders
    over = len(_filled(stand_in, table, below))
    first = next((c for c in unknown if _is_wordy(texts[c])), None)
    finer = first is not None and over <= _COARSER * len(texts[first]) and not guess_field(texts[first])
    return first if finer else None


def _holds_orders(column: Column, stand_in: Column, table: LogicalTable, below: range) -> bool:
    """Whether a column gives an order in each row, and the one that stands in for it gives none."""
    texts, others = _filled(column, table, below), _filled(stand_in, table, below)
    fine = len(texts) > _COARSER * len(others)
    return fine and guess_field(texts) == "action" and guess_field(others) != "action"


def _says_nothing(heading: str) -> bool:
    return match_heading(heading) is None and not hint_heading(heading)


def _is_wordy(texts: Sequence[str]) -> bool:
    plain = [t for t in texts if not is_date(t) and not is_role(t)]
    return len(plain) > 1 and sum(len(t.split()) for t in plain) >= _WORDS * len(texts)


def _filled(column: Column, table: LogicalTable, below: range) -> list[str]:
    cells = (c for row in below for c in table.row_cells(row))
    return [c.text for c in cells if c.text.strip() and column.col0 <= c.col0 and c.col1 <= column.col1]
