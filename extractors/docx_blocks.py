"""The body of a Word file as blocks: paragraphs with their numbers, tables with merged cells, page breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from extractors.docx_numbering import Numberer
from extractors.docx_runs import MC, PAGE_BREAK, ParagraphText, Tally, first_style, is_deleted, read_runs
from extractors.docx_styles import Setting, Styles, TableLook, shade, side_padding
from extractors.docx_xml import W, attribute, child, number, on, value
from extractors.flow import Block, FlowCell, FlowTable, PageBreak, Paragraph, Run

_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"})
_USUAL_WIDTH = 450.0
_USUAL_PADDING = 5.4


@dataclass(slots=True)
class BlockReader:
    """Turns elements into blocks; paragraphs are counted in the order in which they are read."""

    styles: Styles
    numberer: Numberer
    tally: Tally = field(default_factory=Tally)
    pending: list[Run] = field(default_factory=list)
    """Text of a paragraph whose end was deleted: it goes on in the next one."""
    alone: bool = False
    """Whether the paragraph that is read fills its cell: people let Word number rows so."""

    def blocks(self, element: Any, look: TableLook, *, head: bool = False) -> list[Block]:
        """Blocks of a body, a cell, a text box or a header."""
        found: list[Block] = []
        parts = list(_parts(element))
        held = [part for part in parts if part.tag in {f"{W}p", f"{W}tbl"}]
        for part in parts:
            self.alone = element.tag == f"{W}tc" and len(held) == 1
            if part.tag == f"{W}p":
                found += self.paragraph(part, look, head=head)
            elif part.tag == f"{W}tbl":
                table = self.table(part)
                found += [table] if table is not None else []
        return found

    def paragraph(self, element: Any, look: TableLook, *, head: bool) -> Iterator[Block]:
        """A paragraph, cut at its page breaks, and the text boxes that hang on it."""
        properties = child(element, "pPr")
        style_id = first_style(element)
        setting = self.styles.paragraph(style_id, properties, look)
        base = self.styles.text(style_id, look, head=head)
        text = read_runs(element, base, self.styles, self.tally)
        if is_deleted(properties):
            self.tally.deletions += 1
            self.pending += text.runs
            return
        text.runs[:0], self.pending = self.pending, []
        label = self.label(setting, text)
        if label:
            setting = self.placed(setting)
        if setting.new_page:
            yield PageBreak()
        yield from _cut(text.runs or [Run("", base)], setting, label)
        for box in text.boxes:
            yield from self.blocks(box, TableLook())
        if child(properties, "sectPr") is not None and value(child(properties, "sectPr"), "type") != "continuous":
            yield PageBreak()

    def label(self, setting: Setting, text: ParagraphText) -> str:
        """The number or bullet of a paragraph; a blank one has none, unless it is all that its cell holds."""
        if not setting.list_id or setting.list_id == "0":
            return ""
        if not self.alone and not any(run.text.strip() for run in text.runs):
            return ""
        return self.numberer.label(setting.list_id, self.depth(setting))

    def depth(self, setting: Setting) -> int:
        """The level at which a paragraph is listed."""
        if setting.depth is not None:
            return setting.depth
        return self.numberer.level_of_style(setting.list_id, setting.tied)

    def placed(self, setting: Setting) -> Setting:
        """The setting with the indents of the list, unless the paragraph has its own."""
        level = self.numberer.level(setting.list_id, self.depth(setting))
        if level is None or level.left is None or setting.own_indent:
            return setting
        return replace(setting, left=level.left, first=level.first or 0.0)

    def table(self, element: Any) -> FlowTable | None:
        """A table; cells merged downwards are one cell, rows that were deleted are left out."""
        properties = child(element, "tblPr")
        marks = child(properties, "tblLook")
        first = attribute(marks, "firstRow")
        flagged = first == "1" if first else bool(int(attribute(marks, "val") or "0", 16) & 0x20)
        look = self.styles.table(value(properties, "tblStyle"), first_row=flagged)
        cells: list[FlowCell] = []
        open_cells: dict[int, int] = {}
        row = 0
        for element_row in _rows(element):
            row_properties = child(element_row, "trPr")
            if is_deleted(row_properties):
                self.tally.deletions += 1
                continue
            self.row(element_row, row, (look, cells, open_cells))
            row += 1
        if not cells:
            return None
        columns = max(cell.col1 for cell in cells)
        padding = side_padding(properties)
        padding = look.padding if padding is None else padding
        return FlowTable(_widths(element, columns), tuple(cells), _USUAL_PADDING if padding is None else padding)

    def row(self, element: Any, row: int, into: tuple[TableLook, list[FlowCell], dict[int, int]]) -> None:
        """Add the cells of one row; `into` holds the look, the cells, and for each column the cell still open."""
        look, cells, open_cells = into
        col = int(value(child(element, "trPr"), "gridBefore") or 0)
        for part in _cells(element):
            properties = child(part, "tcPr")
            span = max(1, int(value(properties, "gridSpan") or 1))
            merge = child(properties, "vMerge")
            goes_on = merge is not None and value(properties, "vMerge") != "restart" and col in open_cells
            blocks = tuple(self.blocks(part, look, head=row == 0))
            if goes_on:
                above = cells[open_cells[col]]
                cells[open_cells[col]] = replace(above, row1=row + 1, blocks=above.blocks + _filled(blocks))
            else:
                fill = shade(properties) or (look.head_fill if row == 0 else None)
                cells.append(FlowCell(row, row + 1, col, col + span, blocks, fill))
                if merge is not None:
                    open_cells[col] = len(cells) - 1
                else:
                    open_cells.pop(col, None)
            col += span


def _filled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(b for b in blocks if not isinstance(b, Paragraph) or b.text.strip())


def _parts(element: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and insertions."""
    for part in element.iterchildren():
        if part.tag in _WRAPPERS:
            yield from _parts(part)
        elif part.tag == f"{MC}AlternateContent":
            yield from _parts(next(part.iterchildren(), part))
        else:
            yield part


def _rows(table: Any) -> Iterator[Any]:
    return (part for part in _parts(table) if part.tag == f"{W}tr")


def _cells(row: Any) -> Iterator[Any]:
    return (part for part in _parts(row) if part.tag == f"{W}tc")


def _widths(table: Any, columns: int) -> tuple[float, ...]:
    """Widths of the columns in points; equal ones where the file does not say."""
    widths = [number(column, "w") or 0.0 for column in on(child(table, "tblGrid"), "gridCol")]
    if len(widths) < columns or min(widths[:columns], default=0.0) <= 0:
        return (_USUAL_WIDTH / columns,) * columns
    return tuple(widths[:columns])


def _cut(runs: list[Run], setting: Setting, label: str) -> Iterator[Block]:
    """A paragraph, or several with page breaks between them."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(PAGE_BREAK)
        pieces[-1].append(run._replace(text=first))
        pieces += [[run._replace(text=other)] for other in others]
    for index, piece in enumerate(pieces):
        if index:
            yield PageBreak()
        if len(pieces) > 1 and not any(run.text.strip() for run in piece):
            continue
        yield Paragraph(
            tuple(piece), "" if index else label, setting.left, setting.first, setting.before, setting.after
        )


def text_width(section: Any | None) -> float | None:
    """Points between the margins of a section; `None` where the file does not say."""
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    width, left, right = number(size, "w"), number(margins, "left"), number(margins, "right")
    return None if width is None else width - (left or 0.0) - (right or 0.0)
