"""Whatever the layout, the same facts are read: seeds choose headings, order, rules, fonts, and where numbers stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.export import read_rows
from pipeline.run import run_plans
from pipeline.settings import Settings
from tests.plans.anylayout import draw
from tests.test_plans import paired, same


@pytest.mark.parametrize("seed", range(24))
def test_any_layout_gives_the_same_facts(tmp_path: Path, seed: int) -> None:
    gold = draw(seed, tmp_path / "plan.pdf")
    run_plans([tmp_path / "plan.pdf"], tmp_path / "out", Settings(), lambda _: None)
    found = read_rows(tmp_path / "out", "actions")
    told = []
    for wanted, got in zip(gold, paired(gold, found), strict=True):
        if got is None:
            told.append(f"not found: {wanted['action']!r}")
        else:
            told += [f"{k}: wanted {v!r}, got {got[k]!r}" for k, v in wanted.items() if not same(v, got[k])]
    assert not told, "\n".join(told)
    assert len(found) == len(gold)
