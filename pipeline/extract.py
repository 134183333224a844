"""Extract: pages into raw tables, each by the witness that can read it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractors.aligned import AlignedExtractor
from extractors.contract import Page, RawTable, Word
from extractors.quick import QuickReader
from extractors.ruled import RuledExtractor


def read_pages(path: Path) -> list[Page]:
    """Read every page of a PDF with the quick reader."""
    return QuickReader().read(path)


def extract(pages: Sequence[Page]) -> list[RawTable]:
    """Find the tables of all pages, in reading order.

    The ruled extractor reads first; what stands outside its frames goes to the extractor of aligned columns, so no
    word is in two tables.
    """
    return [table for page in pages for table in _page_tables(page)]


def _page_tables(page: Page) -> list[RawTable]:
    ruled = RuledExtractor()
    tables = ruled.tables(page) if ruled.can_read(page) else []
    rest = replace(page, words=tuple(w for w in page.words if not _inside(w, tables)))
    aligned = AlignedExtractor()
    if aligned.can_read(rest):
        tables = [*tables, *aligned.tables(rest)]
    return sorted(tables, key=lambda t: (t.box.top, t.box.x0))


def _inside(word: Word, tables: Sequence[RawTable]) -> bool:
    return any(table.box.contains(*word.box.centre) for table in tables)


def raw_tables(path: Path) -> list[RawTable]:
    """Raw tables of a document, as drawn, page by page."""
    return extract(read_pages(path))
