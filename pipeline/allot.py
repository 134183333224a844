"""Allot: which lead, date and progress belongs to which action.

Where a cell stands beside a single action, it is that action's. Where several actions stand in one cell, the lines
beside them belong to the action at whose height they stand, if the page shows that they were lined up: every group of
lines begins where an action begins. Otherwise the cell holds for all of them. Numbers inside the cell, where there
are any, name their actions themselves and are checked against the heights. Where neither tells, `pipeline.in_order`
asks whether the document has one entry for each action throughout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from extractors.contract import Line
from pipeline.items import Item
from pipeline.numbering import Marker, read_marker

_NEAR = 0.75
"""Share of a line's height by which beginnings at one height may differ."""
_GAP = 0.55
"""Share of a line's height: a wider space between lines separates groups."""


_BRACES = frozenset("{}⎧⎨⎩⎫⎬⎭")
_BRACE = re.compile(rf"^[{''.join(sorted(_BRACES))}]\s*")
_INSIDE = re.compile(
    r"(?:\b(?:of|to|and|or|with|in|by|for|from|see|the|action|actions|point|points|on)|[,/&–-])\s*$", re.IGNORECASE
)
"""Ends of a line after which a number goes on with the sentence."""


@dataclass(slots=True)
class Share:
    """Lines of a cell that belong to one action; `cut` characters of the first are its number."""

    item: int
    lines: list[Line]
    cut: int = 0
    rule: str = "row"
    once: bool = False
    flags: list[str] = field(default_factory=list)
    signs: list[Line] = field(default_factory=list)
    """Lines that hold nothing but a sign, such as the upper part of a brace."""


def line_groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in groups, cut where an empty line stands between them; a page break alone cuts nothing."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last is not None and (
            last.page != line.page or line.box.top - last.box.bottom <= _GAP * max(line.box.height, last.box.height)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def alignment(lines: Sequence[Line], items: Sequence[Item]) -> bool | None:
    """Whether a cell's lines are lined up with several actions: yes, no, or not to be told."""
    if len(items) < 2 or not lines or not tells_heights(lines):
        return None
    groups = line_groups(lines)
    anchors = [_nearest(group[0], items) for group in groups]
    hits = [a for a in anchors if a is not None]
    if len(groups) == 1:
        if hits and hits[0] > 0:
            return True
        beside = [_nearest(line, items) for line in lines]
        return True if len(lines) == len(items) and None not in beside and len(set(beside)) == len(items) else None
    if len(set(hits)) == len(groups):
        return True
    return False if len(set(hits)) <= len(groups) / 2 else None


def tells_heights(lines: Sequence[Line]) -> bool:
    """Whether heights can mean anything: paragraphs of a file that follow each other closely stand level by chance."""
    return any(line.opens is None for line in lines) or len(line_groups(lines)) > 1


def _nearest(line: Line, items: Sequence[Item]) -> int | None:
    near = _NEAR * line.box.height
    for index, item in enumerate(items):
        for page, top in (item.anchor, item.begins):
            if page == line.at[0] and abs(line.at[1] - top) <= near:
                return index
    return None


def by_height(lines: Sequence[Line], items: Sequence[Item], which: Sequence[int], *, hold: bool = False) -> list[Share]:
    """Give each line to the last action that begins at its height or above; no paragraph of a file is cut.

    Args:
        lines: Lines of the cell.
        items: All actions of the block.
        which: The actions beside the cell.
        hold: Whether an action with nothing beside it takes what holds for the one above it.
    """
    shares: dict[int, Share] = {}
    index = which[0]
    for line in lines:
        if line.opens is not False:
            index = _beside(line, items, which)
        shares.setdefault(index, Share(index, [], rule="height")).lines.append(line)
    if hold:
        for above, index in pairwise(which):
            if above in shares and index not in shares:
                shares[index] = Share(index, list(shares[above].lines), rule="held")
    return list(shares.values())


def _beside(line: Line, items: Sequence[Item], which: Sequence[int]) -> int:
    """The last of the actions that begins at the height of a line or above, the first where none does."""
    near = _NEAR * line.box.height
    begun = [i for i in which if (items[i].begins[0], items[i].begins[1] - near) <= line.at]
    return begun[-1] if begun else which[0]


def is_braced(lines: Sequence[Line]) -> bool:
    """Whether a sign of a brace begins one of the lines."""
    return any(line.text[:1] in _BRACES for line in lines)


def by_brace(lines: Sequence[Line], items: Sequence[Item], which: Sequence[int]) -> list[Share] | None:
    """Give what stands behind a brace to every action that the brace runs along; `None` where there is no brace.

    A brace is drawn as signs at the beginning of lines below each other; the lines beside it follow the heights.
    """
    if not is_braced(lines):
        return None
    shares: list[Share] = []
    rest: list[Line] = []
    for braced, group in groupby(lines, key=lambda line: _BRACE.match(line.text) is not None):
        found = list(group)
        if not braced:
            rest += found
            continue
        along = sorted({s.item for line in found for s in by_height([line], items, which)})
        said = [line for line in found if _BRACE.sub("", line.text)]
        sign = _BRACE.match(said[0].text) if said else None
        signs = [line for line in found if line not in said]
        shares += [Share(i, list(said), sign.end() if sign else 0, "brace", signs=signs) for i in along]
    return _merged([*shares, *by_height(rest, items, which)])


def for_all(lines: Sequence[Line], which: Sequence[int]) -> list[Share]:
    """The whole cell for every action beside it; what each of its lines repeats is said once."""
    once = len(which) > 1 and len({line.text.strip() for line in lines}) == 1
    return [Share(index, list(lines), rule="row" if len(which) == 1 else "shared", once=once) for index in which]


def lines_up(lines: Sequence[Line], items: Sequence[Item]) -> bool:
    """Whether any line but the first begins at the height of a later action."""
    return any(_nearest(line, items[1:]) is not None for line in lines[1:])


def by_number(lines: Sequence[Line], items: Sequence[Item], which: Sequence[int]) -> list[Share] | None:
    """Give numbered passages to the actions that they name; `None` where the cell is not numbered so.

    Lines above the first number follow the heights. A letter joins the number before it, or the only lettered stem.
    """
    marked = _marked(lines, items, which)
    if not marked:
        return None
    named = [_targets(marker, items, which, "")[0] for _, marker in marked]
    shares = _head(lines[: marked[0][0]], items, which, named[0])
    number = ""
    spoken = {target for targets in named for target in targets}
    for place, (start, marker) in enumerate(marked):
        end = marked[place + 1][0] if place + 1 < len(marked) else len(lines)
        targets, number = _targets(marker, items, which, number)
        own, rest = _unlabelled(lines[start:end], items, which, spoken)
        flags = ["number_mended"] if marker.mended and marker.style == ")" and not marker.is_letter else []
        shares += [Share(t, list(own), marker.length, "number", flags=list(flags)) for t in targets]
        shares += rest
    return _merged(shares)


def _marked(lines: Sequence[Line], items: Sequence[Item], which: Sequence[int]) -> list[tuple[int, Marker]]:
    """Places and markers of the lines that begin a passage; a number inside a sentence is not one."""
    marked: list[tuple[int, Marker]] = []
    for place, line in enumerate(lines):
        marker = _counted(line, items, which)
        if marker is None:
            continue
        backwards = bool(marked) and (marker.number or 0) < (marked[-1][1].number or 0) and not marker.is_letter
        if place and (backwards or line.text[marker.length :].strip() == "") and _INSIDE.search(lines[place - 1].text):
            continue
        marked.append((place, marker))
    return marked


def _head(lines: Sequence[Line], items: Sequence[Item], which: Sequence[int], first: list[int]) -> list[Share]:
    """Lines above the first number: by height, or the rest of what a page break cut from the action before."""
    if not lines:
        return []
    before = which[0] - 1
    if before >= 0 and which[0] in first and items[before].anchor[0] < lines[0].at[0]:
        return [Share(before, list(lines), rule="continued")]
    return by_height(lines, items, which) if len(which) > 1 else for_all(lines, which)


def _unlabelled(
    lines: Sequence[Line], items: Sequence[Item], which: Sequence[int], spoken: set[int]
) -> tuple[Sequence[Line], list[Share]]:
    """Part a numbered passage where a new group begins at the height of an action that no number names."""
    beside = [items[i] for i in which]
    for place in range(1, len(lines)):
        above, line = lines[place - 1], lines[place]
        parted = above.page != line.page or len(line_groups([above, line])) > 1
        near = _nearest(line, beside)
        if parted and near is not None and which[near] not in spoken:
            return lines[:place], [Share(which[near], list(lines[place:]), rule="height", flags=["label_missing"])]
    return lines, []


def _counted(line: Line, items: Sequence[Item], which: Sequence[int]) -> Marker | None:
    marker = read_marker(line.text)
    if marker is None or marker.style == "":
        return None
    return marker if _targets(marker, items, which, "")[0] or _missing(marker, items) else None


def missing_label(line: Line, items: Sequence[Item]) -> str:
    """Number at the beginning of a line that lies among the actions' numbers, though none of them bears it."""
    marker = read_marker(line.text)
    if marker is None or marker.style != "()" or marker.is_letter or len(marker.labels) > 1:
        return ""
    number = marker.number
    named = _targets(marker, items, range(len(items)), "")[0]
    return str(number) if number is not None and not named and _missing(marker, items) else ""


def _missing(marker: Marker, items: Sequence[Item]) -> bool:
    numbers = [int(i.ref) for i in items if i.ref.isdigit()]
    number = marker.number
    return bool(numbers) and number is not None and min(numbers) <= number <= max(numbers) + 1


def _targets(marker: Marker, items: Sequence[Item], which: Sequence[int], number: str) -> tuple[list[int], str]:
    """Items that a marker names, those beside the cell first, and the number that later letters join."""
    found = (_target(label, marker.is_letter, items, which, number) for label in marker.labels)
    digits = re.match(r"\d*", marker.labels[-1])
    return [f for f in found if f is not None], (digits.group() if digits else "") or number


def _target(label: str, is_letter: bool, items: Sequence[Item], which: Sequence[int], number: str) -> int | None:
    if not is_letter:
        exact = _find(label, items, which)
        return exact if exact is not None or not re.match(r"^\d+[a-z]$", label) else _find(label[:-1], items, which)
    exact = _find(f"{number}{label}", items, which)
    if exact is not None:
        return exact
    lettered = next((i for i in which if re.match(rf"^\d+{label}$", items[i].ref)), None)
    return lettered if lettered is not None or not number else _find(number, items, which)


def _find(ref: str, items: Sequence[Item], which: Sequence[int]) -> int | None:
    near = next((i for i in which if items[i].ref == ref), None)
    return near if near is not None else next((i for i, item in enumerate(items) if item.ref == ref), None)


def _merged(shares: list[Share]) -> list[Share]:
    merged: dict[int, Share] = {}
    for share in shares:
        known = merged.get(share.item)
        if known is None:
            merged[share.item] = share
        else:
            known.lines += [line for line in share.lines if line not in known.lines]
            known.flags += share.flags
    return list(merged.values())
