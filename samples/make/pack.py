"""The other papers of the Eskmouth committee pack: none of them is a plan, some look like one."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

from facts import HERE
from markup import cell, inline, page, prose, table, weasyprint
from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

Content = dict[str, Any]
_STYLE = """
@page { size: A4; margin: 24mm 22mm 22mm 22mm }
body { font: 12.5pt/1.6 "Liberation Serif" } h1 { font-size: 16pt; border-bottom: 1pt solid #000 }
h2 { font-size: 12pt; margin-top: 6mm } .new { break-before: page } p { margin: 0 0 3mm }
table { border-collapse: collapse; width: 100%; margin-top: 4mm } td, th { border: 0.5pt solid #000; padding: 2mm;
text-align: left; vertical-align: top; font-size: 10.5pt } td p, th p { margin: 0 } .head { background: #ddd }
.red { background: #f66 } .amber { background: #fc6 } .green { background: #9d6 }
"""
_COLOURS = {"R": "#ff5050", "A": "#ffc000", "G": "#92d050"}


def papers() -> Content:
    """Return the words of the other papers."""
    return tomllib.loads((HERE / "eskmouth-pack.toml").read_text(encoding="utf-8"))


def before(folder: Path) -> list[Path]:
    """Write what stands before the plan: agenda, minutes, forward plan, report. Returns the files in order."""
    words = papers()
    items = "".join(f"<p>{inline(line)}</p>" for line in words["agenda"].strip().split("\n"))
    head = "<h1>Children and Communities Scrutiny Committee</h1><p>Thursday 21 November 2019, 6.30 pm<br>"
    head += "Council Chamber, Town Hall, Eskmouth</p><h2>Agenda</h2>"
    minutes = "<h1>Minutes of the meeting held on 16 July 2019</h1>" + prose(words["minutes"])
    minutes += "<h2 class='new'>Actions arising from the minutes</h2>"
    minutes += table(("Minute", "Action", "Officer", "By when", "Status"), words["log"], (18, 70, 36, 26, 20))
    forward = "<h1>Forward plan of key decisions</h1><p>The plan lists the key decisions that are due in the "
    forward += "next six months. Anyone may write to the lead officer before the decision is made.</p>"
    forward += table(("Decision", "Decision maker", "Lead officer", "Date"), words["forward"], (64, 30, 40, 32))
    report = "<h1>Report of the Director of Children's Services</h1><p><b>Children's Services Improvement Plan: "
    report += "progress to September 2019</b></p>" + prose(words["cover"])
    sources = {
        "agenda": head + items + prose("! Notes\n" + words["notice"]),
        "minutes": minutes,
        "forward": forward,
        "report": report,
    }
    printed = [_print(folder, name, body) for name, body in sources.items()]
    return [
        printed[0],
        _sheet_for(folder, 3),
        printed[1],
        _sheet_for(folder, 4),
        *printed[2:3],
        _sheet_for(folder, 5),
        printed[3],
    ]


def after(folder: Path) -> list[Path]:
    """Write what stands behind the plan: performance, finance, risks, school places, work programme."""
    words = papers()
    places = "<h1>School places: progress of projects</h1>" + prose(words["places"])
    heads = ("School", "Project", "Project lead", "Planned completion", "Expected completion", "RAG")
    rows = [[*line[:-1], cell(line[-1], line[-1].lower())] for line in words["projects"]]
    places += "<h2 class='new'>Appendix: projects</h2>" + table(heads, rows, (34, 34, 32, 26, 26, 16))
    programme = "<h1>Work programme 2019/20</h1>"
    programme += table(("Meeting", "Subject", "Lead officer", "How"), words["programme"], (32, 70, 44, 22))
    return [
        _sheet_for(folder, 6),
        _print(folder, "performance", "<h1>Quarter 2 performance report</h1>" + prose(words["performance"])),
        _scorecards(words, folder / "scorecards.pdf"),
        _sheet_for(folder, 7),
        _print(folder, "finance", "<h1>Revenue and capital monitoring 2019/20</h1>" + prose(words["finance"])),
        _budgets(words, folder / "budgets.pdf"),
        _capital(words, folder / "capital.pdf"),
        _sheet_for(folder, 8),
        _risks(words, folder / "risks.pdf"),
        _sheet_for(folder, 9),
        _print(folder, "places", places),
        _sheet_for(folder, 10),
        _print(folder, "programme", programme),
    ]


def numbers(count: int, sizes: list[tuple[float, float]], path: Path) -> None:
    """Write the sheet of page numbers of the pack that is laid over its pages; sizes are in points."""
    canvas = Canvas(str(path), invariant=1)
    for page_number in range(1, count + 1):
        width, _ = sizes[page_number - 1]
        canvas.setPageSize(sizes[page_number - 1])
        canvas.setFont("Times-Bold", 11)
        canvas.drawCentredString(width / 2, 14, f"Page {page_number}")
        canvas.showPage()
    canvas.save()


def _print(folder: Path, name: str, body: str) -> Path:
    path = folder / f"{name}.pdf"
    weasyprint(page(name, _STYLE, body), path)
    return path


def _sheet_for(folder: Path, item: int) -> Path:
    """The sheet that parts one item of the agenda from the next."""
    return _print(folder, f"item{item}", f"<h1 style='margin-top:90mm;text-align:center'>Agenda item {item}</h1>")


def _paragraph(text: str, bold: bool = False, size: float = 10) -> Paragraph:
    face = "Helvetica-Bold" if bold else "Helvetica"
    return Paragraph(text, ParagraphStyle("cell", fontName=face, fontSize=size, leading=size * 1.2))


def _sheet(path: Path, story: list[Any]) -> Path:
    margins = {"leftMargin": 15 * mm, "rightMargin": 15 * mm, "topMargin": 15 * mm, "bottomMargin": 18 * mm}
    SimpleDocTemplate(str(path), pagesize=landscape(A4), invariant=1, **margins).build(story)
    return path


def _ruled(rows: list[list[str]], widths: tuple[float, ...], letter: int = -1) -> Table:
    cells = [[_paragraph(text, number == 0) for text in row] for number, row in enumerate(rows)]
    look: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    look.append(("BACKGROUND", (0, 0), (-1, 0), HexColor("#dddddd")))
    if letter >= 0:
        for number, row in enumerate(rows[1:], 1):
            look.append(("BACKGROUND", (letter, number), (letter, number), HexColor(_COLOURS[row[letter]])))
    return Table(
        cells, [w * mm for w in widths], repeatRows=1, style=TableStyle([*look, ("BOTTOMPADDING", (0, 0), (-1, -1), 8)])
    )


def _scorecards(words: Content, path: Path) -> Path:
    chance = random.Random(2019)
    story: list[Any] = []
    for area in ("Whole borough", "East locality", "West locality", "Harbour locality"):
        rows = [["Measure", "Target", "Q2 2018/19", "Q1 2019/20", "Q2 2019/20", "RAG", "Direction", "Lead"]]
        for name in words["measures"][:: 1 if area == "Whole borough" else 2]:
            values = [f"{chance.uniform(4, 96):.1f}" for _ in range(4)]
            ways = ("better", "worse", "same")
            rows.append([name, *values, chance.choice("RAG"), chance.choice(ways), "Head of Service"])
        story += [
            _paragraph(f"Scorecard, quarter 2: {area}", True, 13),
            _ruled(rows, (74, 24, 28, 28, 28, 16, 28, 38), 5),
        ]
        story.append(PageBreak())
    return _sheet(path, story[:-1])


def _budgets(words: Content, path: Path) -> Path:
    chance = random.Random(1920)
    rows = [["Service", "Budget £000", "Spent to date £000", "Forecast £000", "Variance £000", "RAG", "Budget holder"]]
    for name in words["budgets"]:
        budget = chance.randrange(180, 19000)
        variance = chance.randrange(-300, 700)
        rag = "R" if variance > 400 else "A" if variance > 100 else "G"
        spent = f"{int(budget * chance.uniform(0.42, 0.58)):,}"
        rows.append([name, f"{budget:,}", spent, f"{budget + variance:,}", f"{variance:,}", rag, "Head of Service"])
    return _sheet(
        path, [_paragraph("Appendix 1: revenue budget", True, 13), _ruled(rows, (72, 32, 38, 34, 34, 16, 40), 5)]
    )


def _capital(words: Content, path: Path) -> Path:
    chance = random.Random(417)
    rows = [["Scheme", "Budget £000", "Spent £000", "Forecast £000", "Slippage £000", "Completion", "Project manager"]]
    for name in (f"{b}: {k}" for b in words["budgets"][12:] for k in ("buildings", "equipment")):
        budget = chance.randrange(40, 3000)
        moved = chance.choice((0, 0, 0, budget // 4))
        due = f"{chance.choice(('March', 'July', 'December'))} {chance.choice((2020, 2021))}"
        rows.append(
            [name, f"{budget:,}", f"{budget // 3:,}", f"{budget - moved:,}", f"{moved:,}", due, "Project Manager"]
        )
    return _sheet(
        path, [_paragraph("Appendix 2: capital programme", True, 13), _ruled(rows, (78, 30, 30, 32, 32, 30, 34))]
    )


def _risks(words: Content, path: Path) -> Path:
    heads = ["Risk", "Inherent", "Residual", "Controls", "Action", "Owner", "Target date", "RAG"]
    story: list[Any] = [_paragraph("Corporate risk register: extract for the committee", True, 13)]
    for part in range(0, len(words["risks"]), 2):
        story += [_ruled([heads, *words["risks"][part : part + 2]], (50, 18, 18, 54, 50, 38, 26, 14), 7), PageBreak()]
    return _sheet(path, story[:-1])
