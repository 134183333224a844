"""Damaged and hostile files: each ends as read or as failed with a cause, and costs nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extractors.witnesses import CamelotWitness, PlumberWitness
from pipeline.document import packed_result
from pipeline.errors import PipelineError
from pipeline.execute import Limits
from pipeline.execute.processes import ProcessExecutor
from pipeline.progress import Quiet
from pipeline.run import Way, run_plans
from pipeline.settings import Settings
from pipeline.task import Task
from pipeline.triage import triage
from tests.batch import nasty
from tests.batch.mutate import write_mutations
from tests.batch.runs import actionplans, codes, rows, small_plan, tables

HEAVY = {
    "inflating-stream": lambda: nasty.inflating(320),
    "million-lines": lambda: nasty.many_lines(300_000),
    "deep-page-tree": lambda: nasty.deep_tree(1500),
}
LIMITS = {"time_limit", "memory_limit", "worker_lost"}
"""Which of them a file meets first depends on the machine."""
STOPPED = {
    "deep-page-tree": {"damaged_pdf"},
    "doubling-forms": LIMITS,
    "endless-form": LIMITS,
    "inflating-stream": LIMITS | {"no_text"},
    "million-lines": LIMITS,
    "no-contents": {"no_text"},
    "recursive-page-tree": {"page_limit"},
}
"""Those that cannot be read, and why."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in (nasty.NASTY | HEAVY).items():
        (folder / f"{name}.pdf").write_bytes(make())
    (folder / "last.pdf").write_bytes(small_plan(1))
    return folder


@pytest.fixture(scope="module")
def run(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    out = tmp_path_factory.mktemp("run") / "out"
    before = set(hostile.iterdir())
    done = actionplans(hostile, "-o", out, "--time-limit", 4, "--memory-limit", 400, "--jobs", 2)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert set(hostile.iterdir()) == before
    assert list(out.parent.iterdir()) == [out]
    return out, done.stderr


def test_each_hostile_file_ends_as_it_should(run: tuple[Path, str], hostile: Path) -> None:
    ended = {name.removesuffix(".pdf"): code for name, code in codes(run[0]).items()}
    for name, causes in STOPPED.items():
        assert ended.get(name) in causes, name
    assert set(ended) == set(STOPPED)
    read = {row["source_file"] for row in rows(run[0], "plans")}
    assert "last.pdf" in read
    told = {row["source_file"] for row in rows(run[0], "findings") if row["code"] in {"same_text", "same_file"}}
    assert not read & told
    assert read | told == {path.name for path in hostile.iterdir()} - {f"{name}.pdf" for name in ended}


def test_each_failure_is_one_sentence_with_file_cause_and_next_step(run: tuple[Path, str]) -> None:
    lines = [line for line in run[1].splitlines() if line.startswith("  - ")]
    assert len(lines) == len(STOPPED)
    for line in lines:
        name = line.removeprefix("  - ").split(" ", 1)[0]
        assert name.removesuffix(".pdf") in STOPPED
        assert re.fullmatch(r"  - \S+\.pdf [a-z].*: [a-z].*\.", line), line


def test_scripts_and_embedded_files_are_left_alone(run: tuple[Path, str]) -> None:
    written = {path.name for path in run[0].rglob("*")}
    assert not any("evil" in name for name in written)
    assert b"launchURL" not in b"".join(path.read_bytes() for path in run[0].glob("*.csv"))


def test_hidden_text_is_read_and_flagged(run: tuple[Path, str]) -> None:
    hidden = [row for row in rows(run[0], "findings") if row["code"] == "hidden_text"]
    said = {row["source_file"]: row["text"] for row in hidden if "disputes" in row["text"]}
    told = {row["source_file"] for row in rows(run[0], "findings") if row["code"] == "same_text"}
    assert set(said) | told >= {"white-text.pdf", "text-under-a-picture.pdf"}
    assert set(said.values()) == {"The council disputes the findings"}


def test_encrypted_with_and_without_a_password(tmp_path: Path) -> None:
    for name, password in (("open", ""), ("locked", "secret")):
        canvas = Canvas(str(tmp_path / f"{name}.pdf"), encrypt=StandardEncryption(password, "owner", canCopy=0))
        canvas.drawString(50, 500, "The council accepts the findings.")
        canvas.save()
    out = tmp_path / "out"
    assert actionplans(tmp_path, "-o", out).returncode == 4
    assert codes(out) == {"locked.pdf": "password_needed", "open.pdf": "no_action_table"}


def test_damaged_copies_each_end_with_a_cause(tmp_path: Path) -> None:
    originals = [small_plan(1), nasty.NASTY["unmapped-font"](), nasty.armed(), nasty.hidden("picture")]
    paths = write_mutations(originals, tmp_path / "in", 120, seed=7)
    way = Way(ProcessExecutor(2, Limits(seconds=20, megabytes=1000)), Quiet())
    report = run_plans([tmp_path / "in"], tmp_path / "out", Settings(), way=way)
    assert report.documents + report.twins + sum(f.fatal for f in report.failures) == len(paths)
    faults = [f for f in report.failures if f.code in {"reader_fault", "worker_lost", "failed"}]
    assert [str(fault) for fault in faults] == []
    assert all(type(failure) is not PipelineError for failure in report.failures)


def test_escapes_inside_the_text_reach_no_table_and_no_terminal(tmp_path: Path) -> None:
    letters = b"3 beginbfchar <41> <001B> <42> <202E> <43> <0007> endbfchar"
    unicode = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange %s endcmap" % letters
    rows_of_it = [
        ("Recommendation", "Action", "Lead", "By when"),
        ("R1 \x1b[31mImprove\x07", "=HYPERLINK(1) \x9b2J <script>x</script>", "Head \x1b]0;x\x07 of Legal", "31.3.14"),
    ]
    content = nasty.table(rows_of_it) + b"BT /F2 9 Tf 60 200 Td (ABC hello) Tj ET"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"
    plan = nasty.one_page(content, more={6: font, 7: nasty.stream(unicode)})
    (tmp_path / "plan.pdf").write_bytes(plan.replace(b"/F1 5 0 R >>", b"/F1 5 0 R /F2 6 0 R >>"))
    out = tmp_path / "out"
    assert actionplans(tmp_path / "plan.pdf", "-o", out).returncode == 0
    (action,) = rows(out, "actions")
    assert "script" in action["action"]
    assert action["action"].startswith("'=")
    shown = b"".join(tables(out).values()).decode("utf-8")
    assert not set(shown) & {*map(chr, range(9)), "\x1b", "\x7f", *map(chr, range(0x80, 0xA0)), "\u202e"}


def test_a_page_that_upsets_other_libraries_is_read_all_the_same(tmp_path: Path) -> None:
    """Found by `make fuzz`: a dictionary that pdfium forgives and pdfplumber does not."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(small_plan(1).replace(b"/Contents 4 0 R", b"/Contents 4 0 R /Lone", 1))
    (page,) = [profile.page for profile in triage(path)]
    assert PlumberWitness().tables(path, page) == []
    assert CamelotWitness().tables(path, page) == []
    result, _ = packed_result(Task(path, path.name))
    assert result.failure is None
    assert len(result.dataset.actions) == 2


def test_print_of_the_size_of_a_poster(tmp_path: Path) -> None:
    """Found by `make fuzz`: a word of more than 80 points at the head of a line."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(nasty.one_page(b"BT /F1 110 Tf 30 80 Td (Actions) Tj /F1 40 Tf 430 0 Td (Lead) Tj ET\n"))
    result, _ = packed_result(Task(path, path.name))
    assert result.failure is None
    assert result.dataset.actions == ()
