"""The tables of a run read back, row by row as Python values or as typed frames, with the exact text."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from schemas import TABLES, column_types

from ..errors import InputMissing, InputUnreadable
from .frames import Frames, pandas_frame
from .to_csv import LIST_SEPARATOR, unguard
from .to_datapackage import FILE_NAME

if TYPE_CHECKING:
    import pandas as pd

FIELD_LIMIT = 2**31 - 1
REMEDY = "write the folder again with `actionplans run`, and edit copies only"

_TRUTH = {"true": True, "false": False}


def _object(text: str) -> dict[str, str]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise TypeError
    return value


_READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "date": dt.date.fromisoformat,
    "boolean": _TRUTH.__getitem__,
    "integer": int,
    "number": float,
    "list": lambda text: tuple(text.split(LIST_SEPARATOR)),
    "object": _object,
}
_EMPTY: dict[str, Any] = {"string": "", "list": ()}


class _Reader(NamedTuple):
    """How the cells of a column are read: their type, what an empty one means, and whether a guard comes off."""

    kind: str
    empty: Any
    read: Callable[[str], Any]
    guarded: bool


def read_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """Rows of one table of a run as Python values; an absent value is `None`, an empty text or an empty tuple.

    Raises:
        InputMissing: the run has no such table.
        InputUnreadable: the file is not one of this version's tables, or holds a value of the wrong kind.
    """
    return list(iter_rows(folder, table))


def iter_rows(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    """The rows that `read_rows` gives, one after the other, whatever the size of the file.

    Raises:
        InputMissing: the run has no such table.
        InputUnreadable: the file is not one of this version's tables, or holds a value of the wrong kind.
    """
    path = folder / f"{table}.csv"
    if not path.exists():
        raise InputMissing(path, remedy="name the folder of a run")
    readers = _readers(table, _is_guarded(folder))
    csv.field_size_limit(FIELD_LIMIT)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        try:
            if tuple(next(reader, ())) != tuple(readers):
                raise InputUnreadable(path, "has other columns than this version writes", "run `actionplans run` again")
            for cells in reader:
                yield _row(path, reader.line_num, cells, readers)
        except UnicodeDecodeError as error:
            raise InputUnreadable(path, "is not UTF-8 text", REMEDY) from error
        except csv.Error as error:
            raise InputUnreadable(path, f"is damaged in line {reader.line_num} ({error})", REMEDY) from error


def load(folder: Path | str) -> Frames[pd.DataFrame]:
    """The tables of a run as pandas frames with typed columns: `load("outputs").actions`.

    Each table is read when it is first asked for. See `Frames` for the types.

    Raises:
        InputMissing: the folder does not hold a run.
    """
    place = Path(folder)
    missing = next((f"{table}.csv" for table in TABLES if not (place / f"{table}.csv").exists()), None)
    if missing:
        raise InputMissing(place / missing, remedy="name the folder of a run")
    return Frames(lambda table: read_rows(place, table), pandas_frame)


def _readers(table: str, guarded: bool) -> dict[str, _Reader]:
    return {
        name: _Reader(kind, _EMPTY.get(kind), _READERS[kind], guarded and kind in {"string", "list", "object"})
        for name, kind in column_types(table).items()
    }


def _row(path: Path, line: int, cells: Sequence[str], readers: Mapping[str, _Reader]) -> dict[str, Any]:
    if len(cells) != len(readers):
        raise InputUnreadable(path, f"has {len(cells)} cells instead of {len(readers)} in line {line}", REMEDY)
    row = {}
    for text, (name, reader) in zip(cells, readers.items(), strict=True):
        if text == "":
            row[name] = reader.empty
            continue
        try:
            row[name] = reader.read(unguard(text) if reader.guarded else text)
        except (ValueError, KeyError, TypeError) as error:
            cause = f"has no {reader.kind} but {text!r} in line {line} under {name}"
            raise InputUnreadable(path, cause, REMEDY) from error
    return row


def _is_guarded(folder: Path) -> bool:
    description = folder / FILE_NAME
    if not description.exists():
        return True
    try:
        package: dict[str, Any] = json.loads(description.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputUnreadable(description, "is not the JSON that this version writes", REMEDY) from error
    return bool(package.get("formulaGuard", True))
