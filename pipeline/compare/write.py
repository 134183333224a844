"""Write the comparison: a page, the figures and the groups as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from schemas import Dataset

from ..errors import UsageError
from ..export.files import prepare, replace_file
from ..export.to_csv import cell_text, guard
from ..html.page import render
from ..html.pictures import Evidence, draw_evidence
from ..report_tables import Share
from .choose import Filters, choose, newest_versions
from .groups import Group, group_recommendations
from .groups_file import groups_csv, read_groups
from .page import Comparison, comparison_page, group_page
from .side_by_side import PlanFigures, side_by_side
from .similarity import weigh

FIGURES = ("plan_id", "plan", "figure", "item", "value", "out_of")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reader asked for beside the filters."""

    groups: Path | None = None
    group: str = ""
    sources: tuple[Path, ...] = ()
    picture_bytes: int = 0


def write_comparison(dataset: Dataset, out: Path, filters: Filters, wishes: Wishes) -> list[Path]:
    """Write `compare.html`, `figures.csv`, `groups.csv`, and a page on the chosen group; gives their paths.

    Raises:
        UsageError: The filters leave nothing, or no group has the name.
        ExtraMissing: matplotlib or scikit-learn is not installed.
        OutputUnwritable: The folder takes no files.
    """
    decided = read_groups(wishes.groups) if wishes.groups else {}
    newest, older = newest_versions(dataset)
    chosen = choose(newest, filters)
    groups = group_recommendations(chosen, weigh(chosen), decided)
    made = Comparison(chosen, side_by_side(chosen), groups, filters, older)
    one = _named(groups, wishes.group) if wishes.group else None
    prepare(out)
    evidence = _evidence(chosen, out, wishes)
    written = [
        replace_file(out / "compare.html", render(comparison_page(made, evidence, evidence.notes)).encode()),
        replace_file(out / "figures.csv", figures_csv(made.figures).encode("utf-8-sig")),
        replace_file(out / "groups.csv", groups_csv(chosen, groups).encode("utf-8-sig")),
    ]
    if one:
        page = group_page(made, one, evidence, evidence.notes)
        written.append(replace_file(out / f"group-{one.key}.html", render(page).encode()))
    return written


def _named(groups: Sequence[Group], name: str) -> Group:
    for one in groups:
        if one.group_id == name:
            return one
    known = ", ".join(one.group_id for one in groups[:12]) or "none"
    raise UsageError(f"--group {name}", "is no group of this comparison", f"choose from {known}")


def _evidence(dataset: Dataset, out: Path, wishes: Wishes) -> Evidence:
    if not wishes.sources or not wishes.picture_bytes:
        told = "There are no pictures of the pages; name the folder of the PDFs with --source. Page numbers are given."
        return Evidence({}, (told,))
    return draw_evidence(dataset.plans, wishes.sources, dataset.provenance, out / "evidence", wishes.picture_bytes)


def figures_csv(found: Sequence[PlanFigures]) -> str:
    """Every figure of every plan, one in each row; `value` is empty where a figure cannot be told."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(FIGURES)
    for figures in found:
        for name, item, value, out_of in _listed(figures):
            row = [figures.plan.plan_id, figures.name, name, item, cell_text(value), cell_text(out_of)]
            writer.writerow([guard(text) for text in row])
    return buffer.getvalue()


def _listed(figures: PlanFigures) -> Iterator[tuple[str, str, object, int | None]]:
    bases = {"themes": figures.recommendations}
    for each in fields(figures):
        value = getattr(figures, each.name)
        if each.name in {"plan", "name"}:
            continue
        if isinstance(value, Share):
            yield each.name, "", value.count, value.of
        elif isinstance(value, dict):
            base = bases.get(each.name, figures.actions)
            yield from ((each.name, code, count, base) for code, count in value.items())
        else:
            yield each.name, "", value, None
