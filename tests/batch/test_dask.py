"""A real scheduler with two worker processes, one of them killed in mid-run: the same bytes as without a cluster."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.execute import Job, Limits
from pipeline.execute.dask import DaskExecutor, Parcel, failed, read_here
from pipeline.execute.errors import ClusterUnavailable, WorkerLost
from pipeline.keeping import unpack
from pipeline.progress import Quiet
from pipeline.run import Way, run_plans
from pipeline.settings import Settings
from pipeline.task import Task
from pipeline.versions import Versions
from pipeline.vocabularies import use_vocabularies
from tests.batch import nasty
from tests.batch.runs import ENVIRONMENT, tables, write_plans


def served(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A part of the cluster; what it leaves behind when it is killed lies in the folder."""
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    where = {**ENVIRONMENT, "TMPDIR": str(folder)}
    return subprocess.Popen(command, env=where, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


def line_with(process: subprocess.Popen[str], said: str) -> str:
    assert process.stderr is not None
    return next(line for line in process.stderr if said in line)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Address of a scheduler, and its two workers, which have no nanny to bring them back."""
    scheduler = served(tmp_path, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    found = re.search(r"tcp://[\d.:]+", line_with(scheduler, "Scheduler at"))
    assert found is not None
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path))
    workers = [served(tmp_path, "worker", found[0], *options) for _ in range(2)]
    for worker in workers:
        line_with(worker, "Registered to")
    yield found[0], workers
    for process in (*workers, scheduler):
        process.kill()
        process.communicate()


class Killer(Quiet):
    """Kills a worker of the cluster when some documents are done."""

    def __init__(self, worker: subprocess.Popen[str]) -> None:
        self.worker, self.done = worker, 0

    def finished(self, *_: object) -> None:
        self.done += 1
        if self.done == 3:
            os.kill(self.worker.pid, signal.SIGKILL)


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path
) -> None:
    address, workers = cluster
    write_plans(tmp_path / "in", 14)
    (tmp_path / "in" / "text.pdf").write_bytes(b"no plan at all")
    (tmp_path / "in" / "pages.pdf").write_bytes(nasty.many_pages(3))
    own = Settings(vocab=own_vocabulary(tmp_path / "vocab"))
    alone = run_plans([tmp_path / "in"], tmp_path / "alone", own)
    assert b"complaints_advocacy" in tables(tmp_path / "alone")["actions.csv"]
    killer = Killer(workers[0])
    way = Way(DaskExecutor(address, Limits(seconds=60)), killer)
    together = run_plans([tmp_path / "in"], tmp_path / "together", own, way=way)
    use_vocabularies(None)
    assert workers[0].wait(10) == -signal.SIGKILL
    assert killer.done == 16
    assert together.documents == alone.documents == 15
    assert tables(tmp_path / "together") == tables(tmp_path / "alone")


def own_vocabulary(folder: Path) -> Path:
    """A table that changes what is read: the workers of a cluster have to be given it."""
    folder.mkdir()
    row = "complaints_advocacy,strong,\\bImprove plan \\d+,,ours"
    (folder / "themes.csv").write_text(f"theme,weight,pattern,note,source\n{row}\n", encoding="utf-8")
    return folder


def test_a_worker_of_another_version_reads_nothing(tmp_path: Path) -> None:
    (plan,) = write_plans(tmp_path, 1)
    content = plan.read_bytes()
    task = Task(plan, plan.name, hashlib.sha256(content).hexdigest(), versions=Versions("other", "other", "other"))
    outcome = read_here(Job(0, task), Parcel(content), Limits())
    assert not outcome.lasting
    assert outcome.failure is not None
    assert "has another version of this program or of its libraries: install the same" in str(outcome.failure)


def test_failures_on_a_cluster_are_read_back(tmp_path: Path) -> None:
    """Dask changes how exceptions are packed in every process that imports it."""
    (plan,) = write_plans(tmp_path, 1)
    import_module("distributed")
    outcome = failed(Job(0, Task(plan, plan.name)), WorkerLost(plan.name))
    assert str(unpack(outcome.packed).take().failure) == str(WorkerLost(plan.name))


def test_no_scheduler_is_told(tmp_path: Path) -> None:
    write_plans(tmp_path / "in", 1)
    executor = DaskExecutor("tcp://127.0.0.1:9", Limits(), patience=1)
    with pytest.raises(ClusterUnavailable, match=r"tcp://127\.0\.0\.1:9 does not answer .* start one with"):
        run_plans([tmp_path / "in"], tmp_path / "out", Settings(), way=Way(executor))


def test_a_missing_extra_is_a_sentence(tmp_path: Path) -> None:
    """Without Dask on the path the command says what to install."""
    write_plans(tmp_path / "in", 1)
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "distributed.py").write_text("raise ModuleNotFoundError('No module named distributed')")
    script = f"import sys; sys.path.insert(0, {str(blocked)!r}); from pipeline.cli import main; main()"
    command = [
        sys.executable,
        "-c",
        script,
        "run",
        str(tmp_path / "in"),
        "-o",
        str(tmp_path / "out"),
        "--dask",
        "local",
    ]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 7
    assert "pip install 'actionplans[dask]'" in done.stderr
