"""Colours of cells, and what the document itself says that colours and letters mean."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.contract import Colour, Line, RawTable
from pipeline.normalise.status import read_status
from pipeline.passages import clean

_NAMES = ("red", "amber", "yellow", "green", "blue", "purple", "grey")
_WORDS = {"orange": "amber", "gray": "grey", "white": ""}
_LETTERS = {"r": "red", "a": "amber", "y": "yellow", "g": "green", "b": "blue", "p": "purple"}
_HUES = ((15, "red"), (50, "amber"), (66, "yellow"), (170, "green"), (255, "blue"), (320, "purple"), (361, "red"))
"""Upper bounds in degrees."""
_USUAL = {"completed": "blue", "on_track": "green", "in_progress": "green", "at_risk": "amber", "delayed": "red"}
_ENTRY = re.compile(
    rf"^\W*(?P<key>{'|'.join(_NAMES)}|orange|[rgabyp])\b\s*(?:[=:–—-]|\bmeans\b|\))\s*(?P<meaning>\S.{{2,120}})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Legend:
    """Meaning of each colour name, in the words of the document."""

    meanings: Mapping[str, str] = field(default_factory=dict)

    def status_of(self, colour: str) -> str:
        """Status that the document gives to a colour; empty where it says nothing that can be read."""
        meaning = self.meanings.get(colour, "")
        status = read_status(meaning).status if meaning else ""
        return "" if status in {"unclear", "not_reported"} else status

    def usual(self, colour: str) -> str:
        """The colour that has this meaning in the usual sense."""
        return _USUAL.get(self.status_of(colour), colour)


def colour_name(colour: Colour) -> str:
    """Name of a colour that may stand for a rating; empty for white, black and pale grounds of headings.

    Example:
        >>> colour_name((0, 176, 80)), colour_name((255, 192, 0)), colour_name((255, 255, 255))
        ('green', 'amber', '')
    """
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    if light > 0.96 or light < 0.08:
        return ""
    if strength < 0.12 or max(colour) - min(colour) < 18:
        return "grey"
    return next(name for bound, name in _HUES if hue * 360 < bound)


def colour_word(text: str) -> str:
    """Colour that a printed rating names (`AMBER`, `G`, `Red - off track`); empty where it names none.

    Example:
        >>> colour_word("A"), colour_word("AMBER"), colour_word("Ongoing")
        ('amber', 'amber', '')
    """
    flat = clean(text).casefold()
    if flat in _LETTERS:
        return _LETTERS[flat]
    found = re.match(rf"^\W*({'|'.join((*_NAMES, *_WORDS))})\b", flat)
    return _WORDS.get(found.group(1), found.group(1)) if found else ""


def read_legend(tables: Sequence[RawTable], lines: Sequence[Line]) -> Legend:
    """Read the key to colours: rows of a filled cell or a letter beside its meaning, or lines such as `G = on track`.

    Args:
        tables: Tables that hold no actions.
        lines: Lines outside tables.
    """
    meanings: dict[str, str] = {}
    for table in tables:
        for colour, meaning in _table_entries(table):
            meanings.setdefault(colour, meaning)
    for line in lines:
        found = _ENTRY.match(clean(line.text))
        if found:
            meanings.setdefault(colour_word(found["key"]), found["meaning"])
    return Legend(meanings)


def _table_entries(table: RawTable) -> list[tuple[str, str]]:
    entries = []
    for row in sorted({c.row0 for c in table.cells}):
        cells = sorted((c for c in table.cells if c.row0 == row), key=lambda c: c.col0)
        for key, beside in pairwise(cells):
            text, meaning = clean(key.text), clean(beside.text)
            named = colour_word(text) if text else (colour_name(key.fill) if key.fill else "")
            if named and named != "grey" and len(text) <= 8 and len(meaning.split()) >= 2:
                entries.append((named, meaning))
    told = {colour for colour, _ in entries}
    return entries if len(told) >= 2 else []
