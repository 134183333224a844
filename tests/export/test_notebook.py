"""The notebook of the samples: each cell runs as written, and its figures are those of the files."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import run_plans
from pipeline.settings import Settings

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "outputs"
    run_plans([SAMPLES], folder, Settings(), lambda text: None)
    (folder.parent / "samples").mkdir()
    return folder


@pytest.fixture
def names(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the cells define, after all have run in the folder that the notebook names."""
    monkeypatch.chdir(outputs.parent / "samples")
    notebook = json.loads((SAMPLES / "explore.ipynb").read_text(encoding="utf-8"))
    defined: dict[str, Any] = {}
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec(compile("".join(cell["source"]), f"cell {number}", "exec"), defined)
    return defined


def rows(outputs: Path, table: str) -> list[dict[str, str]]:
    with (outputs / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_figures_are_those_of_the_files(names: dict[str, Any], outputs: Path) -> None:
    actions = rows(outputs, "actions")
    told = names["status"].stack()
    assert {key: count for key, count in told.items() if count} == Counter((a["status"], a["council"]) for a in actions)
    assert names["months"].to_numpy().sum() == sum(a["due_date"] != "" for a in actions)
    assert dict(names["flags"]) == Counter(flag for a in actions for flag in a["flags"].split("; ") if flag)
    assert len(names["doubts"]) == sum(f["severity"] != "info" for f in rows(outputs, "findings"))
    themes = Counter(theme for r in rows(outputs, "recommendations") for theme in r["themes"].split("; ") if theme)
    assert dict(names["themes"].sum(axis="columns")) == themes


def test_leaders_are_counted_once_for_each_action(names: dict[str, Any], outputs: Path) -> None:
    council = {a["action_id"]: a["council"] for a in rows(outputs, "actions")}
    pairs = {(council[lead["action_id"]], lead["role"], lead["action_id"]) for lead in rows(outputs, "leads")}
    counted = Counter((place, role) for place, role, _ in pairs if role)
    assert dict(names["leaders"]) == {key: counted[key] for key in names["leaders"].index}
    assert sorted(names["leaders"]) == sorted(counted.values())[-10:]
