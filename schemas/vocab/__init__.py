"""Vocabulary tables: what the sector calls things, kept as CSV so that a reader can add a row without programming.

A folder of the user's own tables may add to the built-in ones: `use` names it. A row of theirs stands before ours, and
replaces every row of ours that has the same key.
"""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

from .check import VocabularyProblem, built_in, check, key_of, tables

__all__ = ["VocabularyProblem", "built_in", "check", "load", "tables", "use"]

VARIABLE = "ACTIONPLANS_VOCAB"
"""Where the folder's name is kept for other processes of the same run."""
_OURS = ("pipeline", "extractors", "schemas")


@functools.cache
def load(name: str) -> list[dict[str, str]]:
    """Read the table `name.csv`, one dictionary per row, with the user's rows first.

    The answer is shared between callers, so treat it as read-only.

    Example:
        >>> load("months")[0]["form"]
        'january'
    """
    rows = built_in(name)
    folder = os.environ.get(VARIABLE, "")
    path = Path(folder) / f"{name}.csv"
    if not folder or not path.exists():
        return rows
    added = check(path)
    keys = {key_of(name, row) for row in added}
    return [*added, *(row for row in rows if key_of(name, row) not in keys)]


def use(folder: Path | None) -> None:
    """Take the tables of a folder beside the built-in ones, for this process and those that it starts.

    What was read from the tables before is forgotten, so that it is read afresh.

    Args:
        folder: Holds tables named like the built-in ones; `None` goes back to these alone.

    Raises:
        VocabularyProblem: The folder or one of its tables cannot be used.
    """
    if folder is not None:
        if not folder.is_dir():
            raise VocabularyProblem(folder, 0, "is no folder", "name a folder of CSV tables")
        for path in sorted(folder.glob("*.csv")):
            check(path)
    wanted = str(folder.resolve()) if folder else ""
    if wanted == os.environ.get(VARIABLE, ""):
        return
    os.environ[VARIABLE] = wanted
    _forget()


def _forget() -> None:
    """Empty what our modules keep of values already read."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in _OURS:
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()
