"""Colours of cells, and what the document itself says that colours and letters mean."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.contract import Colour, Line, Page, RawTable
from pipeline.normalise.claims import read_label, read_prose
from pipeline.normalise.legend_prose import prose_entries, without_subject
from pipeline.normalise.ratings import Key
from pipeline.normalise.status import read_status
from pipeline.normalise.swatches import swatch_entries
from pipeline.passages import clean

_NAMES = ("red", "amber", "yellow", "green", "blue", "purple", "grey")
_WORDS = {"orange": "amber", "gray": "grey", "white": ""}
_LETTERS = {"r": "red", "a": "amber", "y": "yellow", "g": "green", "b": "blue", "p": "purple"}
_HUES = ((15, "red"), (50, "amber"), (66, "yellow"), (170, "green"), (255, "blue"), (320, "purple"), (361, "red"))
"""Upper bounds in degrees."""
_SIGN = rf"(?:{'|'.join(_NAMES)}|orange|gray|white|black|pink|[A-Z]{{1,3}}|[✓✔☑✅√✗✘✖×❌]|\d{{1,3}}\s?%)"
_PAIR = re.compile(rf"(?:^|(?<=[\s,;|/(.]))(?P<key>{_SIGN})\s*(?:\)\s*)?(?:[=:–—-]|\bmeans\b|\bis\b)\s*", re.IGNORECASE)
_KEY_WORDS = re.compile(
    r"^\W*(?:(?:b?rag|bragw?|status|colou?rs?|ratings?|key|legend|definitions?|to|of|the|codes?|coding|progress|system|guide|is"
    r"|are|as|follows|used|traffic|lights?|actions?|scale|meanings?)\b[\s/]*){0,8}[:–-]?\s*$",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(r"\W*\d{1,3}\s?%?\s?(?:-|–|to)\s?\d{1,3}\s?%(?:\s+complete[d]?)?\W*", re.IGNORECASE)
_OTHER_SCALE = re.compile(
    r"\b(?:high|medium|low|moderate|severe|critical|greatest|least)\b[\w\s]{0,24}\b(?:priority|needs?|risk|impact"
    r"|likelihood|urgency|importance|cost|complexity)\b"
    r"|\b(?:priority|needs?|risk|impact|likelihood|urgency)\b\W*(?:high|medium|low)\b",
    re.IGNORECASE,
)
_BLANK = (
    r"(?:no (?:colour|shading|rating|entry)|white|(?:left )?blank|uncoloured|unshaded|not (?:coloured|shaded|rated))"
)
_BLANK_BEHIND = re.compile(rf"(?P<meaning>[A-Za-z][^()]{{3,90}}?)\s*\({_BLANK}\)\W*", re.IGNORECASE)
_BLANK_BEFORE = re.compile(
    rf"\W*(?:an? )?{_BLANK}(?: cells?| box(?:es)?)?\s*(?:[=:–—-]|means?(?: that)?|for)\s*(?P<meaning>\S.{{3,90}})",
    re.IGNORECASE,
)
_LONGEST_MEANING = 160
_EITHER = re.compile(r",?\s+or\s+(?:else\s+)?(?:(?:is|are|has been)\s+)?")
_TIMELINESS = frozenset({"on_track", "at_risk", "delayed"})
_BEHIND = frozenset({"delayed", "at_risk", "on_hold"})


def _status_of(meaning: str) -> str:
    """The status that a meaning stands for; empty where it is of another scale or cannot be read.

    Of a stage and its timeliness (`In progress but behind; it can be recovered`) the timeliness counts.
    """
    if _OTHER_SCALE.search(meaning):
        return ""
    if _SHARE_OF.fullmatch(meaning):
        return "in_progress"
    status = read_status(meaning).status
    if status in {"unclear", "completed"}:
        status = read_status(without_subject(meaning)).status
    if status in {"in_progress", "on_track"}:
        timely = read_prose(meaning.replace(";", ",")).status
        status = timely if timely in _TIMELINESS else status
    return "" if status in {"unclear", "not_reported"} else status


def _once_begun(meaning: str) -> str:
    """What `Not started, or stalled` says of an action that was begun; empty where there is no second half."""
    first, _, second = _EITHER.sub("\n", meaning, count=1).partition("\n")
    is_either = second and read_status(first).status == "not_started"
    status = read_status(second).status if is_either else ""
    return status if status in _BEHIND else ""


@dataclass(frozen=True, slots=True)
class Legend:
    """Meaning of each colour, letter or sign, in the words of the document, and the status that it stands for."""

    meanings: Mapping[str, str] = field(default_factory=dict)
    key: Key = field(default_factory=dict)
    """Status of each; empty where the document gives it a meaning that is no status.

    A meaning that cannot be read, beside others that are statuses, leaves the usual sense of its colour.
    """
    begun: Key = field(default_factory=dict)
    """Status that a sign for `not started, or ...` stands for where the action was begun."""
    blank: str = ""
    """Status that a cell without any colour stands for."""
    shared: frozenset[str] = frozenset()
    """Colours that the document prints beside several labels, so that the label alone tells."""

    @staticmethod
    def of(meanings: Mapping[str, str], blank: str = "") -> Legend:
        """The legend of these meanings; of two colours for delay or risk the lighter one warns, red is late."""
        told = {sign: _status_of(meaning) for sign, meaning in meanings.items()}
        if told.get("red") == "delayed":
            told |= {sign: "at_risk" for sign in ("amber", "yellow") if told.get(sign) == "delayed"}
        elif told.get("red") == "at_risk" and "at_risk" in {told.get("amber"), told.get("yellow")}:
            told["red"] = "delayed"
        if any(told.values()):
            told = {s: told[s] for s in told if told[s] or _OTHER_SCALE.search(meanings[s])}
        begun = {sign: _once_begun(meanings[sign]) for sign, status in told.items() if status == "not_started"}
        return Legend(meanings, told, {sign: status for sign, status in begun.items() if status}, blank)


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


def read_legend(tables: Sequence[RawTable], lines: Sequence[Line], pages: Sequence[Page] = ()) -> Legend:
    """Read the key to ratings: rows of a filled cell, colour, letter or sign beside its meaning, or `G = on track`.

    Letters and signs that name no colour count only where they are explained by a status and do not stand alone, since
    glossaries have the same form.

    Args:
        tables: Tables that hold no actions.
        lines: Lines outside tables.
        pages: Pages as read, for boxes that show a colour.
    """
    meanings: dict[str, str] = {}
    for table in tables:
        for sign, meaning in _table_entries(table):
            meanings.setdefault(sign, meaning)
    for line in lines:
        for sign, meaning in line_entries(clean(line.text)):
            meanings.setdefault(sign, meaning)
    for sign, meaning in swatch_entries(pages, lines, colour_name):
        meanings.setdefault(sign, meaning)
    own = {word: meaning for table in tables for word, meaning in _own_words(table)}
    meanings = {**own, **meanings}
    told = {_sign(sign): meaning for sign, meaning in reversed(prose_entries(lines))}
    if len(told) > len(meanings) and sum(bool(_status_of(meaning)) for meaning in told.values()) > 1:
        meanings = told
    colours = {sign: meaning for sign, meaning in meanings.items() if sign in _NAMES}
    signs = {sign: meaning for sign, meaning in meanings.items() if sign not in _NAMES and _status_of(meaning)}
    texts = [*(clean(cell.text) for table in tables for cell in table.cells), *(clean(line.text) for line in lines)]
    several = len(signs) + len(colours) > 1
    found = colours | {sign: meaning for sign, meaning in signs.items() if several or sign in own}
    legend = Legend.of(found, blank_status(texts) if colours else "")
    return replace(legend, shared=frozenset(colour for table in tables for colour in _shared(table)))


def blank_status(texts: Iterable[str]) -> str:
    """The status that a document gives to cells without a colour; empty where it gives them none.

    Example:
        >>> blank_status(["Not yet started (no colour)"]), blank_status(["White: action paused"])
        ('not_started', 'on_hold')
    """
    found = (_BLANK_BEHIND.fullmatch(text) or _BLANK_BEFORE.fullmatch(text) for text in texts)
    return next((status for hit in found if hit and (status := _status_of(hit["meaning"]))), "")


def line_entries(text: str) -> list[tuple[str, str]]:
    """The signs that a line explains, one after the other.

    Example:
        >>> line_entries("Key: Blue - complete, Green - on track")
        [('blue', 'complete'), ('green', 'on track')]
    """
    marks = list(_PAIR.finditer(text))
    if not marks or not _KEY_WORDS.match(text[: marks[0].start()]):
        return []
    stops = [mark.start() for mark in marks[1:]] + [len(text)]
    found = []
    for mark, stop in zip(marks, stops, strict=True):
        meaning = text[mark.end() : stop].strip(" ,;|/.()")
        sign = _sign(mark["key"])
        if sign and 2 < len(meaning) <= _LONGEST_MEANING:
            found.append((sign, meaning))
    return found


def _sign(text: str) -> str:
    """A colour's name, or the letter or sign itself in lower case; empty for what is no sign."""
    named = colour_word(text)
    if named:
        return named
    is_sign = re.fullmatch(_SIGN, text) and (text.isupper() or not text.isalpha())
    return text.casefold() if is_sign else ""


def _is_label(text: str) -> bool:
    return bool(text) and len(text.split()) <= 4 and read_label(text) is not None


def _own_words(table: RawTable) -> list[tuple[str, str]]:
    """The words for a status that a key explains and nobody else would know: `Nested`, beside `On track` and others."""
    pairs = []
    for row in sorted({c.row0 for c in table.cells}):
        cells = [clean(c.text) for c in sorted((c for c in table.cells if c.row0 == row), key=lambda c: c.col0)]
        cells[0] = _SIGNS_BEFORE.sub("", cells[0])
        if len(cells) == 2 and 0 < len(cells[0].split()) <= _MOST_WORDS and len(cells[1].split()) > 1:
            pairs.append((cells[0], cells[1]))
    known = [label for label, _ in pairs if _is_label(label)]
    if len(known) < _FEWEST_KNOWN:
        return []
    told = [(word, meaning) for word, meaning in pairs if word not in known or _weighs(word, meaning)]
    return [(word.casefold(), meaning) for word, meaning in told if not _sign(word)]


def _weighs(word: str, meaning: str) -> bool:
    """Whether a key says how bad a delay is: `Some delay` beside `At risk, but it can be made good`."""
    label = read_label(word)
    meant = _status_of(meaning)
    return label is not None and label.status in _WARNINGS and meant in _WARNINGS and meant != label.status


def _shared(table: RawTable) -> list[str]:
    """Colours of signs that a key prints before labels of different statuses."""
    found: dict[str, set[str]] = {}
    for cell in table.cells:
        word = next((w for line in cell.lines for w in line.words), None)
        label = read_label(_SIGNS_BEFORE.sub("", clean(cell.text)))
        if word is not None and label is not None and _SIGNS_BEFORE.fullmatch(word.text):
            found.setdefault(colour_name(word.colour), set()).add(label.status)
    return [colour for colour, statuses in found.items() if colour and len(statuses) > 1]


_SIGNS_BEFORE = re.compile(r"^[^\w(]+")
_WARNINGS = frozenset({"at_risk", "delayed"})
_MOST_WORDS = 3
_FEWEST_KNOWN = 2
"""Known labels of a key that also explains words of its own."""
_WIDEST_KEY = 4
"""Cells of a row beyond which a table with one colour a row is no key."""


def _table_entries(whole: RawTable) -> list[tuple[str, str]]:
    return [entry for table in _side_by_side(whole) for entry in _entries(table)]


def _side_by_side(table: RawTable) -> list[RawTable]:
    """The parts of a table that a column without text or colour keeps apart, as lists beside each other on a sheet."""
    said = {col for c in table.cells if c.lines or (c.fill and c.row0) for col in range(c.col0, c.col1)}
    parts: list[set[int]] = [set()]
    for col in range(max((c.col1 for c in table.cells), default=0)):
        if col in said:
            parts[-1].add(col)
        else:
            parts.append(set())
    cut = [replace(table, cells=tuple(c for c in table.cells if c.col0 in part)) for part in parts if part]
    return cut if len(cut) > 1 else [table]


def _entries(table: RawTable) -> list[tuple[str, str]]:
    entries = []
    for row in sorted({c.row0 for c in table.cells}):
        cells = sorted((c for c in table.cells if c.row0 == row), key=lambda c: c.col0)
        for key, beside in pairwise(cells):
            text, meaning = clean(key.text), clean(beside.text)
            sign = _sign(text) if text else (colour_name(key.fill) if key.fill else "")
            if (sign != "grey" or text) and len(text) <= 8 and (len(meaning.split()) >= 2 or _is_label(meaning)):
                entries.append((sign, meaning))
    entries = [entry for entry in entries if entry[0]]
    if not entries:
        filled = [(colour_name(c.fill), clean(c.text)) for c in table.cells if c.fill]
        entries = [(colour, text) for colour, text in filled if colour not in {"", "grey"} and _is_label(text)]
    told = {sign for sign, _ in entries}
    return entries if len(told) >= 2 and not _rates_rows(table, entries) else []


def _rates_rows(table: RawTable, entries: Sequence[tuple[str, str]]) -> bool:
    """Whether colours stand beside comments row by row, as in a scorecard, where a key explains each colour once."""
    meanings: dict[str, set[str]] = {}
    for sign, meaning in entries:
        meanings.setdefault(sign, set()).add(meaning.casefold())
    rows = len({c.row0 for c in table.cells})
    wide = len(table.cells) / rows > _WIDEST_KEY and len(entries) <= rows
    return wide or any(len(found) > 1 for found in meanings.values())
