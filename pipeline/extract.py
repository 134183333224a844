"""Extract: pages into raw tables, each by the witness that can read it best, and the lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.aligned import AlignedExtractor
from extractors.contract import Line, Page, RawTable, Word
from extractors.lines import lines_of
from extractors.ruled import RuledExtractor
from pipeline.furniture import split_furniture
from pipeline.triage import PageProfile, triage


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that the pages show: tables, furniture, and the other lines in reading order."""

    pages: tuple[Page, ...]
    tables: tuple[RawTable, ...]
    body: tuple[Line, ...]
    furniture: tuple[Line, ...]

    @property
    def words(self) -> int:
        """Words that the page reader saw; pieces of one word count once."""
        return sum(word.tokens for page in self.pages for word in page.words)


def extract(profiles: Sequence[PageProfile]) -> Extraction:
    """Find the tables of all pages, in reading order, and what stands outside them.

    The ruled extractor reads first; what stands outside its frames goes to the extractor of aligned columns, so no
    word is in two tables.
    """
    pages = tuple(profile.page for profile in profiles)
    tables: list[RawTable] = []
    outside: list[Line] = []
    for page in pages:
        found = page_tables(page)
        tables += found
        outside += lines_of((w for w in page.words if not _inside(w, found)), page.number)
    furniture, body = split_furniture(outside, {page.number: page.height for page in pages})
    return Extraction(pages, tuple(tables), tuple(body), tuple(furniture))


def page_tables(page: Page) -> list[RawTable]:
    """Tables of one page from top to bottom."""
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
    return list(extract(triage(path)).tables)
