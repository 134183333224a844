"""What a run has done: the figures, the one screen that tells them, and the exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from schemas import Dataset

from .errors import ExitCode, PipelineError

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class WordSums:
    """Where the words of the documents went; every word is counted once."""

    records: int = 0
    furniture: int = 0
    narrative: int = 0
    unassigned: int = 0

    @property
    def total(self) -> int:
        """All words that the page reader saw."""
        return self.records + self.furniture + self.narrative + self.unassigned

    def __add__(self, other: WordSums) -> WordSums:
        """Sums of two documents."""
        return WordSums(
            self.records + other.records,
            self.furniture + other.furniture,
            self.narrative + other.narrative,
            self.unassigned + other.unassigned,
        )


@dataclass(frozen=True, slots=True)
class RunReport:
    """The result of a run.

    `documents` counts those that were read and have a row in `plans`, also where no table of actions was found.
    """

    documents: int
    pages: int
    tables: int
    dataset: Dataset
    words: WordSums = WordSums()
    failures: tuple[PipelineError, ...] = ()
    files: tuple[Path, ...] = ()


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
    if any(finding.severity == "error" for finding in report.dataset.findings):
        return ExitCode.INVALID if strict else ExitCode.PARTIAL
    return ExitCode.OK


def summarise(report: RunReport) -> str:
    """The one screen that ends a run; plain text without colour."""
    lines = [*_figures(report), *_failures(report), *_places(report)]
    return "\n".join(lines)


def _figures(report: RunReport) -> list[str]:
    data, words = report.dataset, report.words
    found = Counter(finding.severity for finding in data.findings)
    return [
        f"documents   {report.documents:>7,}   pages {report.pages:,}, tables {report.tables:,}",
        f"actions     {len(data.actions):>7,}   under {len(data.recommendations):,} recommendations",
        f"findings    {len(data.findings):>7,}   " + ", ".join(f"{name} {found[name]:,}" for name in SEVERITIES),
        f"words       {words.total:>7,} = records {words.records:,} + furniture {words.furniture:,}"
        f" + narrative {words.narrative:,} + unassigned {words.unassigned:,}",
    ]


def _failures(report: RunReport) -> list[str]:
    if not report.failures:
        return []
    return [f"failed      {len(report.failures):>7,}", *(f"  - {failure}" for failure in report.failures)]


def _places(report: RunReport) -> list[str]:
    if not report.files:
        return ["files             0   nothing was written"]
    folder = report.files[0].parent
    lines = [f"files       {len(report.files):>7,}   in {folder}/"]
    if report.dataset.actions:
        lines.append(f"next                actionplans explain {report.dataset.actions[0].action_id} --in {folder}")
    elif report.dataset.findings:
        lines.append(f"next                read {folder / 'findings.csv'}")
    return lines
