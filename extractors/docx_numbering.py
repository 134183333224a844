"""Numbers and bullets that Word prints by itself: from `numbering.xml` to the text in front of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.docx_xml import attribute, child, number, on, value

_BULLET = "•"
_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers look and where they stand."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    """The level (from 1) whose numbers set this one back; 0 for none, `None` for the next higher one."""
    legal: bool = False
    left: float | None = None
    first: float | None = None
    style: str = ""


@dataclass(slots=True)
class _List:
    """One list of the file, and how far it has counted."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    """Numberings with a start of their own that were used already."""


@dataclass(frozen=True, slots=True)
class _Numbering:
    """A use of a list, with levels of its own where it overrides them."""

    number: str
    source: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numberer:
    """Counts the numbered paragraphs of a document, in order."""

    def __init__(self, root: Any | None) -> None:
        """Read the lists of `numbering.xml`; without one nothing is numbered."""
        self.lists: dict[str, _List] = {}
        self.uses: dict[str, _Numbering] = {}
        if root is None:
            return
        linked: dict[str, str] = {}
        styled: dict[str, str] = {}
        for element in on(root, "abstractNum"):
            key = attribute(element, "abstractNumId")
            self.lists[key] = _List({int(attribute(n, "ilvl")): _level(n) for n in on(element, "lvl")})
            linked |= {key: value(element, "numStyleLink")} if value(element, "numStyleLink") else {}
            styled |= {value(element, "styleLink"): key} if value(element, "styleLink") else {}
        for key, style in linked.items():
            if style in styled:
                self.lists[key] = self.lists[styled[style]]
        for element in on(root, "num"):
            use = _use(element)
            self.uses[use.number] = use

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level of a list that a paragraph style is tied to; 0 where none is."""
        use = self.uses.get(number_id)
        levels = self.lists[use.source].levels if use and use.source in self.lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def level(self, number_id: str, depth: int) -> Level | None:
        """How a level looks, or `None` where the file knows no such list."""
        use = self.uses.get(number_id)
        if use is None or use.source not in self.lists:
            return None
        return use.levels.get(depth) or self.lists[use.source].levels.get(depth)

    def label(self, number_id: str, depth: int) -> str:
        """Count one paragraph and give what is printed in front of it."""
        level = self.level(number_id, depth)
        if level is None:
            return ""
        use = self.uses[number_id]
        counted = self.lists[use.source]
        if depth in use.starts and f"{number_id}/{depth}" not in counted.begun:
            counted.begun.add(f"{number_id}/{depth}")
            counted.counts[depth] = use.starts[depth]
        elif depth in counted.counts:
            counted.counts[depth] += 1
        else:
            counted.counts[depth] = level.start
        self._set_back(number_id, depth, counted)
        if level.form == "bullet":
            return _BULLET
        return self._filled(number_id, level, counted)

    def _set_back(self, number_id: str, depth: int, counted: _List) -> None:
        """Let deeper levels begin again."""
        for deeper in range(depth + 1, _LEVELS):
            level = self.level(number_id, deeper)
            restart = deeper if level is None or level.restart is None else level.restart
            if restart and depth < restart:
                counted.counts.pop(deeper, None)

    def _filled(self, number_id: str, level: Level, counted: _List) -> str:
        def put(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other = self.level(number_id, depth) or Level()
            count = counted.counts.get(depth, other.start)
            return printed(count, "decimal" if level.legal else other.form)

        return re.sub(r"%(\d)", put, level.text).strip()


def printed(count: int, form: str) -> str:
    """A number as Word prints it.

    >>> [printed(4, form) for form in ("decimal", "lowerLetter", "upperRoman", "decimalZero", "ordinal")]
    ['4', 'd', 'IV', '04', '4th']
    >>> printed(28, "lowerLetter")
    'bb'
    """
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"}:
        roman, rest = "", count
        for worth, sign in _ROMAN:
            roman += sign * (rest // worth)
            rest %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "ordinal":
        return f"{count}{'th' if count % 100 in range(11, 14) else _ORDINALS.get(count % 10, 'th')}"
    return "" if form == "none" else str(count)


def _level(element: Any) -> Level:
    indent = child(child(element, "pPr"), "ind")
    hanging = number(indent, "hanging")
    first = -hanging if hanging is not None else number(indent, "firstLine")
    left = number(indent, "left")
    restart = value(element, "lvlRestart")
    return Level(
        start=int(value(element, "start") or 1),
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText"),
        restart=int(restart) if restart else None,
        legal=child(element, "isLgl") is not None,
        left=left if left is not None else number(indent, "start"),
        first=first,
        style=value(element, "pStyle"),
    )


def _use(element: Any) -> _Numbering:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in on(element, "lvlOverride"):
        depth = int(attribute(override, "ilvl"))
        start, own = value(override, "startOverride"), child(override, "lvl")
        if start:
            starts[depth] = int(start)
        if own is not None:
            levels[depth] = _level(own)
    return _Numbering(attribute(element, "numId"), value(element, "abstractNumId"), starts, levels)
