"""The last look at the rows of a document: no text in them can steer a terminal or break a file.

Readers see to that as far as they can; whatever a file, its properties or a manifest still brings along ends here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import Any

from extractors.shown import SHOWN, UNKNOWN
from schemas import TABLES, Dataset, column_types, columns

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NESTED = {"list", "object"}
"""Types of columns that hold several texts."""
_INSTEAD = SHOWN | {0x0A: "\n", 0x0D: "\n", 0x2028: "\n", 0x2029: "\n", 0x061C: "", 0xFFFF: UNKNOWN}


def harmless(dataset: Dataset) -> Dataset:
    """The same rows, with a sign in place of each that steers, and halves of characters replaced.

    Args:
        dataset: Rows of a document.
    """
    return Dataset(**{table: _rows(table, dataset.rows(table)) for table in TABLES})


def _rows(table: str, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """The rows of a table; all its text is looked through at once, and row by row only where something is found."""
    if not _is_harmful(_text(table, rows)):
        return rows
    names = columns(table)
    return tuple([_row(row, names) if _is_harmful(_text(table, [row])) else row for row in rows])


def _text(table: str, rows: Sequence[Any]) -> str:
    types = column_types(table)
    texts = map(attrgetter(*(name for name, kind in types.items() if kind == "string")), rows)
    lists = [name for name, kind in types.items() if kind in _NESTED]
    return "".join([*chain.from_iterable(texts), *(_flat(getattr(row, name)) for row in rows for name in lists)])


def _flat(values: Iterable[Any]) -> str:
    return "".join([value if isinstance(value, str) else _flat(value) for value in values])


def _row(row: Any, names: Sequence[str]) -> Any:
    return replace(row, **{name: _value(getattr(row, name)) for name in names})


def _is_harmful(text: str) -> bool:
    return _HARMFUL.search(text) is not None


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_value, value))
    return harmless_text(value) if isinstance(value, str) and _is_harmful(value) else value


def harmless_text(text: str) -> str:
    r"""Text with a sign in place of what steers.

    >>> harmless_text("Review\x1b[2J\r\n\u202ecases \udcb9")
    'Review�[2J\ncases �'
    """
    return text.replace("\r\n", "\n").translate(_INSTEAD)
