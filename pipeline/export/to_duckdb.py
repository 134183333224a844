"""The dataset as a DuckDB database with typed columns."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from schemas import TABLES, column_types, table_schema

from ..errors import OutputUnwritable
from .files import drafted, prepare
from .to_jsonl import to_jsonl

if TYPE_CHECKING:
    import duckdb

FILE_NAME = "actionplans.duckdb"
LONGEST_ROW = 2**30

_KINDS = {
    "date": "DATE",
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "list": "VARCHAR[]",
    "object": "JSON",
}


def to_duckdb(source: Path, out: Path) -> list[Path]:
    """Write the run in `source` to `out/actionplans.duckdb`; gives the file.

    Dates are `DATE`, lists `VARCHAR[]`, `extra` is `JSON`; what the document does not say is NULL or an empty list.
    Each column carries its description as a comment.

    Raises:
        InputMissing: `source` does not hold a run.
        InputUnreadable: a table of the run cannot be read.
        OutputUnwritable: the folder cannot be written to.
    """
    import duckdb

    prepare(out)
    path = out / FILE_NAME
    try:
        with tempfile.TemporaryDirectory() as passing, drafted(path) as draft:
            lines = to_jsonl(source, Path(passing))
            with duckdb.connect(str(draft), config={"threads": 1}) as database:
                for table, file in zip(TABLES, lines, strict=True):
                    _fill(database, table, file)
    except duckdb.IOException as error:
        raise OutputUnwritable(path, f"cannot be written to ({str(error).splitlines()[0]})") from error
    return [path]


def _fill(database: duckdb.DuckDBPyConnection, table: str, lines: Path) -> None:
    kinds = {name: _KINDS.get(kind, "VARCHAR") for name, kind in column_types(table).items()}
    rows = database.read_json(str(lines), columns=kinds, format="newline_delimited", maximum_object_size=LONGEST_ROW)
    rows.create(table)
    for comment in _comments(table):
        database.execute(comment)


def _comments(table: str) -> list[str]:
    schema = table_schema(table)
    return [
        f'COMMENT ON TABLE "{table}" IS {_quoted(schema["description"])}',
        *(
            f'COMMENT ON COLUMN "{table}"."{field["name"]}" IS {_quoted(field["description"])}'
            for field in schema["fields"]
        ),
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
