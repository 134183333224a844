"""Lays out Greyholme: cards and months, without a table, printed by LibreOffice."""

from __future__ import annotations

from flatodt import Page, Paragraph, Table, TextStyle, document
from facts import Values
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
_FRONT = """
# A message from our Director
Thank you for taking the time to read our plan. In June 2023 Ofsted judged that our services require improvement to be good. We agree. Since then we have met 140 members of staff, 63 young people and 41 foster carers, and asked them what would make the greatest difference.
We have four priorities. For each action you can see who is responsible, when it will be done, what we expect to be better and how far we have got. The second part is a roadmap of the steps that come next year.
! How we keep track
Our Improvement Board meets every six weeks. The Chief Executive chairs it. Young people are represented by the chair of the Children in Care Council, who has a vote.
The status of each action is given in words: complete, on track, some risk, delayed, on hold, awaiting approval or not started.
## Words we use
**Children in care**: children who are looked after by the council.
**Front door**: the team that answers when somebody is worried about a child.
**Pathway plan**: the plan of a young person who leaves care.
"""
_MIDDLE = """
! Part 2: Roadmap 2024
The roadmap shows further steps in the order in which we shall take them. It will be updated in June.
"""
_END = """
! Contact
Write to the Improvement Team, Greyholme Council, Civic Square, Greyholme. If you are worried about a child, telephone our front door at any time of day or night.
"""


def source(facts: Values) -> str:
    """Return the document as flat OpenDocument."""
    body: list[Paragraph | Table] = [
        Paragraph("Getting to Good", "Cover"),
        Paragraph("**Greyholme Council: improvement plan for children's services**", "CoverSmall"),
        Paragraph("Update of 15 December 2023", "CoverSmall"),
        *prose(_FRONT),
    ]
    for r in facts["rec"]:
        body += _roadmap(r) if r.get("roadmap") else _priority(r)
    body += prose(_END)
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


def _roadmap(r: Values) -> list[Paragraph]:
    found = prose(_MIDDLE)
    month = ""
    for a in r["action"]:
        if a["by"] != month:
            month = a["by"]
            found.append(Paragraph(month, "Month"))
        found.append(Paragraph(f"•\t{a['text']}", "Dot"))
    return found
