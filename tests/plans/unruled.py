"""Plans whose tables are fills, stacks or outlined cells: one function draws one plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, Spacer, Table

from tests.plans.draw import Command, Content, Paper, filled, grid, merged
from tests.plans.facts import Facts, Values

RATINGS = {"blue": "#2f75b5", "green": "#00b050", "amber": "#ffc000", "red": "#ff0000"}
MEANINGS = {
    "blue": "Completed and embedded",
    "green": "On track",
    "amber": "At risk of missing the target date",
    "red": "Delayed: target date missed",
}


def kestrelby(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 9, footer=lambda p: f"Kestrelby Improvement Plan v2.3   Page {p}")
    legend = paper.table(
        [["", text] for text in MEANINGS.values()],
        [20, 80],
        [grid(), *(filled(n, n, RATINGS[c], 0, 0) for n, c in enumerate(MEANINGS))],
    )
    story: list[Content] = [
        paper.title("Kestrelby Children's Services Improvement Plan"),
        paper.prose("This is version 2.3 of 31 December 2018, after the ILACS inspection of April 2018."),
        paper.heading("Initials and designation"),
        _initials(paper, facts),
        paper.heading("Key to colours"),
        legend,
        PageBreak(),
    ]
    halves = (facts.recommendations[:2], facts.recommendations[2:])
    for number, half in enumerate(halves):
        story += [paper.heading(f"Improvement actions, part {number + 1}"), _zebra(paper, half)]
    return paper.save(path, story, wide=False)


def _initials(paper: Paper, facts: Facts) -> Table:
    flat = [text for entry in facts.initials for text in (entry["acronym"], entry["expansion"])]
    flat += [""] * (-len(flat) % 4)
    rows = [flat[start : start + 4] for start in range(0, len(flat), 4)]
    heads = paper.head(["Initials", "Designation", "Initials", "Designation"])
    return paper.table([heads, *rows], [18, 62, 18, 62], [grid()])


def _zebra(paper: Paper, recommendations: Sequence[Values]) -> Table:
    """Cells are told apart by fills and white gaps; there is no line."""
    heads = ["Ref", "Ofsted recommendation", "Action", "Lead", "Target date", "RAG"]
    rows: list[list[Content]] = [paper.head(heads, white)]
    commands: list[Command] = [filled(0, 0, "#1f3864")]
    for number, recommendation in enumerate(recommendations):
        actions = recommendation["actions"]
        commands += [merged(1, len(rows), len(rows) + len(actions) - 1)]
        for a in actions:
            commands += [filled(len(rows), len(rows), "#f2f2f2" if number % 2 else "#dae3f3")]
            commands += [filled(len(rows), len(rows), RATINGS[a["rag"]], 5, 5)]
            key = f"{recommendation['ref']}: {recommendation['text']}" if a is actions[0] else ""
            rows.append([a["action_ref"], key, a["action"], a["leads_raw"], a["deadline_raw"], ""])
    return paper.table(rows, [14, 46, 60, 22, 24, 13], [*commands, grid(1.5, white)])


def thornwick(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 9, header="Thornwick Improvement Plan", footer=lambda p: f"Page {p}")
    heads = ["Recommendation", "Outcomes required", "Actions", "Lead", "By when", "Progress July 2013"]
    story: list[Content] = [
        paper.title("Thornwick Council: Improvement Plan for safeguarding and looked after children"),
        paper.prose("Ofsted and CQC inspected in January 2013. The plan was updated on 31 July 2013."),
    ]
    widths = (50, 42, 75, 40, 22, 38)
    for start, end in ((0, 1), (1, 3)):
        rows: list[list[Content]] = [paper.head(heads)]
        for recommendation in facts.recommendations[start:end]:
            key = f"({recommendation['ref']}) {recommendation['text']}"
            rows.append([key, recommendation["outcome"], *_stacks(paper, recommendation["actions"], widths[2:])])
        story += [paper.table(rows, widths, [grid(0.75), filled(0, 0, "#fde9d9")]), PageBreak()]
    return paper.save(path, story[:-1])


def _stacks(paper: Paper, actions: Sequence[Values], widths: Sequence[float]) -> list[list[Content]]:
    """Four cells of stacked paragraphs; each action begins at the same height in all of them."""
    cells: list[list[Content]] = [[], [], [], []]
    for a in actions:
        number = a.get("printed_ref", f"({a['action_ref']})")
        lines = f"{number} {a['action']}".split("\n")
        text = "\n• ".join(lines) if a.get("bullets") else "\n".join(lines)
        text = f"{a['stem_ref']} {a['action_stem']}\n{text}" if "stem_ref" in a else text
        drop = "\n" if "stem_ref" in a else ""
        values = [text, *(a.get(key, "") for key in ("leads_raw", "deadline_raw", "progress_raw"))]
        parts = [paper.text(values[0]), *(paper.text(drop + value) for value in values[1:])]
        heights = [part.wrap(w * mm - 12, 1000)[1] for part, w in zip(parts, widths, strict=True)]
        for cell, part, height in zip(cells, parts, heights, strict=True):
            cell += [part, Spacer(1, max(heights) - height + 6)]
    return cells


def little_orme(facts: Facts, path: Path) -> Path:
    paper = Paper("Helvetica", 8.5)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    top = _orme_front(canvas, paper)
    top = _outlined(canvas, [paper.head(_orme_heads())], top)
    for number, recommendation in enumerate(facts.recommendations):
        if number == 2:
            canvas.showPage()
            top = _outlined(canvas, [paper.head(_orme_heads())], A4[1] - 20 * mm)
        rows = [[paper.text(text) for text in _orme_row(recommendation, a)] for a in recommendation["actions"]]
        top = _outlined(canvas, rows, top)
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString(A4[0] / 2, 10 * mm, "Little Orme Council")
    canvas.save()
    return path


def _orme_heads() -> list[str]:
    return ["No.", "Ofsted said", "We will", "Who", "By", "Update March 2014", "Completed"]


def _orme_row(recommendation: Values, action: Values) -> list[str]:
    opens = action is recommendation["actions"][0]
    key = [recommendation["ref"], recommendation["text"]] if opens else ["", ""]
    values = [action.get(k, "") for k in ("action", "leads_raw", "deadline_raw", "progress_raw", "completed_raw")]
    return [*key, *values]


def _orme_front(canvas: Canvas, paper: Paper) -> float:
    title = paper.text("Little Orme Council: our plan after the Ofsted inspection", bold=True, size=15)
    words = "Ofsted inspected our services for children in November 2013 under the single inspection framework."
    top: float = A4[1] - 20 * mm
    for part in (title, paper.text(words, size=10)):
        height = part.wrap(A4[0] - 30 * mm, 400)[1]
        part.drawOn(canvas, 15 * mm, top - height)
        top -= height + 12
    return top


def _outlined(canvas: Canvas, rows: Sequence[Sequence[Paragraph]], top: float) -> float:
    """Draw rows cell by cell, each with an outline of its own; the first two columns are tall cells over all rows."""
    widths = [w * mm for w in (8, 36, 46, 28, 19, 28, 18)]
    heights = [max(p.wrap(w - 6, 400)[1] for p, w in zip(row, widths, strict=True)) + 6 for row in rows]
    whole = max(sum(heights), *(p.wrap(w - 6, 400)[1] + 6 for p, w in zip(rows[0][:2], widths, strict=False)))
    heights[-1] += whole - sum(heights)
    canvas.setLineWidth(0.35)
    line: float = top
    for row, height in zip(rows, heights, strict=True):
        left = 14 * mm
        for column, (part, width) in enumerate(zip(row, widths, strict=True)):
            tall = column < 2
            if not tall or line == top:
                box = whole if tall else height
                canvas.rect(left + 0.6, line - box + 0.6, width - 1.2, box - 1.2)
                part.wrap(width - 6, 400)
                part.drawOn(canvas, left + 3, line - part.height - 2)
            left += width
        line -= height
    return line
