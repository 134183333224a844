"""Parts of tables that may be too wide for one page: their headings, and whether two of them make one plan.

A spreadsheet that is wider than the paper is printed on left and right pages. Each part alone lacks what a plan needs:
one has actions without leads and deadlines, the other leads and deadlines without actions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractors.contract import Cell, RawTable
from pipeline.headings import match_heading
from pipeline.merged_cells import HEADING_ROWS
from pipeline.raw_rows import edges, glyphs

CORE = frozenset({"action", "recommendation", "milestone"})
"""Fields of which a plan has one."""
_WHO = frozenset({"lead", "lead_accountable", "lead_delivery", "lead_agency", "accountable"})
_WHEN = frozenset({"deadline", "completed"})
_OWNED = _WHO | _WHEN | {"progress", "status", "rag", "percent", "start"}
"""Fields that say something about an action."""
_ONCE = frozenset({"lead", "deadline"}) | CORE
"""Fields that two parts of one table do not both have."""
_WORDS = 8
"""Words of the longest heading."""
_SURE = 0.3
"""Share of a heading that its phrase takes up, at least."""
_KNOWN = 0.6
"""Share of the headings that must be known."""
_SAME_EDGE = 7.0
"""Points by which the edge of a column may shift from page to page."""
_BACK = 4
"""Pages back to which a part without headings of its own looks for them."""
_FEWEST_CODES = 3
_CODE = re.compile(r"[A-Z][A-Za-z0-9/&.-]{0,7}")


class Heading(NamedTuple):
    """A heading, the columns under it (half-open), and the field that it names, empty where it is unknown."""

    col0: int
    col1: int
    text: str
    field: str


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A table of one page with headings, its own or those of an earlier page.

    `kind` is the same number for parts whose columns are the same.
    """

    table: RawTable
    kind: int
    headings: tuple[Heading, ...]
    heads: int
    """Rows at its top down to the row below its headings; 0 where they stand on an earlier page."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields that its headings name."""
        return frozenset(h.field for h in self.headings if h.field)


def may_be_wide(tables: Sequence[RawTable]) -> bool:
    """Whether a table lacks what a plan needs, or holds codes without meanings: all that an ordinary plan is asked."""
    return any(_is_part(_headings(table)[0]) or holds_codes(table) for table in tables)


def _is_part(headings: Sequence[Heading]) -> bool:
    fields = {h.field for h in headings}
    return bool(fields) and not all(fields & needed for needed in (CORE, _WHO, _WHEN))


def read_parts(tables: Sequence[RawTable]) -> list[Part]:
    """The tables that have headings, or the columns of one that has; others are left out."""
    parts: list[Part] = []
    for number, table in enumerate(tables):
        headings, heads = _headings(table)
        if headings:
            kind = next((p.kind for p in parts if _are_alike(p.headings, headings)), number)
            parts.append(Part(table, kind, headings, heads))
            continue
        like = _like(table, [p for p in parts if table.page - p.table.page <= _BACK])
        if like is not None:
            parts.append(replace(like, table=table, heads=0))
    return parts


def _are_alike(one: Sequence[Heading], other: Sequence[Heading]) -> bool:
    """Whether headings are the same, but for what may run into one of them from the cells above or below."""
    pairs = ((glyphs(a.text), glyphs(b.text)) for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and all(a in b or b in a for a, b in pairs)


def _headings(table: RawTable) -> tuple[tuple[Heading, ...], int]:
    """Headings among the first rows of a table, and the row below them; nothing where it has none."""
    for row in range(HEADING_ROWS):
        cells = sorted((c for c in table.cells if c.row0 == row and c.lines), key=lambda c: c.col0)
        found = tuple(_heading(cell) for cell in cells)
        known = [h for h in found if h.field]
        alone = len(found) == 1 and all(c.col1 == 1 for c in table.cells)
        enough = len({h.field for h in known}) >= (1 if alone else 2)
        if enough and len(known) >= _KNOWN * len(found) and all(_is_short(h.text) for h in found):
            return found, max(c.row1 for c in cells)
    return (), 0


def _heading(cell: Cell) -> Heading:
    text = " ".join(cell.text.split())
    match = match_heading(text) if _is_short(text) else None
    field = match.field if match and match.score >= _SURE and match.field != "other" else ""
    return Heading(cell.col0, cell.col1, text, field)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _WORDS and not text.endswith(".")


def _like(table: RawTable, parts: Sequence[Part]) -> Part | None:
    """The part whose columns stand where those of a table stand, the last one of several."""
    found = edges(table)
    best: tuple[float, Part] | None = None
    for part in parts:
        wanted = edges(part.table)
        if len(wanted) != len(found):
            continue
        off = max(abs(a - b) for a, b in zip(found, wanted, strict=True))
        if off <= _SAME_EDGE and (best is None or off <= best[0] + 1):
            best = off, part
    return best[1] if best else None


def again(left: Sequence[Part], right: Part) -> list[tuple[Heading, Heading]]:
    """Columns that both parts seem to have, so that rows can be told on either page: same heading, or references."""
    known = [h for part in left for h in part.headings]
    pairs = []
    for heading in right.headings:
        alike = [h for h in known if glyphs(h.text) == glyphs(heading.text)]
        alike = alike or [h for h in known if h.field == heading.field == "ref"]
        if alike:
            pairs.append((alike[0], heading))
    return pairs


def fit_together(left: Sequence[Part], right: Part) -> str:
    """Whether parts, the first of them already one, and one more make a plan.

    Returns:
        `lacking` where each alone lacks what the other has, `more` where one of them would do alone, else nothing.
    """
    one = {h.field for part in left for h in part.headings if h.field}
    other = own_fields(left, right)
    if one & other & _ONCE or not (one | other) & CORE:
        return ""
    if one & CORE and other & CORE:
        return "more" if "action" in one | other and (one & _OWNED == set()) != (other & _OWNED == set()) else ""
    does, says = (one, other) if one & CORE else (other, one)
    if not says & _OWNED - does:
        return ""
    return "more" if does & _WHO and does & _WHEN else "lacking"


def own_fields(left: Sequence[Part], right: Part) -> set[str]:
    """Fields of the columns that the last part has for itself."""
    shared = {second.col0 for _, second in again(left, right)}
    return {h.field for h in right.headings if h.field and h.col0 not in shared}


def names_no_rows(left: Sequence[Part], right: Part) -> bool:
    """Whether the last part only says who, when or how far, so that its rows mean nothing by themselves."""
    shared = {second.col0 for _, second in again(left, right)}
    own = [h.field for h in right.headings if h.col0 not in shared]
    return bool(own) and own[0] in _OWNED and all(own)


def says_who_or_when(left: Sequence[Part], right: Part) -> bool:
    """Whether the last part says who or when, and the others do not."""
    return bool(own_fields(left, right) & (_WHO | _WHEN))


def holds_codes(table: RawTable) -> bool:
    """Whether a table has one column, of codes such as `HOS`, under a heading or none."""
    if len(table.cells) <= _FEWEST_CODES or any(c.col1 > 1 for c in table.cells):
        return False
    return all(_CODE.fullmatch(c.text.strip()) for c in table.cells if c.row0)


def explains(table: RawTable) -> bool:
    """Whether a table has one column, of texts that may be the meanings of codes."""
    texts = [c.text for c in table.cells if c.row0]
    return all(c.col1 == 1 for c in table.cells) and all(texts) and any(len(t.split()) > 1 for t in texts)
