"""What is told on the way: a bar on a terminal, lines elsewhere, JSON or nothing where that is asked for."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.batch.runs import COMMAND, ENVIRONMENT, ROOT, actionplans, write_plans


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    write_plans(folder, 2)
    (folder / "text.pdf").write_bytes(b"no plan")
    return folder


def test_lines_where_there_is_no_terminal(plans: Path, tmp_path: Path) -> None:
    done = actionplans(plans, "-o", tmp_path)
    lines = done.stderr.splitlines()
    assert done.stdout == ""
    assert [line.split(" ")[0] for line in lines[:3]] == ["[1/3]", "[2/3]", "[3/3]"]
    assert "text.pdf: failed (not_a_pdf), 0.0 s" in done.stderr
    assert lines[3].startswith("documents         2")


def test_quiet_tells_failures_only(plans: Path, tmp_path: Path) -> None:
    done = actionplans(plans, "-o", tmp_path, "--quiet")
    assert done.returncode == 3
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["failed", "-"]


def test_json_tells_every_event(plans: Path, tmp_path: Path) -> None:
    done = actionplans(plans, "-o", tmp_path, "--log-json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [event["event"] for event in events][0::4] == ["started", "ended"]
    assert sorted(event["event"] for event in events[1:4]) == ["done", "done", "failed"]
    (failed,) = [event for event in events if event["event"] == "failed"]
    assert (failed["file"], failed["code"], failed["pages"]) == ("text.pdf", "not_a_pdf", 0)
    assert events[-1]["exit_code"] == 3
    assert all(event["at"].endswith("+00:00") for event in events)


def test_a_bar_on_a_terminal(plans: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    environment = ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "140"}
    command = [*COMMAND, str(plans), "-o", str(tmp_path)]
    run = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=slave, stdout=slave)
    os.close(slave)
    parts = []
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(master)
    shown = b"".join(parts).decode("utf-8")
    assert run.wait() == 3
    assert "3/3" in shown
    assert "1 failed, last text.pdf (not_a_pdf)" in shown
    assert "documents         2" in shown
