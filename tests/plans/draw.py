"""Paper, paragraphs and tables: the little that every layout shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle

Content = Any
Command = tuple[Any, ...]
BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}


@dataclass(frozen=True, slots=True)
class Paper:
    """Face and size of the text, and what runs along the edges of each page."""

    font: str = "Helvetica"
    size: float = 9
    header: str = ""
    banner: str = ""
    footer: Callable[[int], str] = field(default=lambda page: f"Page {page}")
    corner: Callable[[int], str] = field(default=lambda _: "")

    def style(self, bold: bool = False, colour: Color = black, size: float = 0) -> ParagraphStyle:
        face = BOLD[self.font] if bold else self.font
        points = size or self.size
        return ParagraphStyle("text", fontName=face, fontSize=points, leading=points * 1.2, textColor=colour)

    def text(self, text: str, bold: bool = False, colour: Color = black, size: float = 0) -> Paragraph:
        return Paragraph(escape(text).replace("\n", "<br/>"), self.style(bold, colour, size))

    def title(self, text: str) -> Paragraph:
        return Paragraph(escape(text), ParagraphStyle("title", self.style(True, size=18), spaceAfter=12, leading=24))

    def heading(self, text: str) -> Paragraph:
        style = ParagraphStyle("heading", self.style(True, size=12), spaceBefore=10, spaceAfter=6, leading=15)
        return Paragraph(escape(text), style)

    def prose(self, text: str) -> Paragraph:
        return Paragraph(escape(text), ParagraphStyle("prose", self.style(size=10), spaceAfter=8, leading=13))

    def table(
        self, rows: Sequence[Sequence[Content]], widths: Sequence[float], commands: Sequence[Command], **options: Any
    ) -> Table:
        """A table; strings become paragraphs, widths are millimetres, commands are those of a `TableStyle`."""
        cells = [[self.text(c) if isinstance(c, str) else c for c in row] for row in rows]
        table = Table(cells, [w * mm for w in widths], **options)
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *commands]))
        return table

    def head(self, texts: Sequence[str], colour: Color = black) -> list[Content]:
        return [self.text(t, bold=True, colour=colour) for t in texts]

    def save(self, path: Path, story: Sequence[Content], wide: bool = True) -> Path:
        """Write a story; `NextPageTemplate` turns the page to `tall` or `wide`."""
        document = BaseDocTemplate(str(path), invariant=1, title="", author="")
        templates = [self._template("tall", A4), self._template("wide", landscape(A4))]
        document.addPageTemplates(templates[::-1] if wide else templates)
        document.build(list(story))
        return path

    def _template(self, name: str, size: tuple[float, float]) -> PageTemplate:
        frame = Frame(15 * mm, 18 * mm, size[0] - 30 * mm, size[1] - 38 * mm, 0, 0, 0, 0)

        def edges(canvas: Canvas, document: BaseDocTemplate) -> None:
            page = document.page
            canvas.setFont(self.font, 8)
            canvas.drawString(15 * mm, size[1] - 12 * mm, self.header)
            canvas.drawCentredString(size[0] / 2, size[1] - 7 * mm, self.banner)
            canvas.drawCentredString(size[0] / 2, 10 * mm, self.footer(page))
            canvas.drawRightString(size[0] - 15 * mm, 5 * mm, self.corner(page))

        return PageTemplate(name, [frame], onPage=edges, pagesize=size)


def grid(width: float = 0.5, colour: Color = black) -> Command:
    return ("GRID", (0, 0), (-1, -1), width, colour)


def filled(row0: int, row1: int, colour: str, column0: int = 0, column1: int = -1) -> Command:
    return ("BACKGROUND", (column0, row0), (column1, row1), HexColor(colour))


def merged(column: int, row0: int, row1: int) -> Command:
    return ("SPAN", (column, row0), (column, row1))


def band(row: int) -> Command:
    return ("SPAN", (0, row), (-1, row))
