"""Parts that plans printed by LibreOffice share: styles, cells, front matter."""

from __future__ import annotations

from collections.abc import Sequence

from flatodt import Cell, Paragraph, Table, TextStyle, paragraphs

_SIDES = "fo:padding-left='3pt' fo:padding-right='3pt' fo:padding-top='1.5pt' fo:padding-bottom='1.5pt'"
BOX = f"fo:border='0.5pt solid #000000' {_SIDES}"
OPEN = f"fo:border='none' {_SIDES}"
RAG = {"R": "#ff0000", "A": "#ffc000", "G": "#00b050", "B": "#5b9bd5"}


def fills(**colours: str) -> dict[str, str]:
    """Return cell styles: `Plain`, `Open`, one per status letter and one per named colour."""
    named = RAG | colours
    return {"Plain": BOX, "Open": OPEN} | {name: f"{BOX} fo:background-color='{c}'" for name, c in named.items()}


def styles(cell: float, lead: str = "Portrait", wide: str = "Landscape") -> dict[str, TextStyle]:
    """Return paragraph styles for text of 11 points and cells of the given size."""
    return {
        "Cover": TextStyle(24, 30, bold=True, before=120, after=20, colour="#1f3864", master_page=lead),
        "CoverSmall": TextStyle(13, 17, after=6),
        "Heading": TextStyle(14, 18, bold=True, before=10, after=6, colour="#1f3864"),
        "HeadingNew": TextStyle(14, 18, bold=True, after=6, colour="#1f3864", new_page=True),
        "HeadingWide": TextStyle(14, 18, bold=True, after=6, colour="#1f3864", master_page=wide),
        "HeadingTall": TextStyle(14, 18, bold=True, after=6, colour="#1f3864", master_page=lead),
        "Sub": TextStyle(11, 14, bold=True, before=8, after=4),
        "Body": TextStyle(11, 14, after=7),
        "Bullet": TextStyle(11, 14, left=18, hang=18, after=3),
        "Contents": TextStyle(11, 15, left=12),
        "Cell": TextStyle(cell, cell * 1.18),
        "CellBold": TextStyle(cell, cell * 1.18, bold=True),
        "CellWhite": TextStyle(cell + 1, (cell + 1) * 1.2, bold=True, colour="#ffffff"),
        "CellCentre": TextStyle(cell, cell * 1.18, bold=True, align="center"),
        "CellBullet": TextStyle(cell, cell * 1.18, left=8, hang=8),
        f"Footer{lead}": TextStyle(8, 10, centre_tab=230),
        f"Footer{wide}": TextStyle(8, 10, centre_tab=380),
    }


def cell(text: str, style: str = "Cell", fill: str = "Plain", rows: int = 1, columns: int = 1) -> Cell:
    """Return a cell with one paragraph per line of text."""
    return Cell(paragraphs(text, style), fill, rows, columns)


def simple(name: str, widths: Sequence[float], rows: Sequence[Sequence[str]], head: str = "Head") -> Table:
    """Return a ruled table whose first row is its heading."""
    lines = [[cell(t, "CellBold", head) for t in rows[0]], *([cell(t) for t in r] for r in rows[1:])]
    return Table(name, widths, lines, heading_rows=1)


def prose(text: str) -> list[Paragraph]:
    """Return paragraphs: `# ` begins a heading, `! ` a heading on a new page, `## ` a smaller one, `• ` a bullet."""
    found = []
    for line in text.strip().split("\n"):
        style, rest = next(((s, line.removeprefix(m)) for m, s in _OPENINGS if line.startswith(m)), ("Body", line))
        found.append(Paragraph(f"•\t{rest}" if style == "Bullet" else rest, style))
    return [p for p in found if p.text]


_OPENINGS = (("## ", "Sub"), ("# ", "Heading"), ("! ", "HeadingNew"), ("• ", "Bullet"), ("> ", "Contents"))
