"""A finished output folder, or a plan itself, as the rows of a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from schemas import ROW_TYPES, TABLES, Dataset

from ..errors import InputMissing
from ..export.load import read_rows


def open_dataset(folder: Path, tables: Sequence[str] = TABLES) -> Dataset:
    """Rows of a run, read back from its CSV files.

    Args:
        folder: what `actionplans run -o` was given.
        tables: which to read; the others stay empty.

    Raises:
        InputMissing: the folder does not exist or holds no run.
        InputUnreadable: a file is not one of this version's tables.
    """
    if not folder.exists():
        raise InputMissing(folder, remedy="name the output folder of a run, e.g. `outputs`")
    rows = {}
    for table in tables:
        make = ROW_TYPES[table]
        rows[table] = tuple(make(**_plain(row)) for row in read_rows(folder, table))
    return Dataset(**rows)


def open_plans(path: Path) -> Dataset:
    """Rows of an output folder, or of one plan that is read now.

    Raises:
        PipelineError: neither can be read.
    """
    if path.is_file():
        from ..document import read_document
        from ..task import Task

        return read_document(Task(path, path.name)).dataset
    return open_dataset(path)


def _plain(row: dict[str, object]) -> dict[str, object]:
    extra = row.get("extra")
    if isinstance(extra, dict):
        row["extra"] = tuple(extra.items())
    elif "extra" in row:
        row["extra"] = ()
    return row
