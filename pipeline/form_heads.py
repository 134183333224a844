"""Heads of forms: which of their cells is the number, the state or the title of the action."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.contents import guess_field
from pipeline.items import read_named
from pipeline.labels import bare_ref, split_ref
from pipeline.logical_table import StitchedCell
from pipeline.passages import clean

_REFERENCE = re.compile(r"[A-Z]{0,4}\d{1,3}(?:\.\d{1,2}){0,3}\.?[a-z]?")
_HEADINGS = {"rag": "RAG", "status": "Status", "lead": "Lead", "deadline": "Deadline"}
_STATE_WORDS = 4
_COLOURS = 2
_TITLE = "Title"


def head_columns(heads: Sequence[Sequence[StitchedCell]], *, named: bool) -> dict[int, str]:
    """Headings for the cells of heads, by the column at which they begin.

    Args:
        heads: Cells of the head of each form.
        named: Whether a label of the forms names the action, so that the head has a title only.
    """
    cells: dict[int, list[StitchedCell]] = {}
    for cell in (cell for head in heads for cell in head):
        cells.setdefault(cell.col0, []).append(cell)
    found: dict[int, str] = {}
    for col, column in sorted(cells.items()):
        name = _heading(column)
        if name in found.values() and name != _TITLE:
            name = _TITLE
        found[col] = name
    if not named:
        title = next((col for col, name in found.items() if name == _TITLE), None)
        found |= {title: "Action"} if title is not None else {}
    return found


def _heading(cells: Sequence[StitchedCell]) -> str:
    texts = [clean(c.text) for c in cells]
    if all(_REFERENCE.fullmatch(bare_ref(text)) for text in texts):
        return "Ref"
    said = guess_field(texts * 2)
    if said in _HEADINGS:
        return _HEADINGS[said]
    short = sum(len(text.split()) for text in texts) <= _STATE_WORDS * len(texts)
    coloured = len({c.fill for c in cells if c.fill is not None}) >= _COLOURS
    return "Status" if short and coloured else _TITLE


def numbered_head(text: str) -> str:
    """The number that opens a title: `1.1` of `1.1 Return home interviews`, `3` of `Action 3: Mapping`.

    Example:
        >>> numbered_head("Action 3: Mapping"), numbered_head("4.2 Fostering hub"), numbered_head("24 hours")
        ('3', '4.2', '')
    """
    named = read_named(text)
    if named is not None:
        return named.label
    ref, rest = split_ref(text)
    return ref if ref and rest else ""
