"""Validate: what a person should look at, and whether every word of the document is accounted for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.contract import Box, Line, line_of
from pipeline.extract import Extraction
from pipeline.fields import Column
from pipeline.map_columns import MappedTable
from pipeline.normalise import Front
from pipeline.normalise.actions import Rows
from pipeline.normalise.front_list import find_listed, same_period
from pipeline.page_kind import kind_of
from pipeline.segment import Segmented
from pipeline.word_sums import WordSums
from schemas.records import Action, Dataset, Finding

_FLAGS = {
    "invalid_date_clamped": (
        "warning",
        "deadline_raw",
        "The printed date does not exist; the last day of that month was taken",
    ),
    "deadline_unresolved": ("info", "deadline_raw", "The deadline names no date"),
    "year_inferred": ("info", "deadline_raw", "The year is not printed beside the date; it was taken from the plan"),
    "year_suspicious": ("warning", "deadline_raw", "The printed year does not fit the plan; it was kept"),
    "date_mended": ("warning", "deadline_raw", "Letters that stand for figures in the date were mended"),
    "ambiguous_date": ("info", "deadline_raw", "The date can be read in two ways"),
    "deadline_revised": ("info", "deadline_raw", "The deadline was revised"),
    "lead_unknown": ("warning", "leads_raw", "A lead could not be resolved"),
    "lead_fuzzy": ("warning", "leads_raw", "A lead was read as the most similar code of the key or word of a title"),
    "acronym_ambiguous": ("warning", "leads_raw", "An acronym has several meanings and the document does not decide"),
    "number_mended": ("info", "action_ref", "A bracket of the printed number is missing"),
    "paired_in_order": (
        "info",
        "deadline_raw",
        "The cells beside several actions were paired with them in their order",
    ),
    "pairing_unclear": (
        "warning",
        "deadline_raw",
        "Several leads or dates stand beside several actions, and nothing shows which belongs to which",
    ),
    "action_text_missing": ("warning", "action", "The number, lead or progress is printed, but no text of the action"),
    "ditto": ("info", "deadline_raw", "A ditto mark was read as what the cell above says"),
    "conflict": ("warning", "status", "Signals of progress contradict each other"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """Findings of one document and the sums of its words."""

    findings: tuple[Finding, ...]
    words: WordSums


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that was read of one document."""

    extraction: Extraction
    tables: Sequence[MappedTable]
    segmented: Segmented
    front: Front
    dataset: Dataset
    rows: Sequence[Rows]


def validate(read: Read) -> Checked:
    """Look for gaps, contradictions, repetitions and words that no record holds."""
    plan = read.dataset.plans[0]
    sums, loose = account(read)
    found = [
        *_flagged(read),
        *_gaps(read),
        *_without_actions(read),
        *_timescales(read),
        *_unmapped(read),
        *_decoys(read),
        *_pages(read.extraction),
        *(finding(n.severity, n.code, n.message, page=n.page) for n in read.extraction.notes),
        *loose,
    ]
    numbered = [
        replace(f, finding_id=f"{plan.plan_id}-f{n:04d}", plan_id=plan.plan_id, source_file=plan.source_file)
        for n, f in enumerate([*found, *_repeated(read)], 1)
    ]
    return Checked(tuple(numbered), sums)


def finding(severity: str, code: str, message: str, **place: object) -> Finding:
    """A finding that has no number yet."""
    return replace(Finding("", severity=severity, code=code, message=message), **place)  # type: ignore[arg-type]


def located(severity: str, code: str, message: str, line: Line, box: Box) -> Finding:
    """A finding about one place on a page."""
    x0, top, x1, bottom = (round(v, 1) for v in box)
    return finding(severity, code, message, page=line.page, x0=x0, top=top, x1=x1, bottom=bottom, text=line.text)


def account(read: Read) -> tuple[WordSums, list[Finding]]:
    """Where every word went: records, furniture, narrative, or unassigned with a finding.

    A word is counted once, in the first of records, furniture, unassigned, narrative that holds it.
    """
    words = {id(w): w.tokens for page in read.extraction.pages for w in page.words}
    segmented = read.segmented
    records = _of((*segmented.used, *read.front.used))
    furniture = _of((*segmented.furniture, *read.extraction.furniture)) - records
    loose = _of(line for line, _ in segmented.unassigned) - records - furniture
    loose |= {id(w) for t in read.extraction.tables for w in t.outside} - records - furniture
    findings = [
        located("warning", "unassigned_text", "No record holds this text of the table", line, box)
        for line, box in segmented.unassigned
        if any(id(w) in loose for w in line.words)
    ]
    for table in read.extraction.tables:
        for word in table.outside:
            line = line_of(table.page, (word,))
            findings.append(
                located("warning", "unassigned_text", "This stands in no cell of the table", line, word.box)
            )
    held, fixed, unassigned = (sum(words[w] for w in part) for part in (records, furniture, loose))
    return WordSums(held, fixed, sum(words.values()) - held - fixed - unassigned, unassigned), findings


def _of(lines: Iterable[Line]) -> set[int]:
    return {id(w) for line in lines for w in line.words}


def _flagged(read: Read) -> list[Finding]:
    found = []
    for row in read.rows:
        for flag in row.action.flags:
            if flag in _FLAGS:
                severity, field, message = _FLAGS[flag]
                text = str(getattr(row.action, field))
                found.append(
                    finding(severity, flag, f"{message}.", record_id=row.action.action_id, field=field,
                            page=row.action.page, text=text)
                )  # fmt: skip
    return found


def _gaps(read: Read) -> list[Finding]:
    """Numbering that starts above 1 or skips; numbers that run through the whole plan need not begin anew."""
    numbers: dict[str, list[int]] = defaultdict(list)
    first: dict[str, Rows] = {}
    for row in read.rows:
        number = _number(row.action)
        if number:
            numbers[row.action.recommendation_id].append(number)
        first.setdefault(row.action.recommendation_id, row)
    found = []
    given_out = sorted(n for given in numbers.values() for n in given)
    if given_out == list(range(1, len(given_out) + 1)):
        return []
    for identity, given in numbers.items():
        missing = [n for n in range(1, max(given)) if n not in given]
        if missing:
            action = first[identity].action
            named = ", ".join(map(str, missing[:12]))
            found.append(
                finding("warning", "numbering_gap",
                        f"Recommendation {action.recommendation_ref or '(no number)'} has no action {named}: "
                        "text may be lost in the published document.",
                        record_id=identity, field="action_ref", page=action.page)
            )  # fmt: skip
    return found


def _number(action: Action) -> int:
    """Number of an action within its recommendation, 0 where none counts: 3 for `3`, `3a` and, under 2, for `2.3`."""
    ref, under = action.action_ref, action.recommendation_ref
    if "unnumbered" in action.flags or not ref[:1].isdigit():
        return 0
    if under and re.fullmatch(re.escape(under) + r"[a-zA-Z]", ref):
        return ord(ref[-1].casefold()) - ord("a") + 1
    if "." in ref:
        above, _, last = ref.rpartition(".")
        return int(last) if above == under and last.isdigit() else 0
    return int(re.sub(r"\D.*", "", ref))


def _without_actions(read: Read) -> list[Finding]:
    served = {row.action.recommendation_id for row in read.rows}
    return [
        finding("warning", "no_actions", f"No action stands under recommendation {r.recommendation_ref or r.section}.",
                record_id=r.recommendation_id, page=r.page_first, text=r.recommendation)
        for r in read.dataset.recommendations
        if r.recommendation_id not in served
    ]  # fmt: skip


def _timescales(read: Read) -> list[Finding]:
    found = []
    for r in read.dataset.recommendations:
        listed = find_listed(r.recommendation, read.front.front_list)
        if listed and r.recommendation_timescale and not same_period(listed.timescale, r.recommendation_timescale):
            found.append(
                finding("warning", "timescale_conflict",
                        f"The list on page {listed.page} says '{listed.timescale}', the table says "
                        f"'{r.recommendation_timescale}'; the table's is kept.",
                        record_id=r.recommendation_id, field="recommendation_timescale", page=r.page_first)
            )  # fmt: skip
    return found


def _unmapped(read: Read) -> list[Finding]:
    """Columns whose headings are unknown: kept aside, or read by what stands in them."""
    columns: dict[Column, int] = {}
    for t in reversed(read.tables):
        if t.has_actions:
            sets = {id(row.columns): row.columns for row in t.rows}.values()
            columns |= dict.fromkeys((c for columns_of in sets for c in columns_of), t.table.pages[0])
    kept = {c.heading: page for c, page in columns.items() if c.field in {"extra", "other"} and c.heading}
    read_by = {(c.heading, c.field): page for c, page in columns.items() if c.by == "contents" and c.field != "extra"}
    return [
        *(
            finding("info", "unmapped_column", f"The column '{h}' fits no field; its text is in 'extra'.", page=page)
            for h, page in kept.items()
        ),
        *(
            finding("info", "column_by_contents",
                    f"The column '{heading}' was read as {field}, by what stands in its cells.", page=page)
            for (heading, field), page in read_by.items()
        ),
    ]  # fmt: skip


def _decoys(read: Read) -> list[Finding]:
    return [
        finding("info", "not_a_plan", f"A table with actions was left out: {t.decoy}, not the plan.",
                page=t.table.pages[0], text=" | ".join(c.heading for c in t.rows[-1].columns))
        for t in read.tables
        if t.decoy
    ]  # fmt: skip


def _pages(extraction: Extraction) -> list[Finding]:
    told = {note.page for note in extraction.notes}
    return [
        finding("warning", "page_without_text", "This page is a picture in which no text was found.", page=page.number)
        for page in extraction.pages
        if kind_of(page) == "picture" and page.number not in told
    ]


def _repeated(read: Read) -> list[Finding]:
    return [
        finding(
            "info",
            "duplicate_of",
            f"Says the same as action {row.twin}.",
            record_id=row.action.action_id,
            field="action",
            page=row.action.page,
            text=row.action.action,
        )
        for row in read.rows
        if row.twin
    ]
