"""Web pages: what a browser shows, as lines and tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.faults import DamagedError
from extractors.flow import OpenDocument
from extractors.html_reader import HtmlReader
from extractors.lines import lines_of


def read(body: str, folder: Path, head: str = "", encoding: str = "utf-8") -> OpenDocument:
    path = folder / "plan.html"
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return HtmlReader().read(path)


def lines(document: OpenDocument) -> list[str]:
    return [line.text for line in lines_of(document.pages[0].words, 1)]


def grid(document: OpenDocument) -> dict[tuple[int, int, int, int], str]:
    return {(c.row0, c.row1, c.col0, c.col1): c.text for c in document.tables[0].cells}


def test_spans_are_resolved(tmp_path: Path) -> None:
    rows = (
        "<tr><th rowspan=2>Ref</th><th colspan=2>Action</th></tr><tr><td>What</td><td>Who</td></tr>"
        "<tr><td>1</td><td rowspan=9>Train</td><td>DCS</td></tr><tr><td>2</td><td>HoS</td></tr>"
    )
    assert grid(read(f"<table>{rows}</table>", tmp_path)) == {
        (0, 2, 0, 1): "Ref", (0, 1, 1, 3): "Action", (1, 2, 1, 2): "What", (1, 2, 2, 3): "Who",
        (2, 3, 0, 1): "1", (2, 4, 1, 2): "Train", (2, 3, 2, 3): "DCS", (3, 4, 0, 1): "2", (3, 4, 2, 3): "HoS",
    }  # fmt: skip


def test_what_is_not_shown_is_left_out(tmp_path: Path) -> None:
    body = (
        "<p>Shown<script>var x = 'script'</script></p><p hidden>one</p><p style='display:none'>two</p>"
        "<p class=gone>three</p><span class='govuk-visually-hidden'>four</span><noscript>five</noscript><!-- six -->"
    )
    assert lines(
        read(body, tmp_path, "<style>p.gone, .x { display: none } @media print { p { color: red } }</style>")
    ) == ["Shown"]


@pytest.mark.parametrize(
    ("markup", "mark"),
    [
        ("<b>x</b>", "bold"), ("<span style='font-weight:700'>x</span>", "bold"), ("<em>x</em>", "italic"),
        ("<u>x</u>", "underlined"), ("<span style='text-decoration: underline'>x</span>", "underlined"),
        ("<del>x</del>", "struck"), ("<span class=old>x</span>", "struck"), ("<sup>x</sup>", "raised"),
    ],
)  # fmt: skip
def test_marks_of_the_text_are_kept(markup: str, mark: str, tmp_path: Path) -> None:
    words = read(f"<p>y {markup} z</p>", tmp_path, "<style>.old{text-decoration:line-through}</style>").pages[0].words
    assert [w.text for w in words if getattr(w, mark)] == ["x"]
    assert not any(w.underlined for w in read("<p><a href=#>x</a></p>", tmp_path).pages[0].words)


def test_colours_of_text_and_ground(tmp_path: Path) -> None:
    row = "<tr style='background:#ffc000'><td>a</td><td bgcolor=green>b</td><td style='color:red'>c</td></tr>"
    cells = read(f"<table>{row}</table>", tmp_path).tables[0].cells
    assert [c.fill for c in cells] == [(255, 192, 0), (0, 128, 0), (255, 192, 0)]
    assert cells[2].lines[0].words[0].colour == (255, 0, 0)


def test_lists_bear_their_numbers(tmp_path: Path) -> None:
    body = (
        "<ol type=a start=3><li>first<li>second<ul><li>point</ul></ol>"
        "<ol style='list-style-type: upper-roman'><li value=4>fourth</ol>"
    )
    assert lines(read(body, tmp_path)) == ["c. first", "d. second", "• point", "IV. fourth"]


def test_definition_lists_are_labels_with_values(tmp_path: Path) -> None:
    body = (
        "<dl><div><dt>Responsible officer:</dt><dd>Head of Service</dd></div><dt>Due date</dt><dd>31 March 2024</dd>"
        "<dt>Who</dt><dd>Director</dd><dd>Nurse</dd></dl>"
    )
    read_page = read(body, tmp_path)
    assert lines(read_page) == [
        "Responsible officer: Head of Service", "Due date: 31 March 2024", "Who", "Director", "Nurse",
    ]  # fmt: skip
    assert [w.text for w in read_page.pages[0].words if w.bold] == ["Responsible officer:", "Due date:", "Who"]


def test_menus_and_footers_are_furniture(tmp_path: Path) -> None:
    body = "<header>Borsetshire</header><nav><ul><li>Home</ul></nav><main><h1>Plan</h1></main><footer>Contact</footer>"
    document = read(body, tmp_path)
    assert [line.text for line in document.furniture] == ["Borsetshire", "• Home", "Contact"]
    assert max(w.size for w in document.pages[0].words) == 18


def test_tables_that_arrange_are_looked_through(tmp_path: Path) -> None:
    inner = "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    for outer in (
        f"<table><tr><td>{inner}</td></tr></table>",
        f"<table role=presentation><tr><td>x<td>{inner}</table>",
    ):
        tables = read(outer, tmp_path).tables
        assert [len(table.cells) for table in tables] == [4]


def test_paragraphs_and_blank_lines_keep_their_heights(tmp_path: Path) -> None:
    body = "<table><tr><td>a<br>b<br><br>c</td><td><p>a</p><p>b</p><p>&nbsp;</p><p>c</p></td></tr></table>"
    left, right = read(body, tmp_path).tables[0].cells
    assert [line.text for line in left.lines] == ["a", "b", "c"]
    assert [line.box.top for line in left.lines] == [line.box.top for line in right.lines]


@pytest.mark.parametrize(("encoding", "head"), [
    ("utf-8", ""), ("cp1252", ""), ("cp1252", "<meta charset=iso-8859-1>"), ("utf-16", ""),
    ("utf-8", "<meta http-equiv=Content-Type content='text/html; charset=utf-8'>"),
])  # fmt: skip
def test_encodings(encoding: str, head: str, tmp_path: Path) -> None:
    assert lines(read("<p>Children’s plan – £5</p>", tmp_path, head, encoding)) == ["Children’s plan – £5"]


def test_pages_saved_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.mhtml"
    head = "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    part = "--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    part += "<p>caf=C3=A9 =3D plan</p>\r\n"
    path.write_text(head + part + "--x--\r\n", encoding="utf-8", newline="")
    assert lines(HtmlReader().read(path)) == ["café = plan"]
    path.write_text(head + "--x--\r\n", encoding="utf-8", newline="")
    with pytest.raises(DamagedError):
        HtmlReader().read(path)


ROLES = """<div role=table><div role=rowgroup><div role=row><span role=columnheader>Action</span>
<span role=columnheader>Lead</span></div></div><div role=rowgroup><div role=row><div role=cell>Write <b>it</b>
<ul><li>now</li></ul></div><div><span role=cell>Head of Service</span></div></div>
<div role=row><span role=cell aria-colspan=2>Theme</span></div></div></div>"""
STYLED = """<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style><div class=t>
<div class=r><p class=c>Action</p><p class=c>Lead</p></div>
<div class=r><p class=c>Audit</p><p class=c>DCS</p></div></div>"""


@pytest.mark.parametrize(
    ("body", "cells"),
    [
        (ROLES, ["Action", "Lead", "Write it\n• now", "Head of Service", "Theme"]),
        (STYLED, ["Action", "Lead", "Audit", "DCS"]),
    ],
    ids=["roles", "styles"],
)
def test_tables_made_of_other_elements_are_tables(body: str, cells: list[str], tmp_path: Path) -> None:
    (table,) = read(body, tmp_path).tables
    assert [cell.text for cell in sorted(table.cells, key=lambda c: (c.row0, c.col0))] == cells
    assert max(cell.col1 for cell in table.cells) == 2


RESPONSIVE = """<style>td{color:#111} @media print{.part{display:none}} @media (max-width: 600px){thead{display:none}
td{display:block}} @media screen and (min-width:700px){i{display:none}}</style><table><thead><tr><th>Action<th>Lead</tr>
</thead><tr class=part><td>Audit<td>DCS</tr></table><i>aside</i>"""
HEAD = "<thead><tr><th>Action<th>Lead</tr></thead>"
REPEATED = f"<table>{HEAD}<tbody><tr><td>One<td>DCS</tr></tbody>{HEAD}<tbody><tr><td>Two<td>DCS</tr></tbody></table>"


def test_what_holds_on_paper_or_small_screens_hides_nothing(tmp_path: Path) -> None:
    read_page = read(RESPONSIVE, tmp_path)
    assert [cell.text for cell in read_page.tables[0].cells] == ["Action", "Lead", "Audit", "DCS"]
    assert "aside" not in " ".join(w.text for w in read_page.pages[0].words)


def test_only_the_first_head_of_a_table_is_moved_to_its_top(tmp_path: Path) -> None:
    (table,) = read(REPEATED, tmp_path).tables
    assert [cell.text for cell in table.cells][::2] == ["Action", "One", "Action", "Two"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('<p>Due May<span aria-hidden="true"> ★</span></p>', "Due May"),
        ('<div aria-hidden="true"><p>Write behind the dialogue</p></div>', "Write behind the dialogue"),
        ('<div class="accordion-body" style="display:none">Audit the cases</div>', "Audit the cases"),
        ("<div role=tabpanel hidden>Audit the cases</div>", "Audit the cases"),
        ("<details><summary>Priority 1</summary>Audit the cases</details>", "Priority 1 Audit the cases"),
        ("<div hidden>Old text</div><p>New</p>", "New"),
        ("<p>A &amp; B &ndash; 3&nbsp;May &#8217;14</p>", "A & B – 3 May ’14"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_or_opens_is_read(body: str, shown: str, tmp_path: Path) -> None:
    words = " ".join(w.text for w in read(body, tmp_path).pages[0].words)
    assert " ".join(words.replace("\u00a0", " ").split()) == shown


def test_text_that_is_not_shown_is_told(tmp_path: Path) -> None:
    hidden = "<p style='display:none'>Eleven words of an older plan that nobody sees any more</p>"
    (note,) = read(
        f"<p>The plan</p>{hidden}<script>var words = 'one two three four five six seven';</script>", tmp_path
    ).notes
    assert (note.code, note.severity) == ("hidden_text", "warning")
    assert "11 words in 1 places" in note.message


def test_banners_about_cookies_and_paths_to_the_page_are_furniture(tmp_path: Path) -> None:
    banner = "<div class='cookie-banner'><p>We use cookies</p></div><ol class=breadcrumb><li>Home</li></ol>"
    found = read(f"{banner}<div role=dialog>Rate this page</div><p>The plan</p>", tmp_path)
    assert {line.text for line in found.furniture} >= {"We use cookies", "Rate this page"}


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "nonsense"])
def test_pages_in_another_encoding_than_they_declare_are_read(declared: str, tmp_path: Path) -> None:
    page = f"<html><head><meta charset={declared}></head><body><p>Children’s plan – café</p></body></html>"
    for number, encoding in enumerate(("utf-8", "cp1252")):
        path = tmp_path / f"{number}.html"
        path.write_bytes(page.encode(encoding))
        assert "Children’s plan – café" in " ".join(w.text for w in HtmlReader().read(path).pages[0].words)
