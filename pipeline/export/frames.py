"""The tables of a run as frames of pandas or Polars, read when they are first asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from schemas import TABLES, column_types

from ..errors import ExtraMissing

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Rows = list[dict[str, Any]]

_PANDAS = {"string": "str", "boolean": "boolean", "integer": "Int64", "number": "Float64", "date": "datetime64[s]"}


Frame = TypeVar("Frame")


class Frames(Mapping[str, Frame], Generic[Frame]):
    """Frames by the names of their tables, as attributes (`.actions`) and as items (`["actions"]`).

    The types are those of the Table Schemas. In pandas dates are `datetime64`, whole numbers, numbers and truth values
    the nullable types, lists are tuples and `extra` is a dictionary; in Polars dates are `Date`, lists `List(String)`
    and `extra` is JSON text. Text comes without the formula guard. What the document does not say is an empty text,
    an empty list or the missing value of its type.
    """

    def __init__(self, read: Callable[[str], Rows], build: Callable[[Rows, str], Frame]) -> None:
        """Keep how the rows of a table are read and made a frame; nothing is read yet."""
        self._read = read
        self._build = build
        self._frames: dict[str, Frame] = {}

    def __getitem__(self, table: str) -> Frame:
        """The frame of a table; the same object each time."""
        if table not in TABLES:
            raise KeyError(f"no table is called {table!r}; there are {', '.join(TABLES)}")
        if table not in self._frames:
            self._frames[table] = self._build(self._read(table), table)
        return self._frames[table]

    def __getattr__(self, table: str) -> Frame:
        """The frame of a table as an attribute."""
        if table not in TABLES:
            raise AttributeError(f"no table is called {table!r}; there are {', '.join(TABLES)}")
        return self[table]

    def __iter__(self) -> Iterator[str]:
        """Names of the tables in their order."""
        return iter(TABLES)

    def __len__(self) -> int:
        """Number of tables."""
        return len(TABLES)

    def __dir__(self) -> list[str]:
        """Names for completion in a notebook."""
        return sorted({*super().__dir__(), *TABLES})

    def __repr__(self) -> str:
        """The names of the tables, without reading any."""
        return f"<tables of a run: {', '.join(TABLES)}>"

    def to_polars(self) -> Frames[pl.DataFrame]:
        """The same tables as Polars frames.

        Raises:
            ExtraMissing: Polars is not installed.
        """
        if find_spec("polars") is None:
            raise ExtraMissing("Polars", remedy="install it with `pip install 'actionplans[polars]'`")
        return Frames(self._read, polars_frame)


def polars_frame(rows: Rows, table: str) -> pl.DataFrame:
    """Rows of a table as a Polars frame with typed columns."""
    import polars as pl

    kinds: dict[str, Any] = {
        "date": pl.Date(),
        "boolean": pl.Boolean(),
        "integer": pl.Int64(),
        "number": pl.Float64(),
        "list": pl.List(pl.String()),
    }
    schema = {name: kinds.get(kind, pl.String()) for name, kind in column_types(table).items()}
    return pl.DataFrame([_flat(row) for row in rows], schema=schema)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value for name, value in row.items()
    }


def pandas_frame(rows: Rows, table: str) -> pd.DataFrame:
    """Rows of a table as a pandas frame with typed columns."""
    import pandas as pd

    types = column_types(table)
    series = {
        name: pd.Series([row[name] for row in rows], dtype=_PANDAS.get(kind, "object")) for name, kind in types.items()
    }
    return pd.DataFrame(series, columns=list(types))
