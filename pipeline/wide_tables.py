"""Wide tables: left and right pages of one table laid side by side again, row by row.

A spreadsheet that is wider than the paper is printed with all left pages first and then all right pages, or left,
right, left, right. Parts are joined where their headings make one plan only together, and where the heights of their
rows, a column of references that both repeat, or at least the number of rows say which rows belong together. Whatever
is joined, or looks as if it should be and is not, is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from extractors.contract import Line, RawTable
from extractors.flow import Note
from extractors.lines import lines_of
from pipeline.extract import Extraction
from pipeline.wide_evidence import Pair, is_sure, matched, repeated
from pipeline.wide_notes import Told, doubt, missing
from pipeline.wide_parts import (
    Part,
    explains,
    fit_together,
    holds_codes,
    may_be_wide,
    read_parts,
    says_who_or_when,
)
from pipeline.wide_rows import Match, by_height, lay_beside, match_rows
from pipeline.wide_runs import dealt

_NONE: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one page holds."""

    page: int
    parts: tuple[Part, ...]

    @property
    def kinds(self) -> set[int]:
        return {part.kind for part in self.parts}


@dataclass(slots=True)
class _Joined:
    """What comes of joining: tables by the identity of the part that they replace, and what is left over."""

    widths: Mapping[int, float]
    """Widths of the pages, in points."""
    tables: dict[int, RawTable] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    repeated: list[Line] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)

    def tell(self, told: Told) -> None:
        """Note that parts were joined, together with the last ones of the same columns."""
        same = [t for t in self.told if t.kinds == told.kinds]
        if not same:
            self.told.append(told)
            return
        same[-1].left += told.left
        same[-1].right += told.right
        same[-1].by |= told.by

    def table(self, left: RawTable) -> RawTable:
        """A left part, with what was laid beside it already."""
        return self.tables.get(id(left), left)

    def lay(
        self,
        parts: tuple[RawTable, RawTable],
        tables: tuple[RawTable, RawTable],
        match: Match,
        dropped: Sequence[int] = (),
    ) -> None:
        """Put in the place of parts, as printed, the table that they make, and keep what is only repeated."""
        left, right = tables
        seam = sum(self.widths[page] for page in (left.page, *left.beside))
        laid = lay_beside(left, right, match, seam, dropped)
        self.tables[id(parts[0])] = laid.table
        self.gone.add(id(parts[1]))
        self.repeated += laid.repeated
        self.loose += lines_of(right.outside, right.page)


def join_wide(extraction: Extraction, beside: Mapping[int, int] = _NONE) -> Extraction:
    """The pages, with the parts of tables that are wider than a page joined.

    Args:
        extraction: What the pages show.
        beside: For a page with right parts the page with the left ones, 0 where it stands alone, as the user says.
    """
    if not beside and not may_be_wide(extraction.tables):
        return extraction
    done = _Joined({page.number: page.width for page in extraction.pages})
    _join_keys(extraction.tables, done, beside)
    sheets = [_Sheet(page, tuple(parts)) for page, parts in groupby(read_parts(extraction.tables), _page)]
    _join_stated(extraction.tables, sheets, done, beside)
    left = [s for s in sheets if s.page not in beside and s.page not in beside.values()]
    at = 0
    while at < len(left):
        at += _join_from(left, at, done)
    tables = tuple(done.tables.get(id(t), t) for t in extraction.tables if id(t) not in done.gone)
    return replace(
        extraction,
        tables=tables,
        body=tuple(sorted((*extraction.body, *done.loose), key=_place)) if done.loose else extraction.body,
        furniture=(*extraction.furniture, *done.repeated),
        notes=(*extraction.notes, *(told.note() for told in done.told), *done.doubts),
    )


def _place(line: Line) -> tuple[int, float, float]:
    return line.page, line.box.top, line.box.x0


def _page(part: Part) -> int:
    return part.table.page


def _run(sheets: Sequence[_Sheet], at: int) -> list[_Sheet]:
    """Sheets on pages one after the other whose columns are the same."""
    run = list(sheets[at : at + 1])
    for sheet in sheets[at + 1 :]:
        if sheet.page != run[-1].page + 1 or not sheet.kinds & run[0].kinds:
            break
        run.append(sheet)
    return run


def _join_from(sheets: Sequence[_Sheet], at: int, done: _Joined) -> int:
    """Join the sheets of a place with as many runs of right parts as follow; the number of sheets that were seen."""
    runs = [_run(sheets, at)]
    seen = len(runs[0])
    while after := _run(sheets, at + seen):
        how = _how(runs, after)
        if not how:
            break
        pairs = _matched(runs, after, how, done)
        if isinstance(pairs, str) and pairs:
            pairs = _dealt(runs, after, how, done) or pairs
        if isinstance(pairs, str):
            if pairs and how == "lacking" and says_who_or_when([run[0].parts[0] for run in runs], after[0].parts[0]):
                done.doubts.append(doubt([s.page for s in runs[0]], [s.page for s in after], pairs))
            break
        _lay(pairs, done)
        kinds = tuple(p.kind for sheet in (runs[0][0], after[0]) for p in sheet.parts)
        done.tell(Told(kinds, [s.page for s in runs[0]], [s.page for s in after], {match.by for *_, match in pairs}))
        runs.append(after)
        seen += len(after)
    return seen


def _how(runs: Sequence[Sequence[_Sheet]], after: Sequence[_Sheet]) -> str:
    """How the parts of the first sheets of runs fit together, see `fit_together`; empty where they do not."""
    first = after[0]
    if first.page != runs[-1][-1].page + 1 or any(len(run[0].parts) != len(first.parts) for run in runs):
        return ""
    columns = zip(*(run[0].parts for run in runs), first.parts, strict=True)
    found = {fit_together(parts[:-1], parts[-1]) for parts in columns}
    return "" if "" in found else "lacking" if "lacking" in found else "more"


_Found = tuple[Sequence[Part], Pair, Match]
"""Parts as printed, the first and the last of them as they are to be joined, and how their rows belong together."""


def _matched(runs: Sequence[Sequence[_Sheet]], after: Sequence[_Sheet], how: str, done: _Joined) -> list[_Found] | str:
    """Parts and how their rows belong together, or why they cannot be joined; no reason where they are two plans."""
    if any(len(run) != len(after) for run in runs):
        return "their pages are not as many"
    found: list[_Found] = []
    for sheets in zip(*runs, after, strict=True):
        if len({len(sheet.parts) for sheet in sheets}) > 1:
            return "the pages do not hold as many tables"
        for parts in zip(*(sheet.parts for sheet in sheets), strict=True):
            pair = matched(done.table(parts[0].table), parts[-1], parts[:-1])
            if isinstance(pair, str):
                return pair
            found.append((parts, *pair))
    return (
        found
        if is_sure([(pair, match) for _, pair, match in found], how)
        else "nothing but the order of their rows speaks for it"
    )


def _dealt(runs: Sequence[Sequence[_Sheet]], after: Sequence[_Sheet], how: str, done: _Joined) -> list[_Found] | None:
    """The same where pages break at different rows, and references tell which right rows belong to a left page."""
    lefts, rights = ([part for sheet in sheets for part in sheet.parts] for sheets in (runs[0], after))
    anew = dealt(lefts, rights) if len(runs) == 1 and len(lefts) + len(rights) > 2 else None
    found: list[_Found] = []
    for left, right in zip(lefts, anew or (), strict=False):
        pair = matched(left.table, right, [left])
        if isinstance(pair, str):
            return None
        found.append(([left, right], *pair))
    if not found or not is_sure([each[1:] for each in found], how):
        return None
    done.gone |= {id(right.table) for right in rights}
    done.loose += [line for right in rights for line in lines_of(right.table.outside, right.table.page)]
    return found


def _lay(found: Sequence[_Found], done: _Joined) -> None:
    for parts, pair, match in found:
        done.lay((parts[0].table, parts[-1].table), pair.tables, match, repeated(pair, match))
        done.loose += pair.above


def _join_keys(tables: Sequence[RawTable], done: _Joined, beside: Mapping[int, int]) -> None:
    """Join codes on one page with their meanings on the next, where all rows of both stand at the same heights."""
    pages = {page: list(found) for page, found in groupby(tables, lambda table: table.page)}
    for page, codes in pages.items():
        meanings = pages.get(page + 1, [])
        stated = page + 1 in beside or page in beside
        if (
            stated
            or len(codes) != len(meanings)
            or not all(map(holds_codes, codes))
            or not all(map(explains, meanings))
        ):
            continue
        matches = [by_height(one, other) for one, other in zip(codes, meanings, strict=True)]
        if all(matches):
            for one, other, match in zip(codes, meanings, matches, strict=True):
                if match is not None:
                    done.lay((one, other), (one, other), match)
            done.tell(Told((-page,), [page], [page + 1], {"height"}))


def _join_stated(
    tables: Sequence[RawTable], sheets: Sequence[_Sheet], done: _Joined, beside: Mapping[int, int]
) -> None:
    """Join what the user says belongs together; where neither references nor counts tell how, by the heights."""
    parts = {id(part.table): part for sheet in sheets for part in sheet.parts}
    for second, first in beside.items():
        lefts, rights = ([t for t in tables if t.page == page] for page in (first, second))
        if first and not (lefts and rights):
            done.doubts.append(missing(first, second))
        for left, right in zip(lefts, rights, strict=False):
            known = [parts[id(t)] for t in (left, right) if id(t) in parts]
            pair = matched(done.table(left), known[1], known[:1]) if len(known) == 2 else ""
            if not isinstance(pair, str):
                _lay([(known, *pair)], done)
            elif (forced := _forced(done.table(left), right)) is not None:
                done.lay((left, right), (done.table(left), right), forced)


def _forced(left: RawTable, right: RawTable) -> Match | None:
    return match_rows(left, right, (), (0, 0)) or by_height(left, right, forced=True)
