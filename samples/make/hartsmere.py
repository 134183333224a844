"""Lays out Hartsmere: columns parted by nothing but room, banners of themes, drawn by ReportLab."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from facts import Values, groups
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FIRST_PAGE = 3
_FACE, _BOLD = "DejaVuSans", "DejaVuSans-Bold"
_FILLS = {"yellow": "#ffff66", "blue": "#99ccff"}
_THEMES = {
    "Be healthy": "#2e8b57",
    "Stay safe": "#b22222",
    "Enjoy and achieve": "#1f4e9e",
    "Make a positive contribution": "#8a2be2",
    "Achieve economic well-being": "#d2691e",
}
_HEADS = ("Recommendation", "Assistant Director", "Action", "Timescale", "Lead Officer", "Measurement of Success")
_WIDTHS = (54, 22, 78, 32, 40, 44)
_FRONT = (
    ("Appendix Two", 12),
    ("Hartsmere City Council", 20),
    ("Annual Performance Assessment: Action Plan 2008/09", 16),
)
_KEY = (
    ("yellow", "Needs new money, which is in the budget for 2008/09"),
    ("blue", "Required by law or by government guidance"),
    ("", "Within present resources"),
)


def draw(facts: Values, pdf: Path) -> None:
    """Draw the document."""
    for face, file in ((_FACE, "DejaVuSans.ttf"), (_BOLD, "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(face, f"/usr/share/fonts/truetype/dejavu/{file}"))
    story: list[Any] = [Spacer(1, 50 * mm)]
    story += [_text(text, size, bold=True) for text, size in _FRONT]
    story.append(PageBreak())
    story += [_text("Introduction", 14, bold=True)]
    story += [_text(line, 11) for line in facts["introduction"].strip().split("\n")]
    story.append(PageBreak())
    for section, recommendations in groups(facts):
        story.append(_section(section, recommendations))
    story += [
        PageBreak(),
        _text("Key", 14, bold=True),
        _key(),
        Spacer(1, 8 * mm),
        _text("Assistant Directors", 14, bold=True),
    ]
    story += [_text(f"{short}   {title}", 10) for short, title in facts["key"].items()]
    margins = {"leftMargin": 13 * mm, "rightMargin": 13 * mm, "topMargin": 18 * mm, "bottomMargin": 18 * mm}
    document = SimpleDocTemplate(str(pdf), pagesize=landscape(A4), invariant=1, title=facts["title"], **margins)
    document.build(story, onFirstPage=_edges, onLaterPages=_edges)


def _edges(canvas: Canvas, document: Any) -> None:
    canvas.setFont(_FACE, 8)
    canvas.drawString(13 * mm, 200 * mm, "APA Action Plan – Children's Trust, March")
    canvas.drawRightString(284 * mm, 9 * mm, f"{document.page}")


def _text(text: str, size: float = 9, bold: bool = False, colour: Any = None) -> Paragraph:
    face = _BOLD if bold else _FACE
    look = ParagraphStyle("t", fontName=face, fontSize=size, leading=size * 1.3, spaceAfter=size * 0.6)
    if colour is not None:
        look.textColor = colour
    return Paragraph(escape(text, quote=False), look)


def _cell(text: str) -> list[Paragraph]:
    look = ParagraphStyle("c", fontName=_FACE, fontSize=9, leading=11.5)
    dot = ParagraphStyle("d", parent=look, leftIndent=9, firstLineIndent=-9)
    lines = text.split("\n")
    return [Paragraph(escape(line, quote=False), dot if line[:2] in ("➢ ", "- ", "o ") else look) for line in lines]


def _section(section: str, recommendations: list[Values]) -> Table:
    rows: list[list[Any]] = [[_text(section, 11, True, white)] + [""] * 5, [_text(h, 9, True) for h in _HEADS]]
    look: list[tuple[Any, ...]] = [
        ("SPAN", (0, 0), (-1, 0)),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(_THEMES[section])),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BOTTOMPADDING", (0, 2), (-1, -1), 9),
    ]
    for r in recommendations:
        for a in r["action"]:
            first = _cell(r["text"]) if a is r["action"][0] else ""
            if a["fill"]:
                look.append(("BACKGROUND", (2, len(rows)), (2, len(rows)), HexColor(_FILLS[a["fill"]])))
            rows.append([first, *(_cell(a[k]) for k in ("ad", "text", "by", "lead", "success"))])
    widths = [w * mm for w in _WIDTHS]
    return Table(rows, widths, repeatRows=2, style=TableStyle(look), spaceAfter=16)


def _key() -> Table:
    look: list[tuple[Any, ...]] = [("BOX", (0, n), (0, n), 0.5, HexColor("#000000")) for n in range(len(_KEY))]
    look += [("BACKGROUND", (0, n), (0, n), HexColor(_FILLS[fill])) for n, (fill, _) in enumerate(_KEY) if fill]
    rows = [["", _text(meaning, 10)] for _, meaning in _KEY]
    return Table(rows, [14 * mm, 150 * mm], hAlign="LEFT", style=TableStyle(look))
