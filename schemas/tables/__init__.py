"""The tables of the dataset: one Table Schema file each, the single source of names, order, types and meaning."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

TABLES: tuple[str, ...] = (
    "plans",
    "recommendations",
    "actions",
    "leads",
    "deadlines",
    "updates",
    "changes",
    "milestones",
    "acronyms",
    "findings",
    "provenance",
)
"""Names of the tables in the order in which they are written and listed."""


@cache
def _source(name: str) -> str:
    if name not in TABLES:
        raise KeyError(f"no table is called {name!r}; there are {', '.join(TABLES)}")
    return files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")


def table_schema(name: str) -> dict[str, Any]:
    """Table Schema of a table, as a copy that the caller may change.

    >>> table_schema("updates")["primaryKey"]
    ['action_id', 'position']
    """
    schema: dict[str, Any] = json.loads(_source(name))
    return schema


@cache
def column_types(name: str) -> dict[str, str]:
    """Type of each column of a table in the words of Table Schema, in order; not to be changed by callers.

    >>> column_types("milestones")["due"]
    'date'
    """
    return {field["name"]: field["type"] for field in table_schema(name)["fields"]}


@cache
def columns(name: str) -> tuple[str, ...]:
    """Column names of a table in order.

    >>> columns("updates")
    ('action_id', 'position', 'as_at', 'text', 'status')
    """
    return tuple(column_types(name))
