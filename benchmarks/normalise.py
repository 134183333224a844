"""Values: `python -m benchmarks.normalise [FOLDER ...]`, what it costs to turn one raw action into its rows.

The samples, and the plans of the folders given, are taken through the stages before; then only the normalising is
timed, front matter apart, with the collector of cycles as in a run, in so many rounds. The first round, which compiles
the vocabularies, is told by itself. A second table times each reader over the cells that these plans print. All figures
are processor time.
"""

from __future__ import annotations

import argparse
import functools
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.harness import logger, machine, markdown, pdfs, say_where_we_are, show
from pipeline.execute.attempt import few_collections
from pipeline.extract import extract
from pipeline.ingest import SourceDocument, ingest
from pipeline.map_columns import map_columns
from pipeline.normalise import Front, normalise, read_front
from pipeline.normalise.change_types import read_change_types
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.status import read_status
from pipeline.normalise.themes import read_themes
from pipeline.normalise.updates import read_updates
from pipeline.segment import Segmented, segment
from pipeline.stitch import stitch
from pipeline.triage import triage

MILLI = 1000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it stands before its values are read."""

    source: SourceDocument
    segmented: Segmented
    front: Front


def prepare(path: Path) -> Prepared:
    """Take a document through the stages before."""
    logger.info("%s", path.name)
    source = ingest(path)
    extraction = extract(triage(path), path)
    tables = map_columns(stitch(extraction.tables, extraction.body))
    segmented = segment(tables, extraction.body)
    return Prepared(source, segmented, read_front(source, extraction, tables, segmented))


def forget() -> None:
    """Empty what the readers remember of cells, so that every round reads them anew; compiled vocabularies stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pipeline.normalise"):
            for held in vars(module).values():
                if isinstance(held, functools._lru_cache_wrapper) and held.cache_info().maxsize is not None:
                    held.cache_clear()


def once(documents: Sequence[Prepared]) -> float:
    """Seconds of processor time that one round over all documents takes."""
    forget()
    with few_collections():
        began = time.process_time()
        for one in documents:
            normalise(one.source, one.segmented, one.front, "born_digital")
        return time.process_time() - began


def each(read: Callable[[str], object], cells: Iterable[str], rounds: int) -> tuple[int, float, float]:
    """How many cells there are, and the mean and the worst milliseconds for one, by the median of the rounds."""
    costs = []
    for cell in cells:
        taken = []
        for _ in range(rounds):
            forget()
            began = time.process_time()
            read(cell)
            taken.append((time.process_time() - began) * MILLI)
        costs.append(median(taken))
    return len(costs), sum(costs) / max(len(costs), 1), max(costs, default=0.0)


def readers_table(documents: Sequence[Prepared], rounds: int) -> str:
    """One row for each reader."""
    actions = [(one.front, action) for one in documents for action in one.segmented.actions]
    deadlines = {a.get("deadline").text: f.dates for f, a in actions}
    progress = {a.get("progress").text: f.dates for f, a in actions}
    readers: list[tuple[str, Callable[[str], object], Iterable[str]]] = [
        ("deadline", lambda text: read_deadline(text, deadlines[text]), deadlines),
        ("status", read_status, progress),
        ("updates", lambda text: read_updates(text, progress[text]), progress),
        ("change types", read_change_types, {a.action.text for _, a in actions}),
        ("themes", read_themes, {block.text for one in documents for block in one.segmented.blocks}),
    ]
    rows = [
        [name, str(count), f"{mean:.3f}", f"{worst:.2f}"]
        for name, (count, mean, worst) in ((name, each(read, cells, rounds)) for name, read, cells in readers)
    ]
    return markdown(["reader", "distinct cells", "mean ms", "worst ms"], rows)


def main() -> None:
    """Measure and write the tables."""
    parser = argparse.ArgumentParser(description="What normalising an action costs, as Markdown.")
    parser.add_argument("folders", nargs="*", type=Path, help="further PDF plans, or folders of them")
    parser.add_argument("--rounds", type=int, default=7, help="rounds for each figure (default: 7)")
    options = parser.parse_args()
    say_where_we_are()
    documents = [prepare(path) for path in pdfs(options.folders)]
    count = sum(len(one.segmented.actions) for one in documents)
    cold = once(documents) * MILLI
    warm = median(once(documents) for _ in range(options.rounds)) * MILLI
    total = markdown(
        ["actions", "first round, ms", "later rounds, ms", "ms for one action"],
        [[str(count), f"{cold:.0f}", f"{warm:.0f}", f"{warm / max(count, 1):.3f}"]],
    )
    show(f"{machine()}.\n", total, "", readers_table(documents, options.rounds))


if __name__ == "__main__":
    main()
