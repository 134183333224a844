"""Other finders of tables, asked where our own are in doubt: pdfplumber and camelot.

They say where cells are; the words in them are ours, so whoever wins, no text differs. Each can be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from extractors.contract import Box, Cell, Page, RawTable, Word
from extractors.lines import lines_of

_NEAR = 2.5
"""Points by which sides of cells may differ and still be one line of the grid."""

Frames = list[list[Box]]
"""Boxes of cells, by table."""


class PlumberWitness:
    """pdfplumber's table finder, with lines first and, where there are none, with text."""

    name = "pdfplumber"

    def tables(self, path: Path, page: Page) -> list[RawTable]:
        """Tables that pdfplumber sees on a page of the file; none where pdfplumber is not installed."""
        return [] if page.turned else _fill(_asked(lambda: _plumber_frames(path, page.number)), page, self.name)


class CamelotWitness:
    """camelot: its vector lattice for ruled regions, its network for borderless ones."""

    name = "camelot"

    def tables(self, path: Path, page: Page) -> list[RawTable]:
        """Tables that camelot sees on a page of the file; none where camelot is not installed or gives up."""
        if page.turned:
            return []
        for flavour, options in (("lattice", {"engine": "vector"}), ("network", {})):
            frames = _asked(partial(_camelot_frames, path, page, flavour, options))
            found = _fill(frames, page, f"{self.name} {flavour}")
            if found:
                return found
        return []


def _asked(look: Callable[[], Frames]) -> Frames:
    """What another library sees; one that is missing, or that a damaged page upsets, has seen nothing."""
    try:
        return look()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (a page that we can read may set off anything in the others)
        return []


def _plumber_frames(path: Path, number: int) -> Frames:
    import pdfplumber

    with pdfplumber.open(path) as document:
        page = document.pages[number - 1]
        left, top = page.bbox[0], page.bbox[1]
        found = page.find_tables() or page.find_tables({"vertical_strategy": "text", "horizontal_strategy": "text"})
        frames = [[Box(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in t.cells] for t in found]
        page.close()
    return frames


def _camelot_frames(path: Path, page: Page, flavour: str, options: dict[str, Any]) -> Frames:
    from camelot.io import read_pdf

    found = read_pdf(str(path), pages=str(page.number), flavor=flavour, suppress_stdout=True, **options)
    return [
        [Box(c.x1, page.height - c.y2, c.x2, page.height - c.y1) for row in table.cells for c in row] for table in found
    ]


def _fill(frames: Frames, page: Page, name: str) -> list[RawTable]:
    tables = [_table(boxes, page, name) for boxes in frames if len(boxes) >= 4]
    return [t for t in tables if any(c.lines for c in t.cells)]


def _table(boxes: Sequence[Box], page: Page, name: str) -> RawTable:
    xs = _levels([x for b in boxes for x in (b.x0, b.x1)])
    ys = _levels([y for b in boxes for y in (b.top, b.bottom)])
    frame = Box(xs[0], ys[0], xs[-1], ys[-1])
    cells = []
    inside = [w for w in page.words if frame.contains(*w.box.centre)]
    held: set[int] = set()
    for box in sorted(boxes, key=lambda b: (b.top, b.x0)):
        words = [w for w in inside if box.contains(*w.box.centre) and id(w) not in held]
        held |= {id(w) for w in words}
        row0, col0 = _index(ys, box.top), _index(xs, box.x0)
        row1, col1 = max(_index(ys, box.bottom), row0 + 1), max(_index(xs, box.x1), col0 + 1)
        cells.append(Cell(row0, row1, col0, col1, box, lines_of(words, page.number)))
    outside = tuple(w for w in inside if id(w) not in held)
    return RawTable(page.number, frame, tuple(cells), name, outside)


def _levels(values: Sequence[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _NEAR:
            levels.append(value)
    return levels


def _index(levels: Sequence[float], value: float) -> int:
    return min(range(len(levels)), key=lambda i: abs(levels[i] - value))


def share_of_words(tables: Sequence[RawTable], words: Sequence[Word]) -> float:
    """Share of the given words that stand in cells of the tables."""
    held = {id(w) for t in tables for c in t.cells for line in c.lines for w in line.words}
    return sum(id(w) in held for w in words) / len(words) if words else 0.0
