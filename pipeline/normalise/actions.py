"""One raw action into its rows: the flat action, its leads, its deadlines, its dated updates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.drafts import RawAction
from pipeline.normalise.board_cells import boards_of_cell
from pipeline.normalise.change_types import read_change_types
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.leads import read_leads
from pipeline.normalise.owner_columns import names_owners
from pipeline.normalise.progress import Document, Progress, read_progress
from pipeline.normalise.split_leads import Piece
from pipeline.normalise.status_columns import with_progress
from pipeline.passages import Passage
from pipeline.segment import Segmented
from schemas.readings import DateContext, DeadlineReading, LeadReading, LeadsReading
from schemas.records import Action, Deadline, Lead, Milestone, Plan, Recommendation, Update

if TYPE_CHECKING:
    from pipeline.normalise.assemble import Front

_LEAD_FIELDS = ("lead", "lead_accountable", "lead_delivery", "lead_agency")
_DOUBTS = {"lead_fuzzy": 0.1, "lead_unknown": 0.15, "acronym_ambiguous": 0.15, "year_inferred": 0.05,
           "ambiguous_date": 0.05, "invalid_date_clamped": 0.2, "action_text_missing": 0.4, "status_inferred": 0.05,
           "unnumbered": 0.05, "number_mended": 0.05, "conflict": 0.2, "label_missing": 0.1,
           "year_suspicious": 0.2, "date_mended": 0.15, "pairing_unclear": 0.2}  # fmt: skip
_RULES = {"height": 0.05, "shared": 0.05, "held": 0.1, "order": 0.1}


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows made of one raw action."""

    raw: RawAction
    action: Action
    leads: tuple[Lead, ...]
    deadlines: tuple[Deadline, ...]
    updates: tuple[Update, ...]
    milestones: tuple[Milestone, ...] = ()
    twin: str = ""
    """Id of the earlier action that this one repeats."""


@dataclass(frozen=True, slots=True)
class _Readings:
    leads: LeadsReading
    others: tuple[tuple[str, LeadsReading], ...]
    deadline: DeadlineReading
    progress: Progress


class ActionReader:
    """Reads the raw actions of one document, with what the document says about itself."""

    def __init__(self, plan: Plan, front: Front) -> None:
        """Keep the plan's row and its front matter."""
        self.plan = plan
        self.front = front
        self.lead_cells: dict[tuple[str, tuple[str, ...]], LeadsReading] = {}
        self.resolved: dict[Piece, LeadReading] = {}

    def read(
        self, segmented: Segmented, recommendations: Sequence[Recommendation], owner: Mapping[int, str]
    ) -> list[Rows]:
        """Rows of every action, in reading order.

        Args:
            segmented: Blocks and raw actions.
            recommendations: Rows already made of the blocks.
            owner: Recommendation id of each block.
        """
        by_id = {r.recommendation_id: r for r in recommendations}
        statuses: dict[str, dict[str, str]] = {}
        rows = []
        for number, raw in enumerate(map(with_progress, segmented.actions), 1):
            recommendation = by_id[owner[raw.block]]
            identity = recommendation.recommendation_id
            known = statuses.setdefault(identity, {})
            readings = self._readings(raw, known)
            known[raw.ref] = readings.progress.status.status
            rows.append(self._rows(f"{self.plan.plan_id}-a{number:04d}", raw, recommendation, readings))
        return rows

    def _readings(self, raw: RawAction, known: Mapping[str, str]) -> _Readings:
        front = self.front
        lead = raw.get("lead")
        others = tuple(
            (name.removeprefix("lead_"), self._leads(raw.get(name))) for name in _LEAD_FIELDS[1:] if raw.get(name)
        )
        watched = self._leads(raw.get("monitoring"))
        others += (("monitoring", watched),) if names_owners(watched) else ()
        return _Readings(
            self._leads(lead),
            others,
            _read_due(raw, front.dates),
            read_progress(raw, Document(front.legend, front.dates, known)),
        )

    def _leads(self, cell: Passage) -> LeadsReading:
        """Leads of a cell; what is printed again is read once."""
        known = self.lead_cells.get((cell.printed, cell.underlined))
        if known is None:
            known = read_leads(cell.printed, self.front.keys, cell.underlined, self.resolved)
            self.lead_cells[cell.printed, cell.underlined] = known
        return known

    def _rows(self, identity: str, raw: RawAction, under: Recommendation, readings: _Readings) -> Rows:
        action = self._action(identity, raw, under, readings)
        leads = [("lead", lead) for lead in readings.leads.leads]
        leads += [(kind, lead) for kind, reading in readings.others for lead in reading.leads]
        return Rows(
            raw,
            action,
            tuple(
                Lead(
                    identity,
                    n,
                    kind,
                    lead.text,
                    lead.acronym,
                    lead.person,
                    lead.role,
                    lead.agency,
                    lead.function,
                    lead.seniority,
                    lead.is_responsible and kind != "monitoring",
                    lead.resolved_by,
                )
                for n, (kind, lead) in enumerate(leads, 1)
            ),
            tuple(
                Deadline(identity, n, m.text, m.start, m.end, m.precision, m.recurrence, m.purpose, m.in_force, m.flags)
                for n, m in enumerate(readings.deadline.mentions, 1)
            ),
            _updates(identity, action, readings.progress),
            _milestones(identity, raw, self.front.dates),
        )

    def _action(self, identity: str, raw: RawAction, under: Recommendation, readings: _Readings) -> Action:
        flags = (*raw.flags, *readings.leads.flags, *readings.deadline.flags, *readings.progress.status.flags)
        flags = tuple(dict.fromkeys(flags))
        return Action(
            action_id=identity,
            plan_id=self.plan.plan_id,
            council=self.plan.council,
            completed_date=_completed(raw, self.front.dates),
            confidence=_confidence(raw, flags),
            flags=flags,
            **_repeated(under),
            **_printed(raw),
            **_values(raw, readings),
        )


def _repeated(under: Recommendation) -> dict[str, Any]:
    """Columns that every action repeats from its recommendation."""
    names = ("recommendation_id", "section", "recommendation_kind", "recommendation_ref", "recommendation")
    return {name: getattr(under, name) for name in (*names, "recommendation_timescale", "themes")}


def _printed(raw: RawAction) -> dict[str, Any]:
    """Columns that hold text as printed."""
    same = ("outcome", "success_measure", "monitoring", "resources")
    return {name: raw.get(name).text for name in same} | {
        "phase": raw.phase,
        "action_ref": raw.ref,
        "action_stem": raw.stem.text,
        "action": raw.action.text,
        "leads_raw": raw.get("lead").text,
        "deadline_raw": raw.get("deadline").text,
        "progress_raw": raw.get("progress").text,
        "extra": _extra(raw),
        "page": min(raw.pages, default=None),
    }


def _values(raw: RawAction, readings: _Readings) -> dict[str, Any]:
    """Columns that were read from the printed text."""
    leads, due, status = readings.leads, readings.deadline, readings.progress.status
    return {
        "leads": tuple(lead.role for lead in leads.leads if lead.role),
        "lead_responsible": leads.responsible,
        "due_kind": due.kind,
        "due_start": due.start,
        "due_date": due.due,
        "due_precision": due.precision,
        "is_ongoing": due.is_ongoing or None,
        "due_recurrence": due.recurrence,
        "due_original": due.original,
        "accountable_to": _boards(raw, due),
        "progress_as_at": readings.progress.as_at,
        "status": status.status,
        "status_raw": status.raw,
        "percent_complete": status.percent,
        "rag": status.rag,
        "rag_source": status.rag_source,
        "overdue": _overdue(due.due, readings.progress.as_at, status.status),
        "change_types": read_change_types(raw.action.text),
    }


def _read_due(raw: RawAction, dates: DateContext) -> DeadlineReading:
    """The deadline cell; a column of its own for the start only ever gives the start."""
    deadline, start = raw.get("deadline"), raw.get("start").text
    reading = read_deadline(deadline.text, dates, deadline.struck)
    if not start:
        return reading
    first = read_deadline(f"{start} - {start}", dates)
    begin = first.start or first.due
    return replace(reading, start=begin if begin and (not reading.due or begin <= reading.due) else reading.start)


def _updates(identity: str, action: Action, progress: Progress) -> tuple[Update, ...]:
    """The dated entries of the progress cell; a cell without any is one entry, of the day of its column."""
    entries = progress.updates.entries
    if entries:
        return tuple(
            Update(identity, n, entry.as_at, entry.text, status)
            for n, (entry, status) in enumerate(zip(entries, progress.statuses, strict=True), 1)
        )
    if progress.as_at and action.progress_raw:
        return (Update(identity, 1, progress.as_at, action.progress_raw, action.status),)
    return ()


def _boards(raw: RawAction, due: DeadlineReading) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*due.accountable_to, *boards_of_cell(raw.get("accountable")))))


def _completed(raw: RawAction, dates: DateContext) -> dt.date | None:
    text = raw.get("completed").text
    return read_deadline(text, DateContext(dates.year)).due if text else None


def _overdue(due: dt.date | None, as_at: dt.date | None, status: str) -> bool | None:
    if due is None or as_at is None or status in {"not_reported", "unclear"}:
        return None
    return due < as_at and status != "completed"


def _milestones(identity: str, raw: RawAction, dates: DateContext) -> tuple[Milestone, ...]:
    """Targets of milestone columns, with the date that a heading states itself (`6 months (January 2020)`)."""
    found: list[Milestone] = []
    for name, target in raw.fields.items():
        if name.startswith("milestone:") and target:
            label = name.removeprefix("milestone:")
            stated = re.search(r"\b(?:\d{4}|\d[./]\d)", label)
            due = (
                read_deadline(re.sub(r"^\s*\d+\s*months?", "", label), DateContext(dates.year)).due if stated else None
            )
            found.append(Milestone(identity, len(found) + 1, label, target.text, due))
    return tuple(found)


def _extra(raw: RawAction) -> tuple[tuple[str, str], ...]:
    return tuple((name.removeprefix("extra:"), p.text) for name, p in raw.fields.items() if name.startswith("extra:"))


def _confidence(raw: RawAction, flags: Sequence[str]) -> float:
    """From 1 downwards: every doubt and every value shared or lined up by height takes a little."""
    lost = sum(_DOUBTS.get(flag, 0.0) for flag in flags) + sum(_RULES.get(rule, 0.0) for rule in raw.rules.values())
    return round(max(0.1, 1.0 - lost), 2)
