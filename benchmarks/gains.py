"""Gains and losses between two commits: `python -m benchmarks.gains BASE [HEAD] [--folder DIR ...]`, Markdown.

Both commits read the samples of the present checkout, and further folders, each in a working tree of its own. Actions
are paired within a file: first those whose place and text agree, then those of one place or one text, then the most
similar ones left; what finds no partner is gained or lost. HEAD may be `.` for the files as they are now.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.harness import ROOT, SAMPLES, logger, markdown, say_where_we_are, show

Row = dict[str, str]
PLACE = ("recommendation_kind", "section", "recommendation_ref", "action_ref")
IDENTIFIERS = {"action_id", "plan_id", "recommendation_id"}
"""Columns that may change by themselves when something before them does."""
FILE = "source_file"
_ALIKE = 0.6
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Comparison:
    """Actions of one file that were gained, lost, or found by both."""

    gained: list[Row]
    lost: list[Row]
    pairs: list[tuple[Row, Row]]

    def changes(self) -> Iterator[tuple[Row, str, str, str]]:
        """Action, field, old and new value of every difference."""
        for old, new in self.pairs:
            for field in {**old, **new}:
                if field not in IDENTIFIERS | {FILE} and old.get(field, "") != new.get(field, ""):
                    yield new, field, old.get(field, ""), new.get(field, "")


@contextmanager
def checkout(commit: str, folder: Path) -> Iterator[Path]:
    """A working tree of a commit that is gone afterwards; `.` is the present one."""
    if commit == ".":
        yield ROOT
        return
    tree = folder / "tree"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, commit], cwd=ROOT, check=True)
    try:
        yield tree
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def extraction(commit: str, inputs: Sequence[Path]) -> list[Row]:
    """The actions that a commit reads, with the file of each.

    Raises:
        RuntimeError: The commit writes no table.
    """
    logger.info("reading with %s", commit)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with checkout(commit, folder) as tree:
            command = [sys.executable, "-m", "pipeline", "run", *map(str, inputs), "-o", str(folder / "out")]
            environment = {**os.environ, "PYTHONPATH": str(tree)}
            done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
        if not (folder / "out" / "actions.csv").exists():
            raise RuntimeError(f"{commit} writes no actions.csv: {done.stderr.strip()[-300:]}")
        plans = {plan["plan_id"]: plan[FILE] for plan in _rows(folder / "out" / "plans.csv")}
        return [{**row, FILE: plans.get(row["plan_id"], "")} for row in _rows(folder / "out" / "actions.csv")]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def compare(old: Sequence[Row], new: Sequence[Row]) -> Comparison:
    """Pair the actions of one file."""
    before, after = list(old), list(new)
    pairs: list[tuple[Row, Row]] = []
    for key in (lambda r: (_place(r), _text(r)), _text, _place):
        _pair(before, after, key, pairs)
    for row in list(before):
        best = max(after, key=lambda other: _likeness(row, other), default=None)
        if best is not None and _likeness(row, best) >= _ALIKE:
            before.remove(row)
            after.remove(best)
            pairs.append((row, best))
    return Comparison(after, before, pairs)


def _pair(before: list[Row], after: list[Row], key: Callable[[Row], object], pairs: list[tuple[Row, Row]]) -> None:
    """Move rows with the same key, in their order, from both lists to the pairs."""
    for row in list(before):
        partner = next((other for other in after if key(other) == key(row)), None)
        if partner is not None:
            before.remove(row)
            after.remove(partner)
            pairs.append((row, partner))


def _place(row: Row) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in PLACE)


def _text(row: Row) -> str:
    return re.sub(r"\W+", "", row.get("action", "")).casefold()


def _likeness(first: Row, second: Row) -> float:
    return SequenceMatcher(None, _text(first), _text(second), autojunk=False).ratio()


def report(found: dict[str, Comparison]) -> Iterator[str]:
    """Parts of the result as Markdown."""
    head = ["file", "paired", "gained", "lost", "changed"]
    yield markdown(head, [[name, *_figures(one)] for name, one in found.items()])
    fields = Counter(field for one in found.values() for _, field, _, _ in one.changes())
    if fields:
        yield markdown(["field", "changed"], [[field, str(count)] for field, count in fields.most_common()])
    for name, one in found.items():
        for title, rows in (("gained", one.gained), ("lost", one.lost)):
            if rows:
                yield f"{name}, {title}:\n"
                yield "".join(f"- {_name(row)}: {_short(row.get('action', ''))}\n" for row in rows)
        changes = [[_name(row), field, _short(old), _short(new)] for row, field, old, new in one.changes()]
        if changes:
            yield f"{name}, changed:\n"
            yield markdown(["action", "field", "before", "after"], changes).replace("---:", "---")


def _figures(one: Comparison) -> list[str]:
    changed = len({id(row) for row, *_ in one.changes()})
    return [str(count) for count in (len(one.pairs), len(one.gained), len(one.lost), changed)]


def _name(row: Row) -> str:
    return " ".join(filter(None, (row.get("section"), row.get("recommendation_ref"), row.get("action_ref"))))


def _short(text: str) -> str:
    flat = " ".join(text.split()).replace("|", "\\|")
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}..."


def main() -> None:
    """Read with both commits, compare, write."""
    parser = argparse.ArgumentParser(description="Actions gained, lost and changed between two commits, as Markdown.")
    parser.add_argument("base", help="the commit to compare with")
    parser.add_argument("head", nargs="?", default=".", help="the other commit (default: the files as they are now)")
    parser.add_argument("--folder", type=Path, nargs="+", default=[], help="further PDFs and folders of them")
    options = parser.parse_args()
    say_where_we_are()
    found = {}
    for folder in (SAMPLES, *(folder.resolve() for folder in options.folder)):
        old, new = extraction(options.base, [folder]), extraction(options.head, [folder])
        for name in sorted({row[FILE] for row in (*old, *new)}):
            mine = ([row for row in rows if row[FILE] == name] for rows in (old, new))
            found[f"{folder.name}/{name}"] = compare(*mine)
    show(f"From {options.base} to {options.head}.\n", *report(found))


if __name__ == "__main__":
    main()
