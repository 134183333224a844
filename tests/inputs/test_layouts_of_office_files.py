"""One small plan in many layouts of Word files and web pages: every one gives the same actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline.export import read_rows
from pipeline.run import run_plans
from pipeline.settings import Settings

W = nsdecls("w")
TITLE = "Farrowdale Council: improvement plan"
DATED = "Updated 30 September 2019. Ofsted inspected services for children in May 2019."
HEADS = ("Ref", "Action", "Lead", "By when", "Progress")
RECOMMENDATIONS = {
    "Improve the supervision of social workers": (
        ("1.1", "Write a policy on supervision", "Head of Service", "31 May 2019", "Completed"),
        ("1.2", "Train all managers in the policy", "Principal Social Worker", "30 June 2019", "In progress"),
    ),
    "Improve the quality of care plans": (
        ("2.1", "Audit forty care plans each month", "Service Manager", "December 2019", "Not started"),
    ),
}
Row = tuple[str, ...]
Table = list[tuple[str, tuple[Row, ...]]]


def wanted() -> list[Row]:
    dates = {"31 May 2019": "2019-05-31", "30 June 2019": "2019-06-30", "December 2019": "2019-12-31"}
    states = {"Completed": "completed", "In progress": "in_progress", "Not started": "not_started"}
    return [
        (recommendation, ref, action, lead, dates[due], states[progress])
        for recommendation, rows in RECOMMENDATIONS.items()
        for ref, action, lead, due, progress in rows
    ]


def read(path: Path, out: Path) -> list[dict[str, Any]]:
    run_plans([path], out, Settings(), lambda _: None)
    return read_rows(out, "actions")


def said(actions: Sequence[dict[str, Any]]) -> list[Row]:
    names = ("recommendation", "action_ref", "action", "leads", "due_date", "status")
    return [tuple(str(row[name] if name != "leads" else "; ".join(row[name])) for name in names) for row in actions]


def document() -> Any:
    made = docx.Document()
    made.add_heading(TITLE, 0)
    made.add_paragraph(DATED)
    return made


def numbered() -> Table:
    return [(f"Recommendation {n}: {text}", rows) for n, (text, rows) in enumerate(RECOMMENDATIONS.items(), 1)]


def add_table(made: Any, rows: Sequence[Sequence[str]], into: Any = None) -> Any:
    table = into.add_table(0, len(HEADS)) if into is not None else made.add_table(0, len(HEADS), "Table Grid")
    for row in (HEADS, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    return table


def each_table(change: Callable[[Any, Sequence[Row]], None]) -> Any:
    made = document()
    for heading, rows in numbered():
        made.add_heading(heading, 2)
        change(add_table(made, rows), rows)
    return made


def wrapped(element: Any) -> None:
    """Put an element into a content control."""
    control = parse_xml(f"<w:sdt {W}><w:sdtPr/><w:sdtContent/></w:sdt>")
    element.addprevious(control)
    control.find(qn("w:sdtContent")).append(element)


def controls(table: Any, rows: Sequence[Row]) -> None:
    progress = table.cell(1, 4).paragraphs[0]
    progress.clear()
    choice = '<w:dropDownList><w:listItem w:displayText="Delayed" w:value="d"/></w:dropDownList>'
    text = f"<w:sdtContent><w:r><w:t>{rows[0][4]}</w:t></w:r></w:sdtContent>"
    progress._p.append(parse_xml(f"<w:sdt {W}><w:sdtPr>{choice}</w:sdtPr>{text}</w:sdt>"))
    cell, row = table.cell(1, 2)._tc, table.rows[len(rows)]._tr
    wrapped(cell)
    wrapped(row)


def tracked(table: Any, rows: Sequence[Row]) -> None:
    cell = table.cell(1, 3).paragraphs[0]
    cell.clear()
    for part in (
        f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>1 January 2001</w:delText></w:r></w:del>',
        f'<w:ins {W} w:id="2" w:author="a"><w:r><w:t>{rows[0][3]}</w:t></w:r></w:ins>',
    ):
        cell._p.append(parse_xml(part))


def struck(table: Any, rows: Sequence[Row]) -> None:
    cell = table.cell(1, 3).paragraphs[0]
    cell.clear()
    cell.add_run("1 January 2019").font.strike = True
    last = cell.add_run()
    last.add_break()
    last.add_text(rows[0][3])


def soft_breaks(table: Any, rows: Sequence[Row]) -> None:
    cell = table.cell(1, 1).paragraphs[0]
    cell.clear()
    first, second = rows[0][1].split(" ", 1)
    run = cell.add_run(first)
    run.add_break()
    run.add_text(second)


def plain(table: Any, rows: Sequence[Row]) -> None:
    """As it is."""


def nested() -> Any:
    made = document()
    for heading, rows in numbered():
        made.add_heading(heading, 2)
        add_table(made, rows, made.add_table(1, 1, "Table Grid").cell(0, 0))
    return made


def sections() -> Any:
    made = document()
    for heading, rows in numbered():
        made.add_section()
        made.add_heading(heading, 2)
        add_table(made, rows)
    return made


def bands() -> Any:
    made = document()
    table = add_table(made, [row for heading, rows in numbered() for row in [(heading, "", "", "", ""), *rows]])
    for row in (1, 4):
        table.cell(row, 0).merge(table.cell(row, 4))
    return made


def text_box() -> Any:
    made = each_table(plain)
    box = (
        f'<w:r {W}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
        "<w:t>Contact the council.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    made.paragraphs[1]._p.append(parse_xml(box))
    made.sections[0].header.paragraphs[0].text = "OFFICIAL"
    made.sections[0].footer.paragraphs[0].text = "Page 1 of 1"
    return made


WORD: dict[str, Callable[[], Any]] = {
    "one table each": lambda: each_table(plain), "content controls": lambda: each_table(controls),
    "tracked changes": lambda: each_table(tracked), "struck dates": lambda: each_table(struck),
    "soft line breaks": lambda: each_table(soft_breaks), "tables in frames": nested, "sections": sections,
    "bands": bands, "text box, header, footer": text_box,
}  # fmt: skip


@pytest.mark.parametrize("layout", WORD)
def test_word_files_in_every_layout_give_the_same_actions(layout: str, tmp_path: Path) -> None:
    WORD[layout]().save(str(tmp_path / "plan.docx"))
    actions = read(tmp_path / "plan.docx", tmp_path / "out")
    assert said(actions) == wanted()
    revised = [row["action_ref"] for row in actions if row["due_original"]]
    assert revised == (["1.1", "2.1"] if layout == "struck dates" else [])


def test_numbers_that_word_prints_in_empty_cells_are_references(tmp_path: Path) -> None:
    made = document()
    made.add_heading("Recommendation 1: Improve the supervision of social workers", 2)
    table = add_table(made, [("", *row[1:]) for row in numbered()[0][1]])
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = "List Number"
    made.save(str(tmp_path / "plan.docx"))
    actions = read(tmp_path / "plan.docx", tmp_path / "out")
    assert [(row["action_ref"], "unnumbered" in row["flags"]) for row in actions] == [("1", False), ("2", False)]


def test_bands_under_the_recommendation_of_a_heading_are_phases(tmp_path: Path) -> None:
    made = document()
    (first, rows), (second, others) = numbered()
    made.add_heading(first, 2)
    blank = ("", "", "", "", "")
    table = add_table(made, [blank, rows[0], blank, rows[1]])
    for row, phase in ((1, "MUST DO"), (3, "Embedding")):
        table.cell(row, 0).merge(table.cell(row, 4)).text = phase
    made.add_heading(second, 2)
    add_table(made, others)
    made.save(str(tmp_path / "plan.docx"))
    actions = read(tmp_path / "plan.docx", tmp_path / "out")
    assert said(actions) == wanted()
    assert [(row["phase"], row["section"]) for row in actions] == [("MUST DO", ""), ("Embedding", ""), ("", "")]


def html_rows(rows: Sequence[Row], row: str = "<tr>{}</tr>", cell: str = "<td>{}</td>") -> str:
    return "".join(row.format("".join(cell.format(text) for text in one)) for one in rows)


def html_tables(table: str, head: str, row: str = "<tr>{}</tr>", cell: str = "<td>{}</td>") -> str:
    heads = html_rows([HEADS], row, head)
    return "".join(f"<h2>{name}</h2>{table.format(heads + html_rows(rows, row, cell))}" for name, rows in numbered())


def merged() -> str:
    rows = []
    for text, actions in RECOMMENDATIONS.items():
        for number, action in enumerate(actions):
            span = "" if number else f"<td rowspan={len(actions)}>{text}</td>"
            rows.append("<tr>" + span + "".join(f"<td>{value}</td>" for value in action) + "</tr>")
    heads = "".join(f"<th>{head}</th>" for head in ("Recommendation", *HEADS))
    return f"<table><thead><tr>{heads}</tr></thead>{''.join(rows)}</table>"


WEB: dict[str, Callable[[], str]] = {
    "tables": lambda: html_tables("<table>{}</table>", "<th>{}</th>"),
    "merged cells": merged,
    "table in a table": lambda: html_tables("<table><tr><td><table>{}</table></td></tr></table>", "<th>{}</th>"),
    "roles": lambda: html_tables(
        "<div role=table>{}</div>", "<b role=columnheader>{}</b>", "<div role=row>{}</div>", "<i role=cell>{}</i>"
    ),
    "details": lambda: (
        html_tables("<table>{}</table>", "<th>{}</th>")
        .replace("<h2>", "<details><summary>")
        .replace("</h2>", "</summary>")
        .replace("</table>", "</table></details>")
    ),
}


@pytest.mark.parametrize("layout", WEB)
def test_web_pages_in_every_layout_give_the_same_actions(layout: str, tmp_path: Path) -> None:
    site = "<nav><ul><li>Home</li></ul></nav><div id=cookie-notice>We use cookies.</div><script>let x = 1</script>"
    page = f"<html><body>{site}<main><h1>{TITLE}</h1><p>{DATED}</p>{WEB[layout]()}</main></body></html>"
    (tmp_path / "plan.html").write_text(page, encoding="utf-8")
    assert said(read(tmp_path / "plan.html", tmp_path / "out")) == wanted()
