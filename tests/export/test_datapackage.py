"""The description fits the files, and an independent validator agrees."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import read_rows, to_csv, to_datapackage
from schemas import TABLES, Dataset, Plan, table_schema
from tests.export.hostile import dataset as hostile

frictionless = pytest.importorskip("frictionless")


def export(dataset: Dataset, folder: Path, *, bom: bool = True, guard: bool = True) -> dict[str, Any]:
    to_csv(dataset, folder, bom=bom, guard=guard)
    package: dict[str, Any] = json.loads(to_datapackage(dataset, folder, guard=guard).read_text(encoding="utf-8"))
    return package


def test_describes_every_table(dataset: Dataset, tmp_path: Path) -> None:
    package = export(dataset, tmp_path)
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["schema"] == table_schema(resource["name"])


def test_sources_are_the_plans(dataset: Dataset, tmp_path: Path) -> None:
    (source,) = export(dataset, tmp_path)["sources"]
    assert source == {"title": "Borsetshire, Plan “B”, b.pdf", "hash": f"sha256:{'0' * 64}"}


@pytest.mark.parametrize("bom", [True, False])
@pytest.mark.parametrize("guard", [True, False])
def test_validates(dataset: Dataset, tmp_path: Path, bom: bool, guard: bool) -> None:
    export(dataset, tmp_path, bom=bom, guard=guard)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []


def test_hostile_texts_validate(tmp_path: Path) -> None:
    export(hostile(), tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []


def test_empty_dataset_validates(tmp_path: Path) -> None:
    assert "sources" not in export(Dataset(), tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        ({"plans": ()}, "foreign-key"),
        (
            {"plans": (Plan("p1", source_file="b.pdf", sha256="0" * 64, page_count=3, framework="XYZ"),)},
            "constraint-error",
        ),
    ],
)
def test_broken_rules_are_seen(dataset: Dataset, tmp_path: Path, broken: dict[str, Any], kind: str) -> None:
    export(replace(dataset, **broken), tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert kind in {found for (found,) in report.flatten(["type"])}


def test_same_dataset_gives_same_bytes(dataset: Dataset, tmp_path: Path) -> None:
    export(dataset, tmp_path / "one")
    export(dataset, tmp_path / "two")
    assert (tmp_path / "one/datapackage.json").read_bytes() == (tmp_path / "two/datapackage.json").read_bytes()


@pytest.mark.parametrize("guard", [True, False])
def test_reading_back_heeds_the_guard_of_the_description(dataset: Dataset, tmp_path: Path, guard: bool) -> None:
    export(dataset, tmp_path, guard=guard)
    assert read_rows(tmp_path, "deadlines")[0]["deadline_raw"] == "'=x"
    assert read_rows(tmp_path, "recommendations")[0]["recommendation"] == "+44 20"
