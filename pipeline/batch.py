"""The documents of a run: what is kept of each, what is to be read, and the results in the order of the dataset."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from schemas import Dataset, Finding, Plan

from .errors import InputMissing, InputUnreadable, NoActionTable, PipelineError, StoreUnusable, UsageError
from .execute.contract import Executor, Job, Outcome
from .ingest import plan_id_of
from .inputs import Entry, Inputs
from .keeping import unpack
from .overrides import find_overrides
from .pace import Pace
from .plain import printable
from .progress import Quiet
from .report import Counts, RunReport
from .result import PlanResult
from .settings import Settings
from .store import Store, Workplace
from .task import Task
from .twins import Pair, Twins, likeness
from .versions import versions
from .word_sums import WordSums

_MEGABYTE = 1 << 20


@dataclass(slots=True)
class Queue:
    """Documents in the order of the dataset."""

    tasks: list[Task] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)
    """Places in `tasks` of those whose results are there."""
    problems: list[PipelineError] = field(default_factory=list)
    copies: list[tuple[str, str, str]] = field(default_factory=list)
    """Names of files with the same bytes as one that is read, that one's, and its key."""


def line_up(inputs: Inputs, place: Workplace, settings: Settings, *, fresh: bool = False) -> Queue:
    """Hash the documents, leave out copies, and look up which results are there.

    Args:
        inputs: What was found.
        place: Where results are kept.
        settings: Their limits are part of what a result depends on.
        fresh: Take no result as being there.

    Raises:
        UsageError: The folder of overrides is none.
    """
    if settings.overrides is not None and not settings.overrides.is_dir():
        raise UsageError(settings.overrides, "is no folder", "name a folder of TOML files with `--overrides`")
    queue = Queue(problems=list(inputs.problems))
    stages, store = versions(settings.vocab), Store(place.store)
    first: dict[str, str] = {}
    for entry in inputs.entries:
        try:
            digest, size = hash_file(entry)
        except PipelineError as error:
            queue.problems.append(error)
            continue
        if size and digest in first:
            queue.copies.append((entry.name, first[digest], plan_id_of(digest)))
            continue
        first[digest] = entry.name
        overrides = find_overrides(settings.overrides, entry.name, digest)
        pages = entry.stated.pages or overrides.pages or settings.ranges_of(Path(entry.name))
        task = Task(
            entry.path, entry.name, digest, entry.url, replace(entry.stated, pages=pages), overrides,
            settings.page_limit, settings.output_limit * _MEGABYTE, stages,
        )  # fmt: skip
        if not fresh and store.has_records(digest, task.records_key):
            queue.kept.add(len(queue.tasks))
        queue.tasks.append(task)
    return queue


def hash_file(entry: Entry) -> tuple[str, int]:
    """SHA-256 and size of a document's bytes.

    Raises:
        InputMissing: The file is gone.
        InputUnreadable: It may not be opened.
    """
    try:
        with entry.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return digest, file.tell()
    except FileNotFoundError as error:
        raise InputMissing(entry.path) from error
    except OSError as error:
        raise InputUnreadable(entry.path, f"may not be read ({error.strerror or error})") from error


class Batch:
    """Reads what is to be read, and gives the results one by one, so that memory does not grow with them."""

    def __init__(self, queue: Queue, place: Workplace, executor: Executor, reporter: Quiet) -> None:
        """Keep what there is to do; nothing begins before the first result is asked for."""
        self.queue, self.place, self.executor, self.reporter = queue, place, executor, reporter
        self.finish: Callable[[Dataset], Dataset] = lambda rows: rows
        """What is done to the rows of each document before they are written."""
        self.by_council: dict[str, list[int]] = {}
        """Places in the queue of the plans of each council, among which versions of one plan may be."""
        self.store = Store(place.store)
        self.twins = Twins()
        self.pace = Pace.of(place)
        self.counts, self.words = Counts(), WordSums()
        self.pages = self.tables = self.left_out = 0
        self.plans: list[Plan] = []
        self.failures: list[PipelineError] = list(queue.problems)
        self.barren: list[Finding] = []
        self.told: list[Finding] = []

    def datasets(self) -> Generator[Dataset, None, None]:
        """Rows of each document in order, then what changed between versions, at last the findings about the run."""
        for number, (task, result) in enumerate(self._results()):
            if result.failure is not None:
                self.failures.append(result.failure)
            elif not self._is_twin(result):
                self.by_council.setdefault(result.dataset.plans[0].council, []).append(number)
                yield self._counted(task, result)
        self.pace.keep(self.place)
        yield from self._changes()
        closing = Dataset(findings=self._closing())
        self.counts.add(closing)
        yield closing

    def _changes(self) -> Iterator[Dataset]:
        """Rows of `changes`, council by council, from what is kept of its plans; two are in memory at a time."""
        from .compare.changes import compare_stored

        for council, numbers in sorted(self.by_council.items()):
            if council and len(numbers) > 1:
                stored = (partial(self._again, number) for number in numbers)
                yield from (Dataset(changes=changes) for changes in compare_stored(stored))

    def _again(self, number: int) -> Dataset:
        return self.finish(self._result(self.queue.tasks[number], None).dataset)

    def _counted(self, task: Task, result: PlanResult) -> Dataset:
        result = replace(result, dataset=self.finish(result.dataset))
        self.counts.add(result.dataset)
        self.words += result.words
        self.pages += result.pages
        self.tables += result.tables
        self.plans += result.dataset.plans
        if not result.dataset.actions:
            failure = NoActionTable(task.name)
            self.failures.append(failure)
            self.barren.append(_lost(failure, result.dataset.plans[0].plan_id))
        return result.dataset

    def _results(self) -> Iterator[tuple[Task, PlanResult]]:
        """Results in order, each taken from the store when its turn comes."""
        queue = self.queue
        todo = [n for n in range(len(queue.tasks)) if n not in queue.kept]
        self.reporter.started(len(todo), len(queue.kept))
        store = str(self.place.store)
        outcomes = self.executor.run([Job(n, queue.tasks[n], store) for n in todo])
        done: dict[int, Outcome] = {}
        for number, task in enumerate(queue.tasks):
            while number not in queue.kept and number not in done:
                outcome = next(outcomes)
                self._tell(outcome)
                done[outcome.number] = outcome
            yield task, self._result(task, done.pop(number, None))

    def _tell(self, outcome: Outcome) -> None:
        if outcome.stop is not None:
            raise outcome.stop
        name = self.queue.tasks[outcome.number].name
        self.reporter.finished(name, outcome.pages, outcome.seconds, outcome.failure)
        self.pace.add(outcome.seconds)

    def _result(self, task: Task, outcome: Outcome | None) -> PlanResult:
        """The result of a document.

        Raises:
            StoreUnusable: It was kept and cannot be read back.
        """
        if outcome is not None and outcome.result is not None:
            return outcome.result
        if outcome is not None and not outcome.kept:
            result: PlanResult = unpack(outcome.packed).take()
            return result
        found = self.store.records(task.sha256, task.records_key)
        if not isinstance(found, PlanResult):
            raise StoreUnusable(self.place.store)
        return found

    def _is_twin(self, result: PlanResult) -> bool:
        """Whether a document says the same as one before it; versions are told and stay."""
        pair = self.twins.meet(likeness(result.dataset, result.said))
        if pair is not None:
            self.told.append(_twin_finding(pair))
        same = pair is not None and pair.same_text
        self.left_out += same
        return same

    def _closing(self) -> tuple[Finding, ...]:
        lost = [_lost(error) for error in self.failures if error.fatal]
        known = {plan.plan_id for plan in self.plans}
        copies = [_copy(name, first, plan if plan in known else "") for name, first, plan in self.queue.copies]
        found = [*lost, *self.barren, *copies, *self.told]
        return tuple(replace(f, finding_id=f"{f.plan_id or 'run'}-e{n:04d}") for n, f in enumerate(found, 1))

    def report(self, files: tuple[Path, ...]) -> RunReport:
        """What was done, once all results have been taken."""
        return RunReport(
            documents=len(self.plans),
            pages=self.pages,
            tables=self.tables,
            counts=self.counts,
            words=self.words,
            failures=tuple(self.failures),
            files=files,
            kept=len(self.queue.kept),
            twins=self.left_out + len(self.queue.copies),
        )


def _lost(error: PipelineError, plan_id: str = "") -> Finding:
    name = printable(error.file.name or str(error.file))
    return Finding("", plan_id, name, severity="error", code=error.code, message=str(error))


def _copy(name: str, first: str, plan_id: str) -> Finding:
    message = f"{name} holds the same bytes as {first} and was read once."
    return Finding("", plan_id, name, severity="info", code="same_file", message=message)


def _twin_finding(pair: Pair) -> Finding:
    first, second = pair.first, pair.second
    if pair.same_text:
        code, said = "same_text", f"says word for word the same as {first.name} in other bytes and was left out."
        return Finding("", first.plan_id, second.name, severity="info", code=code, message=f"{second.name} {said}")
    dates = f" ({second.plan_date} and {first.plan_date})" if first.plan_date and second.plan_date else ""
    said = f"is another version of the plan in {first.name}{dates}; both are kept."
    return Finding("", second.plan_id, second.name, severity="info", code="same_plan", message=f"{second.name} {said}")
