"""The dataset as JSON lines: one object per row, in a file for each table."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from schemas import TABLES

from .files import drafted_together, prepare
from .load import iter_rows

FOLDER = "jsonl"

_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Signs that JSON allows inside a text and that some readers of lines take for the end of one."""


def to_jsonl(source: Path, out: Path) -> list[Path]:
    """Write every table of the run in `source` to `out/jsonl`, a row at a time, and return the files.

    What the document does not say is `null` or an empty list, dates are ISO 8601 texts.

    Raises:
        InputMissing: `source` does not hold a run.
        InputUnreadable: a table of the run cannot be read.
        OutputUnwritable: the folder cannot be written to.
    """
    folder = out / FOLDER
    prepare(folder)
    paths = [folder / f"{table}.jsonl" for table in TABLES]
    with drafted_together(paths) as drafts:
        for table, draft in zip(TABLES, drafts, strict=True):
            with draft.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(json_line(row) for row in iter_rows(source, table))
    return paths


def json_line(row: dict[str, Any]) -> str:
    r"""A row as one line of JSON with its end.

    >>> json_line({"action": "Review\nnotes", "leads": (), "due_date": None, "page": 7})
    '{"action": "Review\\nnotes", "leads": [], "due_date": null, "page": 7}\n'
    """
    values = {name: plain(value) for name, value in row.items()}
    return json.dumps(values, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def plain(value: Any) -> Any:
    """A value as JSON knows it; an empty text, which says nothing, becomes `None`.

    >>> plain(""), plain(dt.date(2012, 3, 31)), plain(("a", "b"))
    (None, '2012-03-31', ['a', 'b'])
    """
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value
