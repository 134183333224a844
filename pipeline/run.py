"""Run: every stage for every plan, then the tables of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from schemas import Dataset

from .batch import Batch, line_up
from .execute import Executor, SerialExecutor
from .export.files import prepare
from .export.to_csv import to_csv
from .export.to_datapackage import to_datapackage
from .fetch import Fetcher, Manners
from .inputs import expand
from .lock import locked
from .progress import Lines, Quiet
from .report import RunReport
from .settings import Settings
from .store import Workplace
from .vocabularies import use_vocabularies


@dataclass(frozen=True, slots=True)
class Way:
    """How a run goes about its work; none of it shows in the result."""

    executor: Executor = field(default_factory=SerialExecutor)
    reporter: Quiet = field(default_factory=Quiet)
    fresh: bool = False
    """Read and fetch everything anew, whatever is kept."""


def run_plans(
    inputs: Sequence[Path | str],
    out: Path,
    settings: Settings,
    progress: Callable[[str], None] = lambda _: None,
    way: Way | None = None,
) -> RunReport:
    """Read plans and write the dataset; a plan that fails is told and costs only itself.

    What was read is kept in `out`, so a run that was stopped goes on where it was, with the same result.

    Args:
        inputs: Files, folders, patterns, archives, manifests and addresses; see `pipeline.inputs`.
        out: Folder for the tables; it is made if needed.
        settings: See `pipeline.settings`.
        progress: Takes one line of text for each document.
        way: How to go about it; by default in this process, without limits on time and memory.

    Raises:
        OutputUnwritable: Nothing can be written to `out`.
        OutputLocked: Another run writes to `out`.
    """
    way = way or Way(reporter=Lines(progress))
    use_vocabularies(settings.vocab)
    prepare(out)
    place = Workplace(out)
    place.prepare()
    with locked(place), way.reporter:
        place.sweep()
        fetcher = Fetcher(place, manners(settings), fresh=way.fresh, say=way.reporter.note)
        queue = line_up(expand(inputs, place, fetcher), place, settings, fresh=way.fresh)
        batch = Batch(queue, place, way.executor, way.reporter)
        if settings.redact_names:
            from .redact import redact_names

            batch.finish = redact_names
        with closing(batch.datasets()) as parts:
            files = to_csv(parts, out, bom=settings.bom, guard=settings.guard)
        files.append(to_datapackage(Dataset(plans=tuple(batch.plans)), out, guard=settings.guard))
        if settings.redact_names:
            place.forget()
    return batch.report(tuple(files))


def manners(settings: Settings) -> Manners:
    """How addresses are asked under these settings."""
    largest = settings.fetch_limit * 1_000_000
    return Manners(delay=settings.fetch_delay, tries=settings.fetch_tries, largest=largest)
