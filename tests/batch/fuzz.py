"""A long search for input that the readers cannot bear: `python -m tests.batch.fuzz [--count N] [--seed S]`.

Damaged copies of the samples and of the hand-made bad files go through a whole run. Every one must end as read or as
failed with a cause that is not a fault of this program; whatever does not is kept beside the report.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from shutil import copy

from pipeline.execute import Limits
from pipeline.execute.processes import ProcessExecutor
from pipeline.progress import Lines
from pipeline.run import Way, run_plans
from pipeline.settings import Settings
from tests.batch import nasty
from tests.batch.mutate import write_mutations

ROOT = Path(__file__).resolve().parent.parent.parent
FAULTS = {"reader_fault", "worker_lost"}


def search(originals: list[bytes], folder: Path, count: int, seed: int) -> list[tuple[str, str, str]]:
    """Name, code and cause of every document that met a fault of the program; the run itself must not fail."""
    paths = write_mutations(originals, folder / "in", count, seed)
    way = Way(ProcessExecutor(None, Limits(seconds=30, megabytes=1500)), Lines(lambda text: None))
    report = run_plans([folder / "in"], folder / "out", Settings(), way=way)
    ended = report.documents + sum(f.fatal for f in report.failures) + report.twins
    if ended != len(paths):
        raise AssertionError(f"{len(paths)} documents went in and {ended} came out")
    tell(f"{len(paths)} documents: {report.documents} read, {report.twins} like another, {len(report.failures)} failed")
    for code in sorted({f.code for f in report.failures}):
        tell(f"  {code:<20} {sum(f.code == code for f in report.failures):>6}")
    return [(f.file.name, f.code, f.cause) for f in report.failures if f.code in FAULTS]


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description="Look for input that the readers cannot bear.")
    parser.add_argument("--count", type=int, default=1200, help="damaged copies (default: 1200)")
    parser.add_argument("--seed", type=int, default=2012, help="another seed makes other copies")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"), help="folder for what was found")
    options = parser.parse_args()
    originals = [path.read_bytes() for path in sorted((ROOT / "samples").glob("*.pdf"))]
    originals += [nasty.NASTY[name]() for name in ("unmapped-font", "rotated", "cropped", "scripts-and-files")] * 2
    with tempfile.TemporaryDirectory() as scratch:
        found = search(originals, Path(scratch), options.count, options.seed)
        for name, _, cause in found:
            tell(f"{name}: {cause}")
            options.keep.mkdir(parents=True, exist_ok=True)
            copy(Path(scratch) / "in" / name, options.keep / name)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
