"""Plans whose action tables are ruled: one function draws one plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.colors import black, white
from reportlab.platypus import NextPageTemplate, PageBreak, Spacer, Table

from tests.plans.draw import Command, Content, Paper, band, filled, grid, merged
from tests.plans.facts import Facts, Values

FOUR_COLOURS = [
    ("B", "Blue: action complete"),
    ("G", "Green: on track"),
    ("A", "Amber: some risk of delay, but recoverable"),
    ("R", "Red: serious delay, or not begun"),
]


def _grouped(facts: Facts) -> list[tuple[Values, list[Values]]]:
    return [(r, r["actions"]) for r in facts.recommendations]


def _spans(groups: Sequence[int], column: int, first: int = 1) -> list[Command]:
    """Merge one column over each group of rows."""
    commands = []
    for size in groups:
        commands.append(merged(column, first, first + size - 1))
        first += size
    return commands


def westmere(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 8, banner="OFFICIAL", footer=lambda p: f"Improvement Plan version 4    Page {p}")
    heads = ["Ref", "Ofsted recommendation", "Action", "Lead", "By when", "Progress", "RAG", "Monitoring"]
    story: list[Content] = [
        paper.title("Westmere Council: Children's Services Improvement Plan"),
        paper.prose("Version 4, updated 30 September 2014."),
        paper.prose(
            "Ofsted inspected the services of Westmere in February 2014 under the single inspection framework. The "
            "report was published on 16 May 2014 and judged that services require improvement."
        ),
        paper.heading("Key to ratings"),
        paper.table(FOUR_COLOURS, [12, 90], [grid()], hAlign="LEFT"),
    ]
    for section in dict.fromkeys(r["section"] for r in facts.recommendations):
        story += [PageBreak(), paper.heading(section)]
        for page in (1, 2):
            rows, groups = _westmere_rows(facts, section, page)
            if rows:
                story += [PageBreak()] if page == 2 else []
                deep: Command = ("BOTTOMPADDING", (0, 1), (-1, -1), 48)
                commands = [grid(), filled(0, 0, "#d9e2f3"), *_spans(groups, 1), deep]
                story.append(paper.table([paper.head(heads), *rows], [12, 46, 58, 34, 27, 44, 11, 35], commands))
    return paper.save(path, story)


def _westmere_rows(facts: Facts, section: str, page: int) -> tuple[list[list[Content]], list[int]]:
    rows: list[list[Content]] = []
    groups: list[int] = []
    for recommendation, actions in _grouped(facts):
        here = [a for a in actions if a.get("page", 1) == page] if recommendation["section"] == section else []
        for number, a in enumerate(here):
            opens = number == 0 and a is actions[0]
            key = f"{recommendation['ref']}. {recommendation['text']}" if opens else ""
            row = [a["action_ref"], key, a["action"], a["leads_raw"], a["deadline_raw"], a["progress_raw"]]
            rows.append([*row, a["letter"], a["monitoring"]])
        groups += [len(here)] if here else []
    return rows, groups


def eastfold(facts: Facts, path: Path) -> Path:
    paper = Paper("Times-Roman", 9, header="Eastfold Children's Services", footer=lambda p: f"Page {p} of 3")
    heads = ["Nos", "What?", "How?", "Who?", "When?", "Success measures", "Current status"]
    story: list[Content] = [
        paper.title("Eastfold Improvement Plan following the ILACS inspection of June 2019"),
        paper.prose("Position at 1 November 2019. The plan has three priorities."),
    ]
    for section in dict.fromkeys(r["section"] for r in facts.recommendations):
        rows: list[list[Content]] = []
        groups: list[int] = []
        for recommendation, actions in _grouped(facts):
            if recommendation["section"] != section:
                continue
            groups.append(len(actions))
            for a in actions:
                key = f"{recommendation['ref']} {recommendation['text']}" if a is actions[0] else ""
                row = [a["action_ref"], key, a["action"], a["leads_raw"], a["deadline_raw"], a["success_measure"]]
                rows.append([*row, a["progress_raw"]])
        bar = [paper.text(section, bold=True, colour=white, size=11), *[""] * 6]
        commands = [grid(), band(0), filled(0, 0, "#5b2c83"), filled(1, 1, "#e4d7ef"), *_spans(groups, 1, 2)]
        widths = [14, 45, 70, 42, 27, 35, 34]
        story += [paper.table([bar, paper.head(heads), *rows], widths, commands, repeatRows=2), PageBreak()]
    return paper.save(path, story[:-1])


def northmarch(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 9, header="Northmarch local area SEND", banner="OFFICIAL - SENSITIVE")
    front = [
        ("Name of the local area", "Northmarch"),
        ("Date of inspection", "21 to 25 January 2019"),
        ("Date of publication of the revisit report", "8 March 2019"),
        ("Accountable officers from the local authority and CCG", "Director of Children's Services; Chief Nurse"),
        ("Version and date", "Version 3, 30 June 2019"),
    ]
    double: Command = ("GRID", (0, 0), (-1, -1), 0.4, black, None, None, None, 2, 1)
    story: list[Content] = [
        paper.title("Northmarch Written Statement of Action"),
        paper.table(front, [60, 115], [grid(), filled(0, -1, "#eeeeee", 0, 0)]),
        Spacer(1, 12),
        paper.prose("The statement answers three areas of significant weakness. It is a living document."),
        NextPageTemplate("wide"),
        PageBreak(),
    ]
    heads = ["Action", "Responsible officer", "Timescale", "Success criteria", "Evidence of progress June 2019"]
    for recommendation, actions in _grouped(facts):
        title = [paper.text(f"Area of weakness {recommendation['ref']}", bold=True), recommendation["text"], "", "", ""]
        rows = [
            [a["action"], a["leads_raw"], a["deadline_raw"], a["success_measure"], a.get("progress_raw", "")]
            for a in actions
        ]
        commands = [double, ("SPAN", (1, 0), (-1, 0)), filled(1, 1, "#dddddd")]
        story += [paper.table([title, paper.head(heads), *rows], [80, 50, 35, 50, 52], commands), Spacer(1, 14)]
    return paper.save(path, story, wide=False)


def sandholme(facts: Facts, path: Path) -> Path:
    paper = Paper("Times-Roman", 10, footer=lambda p: f"- {p} -")
    heads = ["Action", "Assistant Director", "Lead Officer", "Start", "End", "Measure of success"]
    rows: list[list[Content]] = [paper.head(heads)]
    commands: list[Command] = [("INNERGRID", (0, 0), (-1, -1), 0.5, black), filled(0, 0, "#cccccc")]
    for recommendation, actions in _grouped(facts):
        commands += [band(len(rows)), filled(len(rows), len(rows), "#eaeaea")]
        rows.append([paper.text(f"Recommendation {recommendation['ref']}: {recommendation['text']}", bold=True)])
        outcome = ""
        for a in actions:
            if a["outcome"] != outcome:
                outcome = a["outcome"]
                commands.append(band(len(rows)))
                rows.append([f"Outcome: {outcome}"])
            row = [a["action"], a["accountable"], a["leads_raw"], a["start"], a["deadline_raw"], a["success_measure"]]
            rows.append(row)
    rows = [[*row, *[""] * (6 - len(row))] for row in rows]
    story: list[Content] = [
        paper.title("Sandholme City Council"),
        paper.heading("Action plan in response to the Annual Performance Assessment 2007"),
        paper.prose("The assessment letter of November 2007 named three areas for development. This is our answer."),
        paper.table(rows, [88, 45, 42, 22, 22, 48], commands, repeatRows=1),
    ]
    return paper.save(path, story)


def port_avery(facts: Facts, path: Path) -> Path:
    def own_page(page: int) -> str:
        return f"Appendix A page {page - 3} of 2" if page > 3 else ""

    paper = Paper("Helvetica", 9, footer=own_page, corner=lambda p: f"Page {p + 60}")
    heads = ["No.", "Recommendation", "Actions", "Responsible", "Due date", "Progress at October 2015", "Rating"]
    tables = []
    for part in (_grouped(facts)[:2], _grouped(facts)[2:]):
        rows: list[list[Content]] = []
        for recommendation, actions in part:
            for a in actions:
                key = f"{recommendation['ref']}. {recommendation['text']}" if a is actions[0] else ""
                row = [a["action_ref"], key, a["action"], a["leads_raw"], a["deadline_raw"], a["progress_raw"]]
                rows.append([*row, a["label"]])
        commands = [grid(), *_spans([len(actions) for _, actions in part], 1)]
        tables.append(paper.table([paper.head(heads), *rows], [12, 50, 66, 40, 30, 50, 19], commands))
    story = [*_port_avery_pack(paper), paper.title("Appendix A: Port Avery Improvement Plan"), tables[0], PageBreak()]
    return paper.save(path, [*story, tables[1]], wide=False)


def _port_avery_pack(paper: Paper) -> list[Content]:
    forward: list[Any] = [
        paper.head(["Date of meeting", "Item", "Lead officer", "Purpose of the item"]),
        ["12 January 2016", "Annual report of the virtual school", "Virtual School Head", "To note"],
        ["9 February 2016", "Budget proposals for 2016/17", "Head of Finance", "To comment"],
    ]
    money: list[Any] = [
        paper.head(["Service", "Budget 2015/16 (£000)", "Forecast (£000)", "Variance (£000)"]),
        ["Placements", "9,410", "9,985", "575"],
        ["Social work teams", "6,220", "6,190", "-30"],
    ]
    scores: list[Any] = [
        paper.head(["Indicator", "Target", "Sept 2015", "RAG"]),
        ["Assessments within 45 days", "90%", "84%", "A"],
        ["Reviews on time", "95%", "96%", "G"],
    ]
    prose = (
        "Ofsted inspected the council under the single inspection framework in March 2015. The committee is asked to "
        "note the progress of the improvement plan at 31 October 2015, which is attached as Appendix A."
    )
    return [
        paper.title("Children and Families Scrutiny Committee"),
        paper.prose("Tuesday 10 November 2015 at 6.30 pm, Council Chamber, Port Avery"),
        paper.heading("Item 5: Forward plan of the committee"),
        paper.table(forward, [32, 62, 43, 40], [grid()]),
        PageBreak(),
        paper.heading("Item 6: Ofsted improvement plan"),
        paper.prose(prose),
        paper.heading("Financial implications"),
        paper.table(money, [55, 42, 40, 40], [grid()]),
        PageBreak(),
        paper.heading("Performance scorecard"),
        paper.table(scores, [80, 30, 35, 20], [grid()]),
        NextPageTemplate("wide"),
        PageBreak(),
    ]


def highmoor(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 9, header="Highmoor Safeguarding and Looked After Children Action Plan")
    one, two, three = facts.recommendations
    first, second, third = one["actions"]
    above, below = _cut(second)
    a, b, c = two["actions"]
    first_heads = ["Ofsted Recommendation", "Action", "Lead", "By when", "Evidence of progress March 2012"]
    heads = ["Recommendation", "Actions required", "Lead officer", "By when", "Evidence of progress (March 2012)"]
    late = ["Recommendation", "Action required", "Lead", "Timescale", "Progress March 2012"]
    pages = [
        _highmoor(paper, first_heads, [[_key(one), *_row(first)], ["", *above]], [merged(0, 1, 2)]),
        _highmoor(
            paper,
            heads,
            [["", *below], ["", *_row(third)], [_key(two), *_row(a)], ["", *_row(b)]],
            [merged(0, 3, 4), merged(2, 3, 4), ("BOTTOMPADDING", (0, 1), (-1, -1), 75)],
        ),
        _highmoor(paper, late, [["", *_row(c)]], []),
    ]
    top = ["Ofsted", "Action", "Lead", "By", "Evidence of progress"]
    rest = ["Recommendation", "required", "officer", "when", "March 2012"]
    cut = _highmoor(paper, rest, [[_key(three), *_row(three["actions"][0])], ["", *_row(three["actions"][1])]], [])
    story: list[Content] = [
        paper.title("Highmoor Council: response to the Ofsted and CQC inspection of November 2011"),
        paper.prose("Progress at 31 March 2012. Safeguarding and looked after children services were inspected."),
        Spacer(1, 290),
        pages[0],
        PageBreak(),
        pages[1],
        PageBreak(),
        pages[2],
        Spacer(1, 390),
        _highmoor(paper, top, [], []),
        PageBreak(),
        cut,
    ]
    return paper.save(path, story)


def _highmoor(paper: Paper, heads: Sequence[str], rows: list[list[Content]], spans: list[Command]) -> Table:
    return paper.table([paper.head(heads), *rows], [65, 75, 40, 32, 55], [grid(), filled(0, 0, "#d0d0d0"), *spans])


def _key(recommendation: Values) -> str:
    return f"{recommendation['ref']}. {recommendation['text']}\nTimescale: {recommendation['recommendation_timescale']}"


def _row(action: Values) -> list[str]:
    lead = action.get("printed_lead", action["leads_raw"])
    lead = "" if action["action"].startswith("Buy") else lead
    return [action["action"], lead, action["deadline_raw"], action.get("progress_raw", "")]


def _cut(action: Values) -> tuple[list[str], list[str]]:
    """A row in two parts, each cut in mid-sentence; lead and date stand above the cut."""
    above = _row(action)
    below = ["", "", "", ""]
    for column, field in ((0, "action"), (3, "progress_raw")):
        end = action[field].index(action[f"cut_{field}"]) + len(action[f"cut_{field}"])
        above[column], below[column] = action[field][:end], action[field][end:].strip()
    return above, below


def ludbrook(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 9, banner="PUBLIC", footer=lambda p: f"Ludbrook Improvement Plan November 2016 | {p}")
    heads = ["Ref", "What we will do", "Owner", "Deadline", "Latest position", "Status"]
    rows: list[list[Content]] = [paper.head(heads)]
    commands: list[Command] = [("INNERGRID", (0, 0), (-1, -1), 0.1, black)]
    for recommendation, actions in _grouped(facts):
        commands += [band(len(rows)), filled(len(rows), len(rows), "#e8f1e4")]
        rows.append([paper.text(f"{recommendation['ref']}  {recommendation['text']}", bold=True), *[""] * 5])
        rows += [
            [a["action_ref"], a["action"], a["leads_raw"], a["deadline_raw"], a["progress_raw"], a["label"]]
            for a in actions
        ]
    story = [
        paper.title("Ludbrook Borough Council: Ofsted Improvement Plan"),
        paper.prose("Inspected in May 2016 under the single inspection framework. Position at 30 November 2016."),
        paper.table(rows[:10], [16, 90, 48, 28, 62, 22], [c for c in commands if c[1][1] < 10], repeatRows=1),
    ]
    later = [_moved(c, 9) for c in commands[1:] if c[1][1] >= 10]
    rest = paper.table([paper.head(heads), *rows[10:]], [16, 90, 48, 28, 62, 22], [commands[0], *later])
    return paper.save(path, [*story, PageBreak(), rest])


def _moved(command: Command, rows: int) -> Command:
    name, (column0, row0), (column1, row1), *more = command
    return (name, (column0, row0 - rows), (column1, row1 - rows), *more)
