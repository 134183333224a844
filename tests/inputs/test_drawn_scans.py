"""Pictures of what was read in scans: boxes lie on the print, however the page was scanned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.contract import Box
from extractors.ocr import OcrReader
from pipeline.draw import draw_tables
from pipeline.extract import extract
from pipeline.triage import triage
from tests.drawing import save, sheet
from tests.scans import pictures
from tests.scans import save as save_scan

ROWS = [
    ["Ref", "Action", "Lead", "By when"],
    ["1.1", "Audit the plans of all teams", "Registrar", "May 2014"],
    ["1.2", "Train the managers", "Head of Service", "June 2014"],
    ["1.3", "", "", ""],
]


@pytest.mark.parametrize("angle", [0.0, 1.5, -2.0])
@pytest.mark.parametrize("turns", [0, 1])
def test_boxes_lie_between_the_lines_of_the_scan(angle: float, turns: int, tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    page.size = 11
    page.table([40, 90, 400, 600, 800], 40, ROWS)
    for line in range(12):
        page.text(60, 200 + 20 * line, "All of the actions above have been agreed with our partners in health.")
    save(page)
    turned = [image.rotate(90 * turns, expand=True) for image in pictures(tmp_path / "plan.pdf", angle=angle)]
    path = save_scan(turned, tmp_path / "scan.pdf")
    (read,) = OcrReader().read(path)
    assert read.slant == pytest.approx(-angle, abs=0.1)
    assert read.turned == turns
    (drawn,) = draw_tables(path, tmp_path / "drawn")
    pixels = np.asarray(Image.open(drawn).convert("L"))
    (table,) = extract(triage(path)).tables
    blank = [cell.box for cell in table.cells if cell.row0 == 3 and cell.col0 > 0]
    assert len(blank) == 3
    assert all(darkest(pixels, box) > 120 for box in blank)


def darkest(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], box: Box) -> int:
    """The darkest grey well inside a box, above the label in its corner."""
    x0, top, x1, bottom = (round(2 * value) for value in box)
    return int(pixels[top + 4 : bottom - 14, x0 + 4 : x1 - 4].min())
