"""Plans of an invented council that are wider than the paper, drawn as real PDFs as a spreadsheet prints them.

Columns are cut into parts, one part to a page; rows are as high as their tallest cell over all parts, unless each part
was typed as a table of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

HEADS = ("Ref", "Area", "Recommendation", "Action", "Outcome", "Lead", "Deadline", "Status", "Progress")
WIDTHS = (40, 90, 150, 240, 150, 130, 90, 80, 300)
SIZE, PITCH, PAD, TOP, LEFT = 9, 11, 4, 60, 40
WIDTH, HEIGHT = landscape(A4)
_HELP, _CARE = "Help and protection", "Care"
_R1, _R2, _R3 = (
    "Ensure that thresholds are understood and applied by all partner agencies in the area.",
    "Improve the quality of plans so that children know what will change.",
    "Make certain that care leavers live in homes in which they feel safe.",
)
_FIRST = (
    ("1.1", _HELP, _R1, "Publish the threshold guide for schools, health visitors and the police, and explain it.",
     "Right help first time", "Head of Early Help", "31 March 2019", "Complete",
     "All four meetings were held and 263 people came to them."),
    ("1.2", _HELP, _R1, "Audit fifty contacts that led to no further action.", "Safe decisions", "Principal Officer",
     "30 June 2019", "On track", "31 contacts have been audited so far."),
    ("1.3", _HELP, _R1, "Appoint a co-ordinator for the front door.", "Advice on the same day", "Service Manager",
     "30 April 2019", "Delayed", "Two rounds of recruitment were without success, and the post is to be graded anew."),
    ("2.1", _HELP, _R2, "Write all plans with the family and in plain English.", "Plans are understood",
     "Head of Service", "May 2019", "On track", ""),
)  # fmt: skip
_SECOND = (
    ("2.2", _HELP, _R2, "Train team managers in supervision and observe two sessions of each of them every half year.",
     "", "Workforce Manager", "Ongoing", "On track", "Half of them were trained."),
    ("3.1", _CARE, _R3, "Commission twelve flats with staff on site at night.", "Safe homes", "Commissioning Manager",
     "31 December 2019", "On track", "Four bids are being looked at."),
    ("3.2", _CARE, _R3, "Give each young person a health passport by the 18th birthday.", "They know their history",
     "Designated Nurse", "1 October 2019", "Not started", ""),
    ("3.3", _CARE, _R3, "Offer all care leavers an exemption from council tax.", "Better off", "Chief Finance Officer",
     "1 April 2019", "Complete", "Agreed by Council in February."),
)  # fmt: skip
ROWS = (*_FIRST, *_SECOND)
_NEW = (
    "Map who visits homes for children abroad.", "Buy a system that shows missed reviews.", "Ask parents.",
    "Build a training flat at the old school, with a kitchen in which young people learn to cook for themselves.",
    "Test how fast doctors answer.", "Rewrite letters.", "Meet magistrates twice.", "Open an evening clinic in town.",
)  # fmt: skip
OTHERS = tuple((f"9{row[0]}", *row[1:3], action, *row[4:]) for row, action in zip(ROWS, _NEW, strict=True))
"""Rows of another plan: references and actions of its own."""


@dataclass(frozen=True)
class Wide:
    """How a plan is printed.

    `parts` are the places of the columns on each page of a stretch of rows, `pages` how many rows each such stretch
    has. `over` says whether the parts of one stretch follow each other, instead of all stretches of one part; `own`
    whether rows are as high as their part needs, `headed` whether every page has the headings. `look` is `ruled`,
    `fills` or `none`; `merged` are columns whose equal neighbours are one cell, `turned` those whose text runs up the
    page. A row that is one text is a band over all columns, printed on the first part.
    """

    parts: Sequence[Sequence[int]]
    pages: Sequence[int] = (4, 4)
    over: bool = False
    look: str = "ruled"
    merged: Sequence[int] = ()
    turned: Sequence[int] = ()
    own: bool = False
    headed: bool = True
    rows: Sequence[Sequence[str] | str] = ROWS
    heads: Sequence[str] = HEADS
    title: str = "Ambleford Council improvement plan"


def draw(path: Path, *plans: Wide, cover: bool = True) -> Path:
    """Draw plans, one after the other, as one PDF."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    if cover:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(LEFT, HEIGHT - 100, "Ambleford Council")
        canvas.drawString(LEFT, HEIGHT - 130, "Improvement plan after the inspection of services for children, 2019")
        canvas.showPage()
    for plan in plans:
        _draw(canvas, plan)
    canvas.save()
    return path


def _draw(canvas: Canvas, plan: Wide) -> None:
    stretches = []
    for size in plan.pages:
        start = sum(map(len, stretches))
        stretches.append(plan.rows[start : start + size])
    places = [(s, p) for p in range(len(plan.parts)) for s in range(len(stretches))]
    for stretch, part in sorted(places) if plan.over else places:
        _page(canvas, plan, (stretches[stretch], part), headed=plan.headed or stretch == 0)
        canvas.showPage()


def _page(canvas: Canvas, plan: Wide, what: tuple[Sequence[Sequence[str]], int], *, headed: bool) -> None:
    body, part = what
    rows = [*([plan.heads] if headed else []), *body]
    columns = plan.parts[part]
    canvas.setFont("Helvetica", SIZE)
    canvas.drawString(LEFT, HEIGHT - 30, plan.title)
    counted = columns if plan.own else range(len(plan.heads))
    tops = [float(TOP)]
    for row in rows:
        if isinstance(row, str):
            tops.append(tops[-1] + 2 * PAD + PITCH)
            continue
        tops.append(tops[-1] + 2 * PAD + PITCH * max(len(_wrapped(row[c], c, plan)) for c in counted))
    x = float(LEFT)
    for number, row in enumerate(rows):
        if isinstance(row, str):
            box = (x, tops[number], x + sum(WIDTHS[c] for c in columns), tops[number + 1])
            _cell(canvas, plan, box, (row if part == 0 else "", -1, number))
    for column in columns:
        for first, last in _spans(rows, column, plan, headed=headed):
            if isinstance(rows[first], str):
                continue
            _cell(canvas, plan, (x, tops[first], x + WIDTHS[column], tops[last]), (rows[first][column], column, first))
        x += WIDTHS[column]


def _spans(rows: Sequence[Sequence[str]], column: int, plan: Wide, *, headed: bool) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        above = rows[number - 1] if number > int(headed) and column in plan.merged else ""
        same = not isinstance(above, str) and not isinstance(row, str) and above[column] == row[column]
        if same:
            spans[-1] = (spans[-1][0], number + 1)
        else:
            spans.append((number, number + 1))
    return spans


def _wrapped(text: str, column: int, plan: Wide) -> list[str]:
    return (
        [text]
        if column in plan.turned or column < 0
        else simpleSplit(text, "Helvetica", SIZE, WIDTHS[column] - 2 * PAD) or [""]
    )


def _cell(canvas: Canvas, plan: Wide, box: tuple[float, ...], what: tuple[str, int, int]) -> None:
    x0, top, x1, bottom = box
    text, column, row = what
    head = column < 0 or text == plan.heads[column]
    if plan.look == "none":
        pass
    elif plan.look == "fills":
        shade = 0.75 if head else (0.97, 0.90)[(row + column) % 2]
        canvas.setFillGray(shade)
        canvas.rect(x0 + 0.6, HEIGHT - bottom + 0.6, x1 - x0 - 1.2, bottom - top - 1.2, stroke=0, fill=1)
        canvas.setFillGray(0)
    else:
        canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top)
    canvas.setFont("Helvetica-Bold" if head else "Helvetica", SIZE)
    if column in plan.turned and not head:
        canvas.saveState()
        canvas.translate((x0 + x1) / 2, HEIGHT - bottom + PAD)
        canvas.rotate(90)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
        return
    for number, line in enumerate(_wrapped(text, column, plan)):
        canvas.drawString(x0 + PAD, HEIGHT - top - PAD - SIZE - number * PITCH, line)
