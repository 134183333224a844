"""Headings above tables: which of the lines outside tables name the section that a table belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.contract import Line
from pipeline.labels import names_document, names_section
from pipeline.map_columns import MappedTable

_SECTION_WORDS = 12
_JUST_ABOVE = 45.0
"""Points between a heading and the table that it belongs to."""

Style = tuple[str, float]


def headings_above(tables: Sequence[MappedTable], body_lines: Sequence[Line]) -> list[list[Line]]:
    """For each table the headings between it and the table before, from top to bottom.

    A heading is short, in bold or large type, and no sentence. It names a section, or it is the last line above the
    table in a style that stands above other tables too.

    Args:
        tables: Mapped tables in reading order.
        body_lines: Lines outside tables and furniture.
    """
    inside = {id(line) for t in tables for c in t.table.cells for line in c.lines}
    headings = _headings([line for line in body_lines if id(line) not in inside])
    siblings = _sibling_styles(tables, headings, _headings([n for n in body_lines if id(n) in inside]))
    seen = (0, 0.0)
    found = []
    for table in tables:
        start = _start(table)
        above = [line for line in headings if seen <= (line.page, line.box.top) < start]
        seen = start
        found.append([n for n in above if _counts(n, is_sibling=n is above[-1] and _style(n) in siblings)])
    return found


def _counts(line: Line, *, is_sibling: bool) -> bool:
    return names_section(line.text) or (is_sibling and not names_document(line.text))


def _start(table: MappedTable) -> tuple[int, float]:
    place = table.table.rows[0][0]
    return place.page, place.top


def _headings(lines: Sequence[Line]) -> list[Line]:
    sizes = sorted(w.size for line in lines for w in line.words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    found = []
    for line in lines:
        words = line.text.split()
        strong = all(w.bold for w in line.words) or line.words[0].size > 1.08 * usual
        if strong and len(words) <= _SECTION_WORDS and not line.text.rstrip().endswith((".", ",", ";")):
            found.append(line)
    return found


def _sibling_styles(tables: Sequence[MappedTable], headings: Sequence[Line], bands: Sequence[Line]) -> set[Style]:
    """Styles of headings that stand just above two tables of actions at least, each with another text.

    Args:
        tables: Mapped tables in reading order.
        headings: Headings outside tables.
        bands: Headings between two parts of one table, which were made bands of it.
    """
    texts: dict[Style, set[str]] = {}
    for band in bands:
        texts.setdefault(_style(band), set()).add(band.text)
    for table in tables:
        page, top = _start(table)
        near = [n for n in headings if n.page == page and 0 <= top - n.box.bottom <= _JUST_ABOVE]
        if near and table.has_actions:
            texts.setdefault(_style(near[-1]), set()).add(near[-1].text)
    return {style for style, found in texts.items() if len(found) > 1}


def _style(line: Line) -> Style:
    return line.words[0].font, round(line.words[0].size, 1)
