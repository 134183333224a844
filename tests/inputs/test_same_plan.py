"""One invented plan as PDF, Word file, web page, spreadsheet and scan gives the same actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.export import read_rows
from pipeline.run import run_plans
from pipeline.settings import Settings
from tests.plans.build import build
from tests.plans.facts import load
from tests.plans.office import FORMS
from tests.scans import scanned
from tests.test_plans import Row, differences

NAME = "westmere-2014"
DRAWN = frozenset({"deadline_raw"})
"""A spreadsheet shows a date in figures."""


def read(path: Path, out: Path) -> tuple[Row, list[Row]]:
    run_plans([path], out, Settings(), lambda _: None)
    (plan,) = read_rows(out, "plans")
    return plan, [row | {"accountable": "", "milestones": ()} for row in read_rows(out, "actions")]


@pytest.mark.parametrize("form", FORMS)
def test_other_kinds_of_file_give_what_the_pdf_gives(form: str, tmp_path: Path) -> None:
    facts = load(NAME)
    plan, actions = read(FORMS[form](facts, tmp_path / f"{NAME}.{form}"), tmp_path / "out")
    told = [t for t in differences(facts, actions) if form != "xlsx" or t.split(":")[0].split()[-1] not in DRAWN]
    assert told == []
    assert {k: plan[k] for k in facts.plan} == facts.plan
    assert plan["text_layer"] == "born_digital"


def test_a_scan_gives_the_same_actions_and_dates_and_says_that_it_is_one(tmp_path: Path) -> None:
    facts = load(NAME)
    path = scanned(build(NAME, tmp_path), tmp_path / "scan.pdf", dpi=200, angle=1.0)
    plan, actions = read(path, tmp_path / "out")
    told = differences(facts, actions)
    assert not [t for t in told if "not found" in t or t.startswith("extra")]
    assert not [t for t in told if " due_date:" in t]
    assert plan["text_layer"] == "ocr"
    assert all("ocr" in row["flags"] for row in actions)
    assert all(0 < row["confidence"] < 1 for row in actions)
