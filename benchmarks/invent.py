"""Random tables that have nothing to do with councils, as HTML to be printed by any browser or word processor.

Every case is one page or more: prose, one or two tables of one style, prose. The truth is kept beside it: each cell has
a number, and in the coloured print the number is the colour of its text.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape

from benchmarks.contents import PROSE, SHEETS, Filled, Kind
from benchmarks.papers import PAPERS
from benchmarks.truth import Place, shade

STYLES = {
    "grid": "td,th{border:0.5pt solid #333}",
    "outlined": "table{border-collapse:separate;border-spacing:1.5pt} td,th{border:0.6pt solid #555}",
    "double": "td,th{border:2.25pt double #000}",
    "dotted": "td,th{border:0.75pt dotted #222}",
    "hair": "td,th{border:0.1pt solid #999}",
    "no outer": "td,th{border:0.5pt solid #333} tr:first-child>*{border-top:none} tr:last-child>*{border-bottom:none}"
    " tr>*:first-child{border-left:none} tr>*:last-child{border-right:none}",
    "rows": "td,th{border-top:0.5pt solid #444;border-bottom:0.5pt solid #444}",
    "booktabs": "table{border-top:1pt solid #000;border-bottom:1pt solid #000} .h{border-bottom:0.6pt solid #000}",
    "head rule": ".h{border-bottom:1pt solid #225}",
    "boxed": "table{border:0.8pt solid #000} .h{border-bottom:0.8pt solid #000}",
    "columns": "td,th{border-left:0.5pt solid #333;border-right:0.5pt solid #333} .h{border-bottom:0.5pt solid #333}",
    "zebra": ".z{background:#e8eef4}",
    "zebra rule": ".z{background:#eeeeee} .h{border-bottom:1pt solid #333}",
    "fills": "table{border-collapse:separate;border-spacing:1pt} td{background:#eef2dd} th{background:#9bbb59}",
    "head fill": ".h{background:#264478;color:#fff}",
    "none": "",
}
"""Style sheets by name; `.h` are the headings' cells, `.z` the cells of every second row."""
MAKERS = (*SHEETS.values(), *PAPERS.values())
"""Every kind of table."""
RULED = ("grid", "outlined", "double", "dotted", "hair", "no outer")
FACES = (
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "DejaVu Serif",
    "Liberation Sans Narrow",
    "DejaVu Sans Mono",
)


Rows = tuple[int, int]
SOME: Rows = (3, 13)
LONG: Rows = (25, 60)
"""Rows of tables that run over several pages."""


@dataclass
class Invented:
    """One document under construction."""

    rng: random.Random
    coloured: bool
    places: dict[int, Place] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

    def ink(self, table: str, span: tuple[int, int, int, int], text: str) -> str:
        """Text of a cell, in its colour where that is wanted."""
        if not text:
            return ""
        number = len(self.places) + 1
        self.places[number] = Place(table, *span)
        if not self.coloured:
            return escape(text)
        red, green, blue = shade(number)
        return f'<span style="color:#{red:02x}{green:02x}{blue:02x}">{escape(text)}</span>'


def document(seed: str, style: str, cases: int, *, coloured: bool, rows: Rows = SOME) -> tuple[str, dict[int, Place]]:
    """HTML with so many cases of a style, and the place of each cell by its number.

    Args:
        seed: Decides everything that is random.
        style: Name of a style.
        cases: Number of cases; each begins on a page of its own.
        coloured: Whether the text of each cell has the colour of its number.
        rows: Fewest and most rows of a table; long ones stand alone on their pages.
    """
    rng = random.Random(f"{seed}-{style}")
    made = Invented(rng, coloured)
    paper = rng.choice(("A4", "A4 landscape", "letter"))
    margin = rng.choice((12, 18, 22, 26))
    for number in range(cases):
        _case(made, f"{number}", style, rows=rows)
    css = f"@page{{size:{paper};margin:{margin}mm}} body{{margin:0}} table{{border-collapse:collapse}}"
    html = "".join(made.parts)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{css}</style></head><body>{html}</body></html>",
        made.places,
    )


def _case(made: Invented, name: str, style: str, *, rows: Rows) -> None:
    rng = made.rng
    face, size = rng.choice(FACES), rng.choice((7, 8, 9, 10, 11))
    leading = rng.choice((1.0, 1.15, 1.3))
    pad = rng.choice((1, 2, 3, 5)), rng.choice((3, 4, 6, 9))
    own = STYLES[style]
    scoped = " ".join(f"#c{name} {rule.strip()}}}" for rule in _scoped(own, name))
    font = f"#c{name},#c{name} p,#c{name} td,#c{name} th{{font:{size}pt/{leading} '{face}'}}"
    room = f"#c{name} td,#c{name} th{{padding:{pad[0]}pt {pad[1]}pt}}"
    made.parts.append(f"<style>{font} {room} {scoped}</style>")
    breaks = "page-break-before:always" if name != "0" else ""
    made.parts.append(f"<div id='c{name}' style='{breaks}'>")
    if rng.random() < 0.7:
        made.parts.append(f"<p>{prose(rng, 3)}</p>")
    _table(made, f"{name}a", style, rows=rows)
    if not _is_long(rows) and rng.random() < 0.4:
        made.parts.append(f"<p>{prose(rng, 2)}</p>")
        _table(made, f"{name}b", style, rows=rows)
    if rng.random() < 0.7:
        made.parts.append(f"<p>{prose(rng, 3)}</p>")
    made.parts.append("</div>")


def _is_long(rows: Rows) -> bool:
    return rows[0] >= LONG[0]


def _scoped(css: str, name: str) -> list[str]:
    rules = []
    for rule in filter(None, (part.strip() for part in css.split("}"))):
        selectors, _, body = rule.partition("{")
        rules.append(f", #c{name} ".join(s.strip() for s in selectors.split(",")) + "{" + body)
    return rules


def prose(rng: random.Random, sentences: int) -> str:
    """Some sentences of running text."""
    return " ".join(rng.choice(PROSE) for _ in range(sentences))


def _table(made: Invented, name: str, style: str, *, rows: Rows) -> None:
    rng = made.rng
    sheet = rng.choice(MAKERS)(rng, rng.randint(*rows))
    wide = rng.choice(("100%", "60%", "40%", "30%") if _is_long(rows) else ("100%", "100%", "auto", "70%"))
    valign = rng.choice(("top", "top", "middle"))
    vertical = style in RULED or style in {"fills"}
    made.parts.append(f"<table style='width:{wide}'>")
    if sheet.head and rng.random() < 0.9:
        made.parts.append("<thead>" if _is_long(rows) and rng.random() < 0.6 else "<tbody>")
    else:
        made.parts.append("<tbody>")
    closed = made.parts[-1] != "<thead>"
    for row, line in enumerate(sheet.rows(rng, merged=vertical)):
        made.parts.append("<tr>")
        head = row < sheet.head
        if not head and not closed:
            made.parts[-1] = "</thead><tbody><tr>"
            closed = True
        for cell in line:
            made.parts.append(_cell(made, (name, row), cell, sheet, (valign, head)))
        made.parts.append("</tr>")
    made.parts.append("</tbody></table>")


def _cell(made: Invented, at: tuple[str, int], cell: Filled, sheet: Kind, look: tuple[str, bool]) -> str:
    name, row = at
    valign, head = look
    tag = "th" if head else "td"
    align = "center" if cell.cols > 1 else sheet.aligns[cell.col]
    zebra = "h" if head else "z" if row % 2 else "o"
    spans = (f" colspan={cell.cols}" if cell.cols > 1 else "") + (f" rowspan={cell.rows}" if cell.rows > 1 else "")
    text = made.ink(name, (row, row + cell.rows, cell.col, cell.col + cell.cols), cell.text)
    bold = "bold" if head or cell.bold else "normal"
    look_of = f"text-align:{align};vertical-align:{valign};font-weight:{bold}"
    return f"<{tag} class={zebra}{spans} style='{look_of}'>{text}</{tag}>"
