"""Any layout: the same facts under other headings, in another order, with other lines, chosen by a seed.

Facts come from the invented plans beside this module, so that only the layout can make a reading wrong.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Spacer, Table

from tests.plans.draw import Command, Content, Paper
from tests.plans.facts import Values, load, names

HEADINGS = {
    "ref": ["Ref", "No", "No.", "Ref.", "#", "Action ref", "ID"],
    "recommendation": [
        "Recommendation", "Ofsted recommendation", "Area for improvement", "What Ofsted said", "Inspection finding",
        "Improvement area", "Issue", "What needs to improve?", "Finding", "Area of focus",
    ],
    "action": [
        "Action", "Actions", "Action required", "What will we do?", "Actions to be taken", "Key actions",
        "Planned action", "How will we do this?", "Activity", "Task", "What we will do",
    ],
    "lead": [
        "Lead", "Lead officer", "Owner", "Who?", "Responsible officer", "Action owner", "By whom",
        "Who is responsible", "Lead Officer(s)", "Accountable lead", "Responsibility",
    ],
    "deadline": [
        "By when", "Timescale", "Target date", "Deadline", "When?", "Due date", "Completion date", "Timescales",
        "Date for completion", "When", "Timeframe",
    ],
    "progress": [
        "Progress", "Progress update", "Current position", "Update", "Progress to date", "Commentary",
        "Latest position", "Progress and evidence", "Where are we now?",
    ],
    "success_measure": ["Success measure", "How will we know?", "Success criteria", "Measure of success", "KPI"],
    "extra": ["Link to JSNA", "Workstream code"],
}  # fmt: skip
WIDTHS = {
    "ref": 1.2, "recommendation": 4.6, "action": 6, "lead": 3.8, "deadline": 2.6, "progress": 5, "success_measure": 4,
    "extra": 2,
}  # fmt: skip
STYLES = ("merged", "repeated", "blank", "band", "heading", "title")
"""Where the recommendation stands: in a column, over the width, above each table, or in a row above the headings."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One choice of everything that a plan's look may vary in."""

    style: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    number: str
    """Form of the action's number, empty where none is printed."""
    apart: bool
    """Whether the number has a column of its own."""
    wide: bool
    size: float
    font: str
    rules: tuple[Command, ...]
    repeats: bool
    label: str


@dataclass(slots=True)
class _Rows:
    """Rows of one table while it grows, and what is drawn over them."""

    cells: list[list[Content]] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)


def pool() -> tuple[list[str], list[Values]]:
    """Recommendations and actions of all invented plans whose values stand in one line each."""
    facts = [load(name) for name in names()]
    texts = [r["text"] for f in facts for r in f.recommendations if r["text"] and "\n" not in r["text"]]
    actions = [a for f in facts for _, a in f.pairs() if _is_plain(a)]
    return texts, actions


def _is_plain(action: Values) -> bool:
    printed = [action.get(name, "") for name in ("leads_raw", "deadline_raw", "progress_raw")]
    lines = all(printed) and not any("\n" in text for text in (action["action"], *printed))
    single = len(action.get("leads", [""])) == 1 and "(" not in printed[0] and not printed[0].isupper()
    return lines and single and "stem_ref" not in action and action["action"][0].isupper()


def choose(seed: int) -> Layout:
    """The layout of a seed."""
    pick = random.Random(seed)
    style = pick.choice(STYLES)
    in_column = style in {"merged", "repeated", "blank"}
    apart = pick.random() < 0.4
    number = pick.choice(["{r}.{a}", "{r}{l}"] if in_column and apart else ["{r}.{a}", "{a}", "{r}{l}", ""])
    columns = ["recommendation", "action"] if in_column else ["action"]
    if apart and number:
        columns.insert(pick.choice([0, len(columns) - 1]), "ref")
    columns += pick.sample(["lead", "deadline"], 2)
    tail = [name for name in ("progress", "success_measure", "extra") if pick.random() < 0.6]
    columns += pick.sample(tail, len(tail))
    return Layout(
        style,
        tuple(columns),
        tuple(pick.choice(HEADINGS[name]) for name in columns),
        number,
        apart and bool(number),
        pick.random() < 0.75,
        pick.choice([7, 8, 9]),
        pick.choice(["Helvetica", "Times-Roman"]),
        _rules(pick),
        pick.random() < 0.7,
        pick.choice(["Recommendation", "Priority", "Area for improvement"]),
    )


def _rules(pick: random.Random) -> tuple[Command, ...]:
    grid: Command = ("GRID", (0, 0), (-1, -1), pick.choice([0.25, 0.5, 1]), pick.choice([black, HexColor("#999999")]))
    align: Command = ("VALIGN", (0, 0), (-1, -1), pick.choice(["TOP", "MIDDLE"]))
    frame: Command = ("BOX", (0, 0), (-1, -1), 1, black)
    return (grid, align, frame) if pick.random() < 0.5 else (grid, align)


def draw(seed: int, path: Path) -> list[Values]:
    """Draw the plan of a seed, and give its actions with the values that the page shows."""
    layout = choose(seed)
    pick = random.Random(seed + 1)
    texts, actions = pool()
    count = pick.randint(2, 6)
    chosen = pick.sample(texts, count)
    shares = [pick.sample(actions, pick.randint(1, 5)) for _ in chosen]
    paper = Paper(layout.font, layout.size, header="Anyshire improvement plan", footer=lambda page: f"Page {page}")
    story: list[Content] = [
        paper.title("Anyshire Council"),
        paper.prose("Improvement plan after the inspection of children's services. Position at 31 October 2016."),
    ]
    rows = _Rows()
    gold: list[Values] = []
    for number, (text, share) in enumerate(zip(chosen, shares, strict=True), 1):
        if layout.style in {"heading", "title"}:
            _close(paper, layout, rows, story)
            rows = _Rows()
        _open(paper, layout, (number, text), rows, story)
        gold += _fill(paper, layout, (number, text), share, rows)
    _close(paper, layout, rows, story)
    paper.save(path, story, layout.wide)
    return gold


def _open(paper: Paper, layout: Layout, named: tuple[int, str], rows: _Rows, story: list[Content]) -> None:
    """What stands before the actions of a recommendation: a heading, a title row, a band, the column headings."""
    number, text = named
    blanks = [""] * (len(layout.columns) - 1)
    heads = [paper.text(h, bold=True) for h in layout.headings]
    if layout.style == "heading":
        story.append(paper.heading(f"{layout.label} {number}: {text}"))
    if layout.style == "title":
        rows.cells.append([paper.text(f"{layout.label} {number}", bold=True), "", paper.text(text), *blanks[2:]])
        rows.commands += [("SPAN", (0, 0), (1, 0)), ("SPAN", (2, 0), (-1, 0))]
    if len(rows.cells) <= 1:
        rows.cells.append(heads)
    if layout.style == "band":
        at = len(rows.cells)
        rows.cells.append([paper.text(f"{layout.label} {number}: {text}", bold=True), *blanks])
        rows.commands += [("SPAN", (0, at), (-1, at)), ("BACKGROUND", (0, at), (-1, at), HexColor("#dddddd"))]


def _fill(paper: Paper, layout: Layout, named: tuple[int, str], share: Sequence[Values], rows: _Rows) -> list[Values]:
    number, text = named
    gold = []
    for place, action in enumerate(share, 1):
        ref = layout.number.format(r=number, a=place, l="abcdefgh"[place - 1])
        printed = {
            "ref": ref,
            "recommendation": f"{number}. {text}" if place == 1 or layout.style == "repeated" else "",
            "action": f"{ref}{'.' if ref.isdigit() else ''} {action['action']}"
            if ref and not layout.apart
            else action["action"],
            "lead": action["leads_raw"],
            "deadline": action["deadline_raw"],
            "progress": action["progress_raw"],
            "success_measure": "An audit shows better practice",
            "extra": f"X{number}{place}",
        }
        rows.cells.append([paper.text(printed[name]) for name in layout.columns])
        gold.append(
            {
                "recommendation_ref": str(number),
                "recommendation": text,
                "action_ref": ref or str(place),
                "action": action["action"],
                "leads_raw": action["leads_raw"],
                "deadline_raw": action["deadline_raw"],
                "progress_raw": action["progress_raw"] if "progress" in layout.columns else "",
                "success_measure": printed["success_measure"] if "success_measure" in layout.columns else "",
            }
        )
    if layout.style == "merged":
        at, end = layout.columns.index("recommendation"), len(rows.cells)
        rows.commands.append(("SPAN", (at, end - len(share)), (at, end - 1)))
    return gold


def _close(paper: Paper, layout: Layout, rows: _Rows, story: list[Content]) -> None:
    if not rows.cells:
        return
    usable = (landscape(A4) if layout.wide else A4)[0] / mm - 30
    whole = sum(WIDTHS[name] for name in layout.columns)
    widths = [usable * WIDTHS[name] / whole * mm for name in layout.columns]
    repeat = (2 if layout.style == "title" else 1) if layout.repeats else 0
    commands = [*layout.rules, *rows.commands]
    story += [Table(rows.cells, widths, repeatRows=repeat, style=commands, splitInRow=0), Spacer(1, 10)]
