"""Rows of tables without rules by the pitch of their lines: hair's breadths between rows, blank lines inside cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.columns import pieces_of
from extractors.contract import Cell, RawTable
from extractors.lines import lines_of
from extractors.quick import QuickReader
from extractors.row_pitch import rows_by_pitch
from pipeline.extract import page_tables

SIZE = 10.0
LEFT = (50.0, 150.0, 330.0, 430.0)
Fields = Sequence[str]
HEADS = ("Outcome", "Action", "Lead", "By when")
FIRST = (
    "Supervision enables\nreflective practice in\nline with the review\n\nStaff are confident\nthat it is regular",
    "1. Coaching for managers so that\nthey lead supervision well and lift\nthe quality of practice\n\n\n"
    "Line managers keep notes that are\naccurate and complete",
    "Head of Localities\nand Disabled\nChildren",
    "March 2012\n\nReport to the\nBoard in May",
)
SECOND = (
    "Files are complete",
    "2. Audit of files picked at random\nwith a report to the team",
    "Assistant Director,\nSocial Care",
    "Monthly",
)
THIRD = (
    "Audits lead to\nbetter practice",
    "3. Questionnaire for staff about how\nthey find the system",
    "Policy team",
    "2013",
)
ROWS = (HEADS, FIRST, SECOND, THIRD)
UNDER = (
    (
        "The council should\nmake sure that every\nfile is audited in\nturn and that what\nis found is used",
        "Agree a plan for audits with all\nteams and publish it",
        "Director",
        "May 2013",
    ),
    ("", "Train auditors in each team so that\nthey judge alike", "Head of Quality", "June 2013"),
    ("", "Report to the board on what has\nbeen found", "Board Manager", "Quarterly"),
    ("Plans are written\nwith the family", "Issue a short guide to all social\nworkers of a team", "Principal", "Done"),
)


def _drawn(path: Path, rows: Sequence[Fields], step: float, room: float, foot: str = "") -> Path:
    """Rows of fields on a page; the first column of a row may run on beside rows in which it is blank.

    A step that is no half of a point stands for a program that sets lines on whole pixels.
    """
    pixel = 0.0 if (2 * step).is_integer() else 0.75
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    top = 100.0
    for number, row in enumerate(rows):
        bold = row is HEADS
        merged = number + 1 < len(rows) and not rows[number + 1][0]
        tallest = 0
        for x, field in zip(LEFT, row, strict=False):
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", SIZE)
            lines = field.split("\n") if field else []
            for line, text in enumerate(lines):
                y = top + line * step
                canvas.drawString(x, 842 - (round(y / pixel) * pixel if pixel else y), text)
            tallest = tallest if merged and x == LEFT[0] else max(tallest, len(lines))
        top += tallest * step + room
    if foot:
        canvas.drawString(300, 842 - top - 60, foot)
    canvas.save()
    return path


def _tables(path: Path) -> list[RawTable]:
    return page_tables(QuickReader().read(path)[0])


def _texts(table: RawTable) -> list[list[str]]:
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row0, c.col0)):
        rows.setdefault(cell.row0, []).append(cell)
    return [[cell.text for cell in cells] for cells in rows.values()]


def _said(rows: Sequence[Fields]) -> list[list[str]]:
    return [["\n".join(filter(None, field.split("\n"))) for field in row] for row in rows]


@pytest.mark.parametrize("room", [0.5, 1.1, 2.5, 6.0])
def test_rows_shift_the_grid_by_less_than_the_eye_sees(tmp_path: Path, room: float) -> None:
    tables = _tables(_drawn(tmp_path / "hair.pdf", ROWS, 11.5, room))
    assert [_texts(table) for table in tables] == [_said(ROWS)]


def test_lines_on_whole_pixels(tmp_path: Path) -> None:
    tables = _tables(_drawn(tmp_path / "pixel.pdf", ROWS, 13.8, 5.25))
    assert [_texts(table) for table in tables] == [_said(ROWS)]


@pytest.mark.parametrize("room", [0.5, 2.5])
def test_a_cell_runs_on_beside_rows(tmp_path: Path, room: float) -> None:
    (table,) = _tables(_drawn(tmp_path / "merged.pdf", [HEADS, *UNDER], 11.5, room))
    keys = [(c.row0, c.row1, c.text.split("\n")[0]) for c in table.cells if c.col0 == 0]
    assert sorted(keys) == [(0, 1, "Outcome"), (1, 4, "The council should"), (4, 5, "Plans are written")]
    actions = [c.text.split("\n")[0] for c in table.cells if c.col0 == 1]
    assert actions == ["Action", *(row[1].split("\n")[0] for row in UNDER)]


def test_one_row_with_blank_lines_is_one_row(tmp_path: Path) -> None:
    (table,) = _tables(_drawn(tmp_path / "one.pdf", [HEADS, FIRST], 11.5, 0.5))
    assert _texts(table) == _said([HEADS, FIRST])


def test_foot_of_the_page_is_no_row(tmp_path: Path) -> None:
    (table,) = _tables(_drawn(tmp_path / "foot.pdf", ROWS, 11.5, 0.5, foot="12"))
    assert _texts(table) == _said(ROWS)


def test_bands_over_all_columns_belong_to_the_table(tmp_path: Path) -> None:
    band = ("Outcome: each family knows what has been agreed and whom they can ask about it",)
    rows = [HEADS, band, FIRST, SECOND, band, THIRD]
    (table,) = _tables(_drawn(tmp_path / "bands.pdf", rows, 11.5, 5.0))
    assert [row for row in _texts(table) if len(row) > 1] == _said(ROWS)
    assert [(c.col0, c.col1) for c in table.cells if c.text == band[0]] == [(0, 4), (0, 4)]


@pytest.mark.parametrize("rows", [ROWS, (HEADS, *UNDER)])
def test_no_word_is_lost_or_repeated(tmp_path: Path, rows: Sequence[Fields]) -> None:
    path = _drawn(tmp_path / "words.pdf", rows, 11.5, 0.5)
    held = [w for t in _tables(path) for c in t.cells for line in c.lines for w in line.words]
    assert sorted(map(id, held)) == sorted({id(word) for word in held})
    assert sum(w.tokens for w in held) == sum(len(field.split()) for row in rows for field in row)


SOLID = [
    ("Adult", "12.50", "13.10"),
    ("Child", "6.20", "6.60"),
    ("Senior", "free", "free"),
    ("Group", "40.00", "44.00"),
]


def test_rows_set_solid_are_left_to_other_signs(tmp_path: Path) -> None:
    page = QuickReader().read(_drawn(tmp_path / "solid.pdf", SOLID, 12.0, 0.0))[0]
    pieces = [piece for line in lines_of(page.words, 1) for piece in pieces_of(line)]
    assert rows_by_pitch([pieces], [(50.0, 90.0), (150.0, 180.0), (330.0, 360.0)], SIZE) is None


def test_torn_headings_tell_that_an_upright_line_is_missing(tmp_path: Path) -> None:
    rows = [("Lead officer", "Ref", "Action to be taken", "By when")]
    rows += [
        ("Designated Doctor", f"{n}a", "Agree a short form with all of the teams", "May 2012") for n in range(1, 6)
    ]
    xs, path = (50, 150, 230, 470), tmp_path / "torn.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for number, row in enumerate(rows):
        canvas.setFont("Helvetica", 9)
        for x, text in zip(xs, row, strict=True):
            canvas.drawString(x, 842 - 100 - 18 * number, text)
    for number in range(len(rows) + 1):
        canvas.line(46, 842 - 88 - 18 * number, 545, 842 - 88 - 18 * number)
    for x in (46, 146, 466, 545):
        canvas.line(x, 842 - 88, x, 842 - 88 - 18 * len(rows))
    canvas.save()
    (table,) = _tables(path)
    assert _texts(table) == [list(row) for row in rows]
