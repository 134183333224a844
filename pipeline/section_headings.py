"""Headings above tables: which of the lines outside tables say what a table belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.contract import Box, Line, around
from pipeline.contents import is_order
from pipeline.labels import (
    Label,
    names_annex,
    names_caption,
    names_document,
    names_section,
    read_label,
    split_period,
    split_ref,
)
from pipeline.map_columns import MappedTable
from pipeline.passages import clean

_SECTION_WORDS = 12
_JUST_ABOVE = 45.0
"""Points between a heading and the table that it belongs to."""
_LABELS_ABOVE = 200.0
"""Points above a table within which plain lines such as `Weakness: ...` speak of it."""
_TEXT_WORDS = 4
"""Words of the shortest recommendation."""
_TEXT_BELOW = 2.5
"""Share of a line's height that may part a bare number from the text that it numbers."""
_PITCH = 0.6
"""Share of a line's height that may part two lines of one heading."""

Style = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one or more lines, outside tables."""

    lines: tuple[Line, ...]
    text: str
    strong: bool
    """In bold or large type, unlike the plain lines of a list of labels and texts."""

    @property
    def page(self) -> int:
        """The page that it stands on."""
        return self.lines[0].page

    @property
    def box(self) -> Box:
        """The box around its lines."""
        return around([line.box for line in self.lines])

    @property
    def size(self) -> float:
        """Size of its type in points."""
        return self.lines[0].words[0].size

    @property
    def numbered(self) -> bool:
        """Whether it is one of several by its number: `Area of weakness 2: ...`, `R4 Ensure that ...`."""
        if self.label:
            return bool(self.label.ref)
        ref, rest = split_ref(self.text)
        return bool(ref) and is_order(rest)

    @property
    def orders(self) -> bool:
        """Whether it tells what to do in as many words as a recommendation has: `Improve the timeliness of ...`."""
        return is_order(self.text) and len(self.text.split()) > _TEXT_WORDS

    @property
    def period(self) -> str:
        """The period that it is and nothing else: `Within three months`."""
        return self.text if _is_period(self.text) else ""

    @property
    def label(self) -> Label | None:
        """Its label, if it begins with one."""
        return read_label(self.text)


def headings_above(tables: Sequence[MappedTable], body_lines: Sequence[Line]) -> list[list[Heading]]:
    """For each table the headings between it and the table before, from top to bottom.

    A heading is short, in bold or large type, and no sentence. It names a section or a recommendation, or it is the
    last line above the table in a style that stands above other tables too. Plain lines count where they begin with a
    label and stand above the table on its page.

    Args:
        tables: Mapped tables in reading order.
        body_lines: Lines outside tables and furniture.
    """
    inside = {id(line) for t in tables for c in t.table.cells for line in c.lines}
    outside = [line for line in body_lines if id(line) not in inside]
    outside = sorted([*outside, *_titles(tables)], key=lambda line: line.at)
    headings = _headings(outside, body_lines)
    bands = _headings([line for line in body_lines if id(line) in inside], body_lines)
    strong = [h for h in headings if h.strong]
    told = [h for h in headings if (h.strong or _opens_bold(h)) and not h.period]
    every = sorted([*told, *_headings(_band_lines(tables), body_lines)], key=lambda h: (h.page, h.box.top))
    siblings, over = _sibling_styles(tables, strong, bands), _styles_over_numbered(every)
    seen = (0, 0.0)
    carried: list[Heading] = []
    found: list[list[Heading]] = []
    for table in tables:
        start = _start(table)
        above = _from_last_part([h for h in headings if seen <= (h.page, h.box.top) < start])
        above = [h for n, h in enumerate(above) if not (names_caption(h.text) and _is_headed(above[:n]))]
        seen = max(seen, start)
        last = next((h for h in reversed(above) if h.strong and not h.period), None)
        named = [h for h in above if _style(h) in over or (h is last and (_style(h) in siblings or h.orders))]
        counting = [h for h in above if _counts(h, start, is_sibling=h in named)]
        if not table.has_actions:
            carried = [h for h in (*carried, *counting) if h.numbered]
            found.append([])
        else:
            found.append([] if table.table.extractor == "cards" else [*carried, *counting])
            carried = []
    return found


def _opens_bold(heading: Heading) -> bool:
    """Whether the label of a heading is in bold type, and its text in ordinary type behind it."""
    return heading.label is not None and heading.lines[0].words[0].bold


def _titles(tables: Sequence[MappedTable]) -> list[Line]:
    """Lines of bands that number a recommendation or priority in a table which only says more of it."""
    rows = [(t.table.row_cells(r.index), t) for t in tables for r in t.rows if r.kind == "band" and not t.has_actions]
    lines = [[line for cell in cells for line in cell.lines] for cells, _ in rows]
    labels = ((found, read_label(" ".join(line.text for line in found))) for found in lines)
    return [line for found, label in labels if label is not None and label.ref for line in found]


def _is_headed(above: Sequence[Heading]) -> bool:
    """Whether headings name the part of the plan already, so that a caption below them need not."""
    return any(h.strong and not names_caption(h.text) for h in above)


def _band_lines(tables: Sequence[MappedTable]) -> list[Line]:
    rows = [(table.table, row.index) for table in tables for row in table.rows if row.kind == "band"]
    return [line for table, row in rows for cell in table.row_cells(row) for line in cell.lines]


def _from_last_part(headings: Sequence[Heading]) -> list[Heading]:
    """Headings from the last one on that names a part of the document, such as `Action plan`; what is before is over.

    Headings with a number or a label go on, and so do those in larger type.
    """
    last = max((i for i, h in enumerate(headings) if h.strong and not h.numbered and names_document(h.text)), default=0)
    size = headings[last].size if headings else 0.0
    return [h for i, h in enumerate(headings) if i >= last or h.numbered or h.size > size + 0.5]


def _counts(heading: Heading, start: tuple[int, float], *, is_sibling: bool) -> bool:
    page, top = start
    if heading.period:
        return True
    if heading.label is not None:
        return heading.strong or (heading.page == page and top - heading.box.bottom <= _LABELS_ABOVE)
    if not heading.strong:
        return False
    if names_annex(heading.text):
        return True
    return heading.numbered or names_section(heading.text) or (is_sibling and not names_document(heading.text))


def _start(table: MappedTable) -> tuple[int, float]:
    place = table.table.rows[0][0]
    return place.page, place.top


def _headings(lines: Sequence[Line], all_lines: Sequence[Line]) -> list[Heading]:
    sizes = sorted(w.size for line in all_lines for w in line.words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = []
    for group in _with_texts(groups):
        text = clean(" ".join(line.text for line in group))
        strong = group[0].bold or group[0].words[0].size > 1.08 * usual
        short = len(text.split()) <= _SECTION_WORDS and not text.endswith((".", ",", ";"))
        heading = Heading(tuple(group), text, strong)
        names = strong and (short or heading.numbered or names_annex(text))
        apart = strong or all(w.italic or w.underlined for line in group for w in line.words)
        if names or _is_labelled(text) or (apart and heading.period):
            found.append(heading)
    return found


def _with_texts(groups: Sequence[list[Line]]) -> list[list[Line]]:
    """The groups, a label with a number alone (`Recommendation 4`) together with the text below it that it numbers."""
    found: list[list[Line]] = []
    numbered = False
    for group in groups:
        text = clean(" ".join(line.text for line in group))
        label = read_label(text)
        if numbered and label is None and len(text.split()) >= _TEXT_WORDS and _is_below(group[0], found[-1][-1]):
            found[-1] = [*found[-1], *group]
        else:
            found.append(group)
        numbered = label is not None and bool(label.ref) and not label.rest and label.kind != "outcome"
    return found


def _is_period(text: str) -> bool:
    """Whether a text is a period and nothing else: `Within three months:`."""
    period, beyond = split_period(clean(text).rstrip(" :."))
    return bool(period) and not beyond


def _is_below(line: Line, above: Line) -> bool:
    near = 0 <= line.box.top - above.box.bottom <= _TEXT_BELOW * line.box.height
    return line.page == above.page and near


def _is_labelled(text: str) -> bool:
    """Whether a text is a label with a number or a text of its own (`Weakness: ...`, `Recommendation 4`)."""
    label = read_label(text)
    return label is not None and bool(label.ref or ":" in text[:60])


def _goes_on(group: Sequence[Line], line: Line) -> bool:
    """Whether a line is the rest of a heading: same style, close below, and neither begins with a label."""
    above = group[-1]
    if above.page != line.page or not 0 <= line.box.top - above.box.bottom <= _PITCH * line.box.height:
        return False
    if _is_period(line.text) or (len(group) == 1 and _is_period(above.text)):
        return False
    same = above.words[-1].bold == line.words[0].bold and abs(above.words[0].size - line.words[0].size) < 0.5
    return same and read_label(line.text) is None and abs(above.box.x0 - line.box.x0) < 3 * line.box.height


def _sibling_styles(tables: Sequence[MappedTable], headings: Sequence[Heading], bands: Sequence[Heading]) -> set[Style]:
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
        near = [h for h in headings if h.page == page and 0 <= top - h.box.bottom <= _JUST_ABOVE]
        if near and table.has_actions:
            texts.setdefault(_style(near[-1]), set()).add(near[-1].text)
    return {style for style, found in texts.items() if len(found) > 1}


def _styles_over_numbered(headings: Sequence[Heading]) -> set[Style]:
    """Styles of headings, two texts of each at least, that stand over numbered ones in type no larger than their own.

    Args:
        headings: Strong headings outside tables and bands between their parts, in reading order.
    """
    texts: dict[Style, set[str]] = {}
    for one, after in pairwise(headings):
        labelled = after.label is not None and after.numbered and one.label is None and not one.numbered
        if labelled and one.size >= after.size and one.page == after.page:
            texts.setdefault(_style(one), set()).add(one.text)
    return {style for style, found in texts.items() if len(found) > 1}


def _style(heading: Heading) -> Style:
    word = heading.lines[0].words[0]
    return word.font, round(word.size, 1)
