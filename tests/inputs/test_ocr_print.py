"""Small signs in scans: blanks, bullets, hairlines, tiny print and words on their side, told by the ink."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from extractors.contract import Box, Fill, Page, Word
from extractors.ocr import OcrReader
from extractors.ocr_blanks import parted
from extractors.ocr_bullets import opening, with_bullet
from extractors.ocr_dark import flattened
from extractors.ocr_mend import mended
from extractors.ocr_picture import letter_height, picture_of, slant_of, without, without_border
from extractors.ocr_rules import find_lines
from extractors.ocr_runs import in_runs
from extractors.ocr_spelling import respelt
from extractors.tesseract import Seen
from tests.drawing import save, sheet
from tests.scans import scanned

LINE = (1, 1, 1)
SIZE = 40.0


def ink(*blots: tuple[int, int, int, int]) -> np.ndarray:
    found = np.zeros((120, 600), bool)
    for x0, top, x1, bottom in blots:
        found[top:bottom, x0:x1] = True
    return found


def seen(text: str, x0: int, x1: int, top: int = 52, bottom: int = 80) -> Seen:
    return Seen(text, x0, top, x1, bottom, 0.9, LINE)


def test_words_end_where_the_blank_between_them_begins() -> None:
    marks = ink((10, 60, 40, 80), (44, 60, 60, 80), (76, 52, 200, 80))
    first, second = parted([seen("as", 10, 50), seen("briefing", 90, 200)], 80.0, SIZE, marks)
    assert (first.x1, second.x0) == (60, 76)


@pytest.mark.parametrize(
    ("text", "gap", "words"),
    [("Springterm", 12, ["Spring", "term"]), ("Springterm", 4, ["Springterm"])],
    ids=["a blank", "between letters"],
)
def test_two_words_read_as_one_are_parted_at_a_blank(text: str, gap: int, words: list[str]) -> None:
    marks = ink((10, 52, 60, 80), (62, 52, 116, 80), (116 + gap, 52, 170, 80), (172, 52, 196, 80))
    assert [w.text for w in parted([seen(text, 10, 196)], 80.0, SIZE, marks)] == words


@pytest.mark.parametrize(
    ("sign", "top", "gap", "wanted"),
    [("O", 60, 30, "o"), ("0", 60, 30, "o"), ("O", 50, 30, "O"), ("O", 60, 10, "O")],
    ids=["ring", "nought", "capital", "word of one letter"],
)
def test_a_small_ring_set_apart_is_a_bullet(sign: str, top: int, gap: int, wanted: str) -> None:
    marks = ink((10, top, 26, 80), (26 + gap, 52, 200, 80))
    marks[top + 3 : 77, 13:23] = False
    line = [seen(sign, 10, 26, top), seen("Audit", 26 + gap, 200)]
    assert opening(line[0], line, SIZE, marks) == wanted


@pytest.mark.parametrize(
    ("blot", "bullet"), [((20, 52, 48, 80), True), ((20, 0, 48, 120), False)], ids=["large square", "bar of a card"]
)
def test_large_squares_are_bullets_and_bars_are_none(blot: tuple[int, int, int, int], bullet: bool) -> None:
    line = with_bullet([seen("Appoint", 70, 200)], 80.0, SIZE, ink(blot, (70, 52, 200, 80)))
    assert (line[0].text == "•") is bullet


def test_team_managers_are_no_trade_mark() -> None:
    words = [Word("™", Box(0, 10, 15, 20), size=10), Word("Brand™", Box(0, 40, 35, 50), size=10)]
    assert [w.text for w in mended(words)] == ["TM", "Brand™"]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("l", "2", "3"), "1 2 3"), (("]", "2."), "1 2."), (("l", "x", "3"), "l x 3"),
        (("All.1", "A1.2"), "A1.1 A1.2"), (("All.4", "B1.5"), "All.4 B1.5"),
    ],
)  # fmt: skip
def test_a_one_is_mended_where_the_column_proves_it(texts: tuple[str, ...], wanted: str) -> None:
    words = tuple(Word(t, Box(40, 20.0 * i, 50, 20.0 * i + 10), size=10, confidence=0.6) for i, t in enumerate(texts))
    (page,), _ = respelt([Page(1, 600, 800, words)])
    assert " ".join(w.text for w in page.words) == wanted


def test_words_that_begin_a_column_belong_to_no_run_before_them() -> None:
    rows = [("Priority", "Evidence"), ("H", "File"), ("L", "Panel"), ("M", "Report")]
    words = []
    for row, (first, second) in enumerate(rows):
        words.append(Word(first, Box(40, 20.0 * row, 95 if row == 0 else 48, 20.0 * row + 10), size=10))
        words.append(Word(second, Box(100, 20.0 * row, 140, 20.0 * row + 10), size=10))
    (page,) = in_runs([Page(1, 600, 800, tuple(words))])
    assert [w.text for w in page.words][:2] == ["Priority", "Evidence"]
    (other,) = in_runs([Page(1, 600, 800, tuple(words[:2]))])
    assert [w.text for w in other.words] == ["Priority Evidence"]


def test_a_rule_near_the_edge_of_the_page_is_no_border() -> None:
    page = np.full((2200, 1600), 250, np.uint8)
    page[1000:1010, 130:1585] = 20
    assert (without_border(page) == page).all()
    page[:, :60] = 20
    assert without_border(page)[1000:1010, 200:1500].max() == 20
    assert without_border(page)[100:900, :50].min() > 200


def test_round_corners_of_a_dark_ground_leave_no_strokes() -> None:
    grey = np.full((200, 400), 90, np.uint8)
    grey[:40, :40] = 255
    grey[90:110, 150:250] = 250
    flat = flattened(grey, (Fill(Box(0, 0, 400, 200), (90, 90, 90)),), 1.0)
    assert flat[5:35, 5:35].min() > 200
    assert flat[95:105, 160:240].max() < 60


def drawn_scan(tmp_path: Path, grey: float, size: float) -> Path:
    page = sheet(tmp_path / "plan.pdf")
    page.canvas.setStrokeColorRGB(grey, grey, grey)
    page.canvas.setLineWidth(0.3)
    height = page.canvas._pagesize[1]
    for y in (60, 90, 120, 150):
        page.canvas.line(40, height - y, 440, height - y)
    for x in (40, 160, 300, 440):
        page.canvas.line(x, height - 60, x, height - 150)
    page.size = size
    for y in (60, 90, 120):
        page.text(41.5, y + 8, "The timeliness of plans")
        page.text(161.5, y + 8, "Improve the assessments")
    save(page)
    return scanned(tmp_path / "plan.pdf", tmp_path / "scan.pdf", angle=1.0)


@pytest.mark.parametrize(("grey", "size"), [(0.5, 4.7), (0.5, 6.0), (0.0, 9.0)])
def test_hairlines_are_seen_and_words_in_tiny_print_are_none(grey: float, size: float, tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(drawn_scan(tmp_path, grey, size))
    picture = picture_of(document[0])
    assert abs(slant_of(document[0]) - picture.angle) < 0.01
    document.close()
    rules, mask = find_lines(picture)
    assert sorted({round(r.box.centre[1] / 30) * 30 for r in rules if r.horizontal}) == [60, 90, 120, 150]
    assert all(abs(r.box.centre[1] % 30) < 4 or abs(r.box.centre[1] % 30) > 26 for r in rules if r.horizontal)
    assert {min((40, 160, 300, 440), key=lambda x: abs(x - r.box.x0)) for r in rules if not r.horizontal} == {
        40, 160, 300, 440
    }  # fmt: skip
    assert letter_height(without(picture.grey, mask)) / picture.scale == pytest.approx(0.6 * size, rel=0.3)


def test_headings_that_run_up_narrow_cells_are_read(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 9
    page.table([40, 70, 300], 60, [["", "Action"], ["1", "Audit forty care plans each month"]])
    page.canvas.setStrokeColorRGB(0, 0, 0)
    height = page.canvas._pagesize[1]
    for x in (500, 525, 700):
        page.canvas.line(x, height - 60, x, height - 170)
    for y in (60, 140, 170):
        page.canvas.line(500, height - y, 700, height - y)
    page.text(530, 100, "Audit of care plans")
    page.canvas.saveState()
    page.canvas.translate(515, height - 135)
    page.canvas.rotate(90)
    page.canvas.setFont("Helvetica-Bold", 9)
    page.canvas.drawString(0, 0, "Complete by")
    page.canvas.restoreState()
    save(page)
    (read,) = OcrReader().read(scanned(tmp_path / "plan.pdf", tmp_path / "scan.pdf", angle=0.5))
    tall = [w for w in read.words if w.box.height > w.box.width and 480 < w.box.x0 < 525]
    assert [w.text for w in tall] == ["Complete", "by"]
    assert tall[0].box.top > tall[1].box.top
