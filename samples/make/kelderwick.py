"""Lays out Kelderwick: rows over the whole width, headings printed once, coloured dots; printed by LibreOffice."""

from __future__ import annotations

from facts import Values
from flatodt import Cell, Page, Paragraph, Table, TextStyle, document
from office import cell, fills, prose, styles

FIRST_PAGE = 3
_FOOT = "Kelderwick YOS improvement plan\tRESTRICTED until published\t{page}"
PAGES = {
    "Portrait": Page(595.3, 841.9, (50, 60, 40, 60), footer=_FOOT),
    "Landscape": Page(841.9, 595.3, (34, 30, 26, 30), footer=_FOOT),
}
_DOTS = {"blue": "#0070c0", "green": "#00b050", "amber": "#ffc000", "red": "#ff0000"}
_LOOK = {f"Dot{name}": TextStyle(14, 16, align="center", colour=colour) for name, colour in _DOTS.items()}
_HEADS = (
    "Ref No",
    "Action Required",
    "Lead Officer",
    "Agency",
    "Planned Completion Date",
    "Date Achieved",
    "% complete",
    "RAG",
    "Progress against agreed action and impact monitoring (July 2013)",
    "Resources",
)
_WIDTHS = (28, 150, 84, 66, 70, 66, 62, 34, 150, 72)


def source(facts: Values) -> str:
    """Return the document as flat OpenDocument."""
    body: list[Paragraph | Table] = [
        Paragraph("Kelderwick Youth Offending Service", "Cover"),
        Paragraph(f"**{facts['title']}**", "CoverSmall"),
        Paragraph("Update of July 2013", "CoverSmall"),
        *prose(facts["front"]),
        Paragraph("Improvement plan", "HeadingWide"),
        _plan(facts),
        Paragraph("", "HeadingTall"),
        *prose(facts["back"]),
    ]
    look = fills(Head="#bfbfbf", Band="#daeef3", Outcome="#f2f2f2")
    return document(f"Kelderwick {facts['title']}", body, styles(11) | _LOOK, PAGES, look)


def _plan(facts: Values) -> Table:
    lines: list[list[Cell]] = [[cell(h, "CellBold", "Head") for h in _HEADS]]
    for r in facts["rec"]:
        lines.append([cell(f"Recommendation {r['ref']}: {r['text']}", "CellBold", "Band", columns=len(_HEADS))])
        lines.append([cell(f"Outcome: {r['outcome']}", "Cell", "Outcome", columns=len(_HEADS))])
        lines += [_line(a) for a in r["action"]]
    return Table("Plan", _WIDTHS, lines)


def _line(a: Values) -> list[Cell]:
    before = (a["ref"], a["text"], a["lead"], a["agency"], a["by"], a["done_raw"], f"{a['pct']}%")
    dot = Cell([Paragraph("●", f"Dot{a['rag']}")])
    return [*map(cell, before), dot, cell(a["progress"]), cell(a["resources"])]
