"""Items of an action cell: numbered stems, lettered actions, sub-headings, or one text without a number.

A marker counts only where it continues a sequence at the cell's left margin, so a year, a quantity or a date at the
beginning of a line stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.contract import Line
from pipeline.numbering import Marker, read_marker, strip_bullet

_MARGIN = 24.0
"""Points from the cell's leftmost text within which a number may begin."""
_GAP = 6
"""Numbers may skip so many and still be one sequence; each gap is a finding."""
_PHASE_WORDS = 6
_NAMED = re.compile(
    r"^\s*(?:action|step|task|commitment|milestone|deliverable|activity)\s+(?:no\.?\s*|number\s*)?"
    r"(?P<ref>[A-Z]{0,3}\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?)(?:\s*[.:)]|\s+[–-](?=\s))\s*(?=\S)",
    re.IGNORECASE,
)
"""The word and number that open an action: `Action 1.2: Recruit ...`."""


@dataclass(slots=True)
class Item:
    """One action while its parts are gathered.

    `row0` and `row1` are the rows of the table that it stands in (half-open), `anchor` is the page and height at
    which it begins.
    """

    ref: str
    lines: list[Line]
    cut: int
    row0: int
    row1: int
    stem: list[Line] = field(default_factory=list)
    stem_cut: int = 0
    phase: str = ""
    flags: list[str] = field(default_factory=list)
    anchor: tuple[int, float] = (0, 0.0)
    stem_anchor: tuple[int, float] | None = None
    """Where the stem begins, for the first action under it."""

    @property
    def begins(self) -> tuple[int, float]:
        """Page and height of its first line, the stem's where it is the first under it."""
        return self.stem_anchor or self.anchor

    @property
    def unit(self) -> str:
        """The number that the item hangs on: `1` for `1a`."""
        found = re.match(r"^(.*\d)[a-z]$", self.ref)
        return found.group(1) if found else self.ref


@dataclass(slots=True)
class Numbering:
    """Where the numbering of a recommendation stands."""

    number: int | None = None
    letter: str = ""
    phase: str = ""


@dataclass(slots=True)
class _Scan:
    """The state of reading one cell from top to bottom."""

    rows: tuple[int, int]
    margin: float
    plain_bold: bool
    at: Numbering
    items: list[Item] = field(default_factory=list)
    stem: Item | None = None
    phases: list[Line] = field(default_factory=list)


def split_items(
    lines: Sequence[Line], rows: tuple[int, int], at: Numbering, expects_number: bool = False
) -> tuple[list[Item], list[Line]]:
    """Cut the lines of an action cell into items.

    Args:
        lines: Lines of the cell in reading order, also over a page break.
        rows: Rows of the table that the cell spans, half-open.
        at: State of the recommendation's numbering; it moves on.
        expects_number: Whether the actions of this table are numbered, so a bare number is one too.

    Returns:
        The items, and the lines that were sub-headings.
    """
    if not lines:
        return [], []
    bold = sum(len(line.words) for line in lines if line.bold)
    scan = _Scan(rows, min(line.box.x0 for line in lines), bold > 0.5 * sum(len(line.words) for line in lines), at)
    markers = [_marker(line, scan, expects_number) for line in lines]
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        _take(line, markers[index], scan, following)
    items = [item for item in scan.items if item.lines]
    stems: set[int] = set()
    for item in items:
        first = item.lines[0]
        item.anchor = first.at
        if item.stem and id(item.stem[0]) not in stems:
            stems.add(id(item.stem[0]))
            item.stem_anchor = item.stem[0].at
    return items, scan.phases


def _marker(line: Line, scan: _Scan, expects_number: bool) -> Marker | None:
    if line.box.x0 > scan.margin + _MARGIN:
        return None
    named = read_named(line.text)
    if named is not None:
        return named
    marker = read_marker(line.text)
    if marker is None or (marker.style == "" and not expects_number and "." not in marker.label):
        return None
    return marker


def read_named(text: str) -> Marker | None:
    """The number at the beginning of a text that calls itself an action, or `None`.

    Example:
        >>> read_named("Action 1.2: Recruit two managers").label
        '1.2'
    """
    found = _NAMED.match(text)
    return Marker((found["ref"],), ".", False, found.end()) if found else None


def _take(line: Line, marker: Marker | None, scan: _Scan, following: Line | None) -> None:
    if marker is not None and _continues(marker, scan):
        _begin(line, marker, scan)
    elif _is_phase(line, scan, following):
        scan.at.phase = line.text.strip(" :")
        scan.phases.append(line)
        scan.stem = None
    elif scan.items:
        scan.items[-1].lines.append(line)
    else:
        scan.items.append(Item("", [line], 0, *scan.rows, phase=scan.at.phase))


def _continues(marker: Marker, scan: _Scan) -> bool:
    at = scan.at
    if marker.is_letter:
        if marker.label == "a":
            return True
        return bool(at.letter) and ord(marker.label[0]) - ord(at.letter) == 1 and len(marker.label) == 1
    if marker.number is None:
        return bool(re.match(r"[A-Z]", marker.label))
    if len(marker.labels) > 1 and marker.style != "()":
        return False
    if "." in marker.label or marker.label[-1].isalpha():
        return not scan.items or bool(scan.items[-1].ref)
    return marker.number <= 60 and _counts_on(marker.number, marker.style, scan)


def _counts_on(number: int, style: str, scan: _Scan) -> bool:
    """Whether a plain number carries on the numbering: at the top of a cell it may begin anew, else it counts up."""
    last = scan.at.number
    if style == "" and last is not None and number != last + 1:
        return False
    if not scan.items:
        return last is None or number > last or number == 1
    if last is None:
        return number == 1 or style == "()"
    return last < number <= last + _GAP


def _begin(line: Line, marker: Marker, scan: _Scan) -> None:
    at = scan.at
    flags = ["number_mended"] if marker.mended and marker.style == ")" and _usually_bracketed(scan) else []
    if marker.is_letter:
        at.letter = marker.label[0]
        stem = scan.stem or _stem_of(scan)
        unit = stem.ref if stem is not None and "." in stem.ref else at.number
        ref = marker.label if unit is None else f"{unit}{marker.label}"
        item = Item(ref, [line], marker.length, *scan.rows, phase=at.phase, flags=flags)
        if stem is not None:
            item.stem, item.stem_cut = list(stem.lines), stem.cut
            if stem in scan.items:
                scan.items.remove(stem)
            scan.stem = stem
        scan.items.append(item)
        return
    at.number = marker.number if marker.number is not None and "." not in marker.label else at.number
    at.letter = marker.label[-1] if marker.label[-1].isalpha() and marker.label[0].isdigit() else ""
    scan.stem = None
    scan.items.append(Item(marker.label, [line], marker.length, *scan.rows, phase=at.phase, flags=flags))


def _stem_of(scan: _Scan) -> Item | None:
    """The item just before a first letter that its text is the stem of: a numbered one, or one that only leads in."""
    last = scan.items[-1] if scan.items and scan.at.letter == "a" else None
    if last is None or last.ref:
        leads_in = last is not None and "." in last.ref and last.lines[-1].text.rstrip().endswith((":", "–", "-"))
        return last if last is not None and (last.ref.isdigit() or leads_in) else None
    return last if len(scan.items) == 1 and not last.lines[-1].text.rstrip().endswith((".", ";")) else None


def _usually_bracketed(scan: _Scan) -> bool:
    return any(item.lines[0].text.lstrip().startswith("(") for item in scan.items if item.ref)


def _is_phase(line: Line, scan: _Scan, following: Line | None) -> bool:
    text = line.text.strip()
    words = text.split()
    if scan.plain_bold or not line.bold or len(words) > _PHASE_WORDS or text.endswith((".", ",")):
        return text.isupper() and line.bold and 0 < len(words) <= _PHASE_WORDS and len(text) > 3
    if following is not None and following.bold and read_marker(following.text) is None:
        return False
    return not strip_bullet(text)[1]
