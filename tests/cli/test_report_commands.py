"""The commands that answer questions from a finished run, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.export import read_rows
from schemas import Dataset, columns
from tests.cli.test_cli import actionplans
from tests.reporting import dataset, other_councils, version, written

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = dataset()
    later = version(data, 2, "2014-09-30", data.actions[2:])
    return written(Dataset.merged([data, later, other_councils()]), tmp_path_factory.mktemp("run"))


@pytest.mark.parametrize("command", ["report", "compare", "diff"])
def test_help(command: str) -> None:
    done = actionplans(command, "--help")
    assert done.returncode == ExitCode.OK
    assert done.stdout.startswith(f"Usage: actionplans {command}")


def test_report_writes_page_and_workbook(folder: Path, tmp_path: Path) -> None:
    done = actionplans("report", folder, "--plan", "Felpersham", "-o", tmp_path)
    assert done.returncode == ExitCode.OK, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["report-p2.html", "report-p2.xlsx"]
    assert all(Path(line).exists() for line in done.stdout.splitlines())


def test_report_of_the_samples_has_pictures(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert actionplans("run", ROOT / "samples" / "harrow-2012.pdf", "-o", out).returncode == ExitCode.OK
    done = actionplans("report", out, "--source", ROOT / "samples")
    assert done.returncode == ExitCode.OK, done.stderr
    actions = read_rows(out, "actions")
    pictures = {path.stem for path in (out / "evidence").rglob("*.png")}
    assert pictures == {row["action_id"] for row in actions}


def test_report_without_plan_writes_all(folder: Path, tmp_path: Path) -> None:
    done = actionplans("report", folder, "-o", tmp_path, "--pictures", "0")
    assert len(done.stdout.splitlines()) == 2 * 5


def test_compare_writes_page_and_tables(folder: Path, tmp_path: Path) -> None:
    done = actionplans("compare", folder, "--region", "West Midlands", "-o", tmp_path)
    assert done.returncode == ExitCode.OK, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["compare.html", "figures.csv", "groups.csv"]


def test_compare_takes_corrected_groups_back(folder: Path, tmp_path: Path) -> None:
    groups = tmp_path / "mine.csv"
    groups.write_text("group_id,recommendation_id\n../my buses,p1-r003\n../my buses,p3-r002\n", encoding="utf-8")
    done = actionplans("compare", folder, "--groups", groups, "--group", "../my buses", "-o", tmp_path)
    assert done.returncode == ExitCode.OK, done.stderr
    assert (tmp_path / "group-.._my_buses.html").exists()


def test_diff_inside_a_run_and_between_runs(folder: Path, tmp_path: Path) -> None:
    done = actionplans("diff", folder, "-o", tmp_path / "inside")
    assert done.returncode == ExitCode.OK, done.stderr
    assert "removed 2" in done.stderr
    rows = read_rows(tmp_path / "inside", "changes")
    assert {row["change"] for row in rows} == {"removed"}
    assert tuple(rows[0]) == columns("changes")
    data = dataset()
    old, new = (
        written(data, tmp_path / "old"),
        written(version(data, 2, "2014-09-30", data.actions[:7]), tmp_path / "new"),
    )
    done = actionplans("diff", old, new, "-o", tmp_path / "between")
    assert "removed 3" in done.stderr


def test_diff_reads_plans_themselves(tmp_path: Path) -> None:
    sample = ROOT / "samples" / "harrow-2012.pdf"
    other = ROOT / "samples" / "brent-2012.pdf"
    done = actionplans("diff", sample, other, "-o", tmp_path)
    assert done.returncode == ExitCode.OK, done.stderr
    assert "may be different plans" in (tmp_path / "diff.html").read_text(encoding="utf-8")


WRONG = [
    (("report", "{folder}", "--plan", "nowhere"), ExitCode.USAGE, "choose from p1"),
    (("report", "{folder}", "--as-at", "31.12.14"), ExitCode.USAGE, "write it as 2012-09-30"),
    (("report", "no-such-folder"), ExitCode.INPUT, "does not exist"),
    (("compare", "{folder}", "--theme", "cats"), ExitCode.USAGE, "choose from front_door_thresholds"),
    (("compare", "{folder}", "--council", "Nowhere"), ExitCode.USAGE, "widen the filters"),
    (("compare", "{folder}", "--groups", "none.csv"), ExitCode.INPUT, "groups.csv"),
    (("compare", "{folder}", "--group", "g999"), ExitCode.USAGE, "is no group"),
    (("diff", "{folder}", "no-such-folder"), ExitCode.INPUT, "does not exist"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG)
def test_what_is_wrong_is_told_in_a_sentence(
    arguments: tuple[str, ...], code: ExitCode, told: str, folder: Path, tmp_path: Path
) -> None:
    done = actionplans(*(part.format(folder=folder) for part in arguments), cwd=tmp_path)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""


@pytest.mark.parametrize("missing", ["matplotlib", "sklearn", "xlsxwriter"])
def test_a_missing_extra_is_told(missing: str, folder: Path, tmp_path: Path) -> None:
    blocked = json.dumps(missing)
    script = f"import sys; sys.modules[{blocked}] = None; from pipeline.cli import main; main()"
    command = "compare" if missing == "sklearn" else "report"
    done = subprocess.run(
        [sys.executable, "-c", script, command, str(folder), "-o", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == ExitCode.EXTRA
    assert "actionplans[report]" in done.stderr
