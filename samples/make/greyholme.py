"""Lays out Greyholme: cards and months, without a table, printed by LibreOffice."""

from __future__ import annotations

from facts import Values
from flatodt import Page, Paragraph, Table, TextStyle, document
from office import fills, prose, styles

_FOOT = "Getting to Good – Greyholme Council\tDecember 2023\t{page}"
PAGES = {"Portrait": Page(595.3, 841.9, (56, 62, 40, 62), footer=_FOOT)}
FIRST_PAGE = 3
_LOOK = {
    "Card": TextStyle(12, 15, bold=True, before=12, after=3, colour="#205867"),
    "Line": TextStyle(11, 14, after=2),
    "Month": TextStyle(13, 17, bold=True, before=12, after=4, colour="#984806"),
    "Dot": TextStyle(11, 14, left=18, hang=18, after=4),
    "FooterPortrait": TextStyle(8, 10, centre_tab=235),
}


def source(facts: Values) -> str:
    """Return the document as flat OpenDocument."""
    body: list[Paragraph | Table] = [
        Paragraph("Getting to Good", "Cover"),
        Paragraph("**Greyholme Council: improvement plan for children's services**", "CoverSmall"),
        Paragraph("Update of 15 December 2023", "CoverSmall"),
        *prose(facts["front"]),
    ]
    for r in facts["rec"]:
        body += _roadmap(r, facts) if r.get("roadmap") else _priority(r)
    body += prose(facts["end"])
    return document(f"Greyholme {facts['title']}", body, styles(10) | _LOOK, PAGES, fills())


def _priority(r: Values) -> list[Paragraph]:
    heading = "HeadingNew" if r["ref"] == "1" else "Heading"
    found = [Paragraph(f"Priority {r['ref']}: {r['text']}", heading), Paragraph(r["intro"], "Body")]
    for a in r["action"]:
        found.append(Paragraph(f"{a['ref']} {a['text']}", "Card"))
        lines = {
            "Responsible officer": a["lead"],
            "Timeline": a["by"],
            "Link to other action plans": a["links"],
            "Expected outcome": a["outcome"],
            "Status": a["raw"],
            "Update": a["progress"],
        }
        for label, text in lines.items():
            first, *rest = text.split("\n")
            if first:
                found.append(Paragraph(f"**{label}:** {first}", "Line"))
            found += [Paragraph(line, "Line") for line in rest]
    return found


def _roadmap(r: Values, facts: Values) -> list[Paragraph]:
    found = prose(facts["middle"])
    month = ""
    for a in r["action"]:
        if a["by"] != month:
            month = a["by"]
            found.append(Paragraph(month, "Month"))
        found.append(Paragraph(f"•\t{a['text']}", "Dot"))
    return found
