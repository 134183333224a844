"""Documents in processes of their own: real hangs, kills and greed cost the one document only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.execute import Job, Limits, Outcome, SerialExecutor
from pipeline.execute.processes import Desk, ProcessExecutor, Worker, how_many
from pipeline.keeping import unpack
from pipeline.task import Task
from tests.batch import nasty
from tests.batch.runs import small_plan, workers_of, write_plans


def jobs_for(paths: list[Path], **limits: int) -> list[Job]:
    return [Job(number, Task(path, path.name, **limits)) for number, path in enumerate(paths)]


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    return write_plans(tmp_path, 9)


def ended(outcomes: Iterator[Outcome]) -> dict[int, str]:
    return {o.number: o.failure.code if o.failure else "done" for o in outcomes}


def test_processes_give_the_same_bytes_as_none(plans: list[Path]) -> None:
    alone = {o.number: o.packed for o in SerialExecutor().run(jobs_for(plans))}
    together = {o.number: o.packed for o in ProcessExecutor(2, Limits()).run(jobs_for(plans))}
    assert together == alone
    assert len(unpack(alone[0]).take().dataset.actions) == 2


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_hangs_or_dies_costs_its_document_only(plans: list[Path], number: signal.Signals) -> None:
    outcomes = ProcessExecutor(1, Limits(seconds=3, documents=100)).run(jobs_for(plans))
    first = next(outcomes)
    (child,) = children()
    os.kill(child, number)
    later = ended(outcomes)
    lost = [n for n, code in later.items() if code != "done"]
    assert first.failure is None
    assert len(later) == len(plans) - 1
    assert len(lost) <= 1
    assert {later[n] for n in lost} <= {"time_limit", "worker_lost"}
    assert children() == []


def children() -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True)  # noqa: PLW1510
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "pipeline.execute.worker" in line]


def test_programs_that_a_worker_started_go_and_count_with_it() -> None:
    """What reads scans and converts old files are programs of others, started by the worker."""
    worker = Worker(Limits())
    script = "import subprocess, sys; subprocess.Popen(['sleep', '600']); print('on', flush=True); input()"
    worker.process.kill()
    worker.process.wait()
    started = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    worker.process = started
    assert started.stdout is not None
    assert started.stdout.read(2) == b"on"
    (sleeper,) = workers_of(started.pid)
    alone = Path(f"/proc/{started.pid}/statm").read_text(encoding="ascii").split()[1]
    assert worker.memory() > int(alone) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    worker.stop()
    started.communicate()
    ends = time.monotonic() + 10
    while is_running(sleeper) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not is_running(sleeper)


def is_running(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text(encoding="ascii").split()[2]
    except OSError:
        return False


def test_a_document_that_hangs_is_stopped(plans: list[Path], tmp_path: Path) -> None:
    endless = tmp_path / "endless.pdf"
    endless.write_bytes(nasty.endless_form())
    (outcome, *others) = sorted(
        ProcessExecutor(2, Limits(seconds=4, megabytes=0)).run(jobs_for([endless, *plans[:3]])), key=lambda o: o.number
    )
    assert isinstance(outcome.failure, PipelineError)
    assert str(outcome.failure).startswith("endless.pdf took longer than 4 seconds and was stopped: allow more with")
    assert not outcome.lasting
    assert [o.failure for o in others] == [None] * 3


def test_a_document_that_swells_is_stopped(plans: list[Path], tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(nasty.inflating(640))
    limits = Limits(seconds=60, megabytes=300)
    assert ended(ProcessExecutor(1, limits).run(jobs_for([bomb, plans[0]]))) == {0: "memory_limit", 1: "done"}


def test_limits_on_pages_and_output(tmp_path: Path, plans: list[Path]) -> None:
    pack = tmp_path / "pack.pdf"
    pack.write_bytes(nasty.many_pages(30))
    executor = ProcessExecutor(1, Limits())
    assert ended(executor.run(jobs_for([pack, plans[0]], page_limit=29))) == {0: "page_limit", 1: "done"}
    assert ended(executor.run(jobs_for([plans[0]], output_limit=500))) == {0: "output_limit"}


def test_workers_give_way_to_fresh_ones(plans: list[Path]) -> None:
    seen: set[int] = set()
    for _ in ProcessExecutor(1, Limits(documents=3)).run(jobs_for(plans)):
        seen.update(children())
    assert len(seen) >= 3
    assert children() == []


def test_whoever_stops_asking_leaves_no_process_behind(plans: list[Path]) -> None:
    outcomes = ProcessExecutor(2, Limits()).run(jobs_for(plans))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert children() == []


def test_a_worker_ends_when_nobody_listens_any_more() -> None:
    worker = Worker(Limits())
    worker.pipe.close()
    assert worker.process.wait(60) == 0


def test_a_desk_goes_on_after_a_loss(plans: list[Path]) -> None:
    desk = Desk(Limits(seconds=60))
    try:
        assert desk.read(jobs_for(plans)[0]).failure is None
        (child,) = children()
        os.kill(child, signal.SIGKILL)
        assert [desk.read(job).failure is None for job in jobs_for(plans)[1:4]].count(False) <= 1
    finally:
        desk.close()


@pytest.mark.parametrize(("wanted", "documents", "processes"), [(3, 1, 3), (None, 1, 1), (None, 7, 1), (1, 900, 1)])
def test_small_batches_start_few_processes(wanted: int | None, documents: int, processes: int) -> None:
    assert how_many(wanted, documents) == processes


def test_a_fault_of_the_program_is_a_cause_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(small_plan(1))
    broken = Task(path, "plan.pdf", stated=None)  # type: ignore[arg-type]  # (no manifest gives this)
    (outcome,) = SerialExecutor().run([Job(0, broken)])
    assert outcome.failure is not None
    assert outcome.failure.code == "reader_fault"
    assert "plan.pdf met a fault of this program (AttributeError" in str(outcome.failure)
    assert "Traceback" not in str(outcome.failure)
