"""Word files: what Word prints, from files that hold what people put into plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from extractors.docx_numbering import Numberer
from extractors.docx_reader import DocxReader
from extractors.flow import OpenDocument

W = nsdecls("w")


def saved(document: Any, folder: Path) -> OpenDocument:
    path = folder / "plan.docx"
    document.save(str(path))
    return DocxReader().read(path)


def lines(document: OpenDocument) -> list[str]:
    """Everything that is printed, line by line."""
    words = [w for page in document.pages for w in page.words]
    texts: dict[tuple[float, ...], list[str]] = {}
    for word in words:
        texts.setdefault((round(word.box.bottom, 1),), []).append(word.text)
    return [" ".join(parts) for _, parts in sorted(texts.items())]


LISTS = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2.%3"/><w:isLgl/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


@pytest.mark.parametrize(
    ("uses", "printed"),
    [
        ([("1", 0)] * 3, ["1.", "2.", "3."]),
        ([("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)], ["1.", "(a)", "(b)", "2.", "(a)"]),
        ([("1", 0), ("1", 1), ("1", 2)], ["1.", "(a)", "1.1.1"]),
        ([("2", 0), ("2", 0), ("2", 1)], ["iii)", "iv)", "•"]),
        ([("1", 0), ("1", 0), ("3", 0), ("3", 0)], ["1.", "2.", "1.", "2."]),
        ([("1", 0), ("4", 0)], ["1.", "2."]),
        ([("9", 0)], [""]),
    ],
    ids=["plain", "letters begin again", "legal", "start and bullet", "restart", "one list goes on", "unknown list"],
)
def test_numbers_are_those_that_word_prints(uses: list[tuple[str, int]], printed: list[str]) -> None:
    numberer = Numberer(parse_xml(LISTS))
    assert [numberer.label(number_id, depth) for number_id, depth in uses] == printed


def test_numbers_of_a_list_style_stand_before_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)
    for text in ("Write the policy", "Train the staff"):
        cell.add_paragraph(text, "List Number")
    cell.add_paragraph("", "List Number")
    cell.add_paragraph("Audit the cases", "List Number")
    document.add_paragraph("A point", "List Bullet")
    read = saved(document, tmp_path)
    held = [line.text for c in read.tables[0].cells for line in c.lines]
    assert held == ["1. Write the policy", "2. Train the staff", "3. Audit the cases"]
    assert "• A point" in lines(read)


def test_tracked_changes_are_accepted_and_told(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Due ")
    deleted = f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>May </w:delText></w:r></w:del>'
    inserted = f'<w:ins {W} w:id="2" w:author="a"><w:r><w:t>June 2014</w:t></w:r></w:ins>'
    for part in (deleted, inserted):
        paragraph._p.append(parse_xml(part))
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text = "kept", "row that was deleted"
    mark = parse_xml(f'<w:trPr {W}><w:del w:id="3" w:author="a"/></w:trPr>')
    table.rows[1]._tr.insert(0, mark)
    read = saved(document, tmp_path)
    assert lines(read) == ["Due June 2014", "kept"]
    assert [note.code for note in read.notes] == ["tracked_changes"]


def test_marks_of_the_text_are_kept(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, name in (("May 2014", "strike"), ("Head of Service", "underline"), ("Now", "bold"), ("then", "italic")):
        setattr(paragraph.add_run(text).font, name, True)
        paragraph.add_run(" ")
    paragraph.add_run("never printed").font.hidden = True
    paragraph.add_run("loud").font.all_caps = True
    read = saved(document, tmp_path)
    words = {w.text: w for w in read.pages[0].words}
    assert words["May 2014"].struck
    assert words["Head of Service"].underlined
    assert words["Now"].bold
    assert words["then"].italic
    assert "LOUD" in words
    assert "never printed" not in " ".join(words)
    assert [note.code for note in read.notes] == ["hidden_text"]


def test_merged_and_coloured_cells(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Theme"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Recommendation"
    for row in (1, 2):
        table.cell(row, 1).text = f"Action {row}"
    shade = parse_xml(f'<w:shd {W} w:val="clear" w:fill="92D050"/>')
    table.cell(2, 2)._tc.get_or_add_tcPr().append(shade)
    cells = {(c.row0, c.row1, c.col0, c.col1): c for c in saved(document, tmp_path).tables[0].cells}
    assert cells[0, 1, 0, 3].text == "Theme"
    assert cells[1, 3, 0, 1].text == "Recommendation"
    assert cells[2, 3, 2, 3].fill == (0x92, 0xD0, 0x50)
    assert cells[2, 3, 1, 2].box.top == cells[1, 2, 1, 2].box.bottom


def test_a_small_table_in_a_cell_stays_in_it_and_a_large_one_is_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(2, 3)
    for row in range(2):
        for col in range(3):
            outer.cell(row, col).text = f"r{row} c{col}"
    inner = outer.cell(1, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "May", "June"
    frame = document.add_table(1, 1)
    large = frame.cell(0, 0).add_table(2, 2)
    large.cell(1, 1).text = "inside"
    read = saved(document, tmp_path)
    assert [len(table.cells) for table in read.tables] == [6, 4]
    assert next(c for c in read.tables[0].cells if (c.row0, c.col0) == (1, 2)).text == "r1 c2\nMay June"


def test_text_boxes_footnotes_and_running_lines(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "OFFICIAL"
    document.sections[0].footer.paragraphs[0].text = "Version 3"
    paragraph = document.add_paragraph("Beside the box")
    content = f"<w:txbxContent {W}><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{content}</v:textbox></v:shape>'
    pict = parse_xml(f"<w:pict {W}>{shape}</w:pict>")
    paragraph.add_run()._r.append(pict)
    read = saved(document, tmp_path)
    assert [line.text for line in read.furniture] == ["OFFICIAL", "Version 3"]
    assert {"Beside the box", "In the box"} <= set(lines(read))


def test_pages_are_what_stands_between_page_breaks(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("First")
    document.add_page_break()
    document.add_paragraph("Second").paragraph_format.page_break_before = True
    read = saved(document, tmp_path)
    assert [[w.text for w in page.words] for page in read.pages if page.words] == [["First"], ["Second"]]


def test_lines_wrap_and_never_begin_with_what_looks_like_a_number(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.autofit = False
    table.columns[0].width = docx.shared.Pt(110)
    table.cell(0, 0).text = "Plans are made for each young person aged 16 to 21. They are read twice."
    held = saved(document, tmp_path).tables[0].cells[0]
    assert len(held.lines) > 3
    assert not any(line.text.startswith("21.") for line in held.lines)
    assert " ".join(held.text.split()).count("21.") == 1


def test_deleted_paragraph_marks_join_two_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    first = document.add_paragraph("One ")
    mark = parse_xml(f'<w:rPr {W}><w:del w:id="1" w:author="a"/></w:rPr>')
    first._p.get_or_add_pPr().append(mark)
    document.add_paragraph("sentence")
    assert first._p.find(qn("w:pPr")) is not None
    assert lines(saved(document, tmp_path)) == ["One sentence"]
