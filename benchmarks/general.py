"""General tables: `python -m benchmarks.general [--seed WORD] [--cases N]`, a Markdown table on standard output.

Random tables (prices, timetables, figures, people, tasks, terms, readings) in every style of rules, stripes and grounds
(`benchmarks.invent`) are printed by WeasyPrint, Chromium and LibreOffice where they are installed. Which cell a
character belongs to is told by a second print, in which the text of each cell has a colour of its own. Told are the
means over the pages of all printers for each style and contestant. With another seed the tables are others.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks.accuracy import Task, score
from benchmarks.contestants import CONTESTANTS
from benchmarks.harness import logger, machine, markdown, say_where_we_are, show
from benchmarks.invent import LONG, SOME, STYLES, Rows, document
from benchmarks.printers import PRINTERS, installed
from benchmarks.truth import grids_of, whole_grids


class Batch(NamedTuple):
    """Which tables are invented."""

    seed: str
    cases: int
    rows: Rows = SOME


def printed(style: str, batch: Batch, folder: Path, printers: Sequence[str] = tuple(PRINTERS)) -> list[Task]:
    """The tables of one style, printed by every program that is installed."""
    tasks = []
    for name in filter(installed, printers):
        path = folder / f"{name}-{style.replace(' ', '-')}.pdf"
        coloured = path.with_suffix(".coloured.pdf")
        html, places = document(batch.seed, style, batch.cases, coloured=True, rows=batch.rows)
        PRINTERS[name](html, coloured)
        PRINTERS[name](document(batch.seed, style, batch.cases, coloured=False, rows=batch.rows)[0], path)
        whole = whole_grids(coloured, places) if batch.rows == LONG else []
        tasks.append(Task(path, path.stem, grids_of(coloured, places), whole))
    return tasks


def style_rows(options: argparse.Namespace) -> list[list[str]]:
    """One row for each style: cells and neighbours of each contestant."""
    rows = []
    for style in options.styles:
        logger.info("%s", style)
        with tempfile.TemporaryDirectory() as folder:
            batch = Batch(options.seed, options.cases, tuple(options.rows))
            tasks = printed(style, batch, Path(folder), options.printers)
            rows.append([style, *(_told(name, tasks) for name in options.only)])
    return rows


def _told(name: str, tasks: Sequence[Task]) -> str:
    if not CONTESTANTS[name].installed:
        return "not installed"
    figures = [figure for figure in score(name, tasks) if figure is not None]
    if len(figures) < len(tasks):
        return "failed"
    return f"{fmean(f.cells for f in figures):.3f} / {fmean(f.neighbours for f in figures):.3f}"


def main() -> None:
    """Print, score and write the table."""
    able = [name for name, one in CONTESTANTS.items() if one.grids is not None]
    parser = argparse.ArgumentParser(description="Accuracy on invented general tables, as Markdown.")
    parser.add_argument("--seed", default="general", help="any word: it decides everything that is random")
    parser.add_argument("--cases", type=int, default=8, help="pages of each style (default: 8)")
    parser.add_argument("--rows", nargs=2, type=int, default=SOME, metavar=("LEAST", "MOST"), help="rows of a table")
    parser.add_argument("--styles", nargs="+", choices=STYLES, default=list(STYLES))
    parser.add_argument("--printers", nargs="+", choices=PRINTERS, default=list(PRINTERS))
    parser.add_argument("--only", nargs="+", choices=able, default=able, help="who takes part")
    options = parser.parse_args()
    say_where_we_are()
    rows = style_rows(options)
    printers = ", ".join(filter(installed, options.printers))
    show(f"{machine()}; printed by {printers}; seed {options.seed}.\n")
    show(markdown(["cells / neighbours, F1", *(CONTESTANTS[name].title for name in options.only)], rows))


if __name__ == "__main__":
    main()
