"""Speed: `python -m benchmarks.speed [PDF or FOLDER ...]`, a Markdown table on standard output.

Milliseconds a page, warm, over the samples or the files and folders that are named. Every contestant works in fresh
processes, in rounds that take turns so that a busy machine hits all of them alike. In a round one file, another each
time, warms up and does not count; the others are read once, like the plans of a folder. Whoever is slow takes part in
the first two rounds only. Told are medians over the rounds, and the ratios to pdfplumber's `extract_tables` as
geometric means over the files.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import geometric_mean, median
from time import perf_counter

import pypdfium2 as pdfium

from benchmarks.contestants import CONTESTANTS, REFERENCE
from benchmarks.harness import (
    ROOT,
    SAMPLES,
    fresh,
    logger,
    machine,
    markdown,
    named,
    page_count,
    say_where_we_are,
    show,
)
from benchmarks.harness import titles as titles_of
from extractors.quick import QuickReader
from pipeline.extract import page_tables

Times = dict[str, dict[str, float]]
"""Milliseconds a page by contestant and file."""
SLOW = 20.0
"""Seconds for a round: enough to know that a contestant is slow."""
COMPARED = {"tables": "raw tables", "pipeline": "whole pipeline"}
SLOWEST = ("camelot-lattice", "camelot-auto")
"""Who takes minutes, and takes part only where asked for."""
LEAST = 2
"""Rounds after which every file has been timed."""
STARTS = 7


def measure(files: Sequence[Path], names: Sequence[str], rounds: int, clock: str) -> Times:
    """Medians over the rounds for all named that are installed and do not fail."""
    pages = {str(path): page_count(path) for path in files}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in names if CONTESTANTS[name].installed}
    for turn in range(rounds):
        order = [*files[turn % len(files) :], *files[: turn % len(files)]]
        for name, results in taken.items():
            if len(results) >= LEAST and sum(results[0].values()) > SLOW:
                continue
            logger.info("round %d of %d: %s", turn + 1, rounds, name)
            try:
                results.append(fresh(clock, name, *order))
            except RuntimeError as error:
                logger.warning("%s failed: %s", name, error)
    return {
        name: {file: 1000 * median(r[file] for r in results if file in r) / count for file, count in pages.items()}
        for name, results in taken.items()
        if all(any(file in r for r in results) for file in pages)
    }


def speed_table(files: Sequence[Path], names: Sequence[str], times: Times) -> str:
    """One row for each contestant: milliseconds a page, and how many times as fast as the reference."""
    head = ["ms a page", *titles_of(files).values(), "geometric mean", "times pdfplumber"]
    rows = []
    for name in names:
        one = CONTESTANTS[name]
        if name not in times:
            absence = "failed" if one.installed else "not installed"
            rows.append([one.title, *[absence] * len(files), "", ""])
            continue
        figures = [times[name][str(path)] for path in files]
        ratio = f"{times_as_fast(times, name, REFERENCE):.1f}" if REFERENCE in times else ""
        rows.append([one.title, *(f"{figure:.2f}" for figure in figures), f"{geometric_mean(figures):.2f}", ratio])
    return markdown(head, rows)


def ratio_table(times: Times) -> str:
    """How many times as fast as each peer raw tables and the whole pipeline are."""
    rows = []
    ours = {name: title for name, title in COMPARED.items() if name in times}
    for name in times:
        if CONTESTANTS[name].package:
            ratios = (times_as_fast(times, mine, name) for mine in ours)
            rows.append([CONTESTANTS[name].title, *(f"{ratio:.1f}" for ratio in ratios)])
    return markdown(["times as fast as", *ours.values()], rows)


def times_as_fast(times: Times, name: str, other: str) -> float:
    """Geometric mean over the files of the other's time by this one's."""
    return geometric_mean(times[other][file] / times[name][file] for file in times[name])


def one_page_plan(target: Path) -> Path:
    """The page of the first sample that holds most cells, as a file of its own."""
    path = named([SAMPLES])[0]
    sizes = [sum(len(t.cells) for t in page_tables(page)) for page in QuickReader().read(path)]
    single = pdfium.PdfDocument.new()
    source = pdfium.PdfDocument(path)
    single.import_pages(source, [sizes.index(max(sizes))])
    single.save(target)
    single.close()
    source.close()
    return target


def start_up_table() -> str:
    """Seconds of whole processes, from the command to its end."""
    with tempfile.TemporaryDirectory() as folder:
        plan = one_page_plan(Path(folder) / "plan.pdf")
        ours = [sys.executable, "-m", "pipeline"]
        commands = {
            "Python that does nothing": [sys.executable, "-c", "pass"],
            "`actionplans --help`": [*ours, "--help"],
            "`actionplans tables` on a one-page plan": [*ours, "tables", str(plan)],
            "`actionplans run` on a one-page plan": [*ours, "run", str(plan), "-o", folder],
        }
        rows = []
        for label, command in commands.items():
            seconds = [_seconds(command) for _ in range(STARTS)]
            rows.append([label, f"{median(seconds):.2f}", f"{min(seconds):.2f}"])
    return markdown(["seconds from a cold start", f"median of {STARTS}", "fastest"], rows)


def _seconds(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return perf_counter() - start


def main() -> None:
    """Measure and write the tables."""
    usual = [name for name in CONTESTANTS if name not in SLOWEST]
    parser = argparse.ArgumentParser(description="Speed beside other libraries, as Markdown.")
    parser.add_argument("files", nargs="*", type=Path, help=f"PDFs and folders of them (default: {SAMPLES.name})")
    parser.add_argument("--rounds", type=int, default=6, help="fresh processes for each contestant (default: 6)")
    parser.add_argument(
        "--only", nargs="+", choices=CONTESTANTS, default=usual, help=f"who takes part (default: {' '.join(usual)})"
    )
    parser.add_argument("--all", action="store_true", help=f"everybody, also {' and '.join(SLOWEST)}, for minutes")
    parser.add_argument("--cpu", action="store_true", help="time of the processor, for a machine that does other work")
    parser.add_argument("--no-starts", action="store_true", help="leave out cold starts")
    options = parser.parse_args()
    say_where_we_are()
    names = list(CONTESTANTS) if options.all else options.only
    files = named(options.files or [SAMPLES])
    times = measure(files, names, max(options.rounds, LEAST), "processor" if options.cpu else "speed")
    clock = "processor time" if options.cpu else "time"
    show(f"{machine()}; {options.rounds} rounds, {clock}.\n", speed_table(files, names, times), ratio_table(times))
    if not options.no_starts:
        show(start_up_table())


if __name__ == "__main__":
    main()
