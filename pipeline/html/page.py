"""A page for readers: facts, figures, sections with charts and tables; one file that needs nothing else."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from ..display import NOT_STATED
from ..report_tables import Cell, Place, Ref, Share, Status, Table
from .charts import Chart

_FOLDER = Path(__file__).parent / "templates"
_CARDS_UP_TO = 1000
"""Rows of longer tables do not turn into cards on narrow screens: the marks for it would double the page."""

_LONG_FROM = 100
"""Rows of longer tables wait for the script, if there is one, before they are laid out."""
_EARLY = 'document.documentElement.className = "js";'


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a reader should see first."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a few sentences, charts and tables."""

    key: str
    title: str
    blocks: tuple[Chart | Table, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a page shows."""

    title: str
    kicker: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()


def render(page: Page) -> str:
    """The page as HTML with style and script inside; text of the dataset is escaped throughout."""
    script = _read("page.js")
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (_EARLY, script)]
    return str(
        _environment()
        .get_template("page.html.j2")
        .render(page=page, style=_read("page.css"), early=_EARLY, script=script, hashes=hashes)
    )


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests |= {"chart": lambda block: isinstance(block, Chart)}
    environment.globals |= {"cards_up_to": _CARDS_UP_TO, "long_from": _LONG_FROM, "body_rows": body_rows}
    return environment


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def shown(cell: Cell) -> str:
    """A cell as readers see it, without mark-up.

    >>> shown(dt.date(2012, 3, 31)), shown(1200), shown(Share(1, 20))
    ('31 Mar 2012', '1,200', '1 of 20 (5%)')
    """
    match cell:
        case dt.date():
            return f"{cell.day} {cell:%b %Y}"
        case int():
            return f"{cell:,}"
    return str(cell)


def sort_key(cell: Cell) -> str:
    """What a column is sorted by where that is not the text shown; empty where it is.

    A share of few things is `small`: it goes to the end whichever way the column is sorted, and so makes no ranking.

    >>> sort_key(dt.date(2012, 3, 31)), sort_key(Share(1, 20)), sort_key(Share(1, 2)), sort_key("S2")
    ('2012-03-31', '0.05', 'small', '')
    """
    match cell:
        case dt.date():
            return cell.isoformat()
        case Share():
            return "small" if cell.percent is None else f"{cell.count / cell.of:.4g}"
        case int():
            return str(cell)
    return ""


def body_rows(data: Table, cards: bool) -> Markup:
    """The rows of a table as HTML, everything in them escaped; in Python, since pages may hold ten thousand of them.

    Args:
        data: the table.
        cards: whether rows turn into cards on narrow screens, which needs their roles and headings beside each cell.
    """
    role, cell_role = (' role="row"', ' role="cell"') if cards else ("", "")
    starts = [
        f'<td class="{column.kind}"{cell_role}' + (f' data-label="{escape(column.title)}"' if cards else "")
        for column in data.columns
    ]
    lines = []
    for number, row in enumerate(data.rows):
        name = f' id="{escape(data.anchors[number])}"' if data.anchors else ""
        cells = "".join(_cell(start, cell) for start, cell in zip(starts, row, strict=True))
        lines.append(f"<tr{name}{role}>{cells}</tr>")
    return Markup("\n".join(lines))


def _cell(start: str, cell: Cell) -> str:
    key = sort_key(cell)
    begun = f'{start} data-sort="{key}">' if key else f"{start}>"
    return f"{begun}{_inside(cell)}</td>"


def _inside(cell: Cell) -> str:
    match cell:
        case str():
            return escape(cell)
        case None:
            return f'<span class="none">{NOT_STATED}</span>'
        case Status():
            return f'<span class="tag {escape(cell.code)}">{escape(str(cell))}</span>'
        case Place(picture=picture) if picture:
            return f'<a href="{escape(picture)}">{escape(str(cell))}<span class="hidden">, picture</span></a>'
        case Ref(key=key) if key:
            return f'<a href="#{escape(key)}">{escape(str(cell))}</a>'
    return escape(shown(cell))
