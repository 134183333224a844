"""The database as Datasette takes it: keys that lead somewhere, words that are found, metadata that fits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import InputUnreadable
from pipeline.export import Export, Form, export_folder, to_csv
from pipeline.export.to_sqlite import to_sqlite
from schemas import TABLES, Dataset, columns, table_schema


@pytest.fixture
def folder(dataset: Dataset, tmp_path: Path) -> Path:
    action = replace(dataset.actions[0], action_id="a2", action="Assess each child", progress_raw="Café visits begun")
    to_csv(replace(dataset, actions=(*dataset.actions, action)), tmp_path)
    export_folder(Export(tmp_path, tmp_path, (Form.SQLITE,)))
    return tmp_path


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "actionplans.sqlite")) as connection:
        yield connection


def test_keys_are_declared_and_lead_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in TABLES:
        schema = table_schema(table)
        described = database.execute(f"PRAGMA table_info({table})").fetchall()
        assert tuple(row[1] for row in described) == columns(table)
        assert {row[1] for row in described if row[5]} == set(schema["primaryKey"])
        found = {(row[3], row[2], row[4]) for row in database.execute(f"PRAGMA foreign_key_list({table})")}
        told = {
            (key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
            for key in schema.get("foreignKeys", ())
        }
        assert found == told


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("assessment", ["a2"]),
        ("cafe", ["a2"]),
        ("review NOT child", ["a1"]),
        ("notes", ["a1"]),
        ("borsetshire", []),
    ],
)
def test_words_are_found_in_action_and_progress(database: sqlite3.Connection, words: str, keys: list[str]) -> None:
    query = (
        "SELECT action_id FROM actions WHERE rowid IN (SELECT rowid FROM actions_fts WHERE actions_fts MATCH ?)"
        " ORDER BY action_id"
    )
    assert [key for (key,) in database.execute(query, (words,))] == keys


def test_lists_and_extra_are_json(database: sqlite3.Connection) -> None:
    query = "SELECT each.value FROM actions, json_each(actions.leads) AS each WHERE action_id = 'a1'"
    assert database.execute(query).fetchall() == [("Head of Legal, HR",), ("LSCB Chair",)]
    assert database.execute("SELECT json_extract(extra, '$.Cost') FROM actions").fetchone() == ("£5,000\napprox.",)


def test_metadata_fits_the_database(folder: Path, database: sqlite3.Connection) -> None:
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    described = metadata["databases"]["actionplans"]
    assert {*described["tables"]} == {*TABLES, "actions_fts"}
    for table in TABLES:
        told = described["tables"][table]
        assert tuple(told["columns"]) == columns(table)
        assert {*told.get("facets", ()), *filter(None, [told.get("label_column")])} <= {*columns(table)}
    for query in described["queries"].values():
        assert query["title"]
        database.execute(query["sql"]).fetchall()


def test_two_rows_with_one_key_are_a_sentence(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(replace(dataset, actions=dataset.actions * 2), tmp_path)
    with pytest.raises(InputUnreadable, match=r"actions.csv breaks a rule of keys \(UNIQUE .* actions.action_id\)"):
        to_sqlite(tmp_path, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
