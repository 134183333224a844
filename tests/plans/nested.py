"""Plans whose ruled tables hide their rows: bands, blocks, headings of two levels, tables that are continued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer, Table

from tests.plans.draw import Command, Content, Paper, band, filled, grid, merged
from tests.plans.facts import Facts, Values

RATINGS = [("B", "Blue: complete"), ("G", "Green: on track"), ("A", "Amber: at risk"), ("R", "Red: delayed")]


def _pages(recommendations: Sequence[Values]) -> Iterator[list[tuple[Values, list[Values]]]]:
    """For each page the recommendations on it, each with those of its actions that stand there."""
    last = max(a.get("page", 1) for r in recommendations for a in r["actions"])
    for page in range(1, last + 1):
        here = [(r, [a for a in r["actions"] if a.get("page", 1) == page]) for r in recommendations]
        found = [(r, actions) for r, actions in here if actions]
        if found:
            yield found


def _opens(recommendation: Values, actions: Sequence[Values]) -> bool:
    return actions[0] is recommendation["actions"][0]


def carrow_vale(facts: Facts, path: Path) -> Path:
    """Bands of timescale; letters in one cell, beside them one cell of leads, and dates and progress by height."""
    paper = Paper("Times-Roman", 10, header="Carrow Vale MBC", footer=lambda p: f"Action Plan January 2011  Page {p}")
    story: list[Content] = [
        paper.title("Carrow Vale Metropolitan Borough Council"),
        paper.heading("Action plan following the inspection of safeguarding and looked after children services"),
        paper.prose(
            "Ofsted and the Care Quality Commission inspected our services from 4 to 15 October 2010. The report was "
            "published on 12 November 2010. The plan shows the position at 31 January 2011."
        ),
    ]
    timescale = ""
    for section in dict.fromkeys(r["section"] for r in facts.recommendations):
        story += [paper.heading(section)]
        for part in _pages([r for r in facts.recommendations if r["section"] == section]):
            table, timescale = _lettered(paper, part, timescale)
            story += [table, PageBreak()]
        timescale = ""
    return paper.save(path, story[:-1])


def _lettered(paper: Paper, part: list[tuple[Values, list[Values]]], timescale: str) -> tuple[Table, str]:
    rows = [paper.head(["Ofsted recommendation", "Actions to be taken", "Lead officer(s)", "By when", "Progress"])]
    commands: list[Command] = [("BOX", (0, 0), (-1, -1), 0.7, black), ("LINEAFTER", (0, 0), (-1, -1), 0.7, black)]
    commands += [filled(0, 0, "#c6d9f1"), ("LINEBELOW", (0, 0), (-1, 0), 0.7, black)]
    for recommendation, actions in part:
        if recommendation["recommendation_timescale"] != timescale:
            timescale = recommendation["recommendation_timescale"]
            commands += [band(len(rows)), filled(len(rows), len(rows), "#dddddd")]
            commands.append(("LINEBELOW", (0, len(rows)), (-1, len(rows)), 0.7, black))
            rows.append([paper.text(timescale, bold=True), *[""] * 4])
        opens, last = _opens(recommendation, actions), len(rows) + len(actions) - 1
        for a in actions:
            key = f"{recommendation['ref']}. {recommendation['text']}" if opens and a is actions[0] else ""
            lead = a["leads_raw"] if opens and a is actions[0] else ""
            rows.append([key, f"{a['action_ref']}. {a['action']}", lead, a["deadline_raw"], a.get("progress_raw", "")])
        commands += [merged(column, last - len(actions) + 1, last) for column in (0, 2)]
        commands.append(("LINEBELOW", (0, last), (-1, last), 0.7, black))
        if opens:
            commands.append(("BOTTOMPADDING", (0, last), (-1, last), 40))
    return paper.table(rows, [62, 80, 45, 32, 48], commands), timescale


def tidewell(facts: Facts, path: Path) -> Path:
    """Lines of key and value above each table; three columns of milestones; leads of several agencies in a cell."""
    paper = Paper("Helvetica", 8, header="Tidewell WSoA", banner="OFFICIAL", footer=lambda p: f"{p} | Page")
    heads = ["Ref", "Action", "Leads", "Complete by", "3 months\n(October 2019)", "6 months\n(January 2020)"]
    heads += ["12 months\n(July 2020)", "KPI", "RAG"]
    keys = ("action_ref", "action", "leads_raw", "deadline_raw")
    story: list[Content] = [
        paper.title("Tidewell local area: Written Statement of Action"),
        paper.prose("Version 2, 31 July 2019. Ofsted and the CQC inspected the area from 4 to 8 March 2019."),
        paper.heading("Key to RAG"),
        paper.table(RATINGS, [12, 60], [grid()], hAlign="LEFT"),
    ]
    for r in facts.recommendations:
        story += [PageBreak(), paper.heading(f"Area of significant weakness {r['ref']}")]
        lines = (
            ("Weakness", r["text"]),
            ("Senior responsible officer", r["accountable_officer"]),
            ("Intended outcome", r["outcome"]),
        )
        story += [paper.prose(f"{key}: {text}") for key, text in lines]
        rows = [
            [*(a[key] for key in keys), *a["targets"], a["success_measure"], a.get("letter", "")] for a in r["actions"]
        ]
        widths = [11, 60, 52, 24, 29, 29, 29, 25, 10]
        story.append(paper.table([paper.head(heads), *rows], widths, [grid(), filled(0, 0, "#f2dcdb")]))
    return paper.save(path, story)


def brackenshire(facts: Facts, path: Path) -> Path:
    """The deadline first and progress before the action, under a heading of two levels."""
    paper = Paper("Helvetica", 9, footer=lambda p: f"Brackenshire JTAI plan, June 2017 - page {p}")
    mark = paper.text("OFFICIAL - SENSITIVE when complete", bold=True)
    story: list[Content] = [
        paper.title("Brackenshire Safeguarding Partners: JTAI improvement plan"),
        paper.prose(
            "The joint targeted area inspection of the response to children who live with neglect took place in "
            "November 2016. This is the position at 30 June 2017."
        ),
        paper.table(RATINGS, [12, 60], [grid()], hAlign="LEFT"),
        Spacer(1, 8),
    ]
    theme = ""
    for part in _pages(facts.recommendations):
        table, theme = _two_levels(paper, part, theme)
        story += [mark, Spacer(1, 3), table, PageBreak()]
    total = ["Totals", "17 actions: 3 blue, 7 green, 3 amber, 1 red, 3 without a rating", *[""] * 5]
    story[-1:] = [paper.table([total], _WIDTHS, [grid(), ("SPAN", (1, 0), (-1, 0)), filled(0, 0, "#bfbfbf")])]
    return paper.save(path, story)


_WIDTHS = [26, 62, 72, 14, 42, 30, 14]


def _two_levels(paper: Paper, part: list[tuple[Values, list[Values]]], theme: str) -> tuple[Table, str]:
    top = paper.head(["By when", "Progress", "Action", "Ref", "Responsibility", "", "RAG"])
    rows: list[list[Content]] = [top, ["", "", "", "", *paper.head(["Lead", "Agency"]), ""]]
    commands = [grid(), filled(0, 1, "#d9d9d9"), ("SPAN", (4, 0), (5, 0))]
    commands += [merged(column, 0, 1) for column in (0, 1, 2, 3, 6)]
    for recommendation, actions in part:
        if recommendation["section"] != theme:
            theme = recommendation["section"]
            commands += [band(len(rows)), filled(len(rows), len(rows), "#1f497d")]
            rows.append([paper.text(theme, bold=True, colour=white), *[""] * 6])
        if _opens(recommendation, actions):
            commands += [band(len(rows)), filled(len(rows), len(rows), "#dbe5f1")]
            text = f"Area for improvement {recommendation['ref']}: {recommendation['text']}"
            rows.append([paper.text(text, bold=True), *[""] * 6])
        for a in actions:
            row = [a["deadline_raw"], a.get("progress_raw", ""), a["action"], a["action_ref"], a["leads_raw"]]
            rows.append([*row, a["agency"], a["letter"]])
        rows.append([""] * 7)
    return paper.table(rows[:-1], _WIDTHS, commands), theme


def oldmere(facts: Facts, path: Path) -> Path:
    """The recommendation as a line above its table and again, as continued, on the next page."""
    paper = Paper("Helvetica", 10, header="Oldmere Council", footer=lambda p: f"Children's Improvement Plan   {p}")
    story: list[Content] = [
        paper.title("Oldmere Council: Children's Services Improvement Plan"),
        paper.prose("Ofsted inspected Oldmere under the ILACS framework in April 2021. Updated on 15 October 2021."),
    ]
    for part in _pages(facts.recommendations):
        for recommendation, actions in part:
            story += _with_heading(paper, recommendation, actions)
        story.append(PageBreak())
    story[-1:] = [paper.heading("Approval"), paper.prose("Agreed by the Improvement Board on 20 October 2021.")]
    return paper.save(path, story)


def _with_heading(paper: Paper, recommendation: Values, actions: list[Values]) -> list[Content]:
    opens = _opens(recommendation, actions)
    text = f"Recommendation {recommendation['ref']}: {recommendation['text']}"
    rows = [paper.head(["No.", "Action", "Owner", "Target date", "Progress", "Status"])]
    commands = [grid(), filled(0, 0, "#fde9d9")]
    if opens:
        commands.append(band(1))
        rows.append([f"Outcome: {recommendation['outcome']}", *[""] * 5])
    for a in actions:
        row = [a["action_ref"], a["action"], a["leads_raw"], a["deadline_raw"], a.get("progress_raw", "")]
        rows.append([*row, a["label"]])
    table = paper.table(rows, [13, 85, 48, 32, 65, 22], commands)
    return [paper.heading(text if opens else f"{text} (continued)"), table, Spacer(1, 4 * mm)]
