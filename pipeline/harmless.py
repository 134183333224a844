"""The last look at the rows of a document: no text in them can steer a terminal or break a file.

Readers see to that as far as they can; whatever a file, its properties or a manifest still brings along ends here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractors.shown import SHOWN, UNKNOWN
from schemas import TABLES, Dataset, columns

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_INSTEAD = SHOWN | {0x0A: "\n", 0x0D: "\n", 0x2028: "\n", 0x2029: "\n", 0x061C: "", 0xFFFF: UNKNOWN}


def harmless(dataset: Dataset) -> Dataset:
    """The same rows, with a sign in place of each that steers, and halves of characters replaced.

    Args:
        dataset: Rows of a document.
    """
    rows = {table: (dataset.rows(table), columns(table)) for table in TABLES}
    return Dataset(**{table: tuple(_row(row, names) for row in found) for table, (found, names) in rows.items()})


def _row(row: Any, names: Sequence[str]) -> Any:
    changed = {name: _value(value) for name in names if _is_harmful(value := getattr(row, name))}
    return replace(row, **changed) if changed else row


def _is_harmful(value: object) -> bool:
    if isinstance(value, str):
        return _HARMFUL.search(value) is not None
    return isinstance(value, tuple) and any(map(_is_harmful, value))


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_value, value))
    return harmless_text(value) if isinstance(value, str) else value


def harmless_text(text: str) -> str:
    r"""Text with a sign in place of what steers.

    >>> harmless_text("Review\x1b[2J\r\n\u202ecases \udcb9")
    'Review�[2J\ncases �'
    """
    return text.replace("\r\n", "\n").translate(_INSTEAD)
