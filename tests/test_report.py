"""The closing screen adds up and leads on; the exit code tells how it went."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import (
    DamagedPdf,
    EmptyFile,
    ExitCode,
    ExtraMissing,
    InputMissing,
    NoActionTable,
    PipelineError,
)
from pipeline.report import Counts, RunReport, WordSums, exit_code, summarise
from schemas import Action, Dataset, Finding

ERROR = Dataset(findings=(Finding("f1", severity="error"),))
WARNING = Dataset(findings=(Finding("f1", severity="warning"),))


@pytest.mark.parametrize(
    ("documents", "failures", "dataset", "strict", "code"),
    [
        (2, (), Dataset(), False, ExitCode.OK),
        (2, (), WARNING, True, ExitCode.OK),
        (2, (), ERROR, True, ExitCode.INVALID),
        (2, (), ERROR, False, ExitCode.PARTIAL),
        (1, (DamagedPdf("a.pdf"),), ERROR, True, ExitCode.PARTIAL),
        (1, (InputMissing("a.pdf"),), ERROR, False, ExitCode.PARTIAL),
        (2, (NoActionTable("a.pdf"),), ERROR, False, ExitCode.PARTIAL),
        (1, (NoActionTable("a.pdf"),), ERROR, False, ExitCode.NOTHING),
        (0, (DamagedPdf("a.pdf"), EmptyFile("b.pdf")), ERROR, False, ExitCode.NOTHING),
        (0, (InputMissing("a.pdf"),), ERROR, False, ExitCode.INPUT),
        (0, (ExtraMissing("a.pdf"),), ERROR, False, ExitCode.EXTRA),
        (0, (InputMissing("a.pdf"), EmptyFile("b.pdf")), ERROR, False, ExitCode.NOTHING),
        (0, (), Dataset(), False, ExitCode.NOTHING),
    ],
)
def test_exit_code(
    documents: int, failures: tuple[PipelineError, ...], dataset: Dataset, strict: bool, code: ExitCode
) -> None:
    report = RunReport(documents, pages=1, tables=1, counts=Counts.of(dataset), failures=failures)
    assert exit_code(report, strict) is code


def test_screen_tells_figures_failures_and_what_to_do_next() -> None:
    dataset = Dataset(actions=(Action("a1"), Action("a2")), findings=(Finding("f1", severity="error"), Finding("f2")))
    report = RunReport(
        documents=2,
        pages=41,
        tables=55,
        counts=Counts.of(dataset),
        words=WordSums(9000, 500, 700, 1),
        failures=(EmptyFile("c.pdf"),),
        files=(Path("outputs/plans.csv"), Path("outputs/actions.csv")),
    )
    screen = summarise(report)
    for part in ("pages 41", "tables 55", "error 1, warning 1, info 0", str(EmptyFile("c.pdf")), "in outputs"):
        assert part in screen
    assert "10,201 = records 9,000 + furniture 500 + narrative 700 + unassigned 1" in screen
    assert screen.splitlines()[-1].endswith("actionplans explain a1 --in outputs")


def test_screen_of_a_run_without_a_result() -> None:
    assert "nothing was written" in summarise(RunReport(0, 0, 0, Counts()))


def test_word_sums_add_up() -> None:
    assert (WordSums(1, 2, 3, 4) + WordSums(10, 20, 30, 40)) == WordSums(11, 22, 33, 44)
    assert WordSums(1, 2, 3, 4).total == 10
