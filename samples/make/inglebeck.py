"""Lays out Inglebeck: headings of its own invention and rows that cannot be read, printed by WeasyPrint."""

from __future__ import annotations

from pathlib import Path

from facts import Values
from markup import cell, page, prose, table, weasyprint

FIRST_PAGE = 4
_HEADS = ("Stop", "The ask", "Holding the pen", "Landing", "Temperature", "Ripple", "Purse", "Hunch (1-5)")
_WIDTHS = (13, 72, 38, 30, 24, 36, 17, 15)
_STYLE = """
@page { size: A4 landscape; margin: 18mm 10mm 16mm 10mm;
  @bottom-right { content: "Inglebeck journey map " counter(page) "/" counter(pages); font: 8pt "Liberation Sans" } }
body { font: 12pt/1.35 "Liberation Sans" } h1 { font-size: 30pt; margin-top: 60mm; color: #0b6623 }
h2 { font-size: 16pt; color: #0b6623 } .new { break-before: page } table { border-collapse: collapse; width: 100% }
td, th { border: 0.7pt solid #0b6623; padding: 3mm; text-align: left; vertical-align: top; font-size: 11pt }
td p, th p { margin: 0 } .head { background: #cfe8d5 } .band { background: #0b6623; color: #fff; font-weight: bold }
"""
_ODD = {
    "A4": ("A4", "", "", "", "Hot", "", "CS-1141", ""),
    "B3": ("B3", "# # # # #", "?", "##/##/####", "?", "?", "?", "?"),
    "C2": ("C2", "", "Head of Resources", "", "", "", "", "1"),
}
_AFTER = {"A4": "A3", "B3": "B2", "C2": "C1"}


def draw(facts: Values, pdf: Path) -> None:
    """Print the document."""
    body = "<h1>Our Journey Map</h1><p>Inglebeck Council, children and families, October 2020</p>" + prose(
        facts["front"]
    )
    body += "<h2 class='new'>The map</h2>"
    for r in facts["rec"]:
        rows: list[list[str]] = []
        for a in r["action"]:
            rows.append([a["ref"], a["text"], a["lead"], a["by"], *a["extra"].values()])
            rows += [list(_ODD[odd]) for odd, before in _AFTER.items() if before == a["ref"]]
        taken = [[cell("This stretch of road was closed in May and will not be travelled again", columns=8)]]
        body += table(_HEADS, rows + (taken if r["ref"] == "B" else []), _WIDTHS, band=f"Part {r['ref']}: {r['text']}")
        body += "<p></p>"
    body += "<h2 class='new'>Friends of the map</h2><p>Schools, police, health visitors and the young advisers.</p>"
    weasyprint(page(f"Inglebeck {facts['title']}", _STYLE, body), pdf)
