"""How a run tells how far it is: a bar on a terminal, lines elsewhere, JSON for machines, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, Protocol, Self

from .console import event
from .errors import PipelineError
from .plain import printable

_SHOWN = 60


class Reporter(Protocol):
    """Whoever wants to know; all methods are called in the process that runs."""

    def started(self, documents: int, kept: int) -> None:
        """So many documents are to be read, and so many more are already done."""
        ...

    def finished(self, name: str, pages: int, seconds: float, failure: PipelineError | None) -> None:
        """One document has been read, or has failed."""
        ...

    def note(self, text: str) -> None:
        """Something else that a person might like to know."""
        ...

    def close(self) -> None:
        """Nothing more will come."""
        ...


class Quiet:
    """Tells nothing."""

    def started(self, documents: int, kept: int) -> None:
        """See `Reporter`."""

    def finished(self, name: str, pages: int, seconds: float, failure: PipelineError | None) -> None:
        """See `Reporter`."""

    def note(self, text: str) -> None:
        """See `Reporter`."""

    def close(self) -> None:
        """See `Reporter`."""

    def __enter__(self) -> Self:
        """The reporter itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing more will come."""
        self.close()


class Lines(Quiet):
    """One plain line for each document."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Keep who takes the lines."""
        self.say = say
        self.documents = self.number = 0

    def started(self, documents: int, kept: int) -> None:
        """Tell what was done before."""
        self.documents = documents
        if kept:
            self.say(f"{kept:,} documents were read before and are kept; {documents:,} are to be read")

    def finished(self, name: str, pages: int, seconds: float, failure: PipelineError | None) -> None:
        """Tell one document."""
        self.number += 1
        what = f"failed ({failure.code})" if failure else f"{pages} pages"
        self.say(f"[{self.number}/{self.documents}] {printable(name)}: {what}, {seconds:.1f} s")

    def note(self, text: str) -> None:
        """Pass it on."""
        self.say(printable(text, None))


class JsonLines(Quiet):
    """One JSON object a line for each event, with the time in UTC."""

    def event(self, name: str, **values: Any) -> None:
        """Tell one event."""
        event(name, **values)

    def started(self, documents: int, kept: int) -> None:
        """Tell what is to be done."""
        self.event("started", documents=documents, kept=kept)

    def finished(self, name: str, pages: int, seconds: float, failure: PipelineError | None) -> None:
        """Tell one document."""
        trouble = {"code": failure.code, "cause": str(failure)} if failure else {}
        self.event(
            "failed" if failure else "done", file=printable(name), pages=pages, seconds=round(seconds, 3), **trouble
        )

    def note(self, text: str) -> None:
        """Pass it on."""
        self.event("note", text=printable(text, None))


class Bar(Quiet):
    """A bar on a terminal: documents, pages, rate, time left, and the trouble there was last."""

    def __init__(self) -> None:
        """Draw on standard error."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pages]:,} pages"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[trouble]}", style="red", markup=False),
        )
        self.progress = Progress(*columns, console=Console(stderr=True, markup=False, highlight=False), transient=True)
        self.task = self.progress.add_task("preparing", total=None, pages=0, rate="", trouble="")
        self.pages = self.failures = 0

    def __enter__(self) -> Self:
        """Show the bar."""
        self.progress.start()
        return self

    def started(self, documents: int, kept: int) -> None:
        """Begin the bar; what was done before stands in it."""
        self.progress.update(self.task, description="reading", total=documents + kept, completed=kept)

    def finished(self, name: str, pages: int, seconds: float, failure: PipelineError | None) -> None:
        """Move on."""
        self.pages += pages
        self.failures += failure is not None
        taken = self.progress.tasks[0].elapsed or 0.0
        rate = f"{self.pages / taken:.0f} pages/s" if taken > 1 else ""
        self.progress.update(self.task, advance=1, pages=self.pages, rate=rate)
        if failure:
            trouble = f"{self.failures} failed, last {printable(name, _SHOWN)} ({failure.code})"
            self.progress.update(self.task, trouble=trouble)

    def note(self, text: str) -> None:
        """Say what is going on where nothing is read yet."""
        self.progress.update(self.task, description=printable(text, _SHOWN))

    def close(self) -> None:
        """Take the bar away."""
        self.progress.stop()
