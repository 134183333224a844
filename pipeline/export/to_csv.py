"""The dataset as CSV files that a spreadsheet opens with a double click.

RFC 4180 with CRLF, UTF-8 with a byte order mark unless told otherwise, ISO dates, `true` and `false`, numbers to three
decimals, lists joined by `; ` (a semicolon inside an item becomes a comma).
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path
from typing import Any

from schemas import TABLES, Dataset, columns

from .files import drafted_together, prepare

LIST_SEPARATOR = "; "
_MARK = "\ufeff"
"""The byte order mark, written once; the codec that knows it would look for it in every row."""

_FORMULA = re.compile(
    r"""
    [=@\t\r\n]                              # always
    | [+-] (?![\s+-]*\Z)                    # a sign with something after it,
      (?![0-9]+(?:[.,][0-9]+)*%?\Z)         # unless it is a plain number
      (?!\s+ (?:[0-9]+\s+)? [^\W\d_] (?! .* (?: \w\( | [|!] ) ) )  # or a bullet: blank, words, no call, no remote cell
    """,
    re.VERBOSE | re.DOTALL,
)
_SUSPECT = frozenset("=@\t\r\n+-'")
"""First signs of all texts that are guarded."""


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula.

    That is text that starts with `=`, `@`, tab, CR or LF, and text that starts with a sign, unless it is the sign of
    a plain number, stands alone, or is the bullet of a list item that calls no function and names no remote cell.

    >>> [is_formula(text) for text in ("=A1", "-2+3", "+44 20 7946", "-5", "- review cases", "- SUM(A1)")]
    [True, True, True, False, False, True]
    """
    return _FORMULA.match(text) is not None


def guard(text: str) -> str:
    """Text with an apostrophe before it, where a spreadsheet could take it for a formula.

    Text that looks guarded already gets one more, so that `unguard` always gives back what was there.

    >>> guard("=A1"), guard("'=A1"), guard("it's")
    ("'=A1", "''=A1", "it's")
    """
    return f"'{text}" if is_formula(text.lstrip("'")) else text


def unguard(text: str) -> str:
    """The text that `guard` was given.

    >>> unguard("'=A1"), unguard("'tis")
    ('=A1', "'tis")
    """
    return text[1:] if text[:1] == "'" and is_formula(text.lstrip("'")) else text


def cell_text(value: Any) -> str:
    """A value as the text of its cell, before any guard.

    >>> cell_text(("Head of Legal; HR", "Chair")), cell_text(True), cell_text(0.5), cell_text(None)
    ('Head of Legal, HR; Chair', 'true', '0.5', '')
    """
    form = _FORMS.get(type(value)) or next((form for kind, form in _FORMS.items() if isinstance(value, kind)), None)
    if form is None:
        raise TypeError(f"no cell can hold a {type(value).__name__}")
    return form(value)


def _joined(items: Sequence[Any]) -> str:
    if items and isinstance(items[0], tuple):
        return json.dumps(_by_heading(items), ensure_ascii=False)
    return LIST_SEPARATOR.join(str(item).replace(";", ",") for item in items)


def _by_heading(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for heading, text in pairs:
        texts[heading] = f"{texts[heading]}\n{text}" if heading in texts else text
    return texts


_BARE: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    int: str,
    float: lambda value: f"{value:.3f}".rstrip("0").rstrip("."),
    dt.date: lambda value: value.isoformat(),
}
"""How values are written whose text no spreadsheet could take for a formula."""
_FORMS: dict[type, Callable[[Any], str]] = _BARE | {
    str: str,
    tuple: _joined,
    dict: lambda value: json.dumps(value, ensure_ascii=False),
}
"""How a value of each type is written; the first that it belongs to holds."""


def to_csv(dataset: Dataset | Iterable[Dataset], folder: Path, *, bom: bool = True, guard: bool = True) -> list[Path]:
    """Write every table to `folder` and return the files in the order of the tables.

    All files are put in place together, after the last row; until then the old ones stay.

    Args:
        dataset: what to write, whole or in parts that are asked for one after the other, so that no more than one
            of them need be in memory; a table without rows becomes a file with a heading only.
        folder: made where it does not exist.
        bom: start each file with the byte order mark that Excel needs to see UTF-8.
        guard: put an apostrophe before text that a spreadsheet could take for a formula.

    Raises:
        OutputUnwritable: the folder cannot be made or written to.
    """
    parts = (dataset,) if isinstance(dataset, Dataset) else dataset
    values = {table: attrgetter(*columns(table)) for table in TABLES}
    rows = ((table, values[table](row)) for part in parts for table in TABLES for row in part.rows(table))
    return write_csv(rows, folder, bom=bom, guard=guard)


def write_csv(
    rows: Iterable[tuple[str, Sequence[Any]]],
    folder: Path,
    *,
    bom: bool = True,
    guard: bool = True,
    tables: Sequence[str] = TABLES,
) -> list[Path]:
    """Write rows, each with the name of its table and its values in the order of the columns; see `to_csv`.

    Args:
        rows: names of tables and values.
        folder: see `to_csv`, as `bom` and `guard`.
        bom: see there.
        guard: see there.
        tables: those that get a file.

    Raises:
        OutputUnwritable: the folder cannot be made or written to.
    """
    prepare(folder)
    paths = [folder / f"{table}.csv" for table in tables]
    with drafted_together(paths) as drafts, ExitStack() as files:
        writers = {}
        for table, draft in zip(tables, drafts, strict=True):
            file = files.enter_context(draft.open("w", encoding="utf-8", newline=""))
            file.write(_MARK if bom else "")
            writers[table] = csv.writer(file, lineterminator="\r\n")
            writers[table].writerow(columns(table))
        for table, values in rows:
            writers[table].writerow(_cells(values, guard))
    return paths


def _cells(values: Iterable[Any], guarded: bool) -> list[str]:
    if not guarded:
        return [value if type(value) is str else cell_text(value) for value in values]
    return [
        value
        if type(value) is str and value[:1] not in _SUSPECT
        else bare(value)
        if (bare := _BARE.get(type(value)))
        else guard(cell_text(value))
        for value in values
    ]
