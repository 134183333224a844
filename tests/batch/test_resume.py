"""Runs that are stopped in the middle go on, redo nothing, and end like undisturbed ones; nobody sees half a file."""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.kill import kill_and_resume, undisturbed
from tests.batch.runs import ENVIRONMENT, ROOT, actionplans, codes, rows, small_plan, started, tables, write_plans


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    write_plans(folder, 8)
    return folder


@pytest.fixture(scope="module")
def finished(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return undisturbed(plans, tmp_path_factory.mktemp("whole"))


def events(stderr: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stderr.splitlines()]


def test_killed_at_random_moments_and_resumed_it_ends_the_same(plans: Path, finished: Path, tmp_path: Path) -> None:
    dice = random.Random(11)
    for number in range(2):
        assert kill_and_resume(plans, tmp_path / str(number), dice.random()) == tables(finished)


def test_what_is_done_is_not_done_again(plans: Path, finished: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(finished, out)
    again = events(actionplans(plans, "-o", out, "--log-json").stderr)
    assert again[0] | {"at": ""} == {"at": "", "event": "started", "documents": 0, "kept": 8}
    assert [event["event"] for event in again] == ["started", "ended"]
    assert tables(out) == tables(finished)
    fresh = events(actionplans(plans, "-o", out, "--log-json", "--fresh").stderr)
    assert sum(event["event"] == "done" for event in fresh) == 8
    assert tables(out) == tables(finished)


def test_results_that_rotted_are_made_again(plans: Path, finished: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(finished, out)
    kept = sorted((out / ".actionplans" / "store").iterdir())
    for number, path in enumerate(kept):
        content = path.read_bytes()
        path.write_bytes((content[:-1], b"", b"junk" * 50, content[:30] + b"\0" + content[31:])[number % 4])
    assert actionplans(plans, "-o", out).returncode == 0
    assert tables(out) == tables(finished)


def test_a_changed_vocabulary_redoes_only_the_stages_behind_it(tmp_path: Path) -> None:
    for package in ("pipeline", "extractors", "schemas"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    write_plans(tmp_path / "in", 2)
    environment = ENVIRONMENT | {"PYTHONPATH": str(tmp_path)}

    def run(*flags: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", "run", "in", "-o", "out", *flags]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert run().returncode == 0
    assert run("--dry-run").stdout.startswith("kept")
    pages = {path.name: path.read_bytes() for path in (tmp_path / "out/.actionplans/store").glob("*.pages")}
    themes = tmp_path / "schemas" / "vocab" / "themes.csv"
    themes.write_text(themes.read_text(encoding="utf-8").replace("supervis", "supervisx"), encoding="utf-8")
    assert run("--dry-run").stdout.startswith("values anew")
    assert run().returncode == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "out/.actionplans/store").glob("*.pages")} == pages
    assert run("--dry-run").stdout.startswith("kept")
    headings = tmp_path / "schemas" / "vocab" / "headings.csv"
    headings.write_text(headings.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run("--dry-run").stdout.startswith("read")


def test_a_dry_run_writes_nothing(plans: Path, tmp_path: Path) -> None:
    done = actionplans(plans, "-o", tmp_path / "out", "--dry-run")
    assert done.returncode == 0
    assert "8   0 kept, 8 to do" in done.stdout
    assert "roughly" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_second_run_on_one_folder_says_so_and_stops(plans: Path, tmp_path: Path) -> None:
    first = started(plans, "-o", tmp_path / "out", "--log-json", "--fresh")
    assert first.stderr is not None
    assert '"started"' in first.stderr.readline()
    second = actionplans(plans, "-o", tmp_path / "out")
    first.communicate()
    assert second.returncode == 2
    assert f"is being written to by another run (process {first.pid} on " in second.stderr
    assert second.stderr.count("\n") == 1
    assert first.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_that_it_can_go_on(plans: Path, tmp_path: Path, number: signal.Signals) -> None:
    run = started(plans, "-o", tmp_path / "out", "--log-json")
    assert run.stderr is not None
    run.stderr.readline()
    assert '"done"' in run.stderr.readline()
    run.send_signal(number)
    said = run.communicate()[1]
    assert run.returncode == 130
    assert "the same command goes on from there" in said
    assert {event["event"] for event in events(said)} >= {"message", "trouble"}
    assert "Traceback" not in said
    assert not list((tmp_path / "out").glob("*.csv"))
    assert not list((tmp_path / "out").glob(".*.part"))
    assert " 0 kept" not in actionplans(plans, "-o", tmp_path / "out", "--dry-run").stdout


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "in", 8)
    run = started(tmp_path / "in", "-o", tmp_path / "out", "--log-json", "--jobs", 1)
    assert run.stderr is not None
    run.stderr.readline()
    plans[-1].unlink()
    plans[-2].write_bytes(small_plan(99))
    run.communicate()
    assert run.returncode == 3
    assert codes(tmp_path / "out") == {plans[-1].name: "input_missing", plans[-2].name: "input_changed"}
    assert len(rows(tmp_path / "out", "plans")) == 6


def limited() -> None:
    """Let no file grow beyond 3 kB, as a full disk would."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))


def test_a_full_disk_stops_the_run_and_loses_nothing(plans: Path, finished: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = actionplans(plans, "-o", out, preexec_fn=limited)
    assert done.returncode == 2
    assert "make room and run the same command again; what is done is kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in out.iterdir()] == [".actionplans"]
    shutil.copytree(finished, out, dirs_exist_ok=True)
    whole = tables(out)
    assert actionplans(plans, "-o", out, "--fresh", preexec_fn=limited).returncode == 2
    assert tables(out) == whole
    assert actionplans(plans, "-o", out).returncode == 0
    assert tables(out) == whole


def test_a_folder_of_its_own_that_leads_elsewhere_is_refused(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / ".actionplans").symlink_to(tmp_path / "elsewhere")
    done = actionplans(plans, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "is a link that leads elsewhere: remove the link" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_links_in_the_output_folder_are_replaced_not_followed(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    precious = tmp_path / "precious.txt"
    precious.write_text("precious", encoding="utf-8")
    (tmp_path / "out" / "actions.csv").symlink_to(precious)
    assert actionplans(plans, "-o", tmp_path / "out").returncode == 0
    assert precious.read_text(encoding="utf-8") == "precious"
    assert not (tmp_path / "out" / "actions.csv").is_symlink()
