"""Plans without any table: labelled blocks, and lists under dates."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import ListFlowable, ListItem, Paragraph, Spacer

from tests.plans.draw import Content, Paper
from tests.plans.facts import Facts, Values

LABELS = (
    ("Responsible officer", "leads_raw"),
    ("Timeline", "deadline_raw"),
    ("How we will know", "success_measure"),
    ("Status", "status_raw"),
)


def fernleigh(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 10, header="Fernleigh Council", footer=lambda p: f"Improvement plan June 2024 | {p}")
    story: list[Content] = [
        paper.title("Fernleigh Council: our improvement plan for children's services"),
        paper.prose("Ofsted inspected us in January 2024 under ILACS. The plan shows the position at 30 June 2024."),
    ]
    for recommendation in facts.recommendations:
        story.append(paper.heading(f"Priority {recommendation['ref']}: {recommendation['text']}"))
        for action in recommendation["actions"]:
            story += _card(paper, action)
    return paper.save(path, story, wide=False)


def _card(paper: Paper, action: Values) -> list[Content]:
    style = ParagraphStyle("card", paper.style(size=10), leading=13)
    title = Paragraph(
        escape(f"{action['action_ref']} {action['action']}"), ParagraphStyle("t", paper.style(True, size=10))
    )
    lines = [Paragraph(f"<b>{label}:</b> {escape(action[key])}", style) for label, key in LABELS]
    return [Spacer(1, 10), title, Spacer(1, 6), *lines]


def hollinbourne(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 11, footer=lambda p: f"{p}")
    style = ParagraphStyle("item", paper.style(size=11), leading=14)
    story: list[Content] = [
        paper.title("Hollinbourne local area SEND improvement roadmap"),
        paper.prose("Published on 20 October 2023 after the area SEND inspection of May 2023."),
    ]
    (recommendation,) = facts.recommendations
    for month, actions in groupby(recommendation["actions"], key=lambda a: a["deadline_raw"]):
        items = [ListItem(Paragraph(escape(a["action"]), style)) for a in actions]
        story += [paper.heading(month), ListFlowable(items, bulletType="bullet", start="•")]
    return paper.save(path, story, wide=False)
