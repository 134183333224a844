from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.contract import Page
from extractors.lines import lines_of
from extractors.plumber import PlumberReader
from extractors.quick import QuickReader
from extractors.ruled import RuledExtractor
from tests.drawing import save, sheet
from tests.plans.build import LAYOUTS, build

ROOT = Path(__file__).resolve().parents[2]
TAGGED = ROOT / "tests" / "data" / "tagged.pdf"
SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))


@pytest.fixture
def page(tmp_path: Path) -> Page:
    drawn = sheet(tmp_path / "page.pdf")
    drawn.text(50, 100, "Head of Safeguarding", underline=True)
    drawn.text(50, 130, "Meeting on 25")
    drawn.superscript(50 + drawn.canvas.stringWidth("Meeting on 25", "Helvetica", 9), 130, "th")
    drawn.text(50, 160, "Heading", bold=True)
    drawn.fill(200, 90, 300, 120, (0.8, 0.1, 0.1))
    drawn.line(200, 200, 400, 200)
    drawn.line(200, 200, 200, 300)
    save(drawn)
    return QuickReader().read(tmp_path / "page.pdf")[0]


def test_words_have_text_box_font_and_size(page: Page) -> None:
    word = page.words[0]
    assert (word.text, word.tokens, word.font, round(word.size, 1)) == ("Head of Safeguarding", 3, "Helvetica", 9.0)
    assert word.box.x0 == pytest.approx(50, abs=0.6)
    assert word.box.top < 100 < word.box.bottom


def test_an_underline_belongs_to_its_words_and_is_no_rule(page: Page) -> None:
    assert [w.text for w in page.words if w.underlined] == ["Head of Safeguarding"]
    assert all(abs(rule.box.top - 101.2) > 1 for rule in page.rules)


def test_a_superscript_joins_its_number(page: Page) -> None:
    assert "Meeting on 25th" in [line.text for line in lines_of(page.words, 1)]


def test_weight_fill_and_rules_are_read(page: Page) -> None:
    assert [w.text for w in page.words if w.bold] == ["Heading"]
    assert [fill.colour for fill in page.fills] == [(204, 26, 26)]
    assert Counter(rule.horizontal for rule in page.rules) == {True: 1, False: 1}


def words_of(page: Page) -> Counter[str]:
    return Counter(word for line in lines_of(page.words, page.number) for word in line.text.split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_both_readers_see_the_same_words_and_rules(path: Path) -> None:
    quick, plumber = QuickReader().read(path), PlumberReader().read(path)
    for first, second in zip(quick, plumber, strict=True):
        assert words_of(first) == words_of(second), f"page {first.number}"
        assert {f.colour for f in first.fills} == {f.colour for f in second.fills}, f"page {first.number}"


def ruled_cells(page: Page) -> list[list[tuple[int, int, str]]]:
    return [[(c.row0, c.col0, c.text) for c in table.cells] for table in RuledExtractor().tables(page)]


@pytest.mark.parametrize("name", [*LAYOUTS, *(path.stem for path in SAMPLES), TAGGED.stem])
def test_both_readers_see_the_same_lines_and_the_same_ruled_cells(name: str, tmp_path: Path) -> None:
    known = {path.stem: path for path in (*SAMPLES, TAGGED)}
    path = known[name] if name in known else build(name, tmp_path)
    for first, second in zip(QuickReader().read(path), PlumberReader().read(path), strict=True):
        if first.turned:
            assert words_of(first) == words_of(second), f"page {first.number}: its number lies on its side"
            continue
        one, other = (Counter(line.text for line in lines_of(page.words, 1)) for page in (first, second))
        assert one == other, f"page {first.number}"
        assert ruled_cells(first) == ruled_cells(second), f"page {first.number}"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_reads_as_it_is_seen(tmp_path: Path, turn: int) -> None:
    upright, rotated = tmp_path / "upright.pdf", tmp_path / "rotated.pdf"
    drawn = sheet(upright)
    drawn.text(100, 50, "Corner")
    save(drawn)
    document = pdfium.PdfDocument(upright)
    document[0].set_rotation(turn)
    document.save(rotated)
    page = QuickReader().read(rotated)[0]
    x, y = page.words[0].box.centre
    near = {90: (page.width - 50, 115), 180: (page.width - 115, page.height - 50), 270: (50, page.height - 115)}[turn]
    assert (x, y) == pytest.approx(near, abs=12)
    assert (page.width > page.height) == (turn == 180)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_text_lies_on_its_side_is_turned(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "sideways.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
    canvas.rotate(turn)
    for row, (task, lead) in enumerate((("Action", "Lead"), ("Review all open cases", "Head of Service"))):
        canvas.drawString(60, 500 - 30 * row, task)
        canvas.drawString(300, 500 - 30 * row, lead)
    canvas.save()
    expected = ["Action Lead", "Review all open cases Head of Service"]
    for reader in (QuickReader(), PlumberReader()):
        page = reader.read(path)[0]
        assert [line.text for line in lines_of(page.words, 1)] == expected
        assert (page.width > page.height) == (turn != 180)


def test_a_few_words_on_their_side_turn_no_page(tmp_path: Path) -> None:
    path = tmp_path / "margin.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for row in range(12):
        canvas.drawString(60, 700 - 14 * row, "The board met in March and heard from each of the leads")
    canvas.rotate(90)
    canvas.drawString(100, -20, "Draft for consultation")
    canvas.save()
    assert [reader.read(path)[0].turned for reader in (QuickReader(), PlumberReader())] == [0, 0]
