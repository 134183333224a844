"""Scans: pages of pictures read as if they were born digital. Needs the program tesseract."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extractors.contract import Box, Page, Word
from extractors.ocr import OcrReader, PictureReader
from extractors.ocr_mend import mended
from extractors.ocr_picture import evened, picture_of, skew, turned, without_border, without_specks
from extractors.ocr_rules import find_lines
from extractors.ruled import RuledExtractor
from extractors.tesseract import is_installed
from pipeline.export import read_rows
from pipeline.legibility import is_legible
from pipeline.run import run_plans
from pipeline.settings import Settings
from pipeline.triage import text_layer, triage
from tests.drawing import Sheet, save, sheet
from tests.scans import pictures, scanned
from tests.scans import save as save_pictures

XS = [40, 90, 360, 560, 780]
HEADS = ["*Ref*", "*Action*", "*Lead*", "*By when*"]
ROWS = [
    HEADS,
    ["1.1", "Write the supervision policy and tell every\nsocial worker what it says", "Head of Service", "31/05/2014"],
    ["1.2", "Audit forty care plans each month", "Principal Social Worker", "30.9.14"],
    ["1.3", "Train the managers of all teams", "Assistant Director", "March 2015"],
]


OTHERS = [
    HEADS,
    ["2.1", "Open a contact point for fathers", "Service Manager", "1 June 2014"],
    ["2.2", "Review the pathway plans of care leavers", "Head of Service", "July 2014"],
]


def page_of_a_plan(page: Sheet, rows: list[list[str]]) -> None:
    page.size = 10
    page.text(40, 40, "Borsetshire improvement plan, May 2014", bold=True)
    page.table(XS, 60, rows)


def drawn(path: Path, rows: list[list[str]]) -> Path:
    page = sheet(path)
    page_of_a_plan(page, rows)
    save(page)
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return drawn(tmp_path / "plan.pdf", ROWS)


def words(page: Page) -> str:
    return " ".join(w.text for w in page.words)


def cells(page: Page) -> list[list[str]]:
    (table,) = RuledExtractor().tables(page)
    rows: list[list[str]] = [[] for _ in range(max(c.row1 for c in table.cells))]
    for cell in sorted(table.cells, key=lambda c: c.col0):
        rows[cell.row0].append(cell.text)
    return rows


def test_the_program_that_reads_is_here() -> None:
    assert is_installed(), "tests of scans need the program tesseract (Debian: tesseract-ocr)"


@pytest.mark.parametrize("angle", [-2.5, -1.0, 0.0, 0.4, 3.0])
def test_pages_are_brought_upright(angle: float, plan: Path) -> None:
    (image,) = pictures(plan, angle=angle)
    grey = cv2.cvtColor(np.asarray(image), cv2.COLOR_RGB2GRAY)
    assert skew(grey) == pytest.approx(-angle, abs=0.06)
    assert skew(turned(grey, skew(grey))) == pytest.approx(0, abs=0.06)


def test_rules_are_those_of_the_drawing(plan: Path, tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(scanned(plan, tmp_path / "scan.pdf", angle=1.0))
    rules, _ = find_lines(picture_of(document[0]))
    document.close()
    assert len([r for r in rules if not r.horizontal and r.box.height > 50]) == len(XS)
    assert len([r for r in rules if r.horizontal and r.box.width > 700]) == len(ROWS) + 1


def test_a_skewed_and_noisy_scan_gives_the_same_cells(plan: Path, tmp_path: Path) -> None:
    (page,) = OcrReader().read(scanned(plan, tmp_path / "scan.pdf", angle=1.0))
    assert cells(page) == [[text.strip("*") for text in row] for row in ROWS]
    assert words(page).startswith("Ref")
    assert {w.text for w in page.words if w.bold} >= {"Ref", "Action", "Lead", "Borsetshire", "improvement"}
    assert not {"supervision", "Audit", "managers"} & {w.text for w in page.words if w.bold}
    assert all(0.3 < w.confidence <= 1 for w in page.words)


def test_underlined_words_and_white_print_on_dark(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 11
    page.text(60, 200, "Head of Localities", underline=True)
    page.text(300, 200, "Director of Strategy")
    page.fill(40, 60, 780, 90, (0.1, 0.1, 0.4))
    page.canvas.setFillColorRGB(1, 1, 1)
    page.text(60, 80, "What needs to happen", bold=True)
    page.canvas.setFillColorRGB(0, 0, 0)
    page.table([40, 400, 780], 90, [["First action of the plan", "May 2014"]])
    for x0, y0, x1, y1 in ((40, 60, 780, 60), (40, 60, 40, 90), (780, 60, 780, 90)):
        page.line(x0, y0, x1, y1)
    save(page)
    (read,) = OcrReader().read(scanned(tmp_path / "plan.pdf", tmp_path / "scan.pdf"))
    assert [w.text for w in read.words if w.underlined] == ["Head", "of", "Localities"]
    assert "What needs to happen" in words(read)
    assert any(max(fill.colour) < 140 for fill in read.fills)


def test_a_page_on_its_side_is_turned(plan: Path, tmp_path: Path) -> None:
    (image,) = pictures(plan)
    save_pictures([image.rotate(90, expand=True)], tmp_path / "side.pdf")
    (page,) = OcrReader().read(tmp_path / "side.pdf")
    assert page.width > page.height
    assert "Write the supervision policy" in words(page)


@pytest.mark.parametrize("name", ["scan.png", "scan.jpg", "scan.tiff"])
def test_picture_files_are_read(name: str, plan: Path, tmp_path: Path) -> None:
    (image,) = pictures(plan, angle=0.5)
    image.save(tmp_path / name, dpi=(200, 200))
    (page,) = PictureReader().read(tmp_path / name)
    assert cells(page)[2] == ROWS[2]


def test_a_picture_file_with_two_pages_and_no_resolution(plan: Path, tmp_path: Path) -> None:
    (image,) = pictures(plan)
    image.save(tmp_path / "scan.tiff", save_all=True, append_images=[Image.new("RGB", image.size, "white")])
    first, second = PictureReader().read(tmp_path / "scan.tiff")
    assert "Audit forty care plans" in words(first)
    assert second.words == ()


def test_a_mixed_document_is_read_page_by_page(plan: Path, tmp_path: Path) -> None:
    other = drawn(tmp_path / "other.pdf", OTHERS)
    scan = pypdfium2.PdfDocument(scanned(other, tmp_path / "scan.pdf", angle=1.0))
    mixed = pypdfium2.PdfDocument(plan)
    mixed.import_pages(scan)
    mixed.save(tmp_path / "mixed.pdf")
    profiles = triage(tmp_path / "mixed.pdf")
    assert [p.kind for p in profiles] == ["text", "ocr"]
    assert text_layer(profiles) == "mixed"
    run_plans([tmp_path / "mixed.pdf"], tmp_path / "out", Settings(), lambda _: None)
    flagged = {row["page"]: "ocr" in row["flags"] for row in read_rows(tmp_path / "out", "actions")}
    assert flagged == {1: False, 2: True}
    told = [(row["code"], row["page"]) for row in read_rows(tmp_path / "out", "findings")]
    assert ("ocr", 2) in told


def test_a_rotten_text_layer_is_read_anew(plan: Path, tmp_path: Path) -> None:
    (image,) = pictures(plan)
    image.save(tmp_path / "page.png")
    canvas = Canvas(str(tmp_path / "rotten.pdf"), pagesize=landscape(A4))
    for row in range(30):
        canvas.drawString(40, 30 + 17 * row, "Wr1t~ th; sxpqrvlsl0n p~l|cy @nd tzll xvxry s0c!al w0rkxr")
    canvas.drawImage(str(tmp_path / "page.png"), 0, 0, *landscape(A4))
    canvas.save()
    (profile,) = triage(tmp_path / "rotten.pdf")
    assert profile.kind == "ocr"
    assert "Write the supervision policy" in words(profile.page)


def test_blank_pictures_are_no_text(tmp_path: Path) -> None:
    save_pictures([Image.new("RGB", (1600, 1100), "white")], tmp_path / "blank.pdf")
    report = run_plans([tmp_path / "blank.pdf"], tmp_path / "out", Settings(), lambda _: None)
    assert [f.code for f in report.failures] == ["no_text"]


PROSE = "The council and its partners will write to all of the families who have asked for help with their plans. "
TABLE = "DD TS 31.12.12 Head of Service SM CLA LSCB 4.5 27.9.12 NHSH (BD) Audit and report Principal Social Worker DCS "


@pytest.mark.parametrize(
    ("text", "legible"),
    [
        (PROSE * 8, True), (TABLE * 12, True), ("", True), ("12 34.5 67% 1,234 " * 40, True),
        ("\uf0b7 Write the policy and tell the staff " * 20, True),
        ("\ufffd\ufffdh \ufffdouncil \ufffd\ufffd " * 30, False), ("Wkh frxqflo dqg lwv sduwqhuv zloo " * 12, False),
        ("Th~ c0unc1l @nd |ts p@rtn~rs w!ll wr1t~ t0 " * 12, True), ("tHe cOUNcil aNd iTS parTNers wIll " * 12, False),
        ("Qrw xvbn pltk gfds mnbv zxcv hjkl rtyp wsdf " * 12, False), ("\ufffd\ufffd\ufffd", False),
    ],
)  # fmt: skip
def test_language_is_told_from_what_broken_layers_hold(text: str, legible: bool) -> None:
    assert is_legible(text.split()) is legible


def test_slips_are_mended_only_where_one_reading_is_meant() -> None:
    line = ["On", '16"', "October", "and", "21°", "Sept.", "DD", "El", "met", "El", "Greco", "aged", '12"', "or", "3"]
    seen = [Word(text, Box(20.0 * n, 10, 20.0 * n + 15, 20), size=10) for n, text in enumerate(line)]
    wanted = 'On 16th October and 21st Sept. DD EI met El Greco aged 12" or 3'
    assert " ".join(word.text for word in mended(seen)) == wanted


def test_shadows_and_dirt_are_taken_out() -> None:
    page = np.tile(np.linspace(150, 255, 600).astype(np.uint8), (400, 1))
    page[100:140, 200:206] = 20
    page[300, 300] = 0
    clean = without_specks(evened(page, 5.0), 5.0)
    assert clean[300, 300] > 200
    assert clean[120, 203] < 100
    assert clean[200, 20] > 240


def test_the_dark_edge_of_a_copy_is_taken_out(plan: Path) -> None:
    (image,) = pictures(plan, angle=0.8)
    framed = Image.new("RGB", (image.width + 120, image.height + 120), (20, 20, 20))
    framed.paste(image, (60, 60))
    grey = cv2.cvtColor(np.asarray(framed), cv2.COLOR_RGB2GRAY)
    clear = without_border(grey)
    assert clear[:50].min() > 200
    assert clear[:, :50].min() > 200
    assert (clear[200:-200, 200:-200] == grey[200:-200, 200:-200]).all()


def test_a_dark_banner_with_letters_at_the_edge_of_a_page_stays() -> None:
    page = np.full((1600, 2200), 250, np.uint8)
    page[:180] = 30
    cv2.putText(page, "Improvement plan for children", (80, 120), cv2.FONT_HERSHEY_SIMPLEX, 3, 250, 8)
    assert (without_border(page) == page).all()


STUMBLING = """#!/bin/sh
for last; do :; done
if [ "$last" = tsv ] && mkdir "$STUMBLED" 2>/dev/null; then echo "read error" >&2; exit 1; fi
exec {program} "$@"
"""


def test_a_page_on_which_the_program_fails_loses_no_other(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = shutil.which("tesseract")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "tesseract").write_text(STUMBLING.format(program=program))
    (folder / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("STUMBLED", str(tmp_path / "stumbled"))
    (image,) = pictures(plan)
    save_pictures([image, image], tmp_path / "two.pdf")
    profiles = triage(tmp_path / "two.pdf")
    assert sorted(p.kind for p in profiles) == ["ocr", "picture"]
    (failed,) = [p for p in profiles if p.kind == "picture"]
    assert [(n.code, n.severity, n.page) for n in failed.notes] == [("page_unread", "error", failed.page.number)]
    assert "read error" in failed.notes[0].message


DOTS = {100: (0, 112, 192), 130: (255, 192, 0), 160: (0, 176, 80)}


def test_coloured_dots_and_white_print_on_a_wide_banner(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 11
    page.fill(40, 50, 780, 80, (0.05, 0.4, 0.14))
    page.canvas.setFillColorRGB(1, 1, 1)
    page.text(60, 70, "Part A: First contact", bold=True)
    page.canvas.setFillColorRGB(0, 0, 0)
    page.table([40, 300, 780], 80, [["Audit the plans", ""]] * 3)
    for y, colour in DOTS.items():
        page.canvas.setFillColorRGB(*(part / 255 for part in colour))
        page.canvas.circle(400, page.canvas._pagesize[1] - y, 4, stroke=0, fill=1)
    save(page)
    (read,) = OcrReader().read(scanned(tmp_path / "plan.pdf", tmp_path / "scan.pdf"))
    assert words(read).startswith("Part A: First contact")
    dots = sorted((w for w in read.words if w.text == "●"), key=lambda w: w.box.top)
    for dot, (y, colour) in zip(dots, DOTS.items(), strict=True):
        assert abs(dot.box.centre[1] - y) < 2
        assert max(abs(a - b) for a, b in zip(dot.colour, colour, strict=True)) < 40


def test_columns_without_rules_are_read_one_by_one(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 10
    for row, (action, when) in enumerate((("Recruit to all vacant posts, by a", "Feb 08 - May"),
                                          ("campaign at three universities", "08 and ongoing"))):  # fmt: skip
        page.text(60, 100 + 12 * row, action)
        page.text(222, 106 + 12 * row, when)
    save(page)
    (read,) = OcrReader().read(scanned(tmp_path / "plan.pdf", tmp_path / "scan.pdf", angle=1.0))
    assert "posts, by a campaign at three universities" in words(read)
    assert "Feb 08 - May 08 and ongoing" in words(read)
