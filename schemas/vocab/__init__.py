"""Vocabulary tables: what the sector calls things, kept as CSV so that a reader can add a row without programming."""

from __future__ import annotations

import csv
import functools
import io
from importlib import resources


@functools.cache
def load(name: str) -> list[dict[str, str]]:
    """Read the table `name.csv` of this folder, one dictionary per row.

    The answer is shared between callers, so treat it as read-only.

    Example:
        >>> load("months")[0]
        {'form': 'january', 'month': '1'}
    """
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
