"""The dataset as CSV files that a spreadsheet opens with a double click.

RFC 4180 with CRLF, UTF-8 with a byte order mark unless told otherwise, ISO dates, `true` and `false`, numbers to three
decimals, lists joined by `; ` (a semicolon inside an item becomes a comma).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from schemas import TABLES, Dataset, columns

from .files import draft, prepare

LIST_SEPARATOR = "; "

_FORMULA = re.compile(
    r"""
    [=@\t\r\n]                              # always
    | [+-] (?![\s+-]*\Z)                    # a sign with something after it,
      (?![0-9]+(?:[.,][0-9]+)*%?\Z)         # unless it is a plain number
      (?!\s+ (?:[0-9]+\s+)? [^\W\d_] (?! .* (?: \w\( | [|!] ) ) )  # or a bullet: blank, words, no call, no remote cell
    """,
    re.VERBOSE | re.DOTALL,
)


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
    return text[1:] if text.startswith("'") and is_formula(text.lstrip("'")) else text


def cell_text(value: Any) -> str:
    """A value as the text of its cell, before any guard.

    >>> cell_text(("Head of Legal; HR", "Chair")), cell_text(True), cell_text(0.5), cell_text(None)
    ('Head of Legal, HR; Chair', 'true', '0.5', '')
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".")
        case dt.date():
            return value.isoformat()
        case tuple():
            return _joined(value)
    raise TypeError(f"no cell can hold a {type(value).__name__}")


def _joined(items: Sequence[Any]) -> str:
    if items and isinstance(items[0], tuple):
        return json.dumps(_by_heading(items), ensure_ascii=False)
    return LIST_SEPARATOR.join(str(item).replace(";", ",") for item in items)


def _by_heading(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for heading, text in pairs:
        texts[heading] = f"{texts[heading]}\n{text}" if heading in texts else text
    return texts


def table_text(dataset: Dataset, table: str, *, guarded: bool = True) -> str:
    """One table of the dataset as the text of its CSV file, heading included."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns(table))
    _write_rows(writer, dataset, table, guarded=guarded)
    return buffer.getvalue()


def _write_rows(writer: Any, dataset: Dataset, table: str, *, guarded: bool) -> None:
    names = columns(table)
    for row in dataset.rows(table):
        values = [getattr(row, name) for name in names]
        texts = [cell_text(value) for value in values]
        if guarded:
            texts = [guard(t) if isinstance(v, str | tuple) else t for t, v in zip(texts, values, strict=True)]
        writer.writerow(texts)


def to_csv(datasets: Dataset | Iterable[Dataset], folder: Path, *, bom: bool = True, guard: bool = True) -> list[Path]:
    """Write every table to `folder`, each file in one step, and return the files in the order of the tables.

    Args:
        datasets: what to write, as a whole or piece by piece; a piece is written as it comes and then let go. A table
            without rows becomes a file with a heading only.
        folder: made where it does not exist.
        bom: start each file with the byte order mark that Excel needs to see UTF-8.
        guard: put an apostrophe before text that a spreadsheet could take for a formula.

    Raises:
        OutputUnwritable: the folder cannot be made or written to.
    """
    prepare(folder)
    encoding = "utf-8-sig" if bom else "utf-8"
    with ExitStack() as stack:
        drafts = {table: stack.enter_context(draft(folder / f"{table}.csv", encoding)) for table in TABLES}
        writers = {table: csv.writer(text, lineterminator="\r\n") for table, text in drafts.items()}
        for table, writer in writers.items():
            writer.writerow(columns(table))
        for dataset in [datasets] if isinstance(datasets, Dataset) else datasets:
            for table, writer in writers.items():
                _write_rows(writer, dataset, table, guarded=guard)
    return [folder / f"{table}.csv" for table in TABLES]
