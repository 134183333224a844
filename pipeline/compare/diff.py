"""The differences between versions as a page and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from schemas import Action, Change, Dataset, columns

from ..board.versions import change_counts, change_table
from ..display import codes, day, days, label
from ..errors import UsageError
from ..export.files import prepare, replace_file
from ..export.to_csv import write_csv
from ..html.page import Page, Section, render
from ..report_tables import Column, Ref, Share, Status, Table, table
from .changes import Comparison, compare, deadlines_lost, slipped_twice, slips, vanished
from .version import SHARED_PART, Version, families, shared_part, versions

Family = list[Comparison]


def compare_datasets(old: Dataset, new: Dataset | None) -> list[Family]:
    """Versions of each plan against each other, from the oldest to the newest.

    Where two datasets of one plan each are given they are compared in that order, whatever they say about themselves.

    Raises:
        UsageError: Nothing in the datasets is a version of anything else.
    """
    if new is not None and len(old.plans) == len(new.plans) == 1:
        first, second = versions(old)[0], versions(new)[0]
        if first.plan.plan_id != second.plan.plan_id:
            return [[compare(first, second)]]
    found = {version.plan.plan_id: version for each in (old, new) if each for version in versions(each)}
    compared = [[compare(one, other) for one, other in pairwise(family)] for family in families(found.values())]
    if not compared:
        raise UsageError(
            "diff",
            "found no two versions of one plan (same council and inspection, with shared recommendations and an order)",
            "name two outputs that hold one plan each",
        )
    return compared


def write_diff(compared: Sequence[Family], out: Path) -> list[Path]:
    """Write `diff.html` and `changes.csv`; gives their paths.

    Raises:
        OutputUnwritable: The folder takes no files.
    """
    prepare(out)
    rows = tuple(change for family in compared for one in family for change in one.changes)
    page = replace_file(out / "diff.html", render(diff_page(compared)).encode())
    values = (("changes", [getattr(row, name) for name in columns("changes")]) for row in rows)
    return [page, *write_csv(values, out, tables=("changes",))]


def summary(compared: Iterable[Family]) -> list[str]:
    """One line for each pair of versions: what changed, in numbers."""
    lines = []
    for one in (pair for family in compared for pair in family):
        found = Counter(change.change for change in one.changes)
        told = ", ".join(f"{label('change', code).lower()} {found[code]}" for code in codes("change") if found[code])
        lines.append(f"{_council(one.new)}: {one.old.name} -> {one.new.name}: {told or 'no difference'}")
    return lines


def diff_page(compared: Sequence[Family]) -> Page:
    """The page on all versions of all plans."""
    pairs = [pair for family in compared for pair in family]
    names = sorted({_council(pair.new) for pair in pairs})
    sections = [section for n, family in enumerate(compared, 1) for section in _family(family, n, len(compared) > 1)]
    return Page(
        title=f"What changed: {names[0]}" if len(names) == 1 else "What changed between versions",
        kicker=f"{len(pairs) + len(compared)} versions of {len(compared)} plan{'s' if len(compared) > 1 else ''}",
        facts=tuple(_fact(pair) for pair in pairs),
        figures=(),
        sections=tuple(sections),
        notes=_notes(pairs),
    )


def _fact(pair: Comparison) -> tuple[str, str]:
    numbers = f"{len(pair.old.actions)} → {len(pair.new.actions)} actions; {len(pair.matching.pairs)} are in both"
    return (f"{_council(pair.new)}: {pair.old.name} → {pair.new.name}", numbers)


def _family(family: Family, number: int, named: bool) -> list[Section]:
    key, prefix = f"f{number}", f"{_council(family[-1].new)}: " if named else ""
    changes = tuple(change for pair in family for change in pair.changes)
    return [
        Section(f"{key}-counts", f"{prefix}How much changed", (_keyed(change_counts(changes), key),)),
        Section(f"{key}-vanished", f"{prefix}Gone without being completed", (_vanished(family, key),)),
        Section(f"{key}-slipped", f"{prefix}Deadlines that slipped", (_twice(family, key), _slipped(changes, key))),
        Section(f"{key}-lost", f"{prefix}Deadlines that are no longer stated", (_lost(family, key),)),
        Section(f"{key}-changes", f"{prefix}Every difference", (change_table(changes, f"{key}-all"),)),
    ]


def _keyed(made: Table, key: str) -> Table:
    return Table(f"{key}-{made.key}", made.title, made.columns, made.rows, note=made.note)


def _vanished(family: Family, key: str) -> Table:
    columns = (
        Column("Last seen in"),
        Column("No.", "ref"),
        Column("Action", "prose"),
        Column("Leads"),
        Column("Due", "date"),
        Column("Last status", "status"),
    )
    rows = [
        (pair.old.name, _ref(a), a.action, "; ".join(a.leads) or None, a.due_date, Status(a.status))
        for pair in family
        for a in vanished(pair)
    ]
    total = sum(len(pair.matching.removed) for pair in family)
    note = (
        f"{Share(len(rows), total)} actions that are gone were neither completed nor withdrawn. An action that was"
        " merged into another one is not gone."
    )
    return table(f"{key}-vanished-table", "Actions that vanished", columns, rows, note=note)


def _twice(family: Family, key: str) -> Table:
    columns = (
        Column("No.", "ref"),
        Column("Action", "prose"),
        Column("Slips", "count"),
        Column("Deadlines in turn", "prose"),
    )
    rows = [
        (_ref(action), action.action, slips(dates), " → ".join(day(date) for date in dates))
        for action, dates in slipped_twice(family)
    ]
    note = "Counted from version to version, and where a version itself shows that it revised a deadline."
    return table(f"{key}-twice", "Slipped twice or more", columns, rows, note=note)


def _slipped(changes: Sequence[Change], key: str) -> Table:
    columns = (Column("No.", "ref"), Column("Was"), Column("Is"), Column("Days", "count"))
    found = sorted((c for c in changes if c.change == "deadline_slipped"), key=lambda c: -(c.days or 0))
    rows = [(Ref(f"{c.recommendation_ref} / {c.action_ref_new}"), c.old, c.new, c.days) for c in found]
    return table(f"{key}-slipped-table", "Every deadline that slipped", columns, rows)


def _lost(family: Family, key: str) -> Table:
    columns = (
        Column("No.", "ref"),
        Column("Action", "prose"),
        Column("Was due", "date"),
        Column("Deadline now", "prose"),
    )
    rows = [
        (_ref(new), new.action, old.due_date, new.deadline_raw or None)
        for pair in family
        for old, new in deadlines_lost(pair)
    ]
    return table(f"{key}-lost-table", "A day before, none now", columns, rows)


def _ref(action: Action) -> Ref:
    return Ref(" / ".join(part for part in (action.recommendation_ref, action.action_ref) if part))


def _council(version: Version) -> str:
    plan = version.plan
    return plan.council or plan.title or plan.source_file or plan.plan_id


def _notes(pairs: Sequence[Comparison]) -> tuple[str, ...]:
    notes = [
        "Actions are matched by their words, recommendation, number, leads and deadline together, so that one is found"
        " again though it was renumbered, reworded or moved. A match can be wrong: read both texts.",
        "A difference of capitals, blanks or punctuation alone is not counted.",
    ]
    for pair in pairs:
        part = shared_part(pair.old, pair.new)
        if part < SHARED_PART:
            notes.append(
                f"{pair.old.name} and {pair.new.name} share only {round(100 * part)}% of their recommendations: they"
                " may be different plans and not versions of one."
            )
        if pair.old.as_at and pair.new.as_at and pair.old.as_at > pair.new.as_at:
            gap = days((pair.old.as_at - pair.new.as_at).days)
            notes.append(f"The version named first is the later one by {gap}: are they the wrong way round?")
    return tuple(notes)
