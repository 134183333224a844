"""The progress of one raw action: its text, status column, rating, percentage and dated entries as one reading."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from extractors.contract import BLACK
from pipeline.drafts import RawAction
from pipeline.normalise import ratings
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.legend import Legend, colour_name, colour_word
from pipeline.normalise.status import Beside, weigh_status
from pipeline.normalise.status_columns import OTHER_MEANING
from pipeline.normalise.updates import Updates, read_updates
from pipeline.passages import Passage
from schemas.readings import DateContext, StatusReading

_MONTH_ONLY = re.compile(r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_SURE = frozenset({"label", "deed_label", "document_key", "rating", "percentage"})
_LEADING = frozenset({"completed", "withdrawn", "on_hold", "not_started", "delayed", "at_risk", "on_track"})
"""Statuses of a label at the head of a cell that dated entries without a label of their own do not undo."""
_UNBEGUN = frozenset({"not_started", "planned", "not_reported"})
_RATED = ("rag", "status", "progress")
_KEYED = ("progress", "deadline", "action", "ref", "lead")
"""Columns whose colour counts only where the document's own key explains it."""
_TICKS = re.compile(r"[✓✔☑✅√\ufe0f]+")
_SPOKEN = re.compile(r"[^\W_]|[✓✔☑✅√✗✘✖×❌?!]")


@dataclass(frozen=True, slots=True)
class Progress:
    """What a raw action says about its progress, and the day at which it says so."""

    status: StatusReading
    as_at: dt.date | None
    updates: Updates
    statuses: tuple[str, ...]
    """Status of each dated entry."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the document says that counts for all its progress cells."""

    legend: Legend
    dates: DateContext
    known: Mapping[str, str]
    """Status of the actions of the same recommendation that were read before, by reference."""

    def resolve(self, ref: str) -> str:
        """Status of the action that a pointer names."""
        return self.known.get(ref, "unclear")

    def read(self, text: str, beside: Beside | None = None) -> StatusReading:
        """A text on the common scale, with the document's own key."""
        return weigh_status(text, beside or Beside(), self.legend.key, self.resolve)


def read_progress(raw: RawAction, document: Document) -> Progress:
    """Read the cells about progress of one action.

    What a column of statuses prints leads. A rating is a letter or word, else the colour of its cell; it means what the
    document's legend says, else the usual. Of dated entries the newest gives the status.
    """
    as_at = _heading_date(raw.headings.get("progress", ""), document.dates) or document.dates.plan_date
    inner = DateContext(as_at.year if as_at else document.dates.year, plan_date=as_at)
    updates = read_updates(raw.get("progress").text, inner)
    newest = updates.newest
    status = _read_cells(raw, document, updates)
    statuses = tuple(document.read(entry.text).status for entry in updates.entries)
    return Progress(status, newest.as_at if newest else as_at, updates, statuses)


@functools.lru_cache(maxsize=256)
def _heading_date(heading: str, dates: DateContext) -> dt.date | None:
    """The day that a heading states: `Evidence of progress January 2012`; a month alone is the last before the plan."""
    if not _MONTH_ONLY.search(heading):
        return None
    stated = read_deadline(heading, DateContext()).due
    if stated or not dates.plan_date:
        return stated
    found = read_updates(f"{heading}: stated", DateContext(dates.plan_date.year, plan_date=dates.plan_date)).newest
    return found.as_at if found else None


def _read_cells(raw: RawAction, document: Document, updates: Updates) -> StatusReading:
    label, beside, colour = _signals(raw, document.legend)
    told = document.read(label, beside) if label else None
    text = raw.get("progress").text
    if told is None or (told.status in {"unclear", "not_reported"} and text.strip()):
        told = _read_text(text, document, updates, beside)
    if any(c.isdigit() for c in raw.get("completed").text) and not label:
        told = replace(told, status="completed", raw=raw.get("completed").text)
    if colour:
        told = replace(told, rag=colour, rag_source=beside.source or "colour")
    elif told.status == "not_reported" and document.legend.blank and _is_rated(raw):
        return replace(told, status=document.legend.blank, rule="document_key")
    begun = document.legend.begun.get(told.rag) if told.status == "not_started" else None
    if begun and document.read(text).status not in _UNBEGUN:
        told = replace(told, status=begun)
    return told


def _read_text(text: str, document: Document, updates: Updates, beside: Beside) -> StatusReading:
    """The progress text; of dated entries the newest that says anything, unless a label leads the whole cell."""
    if updates.newest is None:
        return document.read(text, beside)
    head = document.read(updates.head)
    newest = document.read(updates.newest.text, beside)
    is_final = head.rule in _SURE and head.status in _LEADING and newest.rule not in _SURE
    if is_final or newest.status == "unclear":
        whole = document.read(updates.head if is_final else text, beside)
        return replace(whole, text=text)
    return replace(newest, text=text)


def _signals(raw: RawAction, legend: Legend) -> tuple[str, Beside, str]:
    """The printed label, what counts beside it, and the colour of the rating whatever it means."""
    printed, label = _whole_words(raw.get("rag")), _whole_words(raw.get("status"))
    colour, source = colour_word(printed), "text" if printed else ""
    percent = ratings.read_share(raw.get("percent").text)
    if not colour and _is_mark(printed) and (ink := _ink(raw, _is_mark)):
        return label or printed, Beside("", "symbol", percent), ink
    if not colour and not (printed and legend.key.get(printed.casefold())):
        shown, seen = _shown(raw, legend)
        label = label or ("" if shown and _is_glyph(printed) else printed)
        colour, source = (shown, seen) if shown else ("", source)
    elif colour:
        rating = ratings.read_rating(printed)
        source = rating.source if rating else source
        label = label or (printed if len(printed.split()) > 1 else "")
    else:
        label = label or printed
    counts = not OTHER_MEANING.search(raw.headings.get("rag", "") if printed or "rag" in raw.fills else "")
    counts = counts and not (label and colour in legend.shared)
    return label, Beside(colour if counts else "", source if colour else "", percent), colour


def _whole_words(cell: Passage) -> str:
    """The text of a cell about status; a colour that a narrow column broke over lines is one word: `AMBE`, `R`."""
    joined = "".join(cell.printed.split())
    return joined if len(joined) > 1 and colour_word(joined) and not colour_word(cell.text) else cell.text


def _shown(raw: RawAction, legend: Legend) -> tuple[str, str]:
    """The colour that a sign in the rating column is printed in, else that of the cell, and where it was seen."""
    if ink := _ink(raw, _is_glyph):
        return ink, "symbol"
    names = [name for name in (*_RATED, *_KEYED) if name in raw.fills and not _is_ground(raw, name)]
    fills = {name: colour_name(raw.fills[name]) for name in names}
    fills = {name: fill for name, fill in fills.items() if name not in _KEYED or fill in legend.meanings}
    return next(((fill, "colour") for fill in fills.values() if fill), ("", ""))


def _ink(raw: RawAction, is_sign: Callable[[str], bool]) -> str:
    """The colour that a sign is printed in, in a column of ratings; empty for black."""
    words = [word for name in ("rag", "status") for line in raw.get(name).lines for word in line.words]
    signs = (word.colour for word in words if word.colour != BLACK and is_sign(word.text))
    return next(filter(None, map(colour_name, signs)), "")


def _is_rated(raw: RawAction) -> bool:
    """Whether the table has a column for a rating, so that a blank one may mean something."""
    return "rag" in raw.headings or "status" in raw.headings


def _is_glyph(text: str) -> bool:
    """Whether a text is nothing but dots, squares or stars, whose ink alone tells."""
    return bool(text) and not _SPOKEN.search(text)


def _is_mark(text: str) -> bool:
    """Whether a text is nothing but a tick, which tells by itself and whose ink is only recorded."""
    return bool(_TICKS.fullmatch(text))


def _is_ground(raw: RawAction, name: str) -> bool:
    """Whether a cell's colour is that of its row: of half of the cells at least, and not of that one alone."""
    alike = sum(fill == raw.fills.get(name) for fill in raw.fills.values())
    return alike > 1 and alike >= 0.5 * len(raw.fields)
