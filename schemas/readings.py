"""What a normaliser reads from one piece of text: the value, the rule that made it, the doubt.

Every reading keeps its raw text beside the value, names the rule, and carries flags (see the list in the README).
Dates are `datetime.date`; an empty value is `None` or an empty tuple, never a made-up one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """A school term, or its half-term holiday, as the document itself dates it."""

    name: str
    first: dt.date
    last: dt.date
    is_half: bool = False


@dataclass(frozen=True, slots=True)
class DateContext:
    """What is known about time before a cell is read; never the clock.

    `year` is the year that a bare month most likely means (of the plan, or of neighbouring dates). `report_date` and
    `plan_date` anchor relative terms, and only where the document states them. `neighbours` are the earliest and the
    latest deadline that the document prints with its year; `school_terms` the terms that it dates itself;
    `stated_year` the one that the document says all dates without a year are in.
    """

    year: int | None = None
    report_date: dt.date | None = None
    plan_date: dt.date | None = None
    neighbours: tuple[dt.date, dt.date] | None = None
    school_terms: tuple[SchoolTerm, ...] = ()
    stated_year: int | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date or term mentioned inside a text."""

    text: str
    start: dt.date | None
    end: dt.date | None
    precision: str
    recurrence: str = ""
    purpose: str = "unknown"
    in_force: bool = True
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """A deadline cell: kind, dates, recurrence, and the boards that receive the report."""

    text: str
    kind: str = "none"
    start: dt.date | None = None
    due: dt.date | None = None
    precision: str = ""
    recurrence: str = ""
    is_ongoing: bool = False
    original: dt.date | None = None
    accountable_to: tuple[str, ...] = ()
    mentions: tuple[DateMention, ...] = ()
    rule: str = "blank"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadReading:
    """One named lead."""

    text: str
    role: str = ""
    acronym: str = ""
    person: str = ""
    agency: str = ""
    function: str = ""
    seniority: str = ""
    is_responsible: bool = False
    resolved_by: str = "verbatim"
    kind: str = "lead"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadsReading:
    """A lead cell: its leads in printed order, the responsible one, and text that is no lead."""

    text: str
    leads: tuple[LeadReading, ...] = ()
    responsible: str = ""
    remainder: str = ""
    rule: str = "blank"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A progress text on the common scale."""

    text: str
    status: str = "not_reported"
    raw: str = ""
    percent: int | None = None
    rag: str = ""
    rag_source: str = ""
    rule: str = "blank"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A theme or a change type, the printed words that called it up, and the part of the vocabulary they stand in."""

    name: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Acronym:
    """A meaning that the document itself gives to an acronym."""

    acronym: str
    expansion: str
    page: int
    source: str = "document_key"
    """`document_key` (a list of posts and their codes) or `document_glossary`."""


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What the document says about itself."""

    council: str = ""
    council_code: str = ""
    council_code_3: str = ""
    region: str = ""
    title: str = ""
    version: str = ""
    plan_date: str = ""
    framework: str = ""
    inspection_start: str = ""
    inspection_end: str = ""
    report_date: str = ""
    judgement: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    """Field and the sentence it was read from."""
    flags: tuple[str, ...] = ()
