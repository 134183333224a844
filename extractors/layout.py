"""Blocks of flowing text laid out as pages: with places, so that everything after sees them as it sees a PDF.

Lines are wrapped as an office program would wrap them, since in many plans leads and dates stand level with their
actions only because blank lines were put there. Places are points from the top left of the page; a page is as long as
what stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractors.contract import Box, Cell, Fill, Line, Page, RawTable, Rule, Word, around, line_of
from extractors.flow import Block, FlowCell, FlowTable, Furniture, Note, OpenDocument, Paragraph, Run, Style
from extractors.marks import ASCENT, DESCENT
from extractors.measure import width_of

_MARGIN = 50.0
_PITCH = 1.16
"""Distance of baselines as a share of the font size."""
_RAISE = 0.33
_TAB = 12.0
_LIKE_LABEL = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.):]+|[-–—•o*]")
"""Words that would look like a number or a bullet if a line began with them: no line is broken before them."""
_PIECES = re.compile(r"\n|[^\S\n]+|[^\s]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of one style, before it has a place; `blank` tells whether white space stands before it."""

    text: str
    style: Style
    width: float
    blank: float


def lay_out(blocks: Sequence[Block], name: str, width: float, notes: Sequence[Note] = ()) -> OpenDocument:
    """Set blocks on pages.

    Args:
        blocks: Blocks in the order of reading.
        name: Name of the reader, which its tables bear as their extractor.
        width: Points between the margins.
        notes: What the reader noticed.
    """
    setter = _Setter(name, width)
    setter.blocks(blocks, _MARGIN, width)
    return OpenDocument(tuple(setter.finish()), tuple(setter.tables), tuple(setter.furniture), tuple(notes))


@dataclass(slots=True)
class _Setter:
    """Where setting stands, and what has been set."""

    name: str
    width: float
    page: int = 1
    y: float = _MARGIN
    lines: list[Line] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    feet: dict[int, float] = field(default_factory=dict)

    def blocks(self, blocks: Iterable[Block], left: float, width: float) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self.lines += self.paragraph(block, left, width)
            elif isinstance(block, FlowTable):
                self.table(block, left)
            elif isinstance(block, Furniture):
                for paragraph in block.paragraphs:
                    self.furniture += self.paragraph(paragraph, left, width)
            elif self.y > _MARGIN:
                self.turn()

    def turn(self) -> None:
        """Begin a new page."""
        self.feet[self.page] = self.y
        self.page, self.y = self.page + 1, _MARGIN

    def paragraph(self, paragraph: Paragraph, left: float, width: float) -> list[Line]:
        """Set a paragraph at the current height; a blank one takes its line."""
        self.y += paragraph.before
        start = left + max(paragraph.left + paragraph.first, 0.0)
        text_left = left + max(paragraph.left, 0.0)
        style = paragraph.runs[0].style if paragraph.runs else Style()
        lines: list[Line] = []
        label = _label(paragraph, style)
        room = left + width - (text_left if label else start)
        for index, (row, broken) in enumerate(_wrapped(paragraph.runs, left + width - text_left, room)):
            words, x = [], text_left if index or label else start
            size = max((piece.style.size for piece in row), default=style.size)
            base = self.y + ASCENT * size + 0.1 * size
            if not index and label:
                words.append(_word(label, start, base, glued=False))
                x = max(text_left, start + label.width + 0.3 * label.style.size)
            words += _words(row, x, base)
            if words:
                lines.append(replace(line_of(self.page, words), opens=None if broken else not lines))
            self.y += _PITCH * size
        self.y += paragraph.after
        return lines

    def table(self, table: FlowTable, left: float) -> None:
        """Set a table; tables inside its cells that have more cells than it are set as tables of their own."""
        inner = [b for c in table.cells for b in c.blocks if isinstance(b, FlowTable)]
        if len(table.widths) == 1 or any(len(b.cells) > len(table.cells) for b in inner):
            for cell in sorted(table.cells, key=lambda c: (c.row0, c.col0)):
                self.blocks(cell.blocks, left, self.width)
            return
        top = self.y + 2
        xs = [left]
        for width in table.widths:
            xs.append(xs[-1] + width)
        held = [self.cell(cell, xs, top, table.padding) for cell in table.cells]
        ys = _heights(table, [bottom - top for _, bottom in held], top)
        cells = []
        for cell, (lines, _) in zip(table.cells, held, strict=True):
            down = ys[cell.row0] - top
            box = Box(xs[cell.col0], ys[cell.row0], xs[cell.col1], ys[cell.row1])
            moved = tuple(_moved(line, down) for line in lines)
            cells.append(Cell(cell.row0, cell.row1, cell.col0, cell.col1, box, moved, cell.fill))
        frame = Box(xs[0], top, xs[-1], ys[-1])
        if any(cell.lines for cell in cells):
            self.tables.append(RawTable(self.page, frame, tuple(cells), self.name))
        self.y = ys[-1] + 2

    def cell(self, cell: FlowCell, xs: Sequence[float], top: float, padding: float) -> tuple[list[Line], float]:
        """Lines of a cell, set as if it began at `top`, and where it ends."""
        left, width = xs[cell.col0] + padding, xs[cell.col1] - xs[cell.col0] - 2 * padding
        keep, self.y = self.y, top + 2
        lines: list[Line] = []
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                lines += self.paragraph(block, left, max(width, 10.0))
            elif isinstance(block, FlowTable):
                lines += self.nested(block, left, max(width, 10.0))
        bottom, self.y = self.y + 2, keep
        return lines, bottom

    def nested(self, table: FlowTable, left: float, width: float) -> list[Line]:
        """A small table inside a cell as lines, row by row, its cells beside each other."""
        scale = width / max(sum(table.widths), 1.0)
        xs = [left]
        for part in table.widths:
            xs.append(xs[-1] + part * scale)
        words: dict[float, list[Word]] = {}
        for row in range(table.rows):
            start, lowest = self.y, self.y
            for cell in sorted((c for c in table.cells if c.row0 == row), key=lambda c: c.col0):
                lines, _ = self.cell(cell, xs, start, 0.5)
                for line in lines:
                    words.setdefault(round(line.box.bottom, 1), []).extend(line.words)
                    lowest = max(lowest, line.box.bottom)
            self.y = lowest + 1
        return [line_of(self.page, sorted(row, key=lambda w: w.box.x0)) for _, row in sorted(words.items())]

    def finish(self) -> list[Page]:
        """The pages with their words, and the frames and grounds of their tables."""
        self.feet[self.page] = self.y
        pages = []
        for number in range(1, self.page + 1):
            tables = [table for table in self.tables if table.page == number]
            lines = [n for n in (*self.lines, *self.furniture) if n.page == number]
            lines += [line for table in tables for cell in table.cells for line in cell.lines]
            boxes = [cell for table in tables for cell in table.cells]
            reach = max([self.width + _MARGIN, *(table.box.x1 for table in tables)])
            pages.append(
                Page(
                    number,
                    reach + _MARGIN,
                    self.feet[number] + _MARGIN,
                    tuple(word for line in lines for word in line.words),
                    tuple(rule for cell in boxes for rule in _sides(cell.box)),
                    tuple(Fill(cell.box, cell.fill) for cell in boxes if cell.fill),
                )
            )
        return pages


def _label(paragraph: Paragraph, style: Style) -> _Piece | None:
    if not paragraph.label:
        return None
    plain = style._replace(underlined=False, struck=False, raised=False)
    return _Piece(paragraph.label, plain, width_of(paragraph.label, style.font, style.size, bold=style.bold), 0.0)


def _wrapped(runs: Sequence[Run], width: float, first_width: float) -> list[tuple[list[_Piece], bool]]:
    """Pieces in rows, and whether a line break begins the row.

    There is at least one row, and a word wider than the row has one of its own.
    """
    rows: list[list[_Piece]] = [[]]
    broken = [False]
    room, used = first_width, 0.0
    for chunk in _chunks(runs):
        if chunk is None:
            rows.append([])
            broken.append(True)
            room, used = width, 0.0
            continue
        wide = sum(piece.width for piece in chunk)
        blank = chunk[0].blank
        if rows[-1] and used + blank + wide > room and not _LIKE_LABEL.fullmatch("".join(p.text for p in chunk)):
            rows.append([])
            broken.append(False)
            room, used = width, 0.0
        used += (blank if rows[-1] else 0.0) + wide
        rows[-1] += chunk
    return list(zip(rows, broken, strict=True))


def _chunks(runs: Sequence[Run]) -> list[list[_Piece] | None]:
    """Words, each in as many pieces as it has styles, and `None` for a line break."""
    chunks: list[list[_Piece] | None] = []
    blank = 0.0
    opens = True
    for run in runs:
        style = run.style
        for match in _PIECES.finditer(run.text):
            text = match.group()
            if text == "\n":
                chunks.append(None)
                blank, opens = 0.0, True
            elif text.isspace():
                wide = _TAB if "\t" in text else width_of(" ", style.font, style.size)
                blank, opens = max(blank, wide), True
            else:
                piece = _Piece(text, style, width_of(text, style.font, style.size, bold=style.bold), blank)
                if opens or not chunks or chunks[-1] is None:
                    chunks.append([piece])
                else:
                    chunks[-1].append(piece)
                blank, opens = 0.0, False
    return chunks


def _words(row: Sequence[_Piece], x: float, base: float) -> list[Word]:
    """A row set from left to right; neighbours of one style are one word."""
    words: list[Word] = []
    last: _Piece | None = None
    for piece in row:
        x += piece.blank if last is not None else 0.0
        same = last is not None and last.style == piece.style
        if same and piece.blank < _TAB:
            before = words[-1]
            box = Box(before.box.x0, before.box.top, x + piece.width, before.box.bottom)
            words[-1] = before._replace(text=before.text + (" " if piece.blank else "") + piece.text, box=box)
        else:
            words.append(_word(piece, x, base, glued=last is not None and not piece.blank))
        x += piece.width
        last = piece
    return words


def _word(piece: _Piece, x: float, base: float, *, glued: bool) -> Word:
    style = piece.style
    size = style.size * (0.6 if style.raised else 1.0)
    base -= _RAISE * style.size if style.raised else 0.0
    box = Box(x, base - ASCENT * size, x + piece.width, base + DESCENT * size)
    return Word(
        piece.text, box, style.font, size, style.bold, style.italic, style.colour, style.underlined, style.struck,
        style.raised, glued,
    )  # fmt: skip


def _moved(line: Line, down: float) -> Line:
    words = tuple(w._replace(box=Box(w.box.x0, w.box.top + down, w.box.x1, w.box.bottom + down)) for w in line.words)
    return replace(line, words=words, box=around([w.box for w in words]))


def _heights(table: FlowTable, wanted: Sequence[float], top: float) -> list[float]:
    """Heights at which the rows begin, and where the last one ends: each row holds the cells that end in it."""
    ys = [top]
    for row in range(table.rows):
        least = ys[row] + 6.0
        for cell, height in zip(table.cells, wanted, strict=True):
            if cell.row1 == row + 1:
                least = max(least, ys[cell.row0] + height)
        ys.append(least)
    return ys


def _sides(box: Box) -> tuple[Rule, ...]:
    x0, top, x1, bottom = box
    return (
        Rule(Box(x0, top, x1, top)),
        Rule(Box(x0, bottom, x1, bottom)),
        Rule(Box(x0, top, x0, bottom)),
        Rule(Box(x1, top, x1, bottom)),
    )
