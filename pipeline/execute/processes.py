"""Documents in processes of their own, under limits of time and memory.

Each worker takes one document at a time, so whatever becomes of it costs that document only: one that hangs or grows
is killed, one that crashes is replaced, and every worker gives way to a fresh one after a number of documents. No
library with a permissive licence kills single tasks, hence this small one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from typing import Any

from ..errors import PipelineError
from ..keeping import pack
from ..result import PlanResult
from .contract import Job, Limits, Outcome
from .errors import MemoryLimit, TimeLimit, WorkerLost, WorkersUnavailable
from .worker import READY

_GLANCE = 0.1
"""Seconds between two looks at the workers."""
_START_SECONDS = 120.0
_SMALL = 4
"""Documents for each process from which it pays for its start."""
_AHEAD = 2
"""Documents that a worker may have at hand."""
_STARTS = 3
"""Workers in a row that may die before they are ready."""
_ROOT = Path(__file__).resolve().parent.parent.parent
_STATUS = "/proc/{}/status"
_THREADS = "/proc/{}/task"
_NAMES = {-4: "illegal instruction", -6: "abort", -8: "arithmetic", -9: "killed", -11: "segmentation fault"}


class Worker:
    """One process that reads documents, and what it is doing."""

    def __init__(self, limits: Limits) -> None:
        """Start the process; it says when it is ready."""
        self.limits = limits
        self.pipe, far = Pipe()
        handle = far.fileno()
        module = f"{__package__}.worker"
        command = [sys.executable, "-P", "-m", module, str(handle), str(limits.seconds), str(limits.megabytes)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
        if sys.platform == "win32":
            os.set_handle_inheritable(handle, True)
        ways: Any = {"close_fds": False} if sys.platform == "win32" else {"pass_fds": [handle]}
        ways |= dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        ways |= {} if sys.platform == "win32" else {"start_new_session": True}
        self.process: subprocess.Popen[bytes] = subprocess.Popen(command, env=environment, **ways)
        far.close()
        self.ready = False
        self.jobs: deque[Job] = deque()
        """What it reads, and what it shall read next."""
        self.since = monotonic()
        """When it began with what it does."""
        self.done = 0

    def give(self, job: Job) -> None:
        """Let the worker read a document, at once or after the one it reads."""
        if not self.jobs:
            self.since = monotonic()
        self.jobs.append(job)
        with suppress(OSError):
            self.pipe.send(job)

    def answer(self) -> Outcome | None:
        """What the worker has to say: an outcome, the cause of its death, or nothing of interest."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            return self.lost()
        if said == READY:
            self.ready = True
            return None
        self.jobs.popleft()
        self.since = monotonic()
        self.done += 1
        outcome: Outcome = said
        return outcome

    def overdue(self) -> Outcome | None:
        """The outcome of its document, where a limit is passed; the worker is killed for it."""
        limits, taken = self.limits, monotonic() - self.since
        if not self.jobs:
            if not self.ready and taken > _START_SECONDS:
                self.stop()
            return None
        name = self.jobs[0].task.name
        if limits.seconds and taken > limits.seconds:
            cause = f"took longer than {limits.seconds:g} seconds and was stopped"
            return self.failed(TimeLimit(name, cause))
        if limits.megabytes and self.memory() > limits.megabytes:
            cause = f"needed more than {limits.megabytes:,} MB of memory and was stopped"
            return self.failed(MemoryLimit(name, cause))
        return None

    def lost(self) -> Outcome | None:
        """The outcome of its document, where the worker died over it."""
        self.stop()
        if not self.jobs:
            return None
        code = self.process.returncode
        cause = f"made the program that reads it crash ({_NAMES.get(code, f'exit {code}')})"
        return self.failed(WorkerLost(self.jobs[0].task.name, cause))

    def failed(self, error: PipelineError) -> Outcome:
        """Stop the worker, and give up the document that it reads."""
        self.stop()
        packed = pack(PlanResult(failure=error))
        return Outcome(
            self.jobs.popleft().number, failure=error, seconds=monotonic() - self.since, packed=packed, lasting=False
        )

    def memory(self) -> float:
        """Resident megabytes with those of the programs that it started, or 0 where the system does not tell."""
        return sum(map(_resident, [self.process.pid, *_children(self.process.pid)]))

    @property
    def spent(self) -> bool:
        """Whether it has read so much, or grown so far, that a fresh one should follow."""
        return self.done >= self.limits.documents or (
            bool(self.limits.megabytes) and self.memory() > self.limits.megabytes / 2
        )

    def stop(self) -> None:
        """Kill the process and the programs that it started, whatever they do, and wait until it is gone."""
        if self.process.returncode is None and sys.platform != "win32":
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.pipe.close()


def _resident(process: int) -> float:
    try:
        with open(_STATUS.format(process), encoding="ascii") as file:  # noqa: PTH123 (many times a second)
            line = next((line for line in file if line.startswith("VmRSS")), "VmRSS: 0")
    except OSError:
        return 0.0
    return int(line.split()[1]) / 1024


def _children(process: int) -> list[int]:
    """Programs that a process has started, from whichever of its threads."""
    found = []
    with suppress(OSError):
        for thread in os.listdir(_THREADS.format(process)):  # noqa: PTH208 (many times a second)
            with open(f"{_THREADS.format(process)}/{thread}/children", encoding="ascii") as file:  # noqa: PTH123
                found += [int(child) for child in file.read().split()]
    return found


class ProcessExecutor:
    """Reads in several processes at once."""

    def __init__(self, count: int | None, limits: Limits) -> None:
        """Keep how many processes there may be, and the limits for each document.

        Args:
            count: Processes; `None` stands for one for each processor, but no more than pay for their start.
            limits: What each document may cost.
        """
        self.count = count
        self.limits = limits

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Outcomes as they come; workers are gone when the last has been taken, or when nobody wants more."""
        waiting = deque(jobs)
        return _Crew(how_many(self.count, len(waiting)), self.limits).run(waiting)


def how_many(wanted: int | None, documents: int) -> int:
    """Processes for so many documents: as many as wanted, else as many as pay for their start."""
    return min(_processors(), max(1, documents // _SMALL)) if wanted is None else wanted


def _processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Crew:
    """The workers of one batch."""

    def __init__(self, count: int, limits: Limits) -> None:
        self.count, self.limits = count, limits
        self.workers: list[Worker] = []
        self.stillborn = 0

    def run(self, waiting: deque[Job]) -> Iterator[Outcome]:
        try:
            while waiting or any(worker.jobs for worker in self.workers):
                self._staff(len(waiting))
                self._hand_out(waiting)
                yield from self._collect(waiting)
        finally:
            for worker in self.workers:
                worker.stop()
            self.workers.clear()

    def _staff(self, waiting: int) -> None:
        """Replace workers that are spent, and start those that are missing."""
        for worker in [w for w in self.workers if not w.jobs and w.ready and w.spent]:
            worker.stop()
            self.workers.remove(worker)
        idle = sum(not worker.jobs for worker in self.workers)
        wanted = min(self.count - len(self.workers), waiting - idle)
        self.workers += [Worker(self.limits) for _ in range(wanted)]

    def _hand_out(self, waiting: deque[Job]) -> None:
        """Give every worker a document; while there are many, also the next, so that none waits for us."""
        for depth in (1, _AHEAD if len(waiting) > self.count else 1):
            for worker in self.workers:
                if waiting and worker.ready and len(worker.jobs) < depth and not (worker.jobs and worker.spent):
                    worker.give(waiting.popleft())

    def _collect(self, waiting: deque[Job]) -> list[Outcome]:
        by_pipe = {worker.pipe: worker for worker in self.workers}
        speaking = set(wait(list(by_pipe), _GLANCE))
        outcomes = [worker.answer() for pipe, worker in by_pipe.items() if pipe in speaking]
        outcomes += [worker.overdue() for worker in self.workers]
        dead = [worker for worker in self.workers if worker.pipe.closed]
        for worker in dead:
            waiting.extendleft(reversed(worker.jobs))
            worker.jobs.clear()
        self._bury(dead)
        return [outcome for outcome in outcomes if outcome is not None]

    def _bury(self, dead: list[Worker]) -> None:
        """Let the dead go; when none ever comes to work, something else is wrong.

        Raises:
            WorkersUnavailable: Too many died in a row before they were ready.
        """
        self.workers = [worker for worker in self.workers if worker not in dead]
        self.stillborn = 0 if any(w.ready for w in self.workers) else self.stillborn + sum(not w.ready for w in dead)
        if self.stillborn >= _STARTS:
            raise WorkersUnavailable("actionplans")


class Desk:
    """A single worker that reads one document after the other, for whoever has a loop of their own."""

    def __init__(self, limits: Limits) -> None:
        """Keep the limits; the worker is started when it is first needed."""
        self.limits = limits
        self.worker: Worker | None = None

    def read(self, job: Job) -> Outcome:
        """Read one document.

        Raises:
            WorkersUnavailable: No worker comes to work.
        """
        worker = self._ready()
        worker.give(job)
        while True:
            outcome = worker.answer() if wait([worker.pipe], _GLANCE) else worker.overdue()
            if outcome is not None:
                return outcome

    def _ready(self) -> Worker:
        if self.worker is not None and not self.worker.pipe.closed and not self.worker.spent:
            return self.worker
        self.close()
        for _ in range(_STARTS):
            worker = self.worker = Worker(self.limits)
            while not worker.ready and not worker.pipe.closed:
                if wait([worker.pipe], _GLANCE):
                    worker.answer()
                else:
                    worker.overdue()
            if worker.ready:
                return worker
        raise WorkersUnavailable("actionplans")

    def close(self) -> None:
        """Let the worker go."""
        if self.worker is not None and not self.worker.pipe.closed:
            self.worker.stop()
        self.worker = None
