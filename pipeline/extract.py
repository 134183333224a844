"""Extract: pages into raw tables, each by the witness that can read it best, and the lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from extractors.aligned import AlignedExtractor
from extractors.columns import pieces_of
from extractors.completed import completed
from extractors.contract import Box, Line, Page, RawTable, Word
from extractors.fills import FillsExtractor
from extractors.flow import Note
from extractors.half_ruled import HalfRuledExtractor
from extractors.lines import lines_of
from extractors.row_alone import row_alone
from extractors.ruled import RuledExtractor
from extractors.tagged import TaggedExtractor
from extractors.unruled_rows import with_rows
from extractors.witnesses import share_of_words
from pipeline.arbitrate import arbitrate, forced
from pipeline.furniture import split_furniture
from pipeline.headed import headed_table
from pipeline.hyphens import with_cuts_marked
from pipeline.page_range import PageRanges
from pipeline.shading import shaded
from pipeline.triage import PageProfile, triage

_TORN = 0.1
"""Share of the lines that must stand in pieces for rules to be missing."""
_HELD = 0.95
"""Share of the words of such tables that another reading must hold."""
_APART = 0.9
"""Share of the font size: pieces stand further apart."""
_NUMBER = 4
"""Characters of the longest number of an item."""
_SIGN = 2
"""Characters of the longest one in headings."""
_PIECES = 0.8
"""Share of its words up to which other readings hold only pieces of a table."""
_DRAWN = {"ruled", "tagged"}
"""Extractors that read what is drawn or declared."""
_FEW_STRIPS = 3
"""Ruled strips up to which rows may be set without rules."""


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
    pages = tuple(with_cuts_marked([profile.page for profile in profiles]))
    profiles = [replace(profile, page=page) for profile, page in zip(profiles, pages, strict=True)]
    tables: list[RawTable] = []
    outside: list[Line] = []
    found: list[RawTable] = []
    for profile in profiles:
        page = profile.page
        found = list(profile.tables) if profile.tables is not None else _found(profile, path, only, found)
        tables += found
        declared = {id(w) for line in profile.furniture for w in line.words}
        loose = [w for w in page.words if id(w) not in declared] if declared else page.words
        outside += lines_of(_outside(loose, found), page.number)
    furniture, body = split_furniture(outside, {page.number: page.height for page in pages})
    furniture += [line for profile in profiles for line in profile.furniture]
    notes = tuple(note for profile in profiles for note in profile.notes)
    return Extraction(pages, tuple(tables), tuple(body), tuple(furniture), notes)


def _found(profile: PageProfile, path: Path | None, only: str, before: Sequence[RawTable]) -> list[RawTable]:
    """Tables of a page that declares none; others can read the file only where the page is text of a PDF."""
    page = profile.page
    readable = path if profile.kind == "text" else None
    if only:
        return forced(page, only, readable)
    return list(arbitrate(page, page_tables(page, before), readable).tables)


def page_tables(page: Page, before: Sequence[RawTable] = ()) -> list[RawTable]:
    """Tables of one page from top to bottom.

    Ruled grids come first, then what the file itself declares, then grids of fills, then what has rules or stripes
    across only, then aligned columns; each extractor sees what the ones before it left. A frame of one column is kept
    only where no other finds columns in it.

    Args:
        page: The page as read.
        before: Tables of the page before, of which one may go on here.
    """
    ruled = RuledExtractor()
    found = ruled.tables(page) if ruled.can_read(page) else []
    alone = None if found else row_alone(page, before)
    found = [alone] if alone else found
    found = _mended([with_rows(table, page) for table in found], page)
    frames = [table for table in found if _is_frame(table)]
    tables = [table for table in found if not _is_frame(table)]
    tables = _with_declared(page, tables, frames)
    rest = _rest(page, tables)
    for extractor in (FillsExtractor(), HalfRuledExtractor(before)):
        more = extractor.tables(rest) if rest.words and extractor.can_read(rest) else []
        more = _mended(more, rest) if isinstance(extractor, FillsExtractor) else more
        tables += [table for table in more if not _cuts(table, frames)]
        rest = _rest(rest, tables) if more else rest
    unread = [frame for frame in frames if not any(_lies_in(table, frame) for table in tables)]
    tables += unread
    rest = _rest(rest, unread)
    aligned = AlignedExtractor(before)
    if aligned.can_read(rest):
        tables += aligned.tables(rest)
    drawn = [table for table in tables if table.extractor in _DRAWN]
    loose = rest if len(drawn) == len(tables) else _rest(page, drawn)
    headed = headed_table(loose, before) if loose.words else None
    tables = _with_headed(tables, headed, page)
    return [shaded(table, page) for table in sorted(tables, key=lambda t: (t.box.top, t.box.x0))]


def _with_headed(tables: list[RawTable], headed: RawTable | None, page: Page) -> list[RawTable]:
    """The tables, or in place of pieces of one table the whole that its headings show, where that holds far more."""
    if headed is None:
        return tables
    under = [t for t in tables if t.box.overlap(headed.box)]
    words = [w for w in page.words if _inside(w, [headed])]
    surer = any(t.extractor in _DRAWN or not _lies_in(t, headed) for t in under)
    if surer or share_of_words(under, words) > _PIECES * share_of_words([headed], words):
        return tables
    return [*(t for t in tables if t not in under), headed]


def _mended(tables: list[RawTable], page: Page) -> list[RawTable]:
    """The tables, or what horizontal rules and gutters show where cells hold text of several columns."""
    torn = [table for table in tables if _torn(table) >= _TORN]
    if not torn:
        return tables
    others = HalfRuledExtractor(missing=True).tables(page)
    others += [other for other in (completed(table, page) for table in torn) if other is not None]
    for other in others:
        under = [table for table in tables if table.box.overlap(other.box)]
        words = [w for w in page.words if _inside(w, under)]
        whole = share_of_words([other], words) >= _HELD
        wider = all(_size(other)[1] > _size(table)[1] for table in under) or _filled([other]) > _filled(under)
        if whole and wider and any(t in torn for t in under) and _torn(other) < _TORN / 2:
            tables = [*(t for t in tables if t not in under), other]
    return tables


def _torn(table: RawTable) -> float:
    """Share of the lines in cells that stand in pieces far apart; a number before its text is no piece.

    Where headings stand so, the lines of their columns alone are counted, and a number is a piece.
    """
    lines = [line for cell in table.cells for line in cell.lines]
    heads = [c for c in table.cells if c.row0 == 0 and any(_in_pieces(line, _SIGN) for line in c.lines)]
    under = [line for h in heads for c in table.cells if h.col0 <= c.col0 < h.col1 for line in c.lines]
    every = sum(_in_pieces(line, _NUMBER) for line in lines) / max(len(lines), 1)
    return max(every, sum(_in_pieces(line, 0) for line in under) / len(under)) if under else every


def _in_pieces(line: Line, longest: int) -> bool:
    """Whether a line stands in pieces far apart, of which those of so few characters do not count."""
    return len(line.words) > 1 and sum(len(piece.text) > longest for piece in pieces_of(line, _APART)) > 1


def _with_declared(page: Page, tables: list[RawTable], frames: Sequence[RawTable]) -> list[RawTable]:
    """Tables with those that the file declares elsewhere, or in place of one whose rows are hardly ruled."""
    tagged = TaggedExtractor()
    if not tagged.can_read(page):
        return tables
    kept = []
    for table in tables:
        if _size(table)[0] > _FEW_STRIPS:
            kept.append(table)
            continue
        inside = replace(page, words=tuple(w for w in page.words if _inside(w, [table])))
        better = [d for d in tagged.tables(inside) if _is_table(d)]
        whole = len(better) == 1 and share_of_words(better, inside.words) == 1.0
        rows, cols = _size(better[0]) if whole else (0, 0)
        kept.append(better[0] if rows > _size(table)[0] and cols == _size(table)[1] else table)
    declared = tagged.tables(_rest(page, kept))
    return [*kept, *(table for table in declared if _is_table(table) and not _cuts(table, frames))]


def _filled(tables: Sequence[RawTable]) -> int:
    return sum(bool(cell.lines) for table in tables for cell in table.cells)


def _size(table: RawTable) -> tuple[int, int]:
    return max(cell.row1 for cell in table.cells), max(cell.col1 for cell in table.cells)


def _is_table(table: RawTable) -> bool:
    """Whether a declared table has text in two rows and in two columns that do not run over each other."""
    filled = [cell for cell in table.cells if cell.lines]
    apart = all(not (a.box.overlap(b.box) > 1 and (a.row0, a.col0) != (b.row0, b.col0)) for a, b in pairwise(filled))
    return apart and len({cell.row0 for cell in filled}) > 1 and len({cell.col0 for cell in filled}) > 1


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
    words = tuple(_outside(page.words, tables))
    if not words:
        return replace(page, words=(), rules=(), fills=())
    boxes = [Box(t.box.x0 - 1, t.box.top - 1, t.box.x1 + 1, t.box.bottom + 1) for t in tables]
    rules = tuple(r for r in page.rules if not _is_held(r.box, boxes))
    return replace(page, words=words, rules=rules, fills=tuple(f for f in page.fills if not _is_held(f.box, boxes)))


def _is_held(shape: Box, boxes: Sequence[Box]) -> bool:
    """Whether the middle of a shape lies in a box."""
    x, y = (shape[0] + shape[2]) / 2, (shape[1] + shape[3]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _outside(words: Sequence[Word], tables: Sequence[RawTable]) -> Sequence[Word]:
    """Words whose middle lies in no table."""
    for table in tables:
        left, head, right, foot = (2 * edge for edge in table.box)
        words = [
            word
            for word in words
            if not (left <= word[1][0] + word[1][2] <= right and head <= word[1][1] + word[1][3] <= foot)
        ]
    return words


def _inside(word: Word, tables: Sequence[RawTable]) -> bool:
    return any(table.box.contains(*word.box.centre) for table in tables)


def raw_tables(path: Path, only: str = "", ranges: PageRanges = ()) -> list[RawTable]:
    """Raw tables of a document, as drawn, page by page; `only` names the one extractor to believe."""
    return list(extract(triage(path, ranges), path, only).tables)
