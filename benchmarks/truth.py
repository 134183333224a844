"""True cell grids of the samples: `python -m benchmarks.truth` writes samples/NAME.grid.json.

The grids come from the scripts that lay the samples out (samples/make), never from a table finder. Which part of a cell
stands on which page only the printed document tells; so each sample is printed once more with the text of every cell in
a colour of its own, and the colours of the printed characters say which cell they belong to. The print is refused
unless every character stands where it stands in the sample. Needs LibreOffice (`soffice`).
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pdfplumber

from benchmarks.measures import Field, Table

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
MAKE = SAMPLES / "make"
_STEP = 5
"""Distance of neighbouring shades: far above what is lost when colours are written as decimals."""
_SHADES = 50
Char = dict[str, Any]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in its table, over all pages."""

    table: str
    row0: int
    row1: int
    col0: int
    col1: int


@dataclass(frozen=True, slots=True)
class Coloured:
    """A paragraph of a sample's layout, set in the colour of its cell."""

    paragraph: Any
    number: int

    def xml(self) -> str:
        """The paragraph as OpenDocument XML."""
        head, _, rest = self.paragraph.xml().partition(">")
        inside = rest.removesuffix("</text:p>")
        span = f'<text:span text:style-name="Cell{self.number}">{inside}</text:span>' if inside else ""
        return f"{head}>{span}</text:p>"


def shade(number: int) -> tuple[int, int, int]:
    """Red, green, blue of a cell's text; black is no cell's.

    >>> shade(1), shade(51)
    ((5, 0, 0), (5, 5, 0))
    """
    red, green, blue = (number // _SHADES**power % _SHADES * _STEP for power in range(3))
    return red, green, blue


def number_of(colour: Any) -> int:
    """The cell whose text has this colour (components from 0 to 1, as pdfplumber gives them); 0 if none."""
    parts = colour if isinstance(colour, tuple | list) and len(colour) == 3 else (0, 0, 0)
    return sum(round(part * 255 / _STEP) * _SHADES**power for power, part in enumerate(parts))


def true_grid(name: str) -> list[Table]:
    """Grid of one sample, page by page.

    Raises:
        RuntimeError: LibreOffice sets the sample differently here.
    """
    build = _script("build")
    layout = build.LAYOUTS[name]
    content = tomllib.loads((MAKE / f"{name}.toml").read_text(encoding="utf-8"))
    parts, places = _coloured(layout.body(content))
    source = _script("flatodt").document(content["title"], parts, layout.styles, layout.pages, layout.fills)
    styles = "".join(_colour_style(number) for number in places)
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / f"{name}.pdf"
        build.convert(source.replace("<office:automatic-styles>", f"<office:automatic-styles>{styles}", 1), pdf)
        pages = _chars(pdf)
    if _layout(pages) != _layout(_chars(SAMPLES / f"{name}.pdf")):
        raise RuntimeError(f"{name}: the coloured print differs from the sample; use the LibreOffice that made it")
    return [table for number, chars in enumerate(pages, 1) for table in _page_tables(number, chars, places)]


def grids_of(coloured: Path, places: dict[int, Place]) -> list[Table]:
    """True tables of a print in which the text of each cell has the colour of its number."""
    pages = enumerate(_chars(coloured), 1)
    return [table for number, chars in pages for table in _page_tables(number, chars, places)]


def whole_grids(coloured: Path, places: dict[int, Place]) -> list[Table]:
    """The same tables stitched over their pages, all counted as of page 1; what a later page repeats counts once."""
    parts: dict[int, list[str]] = defaultdict(list)
    for chars in _chars(coloured):
        held: dict[int, list[Char]] = defaultdict(list)
        for char in chars:
            held[number_of(char["non_stroking_color"])].append(char)
        for number in held.keys() - {0}:
            text = _text(held[number])
            if text and text not in parts[number]:
                parts[number].append(text)
    tables: dict[str, list[Field]] = defaultdict(list)
    for number, texts in sorted(parts.items()):
        place = places[number]
        field = Field(row0=place.row0, row1=place.row1, col0=place.col0, col1=place.col1, text=" ".join(texts))
        tables[place.table].append(field)
    return [Table(page=1, cells=fields) for fields in tables.values()]


def _script(name: str) -> Any:
    """A module of samples/make, which is a folder of scripts and no package."""
    if str(MAKE) not in sys.path:
        sys.path.insert(0, str(MAKE))
    return import_module(name)


def _coloured(parts: Iterable[Any]) -> tuple[list[Any], dict[int, Place]]:
    """The parts of a document with the text of each cell in a colour of its own, and the cell of each colour."""
    places: dict[int, Place] = {}
    done = []
    for part in parts:
        if hasattr(part, "rows"):
            owners = _places(part)
            rows = []
            for row in part.rows:
                cells = []
                for cell in row:
                    number = len(places) + 1
                    places[number] = next(owners)
                    inked = [Coloured(p, number) for p in cell.paragraphs]
                    cells.append(type(cell)(inked, cell.fill, cell.rows, cell.columns))
                rows.append(cells)
            done.append(type(part)(part.name, part.widths, rows, part.heading_rows))
        else:
            done.append(part)
    return done, places


def _places(table: Any) -> Iterator[Place]:
    """Places of the cells of a table in the order in which they are given."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        col = 0
        for cell in cells:
            while (row, col) in taken:
                col += 1
            taken |= {(row + i, col + j) for i in range(cell.rows) for j in range(cell.columns)}
            yield Place(table.name, row, row + cell.rows, col, col + cell.columns)


def _colour_style(number: int) -> str:
    red, green, blue = shade(number)
    return (
        f'<style:style style:name="Cell{number}" style:family="text">'
        f'<style:text-properties fo:color="#{red:02x}{green:02x}{blue:02x}"/></style:style>'
    )


def _chars(pdf: Path) -> list[list[Char]]:
    with pdfplumber.open(pdf) as document:
        return [page.chars for page in document.pages]


def _layout(pages: list[list[Char]]) -> list[list[tuple[str, float, float]]]:
    return [[(char["text"], round(char["x0"], 1), round(char["top"], 1)) for char in chars] for chars in pages]


def _page_tables(page: int, chars: list[Char], places: dict[int, Place]) -> Iterator[Table]:
    held: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        held[number_of(char["non_stroking_color"])].append(char)
    tables: dict[str, list[Field]] = defaultdict(list)
    for number in sorted(held.keys() - {0}):
        place = places[number]
        text = _text(held[number])
        if text:
            tables[place.table].append(
                Field(row0=place.row0, row1=place.row1, col0=place.col0, col1=place.col1, text=text)
            )
    for fields in tables.values():
        yield Table(page=page, cells=fields)


def _text(chars: list[Char]) -> str:
    """Characters in the order in which they are set, with a blank where a new line begins."""
    text = ""
    right = 0.0
    for char in chars:
        text += " " if char["x0"] < right - char["size"] else ""
        text += char["text"]
        right = char["x1"]
    return " ".join(text.split())


def main() -> None:
    """Write the grid of every sample that has a layout."""
    for name in _script("build").LAYOUTS:
        tables = true_grid(name)
        path = SAMPLES / f"{name}.grid.json"
        path.write_text(json.dumps(tables, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        logger.info("%s: %d tables, %d filled cells", path.name, len(tables), sum(len(t["cells"]) for t in tables))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
