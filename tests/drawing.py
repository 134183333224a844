"""Small real PDFs for tests: text at exact places, lines, boxes and whole ruled tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 842.0, 595.0
PITCH = 11.0


@dataclass
class Sheet:
    """A landscape page under construction; places are points from the top left."""

    canvas: Canvas
    size: float = 9.0
    tables: int = field(default=0)

    def text(self, x: float, y: float, text: str, *, bold: bool = False, underline: bool = False) -> None:
        font = "Helvetica-Bold" if bold else "Helvetica"
        self.canvas.setFont(font, self.size)
        self.canvas.drawString(x, HEIGHT - y, text)
        if underline:
            end = x + self.canvas.stringWidth(text, font, self.size)
            self.canvas.setLineWidth(0.6)
            self.canvas.line(x, HEIGHT - y - 1.2, end, HEIGHT - y - 1.2)

    def superscript(self, x: float, y: float, text: str) -> None:
        self.canvas.setFont("Helvetica", self.size * 0.6)
        self.canvas.drawString(x, HEIGHT - y + 3.2, text)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: tuple[float, float, float]) -> None:
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.setFillColorRGB(0, 0, 0)

    def next_page(self) -> None:
        self.canvas.showPage()

    def table(self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str | None]]) -> float:
        """Draw a ruled table; `None` merges with the cell above, `""` is blank, a line of `*x*` is bold.

        Returns:
            The foot of the table.
        """
        heights = [max((1 + (t or "").count("\n") for t in row), default=1) * PITCH + 6 for row in rows]
        ys = [top]
        for height in heights:
            ys.append(ys[-1] + height)
        self.line(xs[0], top, xs[-1], top)
        for x in xs:
            self.line(x, top, x, ys[-1])
        for r, row in enumerate(rows):
            below = rows[r + 1] if r + 1 < len(rows) else None
            for c, text in enumerate(row):
                if below is None or below[c] is not None:
                    self.line(xs[c], ys[r + 1], xs[c + 1], ys[r + 1])
                self.cell(xs[c] + 3, ys[r] + PITCH, text or "")
        return ys[-1]

    def cell(self, x: float, y: float, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            bold = line.startswith("*") and line.endswith("*") and len(line) > 2
            self.text(x, y + number * PITCH, line.strip("*") if bold else line, bold=bold)


def sheet(path: Path) -> Sheet:
    """A new PDF of landscape pages; call `save` when it is drawn."""
    return Sheet(Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1))


def save(page: Sheet) -> None:
    """Finish the file."""
    page.canvas.save()
