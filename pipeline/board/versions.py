"""What changed since the version before, where the dataset holds it."""

from __future__ import annotations

from collections import Counter

from schemas import Change

from ..display import codes, days, label
from ..html.page import Section
from ..report_tables import Cell, Column, Ref, Table, table
from .rows import PlanRows


def version_section(rows: PlanRows) -> Section | None:
    """Differences from the version before; nothing where there is none."""
    if not rows.changes:
        return None
    return Section(
        "since", "Changes since the version before", (change_counts(rows.changes), change_table(rows.changes))
    )


def change_counts(changes: tuple[Change, ...]) -> Table:
    """How many differences there are of each sort."""
    found = Counter(change.change for change in changes)
    shown = [(label("change", code), found[code]) for code in codes("change")]
    columns = (Column("Change"), Column("How many", "count"))
    return table("version-counts", "How many differences", columns, shown)


def change_table(changes: tuple[Change, ...], name: str = "version-changes") -> Table:
    """Every difference: which action, what it was and what it is."""
    columns = (
        Column("Change", filter=True),
        Column("No.", "ref"),
        Column("Before", "prose"),
        Column("Now", "prose"),
        Column("Moved by"),
    )
    shown = [(label("change", c.change), _ref(c), _value(c, c.old), _value(c, c.new), _moved(c)) for c in changes]
    return table(name, "Every difference", columns, shown)


def _ref(change: Change) -> Ref:
    numbers = dict.fromkeys(number for number in (change.action_ref_old, change.action_ref_new) if number)
    return Ref(" / ".join(part for part in (change.recommendation_ref, " → ".join(numbers)) if part))


def _value(change: Change, value: str) -> Cell:
    if change.change == "status_changed":
        return label("status", value)
    if not value and change.change in {"added", "removed"}:
        return "–"
    return value or None


def _moved(change: Change) -> str:
    if change.days is None:
        return "–"
    return f"{days(change.days)} {'later' if change.days > 0 else 'earlier'}"
