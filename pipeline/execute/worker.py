"""The process that reads documents: `python -m pipeline.execute.worker HANDLE`, started by `processes`.

It takes jobs from a pipe and sends outcomes back until the pipe closes, which it also does when whoever started it is
gone. Whatever libraries print goes nowhere; an interruption from the keyboard is left to the process that started it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .contract import Job

READY = "ready"
_MEGABYTE = 1 << 20
_SPARE_SECONDS = 5
_SPARE_MEMORY = 3.0
"""The kernel's own limit lies above that of the run, which can say better what happened."""


def main(arguments: list[str]) -> None:
    """Serve the pipe whose handle is given, under these limits of seconds and megabytes."""
    handle, seconds, megabytes = int(arguments[0]), float(arguments[1]), int(arguments[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe: Any = Connection(handle) if os.name == "posix" else _windows_pipe(handle)
    import_module("pipeline.document")
    from .attempt import attempt

    _limit_memory(megabytes)
    gc.freeze()
    with suppress(EOFError, OSError):
        pipe.send(READY)
        while (job := _next(pipe)) is not None:
            _limit_processor(seconds)
            pipe.send(replace(attempt(job), result=None))


def _next(pipe: Any) -> Job | None:
    job: Job | None = pipe.recv()
    return job


def _windows_pipe(handle: int) -> Any:
    from multiprocessing import connection

    return vars(connection)["PipeConnection"](handle)


def _limit_memory(megabytes: int) -> None:
    """Let a single huge allocation fail at once, before anybody can look at the process."""
    if megabytes and sys.platform == "linux":
        import resource

        most = int(megabytes * _SPARE_MEMORY) * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _limit_processor(seconds: float) -> None:
    """End this process by itself should it still compute when nobody watches it any more."""
    if seconds and os.name == "posix":
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        most = int(usage.ru_utime + usage.ru_stime + seconds) + _SPARE_SECONDS
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


if __name__ == "__main__":
    main(sys.argv[1:])
