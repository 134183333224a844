"""What every reader of pages hands on, and what every extractor of tables promises.

Coordinates are points with the origin at the top left of the page as it is seen (after rotation and
cropping); boxes are ``(x0, top, x1, bottom)``. Pages count from 1. Everything here is frozen and plain, so it
can be sent to another process.
"""

from __future__ import annotations

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


def around(boxes: list[Box]) -> Box:
    """Smallest box that holds all the given boxes; at least one is needed."""
    return Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )


Colour = tuple[int, int, int]
"""Red, green, blue from 0 to 255."""

BLACK: Colour = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """One run of characters without white space, in one style."""

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


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruling line, or a box so thin that it serves as one."""

    box: Box
    colour: Colour = BLACK

    @property
    def horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        return self.box.width >= self.box.height


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area behind the text."""

    box: Box
    colour: Colour


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


@dataclass(frozen=True, slots=True)
class Line:
    """Words that share a baseline inside one cell or one text column, from left to right."""

    page: int
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """Box around the words."""
        return around([w.box for w in self.words])

    @property
    def text(self) -> str:
        """The words joined by single blanks, except where a change of style fell in mid-word."""
        return "".join(w.text if w.glued or not i else f" {w.text}" for i, w in enumerate(self.words))


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
