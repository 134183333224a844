"""Lays out Brockwater: numbers of three levels under coloured bars, printed by WeasyPrint."""

from __future__ import annotations

from pathlib import Path

from facts import Values, groups
from markup import cell, page, prose, table, weasyprint

FIRST_PAGE = 4
_STYLE = """
@page { size: A4 landscape; margin: 18mm 12mm 16mm 12mm;
  @top-left { content: "Ofsted Improvement Action Tracker v17 080617"; font: 8pt "DejaVu Sans"; color: #555 }
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 8pt "DejaVu Sans" } }
@page cover { @top-left { content: "" } @bottom-center { content: "" } }
body { font: 9pt/1.25 "DejaVu Sans"; } h1 { font-size: 26pt; color: #14505c; margin-top: 60mm }
h2 { font-size: 14pt; color: #14505c } h3 { font-size: 11pt } .new { break-before: page } .cover { page: cover }
.tall p { font-size: 10pt } table { border-collapse: collapse; width: 100% }
td, th { border: 0.6pt solid #666; padding: 1.5mm; vertical-align: top; text-align: left } p { margin: 0 0 1mm }
td p, th p { margin: 0 } ul { margin: 0; padding-left: 4mm } .head { background: #cfe3e7; font-size: 8.5pt }
.one { background: #14505c; color: #fff; font-weight: bold; font-size: 11pt }
.two { background: #8fc1cb; font-weight: bold } .plan { margin-bottom: 6mm } .plan td { font-size: 9pt }
"""
_ROLES_NOTE = "Leads are shown by post. Telephone numbers and names are on the intranet."
_CHANGES = (
    ("15", "7 April 2017", "2.3.1 moved to red; 1.3.2 commentary"),
    ("16", "5 May 2017", "Scorecard figures for March"),
    ("17", "8 June 2017", "All leads updated; 3.2.3 not started"),
)
_FULL = ("NOS", "How?", "Who?", "When?", "Success measures", "Current Status")
_SHORT = ("Nos", "How", "Who", "When", "Success", "Status")
_WIDTHS = (14, 84, 32, 32, 42, 69)


def draw(facts: Values, pdf: Path) -> None:
    """Print the document."""
    key = [(short, full) for short, full in facts["key"].items()]
    cover = '<div class="cover"><h1>Brockwater Council</h1><h2>Ofsted Improvement Action Tracker</h2>'
    cover += "<p>Version 17, 8 June 2017</p><p>Owner: Director of Children's Services</p></div>"
    plan = "".join(
        _priority(section, recommendations, _SHORT if number else _FULL)
        for number, (section, recommendations) in enumerate(groups(facts))
    )
    after = "<h2 class='new'>5. Versions</h2>" + table(("Version", "Date", "Changes"), _CHANGES, (20, 40, 120))
    body = cover + f'<div class="tall">{prose(facts["front"])}<p>{_ROLES_NOTE}</p></div>'
    body += table(("Acronym", "Post"), key, (30, 120)) + "<h2 class='new'>4. Action tracker</h2>" + plan + after
    weasyprint(page(f"Brockwater {facts['title']}", _STYLE, body), pdf)


def _priority(section: str, recommendations: list[Values], heads: tuple[str, ...]) -> str:
    rows: list[list[str]] = []
    for r in recommendations:
        rows.append([cell(f"{r['ref']} {r['text']}", "two", columns=6)])
        for a in r["action"]:
            rows.append([a["ref"], a["text"], a["lead"], a["by"], a["success"], a["progress"]])
    bar = table((), [[cell(section, "one")]])
    return bar + table(heads, rows, _WIDTHS, "plan")
