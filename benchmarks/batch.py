"""Batches: `python -m benchmarks.batch [--documents 50 500 2000] [--jobs 1 2]`, Markdown tables on standard output.

The samples are redrawn and copied, every copy with words of its own, and read by the command in a process of its own.
Told are seconds from start to end, processor time of all processes, and the highest sum of resident memory, each also
for a single document. What is flat there stays flat with ten times as many.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import pypdfium2 as pdfium
from reportlab import rl_config

from benchmarks.harness import ROOT, logger, machine, markdown, page_count, pdfs, say_where_we_are, show
from benchmarks.variants import VARIANTS, write_variant

_CHANGED = (b"children", b"services", b"practice", b"planning")
"""Words of eight letters that become numbers, so that no two copies say the same."""
_GLANCE = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took."""

    documents: int
    pages: int
    jobs: int
    seconds: float
    processor: float
    """Seconds of all processes together."""
    megabytes: float
    """Highest sum of resident memory."""
    own: float
    """Highest resident memory of the process that leads."""
    leading: float
    """Seconds of processor of the process that leads."""


def make_documents(count: int, folder: Path, most: int) -> int:
    """Write so many different documents, of so many pages at most; gives back their pages."""
    rl_config.pageCompression = 0
    templates = []
    for number, path in enumerate(pdfs(())):
        short = _last_pages(path, most, folder / f"short-{number}.pdf")
        plain = write_variant(short, VARIANTS["redrawn"], folder / f"template-{number}.pdf")
        templates.append((plain.read_bytes(), page_count(plain)))
        plain.unlink()
        short.unlink()
    pages = 0
    for number in range(count):
        content, length = templates[number % len(templates)]
        for turn, word in enumerate(_CHANGED):
            content = content.replace(word, b"%s%05d" % (word[:3], (number * 7 + turn) % 100_000))
        (folder / f"plan-{number:05d}.pdf").write_bytes(content)
        pages += length
    return pages


def _last_pages(source: Path, most: int, target: Path) -> Path:
    """The last pages of a document, where its tables are, as a file of its own."""
    whole, part = pdfium.PdfDocument(source), pdfium.PdfDocument.new()
    part.import_pages(whole, list(range(len(whole)))[-most:])
    part.save(target)
    part.close()
    whole.close()
    return target


def measure(folder: Path, out: Path, pages: int, jobs: int) -> Cost:
    """Run the command over a folder."""
    command = [sys.executable, "-m", "pipeline", "run", str(folder), "-o", str(out), "--jobs", str(jobs), "--quiet"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = perf_counter()
    run = subprocess.Popen(command, cwd=ROOT)
    most = own = leading = 0.0
    while run.poll() is None:
        sizes = [_resident(process) for process in (run.pid, *_children(run.pid))]
        most, own = max(most, sum(sizes)), max(own, sizes[0])
        leading = max(leading, _processor(run.pid))
        sleep(_GLANCE)
    seconds = perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    count = len(list(folder.iterdir()))
    logger.info(
        "%d documents, %d processes: %.0f s, %.0f s of processor, %.0f MB", count, jobs, seconds, processor, most
    )
    return Cost(count, pages, jobs, seconds, processor, most, own, leading)


def _resident(process: int) -> float:
    try:
        return (
            int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
            * os.sysconf("SC_PAGE_SIZE")
            / 1e6
        )
    except (OSError, IndexError):
        return 0.0


def _processor(process: int) -> float:
    """Seconds of processor of one process, its children left out; 0 where it is gone."""
    try:
        values = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def cost_table(costs: Sequence[Cost]) -> str:
    """One row for each run."""
    head = [
        "documents",
        "pages",
        "processes",
        "seconds",
        "ms a document",
        "processor ms a document",
        "of them the leading process",
        "peak MB",
        "leading MB",
    ]
    rows = [
        [
            f"{c.documents:,}", f"{c.pages:,}", str(c.jobs), f"{c.seconds:.1f}",
            f"{1000 * c.seconds / c.documents:.0f}",
            f"{1000 * c.processor / c.documents:.0f}", f"{1000 * c.leading / c.documents:.0f}",
            f"{c.megabytes:.0f}", f"{c.own:.0f}",
        ]
        for c in costs
    ]  # fmt: skip
    return markdown(head, rows)


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description="Cost of batches, as Markdown.")
    parser.add_argument("--documents", type=int, nargs="+", default=[50, 500, 2000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--pages", type=int, default=1000, help="pages of each document, from its end (default: all)")
    parser.add_argument("--pin", action="store_true", help="give a run with N processes N processors")
    options = parser.parse_args()
    say_where_we_are()
    costs = []
    everywhere = os.sched_getaffinity(0)
    for count in options.documents:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "in"
            folder.mkdir()
            pages = make_documents(count, folder, options.pages)
            for jobs in options.jobs:
                os.sched_setaffinity(0, sorted(everywhere)[:jobs] if options.pin else everywhere)
                costs.append(measure(folder, Path(scratch) / f"out-{jobs}", pages, jobs))
            os.sched_setaffinity(0, everywhere)
    show(f"{machine()}.\n", cost_table(costs))


if __name__ == "__main__":
    main()
