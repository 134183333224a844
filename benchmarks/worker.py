"""One measurement in a process of its own: `python -m benchmarks.worker TASK NAME ...`, answer in the last line.

Tasks: `speed NAME FILE...`, `processor NAME FILE...`, `grids NAME FILE...`, `memory NAME FILE`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.contestants import CONTESTANTS

STATUS = Path("/proc/self/status")


def speed(name: str, files: Sequence[str], clock: Callable[[], float] = perf_counter) -> dict[str, float]:
    """Seconds for each file but the first, which only warms up; a single file does both.

    No file is timed when it has been read before, for a program may remember what a text meant.
    """
    task = CONTESTANTS[name].task
    task(Path(files[0]))
    seconds = {}
    for file in files[1:] or files:
        start = clock()
        task(Path(file))
        seconds[file] = clock() - start
    return seconds


def grids(name: str, files: Sequence[str]) -> dict[str, object]:
    """Tables of each file; an exception of a peer is told as text and counts as no tables."""
    read = CONTESTANTS[name].grids
    found: dict[str, object] = {}
    for file in files:
        try:
            found[file] = read(Path(file)) if read else []
        except Exception as error:  # noqa: BLE001 (a peer may raise whatever it likes)
            found[file] = f"{type(error).__name__}: {error}"
    return found


def memory(name: str, file: str) -> dict[str, float]:
    """Megabytes before and at the peak of reading one file."""
    before = peak()
    CONTESTANTS[name].task(Path(file))
    return {"before": before, "peak": peak()}


def peak() -> float:
    """Highest resident memory of this process in megabytes.

    Linux is asked for the figure of this program alone; elsewhere the one of the process must do.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    resource = import_module("resource")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(used) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(arguments: Sequence[str]) -> None:
    """Do one task and write its answer as the last line of standard output."""
    task, name, *rest = arguments
    answer: object
    if task == "speed":
        answer = speed(name, rest)
    elif task == "processor":
        answer = speed(name, rest, process_time)
    elif task == "grids":
        answer = grids(name, rest)
    else:
        answer = memory(name, rest[0])
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
