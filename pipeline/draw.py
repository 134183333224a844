"""Pictures of what was seen and read: the page with its grid, its words, and the action that took up each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors.contract import Box, Page, RawTable, around
from pipeline.extract import extract
from pipeline.rows import read_rows
from pipeline.segment import Segmented
from pipeline.triage import triage

_SCALE = 2.0
"""Pixels for each point."""
_GRID, _WORD, _UNDERLINED, _LOST = "#c62828", "#bbdefb", "#2e7d32", "#ff6f00"
_READING = ("#1565c0", "#6a1b9a")
"""Neighbouring actions take turns, so that their borders can be seen."""

Mark = tuple[Box, str, str]
"""Where a field of an action stands, what to write beside it, and its colour."""


def draw_tables(path: Path, folder: Path) -> list[Path]:
    """Draw every page of a document that has a table or an action.

    Cells are outlined in red with their row and column, words in light blue, underlined words in green; text of an
    action is framed and labelled with the action's number and its field, text that no action took up is orange.

    Args:
        path: The PDF.
        folder: Where the pictures go; it is made if needed.

    Returns:
        The PNG files, one for each page.
    """
    extraction, _, segmented = read_rows(extract(triage(path), path))
    marks = _marks(segmented)
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for page in extraction.pages:
        tables = [_on_page(t, page.number) for t in extraction.tables if page.number in (t.page, *t.beside)]
        if tables or marks[page.number]:
            target = folder / f"{path.stem}-{page.number:03d}.png"
            _draw(path, page, tables, marks[page.number]).save(target)
            drawn.append(target)
    return drawn


def _on_page(table: RawTable, page: int) -> RawTable:
    """The cells of a table that are printed on a page, at their places there."""
    placed = [(cell, *(cell.printed or (table.page, cell.box))) for cell in table.cells]
    return replace(table, cells=tuple(replace(cell, box=box) for cell, on, box in placed if on == page))


def _marks(segmented: Segmented) -> dict[int, list[Mark]]:
    marks: dict[int, list[Mark]] = defaultdict(list)
    for number, action in enumerate(segmented.actions):
        ref = f"{segmented.blocks[action.block].ref} {action.ref}".strip()
        for name, text in {"action": action.action, **action.fields}.items():
            for page in sorted({line.page for line in text.lines}):
                box = around([line.box for line in text.lines if line.page == page])
                marks[page].append((box, f"{ref} {name}", _READING[number % 2]))
    for line, box in segmented.unassigned:
        marks[line.page].append((box, "unassigned", _LOST))
    return marks


def _draw(path: Path, page: Page, tables: Sequence[RawTable], marks: Sequence[Mark]) -> Any:
    import pypdfium2 as pdfium
    from PIL import Image, ImageDraw

    document = pdfium.PdfDocument(path)
    try:
        picture = document[page.number - 1].render(scale=_SCALE, rotation=90 * page.turned).to_pil().convert("RGB")
        picture = picture.rotate(page.slant, Image.Resampling.BICUBIC, fillcolor="white")
    finally:
        document.close()
    pen = ImageDraw.Draw(picture)
    for word in page.words:
        pen.rectangle(_pixels(word.box), outline=_UNDERLINED if word.underlined else _WORD)
    for table in tables:
        for cell in table.cells:
            pen.rectangle(_pixels(cell.box), outline=_GRID, width=2)
            _label(pen, (cell.box.x1, cell.box.bottom), f"r{cell.row0 + 1} c{cell.col0 + 1}", _GRID)
    for box, text, colour in marks:
        pen.rectangle(_pixels(box), outline=colour, width=2)
        _label(pen, (box.x1, box.top), text, colour)
    return picture


def _pixels(box: Box) -> tuple[float, float, float, float]:
    return box.x0 * _SCALE - 1, box.top * _SCALE - 1, box.x1 * _SCALE + 1, box.bottom * _SCALE + 1


def _label(pen: Any, corner: tuple[float, float], text: str, colour: str) -> None:
    """White text on a coloured ground, its lower right corner at the given place."""
    x, y = corner[0] * _SCALE, corner[1] * _SCALE
    width = pen.textlength(text) + 4
    pen.rectangle((x - width, y - 11, x, y), fill=colour)
    pen.text((x - width + 2, y - 11), text, fill="white")
