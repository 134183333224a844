"""Heads of forms: which of their cells, or lines above them, are the number, the state or the title of the action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.contract import Line, around
from pipeline.contents import guess_field, is_order
from pipeline.form_rows import Pair, key_of
from pipeline.items import read_named
from pipeline.label_fields import tells_dated_progress
from pipeline.labels import bare_ref, read_label, split_ref
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.passages import clean

_REFERENCE = re.compile(r"[A-Z]{0,4}\d{1,3}(?:\.\d{1,2}){0,3}\.?[a-z]?")
_HEADINGS = {"rag": "RAG", "status": "Status", "lead": "Lead", "deadline": "Deadline"}
_STATE_WORDS = 4
_COLOURS = 2
_TITLE = "Title"
_ABOVE = 3.0
"""Share of a line's height within which a text stands just above a form."""
_CLOSE = 0.8
_ORDERS = 0.5
"""Share of the texts above forms that must tell what to do."""


@dataclass(slots=True)
class Form:
    """One form, or a band between forms."""

    head: list[StitchedCell] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    band: tuple[Line, ...] = ()

    def holds(self, label: str) -> bool:
        """Whether a label stands in it already; a dated one only with the same day."""
        if tells_dated_progress(label):
            return any(clean(p.label) == clean(label) for p in self.pairs)
        return any(key_of(p.label) == key_of(label) for p in self.pairs)


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


def take_lines_above(tables: Sequence[LogicalTable], found: Sequence[Sequence[Form]], body: Sequence[Line]) -> None:
    """Make the texts just above forms their heads, where most of them say what is to be done.

    Args:
        tables: Tables that hold forms.
        found: The forms of each; the first of each that has no head gets one.
        body: Lines outside tables, in reading order.
    """
    firsts = [(t, forms[0]) for t, forms in zip(tables, found, strict=True) if forms and not forms[0].head]
    above = [(form, _text_above(table, body)) for table, form in firsts if form.pairs]
    texts = [clean(" ".join(line.text for line in lines)) for _, lines in above if lines]
    telling = sum(is_order(text) or numbered_head(text) != "" for text in texts)
    if len(texts) < len(above) or telling < _ORDERS * len(texts) or len(set(texts)) < len(texts):
        return
    if any(read_label(text) for text in texts):
        return
    for form, lines in above:
        box = around([line.box for line in lines])
        form.head.append(StitchedCell(0, 1, 0, 1, tuple(lines), ((lines[0].page, box),)))


def _text_above(table: LogicalTable, body: Sequence[Line]) -> list[Line]:
    """The lines of one style that end just above a table."""
    place = table.rows[0][0]
    lines = [line for line in body if line.page == place.page and line.box.bottom <= place.top + 2]
    group: list[Line] = []
    for line in reversed(lines):
        below = group[0].box.top if group else place.top
        reach = _CLOSE if group else _ABOVE
        style = group and (line.words[-1].bold, round(line.words[-1].size)) != (
            group[0].words[0].bold,
            round(group[0].words[0].size),
        )
        if below - line.box.bottom > reach * line.box.height or style:
            break
        group.insert(0, line)
    return group
