"""Wide tables: left and right pages of one table laid side by side again, row by row.

A spreadsheet that is wider than the paper is printed with all left pages first and then all right pages, or left,
right, left, right. Parts are joined where their headings make one plan only together, and where the heights of their
rows, a column of references that both repeat, or at least the number of rows say which rows belong together. Whatever
is joined, or looks as if it should be and is not, is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from extractors.contract import Line, RawTable
from extractors.flow import Note
from extractors.lines import lines_of
from pipeline.extract import Extraction
from pipeline.wide_parts import (
    CORE,
    Part,
    again,
    explains,
    fit_together,
    holds_codes,
    may_be_wide,
    names_no_rows,
    read_parts,
    says_who_or_when,
)
from pipeline.wide_rows import Match, agree, by_height, column_texts, lay_beside, match_rows

_CODE = "wide_table"
_TOLD_BY = {
    "height": "by the heights at which they stand",
    "reference": "by the references that both repeat",
    "order": "in their order, since nothing but their number tells which belong together",
}
_KEY = frozenset({"ref"})
_TELLING = re.compile(r"[A-Za-z]|\d[^\d\s]\d")
_HELP = "state under [[tables]] in a file of overrides"
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
class _Told:
    """Pages whose parts were joined, and what told how their rows belong together."""

    kinds: tuple[int, ...]
    left: list[int]
    right: list[int]
    by: set[str]

    def note(self) -> Note:
        """What a person should know."""
        by = next(way for way in ("order", "reference", "height") if way in self.by)
        text = (
            f"Tables wider than a page were joined: left parts on {_named(self.left)}, right parts on "
            f"{_named(self.right)}; rows were matched {_TOLD_BY[by]}."
        )
        if by == "order":
            text += f" Check them; if they do not belong together, {_HELP} 'page = {self.right[0]}' with 'beside = 0'."
        return Note(_CODE, text, "warning" if by == "order" else "info", self.left[0])


@dataclass(slots=True)
class _Joined:
    """What comes of joining: tables by the identity of the part that they replace, and what is left over."""

    tables: dict[int, RawTable] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    repeated: list[Line] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    told: list[_Told] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)

    def tell(self, told: _Told) -> None:
        """Note that parts were joined, together with the last ones of the same columns."""
        same = [t for t in self.told if t.kinds == told.kinds]
        if not same:
            self.told.append(told)
            return
        same[-1].left += told.left
        same[-1].right += told.right
        same[-1].by |= told.by


def join_wide(extraction: Extraction, beside: Mapping[int, int] = _NONE) -> Extraction:
    """The pages, with the parts of tables that are wider than a page joined.

    Args:
        extraction: What the pages show.
        beside: For a page with right parts the page with the left ones, 0 where it stands alone, as the user says.
    """
    if not beside and not may_be_wide(extraction.tables):
        return extraction
    done = _Joined()
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
        body=(*extraction.body, *done.loose),
        furniture=(*extraction.furniture, *done.repeated),
        notes=(*extraction.notes, *(told.note() for told in done.told), *done.doubts),
    )


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
        if isinstance(pairs, str):
            if pairs and how == "lacking" and says_who_or_when([run[0].parts[0] for run in runs], after[0].parts[0]):
                done.doubts.append(_doubt(runs, after, pairs))
            break
        _lay(pairs, done)
        kinds = tuple(p.kind for sheet in (runs[0][0], after[0]) for p in sheet.parts)
        done.tell(_Told(kinds, [s.page for s in runs[0]], [s.page for s in after], {m.by for _, m in pairs}))
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


_Pair = tuple[tuple[Part, ...], Match]
"""The parts of one table, the new one last, and how its rows belong to those of the first."""


def _matched(runs: Sequence[Sequence[_Sheet]], after: Sequence[_Sheet], how: str, done: _Joined) -> list[_Pair] | str:
    """Parts and how their rows belong together, or why they cannot be joined; no reason where they are two plans."""
    if any(len(run) != len(after) for run in runs):
        return "their pages are not as many"
    found: list[_Pair] = []
    for sheets in zip(*runs, after, strict=True):
        if len({len(sheet.parts) for sheet in sheets}) > 1:
            return "the pages do not hold as many tables"
        for parts in zip(*(sheet.parts for sheet in sheets), strict=True):
            match = _match(parts, done)
            if isinstance(match, str):
                return match
            found.append((parts, match))
    return found if _is_sure(found, how) else "nothing but the order of their rows speaks for it"


def _is_sure(found: Sequence[_Pair], how: str) -> bool:
    """Whether enough speaks for joining parts.

    Heights that differ from row to row are enough. Otherwise the new part must have nothing that names its rows but
    references, and all rows stand at the same heights, or each part lacks what the other has, or the references that
    both repeat are more than running numbers.
    """
    high = all(match.by == "height" for _, match in found)
    if high and any(match.uneven or _is_keyed(parts, match) for parts, match in found):
        return True
    told = any(_tells(parts) for parts, _ in found) and all(_is_keyed(parts, match) for parts, match in found)
    return all(names_no_rows(parts[:-1], parts[-1]) for parts, _ in found) and (high or how == "lacking" or told)


def _tells(parts: Sequence[Part]) -> bool:
    """Whether the references are more than running numbers: `2.1`, `LAC4`."""
    columns = {b.col0 for _, b in again(parts[:1], parts[-1]) if b.field in _KEY}
    cells = (c for c in parts[-1].table.cells if c.col0 in columns and c.row0 >= parts[-1].heads)
    return any(_TELLING.search(cell.text) for cell in cells)


def _match(parts: Sequence[Part], done: _Joined) -> Match | str:
    """How the rows of parts belong together, or why that cannot be said; no reason where they are two plans."""
    match = match_rows(_first(parts, done), parts[-1].table, _keys(parts), (parts[0].heads, parts[-1].heads))
    if match is None:
        return "" if _shared(parts, CORE) else "their rows are not as many"
    if _agreed(parts, match, CORE) is False:
        return ""
    return match if _is_keyed(parts, match) is not False else "the references of their rows disagree"


def _shared(parts: Sequence[Part], fields: frozenset[str]) -> list[tuple[int, int]]:
    """Columns of such fields that the first part and the last one seem to share."""
    return [(a.col0, b.col0) for a, b in again(parts[:1], parts[-1]) if {a.field, b.field} & fields]


def _agreed(parts: Sequence[Part], match: Match, fields: frozenset[str]) -> bool | None:
    """Whether the columns of such fields that parts share say the same; unknown where there are none."""
    tables = parts[0].table, parts[-1].table
    said = [agree(tables, key, match, parts[0].heads) for key in _shared(parts, fields)]
    return None if not said or None in said else all(said)


def _is_keyed(parts: Sequence[Part], match: Match) -> bool | None:
    """Whether the references that both parts have are the same in all rows; unknown where they have none."""
    return _agreed(parts, match, _KEY)


def _first(parts: Sequence[Part], done: _Joined) -> RawTable:
    """The first part, with what was laid beside it already."""
    return done.tables.get(id(parts[0].table), parts[0].table)


def _keys(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Columns of the first part and of the last one that seem to be the same, references first."""
    pairs = again(parts[:1], parts[-1])
    return [(a.col0, b.col0) for a, b in sorted(pairs, key=lambda pair: "ref" not in (pair[0].field, pair[1].field))]


def _lay(pairs: Sequence[_Pair], done: _Joined) -> None:
    for parts, match in pairs:
        tables = parts[0].table, parts[-1].table
        dropped = [b for a, b in _keys(parts) if _repeats(tables, (a, b), match, parts)]
        _put(done, tables, match, dropped)


def _repeats(tables: tuple[RawTable, RawTable], key: tuple[int, int], match: Match, parts: Sequence[Part]) -> bool:
    """Whether a column of the right part says nothing that the left one does not say."""
    said = agree(tables, key, match, parts[0].heads)
    return bool(said) or (said is None and not any(column_texts(tables[1], key[1])[parts[-1].heads :]))


def _put(done: _Joined, tables: tuple[RawTable, RawTable], match: Match, dropped: Sequence[int] = ()) -> None:
    left, right = tables
    laid = lay_beside(done.tables.get(id(left), left), right, match, dropped)
    done.tables[id(left)] = laid.table
    done.gone.add(id(right))
    done.repeated += laid.repeated
    done.loose += lines_of(right.outside, right.page)


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
                    _put(done, (one, other), match)
            done.tell(_Told((-page,), [page], [page + 1], {"height"}))


def _join_stated(
    tables: Sequence[RawTable], sheets: Sequence[_Sheet], done: _Joined, beside: Mapping[int, int]
) -> None:
    """Join what the user says belongs together; where neither references nor counts tell how, by the heights."""
    parts = {id(part.table): part for sheet in sheets for part in sheet.parts}
    for second, first in beside.items():
        pairs = list(zip(*([t for t in tables if t.page == page] for page in (first, second)), strict=False))
        for left, right in pairs:
            known = [parts[id(t)] for t in (left, right) if id(t) in parts]
            if len(known) == 2 and not isinstance(match := _match(known, done), str):
                _lay([((known[0], known[1]), match)], done)
            elif (forced := by_height(left, right, forced=True)) is not None:
                _put(done, (left, right), forced)


def _doubt(runs: Sequence[Sequence[_Sheet]], after: Sequence[_Sheet], why: str) -> Note:
    """What is told of tables that look like parts of one and were not joined."""
    left, right = [s.page for s in runs[0]], [s.page for s in after]
    return Note(
        _CODE,
        f"The tables on {_named(left)} and on {_named(right)} look like the left and right parts of one table that is "
        f"wider than a page, but {why}: they were not joined. If they belong together, {_HELP} "
        f"'page = {right[0]}' with 'beside = {left[0]}', and so on for each right page.",
        "warning",
        left[0],
    )


def _named(pages: Sequence[int]) -> str:
    """Pages as people say them: `page 4`, `pages 2-5`, `pages 2, 4 and 6`."""
    numbers = sorted(pages)
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return f"pages {numbers[0]}-{numbers[-1]}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
