"""What a vocabulary table must be like: its columns, its key, values of closed lists, patterns that compile."""

from __future__ import annotations

import csv
import functools
import io
import re
from difflib import get_close_matches
from importlib import resources
from pathlib import Path

KEYS = {
    "abbreviations": ("short",),
    "councils": ("name",),
    "heading_hints": ("phrase",),
    "headings": ("phrase",),
    "labels": ("phrase",),
    "lexicon": ("acronym",),
    "months": ("form",),
    "roles": ("words", "part"),
}
"""Columns that tell two rows of a table apart, where they are not the pattern or the first column."""
CLOSED = frozenset(
    [
        "agency",
        "change_type",
        "cue",
        "exact",
        "framework",
        "function",
        "kind",
        "part",
        "place",
        "recurrence",
        "region",
        "seniority",
        "status",
        "theme",
    ]
)
"""Columns whose values are those of the built-in table and no others."""
OPTIONAL = frozenset({"source", "note"})


class VocabularyProblem(ValueError):
    """A table that cannot be used: the file, the line (0 for the whole of it), the cause and the next step."""

    def __init__(self, path: Path, line: int, cause: str, remedy: str) -> None:
        """Keep the parts for whoever tells the user."""
        super().__init__(str(path), line, cause, remedy)
        self.path = path
        self.line = line
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        """One sentence."""
        place = f", line {self.line}," if self.line else ""
        return f"{self.path}{place} {self.cause}: {self.remedy}."


@functools.cache
def tables() -> tuple[str, ...]:
    """Names of the built-in tables, in alphabetical order."""
    folder = resources.files(__package__)
    return tuple(sorted(entry.name[:-4] for entry in folder.iterdir() if entry.name.endswith(".csv")))


@functools.cache
def built_in(name: str) -> list[dict[str, str]]:
    """Rows of a built-in table as they are shipped; cells left out at the end of a line are empty."""
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), restval=""))


def key_of(name: str, row: dict[str, str]) -> tuple[str, ...]:
    """What makes two rows of a table rows about the same thing."""
    usual = "pattern" if "pattern" in row else next(iter(row))
    return tuple(row[column] for column in KEYS.get(name, (usual,)))


def check(path: Path) -> list[dict[str, str]]:
    """The rows of a user's table, with every column of the built-in one of its name.

    Raises:
        VocabularyProblem: Its name, its columns or one of its rows cannot be used.
    """
    name = path.stem
    if name not in tables():
        near = get_close_matches(name, tables(), n=1)
        remedy = f"call it {near[0]}.csv" if near else f"name it after a built-in table ({', '.join(tables())})"
        raise VocabularyProblem(path, 0, "is no vocabulary of this program", remedy)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyProblem(path, 0, f"cannot be read ({error})", "save it as CSV in UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise VocabularyProblem(path, reader.line_num, f"is no CSV ({error})", "save it as CSV in UTF-8") from error
    if not lines:
        raise VocabularyProblem(path, 1, "has no heading", f"start it with {','.join(built_in(name)[0])}")
    heading = _heading(path, name, lines[0][1])
    return [_row(path, line, heading, cells) for line, cells in lines[1:]]


def _heading(path: Path, name: str, cells: list[str]) -> list[str]:
    """The columns of a user's table, all known, and all there that every built-in row fills."""
    rows = built_in(name)
    columns = list(rows[0])
    heading = [cell.strip() for cell in cells]
    strange = [cell for cell in heading if cell not in columns]
    if strange:
        raise VocabularyProblem(
            path, 1, f"has an unknown column {strange[0]!r}", f"the columns are {', '.join(columns)}"
        )
    needed = [column for column in columns if column not in OPTIONAL and all(row[column] for row in rows)]
    missing = [column for column in needed if column not in heading]
    if missing:
        raise VocabularyProblem(path, 1, f"lacks the column {missing[0]!r}", f"the columns are {', '.join(columns)}")
    return heading


def _row(path: Path, line: int, heading: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(heading):
        cause = f"has {len(cells)} cells for {len(heading)} columns"
        raise VocabularyProblem(path, line, cause, "put a text that holds a comma in quotation marks")
    given = dict(zip(heading, [cell.strip() for cell in cells], strict=False))
    rows = built_in(path.stem)
    row = {column: given.get(column, "") for column in rows[0]}
    for column, value in row.items():
        known = {each[column] for each in rows}
        if not value and column not in OPTIONAL and "" not in known:
            raise VocabularyProblem(path, line, f"leaves {column!r} empty", "fill it or delete the line")
        if value and column in CLOSED and value not in known:
            choices = ", ".join(sorted(known - {""}))
            raise VocabularyProblem(path, line, f"has {value!r} as {column}", f"choose one of {choices}")
        if value and column == "pattern":
            _compile(path, line, value)
        if value and column != "pattern" and all(each[column].isdigit() for each in rows) and not value.isdigit():
            raise VocabularyProblem(path, line, f"has {value!r} as {column}", "write a whole number")
    return row


def _compile(path: Path, line: int, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        cause = f"has a pattern that is no regular expression ({error})"
        raise VocabularyProblem(path, line, cause, "put a backslash before signs that stand for themselves") from error
