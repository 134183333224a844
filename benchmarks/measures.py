"""How well found tables agree with true ones: cells and neighbours, page by page.

`neighbours` are the adjacency relations of the ICDAR 2013 table competition (M. Göbel, T. Hassan, E. Oro, G. Orsi:
ICDAR 2013 Table Competition, 12th International Conference on Document Analysis and Recognition, pp. 1449-1453): each
filled cell with the nearest filled cell to its right and below it. `cells` are cells whose whole text is right. Text is
compared by its letters and digits only. Pages without true tables are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypedDict

Tally = Counter[Hashable]


class Field(TypedDict):
    """One cell; spans are half-open and count from 0."""

    row0: int
    row1: int
    col0: int
    col1: int
    text: str


class Table(TypedDict):
    """One table on one page, counted from 1."""

    page: int
    cells: list[Field]


class Agreement(NamedTuple):
    """Harmonic means of precision and recall, each from 0 to 1."""

    cells: float
    neighbours: float


def letters(text: str) -> str:
    r"""What is compared of a text.

    >>> letters("(1) Re-\nview, by May ")
    '1reviewbymay'
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def cell_tally(table: Table) -> Tally:
    """Texts of the filled cells."""
    return Counter(text for text in (letters(field["text"]) for field in table["cells"]) if text)


def neighbour_tally(table: Table) -> Tally:
    """Pairs of filled cells between which no other filled cell stands, with their direction."""
    filled = [(letters(field["text"]), field) for field in table["cells"] if letters(field["text"])]
    tally: Tally = Counter()
    for text, field in filled:
        after = [
            (o["col0"], t)
            for t, o in filled
            if o["col0"] >= field["col1"] and o["row0"] < field["row1"] and field["row0"] < o["row1"]
        ]
        under = [
            (o["row0"], t)
            for t, o in filled
            if o["row0"] >= field["row1"] and o["col0"] < field["col1"] and field["col0"] < o["col1"]
        ]
        for direction, reached in (("right", after), ("below", under)):
            nearest = min((place for place, _ in reached), default=0)
            tally.update((text, other, direction) for place, other in reached if place == nearest)
    return tally


def f1(found: Sequence[Table], true: Sequence[Table], tally: Callable[[Table], Tally]) -> float:
    """Harmonic mean of precision and recall over all pages that have true tables."""
    pages = {table["page"] for table in true}
    ours, theirs = _by_page(found, tally), _by_page(true, tally)
    hits = sum((ours[page] & theirs[page]).total() for page in pages)
    both = sum(ours[page].total() + theirs[page].total() for page in pages)
    return 2 * hits / both if both else 1.0


def agreement(found: Sequence[Table], true: Sequence[Table]) -> Agreement:
    """Both figures for one document."""
    return Agreement(f1(found, true, cell_tally), f1(found, true, neighbour_tally))


def _by_page(tables: Sequence[Table], tally: Callable[[Table], Tally]) -> dict[int, Tally]:
    pages: dict[int, Tally] = defaultdict(Counter)
    for table in tables:
        pages[table["page"]].update(tally(table))
    return pages
