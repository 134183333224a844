"""Lays out Lowmarch: an upright review and a plan across the page, printed by WeasyPrint."""

from __future__ import annotations

from pathlib import Path

from facts import Values
from markup import cell, page, prose, table, weasyprint

FIRST_PAGE = 5
_COLOURS = {"B": "#8db3e2", "G": "#92d050", "A": "#ffc000", "R": "#ff4040", "N": "#ffffff"}
_STYLE = """
@page { size: A4; margin: 20mm; @bottom-right { content: counter(page); font: 9pt "DejaVu Serif" }
  @top-right { content: "DRAFT for Improvement Board"; font: 8pt "DejaVu Serif"; color: #888 } }
@page wide { size: A4 landscape; margin: 16mm 12mm }
body { font: 11pt/1.4 "DejaVu Serif" } h1 { font-size: 24pt; margin-top: 70mm } h2 { font-size: 15pt }
.new { break-before: page } .wide { page: wide } table { border-collapse: collapse; width: 100% }
td, th { border: 0.5pt solid #444; padding: 2mm; text-align: left; vertical-align: top; font-size: 9.5pt }
td p, th p { margin: 0 } .head { background: #e5dfec }
""" + "".join(f".{letter} {{ background: {colour}; text-align: center }}\n" for letter, colour in _COLOURS.items())
_REVIEW = ("Ofsted recommendation", "Where we were", "Where we are now", "RAG")
_HEADS = ("Rec", "No", "Action", "Owner", "Start", "End", "BRAG", "Latest position", "Where the evidence is")
_WIDTHS = (10, 10, 60, 36, 19, 19, 13, 42, 28)


def draw(facts: Values, pdf: Path) -> None:
    """Print the document."""
    body = f"<h1>{facts['title']}</h1><p>Lowmarch Borough Council</p><p>31 October 2017</p>" + prose(facts["front"])
    body += "<h2 class='new'>Appendix One: review against the recommendations</h2>"
    words = {"Green": "G", "Amber": "A"}
    review = [[f"{r['ref']} {r['text']}", r["were"], r["now"], cell(r["word"], words[r["word"]])] for r in facts["rec"]]
    body += table(_REVIEW, review, (52, 46, 50, 20))
    body += "<div class='wide'><h2>Appendix Two: action plan</h2>"
    for r in facts["rec"]:
        body += f"<h3>{r['ref']} {r['text']}</h3>" + table(_HEADS, [_line(r, a) for a in r["action"]], _WIDTHS)
    weasyprint(page(f"Lowmarch {facts['title']}", _STYLE, body + "</div>"), pdf)


def _line(r: Values, a: Values) -> list[str]:
    lead = a.get("shown_lead", a["lead"])
    evidence = a.get("extra", {}).get("Where the evidence is", "")
    letter = cell(a["letter"], a["letter"])
    return [r["ref"], a["ref"], a["text"], lead, a["begin"], a["by"], letter, a["progress"], evidence]
