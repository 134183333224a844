"""Pictures of what the reader saw: the page with its grid, its words and how the table was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractors.contract import Box, Page, RawTable

_SCALE = 1.6
"""Pixels for each point."""
_GRID, _WORD, _UNDERLINED, _LABEL = "#c62828", "#90caf9", "#2e7d32", "#c62828"


def draw_page(path: Path, page: Page, tables: Sequence[RawTable], target: Path) -> Path:
    """Draw cells in red with their place in the grid, words in blue, underlined words in green.

    Args:
        path: The PDF.
        page: The page as it was read.
        tables: Tables of that page.
        target: The PNG file to write.

    Returns:
        The file written.
    """
    import pypdfium2 as pdfium
    from PIL import ImageDraw

    document = pdfium.PdfDocument(path)
    try:
        picture = document[page.number - 1].render(scale=_SCALE).to_pil().convert("RGB")
    finally:
        document.close()
    pen = ImageDraw.Draw(picture)
    for word in page.words:
        pen.rectangle(_pixels(word.box), outline=_UNDERLINED if word.underlined else _WORD)
    for table in tables:
        for cell in table.cells:
            pen.rectangle(_pixels(cell.box), outline=_GRID, width=2)
            x0, top, *_ = _pixels(cell.box)
            pen.text((x0 + 3, top + 1), f"r{cell.row0 + 1} c{cell.col0 + 1}", fill=_LABEL)
    picture.save(target)
    return target


def _pixels(box: Box) -> tuple[float, float, float, float]:
    return box.x0 * _SCALE, box.top * _SCALE, box.x1 * _SCALE, box.bottom * _SCALE
