"""What every reader of pages hands on, and what every extractor of tables promises.

Coordinates are points with the origin at the top left of the page as it is seen (after rotation and
cropping); boxes are ``(x0, top, x1, bottom)``. Pages count from 1. Everything here is frozen and plain, so it
can be sent to another process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol


class Box(NamedTuple):
    """A rectangle in points from the top left corner of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent in points."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box as ``(x, y)``."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside the box or on its edge."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def overlap(self, other: Box) -> float:
        """Shared area of two boxes in square points."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


def around(boxes: Sequence[Box]) -> Box:
    """Smallest box that holds all the given boxes; at least one is needed."""
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, feet = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(feet))


Colour = tuple[int, int, int]
"""Red, green, blue from 0 to 255."""

BLACK: Colour = (0, 0, 0)


class Word(NamedTuple):
    """A word, or several that stand on one line in one style with nothing but blanks between them.

    A named tuple, since a page has hundreds of them and a frozen dataclass takes four times as long to make.
    """

    text: str
    box: Box
    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: Colour = BLACK
    underlined: bool = False
    struck: bool = False
    raised: bool = False
    """Superscript: smaller and higher than the word before it."""
    glued: bool = False
    """No white space stands between this word and the one before it on the line (a change of style in mid-word)."""
    confidence: float = 1.0
    mark: int = -1
    """Number of the marked content that the text belongs to in a tagged PDF, else -1."""

    @property
    def tokens(self) -> int:
        """Words that begin here; the rest of a word that a change of style cut in two begins none."""
        return len(self.text.split()) - self.glued


class Rule(NamedTuple):
    """A straight ruling line, or a box so thin that it serves as one."""

    box: Box
    colour: Colour = BLACK

    @property
    def horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        x0, top, x1, bottom = self.box
        return x1 - x0 >= bottom - top


class Fill(NamedTuple):
    """A filled area behind the text."""

    box: Box
    colour: Colour


class TaggedCell(NamedTuple):
    """A cell of a declared table: its span and the marked content in it."""

    row0: int
    row1: int
    col0: int
    col1: int
    marks: frozenset[int]


class TaggedTable(NamedTuple):
    """A table that a tagged PDF declares."""

    cells: tuple[TaggedCell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: words in reading order of the file, ruling lines, filled areas, pictures."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[Box, ...] = ()
    tagged: tuple[TaggedTable, ...] = ()
    """Tables that the file itself declares."""
    turned: int = 0
    """Quarters by which the reader turned the page clockwise, beyond what the file says, for its text to be upright."""
    slant: float = 0.0
    """Degrees by which it then turned the picture of the page against the clock, about its middle, to be level."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Words that share a baseline inside one cell or one text column, from left to right.

    `box` lies around the words; `text` joins them by single blanks, except where a change of style fell in mid-word.
    Two lines are the same only if they are the same object.
    """

    page: int
    words: tuple[Word, ...]
    box: Box
    text: str
    level: tuple[int, float] | None = None
    """Page and height that it counts as standing at, where its row is printed on two pages side by side."""
    opens: bool | None = None
    """Whether it opens a paragraph, where the file says so; `None` for what is only printed."""

    @property
    def bold(self) -> bool:
        """Whether all of its words are in bold type."""
        return all(word.bold for word in self.words)

    @property
    def at(self) -> tuple[int, float]:
        """Page and height by which it is compared with what stands beside it."""
        return self.level or (self.page, self.box.top)


def line_of(page: int, words: Sequence[Word]) -> Line:
    """The line that words make, given from left to right; at least one is needed."""
    if len(words) == 1:
        return Line(page, (words[0],), words[0].box, words[0].text)
    text = words[0].text
    for word in words[1:]:
        text += word.text if word.glued else f" {word.text}"
    return Line(page, tuple(words), around([w.box for w in words]), text)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; spans are half-open, so a plain cell has ``row1 == row0 + 1``."""

    row0: int
    row1: int
    col0: int
    col1: int
    box: Box
    lines: tuple[Line, ...] = ()
    fill: Colour | None = None
    printed: tuple[int, Box] | None = None
    """Page and box that it is printed at, where its table goes on beside its own page; else nothing."""

    @property
    def text(self) -> str:
        """The lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table on one page, exactly as it is drawn."""

    page: int
    box: Box
    cells: tuple[Cell, ...]
    extractor: str
    outside: tuple[Word, ...] = field(default=())
    """Words inside the frame that no cell holds."""
    why: str = ""
    """Why this reading was believed, where several finders were asked."""
    beside: tuple[int, ...] = ()
    """Pages on which the rest of its columns are printed, where it is wider than its own."""
    unclosed: tuple[tuple[int, int], ...] = ()
    """Columns of the cells in the last row that no rule closes, while rules close the others: these may go on."""


class Reader(Protocol):
    """A way of reading the pages of a document."""

    name: str

    def read(self, path: Path, pages: tuple[int, ...] | None = None) -> list[Page]:
        """Read the given pages (all by default); see `Page` for units and origin."""
        ...


class Extractor(Protocol):
    """A way of finding tables on a page that was read."""

    name: str

    def can_read(self, page: Page) -> bool:
        """Whether the page shows the signals that this extractor needs."""
        ...

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom."""
        ...


class Witness(Protocol):
    """A finder of tables that reads the file itself."""

    name: str

    def tables(self, path: Path, page: Page) -> list[RawTable]:
        """Tables of a page of the file; their words are those of `page`."""
        ...
