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
