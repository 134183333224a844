"""Rows of the dataset as plain frozen types, one per table, and the dataset that holds them.

Fields stand in the order of the Table Schema files and carry their names. Lists are tuples, dates are dates; only the
dates of `Plan`, which may be known to the month or year alone, are text such as `2012-05`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Plan:
    """One row per source document."""

    plan_id: str
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
    source_file: str = ""
    source_url: str = ""
    sha256: str = ""
    page_count: int | None = None
    text_layer: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One row per recommendation or area for development."""

    recommendation_id: str
    plan_id: str = ""
    section: str = ""
    recommendation_kind: str = ""
    recommendation_ref: str = ""
    recommendation: str = ""
    recommendation_timescale: str = ""
    recommendation_due: dt.date | None = None
    see_also: str = ""
    themes: tuple[str, ...] = ()
    page_first: int | None = None
    page_last: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One row per action that somebody has to do: the flat table for spreadsheets."""

    action_id: str
    plan_id: str = ""
    recommendation_id: str = ""
    council: str = ""
    section: str = ""
    recommendation_kind: str = ""
    recommendation_ref: str = ""
    recommendation: str = ""
    recommendation_timescale: str = ""
    outcome: str = ""
    phase: str = ""
    action_ref: str = ""
    action_stem: str = ""
    action: str = ""
    leads_raw: str = ""
    leads: tuple[str, ...] = ()
    lead_responsible: str = ""
    deadline_raw: str = ""
    due_kind: str = "none"
    due_start: dt.date | None = None
    due_date: dt.date | None = None
    due_precision: str = ""
    is_ongoing: bool | None = None
    due_recurrence: str = ""
    accountable_to: tuple[str, ...] = ()
    progress_raw: str = ""
    progress_as_at: dt.date | None = None
    completed_date: dt.date | None = None
    status: str = "not_reported"
    rag: str = ""
    rag_source: str = ""
    overdue: bool | None = None
    status_raw: str = ""
    percent_complete: int | None = None
    due_original: dt.date | None = None
    success_measure: str = ""
    monitoring: str = ""
    resources: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    change_types: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    page: int | None = None
    confidence: float | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """One row per named lead of an action."""

    action_id: str
    position: int
    lead_kind: str = "lead"
    lead_raw: str = ""
    acronym: str = ""
    person: str = ""
    role: str = ""
    agency: str = ""
    function: str = ""
    seniority: str = ""
    is_responsible: bool = False
    resolved_by: str = "verbatim"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One row per date or term mentioned in the deadline cell of an action."""

    action_id: str
    position: int
    deadline_raw: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    precision: str = ""
    recurrence: str = ""
    purpose: str = "unknown"
    in_force: bool = True
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """One row per dated progress entry of an action."""

    action_id: str
    position: int
    as_at: dt.date | None = None
    text: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row per difference between two versions of one plan."""

    change_id: str
    plan_id_old: str = ""
    plan_id_new: str = ""
    recommendation_ref: str = ""
    action_ref_old: str = ""
    action_ref_new: str = ""
    change: str = ""
    old: str = ""
    new: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """One row per target in a milestone column, such as 3, 6 or 12 months."""

    action_id: str
    position: int
    label: str = ""
    target: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class AcronymRow:
    """One row per meaning of an acronym that a document itself explains."""

    plan_id: str
    acronym: str
    position: int
    expansion: str = ""
    source: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One row per thing that a person should look at: a doubt, a clash, text that no record holds."""

    finding_id: str
    plan_id: str = ""
    source_file: str = ""
    severity: str = "warning"
    code: str = ""
    message: str = ""
    record_id: str = ""
    field: str = ""
    page: int | None = None
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """One row per place that a field of a record was read from."""

    record_id: str
    field: str
    position: int
    page: int | None = None
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None
    extractor: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """Every table of a run, each in its own field."""

    plans: tuple[Plan, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()
    leads: tuple[Lead, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    updates: tuple[Update, ...] = ()
    changes: tuple[Change, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    acronyms: tuple[AcronymRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    @staticmethod
    def merged(datasets: Iterable[Dataset]) -> Dataset:
        """One dataset that holds the rows of all the given ones, in their order."""
        parts = list(datasets)
        return Dataset(**{f.name: tuple(row for part in parts for row in part.rows(f.name)) for f in fields(Dataset)})

    def rows(self, table: str) -> tuple[Any, ...]:
        """Rows of the table of that name."""
        found: tuple[Any, ...] = getattr(self, table)
        return found


ROW_TYPES: dict[str, type[Any]] = {
    "plans": Plan,
    "recommendations": Recommendation,
    "actions": Action,
    "leads": Lead,
    "deadlines": Deadline,
    "updates": Update,
    "changes": Change,
    "milestones": Milestone,
    "acronyms": AcronymRow,
    "findings": Finding,
    "provenance": Provenance,
}
"""The row type of each table."""
