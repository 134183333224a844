"""Text that flows: what Word files, web pages and spreadsheets hold before a program lays it out on paper.

Sizes and distances are points. `extractors.layout` turns these blocks into pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.contract import BLACK, Colour, Line, Page, RawTable


class Style(NamedTuple):
    """How a stretch of text looks."""

    size: float = 10.0
    font: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    raised: bool = False
    colour: Colour = BLACK


class Run(NamedTuple):
    """A stretch of text in one style; a line feed in it is a line break."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with its number or bullet as printed."""

    runs: tuple[Run, ...]
    label: str = ""
    left: float = 0.0
    """Distance of the text from the left."""
    first: float = 0.0
    """Distance of the first line (its label, where it has one) from `left`; negative where it hangs out."""
    before: float = 0.0
    after: float = 0.0

    @property
    def text(self) -> str:
        """The plain text without the label."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class FlowCell:
    """One cell of a table; spans are half-open."""

    row0: int
    row1: int
    col0: int
    col1: int
    blocks: tuple[Block, ...] = ()
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table with the widths of its columns."""

    widths: tuple[float, ...]
    cells: tuple[FlowCell, ...]
    padding: float = 5.0
    """Points between the sides of a cell and its text."""

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max((cell.row1 for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Running headers and footers, menus of web pages: printed, and no part of the text."""

    paragraphs: tuple[Paragraph, ...]


Block = Paragraph | FlowTable | PageBreak | Furniture


class Note(NamedTuple):
    """Something about a document that a person should know."""

    code: str
    message: str
    severity: str = "info"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document of a kind that declares its tables: its pages, and on each the tables and the furniture."""

    pages: tuple[Page, ...]
    tables: tuple[RawTable, ...]
    furniture: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()


def has_text(blocks: Sequence[Block]) -> bool:
    """Whether anything is printed in the blocks."""
    for block in blocks:
        if isinstance(block, Paragraph) and (block.text.strip() or block.label):
            return True
        if isinstance(block, FlowTable) and any(has_text(cell.blocks) for cell in block.cells):
            return True
    return False
