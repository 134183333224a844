"""What recommendations say that a table of actions names by number alone.

The text of the third recommendation stands in a table or under a heading of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.contract import Line
from pipeline.labels import read_label, split_ref
from pipeline.logical_table import StitchedCell
from pipeline.map_columns import MappedTable
from pipeline.numbered_columns import names_recommendations, refs_of
from pipeline.passages import Passage, passage

_WORDS = 4
"""Words of the shortest recommendation."""
_SHARE = 0.7
"""Share of the rows of a list of recommendations that give a number and a text."""


def stated_by_number(tables: Sequence[MappedTable], body_lines: Sequence[Line]) -> dict[str, Passage]:
    """What recommendations say, by number, where tables without actions or headings of lists give them.

    Args:
        tables: Mapped tables.
        body_lines: Lines outside tables; those that begin with a label and a number count.
    """
    found: dict[str, Passage] = {}
    for table in tables:
        if not table.has_actions:
            for ref, text in _listed(table):
                found.setdefault(ref, text)
    for line in body_lines:
        label = read_label(line.text)
        if label and label.ref and label.kind != "outcome" and len(label.rest.split()) >= _WORDS:
            found.setdefault(label.ref, Passage(label.rest, label.rest, (line,)))
    return found


def _listed(table: MappedTable) -> list[tuple[str, Passage]]:
    """Numbers and texts of a table that lists recommendations under a heading that says so."""
    rows = [[c for c in table.table.row_cells(row.index) if c.text.strip()] for row in table.rows]
    head = next((n for n, cells in enumerate(rows) if len(cells) > 1 and any(_is_name(c) for c in cells)), None)
    if head is None:
        return []
    body = [cells for cells in rows[head + 1 :] if cells]
    column = max((c for c in rows[head] if _is_name(c)), key=lambda c: _words_under(c, body))
    found = []
    for cells in body:
        text = next((c for c in cells if c.col0 == column.col0), None)
        beside = next((c for c in cells if c.col0 < column.col0 and refs_of(c.text)), None)
        if text is None:
            continue
        ref, rest = (
            (refs_of(beside.text)[0], passage(text.lines).text) if beside else split_ref(passage(text.lines).text)
        )
        if ref and len(rest.split()) >= _WORDS:
            found.append((ref, Passage(rest, rest, text.lines)))
    return found if len(found) >= _SHARE * len(body) else []


def _words_under(heading: StitchedCell, body: Sequence[Sequence[StitchedCell]]) -> int:
    return sum(len(c.text.split()) for cells in body for c in cells if c.col0 == heading.col0)


def _is_name(cell: StitchedCell) -> bool:
    return names_recommendations(cell.text) and len(cell.text.split()) <= _WORDS + 2 and not refs_of(cell.text)


def text_for(refs: Sequence[str], named: Mapping[str, Passage]) -> str:
    """What the recommendations of these numbers say, each a paragraph; `R3` is found as `3` too.

    Args:
        refs: Numbers as the table of actions prints them.
        named: Texts by number, as the document gives them elsewhere.
    """
    found = [named.get(ref) or named.get(_digits(ref)) or _by_digits(ref, named) for ref in refs]
    return "\n".join(text.text for text in found if text) if all(found) else ""


def _digits(ref: str) -> str:
    return ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _by_digits(ref: str, named: Mapping[str, Passage]) -> Passage:
    same = [text for known, text in named.items() if _digits(known) == ref]
    return same[0] if len(same) == 1 else Passage()
