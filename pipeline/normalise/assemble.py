"""From the raw actions of one document to the rows of the dataset."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractors.contract import Line, RawTable
from pipeline.extract import Extraction
from pipeline.ingest import SourceDocument
from pipeline.map_columns import MappedTable
from pipeline.normalise.actions import ActionReader, Rows
from pipeline.normalise.columned_keys import read_columned_key
from pipeline.normalise.file_properties import read_properties
from pipeline.normalise.front_list import FrontList, read_front_list
from pipeline.normalise.front_matter import read_front_matter
from pipeline.normalise.initials import read_initials
from pipeline.normalise.inline_keys import read_inline
from pipeline.normalise.keys import read_glossary, read_key_table
from pipeline.normalise.leads import KeyBook, make_keybook
from pipeline.normalise.legend import Legend, read_legend
from pipeline.normalise.owner_columns import OWNERS
from pipeline.normalise.plan import read_plan
from pipeline.normalise.plan_places import plan_places
from pipeline.normalise.recommendations import read_recommendations
from pipeline.normalise.time_context import read_time_context
from pipeline.normalise.twins import mark_twins
from pipeline.segment import Segmented
from schemas.readings import Acronym, DateContext, PlanReading
from schemas.records import AcronymRow, Dataset, Plan, Provenance

_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./](\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Front:
    """What a document says about itself and its own words."""

    plan: PlanReading
    acronyms: tuple[Acronym, ...]
    keys: KeyBook
    dates: DateContext
    front_list: FrontList
    legend: Legend
    used: tuple[Line, ...]
    """Lines of keys and glossaries that were read."""
    places: tuple[Provenance, ...] = ()
    """Where the plan's own values were read."""


def read_front(
    source: SourceDocument,
    extraction: Extraction,
    tables: Sequence[MappedTable],
    segmented: Segmented,
    correct: Callable[[PlanReading], PlanReading] = lambda read: read,
) -> Front:
    """Read title, dates, council, keys and glossary of a document.

    Args:
        source: The document.
        extraction: What its pages show.
        tables: Its whole tables.
        segmented: Its raw actions.
        correct: Puts in place what somebody who knows the plan states about it.
    """
    action_lines = {id(n) for t in tables if t.has_actions for c in t.table.cells for n in c.lines}
    others = [t for t in extraction.tables if not any(id(n) in action_lines for c in t.cells for n in c.lines)]
    matter = read_front_matter(extraction, tables, others, segmented)
    lines = matter.lines
    headings = sorted({c.heading for t in tables for row in t.rows for c in row.columns if c.heading})
    plan = correct(read_plan(matter.own, source.source_file, headings, read_properties(source.path)))
    acronyms, used = _acronyms(extraction, others, segmented)
    cells = [a.get("lead").printed for a in segmented.actions]
    known = DateContext(_year(plan, lines, segmented), _day(plan.report_date), _day(plan.plan_date))
    return Front(
        plan,
        acronyms,
        make_keybook(acronyms, cells, plan.council),
        _dates(known, extraction, others, segmented),
        read_front_list(extraction.body),
        read_legend(others, [*extraction.body, *_once(extraction.furniture)], extraction.pages),
        tuple(used),
        plan_places(source, plan, [*lines, *_heading_lines(tables, headings)]),
    )


def _once(lines: Iterable[Line]) -> list[Line]:
    """Lines that pages repeat, the first of each text: a key may stand at the foot of every page."""
    return list({line.text: line for line in reversed(list(lines))}.values())


def _heading_lines(tables: Sequence[MappedTable], headings: Sequence[str]) -> list[Line]:
    """Lines of the column headings, since one may state the plan's date."""
    wanted = {" ".join(heading.split()) for heading in headings}
    cells = [cell for t in tables for cell in t.table.cells if " ".join(cell.text.split()) in wanted]
    return [line for cell in cells for line in cell.lines]


def _acronyms(
    extraction: Extraction, others: Sequence[RawTable], segmented: Segmented
) -> tuple[tuple[Acronym, ...], list[Line]]:
    """What the document explains in tables, glossaries and lists of initials, and the lines that were read so."""
    keyed, used = _keys(others)
    told_of = {entry.acronym for entry in keyed}
    columned, read = read_columned_key(
        [*extraction.body, *(n for t in others for c in t.cells for n in c.lines)], told_of
    )
    keyed, used = [*keyed, *columned], [*used, *read]
    lines = [(n.page, n.text) for n in extraction.body]
    glossary = read_glossary(lines)
    owners = [a.get(name).printed for a in segmented.actions for name in OWNERS]
    known = {entry.acronym for entry in (*keyed, *glossary)}
    glossary += [entry for entry in read_inline(lines) if entry.acronym not in known]
    known |= {entry.acronym for entry in glossary}
    told = (*glossary, *(entry for entry in read_initials(lines, owners) if entry.acronym not in known))
    listed = {(entry.page, entry.acronym) for entry in told}
    used += [n for n in extraction.body if any((n.page, n.text.split()[0]) == entry for entry in listed)]
    return (*keyed, *told), used


def _dates(known: DateContext, extraction: Extraction, others: Sequence[RawTable], segmented: Segmented) -> DateContext:
    """What the deadlines and the dated school terms of the document add to what its front pages state."""
    deadlines = [a.get("deadline").text for a in segmented.actions]
    rows = [" ".join(filter(None, row)) for table in others for row in _rows(table)]
    return read_time_context(known, deadlines, [*rows, *(n.text for n in extraction.body)])


def _keys(tables: Sequence[RawTable]) -> tuple[list[Acronym], list[Line]]:
    found: list[Acronym] = []
    used: list[Line] = []
    for table in tables:
        entries = read_key_table(_rows(table), table.page)
        if entries:
            found += entries
            used += [line for cell in table.cells for line in cell.lines]
    return found, used


def _rows(table: RawTable) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(c.row1 for c in table.cells))]
    for cell in sorted(table.cells, key=lambda c: c.col0):
        rows[cell.row0].append(cell.text)
    return rows


def _year(plan: PlanReading, lines: Sequence[Line], segmented: Segmented) -> int | None:
    """Year that a date without one most likely means: of the plan, else the one most often printed in deadlines."""
    for stated in (plan.plan_date, plan.inspection_end, plan.report_date):
        if stated[:4].isdigit():
            return int(stated[:4])
    text = " ".join(a.get("deadline").text for a in segmented.actions)
    counts = Counter(int(y) for y in _YEAR.findall(text))
    counts.update(2000 + int(y) for y in _SHORT_YEAR.findall(text))
    if not counts:
        counts.update(int(y) for line in lines for y in _YEAR.findall(line.text))
    return counts.most_common(1)[0][0] if counts else None


def _day(stated: str) -> dt.date | None:
    return dt.date.fromisoformat(stated) if re.fullmatch(r"\d{4}-\d\d-\d\d", stated) else None


@dataclass(frozen=True, slots=True)
class Normalised:
    """The records of one document, the rows that each action made, and the recommendation of each block."""

    dataset: Dataset
    rows: tuple[Rows, ...]
    owner: dict[int, str]


def normalise(source: SourceDocument, segmented: Segmented, front: Front, layer: str) -> Normalised:
    """Turn raw actions into records.

    Args:
        source: The document.
        segmented: Its blocks and raw actions.
        front: What it says about itself.
        layer: Kind of its text layer.

    Returns:
        The records, without findings and provenance.
    """
    plan = _plan_row(source, front.plan, layer)
    recommendations, owner = read_recommendations(plan.plan_id, segmented, front)
    reader = ActionReader(plan, front)
    rows = mark_twins(reader.read(segmented, recommendations, owner))
    seen: Counter[str] = Counter()
    acronyms = []
    for entry in front.acronyms:
        seen[entry.acronym] += 1
        acronyms.append(
            AcronymRow(plan.plan_id, entry.acronym, seen[entry.acronym], entry.expansion, entry.source, entry.page)
        )
    dataset = Dataset(
        plans=(plan,),
        recommendations=tuple(recommendations),
        actions=tuple(r.action for r in rows),
        leads=tuple(lead for r in rows for lead in r.leads),
        deadlines=tuple(d for r in rows for d in r.deadlines),
        updates=tuple(u for r in rows for u in r.updates),
        milestones=tuple(m for r in rows for m in r.milestones),
        acronyms=tuple(acronyms),
    )
    return Normalised(dataset, tuple(rows), owner)


def _plan_row(source: SourceDocument, plan: PlanReading, layer: str) -> Plan:
    return Plan(
        plan_id=source.plan_id,
        council=plan.council,
        council_code=plan.council_code,
        council_code_3=plan.council_code_3,
        region=plan.region,
        title=plan.title,
        version=plan.version,
        plan_date=plan.plan_date,
        framework=plan.framework,
        inspection_start=plan.inspection_start,
        inspection_end=plan.inspection_end,
        report_date=plan.report_date,
        judgement=plan.judgement,
        source_file=source.source_file,
        sha256=source.sha256,
        page_count=source.page_count,
        text_layer=layer,
    )
