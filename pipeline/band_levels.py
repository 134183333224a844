"""Two levels of bands in one table: recommendations, and below them sub-headings that group their actions."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.contract import Colour
from pipeline.contents import is_order
from pipeline.labels import names_annex, read_label, split_ref
from pipeline.logical_table import StitchedCell
from pipeline.map_columns import MappedRow, MappedTable
from pipeline.passages import clean

_TEXT_WORDS = 4
"""Words from which a numbered band is a recommendation."""
_PHASE_WORDS = 10
_BETWEEN = {"heading", "fact"}
"""Rows that may stand between a recommendation and the first of its actions."""
_Style = tuple[Colour | None, bool, bool, float]


def find_phases(table: MappedTable) -> frozenset[int]:
    """Rows of the bands that group actions below the bands that name recommendations.

    They are of one style, short and without a number of their own; at least one stands just below a recommendation,
    another after actions, and none just above a recommendation, as the name of a section would.
    """
    if any(c.field == "recommendation" for row in table.rows for c in row.columns):
        return frozenset()
    upper = {row.index for row in table.rows if row.kind == "band" and _numbers(_text(row, table))}
    titles = {row.index for row in table.rows if row.kind == "title"}
    styles = {_style(table.table.row_cells(index)) for index in upper}
    lower: dict[_Style, list[int]] = {}
    for place, row in enumerate(table.rows):
        style = _style(table.table.row_cells(row.index)) if row.kind in {"band", "note"} else None
        if style is not None and style not in styles and row.index not in upper:
            lower.setdefault(style, []).append(place)
    found = (places for places in lower.values() if _group(places, upper | titles, table))
    return frozenset(table.rows[place].index for places in found for place in places)


def _group(places: Sequence[int], upper: set[int], table: MappedTable) -> bool:
    rows = table.rows
    after = [rows[place + 1] if place + 1 < len(rows) else None for place in places]
    before = [next((r for r in reversed(rows[:place]) if r.kind not in _BETWEEN), None) for place in places]
    if any(row is None or row.kind != "body" for row in after) or any(row is None for row in before):
        return False
    first = any(row is not None and row.index in upper for row in before)
    later = any(row is not None and row.kind == "body" for row in before)
    return first and later and all(_is_short(_text(rows[place], table)) for place in places)


def _numbers(text: str) -> bool:
    """Whether a band says by number and text what is to be achieved."""
    label = read_label(text)
    ref, rest = (label.ref, label.rest) if label else split_ref(text)
    return bool(ref) and len(rest.split()) >= _TEXT_WORDS


def _is_short(text: str) -> bool:
    plain = read_label(text) is None and not split_ref(text)[0] and not names_annex(text)
    return plain and not is_order(text) and len(text.split()) <= _PHASE_WORDS and not text.endswith(".")


def _text(row: MappedRow, table: MappedTable) -> str:
    return clean(" ".join(c.text for c in table.table.row_cells(row.index)))


def _style(cells: Sequence[StitchedCell]) -> _Style | None:
    words = [word for c in cells for line in c.lines for word in line.words]
    if not words:
        return None
    fill = next((c.fill for c in cells if c.lines), None)
    return fill, all(w.bold for w in words), all(w.italic for w in words), round(words[0].size)
