"""Kill a run at random moments, let it go on, and compare: `python -m tests.batch.kill [--times N] [--documents N]`."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.batch.runs import actionplans, started, tables, write_plans

FLAGS = ("--jobs", "2", "--log-json")


def undisturbed(plans: Path, out: Path) -> Path:
    """A run from beginning to end."""
    done = actionplans(plans, "-o", out, *FLAGS)
    if done.returncode:
        raise AssertionError(done.stderr)
    return out


def kill_and_resume(plans: Path, out: Path, share: float, seconds: float = 0.0) -> dict[str, bytes]:
    """The files of a run that was killed and run again.

    Args:
        plans: Folder of plans.
        out: An empty folder.
        share: When to kill it, from 0 to 1: after that share of its documents, or of its time.
        seconds: How long an undisturbed run takes; without it documents count.
    """
    run = started(plans, "-o", out, *FLAGS)
    if run.stderr is None:
        raise AssertionError("nothing to read from")
    if seconds:
        time.sleep(share * seconds)
    else:
        for _ in range(int(share * len(list(plans.iterdir())))):
            run.stderr.readline()
    run.kill()
    run.wait()
    run.stderr.close()
    for name, content in (tables(out) if out.exists() else {}).items():
        if not name.startswith(".") and not content:
            raise AssertionError(f"{name} was left empty")
    return tables(undisturbed(plans, out))


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill runs at random moments and resume them.")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2012)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        plans = Path(scratch) / "plans"
        write_plans(plans, options.documents)
        start = time.monotonic()
        whole = tables(undisturbed(plans, Path(scratch) / "whole"))
        seconds = time.monotonic() - start
        same = 0
        for number in range(options.times):
            share = dice.random()
            same += kill_and_resume(plans, Path(scratch) / str(number), share, seconds) == whole
            sys.stdout.write(f"killed after {share:4.0%} of {seconds:.1f} s: {same} of {number + 1} ended the same\n")
            sys.stdout.flush()
    return same != options.times


if __name__ == "__main__":
    sys.exit(main())
