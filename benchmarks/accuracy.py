"""Accuracy: `python -m benchmarks.accuracy [FOLDER ...]`, Markdown tables on standard output.

Every contestant reads each PDF that has its true grid beside it (NAME.grid.json, made by `benchmarks.truth` for the
samples) and the variants of it; `benchmarks.measures` tells how well its tables agree with the truth, page by page.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from benchmarks.contestants import CONTESTANTS, Contestant
from benchmarks.harness import fresh, logger, machine, markdown, pdfs, say_where_we_are, show, titles
from benchmarks.measures import Agreement, Table, agreement
from benchmarks.variants import VARIANTS, write_variant

AS_PUBLISHED = "as published"
Entrants = dict[str, Contestant]


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read and what should be found in it."""

    path: Path
    title: str
    true: list[Table]
    """Tables as each page shows them."""
    whole: list[Table] = field(default_factory=list)
    """Tables over their pages, where that is asked for."""


def tasks(folders: Sequence[Path]) -> list[Task]:
    """Files with a true grid beside them; the others are told and left out."""
    files = pdfs(folders)
    names = titles(files)
    found = []
    for path in files:
        grid = path.with_suffix(".grid.json")
        if grid.exists():
            found.append(Task(path, names[path], json.loads(grid.read_text(encoding="utf-8"))))
        else:
            logger.warning("%s has no %s beside it and is left out", path.name, grid.name)
    return found


def score(name: str, given: Sequence[Task]) -> list[Agreement | None]:
    """Figures of one contestant for each task; none where it failed."""
    logger.info("  %s", name)
    try:
        answer = fresh("grids", name, *(task.path for task in given))
    except RuntimeError as error:
        logger.warning("%s failed: %s", name, error)
        return [None] * len(given)
    figures: list[Agreement | None] = []
    for task in given:
        tables = answer[str(task.path)]
        if isinstance(tables, str):
            logger.warning("%s failed on %s: %s", name, task.title, tables)
        figures.append(None if isinstance(tables, str) else agreement(tables, task.true))
    return figures


def file_table(given: Sequence[Task], entrants: Entrants) -> str:
    """Cells and neighbours of every contestant for every file as it is."""
    rows = []
    for name, one in entrants.items():
        figures = score(name, given) if one.installed else []
        rows.append([one.title, *(_told(f) for f in figures)] if figures else _absent(one, len(given)))
    return markdown(["cells / neighbours, F1", *(task.title for task in given)], rows)


def variant_table(given: Sequence[Task], entrants: Entrants, labels: Sequence[str]) -> str:
    """Means over the files for every variant and contestant."""
    columns: dict[str, list[str]] = {name: [] for name, one in entrants.items() if one.installed}
    for label in labels:
        logger.info("%s", label)
        with tempfile.TemporaryDirectory() as folder:
            changed = [
                Task(write_variant(task.path, VARIANTS[label], Path(folder) / f"{number}.pdf"), task.title, task.true)
                for number, task in enumerate(given)
            ]
            for name, column in columns.items():
                column.append(_told(_mean(score(name, changed))))
    rows = [
        [one.title, *columns[name]] if name in columns else _absent(one, len(labels)) for name, one in entrants.items()
    ]
    return markdown(["cells / neighbours, mean F1", *labels], rows)


def _mean(figures: Sequence[Agreement | None]) -> Agreement | None:
    told = [figure for figure in figures if figure is not None]
    if len(told) < len(figures):
        return None
    return Agreement(fmean(f.cells for f in told), fmean(f.neighbours for f in told))


def _told(figure: Agreement | None) -> str:
    return f"{figure.cells:.3f} / {figure.neighbours:.3f}" if figure else "failed"


def _absent(one: Contestant, columns: int) -> list[str]:
    return [one.title, *["not installed"] * columns]


def main() -> None:
    """Score and write the tables."""
    able = [name for name, one in CONTESTANTS.items() if one.grids is not None]
    parser = argparse.ArgumentParser(description="Accuracy of raw tables beside other libraries, as Markdown.")
    parser.add_argument("folders", nargs="*", type=Path, help="further PDFs with NAME.grid.json, and folders of them")
    parser.add_argument("--only", nargs="+", choices=able, default=able, help="who takes part")
    parser.add_argument("--files", nargs="+", metavar="PART", help="only files whose names hold one of these")
    parser.add_argument("--variants", nargs="*", choices=VARIANTS, default=list(VARIANTS), help="which redrawn pages")
    parser.add_argument("--no-variants", action="store_true", help="leave the redrawn pages out")
    options = parser.parse_args()
    say_where_we_are()
    entrants = {name: CONTESTANTS[name] for name in able if name in options.only}
    given = [t for t in tasks(options.folders) if not options.files or any(part in t.title for part in options.files)]
    logger.info(AS_PUBLISHED)
    show(f"{machine()}.\n", f"{AS_PUBLISHED.capitalize()}:\n", file_table(given, entrants))
    if not options.no_variants:
        show("Drawn again, mean over the files:\n", variant_table(given, entrants, options.variants))


if __name__ == "__main__":
    main()
