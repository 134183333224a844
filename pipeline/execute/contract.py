"""What passes between a run and whoever reads its documents; everything here is plain and can be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ..errors import PipelineError
from ..result import PlanResult
from ..task import Task


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process that reads a document may use before it is stopped."""

    seconds: float = 180.0
    megabytes: int = 2048
    """Resident memory."""
    documents: int = 100
    """Documents after which a process gives way to a fresh one."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be read, its number in the run, and where its result goes."""

    number: int
    task: Task
    store: str = ""
    """Folder of the store, empty where the result is sent back."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a document ended."""

    number: int
    pages: int = 0
    failure: PipelineError | None = None
    seconds: float = 0.0
    kept: bool = False
    """Whether the result lies in the store."""
    packed: bytes = b""
    """The result itself, where it does not."""
    result: PlanResult | None = None
    """The result as it is, where it was read in the process that asks for it."""
    lasting: bool = True
    """Whether the next run would get the same; what a limit stopped is tried again."""
    stop: PipelineError | None = None
    """Why the whole run cannot go on."""


class Executor(Protocol):
    """A way of reading documents."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Outcomes of all jobs, each once, in any order."""
        ...
