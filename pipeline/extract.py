"""Extract: pages into raw tables, each by the witness that can read it best, and the lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.aligned import AlignedExtractor
from extractors.contract import Box, Line, Page, RawTable, Word
from extractors.fills import FillsExtractor
from extractors.flow import Note
from extractors.half_ruled import HalfRuledExtractor
from extractors.lines import lines_of
from extractors.ruled import RuledExtractor
from pipeline.arbitrate import arbitrate, forced
from pipeline.furniture import split_furniture
from pipeline.page_range import PageRanges
from pipeline.triage import PageProfile, triage


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that the pages show: tables, furniture, and the other lines in reading order."""

    pages: tuple[Page, ...]
    tables: tuple[RawTable, ...]
    body: tuple[Line, ...]
    furniture: tuple[Line, ...]
    notes: tuple[Note, ...] = ()

    @property
    def words(self) -> int:
        """Words that the page reader saw; pieces of one word count once."""
        return sum(word.tokens for page in self.pages for word in page.words)


def extract(profiles: Sequence[PageProfile], path: Path | None = None, only: str = "") -> Extraction:
    """Find the tables of all pages, in reading order, and what stands outside them.

    See `page_tables` for who reads first, and `arbitrate` for what happens in doubt; no word is in two tables.

    Args:
        profiles: The pages.
        path: The file, for other finders to read where ours are in doubt; without it nobody else is asked.
        only: Name of the one extractor to believe, see `FINDERS`.
    """
    pages = tuple(profile.page for profile in profiles)
    tables: list[RawTable] = []
    outside: list[Line] = []
    for profile in profiles:
        page = profile.page
        found = list(profile.tables or ()) if profile.tables is not None else _found(profile, path, only)
        tables += found
        declared = {id(w) for line in profile.furniture for w in line.words}
        loose = (w for w in page.words if id(w) not in declared and not _inside(w, found))
        outside += lines_of(loose, page.number)
    furniture, body = split_furniture(outside, {page.number: page.height for page in pages})
    furniture += [line for profile in profiles for line in profile.furniture]
    notes = tuple(note for profile in profiles for note in profile.notes)
    return Extraction(pages, tuple(tables), tuple(body), tuple(furniture), notes)


def _found(profile: PageProfile, path: Path | None, only: str) -> list[RawTable]:
    """Tables of a page that declares none; others can read the file only where the page is text of a PDF."""
    page = profile.page
    readable = path if profile.kind == "text" else None
    if only:
        return forced(page, only, readable)
    return list(arbitrate(page, page_tables(page), readable).tables)


def page_tables(page: Page) -> list[RawTable]:
    """Tables of one page from top to bottom.

    Ruled grids come first, then grids of fills, then what has rules or stripes across only, then aligned columns; each
    extractor sees what the ones before it left. A frame of one column is kept only where no other finds columns in it.
    """
    ruled = RuledExtractor()
    found = ruled.tables(page) if ruled.can_read(page) else []
    frames = [table for table in found if _is_frame(table)]
    tables = [table for table in found if not _is_frame(table)]
    for extractor in (FillsExtractor(), HalfRuledExtractor()):
        rest = _rest(page, tables)
        if extractor.can_read(rest):
            tables += [table for table in extractor.tables(rest) if not _cuts(table, frames)]
    tables += [frame for frame in frames if not any(_lies_in(table, frame) for table in tables)]
    rest = _rest(page, tables)
    aligned = AlignedExtractor()
    if aligned.can_read(rest):
        tables += aligned.tables(rest)
    return sorted(tables, key=lambda t: (t.box.top, t.box.x0))


def _is_frame(table: RawTable) -> bool:
    return all(cell.col1 == 1 for cell in table.cells)


def _lies_in(table: RawTable, frame: RawTable) -> bool:
    return frame.box.contains(*table.box.centre)


def _cuts(table: RawTable, frames: Sequence[RawTable]) -> bool:
    """Whether a table takes a part of a frame only."""
    return any(
        table.box.overlap(f.box) and table.box.height < 0.6 * f.box.height and table.box.bottom < f.box.bottom - 1
        for f in frames
    )


def _rest(page: Page, tables: Sequence[RawTable]) -> Page:
    """The page without what lies in tables."""
    if not tables:
        return page
    boxes = [Box(t.box.x0 - 1, t.box.top - 1, t.box.x1 + 1, t.box.bottom + 1) for t in tables]
    return replace(
        page,
        words=tuple(w for w in page.words if not _inside(w, tables)),
        rules=tuple(r for r in page.rules if not any(b.contains(*r.box.centre) for b in boxes)),
        fills=tuple(f for f in page.fills if not any(b.contains(*f.box.centre) for b in boxes)),
    )


def _inside(word: Word, tables: Sequence[RawTable]) -> bool:
    return any(table.box.contains(*word.box.centre) for table in tables)


def raw_tables(path: Path, only: str = "", ranges: PageRanges = ()) -> list[RawTable]:
    """Raw tables of a document, as drawn, page by page; `only` names the one extractor to believe."""
    return list(extract(triage(path, ranges), path, only).tables)
