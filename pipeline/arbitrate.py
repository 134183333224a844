"""Arbitrate: which finder of tables is believed where our own are in doubt.

The own extractors read first and are believed unless a page shows signs that they failed: words inside a frame that no
cell holds, or column headings outside every table. Then pdfplumber and camelot read the same page, each beside those of
our tables that lie elsewhere, and the candidate that explains it best wins: most headings that name a field, then most
words held, then most filled cells.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.aligned import AlignedExtractor
from extractors.contract import Extractor, Line, Page, RawTable, Witness
from extractors.fills import FillsExtractor
from extractors.half_ruled import HalfRuledExtractor
from extractors.lines import lines_of
from extractors.ruled import RuledExtractor
from extractors.tagged import TaggedExtractor
from extractors.witnesses import CamelotWitness, PlumberWitness, share_of_words
from pipeline.headings import is_heading_row, match_heading

_log = logging.getLogger(__name__)
_OUTSIDE = 0.02
"""Share of a page's table words that may stand in no cell before others are asked."""
_FOOT = 0.88
"""Share of a page's height below which its foot stands."""
_HEADINGS = 3
"""Headings side by side on a line that make a table of actions likely."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The tables that are believed, and why."""

    tables: tuple[RawTable, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Score:
    """What is compared, in this order."""

    headings: int
    words: float
    filled: float

    @property
    def key(self) -> tuple[int, float, float]:
        return self.headings, round(self.words, 2), round(self.filled, 2)

    def __str__(self) -> str:
        return f"{self.headings} headings, {self.words:.0%} of the words, {self.filled:.0%} of the cells filled"


def arbitrate(page: Page, own: Sequence[RawTable], path: Path | None) -> Verdict:
    """Tables of a page after asking others where our own reading is weak.

    Args:
        page: The page as read.
        own: Tables that our extractors found.
        path: The file, which other finders read themselves; without it nobody else is asked.
    """
    doubt = _doubt(page, own)
    if not doubt or path is None:
        return Verdict(tuple(own), doubt or "no sign of doubt")
    candidates = {"own": list(own)}
    for name, witness in WITNESSES.items():
        seen = witness().tables(path, page)
        candidates[name] = [*seen, *(t for t in own if not any(t.box.overlap(o.box) for o in seen))]
    scores = {name: _score(tables, page) for name, tables in candidates.items()}
    winner = max(scores, key=lambda name: (scores[name].key, name == "own"))
    told = "; ".join(f"{name}: {score}" for name, score in scores.items())
    why = f"{doubt}; {told}; {winner} is believed"
    _log.info("page %d: %s", page.number, why)
    tables = sorted(candidates[winner], key=lambda t: (t.box.top, t.box.x0))
    return Verdict(tuple(replace(t, why=why) for t in tables), why)


FINDERS: dict[str, Callable[[], Extractor]] = {
    "ruled": RuledExtractor,
    "fills": FillsExtractor,
    "half_ruled": HalfRuledExtractor,
    "tagged": TaggedExtractor,
    "aligned": AlignedExtractor,
}
"""Our own extractors, in the order in which they are believed."""
WITNESSES: dict[str, Callable[[], Witness]] = {"pdfplumber": PlumberWitness, "camelot": CamelotWitness}
"""Finders of others, which read the file themselves."""


def forced(page: Page, name: str, path: Path | None) -> list[RawTable]:
    """Tables that one finder alone sees.

    Raises:
        KeyError: No finder has that name.
    """
    if name in WITNESSES:
        return WITNESSES[name]().tables(path, page) if path else []
    return FINDERS[name]().tables(page)


def _doubt(page: Page, own: Sequence[RawTable]) -> str:
    """The sign that our own reading of a page is weak; empty where there is none."""
    held = [w for t in own for c in t.cells for line in c.lines for w in line.words]
    outside = sum(w.tokens for t in own for w in t.outside)
    if outside > 0 and outside > _OUTSIDE * (sum(w.tokens for w in held) + outside):
        return f"{outside} words stand in no cell"
    inside = {id(w) for w in held}
    for line in lines_of((w for w in page.words if id(w) not in inside), page.number):
        if len(line.words) >= _HEADINGS and _heading_pieces(line) >= _HEADINGS and not _is_stranded(line, page):
            return f"column headings stand in no table: {line.text[:60]}"
    return ""


def _is_stranded(line: Line, page: Page) -> bool:
    """Whether nothing but the foot of the page stands under column headings, so that their rows are on the next one."""
    return all(w.box.top < line.box.bottom or w.box.top > _FOOT * page.height for w in page.words)


def _heading_pieces(line: Line) -> int:
    """Different fields that the pieces of a line name, where pieces are set apart by gaps."""
    pieces: list[str] = []
    for index, word in enumerate(line.words):
        gap = word.box.x0 - line.words[index - 1].box.x1 if index else 0.0
        if not pieces or gap > 1.2 * word.size:
            pieces.append(word.text)
        else:
            pieces[-1] += f" {word.text}"
    if len(pieces) < _HEADINGS:
        return 0
    matches = [match_heading(piece) for piece in pieces if len(piece.split()) <= 5]
    return len({m.field for m in matches if m and m.score >= 0.5})


def _score(tables: Sequence[RawTable], page: Page) -> _Score:
    headings = 0
    cells = [c for t in tables for c in t.cells]
    for table in tables:
        for row in {c.row0 for c in table.cells}:
            texts = [c.text for c in table.cells if c.row0 == row]
            if is_heading_row(texts):
                headings += sum(match_heading(text) is not None for text in texts)
    filled = sum(bool(c.lines) for c in cells) / len(cells) if cells else 0.0
    return _Score(headings, share_of_words(tables, page.words), filled)
