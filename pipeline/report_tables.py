"""A table of a report, made once and written as HTML, XLSX or CSV.

A cell is text, a whole number, a day, a `Share`, a `Status`, a `Place`, a `Ref` or `None`, which every writer shows as
"not stated" or leaves empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .display import NOT_STATED, label

FEWEST_FOR_PERCENT = 10
"""A share of fewer things is told as a count alone: one action more or less would move it by ten points."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many.

    >>> str(Share(3, 12)), str(Share(2, 5)), str(Share(0, 0))
    ('3 of 12 (25%)', '2 of 5', 'none to count')
    """

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, or `None` where too few things are counted for a percentage to mean much."""
        return round(100 * self.count / self.of) if self.of >= FEWEST_FOR_PERCENT else None

    def __str__(self) -> str:
        """Count, denominator, and the percentage where it means something."""
        if not self.of:
            return "none to count"
        told = f"{self.count:,} of {self.of:,}"
        return told if self.percent is None else f"{told} ({self.percent}%)"


@dataclass(frozen=True, slots=True)
class Status:
    """A status of the common scale, shown as a word."""

    code: str

    def __str__(self) -> str:
        """The word."""
        return label("status", self.code)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action stands: page of the document, and the picture of it if there is one."""

    page: int | None
    picture: str = ""

    def __str__(self) -> str:
        """The page in words."""
        return f"page {self.page}" if self.page else NOT_STATED


@dataclass(frozen=True, slots=True)
class Ref:
    """A printed number, and the key of the row that it leads to."""

    text: str
    key: str = ""

    def __str__(self) -> str:
        """The number."""
        return self.text or NOT_STATED


Cell = str | int | dt.date | Share | Status | Place | Ref | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands under it.

    `kind` is `text`, `prose` (long text, given room), `ref`, `count`, `share`, `date`, `status` or `place`.
    `filter` lets a reader of the page choose one of the column's values.
    """

    title: str
    kind: str = "text"
    filter: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, with what a reader has to know about them.

    `anchors` names the rows, so that a `Ref` can lead to them; it is empty or as long as `rows`.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    empty: str = "None."
    anchors: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.rows)


def table(key: str, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], note: str = "") -> Table:
    """A table from any sequences, without names for its rows."""
    return Table(key, title, tuple(columns), tuple(tuple(row) for row in rows), note)
