"""One attempt at one document, whatever comes of it; the same function in every kind of process."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from traceback import extract_tb

from ..errors import OutputUnwritable, PipelineError
from ..keeping import pack
from ..result import PlanResult
from ..store import Store
from .contract import Job, Outcome
from .errors import MemoryLimit, ReaderFault

_ALLOCATIONS = 100_000
"""Containers more than were freed, at which cycles are looked for."""


def attempt(job: Job) -> Outcome:
    """Read a document and keep its result, or send it back where the job names no store."""
    from ..document import packed_result

    start = perf_counter()
    store = Store(Path(job.store)) if job.store else None
    lasting = True
    try:
        with few_collections():
            result, packed = packed_result(job.task, store)
    except OutputUnwritable as error:
        return Outcome(job.number, stop=error)
    except MemoryError:
        result, packed = _failed(MemoryLimit(job.task.name))
        lasting = False
    except Exception as error:  # noqa: BLE001 (whatever a document sets off costs only that document)
        result, packed = _failed(ReaderFault(job.task.name, fault_of(error)))
    seconds = perf_counter() - start
    outcome = Outcome(job.number, result.pages, result.failure, seconds, packed=packed, result=result, lasting=lasting)
    return keep(job, outcome)


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the collector of cycles look less often: what a document gives has none, and there is much of it."""
    usual = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _failed(error: PipelineError) -> tuple[PlanResult, bytes]:
    result = PlanResult(failure=error)
    return result, pack(result)


def keep(job: Job, outcome: Outcome) -> Outcome:
    """Put a lasting result into the store of the job, where it names one."""
    if not job.store or not outcome.lasting or outcome.stop is not None:
        return outcome
    try:
        Store(Path(job.store)).keep_records(job.task.sha256, job.task.records_key, outcome.packed)
    except OutputUnwritable as error:
        return Outcome(job.number, stop=error)
    return replace(outcome, kept=True, packed=b"")


def fault_of(error: Exception) -> str:
    """What a fault was and where, in half a sentence."""
    steps = extract_tb(error.__traceback__)
    ours = [step for step in steps if Path(step.filename).parent.name in _FOLDERS or "pipeline" in step.filename]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    detail = " ".join(str(error).split())[:160]
    return f"met a fault of this program ({type(error).__name__}{': ' if detail else ''}{detail}{place})"


_FOLDERS = frozenset({"pipeline", "extractors", "schemas"})
