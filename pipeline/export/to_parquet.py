"""The dataset as Parquet files with typed columns."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas import TABLES, table_schema

from .files import drafted_together, prepare
from .load import iter_rows

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "parquet"
ROWS_AT_ONCE = 5_000


def to_parquet(source: Path, out: Path) -> list[Path]:
    """Write every table of the run in `source` to `out/parquet`, some thousand rows at a time; gives the files.

    Dates are `date32`, lists `list<string>`, `extra` is JSON text; what the document does not say is null or an empty
    list. Each column carries its description.

    Raises:
        InputMissing: `source` does not hold a run.
        InputUnreadable: a table of the run cannot be read.
        OutputUnwritable: the folder cannot be written to.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = out / FOLDER
    prepare(folder)
    paths = [folder / f"{table}.parquet" for table in TABLES]
    with drafted_together(paths) as drafts:
        for table, draft in zip(TABLES, drafts, strict=True):
            schema = arrow_schema(table)
            rows = map(_flat, iter_rows(source, table))
            with pq.ParquetWriter(draft, schema) as writer:
                while batch := list(islice(rows, ROWS_AT_ONCE)):
                    writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))
    return paths


def arrow_schema(table: str) -> pa.Schema:
    """Columns of a table as Arrow fields."""
    import pyarrow as pa

    kinds = {
        "date": pa.date32(),
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "list": pa.list_(pa.string()),
    }
    described = table_schema(table)
    fields = [
        pa.field(f["name"], kinds.get(f["type"], pa.string()), metadata={"description": f["description"]})
        for f in described["fields"]
    ]
    return pa.schema(fields, metadata={"title": described["title"], "description": described["description"]})


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else None if value == "" else value
        for name, value in row.items()
    }
