"""Coloured labels inside cells, which part no rows, beside fills that are cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import raw_tables
from tests.drawing import Sheet, save, sheet

XS = [40.0, 70.0, 250.0, 400.0, 540.0]
HEADS = ["No", "Action", "Owner", "Status"]
ROWS = [
    ["1.1", "Publish a guide to thresholds\nfor all partner agencies", "Head of Service,\nEarly Help", "Complete"],
    ["1.2", "Train every team manager\nin the new model", "Workforce\nManager", "Some delay"],
    ["1.3", "Open a second family hub\nin the north", "Head of Hubs and\nSchools", "On track"],
]
PITCH, HIGH = 12.0, 32.0


def drawn(path: Path, *, verticals: bool, badge: tuple[float, float] | None) -> Path:
    """A table with rules between its rows, and behind each status a fill of this height and padding."""
    page: Sheet = sheet(path)
    top = 60.0
    for n, row in enumerate([HEADS, *ROWS]):
        y = top + n * HIGH
        page.line(XS[0], y, XS[-1], y)
        if badge and n:
            height, padding = badge
            page.fill(XS[3] + 4, y + 4, XS[3] + 4 + 5.0 * len(row[3]) + padding, y + 4 + height, (0.7, 0.8, 1))
        for x, text in zip(XS, row, strict=False):
            for k, line in enumerate(text.split("\n")):
                page.text(x + 6, y + 14 + k * PITCH, line, bold=n == 0)
    page.line(XS[0], top + 4 * HIGH, XS[-1], top + 4 * HIGH)
    for x in XS if verticals else []:
        page.line(x, top, x, top + 4 * HIGH)
    save(page)
    return path


@pytest.mark.parametrize("verticals", [True, False], ids=["ruled", "rules across only"])
@pytest.mark.parametrize("badge", [None, (13.0, 6.0), (15.0, 12.0)], ids=["plain", "tight", "padded"])
def test_a_badge_parts_no_row(tmp_path: Path, *, verticals: bool, badge: tuple[float, float] | None) -> None:
    (table,) = raw_tables(drawn(tmp_path / "t.pdf", verticals=verticals, badge=badge))
    rows = [sorted((c for c in table.cells if c.row0 == n), key=lambda c: c.col0) for n in range(4)]
    assert [[" ".join(c.text.split()) for c in row] for row in rows] == [
        HEADS,
        *([" ".join(text.split()) for text in row] for row in ROWS),
    ]
