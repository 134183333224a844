"""One document after the other in this very process: no limits on time and memory, nothing to start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .contract import Job, Outcome


class SerialExecutor:
    """Reads in the calling process; for programs and notebooks that call the pipeline themselves."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Outcomes in the order of the jobs."""
        from .attempt import attempt

        for job in jobs:
            yield attempt(job)
