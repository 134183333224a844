"""The dataset as an SQLite database with keys and full-text search, and the metadata that Datasette shows beside it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from schemas import TABLES, column_types, table_schema

from ..errors import InputUnreadable, OutputUnwritable
from .files import drafted, prepare, replace_file
from .load import REMEDY, iter_rows
from .to_datapackage import DESCRIPTION, TITLE
from .to_jsonl import plain

FILE_NAME = "actionplans.sqlite"
METADATA = "metadata.json"
SEARCHED = ("action", "progress_raw")

_KINDS = {"boolean": "INTEGER", "integer": "INTEGER", "number": "REAL"}
_FACETS = {
    "plans": ["region", "framework"],
    "recommendations": ["recommendation_kind", "themes"],
    "actions": ["council", "status", "themes"],
    "leads": ["agency", "seniority"],
    "deadlines": ["precision", "purpose"],
    "updates": ["status"],
    "changes": ["change"],
    "findings": ["severity", "code"],
    "provenance": ["extractor"],
}
_LABELS = {"plans": "council", "recommendations": "recommendation", "actions": "action"}
"""What a link to a row shows instead of its key."""
_QUERIES = {
    "overdue": {
        "title": "Actions that were overdue when the plan was last updated",
        "sql": "select council, recommendation_ref, action_ref, action, leads, due_date, progress_as_at, status, page"
        " from actions where overdue = 1 order by due_date",
    },
    "status_by_council": {
        "title": "Actions by council and status",
        "sql": "select council, status, count(*) as actions from actions group by council, status"
        " order by council, actions desc",
    },
    "actions_by_lead": {
        "title": "Actions that a post leads",
        "sql": "select role, agency, count(distinct action_id) as actions from leads where role is not null"
        " group by role, agency order by actions desc",
    },
}


def to_sqlite(source: Path, out: Path) -> list[Path]:
    """Write the run in `source` to `out/actionplans.sqlite` and `out/metadata.json`, a row at a time; gives both.

    Dates are ISO 8601 texts, truth values 0 and 1, lists and `extra` JSON; what the document does not say is NULL or
    an empty list. The table `actions_fts` searches action and progress.

    Raises:
        InputMissing: `source` does not hold a run.
        InputUnreadable: a table of the run cannot be read, or has two rows with one key.
        OutputUnwritable: the folder cannot be written to.
    """
    prepare(out)
    path = out / FILE_NAME
    try:
        with drafted(path) as draft, closing(sqlite3.connect(draft)) as database:
            database.execute("PRAGMA journal_mode = MEMORY")
            for table in TABLES:
                _fill(database, table, source)
            _index(database)
            database.commit()
    except sqlite3.OperationalError as error:
        raise OutputUnwritable(path, f"cannot be written to ({error})") from error
    described = json.dumps(_metadata(path.stem), indent=2, ensure_ascii=False) + "\n"
    return [path, replace_file(out / METADATA, described.encode("utf-8"))]


def create_statement(table: str) -> str:
    """SQL that makes a table with its primary and foreign keys.

    >>> print(create_statement("updates"))
    CREATE TABLE "updates" (
      "action_id" TEXT NOT NULL,
      "position" INTEGER NOT NULL,
      "as_at" TEXT,
      "text" TEXT,
      "status" TEXT,
      PRIMARY KEY ("action_id", "position"),
      FOREIGN KEY ("action_id") REFERENCES "actions" ("action_id")
    )
    """
    schema = table_schema(table)
    key: list[str] = schema["primaryKey"]
    lines = [
        f'"{name}" {_KINDS.get(kind, "TEXT")}' + (" NOT NULL" if name in key else "")
        for name, kind in column_types(table).items()
    ]
    lines.append(f"PRIMARY KEY ({_names(key)})")
    for foreign in schema.get("foreignKeys", ()):
        target = foreign["reference"]
        lines.append(
            f'FOREIGN KEY ({_names(foreign["fields"])}) REFERENCES "{target["resource"]}" ({_names(target["fields"])})'
        )
    return f'CREATE TABLE "{table}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _fill(database: sqlite3.Connection, table: str, source: Path) -> None:
    database.execute(create_statement(table))
    places = ", ".join("?" for _ in column_types(table))
    rows = (tuple(map(_cell, row.values())) for row in iter_rows(source, table))
    try:
        database.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
    except sqlite3.IntegrityError as error:
        raise InputUnreadable(source / f"{table}.csv", f"breaks a rule of keys ({error})", REMEDY) from error


def _cell(value: Any) -> Any:
    value = plain(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _index(database: sqlite3.Connection) -> None:
    for table in TABLES:
        for foreign in table_schema(table).get("foreignKeys", ()):
            name = "_".join((table, *foreign["fields"]))
            database.execute(f'CREATE INDEX "{name}" ON "{table}" ({_names(foreign["fields"])})')
    database.execute(
        f'CREATE VIRTUAL TABLE "actions_fts" USING fts5({_names(SEARCHED)}, content="actions",'
        ' tokenize="porter unicode61 remove_diacritics 2")'
    )
    database.execute("INSERT INTO actions_fts (actions_fts) VALUES ('rebuild')")


def _names(columns: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _metadata(database: str) -> dict[str, Any]:
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "databases": {database: {"tables": dict(_described()), "queries": _QUERIES}},
    }


def _described() -> Iterator[tuple[str, dict[str, Any]]]:
    for table in TABLES:
        schema = table_schema(table)
        described: dict[str, Any] = {
            "title": schema["title"],
            "description": schema["description"],
            "columns": {field["name"]: field["description"] for field in schema["fields"]},
        }
        if table in _FACETS:
            described["facets"] = _FACETS[table]
        if table in _LABELS:
            described["label_column"] = _LABELS[table]
        if table == "actions":
            described |= {"fts_table": "actions_fts", "fts_pk": "rowid"}
        yield table, described
    yield "actions_fts", {"hidden": True}
