"""The field of each column, and what several columns of one table mean together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_EVIDENCE = re.compile(r"(?:evidence|impact)\b(?!.*\bprogress\b)", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|first|previous(?:ly)?|prior|old|earlier|former(?:ly)?|last|was)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:revised|new|now|current(?:ly)?|updated|amended|extended|latest|forecast|rescheduled)\b", re.IGNORECASE
)
_RATINGS = frozenset({"rag", "status"})
_OF_RECOMMENDATION = re.compile(r"\b(?:rec|recs|recommendation|recommendations|afi)\b", re.IGNORECASE)
_OF_REPORT = re.compile(r"\b(?:para|paras|paragraphs?|page)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)?")
_PERSON = re.compile(r"\b(?:leads?|officers?|owners?|managers?|who|responsible)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A field and the columns of the grid that it covers, half-open."""

    field: str
    heading: str
    col0: int
    col1: int
    by: str = "heading"
    """What named the field: its `heading`, or the `contents` of its cells; `numbers` for recommendations by number."""


def tells_former(heading: str) -> bool:
    """Whether a heading says that its column holds what was so before (`RAG last quarter`)."""
    return _FORMER.search(heading) is not None


def dated(heading: str) -> str:
    """Field of one of several columns of dates whose heading says whether it was or is in force, else empty.

    Example:
        >>> dated("Date first agreed"), dated("Date now"), dated("Start")
        ('deadline_original', 'deadline_revised', '')
    """
    if tells_former(heading):
        return "deadline_original"
    return "deadline_revised" if _PRESENT.search(heading) else ""


def settle(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where the fields of a table contradict each other, the reading that makes sense of all of them."""
    fields = [c.field for c in columns]
    if "action" not in fields:
        for stand_in in ("milestone", "outcome"):
            if stand_in in fields and "recommendation" in fields:
                return _renamed(columns, stand_in, "action")
        if fields.count("recommendation") == 1 and {"lead", "deadline"} & set(fields):
            return _renamed(columns, "recommendation", "action")
    return _told_apart(_with_second_refs(_with_lead(columns)))


def _with_lead(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of several columns of owners without a plain lead, the one of the person nearest to the work leads.

    Beside a sponsor it is the operational lead; where the other column names a mere team, it is the sponsor.
    """
    fields = {c.field for c in columns}
    if "lead" in fields or "lead_accountable" not in fields:
        return columns
    nearer = any(c.field == "lead_delivery" and _PERSON.search(c.heading) for c in columns)
    return _renamed(columns, "lead_delivery" if nearer else "lead_accountable", "lead")


def _with_second_refs(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Beside the recommendations, a second number is theirs or the report's."""
    fields = [c.field for c in columns]
    if "recommendation" not in fields or fields.count("ref") < 2:
        return columns
    settled: list[Column] = []
    for column in columns:
        field = column.field
        if field == "ref" and _OF_RECOMMENDATION.search(column.heading):
            field = "recommendation_ref"
        elif field == "ref" and _OF_REPORT.search(_BRACKETS.sub("", column.heading)):
            field = "extra"
        settled.append(replace(column, field=field))
    return tuple(settled)


def _told_apart(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where two columns claim one field, the words of their headings tell them apart.

    Evidence is no progress, and the second outcome is how it is measured. Of two dates the headings may say which is
    in force (`Date first agreed`, `Date now`), and of two ratings which is today's (`RAG last quarter`).
    """
    held = {c.field for c in columns}
    settled: list[Column] = []
    for column in columns:
        field = column.field
        rivals = [c for c in columns if c.field == field and c is not column]
        if field == "progress" and rivals and _EVIDENCE.match(column.heading):
            field = next((f for f in ("success_measure", "monitoring") if f not in held), "extra")
        elif field == "outcome" and any(c.field == "outcome" for c in settled) and "success_measure" not in held:
            field = "success_measure"
        elif rivals and field in _RATINGS and tells_former(column.heading):
            field = "extra"
        elif rivals and field == "deadline":
            field = dated(column.heading) or field
        held.add(field)
        settled.append(replace(column, field=field))
    return tuple(settled)


def _renamed(columns: tuple[Column, ...], old: str, new: str) -> tuple[Column, ...]:
    return tuple(replace(c, field=new) if c.field == old else c for c in columns)
