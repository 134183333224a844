"""What a run has done: the figures, the one screen that tells them, and the exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from schemas import Dataset

from .errors import ExitCode, PipelineError
from .word_sums import WordSums

SEVERITIES = ("error", "warning", "info")
_FAILURES_SHOWN = 20

__all__ = ["Counts", "RunReport", "WordSums", "exit_code", "summarise"]


@dataclass(slots=True)
class Counts:
    """Rows that were written, counted as they passed."""

    actions: int = 0
    recommendations: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    first_action: str = ""

    def add(self, dataset: Dataset) -> None:
        """Count the rows of one more piece."""
        self.actions += len(dataset.actions)
        self.recommendations += len(dataset.recommendations)
        self.severities.update(finding.severity for finding in dataset.findings)
        if dataset.actions and not self.first_action:
            self.first_action = dataset.actions[0].action_id

    @staticmethod
    def of(dataset: Dataset) -> Counts:
        """Counts of a whole dataset."""
        counts = Counts()
        counts.add(dataset)
        return counts


@dataclass(frozen=True, slots=True)
class RunReport:
    """The result of a run.

    `documents` counts those that were read and have a row in `plans`, also where no table of actions was found.
    """

    documents: int
    pages: int
    tables: int
    counts: Counts
    words: WordSums = WordSums()
    failures: tuple[PipelineError, ...] = ()
    files: tuple[Path, ...] = ()
    kept: int = 0
    """Documents whose results were there from an earlier run."""
    twins: int = 0
    """Documents that say the same as another and were left out."""


def exit_code(report: RunReport, strict: bool = False) -> ExitCode:
    """Exit code of a finished run.

    A plan without a table of actions counts as failed. Where every input failed, the common code of the failures
    tells why (a missing file: 6), else 4. Error findings without a failure are 5 under `strict` and 3 otherwise.
    """
    if report.failures:
        barren = sum(not failure.fatal for failure in report.failures)
        if report.documents > barren:
            return ExitCode.PARTIAL
        codes = {failure.exit_code for failure in report.failures}
        return codes.pop() if len(codes) == 1 else ExitCode.NOTHING
    if not report.documents:
        return ExitCode.NOTHING
    if report.counts.severities["error"]:
        return ExitCode.INVALID if strict else ExitCode.PARTIAL
    return ExitCode.OK


def summarise(report: RunReport) -> str:
    """The one screen that ends a run; plain text without colour."""
    lines = [*_figures(report), *_failures(report), *_places(report)]
    return "\n".join(lines)


def _figures(report: RunReport) -> list[str]:
    counts, words = report.counts, report.words
    found = counts.severities
    aside = [f"{report.kept:,} kept from before"] if report.kept else []
    aside += [f"{report.twins:,} more say the same"] if report.twins else []
    return [
        f"documents   {report.documents:>7,}   "
        + ", ".join([f"pages {report.pages:,}", f"tables {report.tables:,}", *aside]),
        f"actions     {counts.actions:>7,}   under {counts.recommendations:,} recommendations",
        f"findings    {found.total():>7,}   " + ", ".join(f"{name} {found[name]:,}" for name in SEVERITIES),
        f"words       {words.total:>7,} = records {words.records:,} + furniture {words.furniture:,}"
        f" + narrative {words.narrative:,} + unassigned {words.unassigned:,}",
    ]


def _failures(report: RunReport) -> list[str]:
    """Every failure in a sentence; of very many only the first, since all are findings."""
    if not report.failures:
        return []
    lines = [f"failed      {len(report.failures):>7,}", *(f"  - {f}" for f in report.failures[:_FAILURES_SHOWN])]
    left = len(report.failures) - _FAILURES_SHOWN
    return [*lines, f"  - and {left:,} more, in findings.csv."] if left > 0 else lines


def _places(report: RunReport) -> list[str]:
    if not report.files:
        return ["files             0   nothing was written"]
    folder = report.files[0].parent
    lines = [f"files       {len(report.files):>7,}   in {folder}/"]
    if report.counts.first_action:
        lines.append(f"next                actionplans explain {report.counts.first_action} --in {folder}")
    elif report.counts.severities:
        lines.append(f"next                read {folder / 'findings.csv'}")
    return lines
