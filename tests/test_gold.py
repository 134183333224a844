"""The two published plans that the project began with, where their files lie beside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.plumber import PlumberReader
from extractors.quick import QuickReader
from pipeline.extract import raw_tables
from pipeline.grids import grids_as_json
from pipeline.run import run_plans
from pipeline.settings import Settings
from tests.extractors.test_readers import words_of

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ACTIONPLANS_SHARED", ROOT.parent / "shared"))
PLANS = sorted((SHARED / "plans").glob("*.pdf"))
NEEDED = {
    "recall": 0.99, "precision": 0.99, "action": 0.98, "recommendation": 0.98, "recommendation_ref": 0.98,
    "action_ref": 0.98, "leads_raw": 0.97, "deadline_raw": 0.97, "outcome": 0.95, "progress_raw": 0.95, "phase": 0.95,
    "due_date": 0.93, "leads": 0.93, "lead_responsible": 0.93, "status": 0.85, "whole_record": 0.75,
}  # fmt: skip

pytestmark = pytest.mark.skipif(not PLANS, reason=f"the published plans are not in {SHARED / 'plans'}")


def test_the_records_reach_their_figures(tmp_path: Path) -> None:
    run_plans([SHARED / "plans"], tmp_path, Settings(), lambda text: None)
    golds = sorted((SHARED / "plans").glob("*.gold.json"))
    demands = [part for field, bound in NEEDED.items() for part in ("--min", f"{field}={bound}")]
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(tmp_path), *map(str, golds), *demands]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_the_raw_grids_are_right(path: Path, tmp_path: Path) -> None:
    got = tmp_path / "grid.json"
    got.write_text(grids_as_json(raw_tables(path)), encoding="utf-8")
    gold = path.with_name(f"{path.stem}.grid.json")
    command = [sys.executable, str(SHARED / "tools" / "structure.py"), str(got), str(gold)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = [float(line.rsplit("F1", 1)[1]) for line in done.stdout.splitlines() if "F1" in line]
    assert min(figures) >= 0.99, done.stdout


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_both_readers_see_the_same_words(path: Path) -> None:
    for quick, plumber in zip(QuickReader().read(path), PlumberReader().read(path), strict=True):
        assert words_of(quick) == words_of(plumber), f"page {quick.number}"
