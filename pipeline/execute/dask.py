"""Documents on a Dask cluster: the same function, in the same kind of process under the same limits, on any machine.

A worker of the cluster needs this package and nothing of our files: plans are small, so their bytes travel with the
task, and the results travel back and are kept where the run is. Each thread of the cluster's workers starts one
reading process, so a document that hangs or crashes costs neither the worker nor the documents beside it.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from schemas import vocab

from ..errors import ExtraMissing, InputChanged, InputMissing, PipelineError
from ..keeping import pack
from ..result import PlanResult
from ..versions import Versions, versions
from .attempt import keep
from .contract import Job, Limits, Outcome
from .errors import ClusterUnavailable, WorkerDiffers, WorkerLost
from .processes import Desk

LOCAL = "local"
_AT_ONCE = 4
"""Tasks for each thread of the cluster that may be on their way."""
_RETRIES = 2
"""Times that a task goes to another worker when the one that had it is gone."""
_CONNECT_SECONDS = 30
_MINE = threading.local()


class DaskExecutor:
    """Reads on a cluster."""

    def __init__(
        self, address: str, limits: Limits, workers: int | None = None, patience: float = _CONNECT_SECONDS
    ) -> None:
        """Keep where the scheduler is.

        Args:
            address: Of the scheduler, e.g. `tcp://10.0.0.5:8786`; `local` starts a cluster on this machine.
            limits: What each document may cost.
            workers: Workers of a local cluster, by default one for each processor.
            patience: Seconds in which a scheduler has to answer.
        """
        self.address, self.limits, self.workers, self.patience = address, limits, workers, patience

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Outcomes as they come.

        Raises:
            ExtraMissing: Dask is not installed.
            ClusterUnavailable: No scheduler answers.
        """
        waiting = iter(list(jobs))
        with _client(self) as client:
            threads = max(sum(client.nthreads().values()), 1)
            first = [self._send(client, job) for job in islice(waiting, threads * _AT_ONCE)]
            underway = import_module("distributed").as_completed([future for _, future in first])
            jobs_of = {future.key: job for job, future in first}
            for future in underway:
                job = jobs_of.pop(future.key)
                yield keep(job, _outcome(job, future))
                for following in islice(waiting, 1):
                    _, sent = self._send(client, following)
                    jobs_of[sent.key] = following
                    underway.add(sent)

    def _send(self, client: Any, job: Job) -> tuple[Job, Any]:
        bare = replace(job, store="")
        parcel = Parcel(_content(job), vocabularies())
        return job, client.submit(read_here, bare, parcel, self.limits, pure=False, retries=_RETRIES)


def _client(one: DaskExecutor) -> Any:
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError as error:
        cause = "needs Dask, which is not installed"
        raise ExtraMissing("--dask", cause, "install it with `pip install 'actionplans[dask]'`") from error
    try:
        if one.address != LOCAL:
            return distributed.Client(one.address, timeout=one.patience)
        cluster = distributed.LocalCluster(n_workers=one.workers, threads_per_worker=1, dashboard_address=None)
        return distributed.Client(cluster)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterUnavailable(one.address, f"does not answer ({error})") from error


def _content(job: Job) -> bytes:
    """Bytes of a file, or nothing where it has vanished; its worker then tells so."""
    try:
        return job.task.path.read_bytes()
    except OSError:
        return b""


def _outcome(job: Job, future: Any) -> Outcome:
    killed = import_module("distributed.scheduler").KilledWorker
    try:
        outcome: Outcome = future.result()
    except killed:
        return failed(job, WorkerLost(job.task.name))
    finally:
        future.release()
    return outcome


@dataclass(frozen=True, slots=True)
class Parcel:
    """What travels with a task."""

    content: bytes
    """Bytes of the document."""
    vocabularies: tuple[tuple[str, bytes], ...] = ()
    """Names and bytes of the user's own tables."""


def vocabularies() -> tuple[tuple[str, bytes], ...]:
    """The tables that this run uses besides the built-in ones."""
    folder = os.environ.get(vocab.VARIABLE, "")
    return tuple((path.name, path.read_bytes()) for path in sorted(Path(folder).glob("*.csv"))) if folder else ()


def read_here(job: Job, parcel: Parcel, limits: Limits) -> Outcome:
    """Read one document on a worker of the cluster.

    Args:
        job: The document.
        parcel: Its bytes, and the user's vocabularies.
        limits: What it may cost.
    """
    content = parcel.content
    if hashlib.sha256(content).hexdigest() != job.task.sha256:
        return failed(job, InputChanged(job.task.name) if content else InputMissing(job.task.name))
    if _version_here(parcel.vocabularies) != job.task.versions:
        return failed(job, WorkerDiffers(job.task.name))
    vocab.use(_tables(parcel.vocabularies))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"plan{job.task.path.suffix}"
        file.write_bytes(content)
        return _desk(limits).read(replace(job, task=replace(job.task, path=file)))


@cache
def _tables(own: tuple[tuple[str, bytes], ...]) -> Path | None:
    """A folder of this machine with the user's vocabularies, which lasts as long as the worker."""
    if not own:
        return None
    folder = tempfile.TemporaryDirectory(prefix="actionplans-")
    atexit.register(folder.cleanup)
    for name, content in own:
        (Path(folder.name) / name).write_bytes(content)
    return Path(folder.name)


@cache
def _version_here(own: tuple[tuple[str, bytes], ...]) -> Versions:
    return versions(_tables(own))


def _desk(limits: Limits) -> Desk:
    """The reading process of this thread, started when it is first needed."""
    now = (limits, os.environ.get(vocab.VARIABLE, ""))
    if getattr(_MINE, "desk", None) is None or _MINE.setting != now:
        with suppress(AttributeError):
            _MINE.desk.close()
        _MINE.desk, _MINE.setting = Desk(limits), now
    desk: Desk = _MINE.desk
    return desk


def failed(job: Job, error: PipelineError) -> Outcome:
    """The outcome of a document that nobody could read."""
    return Outcome(job.number, failure=error, packed=pack(PlanResult(failure=error)), lasting=False)
