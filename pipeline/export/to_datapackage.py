"""The description that makes a folder of CSV files a Data Package (version 2)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from schemas import TABLES, Dataset, Plan, table_schema

from .files import prepare, replace_file

FILE_NAME = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TITLE = "Improvement plans of English councils' children's services"
_DEEPEST = 5
"""Depth at which a column of a table is described: package, resources, resource, schema, columns."""
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
DESCRIPTION = (
    "Actions, leads, deadlines and progress read from plans that councils published after an inspection. "
    "Empty cells mean that the document does not say; whatever was inferred carries a flag."
)
_GUARD_NOTE = (
    " In these files an apostrophe stands before text that a spreadsheet could take for a formula; take it off where"
    " the exact text is needed."
)


def to_datapackage(dataset: Dataset, folder: Path, *, guard: bool = True) -> Path:
    """Describe the CSV files that `to_csv` wrote to `folder`; gives back the path of the description.

    Args:
        dataset: what the files hold; its plans become the sources.
        folder: where the files are; a table without a file is left out.
        guard: whether the files were written with the formula guard.

    Raises:
        OutputUnwritable: the folder cannot be written to.
    """
    prepare(folder)
    paths = [folder / f"{table}.csv" for table in TABLES]
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": "actionplans",
        "title": TITLE,
        "description": DESCRIPTION + (_GUARD_NOTE if guard else ""),
        "formulaGuard": guard,
    }
    sources = [_source(plan) for plan in dataset.plans]
    if sources:
        package["sources"] = sources
    package["resources"] = [_resource(path) for path in paths if path.exists()]
    content = _laid_out(package) + "\n"
    return replace_file(folder / FILE_NAME, content.encode("utf-8"))


def _laid_out(value: Any, depth: int = 0) -> str:
    """JSON with every entry on a line of its own, down to the columns of a table, which have one line each."""
    if not value or depth == _DEEPEST or not isinstance(value, dict | list):
        return _ENCODE(value)
    inside, outside = "\n" + "  " * (depth + 1), "\n" + "  " * depth
    if isinstance(value, dict):
        entries = [f"{_ENCODE(name)}: {_laid_out(entry, depth + 1)}" for name, entry in value.items()]
        return "{" + inside + f",{inside}".join(entries) + outside + "}"
    return "[" + inside + f",{inside}".join([_laid_out(entry, depth + 1) for entry in value]) + outside + "]"


def _source(plan: Plan) -> dict[str, str]:
    title = ", ".join(part for part in (plan.council, plan.title, plan.source_file) if part)
    source = {"title": title, "version": plan.version, "path": plan.source_url, "hash": f"sha256:{plan.sha256}"}
    return {name: text for name, text in source.items() if text and text != "sha256:"}


def _resource(path: Path) -> dict[str, Any]:
    schema = table_schema(path.stem)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": path.stem,
        "type": "table",
        "title": schema["title"],
        "description": schema["description"],
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }
