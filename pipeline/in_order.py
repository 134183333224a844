"""In order: entries of a cell given to the actions beside it one by one, where heights do not tell.

Another program, paper or font wraps the same cells differently, and what stood level no longer does. Then a reader
counts: four dates beside four actions are theirs in order. That is believed only where the document counts so
throughout, or where every entry is a whole date; otherwise the cell holds for all of them, as `pipeline.allot` says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.contract import Line
from pipeline import allot
from pipeline.contents import is_date
from pipeline.items import Item
from pipeline.logical_table import StitchedCell

_BLANK = 0.3
"""Width of a blank, a share of the font size."""
_PADDING = 8.0
"""Points that the text of a cell keeps from its side at most."""
_LEAST = 2
"""Cells in which a document must have as many entries as actions before they are paired."""
_TIME_WORDS = 6
"""Words of the longest entry that is nothing but a time."""
_GOES_ON = re.compile(r"(?:[/,&+–-]|\b(?:and|or|of|for|the|to|with|in|by|from))\s*$", re.IGNORECASE)
_DEPENDS = re.compile(r"^[a-z/,&)(]")
_YEAR = re.compile(r"\S.*\d\d\W*$")
_BARE_YEAR = re.compile(r"^\W*(?:20)?\d\d\W*$")
_TIMES = frozenset({"deadline", "start", "completed"})
_SURE = _TIMES | {"lead", "lead_accountable", "lead_agency", "lead_delivery", "accountable"}
"""Fields whose entries are short, so that their number is no chance."""
_COUNTED = _SURE | {"progress", "rag", "status"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A cell, its column's field, and the actions beside it."""

    field: str
    cell: StitchedCell
    items: Sequence[Item]
    which: Sequence[int]
    doubted: bool = False
    """Whether the dates in the same row are other in number than its actions."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """The fields that a document has in the order of its actions, and the cells to which that does not apply."""

    fields: frozenset[str]
    doubted: frozenset[int]

    def beside(self, beside: Beside) -> Beside | None:
        """The cell, if entries of its column are to be paired."""
        return replace(beside, doubted=id(beside.cell) in self.doubted) if beside.field in self.fields else None


def readings(cell: StitchedCell) -> list[list[list[Line]]]:
    """Lines of a cell in entries, in the ways in which they can be read, the likeliest first.

    Paragraphs of the file are entries, unless it makes every printed line one. Without them a blank line parts
    entries, or a line whose first word had room on the line above.
    """
    told = [_entries(cell, by_file=True)] if any(line.opens is not None for line in cell.lines) else []
    pages = [_entries(cell, by_page=True)] if len({line.page for line in cell.lines}) > 1 else []
    return [*told, _entries(cell), *pages]


def _entries(cell: StitchedCell, *, by_file: bool = False, by_page: bool = False) -> list[list[Line]]:
    found: list[list[Line]] = []
    edges = _edges(cell)
    for line in cell.lines:
        edge = edges.get(found[-1][-1].page, 0.0) if found else 0.0
        apart = (by_file and line.opens) or (by_page and found and line.page != found[-1][-1].page)
        if found and _same_entry(found[-1], line, edge, apart=bool(apart)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _edges(cell: StitchedCell) -> dict[int, float]:
    """For each page the height of the line of text's right end: as far from the side as text begins from the other."""
    edges: dict[int, float] = {}
    for page, box in cell.boxes:
        lines = [line for line in cell.lines if line.page == page]
        if lines:
            left = min(line.box.x0 for line in lines) - box.x0
            edges[page] = max(box.x1 - min(max(left, 0.0), _PADDING), *(line.box.x1 for line in lines))
    return edges


def _same_entry(entry: Sequence[Line], line: Line, edge: float, *, apart: bool) -> bool:
    above = entry[-1]
    if _GOES_ON.search(above.text) or _DEPENDS.match(line.text):
        return True
    if line.opens is False:
        return True
    if apart or len(allot.line_groups([above, line])) > 1:
        return False
    if _is_whole(_text(entry)) and not line.text[:1].islower():
        return False
    word = line.words[0]
    first = word.box.width * len(word.text.split()[0]) / len(word.text)
    return above.box.x1 + _BLANK * word.size + first > edge


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _is_whole(text: str) -> bool:
    """Whether a text is a date with its year, and nothing is to come: `31.8.12`, `March 2013`, but not `2013`."""
    return is_date(text) and _YEAR.search(text) is not None and _BARE_YEAR.match(text) is None


def habits(cells: Iterable[Beside]) -> Ordered:
    """What a document has in the order of its actions; see `fields_in_order`."""
    known = list(cells)
    dates = [beside for beside in known if beside.field in _TIMES and is_unclear(beside)]
    doubted = (
        beside.cell
        for beside in known
        for other in dates
        if beside.field not in _TIMES and beside.items is other.items and list(beside.which) == list(other.which)
    )
    return Ordered(fields_in_order(known), frozenset(map(id, doubted)))


def fields_in_order(cells: Iterable[Beside]) -> frozenset[str]:
    """Fields whose cells have as many entries as there are actions beside them, throughout the document.

    Args:
        cells: All cells of the document with several actions beside them.
    """
    votes: Counter[tuple[str, bool]] = Counter()
    dates: Counter[bool] = Counter()
    for beside in cells:
        if beside.field not in _COUNTED or len(beside.which) < 2:
            continue
        found, targets = _fitting(beside)
        if len(found) > 1:
            fits = bool(targets)
            votes[beside.field, fits] += 1
            if beside.field in _TIMES:
                dates[fits] += all(_is_whole(_text(entry)) for entry in found)
    yes, no = (sum(votes[name, fits] for name in _SURE) for fits in (True, False))
    throughout = yes >= max(_LEAST, 2 * no)
    names = {name for name, _ in votes}
    return frozenset(
        name
        for name in names
        if votes[name, True] > votes[name, False] and (throughout or (name in _TIMES and dates[True] > dates[False]))
    )


def torn(besides: Sequence[Beside]) -> list[tuple[Beside, ...]]:
    """Cells of one column that a page break cut between actions: apart they do not fit, together they do.

    Args:
        besides: The cells of one column of a block from top to bottom, blank ones too.
    """
    found: list[tuple[Beside, ...]] = []
    place = 0
    while place < len(besides):
        end = place + 1
        while end < len(besides) and _goes_on_over(besides[end - 1], besides[end]):
            end += 1
            whole = join(besides[place:end])
            enough = len(whole.which) > _LEAST or whole.field in _TIMES
            if enough and not _fitting(besides[place])[1] and _fitting(whole)[1]:
                found.append(tuple(besides[place:end]))
                break
        place = end
    return found


def _goes_on_over(above: Beside, below: Beside) -> bool:
    """Whether a page break parts two cells: the actions beside the second one stand on a later page."""
    first, other = (beside.items[i].anchor[0] for beside, i in ((above, above.which[0]), (below, below.which[0])))
    return first < other and bool(above.cell.lines)


def join(besides: Sequence[Beside]) -> Beside:
    """Cells below each other as one."""
    first, last = besides[0], besides[-1]
    cell = replace(
        first.cell,
        row1=last.cell.row1,
        lines=tuple(line for beside in besides for line in beside.cell.lines),
        boxes=tuple(box for beside in besides for box in beside.cell.boxes),
    )
    return replace(first, cell=cell, which=[index for beside in besides for index in beside.which])


def pair(beside: Beside) -> list[allot.Share] | None:
    """Give each entry to the action at its place; `None` where their numbers differ."""
    found, targets = _fitting(beside)
    if not targets:
        return None
    return [
        allot.Share(index, list(lines), rule="order", flags=["paired_in_order"])
        for lines, indices in zip(found, targets, strict=True)
        for index in indices
    ]


def is_unclear(beside: Beside) -> bool:
    """Whether a cell holds several entries, other in number than the actions beside it."""
    found, targets = _fitting(beside)
    whole = beside.field not in _TIMES or all(_is_whole(_text(entry)) for entry in found)
    return len(found) > 1 and whole and not targets


def _fitting(beside: Beside) -> tuple[list[list[Line]], list[list[int]]]:
    """Entries of a cell in the first reading that fits the actions, with those; else the likeliest, with none."""
    ways = readings(beside.cell)
    if beside.doubted:
        return ways[0], []
    fitting = ((found, _targets(len(found), beside)) for found in ways if _are_times(found, beside.field))
    return next(((found, targets) for found, targets in fitting if targets), (ways[0], []))


def _are_times(found: Sequence[Sequence[Line]], name: str) -> bool:
    """Whether all entries of a column of times say nothing else; other columns may say anything."""
    texts = [_text(entry) for entry in found]
    return name not in _TIMES or all(is_date(text) and len(text.split()) <= _TIME_WORDS for text in texts)


def _targets(count: int, beside: Beside) -> list[list[int]]:
    """Actions for each of so many entries: one each, or those of one number together; none where that does not fit.

    What opens a cell without a number, while the others bear one, is the rest of an action and has no entry.
    """
    if count < 2:
        return []
    singles = [[index] for index in beside.which]
    units: list[list[int]] = []
    for index in beside.which:
        unit = beside.items[index].unit
        if units and unit and unit == beside.items[units[-1][0]].unit:
            units[-1].append(index)
        else:
            units.append([index])
    for targets in (singles, units):
        opens, *others = (beside.items[group[0]].ref for group in targets)
        wanted = targets[1:] if others and not opens and all(others) else targets
        if len(wanted) == count:
            return wanted
    return []
