"""Cells of a column for boards: which of them stand in it, one a line or wrapped over several lines."""

from __future__ import annotations

import re

from pipeline.normalise.role_words import vocabulary, words_of
from pipeline.passages import Passage

_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]{0,4}[A-Z]")
_ENDS = frozenset({"cabinet", "council", "committee", "partnership", "executive", "meeting"})
_SIGNS = re.compile(r"\s*[;/\n]\s*|(?<=[A-Z]),\s*(?=[A-Z]{2,6}\b)|(?<=[A-Z]{2})\s*(?:&|\band\b)\s*(?=[A-Z]{2,6}$)")


def boards_of_cell(cell: Passage) -> tuple[str, ...]:
    r"""The boards of a cell of their own column, as printed.

    A line that is an acronym, or that ends with a word such as Board, ends one of them; other lines are wrapped.

    Example:
        >>> boards_of_cell(Passage("SMT LSCB", "SMT\nLSCB"))
        ('SMT', 'LSCB')
        >>> boards_of_cell(Passage("Children’s Trust Board", "Children’s\nTrust Board"))
        ('Children’s Trust Board',)
    """
    text = cell.text if "\n" in cell.text else _unwrapped(cell.printed.split("\n"))
    return tuple(dict.fromkeys(part.strip(" .,") for part in _SIGNS.split(text) if part.strip(" .,")))


def _unwrapped(lines: list[str]) -> str:
    whole = lines[0].strip()
    for line in lines[1:]:
        whole += f"{chr(10) if _ends(whole) and _begins(line) else ' '}{line.strip()}"
    return whole


def _ends(text: str) -> bool:
    last = text.rpartition("\n")[2]
    word = words_of(last)[-1:]
    return bool(_ACRONYM.fullmatch(last)) or (bool(word) and word[0] in _ENDS | vocabulary("group_noun"))


def _begins(line: str) -> bool:
    words = words_of(line)
    alone = len(words) == 1 and words[0] in _ENDS | vocabulary("group_noun") | {"chair", "sub-group", "business"}
    return line.strip()[:1].isupper() and not alone
