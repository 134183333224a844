"""Keys of three columns or more: initials that spell nothing beside them, a post, and what else is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.contents import is_role
from pipeline.normalise.key_cells import is_reference, looks_like_code

_COLUMNS = range(3, 6)
"""Columns that such a key may have."""
_ROWS = 3
_CODES = 0.8
"""Share of the cells of a column that must have the form of a code."""
_POSTS = 0.6
"""Share of the cells of a column that must name posts."""


def posts_beside_codes(table: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The codes and posts of a table with one column of distinct codes and one of posts; empty where it is none.

    Args:
        table: Texts of the cells, row by row, without empty columns.

    Example:
        >>> rows = [["AB", "Head of Legal", "Council"], ["CD", "Chief Nurse", "NHS"], ["EF", "Head of HR", "Council"]]
        >>> posts_beside_codes(rows)[1]
        ('CD', 'Chief Nurse')
    """
    widths = {len(row) for row in table}
    if len(widths) != 1 or len(table) < _ROWS or not widths <= set(_COLUMNS):
        return []
    columns = [[" ".join(cell.split()) for cell in column] for column in zip(*table, strict=True)]
    codes = next((column for column in columns if _are_codes(column)), None)
    shares = [(sum(map(is_role, column)) / len(column), -n) for n, column in enumerate(columns) if column is not codes]
    share, place = max(shares)
    if codes is None or share < _POSTS:
        return []
    pairs = zip(codes, columns[-place], strict=True)
    return [(code, post) for code, post in pairs if post and looks_like_code(code)]


def _are_codes(column: Sequence[str]) -> bool:
    distinct = len(set(column)) == len(column)
    codes = sum(looks_like_code(text) and not is_reference(text) for text in column)
    return distinct and codes >= _CODES * len(column)
