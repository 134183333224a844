"""Documents on a Dask cluster: the same function, in the same kind of process under the same limits, on any machine.

A worker of the cluster needs this package and nothing of our files: plans are small, so their bytes travel with the
task, and the results travel back and are kept where the run is. Each thread of the cluster's workers starts one
reading process, so a document that hangs or crashes costs neither the worker nor the documents beside it.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import ExtraMissing, InputChanged, InputMissing, PipelineError
from ..keeping import pack
from ..result import PlanResult
from .attempt import keep
from .contract import Job, Limits, Outcome
from .errors import ClusterUnavailable, WorkerLost
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
        return job, client.submit(read_here, bare, _content(job), self.limits, pure=False, retries=_RETRIES)


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


def read_here(job: Job, content: bytes, limits: Limits) -> Outcome:
    """Read one document on a worker of the cluster.

    Args:
        job: The document.
        content: Its bytes.
        limits: What it may cost.
    """
    if hashlib.sha256(content).hexdigest() != job.task.sha256:
        return failed(job, InputChanged(job.task.name) if content else InputMissing(job.task.name))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"plan{job.task.path.suffix}"
        file.write_bytes(content)
        return _desk(limits).read(replace(job, task=replace(job.task, path=file)))


def _desk(limits: Limits) -> Desk:
    """The reading process of this thread, started when it is first needed."""
    if getattr(_MINE, "desk", None) is None or _MINE.desk.limits != limits:
        with suppress(AttributeError):
            _MINE.desk.close()
        _MINE.desk = Desk(limits)
    desk: Desk = _MINE.desk
    return desk


def failed(job: Job, error: PipelineError) -> Outcome:
    """The outcome of a document that nobody could read."""
    return Outcome(job.number, failure=error, packed=pack(PlanResult(failure=error)), lasting=False)
