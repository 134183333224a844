"""What a run would do, without doing it: nothing is read, fetched or written."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from .batch import Queue, line_up
from .execute.processes import how_many
from .fetch import Fetcher
from .inputs import expand
from .pace import Pace
from .plain import printable
from .settings import Settings
from .store import Store, Workplace
from .vocabularies import use_vocabularies

_SHOWN = 40


def forecast(inputs: Sequence[str | Path], out: Path, settings: Settings, *, fresh: bool = False) -> str:
    """The documents, what is kept of each, what is to be done, and about how long it will take.

    Args:
        inputs: As for a run; archives are looked into, addresses are not asked.
        out: Output folder of the run.
        settings: Settings of the run.
        fresh: Whether nothing that is kept would be used.
    """
    use_vocabularies(settings.vocab)
    place = Workplace(out)
    with tempfile.TemporaryDirectory() as scratch:
        fetcher = Fetcher(place, fresh=fresh, offline=True)
        queue = line_up(expand(inputs, Workplace(Path(scratch)), fetcher), place, settings, fresh=fresh)
        lines = [*_documents(queue, place, fresh=fresh), "", *_sums(queue, place, settings)]
    return "\n".join(lines)


def _documents(queue: Queue, place: Workplace, *, fresh: bool) -> list[str]:
    lines = [f"{_state(queue, number, place, fresh=fresh):<22} {task.name}" for number, task in enumerate(queue.tasks)]
    lines += [f"{'same bytes':<22} {name} (as {first})" for name, first, _ in queue.copies]
    lines += [f"{'not as it stands':<22} {problem}" for problem in queue.problems]
    shown = [printable(line, None) for line in lines[:_SHOWN]]
    return [*shown, f"and {len(lines) - _SHOWN:,} more"] if len(lines) > _SHOWN else shown


def _state(queue: Queue, number: int, place: Workplace, *, fresh: bool) -> str:
    task = queue.tasks[number]
    if number in queue.kept:
        return "kept"
    if fresh:
        return "read"
    known = Store(place.store).has_pages(task.sha256, task.pages_key)
    return "values anew" if known else "read"


def _sums(queue: Queue, place: Workplace, settings: Settings) -> list[str]:
    todo = [task for number, task in enumerate(queue.tasks) if number not in queue.kept]
    size = sum(task.path.stat().st_size for task in todo)
    processes = max(how_many(settings.jobs, len(todo)), 1)
    seconds = Pace.of(place).seconds(len(todo), size) / processes
    return [
        f"documents   {len(queue.tasks):>7,}   {len(queue.kept):,} kept, {len(todo):,} to do ({size / 1e6:,.1f} MB)",
        f"processes   {processes:>7,}",
        f"time        {_span(seconds):>7}   roughly",
    ]


def _span(seconds: float) -> str:
    """A length of time for people.

    >>> _span(7.2), _span(400), _span(9000)
    ('7 s', '7 min', '2.5 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"
