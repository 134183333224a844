"""Lays out Fallowby: upright pages, initials, colours without words, printed by Chromium."""

from __future__ import annotations

from pathlib import Path

from facts import Values
from markup import cell, chromium, page, prose, table

FIRST_PAGE = 5
_COLOURS = {"purple": "#7030a0", "green": "#00b050", "amber": "#ffc000", "red": "#ff0000"}
_STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 15mm;
  @bottom-center { content: "Fallowby Local Area WSOA   v7   Page " counter(page); font: 8pt "Liberation Serif" } }
* { -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { font: 11pt/1.35 "Liberation Serif"; margin: 0 } h1 { font-size: 28pt; margin-top: 70mm } h2 { font-size: 15pt }
.new { break-before: page } table { border-collapse: collapse; width: 100%; margin-bottom: 5mm }
td, th { border: 1px solid #000; padding: 1.6mm; text-align: left; vertical-align: top; font-size: 10pt }
td p, th p { margin: 0 } .head { background: #dbe5f1 } ul { margin: 0; padding-left: 4.5mm }
ul ul { list-style: circle }
.band { background: #1f497d; color: #fff; font-size: 11pt }
""" + "".join(f".{name} {{ background: {colour} }}" for name, colour in _COLOURS.items())
_LEGEND = (
    ("purple", "Action complete and embedded"),
    ("green", "Action in progress and on track"),
    ("amber", "Action in progress but behind; it can be recovered"),
    ("red", "Action not started, or stalled"),
)


def draw(facts: Values, pdf: Path) -> None:
    """Print the document."""
    names = [(short, facts["names"][short], title) for short, title in facts["key"].items()]
    body = (
        "<h1>Written Statement of Action</h1><p>Fallowby Council, Fallowby CCG</p><p>Version 7, 29 March 2019</p>"
        + prose(facts["front"])
    )
    body += table(("Initials", "Name", "Designation"), names, (25, 55, 100)) + "<h2>3 Term dates</h2>"
    body += table(("Half term", "Dates"), facts["terms"].items(), (40, 90)) + "<h2 class='new'>4 The plan</h2>"
    for r in facts["rec"]:
        heads = ("Ref", "Action", "Lead", "Timescale", "Success measure", "Progress")
        rows = [[*(a[k] for k in ("ref", "text", "lead", "by", "success")), cell("", a["rag"])] for a in r["action"]]
        band = f"Area of weakness {r['ref']}: {r['text']}\n//Outcome: {r['outcome']}//"
        body += table(heads, rows, (12, 74, 18, 26, 34, 16), band=band)
    body += "<h2 class='new'>Appendix 1 Progress rating</h2><p>The last column of the plan is coloured as follows.</p>"
    body += table((), [[cell("", colour), meaning] for colour, meaning in _LEGEND], (20, 120))
    chromium(page(f"Fallowby {facts['title']}", _STYLE, body), pdf)
