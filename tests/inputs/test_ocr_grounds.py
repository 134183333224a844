"""Coloured grounds, strokes of letters, bold type and columns in scans: read as from the page that was scanned."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from extractors.contract import Box, Colour, Page, Rule, Word
from extractors.ocr import OcrReader
from extractors.ocr_grounds import find_grounds
from extractors.ocr_mend import mended
from extractors.ocr_picture import Picture, in_bands, picture_of, without_specks
from extractors.ocr_rules import find_lines
from extractors.ocr_runs import in_runs
from extractors.ocr_words import settled
from pipeline.export import read_rows
from pipeline.extract import page_tables
from pipeline.run import run_plans
from pipeline.settings import Settings
from tests.drawing import Sheet, save, sheet
from tests.scans import scanned

GREEN, RED, NAVY, GREY = (46, 139, 87), (178, 34, 34), (31, 56, 100), (217, 217, 217)
YELLOW, BLUE, AMBER, LILAC = (255, 255, 102), (91, 155, 213), (255, 192, 0), (228, 223, 236)
PLACES = [40, 190, 440, 560, 800]


def fill(page: Sheet, box: Sequence[float], colour: Colour) -> None:
    red, green, blue = colour
    page.fill(box[0], box[1], box[2], box[3], (red / 255, green / 255, blue / 255))


def printed(page: Sheet, x: float, y: float, text: str, colour: Colour) -> None:
    page.canvas.setFillColorRGB(*(part / 255 for part in colour))
    page.text(x, y, text, bold=True)
    page.canvas.setFillColorRGB(0, 0, 0)


def scan(tmp_path: Path, page: Sheet) -> Path:
    save(page)
    return scanned(Path(page.canvas._filename), tmp_path / "scan.pdf", angle=1.0)


def picture(path: Path) -> Picture:
    document = pypdfium2.PdfDocument(path)
    try:
        return picture_of(document[0])
    finally:
        document.close()


def read(path: Path) -> Page:
    (page,) = OcrReader().read(path)
    (joined,) = in_runs([page])
    return joined


def same(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 20


@pytest.mark.parametrize(
    "drawn",
    [
        {(40, 60, 800, 84): GREEN, (250, 100, 470, 160): YELLOW, (250, 160, 470, 200): BLUE},
        {(40, 60, 180, 90): NAVY, (181.5, 60, 400, 90): NAVY, (40, 91.5, 180, 130): LILAC, (40, 200, 100, 214): AMBER},
        {(40, 30, 800, 70): RED, (60, 100, 300, 180): GREY, (100, 120, 200, 140): BLUE},
    ],
    ids=["banner and stacked cells", "cells with white strips between", "one on another"],
)
def test_grounds_are_the_rectangles_that_were_drawn(drawn: dict[Box, Colour], tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    for box, colour in drawn.items():
        fill(page, box, colour)
        printed(page, box[0] + 5, box[1] + 11, "Actions", (255, 255, 255) if min(colour) < 60 else (0, 0, 0))
    found = picture(scan(tmp_path, page)).grounds
    assert len(found) == len(drawn)
    for place, colour in drawn.items():
        (near,) = (f for f in found if max(abs(a - b) for a, b in zip(f.box, place, strict=True)) < 4.5)
        assert same(near.colour, colour)


def test_shadows_photographs_and_blots_are_no_grounds() -> None:
    shade = np.tile(np.linspace(120, 250, 1000)[None, :, None], (700, 1, 3)).astype(np.uint8)
    assert find_grounds(shade, 1.4) == []
    photo = np.full((700, 1000, 3), 250, np.uint8)
    photo[100:400, 200:700] = np.random.default_rng(3).integers(0, 255, (300, 500, 3))
    assert find_grounds(photo, 1.4) == []
    down, across = np.mgrid[:700, :1000]
    photo[:] = 250
    photo[(down - 350) ** 2 + (across - 500) ** 2 < 150**2] = (20, 80, 160)
    assert find_grounds(photo, 1.4) == []


HEADS = ["Recommendation", "Action", "Timescale", "Lead Officer"]
ROWS = [
    ["Improve access to help", "Agree a protocol with adult services", "June 2008", "Commissioner"],
    ["", "Appoint two workers for colleges", "Oct 08", "Service Manager"],
    ["Reduce late assessments", "Move two workers to the referral team", "April 2008", "Head of Service"],
]


def test_a_plan_without_lines_is_read_by_its_colours(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 10
    page.text(40, 40, "Borsetshire action plan 2008", bold=True)
    fill(page, (38, 56, 804, 78), GREEN)
    printed(page, 42, 71, "Be healthy", (255, 255, 255))
    for x, head in zip(PLACES, HEADS, strict=False):
        page.text(x + 2, 94, head, bold=True)
    for number, row in enumerate(ROWS):
        top = 104 + 40 * number
        fill(page, (PLACES[1], top, PLACES[2], top + 38), (YELLOW, BLUE, YELLOW)[number])
        for x, text in zip(PLACES, row, strict=False):
            page.text(x + 2, top + 13, text)
    run_plans([scan(tmp_path, page)], tmp_path / "out", Settings(), lambda _: None)
    rows = list(read_rows(tmp_path / "out", "actions"))
    assert [row["action"] for row in rows] == [row[1] for row in ROWS]
    assert [str(row["due_date"]) for row in rows] == ["2008-06-30", "2008-10-31", "2008-04-30"]
    assert [row["leads_raw"] for row in rows] == [row[3] for row in ROWS]


def test_white_bands_inside_a_ruled_table_make_no_cells(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 10
    fill(page, (40, 77, 800, 94), NAVY)
    fill(page, (560, 94, 800, 111), (255, 0, 0))
    page.table(PLACES, 60, [HEADS, ["", "", "", ""], ["1.1", "Audit the plans", "May 2014", "R"]])
    fill(page, (40.5, 77.5, 799.5, 93.5), NAVY)
    printed(page, 44, 89, "Priority and immediate action", (255, 255, 255))
    found = read(scan(tmp_path, page))
    (table,) = page_tables(found)
    assert max(cell.col1 for cell in table.cells) == 4
    assert "Priority and immediate action" in [cell.text for cell in table.cells]
    (rated,) = (cell for cell in table.cells if cell.text == "R")
    assert rated.fill is not None
    assert same(rated.fill, (255, 0, 0))


@pytest.mark.parametrize(
    ("text", "size"),
    [("The Hill Borough Council", 28), ("Improvement Plan 2017", 36), ("thrifty merriment", 16)],
)
def test_strokes_of_large_letters_are_no_lines(text: str, size: int, tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    for row, font in enumerate(("Helvetica-Bold", "Times-Bold", "Courier-Bold")):
        page.canvas.setFont(font, size)
        page.canvas.drawString(60, 480 - 90 * row, text)
    rules, mask = find_lines(picture(scan(tmp_path, page)))
    assert rules == []
    assert not mask.any()


def test_lines_under_and_through_words_and_boxes_are_lines(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 11
    page.text(60, 100, "Director of Policy", underline=True)
    page.text(60, 140, "31 July 2022")
    page.line(60, 136.5, 122, 136.5, 0.6)
    for box in ((60, 200, 84, 224), (200, 200, 260, 224)):
        x0, top, x1, bottom = box
        for side in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            page.line(*side)
    found = read(scan(tmp_path, page))
    assert [w.text for w in found.words if w.underlined] == ["Director of Policy"]
    assert [w.text for w in found.words if w.struck] == ["31 July 2022"]
    assert len([r for r in found.rules if r.box.height > 20]) == 4


@pytest.mark.parametrize("colour", [(31, 73, 125), (0, 128, 128), (90, 90, 90)])
def test_bold_type_is_told_whatever_its_colour(colour: Colour, tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 12
    printed(page, 60, 80, "1.1 Create one front door for early help", colour)
    page.size = 11
    page.text(60, 100, "Responsible officer:", bold=True)
    page.text(175, 100, "Head of Service, Front Door")
    page.text(60, 118, "Families tell their story once and are helped on the same day.")
    found = read(scan(tmp_path, page))
    assert [w.text for w in found.words if w.bold] == [
        "1.1 Create one front door for early help",
        "Responsible officer:",
    ]


def test_words_of_one_style_are_runs_and_columns_stay_apart() -> None:
    texts = [("Agree", 0, 25), ("a", 28, 33), ("protocol", 36, 70), ("June", 80, 100), ("2008", 103, 123)]
    words = [Word(t, Box(x0, 0, x1, 10), size=10, confidence=0.9) for t, x0, x1 in texts]
    words += [Word("Lead:", Box(0, 20, 22, 30), size=10, bold=True), Word("Head", Box(25, 20, 45, 30), size=10)]
    (page,) = in_runs([Page(1, 600, 800, tuple(words))])
    assert [w.text for w in page.words] == ["Agree a protocol", "June 2008", "Lead:", "Head"]
    assert page.words[0].box == Box(0, 0, 70, 10)


@pytest.mark.parametrize(
    ("line", "runs"),
    [
        (Box(52, 0, 52.7, 30), ["Nurse", "April 2015"]),
        (Box(52, 20, 52.7, 40), ["Nurse April 2015"]),
        (Box(75, 0, 75.7, 30), ["Nurse April", "2015"]),
        (Box(0, 12, 200, 12.7), ["Nurse April 2015"]),
    ],
)
def test_no_run_crosses_an_upright_line(line: Box, runs: list[str]) -> None:
    texts = [("Nurse", 20, 49), ("April", 54, 74), ("2015", 77, 97)]
    words = tuple(Word(text, Box(x0, 2, x1, 12), size=10) for text, x0, x1 in texts)
    (page,) = in_runs([Page(1, 600, 800, words, (Rule(line),))])
    assert [w.text for w in page.words] == runs


@pytest.mark.parametrize(
    ("strokes", "bold"),
    [
        ((1.20, 1.28, 1.22), True),
        ((1.10, 1.24, 1.19), True),
        ((1.20, 1.04, 1.22), False),
        ((1.12, 1.10, 1.15), False),
        ((1.0, 0.96, 1.03), False),
    ],
)
def test_a_line_is_bold_where_all_of_it_is_thick(strokes: Sequence[float], bold: bool) -> None:
    body = [Word("running", Box(0, 20 * n, 40, 20 * n + 10), "0.1000", 10) for n in range(1, 8)]
    line = [
        Word(text, Box(x, 0, x + 38, 10), f"{0.1 * stroke:.4f}", 10)
        for text, x, stroke in zip(("Quality", "across", "practice"), (0, 42, 84), strokes, strict=True)
    ]
    found = settled([*line, *body])
    assert all(word.bold for word in found[:3]) == bold
    assert not any(word.bold for word in found[3:])


def test_sizes_of_one_document_are_few() -> None:
    sizes = {1: (9.5, 14.0), 2: (10.0, 13.5), 3: (9.5, 18.0)}
    pages = [
        Page(n, 600, 800, (Word("running text", Box(0, 0, 50, 10), size=a), Word("Part", Box(0, 30, 20, 40), size=b)))
        for n, (a, b) in sizes.items()
    ]
    assert {w.size for page in in_runs(pages) for w in page.words} == {9.5, 13.5, 18.0}


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [("by lst April", "by 1st April"), ("Ist June", "1st June"), ("lst of names", "lst of names")],
)
def test_the_first_of_a_month_is_mended(seen: str, wanted: str) -> None:
    words = [Word(t, Box(20.0 * n, 10, 20.0 * n + 15, 20), size=10) for n, t in enumerate(seen.split())]
    assert " ".join(w.text for w in mended(words)) == wanted


def test_bands_give_what_the_whole_gives() -> None:
    grey = np.random.default_rng(5).integers(0, 255, (1300, 60), np.uint8)
    whole = without_specks(grey[:1300], 5.5)
    assert (in_bands(lambda band: without_specks(band, 5.5), 40, grey) == whole).all()


def test_dark_bands_with_dark_lines_are_read_whole(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 10
    fill(page, (40, 60, 800, 77), (64, 74, 102))
    fill(page, (40, 77, 800, 94), (28, 122, 131))
    for row in ((HEADS, PLACES), (["Quality"], [40, 800]), (["2.1", "Audit", "May 2014", "Registrar"], PLACES)):
        top = 60 + 17 * (0 if row[0] is HEADS else 1 if row[0] == ["Quality"] else 2)
        page.table(row[1], top, [[""] * len(row[0])])
        for x, text in zip(row[1], row[0], strict=False):
            printed(page, x + 4, top + 12, text, (0, 0, 0) if top > 90 else (255, 255, 255))
    (table,) = page_tables(read(scan(tmp_path, page)))
    assert [(c.col0, c.col1, c.text) for c in table.cells if c.row0 == 0] == [
        (at, at + 1, head) for at, head in enumerate(HEADS)
    ]
    assert [(c.col0, c.col1, c.text) for c in table.cells if c.row0 == 1] == [(0, 4, "Quality")]
