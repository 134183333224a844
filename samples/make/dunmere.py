"""Lays out Dunmere: lettered actions stacked in sibling cells, lined up by empty lines, printed by LibreOffice."""

from __future__ import annotations

from facts import Values, groups, pairs
from flatodt import Cell, Page, Paragraph, Table, TextStyle, document, paragraphs
from office import cell, fills, prose, simple, styles
from wrapping import align, height

_MARKING = "NOT PROTECTIVELY MARKED"
PAGES = {
    "Portrait": Page(595.3, 841.9, (34, 60, 30, 60), footer=f"\t{_MARKING} {{page}}", header=f"\t{_MARKING}"),
    "Landscape": Page(841.9, 595.3, (26, 36, 22, 36), footer=f"\t{_MARKING} {{page}}", header=f"\t{_MARKING}"),
}
FIRST_PAGE = 4
STYLES = styles(9) | {"CellBullet": TextStyle(9, 10.62, left=9, hang=9)}
_WIDTHS = (112, 100, 230, 105, 80, 143)
_PADDING = 6
_HEADS = (
    "Recommendation",
    "Outcome sought",
    "Actions",
    "Lead Officer(s)",
    "By when",
    "Progress at March 2012",
)
_SHORT = (
    ("CAF", "Common Assessment Framework"),
    ("GP", "General Practitioner"),
    ("LADO", "Local Authority Designated Officer"),
)


def source(facts: Values) -> str:
    """Return the document as flat OpenDocument."""
    body: list[Paragraph | Table] = [
        Paragraph("Dunmere Borough Council", "Cover"),
        Paragraph("**Inspection Action Plan**", "CoverSmall"),
        Paragraph("Safeguarding and looked after children services", "CoverSmall"),
        Paragraph("Update for the Scrutiny Committee, 31 March 2012", "CoverSmall"),
        *prose(facts["front"]),
    ]
    for number, (section, recommendations) in enumerate(groups(facts)):
        heading = Paragraph(section, "HeadingWide")
        body += [heading, _part(f"Part{number}", recommendations)]
    body += [Paragraph("Annex A Actions by lead officer", "HeadingWide"), _annex(facts)]
    body += [
        Paragraph("Annex B Abbreviations", "HeadingTall"),
        simple("Short", (80, 300), (("Short", "Full"), *_SHORT)),
    ]
    return document(f"Dunmere {facts['title']}", body, STYLES, PAGES, fills(Head="#d9d9d9", Band="#f2f2f2"))


def _part(name: str, recommendations: list[Values]) -> Table:
    lines: list[list[Cell]] = [[cell(h, "CellBold", "Head") for h in _HEADS]]
    timescale = ""
    for r in recommendations:
        if r["timescale"] != timescale:
            timescale = r["timescale"]
            lines.append([cell(timescale, "CellBold", "Band", columns=len(_HEADS))])
        lines.append([cell(f"{r['ref']}. {r['text']}"), cell(r["outcome"]), *_stacked(r)])
    return Table(name, _WIDTHS, lines, heading_rows=1)


def _stacked(r: Values) -> list[Cell]:
    room = [width - _PADDING for width in _WIDTHS[2:]]
    bands = [_band(a, room[0], r.get("gap", 1) == 0) for a in r["action"]]
    return [Cell(column) for column in align(bands, room, STYLES, r.get("gap", 1))]


def _band(a: Values, room: float, tight: bool) -> list[list[Paragraph]]:
    action = paragraphs(f"{a['ref']}) {a['text']}")
    shown = paragraphs(a.get("shown_by", a["by"]))
    if tight and a.get("shown_by") == "}":
        shown = [Paragraph("")] * (height(action, room, STYLES) - 1) + shown
    return [action, paragraphs(a["lead"]), shown, paragraphs(f"{a['ref']}) {a['progress']}")]


def _annex(facts: Values) -> Table:
    found = sorted(pairs(facts), key=lambda both: both[1]["lead"])
    rows = [("Lead officer", "Recommendation", "Action", "By when")]
    for r, a in found:
        rows.append(
            (a["lead"], f"{r['ref']}{a['ref']}", a["text"], a["by"].removeprefix("(a)-(b) ").removeprefix("(c) "))
        )
    return simple("Annex", (170, 100, 370, 130), rows)
