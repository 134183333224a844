"""Lays out Aldermarsh: ten columns across landscape pages, printed by LibreOffice."""

from __future__ import annotations

from facts import Values, groups
from flatodt import Cell, Page, Paragraph, Table, document
from office import cell, fills, prose, simple, styles

PAGES = {
    "Portrait": Page(595.3, 841.9, (50, 60, 40, 60), footer="Version 9.2 – June 2015\tPage {page} of {pages}"),
    "Landscape": Page(
        841.9,
        595.3,
        (30, 36, 26, 36),
        footer="Ofsted Improvement Plan v9.2 – June 2015\tPage {page} of {pages}",
        header="Aldermarsh County Council – Children's Wellbeing",
    ),
}
FIRST_PAGE = 4
_WIDTHS = (40, 92, 44, 132, 74, 54, 82, 150, 26, 76)
_HEADS = (
    "No. (Ofsted Para No)",
    "Ofsted Area for Improvement",
    "Ref",
    "Action",
    "Lead",
    "By When",
    "Success measure",
    "Progress",
    "R/A/G",
    "Monitoring and Evaluation",
)
_KEY = (
    ("Rating", "Meaning"),
    ("B", "Complete: the action is finished and its evidence has been seen by the programme office"),
    ("G", "On track: the action will be finished in time"),
    ("A", "At risk: there are some concerns, but the date can still be met"),
    ("R", "Red: not started, or behind and not expected to recover without help"),
)
_MEASURES = (
    ("Indicator", "2013/14", "Target", "Dec 2014", "Mar 2015", "May 2015", "RAG"),
    ("Contacts with a decision within one working day", "61%", "95%", "84%", "93%", "96%", "G"),
    ("Assessments completed within 45 working days", "66%", "90%", "71%", "79%", "83%", "A"),
    ("Initial child protection conferences within 15 days", "58%", "85%", "70%", "88%", "86%", "G"),
    ("Children on a plan for two years or more", "6.1%", "3.0%", "4.4%", "4.9%", "5.2%", "R"),
    ("Looked after children with three or more placements", "12%", "9%", "10%", "11%", "10%", "A"),
    ("Average caseload, assessment teams", "27", "18", "21", "19", "19", "A"),
    ("Agency social workers", "31%", "15%", "26%", "24%", "22%", "A"),
)
_GLOSSARY = (
    ("ASCB", "Aldermarsh Safeguarding Children Board"),
    ("CCG", "Clinical Commissioning Group"),
    ("CSE", "Child Sexual Exploitation"),
    ("DMT", "Directorate Management Team"),
    ("HR", "Human Resources"),
    ("LSCB", "Local Safeguarding Children Board"),
)
_VERSIONS = (
    ("Version", "Date", "Author", "Changes"),
    ("1.0", "22 September 2014", "Programme Manager", "Submitted to Ofsted and the Secretary of State"),
    ("7.0", "16 January 2015", "Programme Manager", "Completed actions archived; success measures added"),
    ("8.0", "20 March 2015", "Programme Manager", "Update for Improvement Board"),
    ("9.2", "30 June 2015", "Programme Manager", "Update for Overview and Scrutiny Committee"),
)


def source(facts: Values) -> str:
    """Return the document as flat OpenDocument."""
    body: list[Paragraph | Table] = [
        Paragraph("Aldermarsh County Council", "Cover"),
        Paragraph("**Ofsted Improvement Plan**", "CoverSmall"),
        Paragraph("Version 9.2, position at 30 June 2015", "CoverSmall"),
        simple("Versions", (60, 110, 110, 190), _VERSIONS),
        *prose("! Background\n" + facts["front"]),
        _key(),
        Paragraph("2. The plan", "HeadingWide"),
        _plan(facts),
        Paragraph("3. Performance measures", "HeadingTall"),
        simple("Measures", (190, 45, 45, 50, 50, 50, 40), _MEASURES),
        Paragraph("4. Glossary", "HeadingNew"),
        simple("Glossary", (70, 300), (("Acronym", "Meaning"), *_GLOSSARY)),
    ]
    look = fills(Head="#d9e2f3", Band="#1f3864")
    return document(f"Aldermarsh {facts['title']}", body, styles(9), PAGES, look)


def _key() -> Table:
    lines = [[cell(a, "CellCentre", a if len(a) == 1 else "Head"), cell(b)] for a, b in _KEY]
    return Table("Key", (50, 380), lines)


def _plan(facts: Values) -> Table:
    lines: list[list[Cell]] = [[cell(h, "CellBold", "Head") for h in _HEADS]]
    for section, recommendations in groups(facts):
        lines.append([cell(section, "CellWhite", "Band", columns=len(_HEADS))])
        for r in recommendations:
            for a in r["action"]:
                span = len(r["action"]) if a is r["action"][0] else 0
                merged = [cell(f"{r['ref']}. {r['paras']}", rows=span), cell(r["text"], rows=span)] if span else []
                rest = (a["ref"], a["text"], a["lead"], a["by"], a["success"], a["progress"])
                mark = cell(a["letter"], "CellCentre", a["letter"])
                lines.append([*merged, *map(cell, rest), mark, cell(a["monitoring"])])
    return Table("Plan", _WIDTHS, lines, heading_rows=1)
