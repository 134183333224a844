"""Tables over page breaks: `python -m benchmarks.stitched [--seed WORD]`, a Markdown table on standard output.

Invented tables of 25 to 60 rows run over several pages; the truth is each table as one, with the headings that later
pages repeat counted once. Told are cells and neighbours, and how many of the cells cut by a break are whole again.
No peer stitches, so each is given what a user would write around it: tables on pages that follow each other become one
where they have the same number of columns, and a first row that repeats is left out.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks.contestants import CONTESTANTS
from benchmarks.general import Batch, printed
from benchmarks.harness import fresh, logger, machine, markdown, say_where_we_are, show
from benchmarks.invent import LONG, STYLES
from benchmarks.measures import Agreement, Field, Table, agreement, cell_tally, letters
from benchmarks.printers import PRINTERS, installed
from pipeline.extract import extract
from pipeline.stitch import stitch
from pipeline.triage import triage

OURS = "tables"


class Case(NamedTuple):
    """A print of tables over several pages, and what it holds."""

    path: Path
    whole: list[Table]
    """Tables as they are, all counted as of page 1."""
    paged: list[Table]
    """What each page shows of them."""


class Figures(NamedTuple):
    """How well one contestant does on one print."""

    agreement: Agreement
    whole: int
    """Cells cut by a break that are whole again."""
    cut: int


def our_stitched(path: Path) -> list[Table]:
    """Stitched tables of our own program."""
    extraction = extract(triage(path), path)
    tables = stitch(extraction.tables, extraction.body)
    return [
        Table(
            page=1,
            cells=[Field(row0=c.row0, row1=c.row1, col0=c.col0, col1=c.col1, text=c.text) for c in table.cells],
        )
        for table in tables
    ]


def joined(tables: Sequence[Table]) -> list[Table]:
    """Tables of single pages, joined as a user of a library without stitching would do it."""
    whole: list[tuple[Table, int]] = []
    for table in tables:
        if not table["cells"]:
            continue
        before, page = whole[-1] if whole else (None, 0)
        if before is None or table["page"] != page + 1 or _columns(before) != _columns(table):
            whole.append((Table(page=1, cells=list(table["cells"])), table["page"]))
            continue
        repeats = _first_row(before) == _first_row(table)
        shift = max(cell["row1"] for cell in before["cells"]) - int(repeats)
        before["cells"] += [_moved(cell, shift) for cell in table["cells"] if not repeats or cell["row0"] > 0]
        whole[-1] = (before, table["page"])
    return [table for table, _ in whole]


def _columns(table: Table) -> int:
    return max(cell["col1"] for cell in table["cells"])


def _first_row(table: Table) -> list[tuple[int, str]]:
    return sorted((cell["col0"], letters(cell["text"])) for cell in table["cells"] if cell["row0"] == 0)


def _moved(cell: Field, shift: int) -> Field:
    return Field(
        row0=cell["row0"] + shift, row1=cell["row1"] + shift, col0=cell["col0"], col1=cell["col1"], text=cell["text"]
    )


def figures(found: Sequence[Table], case: Case) -> Figures:
    """Cells, neighbours, and cells that stand on two pages and are found whole."""
    on_pages = sum((cell_tally(table) for table in case.paged), start=cell_tally(Table(page=1, cells=[])))
    true = sum((cell_tally(table) for table in case.whole), start=cell_tally(Table(page=1, cells=[])))
    ours = sum((cell_tally(table) for table in found), start=cell_tally(Table(page=1, cells=[])))
    cut = true - on_pages
    return Figures(agreement(found, case.whole), (cut & ours).total(), cut.total())


def told(results: Sequence[Figures]) -> str:
    """Means over the prints, and cut cells over all of them."""
    if not results:
        return "failed"
    cells, neighbours = fmean(r.agreement.cells for r in results), fmean(r.agreement.neighbours for r in results)
    whole, cut = sum(r.whole for r in results), sum(r.cut for r in results)
    return f"{cells:.3f} / {neighbours:.3f}, {whole} of {cut}"


def read(name: str, case: Case) -> list[Table]:
    """Stitched tables of one contestant; none where it failed."""
    if name == OURS:
        return our_stitched(case.path)
    tables = fresh("grids", name, case.path)[str(case.path)]
    if isinstance(tables, str):
        logger.warning("%s failed: %s", name, tables)
        return []
    return joined(tables)


def rows_of(options: argparse.Namespace) -> list[list[str]]:
    """One row for each style: the figures of each contestant, and those of all styles together."""
    rows = []
    results: dict[str, list[Figures]] = {name: [] for name in options.only}
    for style in options.styles:
        logger.info("%s", style)
        with tempfile.TemporaryDirectory() as folder:
            cases = _cases(style, options, Path(folder))
            found = {name: [figures(read(name, case), case) for case in cases] for name in results}
        for name, some in found.items():
            results[name] += some
        rows.append([style, *(told(some) for some in found.values())])
    return [*rows, ["all", *(told(some) for some in results.values())]]


def _cases(style: str, options: argparse.Namespace, folder: Path) -> list[Case]:
    batch = Batch(options.seed, options.cases, LONG)
    return [Case(task.path, task.whole, task.true) for task in printed(style, batch, folder, options.printers)]


def main() -> None:
    """Print, stitch, score and write the table."""
    able = [name for name, one in CONTESTANTS.items() if one.grids is not None and one.installed]
    parser = argparse.ArgumentParser(description="Accuracy of tables over page breaks, as Markdown.")
    parser.add_argument("--seed", default="stitched", help="any word: it decides everything that is random")
    parser.add_argument("--cases", type=int, default=3, help="tables of each style (default: 3)")
    parser.add_argument("--styles", nargs="+", choices=STYLES, default=list(STYLES))
    parser.add_argument("--printers", nargs="+", choices=PRINTERS, default=list(filter(installed, PRINTERS)))
    parser.add_argument("--only", nargs="+", choices=able, default=able, help="who takes part")
    options = parser.parse_args()
    say_where_we_are()
    rows = rows_of(options)
    show(f"{machine()}; printed by {', '.join(options.printers)}; seed {options.seed}; {options.cases} tables each.\n")
    head = ["cells / neighbours, F1, cut cells made whole", *(CONTESTANTS[name].title for name in options.only)]
    show(markdown(head, rows))


if __name__ == "__main__":
    main()
