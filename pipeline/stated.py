"""What a manifest states about a plan: it beats what the document says, and a clash is told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas import Finding
from schemas.readings import PlanReading

_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """Values of one row of a manifest; empty where it says nothing."""

    council: str = ""
    title: str = ""
    published: str = ""
    """ISO date, or its first part."""
    inspection_start: str = ""
    inspection_end: str = ""
    framework: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    """First and last pages of the ranges to read, from 1."""
    note: str = ""


def read_date(text: str) -> str:
    """A date of a manifest in ISO form.

    Raises:
        ValueError: It is none.

    >>> read_date("14/5/2012"), read_date("2012-05")
    ('2012-05-14', '2012-05')
    """
    text = text.strip()
    if found := _DAY_FIRST.fullmatch(text):
        return dt.date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    if not _ISO.fullmatch(text):
        raise ValueError(f"{text!r} is no date such as 2012-05-14 or 14/05/2012")
    dt.date.fromisoformat(f"{text}-01-01"[:10])
    return text


def apply_stated(stated: Stated, read: PlanReading) -> PlanReading:
    """What the document says about itself, with the stated values in place."""
    fixed = replace(
        read,
        title=stated.title or read.title,
        framework=stated.framework or read.framework,
        plan_date=stated.published or read.plan_date,
    )
    if stated.inspection_start and not _within(stated, read):
        fixed = replace(fixed, inspection_start=stated.inspection_start, inspection_end=stated.inspection_end)
    return _with_council(stated, fixed) if stated.council else fixed


def _within(stated: Stated, read: PlanReading) -> bool:
    """Whether the document names a longer inspection that holds the stated day."""
    end = read.inspection_end or read.inspection_start
    return (
        bool(read.inspection_start) and read.inspection_start <= stated.inspection_start <= stated.inspection_end <= end
    )


def _with_council(stated: Stated, read: PlanReading) -> PlanReading:
    from pipeline.normalise.councils import read_council

    found = read_council([f"{stated.council} Council", read.plan_date[:4]], stated.council)
    if found is None or not _same_words(found.name, stated.council):
        return replace(read, council=stated.council, council_code="", council_code_3="", region="")
    return replace(read, council=found.name, council_code=found.code, council_code_3=found.code_3, region=found.region)


def _same_words(name: str, stated: str) -> bool:
    """Whether a council's name is all that a stated name says, the words for its kind apart."""
    return set(re.findall(r"\w+", name.casefold())) <= set(re.findall(r"\w+", stated.casefold()))


def clashes(stated: Stated, read: PlanReading) -> list[Finding]:
    """A finding for every stated value that contradicts what the document says, and one for the note."""
    fixed = apply_stated(stated, read)
    pairs: Sequence[tuple[str, str, str]] = (
        ("council", fixed.council if stated.council else "", read.council),
        ("title", stated.title, read.title),
        ("plan_date", stated.published, read.plan_date),
        ("inspection_start", fixed.inspection_start if stated.inspection_start else "", read.inspection_start),
        ("framework", stated.framework, read.framework),
    )
    found = [
        Finding(
            "",
            severity="warning",
            code="manifest_clash",
            field=field,
            message=f"The manifest says '{ours}', the document says '{theirs}'; the manifest's is kept.",
            text=theirs,
        )
        for field, ours, theirs in pairs
        if ours and theirs and not _agree(ours, theirs)
    ]
    if stated.note:
        found.append(Finding("", severity="info", code="manifest_note", message=f"Note of the manifest: {stated.note}"))
    return found


def _agree(ours: str, theirs: str) -> bool:
    """Whether two values are one: the same words, or a date and its first part."""
    first, second = (" ".join(re.findall(r"\w+", text.casefold())) for text in (ours, theirs))
    dated = bool(_ISO.fullmatch(ours) and _ISO.fullmatch(theirs))
    return first == second or (dated and (ours.startswith(theirs) or theirs.startswith(ours)))
