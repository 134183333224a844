"""A long search for input that the readers cannot bear: `python -m tests.batch.fuzz [--count N] [--seed S]`.

Damaged copies of the samples and of the hand-made bad files go through a whole run. Every one must end as read or as
failed with a cause that is not a fault of this program; whatever does not is kept beside the report.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

from pipeline.execute import Limits
from pipeline.execute.attempt import fault_of
from pipeline.execute.processes import ProcessExecutor
from pipeline.headings import match_heading
from pipeline.labels import read_label
from pipeline.normalise.change_types import read_change_types
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.leads import make_keybook, read_leads
from pipeline.normalise.status import read_status
from pipeline.progress import Quiet
from pipeline.run import Way, run_plans
from pipeline.settings import Settings
from schemas.readings import DateContext
from schemas.vocab import load
from tests.batch import nasty
from tests.batch.mutate import write_mutations

ROOT = Path(__file__).resolve().parent.parent.parent
VOCABULARIES = ("lexicon", "months", "status", "headings", "labels", "boards", "recurrence", "given_names")
FAULTS = {"reader_fault", "worker_lost"}


class Hundreds(Quiet):
    """Tells every hundredth document."""

    def __init__(self) -> None:
        self.done = 0

    def finished(self, *_: object) -> None:
        self.done += 1
        if not self.done % 100:
            tell(f"{self.done} read")


def search(originals: list[bytes], folder: Path, count: int, seed: int) -> list[tuple[str, str, str]]:
    """Name, code and cause of every document that met a fault of the program; the run itself must not fail."""
    paths = write_mutations(originals, folder / "in", count, seed)
    way = Way(ProcessExecutor(None, Limits(seconds=30, megabytes=1500)), Hundreds())
    report = run_plans([folder / "in"], folder / "out", Settings(), way=way)
    ended = report.documents + sum(f.fatal for f in report.failures) + report.twins
    if ended != len(paths):
        raise AssertionError(f"{len(paths)} documents went in and {ended} came out")
    tell(f"{len(paths)} documents: {report.documents} read, {report.twins} like another, {len(report.failures)} failed")
    for code in sorted({f.code for f in report.failures}):
        tell(f"  {code:<20} {sum(f.code == code for f in report.failures):>6}")
    return [(f.file.name, f.code, f.cause) for f in report.failures if f.code in FAULTS]


def strange_texts(count: int, seed: int) -> Iterator[str]:
    """Texts of words that the vocabularies know, numbers, signs and letters of all kinds, in any order."""
    dice = random.Random(seed)
    words = [cell for name in VOCABULARIES for row in load(name) for cell in row.values() if cell and len(cell) < 40]
    for _ in range(count):
        parts = []
        for _ in range(dice.randrange(1, 14)):
            letter = chr(
                dice.choice((dice.randrange(32, 127), dice.randrange(160, 0x2FFF), dice.randrange(0x1F000, 0x1FFFF)))
            )
            number = str(dice.choice((0, 1, 31, 32, 99, 2012, 10**9, 10**25)))
            parts.append(dice.choice((dice.choice(words), number, letter, "\n", "/", "(", ")", "-", ".", ":")))
        yield dice.choice(("", " ")).join(parts)


def search_texts(count: int, seed: int) -> list[str]:
    """Texts on which a normaliser fails, and how."""
    keys = make_keybook((), (), "")
    found = []
    for text in strange_texts(count, seed):
        for read in (
            lambda t: read_deadline(t, DateContext(2012)), lambda t: read_leads(t, keys), read_status, match_heading,
            read_label, read_change_types,
        ):  # fmt: skip
            try:
                read(text)
            except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
                found.append(f"{text!r}: {fault_of(error)}")
    tell(f"{count} texts: {len(found)} faults")
    return found


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description="Look for input that the readers cannot bear.")
    parser.add_argument("--count", type=int, default=1200, help="damaged copies (default: 1200)")
    parser.add_argument("--texts", type=int, default=20_000, help="texts for the normalisers (default: 20,000)")
    parser.add_argument("--seed", type=int, default=2012, help="another seed makes other copies")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"), help="folder for what was found")
    options = parser.parse_args()
    originals = [path.read_bytes() for path in sorted((ROOT / "samples").glob("*.pdf"))]
    originals += [nasty.NASTY[name]() for name in ("unmapped-font", "rotated", "cropped", "scripts-and-files")] * 2
    with tempfile.TemporaryDirectory() as scratch:
        found = search(originals, Path(scratch), options.count, options.seed)
        texts = search_texts(options.texts, options.seed)
        for text in texts:
            tell(text)
        for name, _, cause in found:
            tell(f"{name}: {cause}")
            options.keep.mkdir(parents=True, exist_ok=True)
            copy(Path(scratch) / "in" / name, options.keep / name)
    return bool(found or texts)


if __name__ == "__main__":
    sys.exit(main())
