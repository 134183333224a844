"""Frames: the types of the Table Schemas, the exact text, and nothing read before it is asked for."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from pipeline import load
from pipeline.errors import InputMissing
from pipeline.export import read_rows, to_csv
from schemas import TABLES, Dataset, column_types, columns
from tests.export.hostile import dataset as hostile

PANDAS = {
    "date": pd.api.types.is_datetime64_any_dtype,
    "boolean": lambda kind: kind == pd.BooleanDtype(),
    "integer": lambda kind: kind == pd.Int64Dtype(),
    "number": lambda kind: kind == pd.Float64Dtype(),
    "string": pd.api.types.is_string_dtype,
    "list": pd.api.types.is_object_dtype,
    "object": pd.api.types.is_object_dtype,
}
POLARS = {"date": pl.Date, "boolean": pl.Boolean, "integer": pl.Int64, "number": pl.Float64, "list": pl.List(pl.String)}


def test_attributes_and_items_are_the_tables(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path)
    frames = load(str(tmp_path))
    assert tuple(frames) == TABLES
    assert len(frames) == len(TABLES)
    assert frames.actions is frames["actions"]
    assert {"actions", "to_polars"} <= set(dir(frames))
    assert "actions" in repr(frames)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("filled", [True, False])
def test_types_are_those_of_the_schema(table: str, filled: bool, dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset if filled else Dataset(), tmp_path)
    frame = load(tmp_path)[table]
    assert tuple(frame.columns) == columns(table)
    for name, kind in column_types(table).items():
        assert PANDAS[kind](frame[name].dtype), name
    frame = load(tmp_path).to_polars()[table]
    assert tuple(frame.columns) == columns(table)
    for name, kind in column_types(table).items():
        assert frame[name].dtype == POLARS.get(kind, pl.String), name


def test_values_are_those_of_the_rows(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path)
    frames = load(tmp_path)
    actions = frames.actions
    assert actions["due_date"].dt.year.tolist() == [2012]
    assert actions["due_start"].isna().all()
    assert actions["is_ongoing"].tolist() == [True]
    assert actions["leads"].tolist() == [("Head of Legal, HR", "LSCB Chair")]
    assert actions["leads"].explode().tolist() == ["Head of Legal, HR", "LSCB Chair"]
    assert actions["extra"].tolist() == [{"Cost": "£5,000\napprox."}]
    assert actions["deadline_raw"].tolist() == ["=SUM(A1)"]
    assert frames.provenance["top"].tolist() == [120.125]
    assert frames.changes["days"].sum() == -30
    assert len(frames.milestones) == 0


def test_both_libraries_hold_every_text(tmp_path: Path) -> None:
    to_csv(hostile(), tmp_path)
    frames = load(tmp_path)
    texts = [row["action"] for row in read_rows(tmp_path, "actions")]
    assert frames.actions["action"].tolist() == texts
    assert frames.to_polars().actions["action"].to_list() == texts


def test_a_table_that_does_not_exist(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path)
    with pytest.raises(AttributeError, match="no table is called 'action'; there are plans, "):
        _ = load(tmp_path).action
    with pytest.raises(KeyError, match="no table is called 'action'"):
        _ = load(tmp_path)["action"]


def test_a_folder_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"plans.csv does not exist: name the folder of a run"):
        load(tmp_path)
