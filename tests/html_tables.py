"""Tables of a written page, read back with the standard library alone."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

Rows = list[dict[str, str]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: dict[str, list[list[str]]] = {}
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._rows: list[list[str]] | None = None
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        if tag == "table":
            self._rows = self.tables.setdefault(named["id"].removesuffix("-table"), [])
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._rows = None
        elif tag in {"td", "th"} and self._rows and self._cell is not None:
            self._rows[-1].append("".join(self._cell).strip())
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._cell is not None:
            self._cell.append(data)


def read_page(path: Path) -> _Reader:
    """Everything that stands on a page: tables, start tags, text."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def table(page: _Reader, key: str) -> Rows:
    """Rows of one table by their headings; the first of two headings of one name counts."""
    heads, *rows = page.tables[key]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def count(cell: str) -> int:
    """The count that a share starts with, or a whole number."""
    return int(cell.partition(" of ")[0].replace(",", ""))
