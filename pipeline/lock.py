"""One run at a time in one output folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import OutputLocked
from .keeping import write_whole
from .store import Workplace, writing

_LOCK, _HOLDER = "lock", "running.json"


@contextmanager
def locked(place: Workplace) -> Iterator[None]:
    """Hold the output folder; the system lets go of it whatever becomes of this process.

    Raises:
        OutputLocked: Another run holds it.
        OutputUnwritable: No lock can be made.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(place.root / _LOCK)
    with writing(place.root):
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            cause = f"is being written to by another run{_holder(place.root)}"
            raise OutputLocked(place.out, cause) from error
    try:
        with writing(place.root):
            write_whole(place.root / _HOLDER, [json.dumps(_self()).encode()])
        yield
    finally:
        (place.root / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _self() -> dict[str, str | int]:
    started = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    return {"process": os.getpid(), "host": platform.node(), "since": started}


def _holder(root: Path) -> str:
    try:
        held = json.loads((root / _HOLDER).read_text(encoding="utf-8"))
        return f" (process {held['process']} on {held['host']}, since {held['since']})"
    except (OSError, ValueError, KeyError):
        return ""
