"""`actionplans export` and `run --to`: which files come, what is named where, and what goes wrong in words."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.export import read_rows, to_csv, to_datapackage
from schemas import TABLES, Dataset
from tests.drawing import save, sheet

ROOT = Path(__file__).resolve().parent.parent.parent
CSV = {*(f"{table}.csv" for table in TABLES), "datapackage.json"}
MADE = {
    "csv": CSV,
    "xlsx": {"actionplans.xlsx"},
    "parquet": {f"parquet/{table}.parquet" for table in TABLES},
    "sqlite": {"actionplans.sqlite", "metadata.json"},
    "duckdb": {"actionplans.duckdb"},
    "jsonl": {f"jsonl/{table}.jsonl" for table in TABLES},
    "zip": {"actionplans.zip"},
}


def actionplans(*arguments: str | Path, path: str = str(ROOT), alone: bool = False) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    command = [sys.executable, *(["-S"] if alone else []), "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def files(folder: Path) -> set[str]:
    """Files of an output folder, but for what the program keeps for itself."""
    made = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in made if not path.parts[0].startswith(".")}


@pytest.fixture
def run(dataset: Dataset, tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    to_csv(dataset, folder)
    to_datapackage(dataset, folder)
    return folder


def test_every_form_at_once(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = actionplans("export", run, "--to", "all", "-o", out)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    assert files(out) == set().union(*MADE.values())
    assert {Path(line).relative_to(out).as_posix() for line in done.stdout.splitlines()} == files(out)
    with zipfile.ZipFile(out / "actionplans.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(files(out) - MADE["zip"])
        assert archive.read("actionplans.xlsx") == (out / "actionplans.xlsx").read_bytes()


@pytest.mark.parametrize("form", ["xlsx", "jsonl"])
def test_one_form_beside_the_run(form: str, run: Path) -> None:
    before = {name: (run / name).read_bytes() for name in CSV}
    assert actionplans("export", run, "--to", form).returncode == ExitCode.OK
    assert files(run) == CSV | MADE[form]
    assert {name: (run / name).read_bytes() for name in CSV} == before


def test_archive_of_the_tables_alone(run: Path, tmp_path: Path) -> None:
    actionplans("export", run, "--to", "zip", "-o", tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "out" / "actionplans.zip") as archive:
        assert set(archive.namelist()) == CSV
        assert archive.read("actions.csv") == (run / "actions.csv").read_bytes()


def test_mark_and_guard_can_be_changed_in_place(run: Path) -> None:
    before = {table: read_rows(run, table) for table in TABLES}
    guarded = (run / "actions.csv").read_bytes()
    assert actionplans("export", run, "--to", "csv", "--no-guard", "--no-bom").returncode == ExitCode.OK
    assert (run / "actions.csv").read_bytes().startswith(b"action_id,")
    assert b",=SUM(A1)," in (run / "actions.csv").read_bytes()
    assert {table: read_rows(run, table) for table in TABLES} == before
    assert actionplans("export", run, "--to", "csv").returncode == ExitCode.OK
    assert (run / "actions.csv").read_bytes() == guarded


def test_a_run_in_other_forms(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "plan.pdf")
    drawn.text(40, 40, "Anyshire County Council: Children's Services Improvement Plan 2014", bold=True)
    rows = [
        ["Recommendation", "Actions", "Lead", "By when", "Progress"],
        ["(R1) Improve plans", "(1) Write the policy", "Head of Safeguarding", "31.3.14", "(1) Completed"],
    ]
    drawn.table((40.0, 200.0, 400.0, 520.0, 640.0, 800.0), 80, rows)
    save(drawn)
    out = tmp_path / "out"
    done = actionplans("run", tmp_path / "plan.pdf", "-o", out, "--to", "xlsx", "--to", "jsonl", "--to", "csv")
    assert done.returncode == ExitCode.OK, done.stderr
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].split(maxsplit=1) == ["also", "actionplans.xlsx, jsonl"]
    assert files(out) == CSV | MADE["xlsx"] | MADE["jsonl"]
    with zipfile.ZipFile(out / "actionplans.xlsx") as archive:
        assert any(b"plan.pdf" in archive.read(name) for name in archive.namelist() if name.endswith(".rels"))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--to", "ods"), ExitCode.USAGE, "'ods' is not one of 'csv', 'xlsx'"),
        ((), ExitCode.USAGE, "Missing option '--to'"),
        (("--to", "xlsx", "-o", "{run}/plans.csv"), ExitCode.USAGE, "plans.csv cannot be written to"),
    ],
)
def test_wrong_usage(run: Path, arguments: tuple[str, ...], code: ExitCode, said: str) -> None:
    done = actionplans("export", run, *(argument.format(run=run) for argument in arguments))
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


@pytest.mark.parametrize("form", MADE)
def test_a_folder_without_a_run(form: str, tmp_path: Path) -> None:
    done = actionplans("export", tmp_path, "--to", form)
    assert (done.returncode, done.stdout) == (ExitCode.INPUT, "")
    assert done.stderr == f"{tmp_path / 'plans.csv'} does not exist: name the folder of a run.\n"
    assert files(tmp_path) == set()


FULL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (800, 800))
from pipeline.cli import main
main()
"""


@pytest.mark.parametrize("form", MADE)
def test_a_disk_that_is_full_is_a_sentence_and_spares_the_old_file(form: str, run: Path) -> None:
    old = {name: run / name for name in CSV | MADE[form]}
    for name in MADE[form] - CSV:
        old[name].parent.mkdir(exist_ok=True)
        old[name].write_bytes(b"old")
    before = {name: path.read_bytes() for name, path in old.items()}
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, "export", str(run), "--to", form],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, ""), done.stderr
    assert " cannot be written to (" in done.stderr
    assert done.stderr.count("\n") == 1
    assert files(run) == set(before)
    assert {name: path.read_bytes() for name, path in old.items()} == before


@pytest.fixture(scope="module")
def without_extras(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A search path with everything that is installed here but the optional libraries."""
    folder = tmp_path_factory.mktemp("site")
    for place in filter(Path.is_dir, map(Path, site.getsitepackages())):
        for entry in place.iterdir():
            if entry.suffix != ".pth" and not entry.name.startswith(("pyarrow", "duckdb", "_duckdb", "polars", "~")):
                (folder / entry.name).symlink_to(entry)
    return os.pathsep.join((str(ROOT), str(folder)))


@pytest.mark.parametrize(
    ("form", "code", "said"),
    [
        (
            "parquet",
            ExitCode.EXTRA,
            "needs an optional part that is not installed: install it with `pip install 'actionplans[parquet]'`.",
        ),
        (
            "duckdb",
            ExitCode.EXTRA,
            "needs an optional part that is not installed: install it with `pip install 'actionplans[db]'`.",
        ),
        ("xlsx", ExitCode.OK, ""),
        ("sqlite", ExitCode.OK, ""),
    ],
)
def test_an_extra_that_is_not_installed(run: Path, without_extras: str, form: str, code: ExitCode, said: str) -> None:
    done = actionplans("export", run, "--to", form, path=without_extras, alone=True)
    assert done.returncode == code, done.stderr
    assert done.stderr == (f"--to {form} {said}\n" if said else "")


def test_a_run_that_needs_an_extra_says_so_before_it_reads(without_extras: str, tmp_path: Path) -> None:
    done = actionplans("run", tmp_path, "--to", "duckdb", "-o", tmp_path / "out", path=without_extras, alone=True)
    assert done.returncode == ExitCode.EXTRA
    assert not (tmp_path / "out").exists()


def test_polars_that_is_not_installed(run: Path, without_extras: str) -> None:
    script = f"from pipeline import load; print(len(load({str(run)!r}).actions)); load({str(run)!r}).to_polars()"
    environment = os.environ | {"PYTHONPATH": without_extras}
    command = [sys.executable, "-S", "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == "1\n"
    assert "ExtraMissing: Polars needs an optional part that is not installed: install it with" in done.stderr
