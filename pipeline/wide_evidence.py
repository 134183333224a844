"""What speaks for two tables being parts of one: their references, the heights of their rows, what they lack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.contract import Line, RawTable
from pipeline.wide_levels import level
from pipeline.wide_parts import CORE, Part, again, names_no_rows
from pipeline.wide_rows import Match, agree, column_texts, match_rows

_KEY = frozenset({"ref"})
_TELLING = re.compile(r"[A-Za-z]|\d[^\d\s]\d")


class Pair(NamedTuple):
    """The left part, perhaps joined with others already, one more part, and the parts that the left one is made of."""

    left: RawTable
    right: Part
    made_of: Sequence[Part]
    heads: int
    """Rows of headings of the left part."""
    above: tuple[Line, ...] = ()
    """Lines above either that were taken for rows."""

    @property
    def tables(self) -> tuple[RawTable, RawTable]:
        """Both tables."""
        return self.left, self.right.table

    def shared(self, fields: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
        """Columns that both seem to have, of such fields if any are given; references first."""
        pairs = again(self.made_of[:1], self.right)
        found = [(a, b) for a, b in pairs if not fields or {a.field, b.field} & fields]
        return [(a.col0, b.col0) for a, b in sorted(found, key=lambda p: "ref" not in (p[0].field, p[1].field))]


def matched(left: RawTable, right: Part, made_of: Sequence[Part]) -> tuple[Pair, Match] | str:
    """Two parts and how their rows belong together.

    Args:
        left: The left part, perhaps joined with others already.
        right: One more part.
        made_of: The parts that the left one is made of.

    Returns:
        Why it cannot be said instead, without words where they are two plans.
    """
    pair = Pair(left, right, made_of, made_of[0].heads)
    match = match_rows(*pair.tables, pair.shared(), (pair.heads, right.heads))
    if match is None or match.by == "order":
        even = level(*pair.tables, (pair.heads, right.heads))
        if even is not None:
            right = replace(right, table=even.right, heads=even.heads)
            pair, match = Pair(even.left, right, made_of, even.heads, even.above), even.match
    if match is None:
        return "" if pair.shared(CORE) else "their rows are not as many"
    if _agreed(pair, match, CORE) is False:
        return ""
    return (pair, match) if _agreed(pair, match, _KEY) is not False else "the references of their rows disagree"


def is_sure(found: Sequence[tuple[Pair, Match]], how: str) -> bool:
    """Whether enough speaks for joining parts.

    Heights that differ from row to row are enough. Otherwise the new part must have nothing that names its rows but
    references, and all rows stand at the same heights, or each part lacks what the other has, or the references that
    both repeat are more than running numbers.

    Args:
        found: Parts that matched.
        how: How they fit together, see `fit_together`.
    """
    high = all(match.by == "height" for _, match in found)
    if high and any(match.uneven or _agreed(pair, match, _KEY) for pair, match in found):
        return True
    told = any(_tells(pair) for pair, _ in found) and all(_agreed(pair, match, _KEY) for pair, match in found)
    return all(names_no_rows(p.made_of, p.right) for p, _ in found) and (high or how == "lacking" or told)


def repeated(pair: Pair, match: Match) -> list[int]:
    """Columns of the right part that say nothing that the left one does not say."""
    return [key[1] for key in pair.shared() if _is_repeated(pair, match, key)]


def _is_repeated(pair: Pair, match: Match, key: tuple[int, int]) -> bool:
    said = agree(pair.tables, key, match, pair.heads)
    return bool(said) or (said is None and not any(column_texts(pair.right.table, key[1])[pair.right.heads :]))


def _agreed(pair: Pair, match: Match, fields: frozenset[str]) -> bool | None:
    """Whether the columns of such fields that both parts have say the same; unknown where there are none."""
    said = [agree(pair.tables, key, match, pair.heads) for key in pair.shared(fields)]
    return None if not said or None in said else all(said)


def _tells(pair: Pair) -> bool:
    """Whether the references are more than running numbers: `2.1`, `LAC4`."""
    columns = {column for _, column in pair.shared(_KEY)}
    cells = (c for c in pair.right.table.cells if c.col0 in columns and c.row0 >= pair.right.heads)
    return any(_TELLING.search(cell.text) for cell in cells)
