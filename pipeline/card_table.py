"""Cards and dated lists as logical tables, so that the later stages need not know how they were drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractors.contract import Box, Colour, Line, RawTable, around, line_of
from pipeline.card_heads import is_strong, split_head
from pipeline.card_labels import opening
from pipeline.cards import Card, Cards, cut_words, find_cards
from pipeline.contents import is_date, is_order, is_report
from pipeline.dated_labels import printed_labels, with_one_progress
from pipeline.extract import Extraction
from pipeline.inline_labels import part_labels
from pipeline.labels import read_label
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.numbering import strip_bullet
from pipeline.raw_rows import RowPlace

_COLUMN = 100.0
"""Width in points given to each column of a table that was not drawn as one."""
_STATE_WORDS = 5
_LABELLED = 0.7
"""Share of a frame's cells that open with a label."""
_INDENT = 8.0
"""Points by which a bullet stands further right than the one whose part it is."""
_DATE_WORDS = re.compile(
    r"\b(?:by|from|during|in|before|until|the|end|start|of|due|to|and|term|quarter|year|month|half|Q[1-4]|"
    r"spring|summer|autumn|winter|early|mid|late|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|"
    r"nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
_BLANK = 0.3
_ROOM = 0.97
"""Share of the longest line's end up to which a line surely had room for more."""
_NO_DATE = re.compile(r"[a-z]{3,}", re.IGNORECASE)
"""What is left of a heading that is no mere date."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """Lines of a row by column; a band has one entry for all columns."""

    cells: tuple[tuple[Line, ...], ...]
    band: bool = False
    fills: tuple[Colour | None, ...] = ()
    """Colours of the cells, where they are known."""


def read_cards(extraction: Extraction) -> tuple[Extraction, list[LogicalTable]]:
    """Cards and dated lists of a document as tables, and the extraction without their lines."""
    sizes = sorted(w.size for line in extraction.body for w in line.words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    tables = []
    dated = _dated_lists(extraction.body, usual)
    if dated:
        tables.append(dated)
        extraction = _without(extraction, dated)
    extraction, found = _found(extraction)
    if not found.cards and (opened := _without_frames(extraction)) is not None:
        framed = _find(opened)
        extraction, found = (opened, framed) if framed.cards else (extraction, found)
    if found.cards:
        tables.append(_table_of_cards(found.cards, usual))
        extraction = _without(extraction, tables[-1], found)
    return extraction, tables


def _found(extraction: Extraction) -> tuple[Extraction, Cards]:
    """The cards of a document, and its lines, parted where labels stand inside paragraphs."""
    parted = part_labels(extraction)
    inline = _find(parted.extraction, parted.opening) if parted else None
    return (parted.extraction, inline) if parted and inline and inline.cards else (extraction, _find(extraction))


def _find(extraction: Extraction, opening: frozenset[int] = frozenset()) -> Cards:
    return find_cards(extraction.body, [(t.page, t.box.top) for t in extraction.tables], opening)


def _without_frames(extraction: Extraction) -> Extraction | None:
    """The extraction with the text of frames outside tables; nothing where there are none.

    Frames are boxes around single texts, or around cells that mostly open with a label (`Lead: ...`).
    """
    frames = [t for t in extraction.tables if all(cell.col1 == 1 for cell in t.cells) or _is_labelled(t)]
    placed = [((n.page, n.box.top, n.box.x0), n) for n in extraction.body]
    for table in frames:
        tops = {row: min(c.box.top for c in table.cells if c.row0 == row) for row in {c.row0 for c in table.cells}}
        placed += [((n.page, tops[c.row0], c.box.x0), n) for c in table.cells for n in c.lines]
    body = tuple(line for _, line in sorted(placed, key=lambda each: each[0]))
    tables = tuple(t for t in extraction.tables if t not in frames)
    return replace(extraction, tables=tables, body=body) if len(body) > len(extraction.body) else None


def _is_labelled(table: RawTable) -> bool:
    """Whether most cells of a table open with a label and a colon."""
    texts = [c.text for c in table.cells if c.text.strip()]
    return len(texts) > 1 and sum(opening(text) is not None for text in texts) >= _LABELLED * len(texts)


def _without(extraction: Extraction, table: LogicalTable, found: Cards | None = None) -> Extraction:
    taken = {id(line) for cell in table.cells for line in cell.lines} | (found.lines if found else frozenset())
    body = tuple(line for line in extraction.body if id(line) not in taken)
    if found is None or not found.cuts:
        return replace(extraction, body=body)
    pages = tuple(replace(p, words=cut_words(p.words, found.cuts)) for p in extraction.pages)
    return replace(extraction, body=body, pages=pages)


def _table_of_cards(found: Sequence[Card], usual: float) -> LogicalTable:
    labels: dict[str, str] = {}
    cards = with_one_progress(found)
    for card in cards:
        for entry in card.entries:
            labels.setdefault(entry.label.casefold(), entry.label)
    rows: list[TableRow] = []
    heads = [split_head(card, usual) for card in cards]
    later = {_style(group) for head in heads[1:] for group in head.headings}
    numbered, acted = any(head.ref for head in heads), any(head.action for head in heads)
    for card, head in zip(cards, heads, strict=True):
        headings = [group for group in head.headings if card is not cards[0] or _is_over(group, card, later)]
        rows += [TableRow((tuple(group),), band=True) for group in headings]
        values = {e.label.casefold(): e.value for e in reversed(card.entries)}
        opening = (*([head.ref] if numbered else []), *([head.action] if acted else []))
        rows.append(TableRow((*opening, *(values.get(label, ()) for label in labels))))
    printed = printed_labels(found, cards)
    opening_labels = [*(["Ref"] if numbered else []), *(["Action"] if acted else [])]
    fields = {e.label.casefold(): e.field for card in cards for e in card.entries if e.field not in {"", "other"}}
    return replace(make_table([*opening_labels, *labels.values()], rows, printed), fields=fields)


def _is_over(group: Sequence[Line], card: Card, later: set[tuple[bool, float]]) -> bool:
    """Whether a heading before the first card is one over cards, and not the title or a heading of the front matter."""
    labelled = read_label(" ".join(line.text for line in group)) is not None
    return labelled or _style(group) in later or group[0].page == card.entries[0].printed.page > 1


def _style(group: Sequence[Line]) -> tuple[bool, float]:
    word = group[0].words[0]
    return word.bold, round(word.size, 1)


def _dated_lists(body: Sequence[Line], usual: float) -> LogicalTable | None:
    """Lists of actions under headings that are dates, or `None` where there are not two of them.

    A heading with a label between them, such as `Priority action 2`, and the text below it become bands.
    """
    lists = _DatedLists(usual, max((line.box.x1 for line in body), default=0.0))
    for line in body:
        lists.take(line)
    items = [item for item in lists.items if item.lines]
    if sum(item.bulleted for item in items) > 0.5 * len(items):
        items = [item for item in items if item.bulleted]
    orders = sum(is_order(" ".join(line.text for line in item.lines)) for item in items)
    if len({id(item.date) for item in items}) < 2 or orders < max(2, 0.6 * len(items)):
        return None
    rows = []
    for item in items:
        rows += [TableRow((tuple(group),), band=True) for group in item.over]
        rows.append(TableRow((tuple(item.lines), item.state, (item.date,))))
    return make_table(["Action", "Status", "By when"], rows, ())


@dataclass(slots=True)
class _Dated:
    """An entry of a list under a date: its state where it opens with one, and the headings over it."""

    date: Line
    state: tuple[Line, ...]
    lines: list[Line]
    over: list[list[Line]]
    bulleted: bool
    left: float


@dataclass(slots=True)
class _DatedLists:
    """Walks down the lines and gathers what stands under dates."""

    usual: float
    right: float
    """Where the longest line of the document ends."""
    items: list[_Dated] = field(default_factory=list)
    date: Line | None = None
    over: list[list[Line]] = field(default_factory=list)

    def take(self, line: Line) -> None:
        if is_strong([line], self.usual):
            self.date = line if _is_date_heading(line.text) else None
            self.over = self.over if self.date else [[line]] if read_label(line.text) else []
        elif self.date is None and self.over:
            labelled = read_label(line.text) is not None
            self.over = [*self.over, [line]] if labelled else [*self.over[:-1], [*self.over[-1], line]]
        elif self.date is not None and (not self.items or self._is_apart(line)):
            state, rest = _state_before(line)
            self.items.append(_Dated(self.date, state, rest, self.over, _is_bulleted(line), line.box.x0))
            self.over = []
        elif self.date is not None:
            self.items[-1].lines.append(line)

    def _is_apart(self, line: Line) -> bool:
        last = self.items[-1]
        if last.date is not self.date:
            return True
        if _is_bulleted(line):
            return line.box.x0 < last.left + _INDENT
        return not _continues(last, line, self.right)


def _state_before(line: Line) -> tuple[tuple[Line, ...], list[Line]]:
    """A line with the words in front of it that say how far an action is, such as `Completed:`, taken off."""
    end = next((i for i, word in enumerate(line.words[:_STATE_WORDS], 1) if word.text.endswith(":")), 0)
    said = strip_bullet(" ".join(w.text for w in line.words[:end]))[0]
    if not end or not is_report(said) or end == len(line.words):
        return (), [line]
    return (line_of(line.page, line.words[:end]),), [line_of(line.page, line.words[end:])]


def _is_bulleted(line: Line) -> bool:
    return strip_bullet(line.text)[1]


def _is_date_heading(text: str) -> bool:
    return not _NO_DATE.search(_DATE_WORDS.sub(" ", text)) and is_date(text)


def _continues(item: _Dated, line: Line, right: float) -> bool:
    """Whether a line is the rest of an item of a list, which had no room for it on the line above.

    Args:
        item: The item.
        line: The next line.
        right: Where the longest line of the document ends.
    """
    above = item.lines[-1]
    if line.page != above.page:
        return line.page == above.page + 1 and line.text[:1].islower()
    first = line.words[0]
    word = first.box.width * len(first.text.split()[0]) / max(len(first.text), 1)
    room = above.box.x1 + word + _BLANK * first.size < _ROOM * right and line.text[:1].isupper()
    return line.box.top - above.box.bottom <= 0.8 * line.box.height and (item.bulleted or not room)


def make_table(
    headings: Sequence[str], rows: Sequence[TableRow], printed: tuple[Line, ...], name: str = "cards"
) -> LogicalTable:
    """A logical table with a row of headings that are not drawn, or stand in every card.

    Args:
        headings: Headings of the columns.
        rows: Lines of each row by column.
        printed: Lines of the headings as they stand on the page.
        name: What the table is said to have been read by.
    """
    width = len(headings)
    first = next(line for row in rows for cell in row.cells for line in cell)
    top = first.box.top
    box = Box(0.0, top, width * _COLUMN, top)
    cells = [
        StitchedCell(0, 1, i, i + 1, (Line(first.page, (), box, text),), ((first.page, box),))
        for i, text in enumerate(headings)
    ]
    places: list[tuple[RowPlace, ...]] = [(RowPlace(first.page, top, top),)]
    for number, row in enumerate(rows, 1):
        lines = [line for cell in row.cells for line in cell]
        boxes = _boxes(lines)
        places.append(tuple(RowPlace(page, b.top, b.bottom) for page, b in boxes))
        if row.band:
            cells.append(StitchedCell(number, number + 1, 0, width, row.cells[0], boxes))
            continue
        for column, content in enumerate(row.cells):
            held = _boxes(content) if content else boxes
            fill = row.fills[column] if row.fills else None
            cells.append(StitchedCell(number, number + 1, column, column + 1, content, held, fill))
    edges = tuple(_COLUMN * i for i in range(width + 1))
    return LogicalTable(edges, tuple(places), tuple(cells), name, printed)


def _boxes(lines: Iterable[Line]) -> tuple[tuple[int, Box], ...]:
    by_page: dict[int, list[Box]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line.box)
    return tuple((page, around(boxes)) for page, boxes in sorted(by_page.items()))
