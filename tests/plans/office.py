"""An invented plan as a Word file, a web page and a spreadsheet, from the facts of its TOML file.

The layout is that of the plan with one action in a row and the recommendation merged over its actions; the PDF of the
same plan is drawn in `ruled`.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl.styles import Font

from tests.plans.facts import Facts, Values
from tests.plans.ruled import FOUR_COLOURS

HEADS = ("Ref", "Ofsted recommendation", "Action", "Lead", "By when", "Progress", "RAG", "Monitoring")
WIDTHS = (12, 46, 58, 34, 27, 44, 11, 35)
TITLE = "Westmere Council: Children's Services Improvement Plan"
INTRODUCTION = (
    "Version 4, updated 30 September 2014.",
    "Ofsted inspected the services of Westmere in February 2014 under the single inspection framework. The report was"
    " published on 16 May 2014 and judged that services require improvement.",
)
KEY = "Key to ratings"


def sections(facts: Facts) -> Iterator[tuple[str, list[Values]]]:
    for section in dict.fromkeys(r["section"] for r in facts.recommendations):
        yield section, [r for r in facts.recommendations if r["section"] == section]


def fields(action: Values) -> list[str]:
    names = ("action", "leads_raw", "deadline_raw", "progress_raw", "letter", "monitoring")
    return [action[name] for name in names]


def as_docx(facts: Facts, path: Path) -> Path:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "OFFICIAL"
    document.add_heading(TITLE, 0)
    for text in INTRODUCTION:
        document.add_paragraph(text)
    document.add_heading(KEY, 2)
    key = document.add_table(0, 2, "Table Grid")
    for letter, meaning in FOUR_COLOURS:
        fill(key.add_row().cells, (letter, meaning))
    for section, recommendations in sections(facts):
        document.add_page_break()
        document.add_heading(section, 1)
        table = document.add_table(1, len(HEADS), "Table Grid")
        for column, width in zip(table.columns, WIDTHS, strict=True):
            column.width = Mm(width)
        for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        for recommendation in recommendations:
            first = len(table.rows)
            for action in recommendation["actions"]:
                fill(table.add_row().cells, (action["action_ref"], "", *fields(action)))
            merged = table.cell(first, 1).merge(table.cell(len(table.rows) - 1, 1))
            merged.text = f"{recommendation['ref']}. {recommendation['text']}"
    document.save(str(path))
    return path


def fill(cells: Any, texts: Any) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


def as_html(facts: Facts, path: Path) -> Path:
    parts = ["<!DOCTYPE html><html><head><title>Plan</title><style>.key{color:#333}</style></head><body>"]
    parts.append("<nav><ul><li>Home</li><li>Council and democracy</li></ul></nav><main>")
    parts.append(f"<h1>{html.escape(TITLE)}</h1>" + "".join(f"<p>{html.escape(t)}</p>" for t in INTRODUCTION))
    rows = "".join(f"<tr><td>{letter}</td><td>{html.escape(text)}</td></tr>" for letter, text in FOUR_COLOURS)
    parts.append(f"<h2>{KEY}</h2><table class=key>{rows}</table>")
    for section, recommendations in sections(facts):
        heads = "".join(f"<th scope=col>{head}</th>" for head in HEADS)
        parts.append(f"<h2>{html.escape(section)}</h2><table><thead><tr>{heads}</tr></thead><tbody>")
        for recommendation in recommendations:
            for number, action in enumerate(recommendation["actions"]):
                cells = [f"<td>{html.escape(text)}</td>" for text in (action["action_ref"], *fields(action))]
                if not number:
                    text = html.escape(f"{recommendation['ref']}. {recommendation['text']}")
                    cells.insert(1, f"<td rowspan={len(recommendation['actions'])}>{text}</td>")
                parts.append("<tr>" + "".join(cells) + "</tr>")
        parts.append("</tbody></table>")
    path.write_text("".join([*parts, "</main><footer><p>Contact us</p></footer></body></html>"]), encoding="utf-8")
    return path


def as_xlsx(facts: Facts, path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    for text in (TITLE, *INTRODUCTION, "", KEY):
        sheet.append([text])
    for letter, meaning in FOUR_COLOURS:
        sheet.append([letter, meaning])
    for section, recommendations in sections(facts):
        sheet.append([])
        sheet.append([section])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        sheet.append([])
        sheet.append(HEADS)
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
        for recommendation in recommendations:
            first = sheet.max_row + 1
            for action in recommendation["actions"]:
                text = f"{recommendation['ref']}. {recommendation['text']}"
                sheet.append([action["action_ref"], text, *map(value, fields(action))])
            sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=2, end_column=2)
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width / 2
    book.save(path)
    return path


def value(text: str) -> object:
    """A day as a real date, as spreadsheets hold it; everything else as text."""
    if re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", text):
        return dt.datetime.strptime(text, "%d %B %Y").replace(tzinfo=dt.UTC).date()
    return text


FORMS: dict[str, Callable[[Facts, Path], Path]] = {"docx": as_docx, "html": as_html, "xlsx": as_xlsx}


def element(name: str, **attributes: str) -> Any:
    """An element of Word's own kind, for what python-docx has no function for."""
    made = OxmlElement(name)
    for key, text in attributes.items():
        made.set(qn(f"w:{key}"), text)
    return made
