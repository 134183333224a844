"""The real command in a process of its own: what it prints where, and what it hands back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.export import to_csv, to_datapackage
from pipeline.stages import STAGES
from schemas import Action, Dataset, Deadline, Finding, Lead, Plan, Provenance, Recommendation

ROOT = Path(__file__).resolve().parent.parent.parent
COMMANDS = ("run", "export", "stages", "tables", "explain", "doctor")


def actionplans(*arguments: str | Path, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | variables
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_help_names_every_command() -> None:
    done = actionplans("--help")
    assert done.returncode == ExitCode.OK
    assert done.stderr == ""
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = actionplans(command, "--help")
    assert done.returncode == ExitCode.OK
    assert done.stdout.startswith(f"Usage: actionplans {command}")


def test_help_loads_nothing_heavy() -> None:
    script = "import sys, pipeline.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert not {"pandas", "pypdfium2", "pydantic", "spacy", "camelot", "pdfplumber", "rich"} & set(done.stdout.split())


def test_version() -> None:
    done = actionplans("--version")
    assert done.returncode == ExitCode.OK
    assert done.stdout.startswith("actionplans ")


def test_stages_are_listed_in_order() -> None:
    done = actionplans("stages")
    assert done.returncode == ExitCode.OK
    assert [line.split()[1] for line in done.stdout.splitlines()] == [stage.name for stage in STAGES]


def test_doctor_knows_the_libraries() -> None:
    done = actionplans("doctor")
    assert done.returncode == ExitCode.OK
    assert "pypdfium2" in done.stdout


@pytest.mark.parametrize("arguments", [("fly",), ("run",), ("run", "--colour", "x.pdf"), ("tables",)])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = actionplans(*arguments)
    assert done.returncode == ExitCode.USAGE
    assert done.stdout == ""
    assert "Usage: actionplans" in done.stderr


def test_setting_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "actionplans.toml").write_text("colour = true", encoding="utf-8")
    done = actionplans("run", "x.pdf", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.startswith("actionplans.toml holds the setting 'colour'")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--jobs", "-1"), "--jobs -1 cannot be used (it should be greater than or equal to 0): see the command with"),
        (("--pages", "abc"), "--pages abc cannot be used ('abc' is no range of pages such as 12-30)"),
        (("--overrides", "nowhere"), "nowhere is no folder: name a folder of TOML files with `--overrides`."),
        (("--vocab", "nowhere"), "nowhere is no folder: name a folder of CSV tables."),
    ],
)
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_flags_that_cannot_be_used_are_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], said: str, dry: tuple[str, ...]
) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"text")
    done = actionplans("run", "plan.pdf", *arguments, *dry, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"text")
    done = actionplans("run", "plan.pdf", "-o", "plan.pdf", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "plan.pdf cannot be written to (it is, or lies in, a file where a folder is needed): choose" in done.stderr


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    done = actionplans("tables", tmp_path)
    assert done.returncode == ExitCode.INPUT
    assert "is a folder, and one file is wanted: name a plan that lies in it." in done.stderr


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, ExitCode.INPUT, "does not exist"),
        (b"", ExitCode.NOTHING, "is empty"),
        (b"text", ExitCode.NOTHING, "is not a PDF"),
        (b"%PDF-1.7\n1 0 obj\n", ExitCode.NOTHING, "is cut off"),
    ],
)
def test_tables_of_a_bad_file(tmp_path: Path, content: bytes | None, code: ExitCode, said: str) -> None:
    path = tmp_path / "plan.pdf"
    if content is not None:
        path.write_bytes(content)
    done = actionplans("tables", path)
    assert (done.returncode, done.stdout) == (code, "")
    assert f"plan.pdf {said}" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    dataset = Dataset(
        plans=(Plan("p1", council="Borsetshire", source_file="b.pdf", sha256="0" * 64, page_count=3),),
        recommendations=(Recommendation("r1", "p1", recommendation="Improve."),),
        actions=(
            Action(
                "p1-a1",
                "p1",
                "r1",
                council="Borsetshire",
                action_ref="2a",
                action="Review cases\nand notes",
                leads_raw="HoS",
                leads=("Head of Service",),
                deadline_raw="=March 12",
                flags=("ambiguous_date",),
                extra=(("Cost", "none"),),
            ),
        ),
        leads=(Lead("p1-a1", 1, lead_raw="HoS", role="Head of Service", resolved_by="document_key"),),
        deadlines=(Deadline("p1-a1", 1, "March 12", precision="month"),),
        findings=(Finding("f1", code="numbering_gap", message="1 is missing.", record_id="p1-a1"),),
        provenance=(Provenance("p1-a1", "action", 1, page=2, x0=36, top=120, x1=560, bottom=148, extractor="quick"),),
    )
    to_csv(dataset, tmp_path)
    to_datapackage(dataset, tmp_path)
    return tmp_path


def test_explain_prints_the_chain(finished: Path) -> None:
    done = actionplans("explain", "p1-a1", "--in", finished)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    for part in (
        "b.pdf · Borsetshire · action 2a",
        f"{'printed':<24} Review cases\n{' ':27}and notes",
        "Head of Service",
        "resolved_by 'document_key'",
        f"{'printed':<24} =March 12",
        "page 2, box (36, 120, 560, 148) by quick",
        "ambiguous_date",
        "numbering_gap: 1 is missing.",
        f"{'Cost':<24} none",
    ):
        assert part in done.stdout


def test_explain_helps_with_a_wrong_key(finished: Path) -> None:
    done = actionplans("explain", "p1-a2", "--in", finished)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert "did you mean p1-a1" in done.stderr


def test_explain_without_a_run(tmp_path: Path) -> None:
    done = actionplans("explain", "p1-a1", "--in", tmp_path)
    assert done.returncode == ExitCode.INPUT
    assert "actions.csv does not exist" in done.stderr


FAULT = """
import sys, pipeline.explain
from pipeline import cli
def fail(*_): raise {fault}
pipeline.explain.explain_action = fail
sys.argv = ["actionplans", "explain", "x"]
cli.main()
"""


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ("KeyboardInterrupt", ExitCode.INTERRUPTED, "Interrupted; it is safe"),
        ("ValueError('two\\nlines')", ExitCode.BUG, "(ValueError: two lines): please report"),
    ],
)
def test_interruption_and_fault_are_one_line(fault: str, code: ExitCode, said: str) -> None:
    script = FAULT.format(fault=fault)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
