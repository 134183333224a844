"""The tables of a run read back as typed pandas frames, with the exact text."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas import TABLES, column_types

from ..errors import InputMissing, InputUnreadable
from .to_csv import LIST_SEPARATOR, unguard
from .to_datapackage import FILE_NAME

if TYPE_CHECKING:
    import pandas as pd

FIELD_LIMIT = 2**31 - 1

_READERS: dict[str, Callable[[str], Any]] = {
    "date": dt.date.fromisoformat,
    "boolean": "true".__eq__,
    "integer": int,
    "number": float,
    "list": lambda text: tuple(text.split(LIST_SEPARATOR)),
    "object": json.loads,
}
_EMPTY: dict[str, Any] = {"string": "", "list": ()}
_DTYPES = {"string": "str", "boolean": "boolean", "integer": "Int64", "number": "Float64", "date": "datetime64[s]"}


def read_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """Rows of one table of a run as Python values; an absent value is `None`, an empty text or an empty tuple.

    Raises:
        InputMissing: the run has no such table.
        InputUnreadable: the file is not one of this version's tables.
    """
    path = folder / f"{table}.csv"
    if not path.exists():
        raise InputMissing(path, remedy="name the folder of a run with `--in`")
    types = column_types(table)
    guarded = _is_guarded(folder)
    csv.field_size_limit(FIELD_LIMIT)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != tuple(types):
            raise InputUnreadable(path, "has other columns than this version writes", "run `actionplans run` again")
        return [{name: _value(text, types[name], guarded) for name, text in row.items()} for row in reader]


def load(folder: Path) -> dict[str, pd.DataFrame]:
    """Every table of a run as a frame with typed columns, by table name.

    Text and lists come without the formula guard, dates as `datetime64`, whole numbers and truth values as pandas'
    nullable types, lists as tuples, `extra` as a dictionary.
    """
    return {table: _frame(read_rows(folder, table), column_types(table)) for table in TABLES}


def _frame(rows: list[dict[str, Any]], types: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    series = {
        name: pd.Series([row[name] for row in rows], dtype=_DTYPES.get(kind, "object")) for name, kind in types.items()
    }
    return pd.DataFrame(series, columns=list(types))


def _is_guarded(folder: Path) -> bool:
    description = folder / FILE_NAME
    if not description.exists():
        return True
    package: dict[str, Any] = json.loads(description.read_text(encoding="utf-8"))
    return bool(package.get("formulaGuard", True))


def _value(text: str, kind: str, guarded: bool) -> Any:
    if text == "":
        return _EMPTY.get(kind)
    if guarded and kind in {"string", "list", "object"}:
        text = unguard(text)
    return _READERS[kind](text) if kind in _READERS else text
