"""One attempt at one document, whatever comes of it; the same function in every kind of process."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from traceback import extract_tb

from ..document import packed_result
from ..errors import OutputUnwritable, PipelineError
from ..keeping import pack
from ..result import PlanResult
from ..store import Store
from .contract import Job, Outcome
from .errors import MemoryLimit, ReaderFault

def attempt(job: Job) -> Outcome:
    """Read a document and keep its result, or send it back where the job names no store."""
    start = perf_counter()
    store = Store(Path(job.store)) if job.store else None
    task = job.task
    lasting = True
    try:
        result, packed = packed_result(task, store)
    except OutputUnwritable as error:
        return Outcome(job.number, stop=error)
    except MemoryError:
        failure: PipelineError = MemoryLimit(task.name)
        result, packed, lasting = PlanResult(failure=failure), pack(PlanResult(failure=failure)), False
    except Exception as error:  # noqa: BLE001 (whatever a document sets off costs only that document)
        failure = ReaderFault(task.name, fault_of(error))
        result, packed = PlanResult(failure=failure), pack(PlanResult(failure=failure))
    seconds = perf_counter() - start
    kept = store is not None and lasting
    if store is not None and kept:
        try:
            store.keep_records(task.sha256, task.records_key, packed)
        except OutputUnwritable as error:
            return Outcome(job.number, stop=error)
    return Outcome(job.number, result.pages, result.failure, seconds, kept, b"" if kept else packed)


def fault_of(error: Exception) -> str:
    """What a fault was and where, in half a sentence."""
    steps = extract_tb(error.__traceback__)
    ours = [step for step in steps if Path(step.filename).parent.name in _FOLDERS or "pipeline" in step.filename]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    detail = " ".join(str(error).split())[:160]
    return f"met a fault of this program ({type(error).__name__}{': ' if detail else ''}{detail}{place})"


_FOLDERS = frozenset({"pipeline", "extractors", "schemas"})
