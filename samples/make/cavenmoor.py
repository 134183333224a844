"""Lays out Cavenmoor: a Word document with a table for each weakness, printed by LibreOffice."""

from __future__ import annotations

import datetime
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from build import steady
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from facts import Values

FIRST_PAGE = 3
_COLOURS = {"blue": "5B9BD5", "green": "92D050", "amber": "FFC000", "red": "FF5050", "grey": "BFBFBF"}
_KEY = (
    ("Blue", "Complete, and there is evidence of impact"),
    ("Green", "On track to be completed by the deadline"),
    ("Amber", "Some delay or risk, but recoverable"),
    ("Red", "Off track; needs the attention of the Partnership Board"),
    ("Grey", "Not started: work is not yet due to begin"),
)
_FRONT = (
    ("Name of the local area", "Cavenmoor"),
    ("Date on which the accelerated progress plan was agreed", "28 March 2022"),
    ("Date of the original inspection", "4 to 8 March 2019"),
    ("Date of the revisit", "8 to 10 November 2021"),
    ("Accountable officers from the local authority and health", "Director of Children's Services; ICB Chief Nurse"),
    ("DfE and NHS England advisers", "SEND adviser, North region; NHS England SEND manager"),
    ("Date of this update", "30 November 2022 (8 months)"),
    ("Approved by", "Cavenmoor SEND Partnership Board, 7 December 2022"),
)
_GOVERNANCE = (
    "The SEND Partnership Board meets every six weeks. It is chaired by the Director of Children's Services; the "
    "deputy chair is the chair of the parent carer forum. The Board reports to the Health and Wellbeing Board.",
    "Progress is reviewed with the Department for Education and NHS England at three, six and twelve months. Dates "
    "may only be changed with the agreement of both. A date that has been changed is struck through, so that readers "
    "can see the original one.",
    "Measures of impact are in Appendix 1. Risks are in a separate register, which the Board reviews at each meeting.",
)
_HEADS = ("Ref", "Action", "Lead", "Deadline", "3 months", "6 months", "12 months", "BRAG", "Update November 2022")
_WIDTHS = (11, 58, 34, 27, 25, 25, 25, 16, 49)
_IMPACT = (
    ("Measure", "Baseline", "6 months", "12 months", "Latest"),
    ("EHC plans issued in 20 weeks", "41%", "55%", "65%", "58%"),
    ("Amended plans issued in time", "33%", "50%", "75%", "46%"),
    ("Plans judged good or better", "22%", "60%", "80%", "57%"),
    ("Parents who feel listened to", "31%", "40%", "46%", "38%"),
    ("Suspensions of pupils with SEND", "612", "500", "410", "544"),
)


def draw(facts: Values, pdf: Path) -> None:
    """Write the Word document and let LibreOffice print it."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / f"{pdf.stem}.docx"
        write_docx(facts, word)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
        subprocess.run(command, check=True, capture_output=True)
        pdf.write_bytes(steady(word.with_suffix(".pdf").read_bytes()))


def write_docx(facts: Values, path: Path) -> None:
    """Write the Word document."""
    document = Document()
    document.core_properties.created = datetime.datetime(2022, 11, 30, tzinfo=datetime.UTC)
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(10)
    _front(document)
    wide = document.add_section()
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    wide.left_margin = wide.right_margin = Mm(13)
    wide.top_margin = wide.bottom_margin = Mm(17)
    for recommendation in facts["rec"]:
        _weakness(document, recommendation)
    appendix = document.add_heading("Appendix 1: Measures of impact", 1)
    appendix.paragraph_format.page_break_before = True
    _table(document, _IMPACT, (90, 30, 30, 30, 30))
    document.save(str(path))


def _front(document: Any) -> None:
    first = document.sections[0]
    first.page_width, first.page_height = Mm(210), Mm(297)
    first.header.paragraphs[0].text = "Cavenmoor local area – SEND Accelerated Progress Plan – version 5"
    _page_number(first.footer.paragraphs[0])
    document.add_heading("Cavenmoor SEND Accelerated Progress Plan", 0)
    _table(document, _FRONT, (70, 90), head=False)
    document.add_heading("Glossary", 1)
    for line in (
        "APP: Accelerated Progress Plan",
        "CAMHS: Child and Adolescent Mental Health Services",
        "EHC: Education, Health and Care",
        "ICB: Integrated Care Board",
        "SENCO: Special Educational Needs Co-ordinator",
    ):
        document.add_paragraph(line, style="List Bullet")
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("Governance", 1)
    for text in _GOVERNANCE:
        document.add_paragraph(text)
    document.add_heading("BRAG key", 2)
    key = _table(document, _KEY, (25, 120), head=False)
    for row, (name, _) in zip(key.rows, _KEY, strict=True):
        _shade(row.cells[0], _COLOURS[name.lower()])


def _weakness(document: Any, r: Values) -> None:
    heading = document.add_heading(f"Area of significant weakness {r['ref']}: {r['text']}", 1)
    heading.paragraph_format.page_break_before = True
    block = (
        ("What the inspectors found", r["found"]),
        ("Senior responsible officers", r["officer"]),
        ("Outcome we want to see", r["outcome"]),
    )
    _table(document, block, (50, 220), head=False)
    document.add_paragraph()
    rows = [_HEADS]
    for a in r["action"]:
        lines = (a["ref"], a["text"], a["lead"], a["by"], *a["targets"], a["rag"].upper(), a["progress"])
        rows.append(lines)
    table = _table(document, rows, _WIDTHS)
    for row, a in zip(table.rows[1:], r["action"], strict=True):
        _shade(row.cells[7], _COLOURS[a["rag"]])


def _table(document: Any, rows: Any, widths: tuple[float, ...], head: bool = True) -> Any:
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, texts in enumerate(rows):
        cells = table.add_row().cells
        for column, (cell, text, width) in enumerate(zip(cells, texts, widths, strict=True)):
            cell.width = Mm(width)
            titled = number == 0 if head else column == 0
            _fill(cell, text, titled)
            if titled:
                _shade(cell, "E2E8F0")
    if head:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
    return table


def _fill(cell: Any, text: str, bold: bool) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if line.startswith("• "):
            paragraph.style = "List Bullet"
        for part in re.split(r"(~~.+?~~)", line.removeprefix("• ")):
            run = paragraph.add_run(part.strip("~"))
            run.font.size, run.font.bold, run.font.strike = Pt(10.5), bold, part.startswith("~~")
            run.font.color.rgb = RGBColor(0x80, 0, 0) if part.startswith("~~") else None


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _page_number(paragraph: Any) -> None:
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
