"""Exports: `python -m benchmarks.exports [--plans 150]`, a Markdown table on standard output.

The samples are read once and repeated under new keys until there are so many plans; each form is then written by a
fresh process, for that run and for one of a quarter of its plans. Told are the seconds of processor time, the size of
the files, and the highest resident memory for both, so that what grows with the plans shows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from benchmarks.harness import ROOT, SAMPLES, logger, machine, markdown, say_where_we_are, show
from benchmarks.worker import peak
from pipeline.compare.open_dataset import open_dataset
from pipeline.export import Export, export_folder, to_csv, to_datapackage
from pipeline.forms import Form
from pipeline.run import run_plans
from pipeline.settings import Settings
from schemas import TABLES, Dataset

KEYS = ("plan_id", "recommendation_id", "action_id", "record_id", "finding_id")


def repeated(dataset: Dataset, times: int) -> Iterator[Dataset]:
    """The dataset so many times, each with keys of its own."""
    for number in range(times):
        yield Dataset(**{table: tuple(_renamed(row, number) for row in dataset.rows(table)) for table in TABLES})


def _renamed(row: Any, number: int) -> Any:
    names = [field.name for field in fields(row) if field.name in KEYS and getattr(row, field.name)]
    return replace(row, **{name: f"{getattr(row, name)}-{number}" for name in names})


def make_run(dataset: Dataset, plans: int, folder: Path) -> Path:
    """Write a run of so many plans."""
    times = max(1, plans // len(dataset.plans))
    to_csv(repeated(dataset, times), folder)
    to_datapackage(Dataset(plans=tuple(plan for part in repeated(dataset, times) for plan in part.plans)), folder)
    return folder


def write(form: str, source: Path) -> dict[str, float]:
    """Write one form in this process: seconds, megabytes of the files, megabytes of memory at the peak."""
    before = time.process_time()
    with tempfile.TemporaryDirectory() as out:
        files = export_folder(Export(source, Path(out), (Form(form),)))
        size = sum(file.stat().st_size for file in files)
    return {"seconds": time.process_time() - before, "size": size / 1e6, "peak": peak()}


def fresh(form: str, source: Path) -> dict[str, float]:
    """What `write` tells, from a process of its own."""
    command = [sys.executable, "-m", "benchmarks.exports", "--write", form, "--run", str(source)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def export_table(plans: int) -> str:
    """One row for each form."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        logger.info("reading the samples")
        run_plans([SAMPLES], Path(folder) / "samples", Settings(), logger.info)
        dataset = open_dataset(Path(folder) / "samples")
        small = make_run(dataset, plans // 4, Path(folder) / "small")
        large = make_run(dataset, plans, Path(folder) / "large")
        for form in (form for form in Form if form is not Form.ALL):
            logger.info("%s", form)
            few, many = fresh(form, small), fresh(form, large)
            figures = (f"{many['seconds']:.1f}", f"{many['size']:.1f}", f"{few['peak']:.0f}", f"{many['peak']:.0f}")
            rows.append([form.value, *figures])
        actions = len(dataset.actions) * max(1, plans // len(dataset.plans))
    heads = [f"{actions:,} actions", "seconds", "MB on disk", "MB at the peak, a quarter", "MB at the peak, all"]
    return markdown(heads, rows)


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description="Time and memory of the exports, as Markdown.")
    parser.add_argument("--plans", type=int, default=150, help="plans of the run (default: 150)")
    parser.add_argument("--write", choices=[form.value for form in Form], help=argparse.SUPPRESS)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    say_where_we_are()
    if options.write:
        show(json.dumps(write(options.write, options.run)))
    else:
        show(f"{machine()}.\n", export_table(options.plans))


if __name__ == "__main__":
    main()
