"""Small plans, whole commands in processes of their own, and outputs to compare."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

from tests.batch.nasty import one_page, table

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
COMMAND = [sys.executable, "-m", "pipeline", "run"]


def small_plan(number: int, council: str = "") -> bytes:
    """A plan of one page with two actions that no other number has."""
    rows = [
        ("Recommendation", "Action", "Lead", "By when"),
        (f"R1 Improve plan {number}", f"Write policy {number} on visits", "Head of Safeguarding", "31.3.14"),
        (f"R2 Train team {number}", f"Train {number + 2} managers in supervision", "Head of Training", "31.9.14"),
    ]
    title = b"BT /F1 14 Tf 60 550 Td (%sImprovement plan %d) Tj ET\n" % (council.encode(), number)
    return one_page(title + table(rows))


def write_plans(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"plan-{number:03d}.pdf" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(small_plan(number))
    return paths


def actionplans(*arguments: object, cwd: Path = ROOT, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command, cwd=cwd, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False, timeout=300, **options
    )


def started(*arguments: object) -> subprocess.Popen[str]:
    """The same, still running."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, encoding="utf-8")


def tables(folder: Path) -> dict[str, bytes]:
    """The bytes of every finished file of a run."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def codes(folder: Path) -> dict[str, str]:
    """Code of the error finding of each file that failed."""
    return {row["source_file"]: row["code"] for row in rows(folder, "findings") if row["severity"] == "error"}


def workers_of(process: int) -> list[int]:
    """Ids of the processes that a process has started."""
    children = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []
