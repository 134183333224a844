"""One document through all stages but the last: the plain function that every way of running calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.errors import InputChanged, NoText, OutputUnwritable, PipelineError
from pipeline.execute.errors import OutputLimit, PageLimit
from pipeline.extract import Extraction, extract
from pipeline.harmless import harmless
from pipeline.hidden import hidden_text
from pipeline.ingest import SourceDocument, ingest
from pipeline.keeping import fingerprint, pack
from pipeline.normalise import normalise, read_front
from pipeline.overrides import told
from pipeline.provenance import provenance
from pipeline.result import PlanResult
from pipeline.rows import Rows, read_rows
from pipeline.scanned import mark_scanned
from pipeline.stated import apply_stated, clashes
from pipeline.store import Store
from pipeline.task import Task
from pipeline.triage import PageProfile, text_layer, triage
from pipeline.validate import Read, validate
from schemas.readings import PlanReading
from schemas.records import Finding


class _Found(NamedTuple):
    """What the pages show."""

    source: SourceDocument
    profiles: Sequence[PageProfile]
    extraction: Extraction


def read_document(task: Task, store: Store | None = None) -> PlanResult:
    """Read a document, from what is kept of it as far as that goes.

    Args:
        task: The document.
        store: Where raw tables are kept; without one everything is done anew.

    Raises:
        PipelineError: The file cannot be read, it has no text, or a limit was passed.
    """
    found, rows = _kept(task, store)
    if found is None:
        found = _read_pages(task)
    if rows is None:
        rows = read_rows(found.extraction, task.overrides)
        if store is not None:
            store.keep_pages(found.source.sha256, task.pages_key, found, (task.rows_key, rows))
    return _records(task, found, rows)


def _kept(task: Task, store: Store | None) -> tuple[_Found | None, Rows | None]:
    if store is None or not task.sha256:
        return None, None
    return store.pages(task.sha256, task.pages_key, task.rows_key)


def _read_pages(task: Task) -> _Found:
    source = ingest(task.path)
    if task.sha256 and source.sha256 != task.sha256:
        raise InputChanged(task.name)
    if task.page_limit and not task.stated.pages and source.page_count > task.page_limit:
        raise PageLimit(task.name, f"has {source.page_count:,} pages, and {task.page_limit:,} are allowed")
    profiles = triage(task.path, task.stated.pages)
    source = replace(source, page_count=source.page_count or len(profiles))
    if not any(p.page.words for p in profiles):
        if any(p.page.images for p in profiles):
            raise NoText(task.name)
        cause = "holds neither text nor pictures of pages"
        raise NoText(task.name, cause, "check that this is the file that was published")
    return _Found(source, profiles, extract(profiles, task.path))


def _records(task: Task, found: _Found, rows: Rows) -> PlanResult:
    source = replace(found.source, source_file=task.name)
    extraction, tables, segmented = rows
    clashing: list[Finding] = []

    def correct(read: PlanReading) -> PlanReading:
        clashing.extend(clashes(task.stated, read))
        return apply_stated(task.stated, read)

    front = read_front(source, extraction, tables, segmented, correct)
    normalised = mark_scanned(normalise(source, segmented, front, text_layer(found.profiles)), found.profiles)
    plans = tuple(replace(plan, source_url=task.url) for plan in normalised.dataset.plans)
    read = replace(normalised.dataset, plans=plans)
    checked = validate(Read(extraction, tables, segmented, front, read, normalised.rows))
    readers = {id(line): t.extractor for t in extraction.tables for c in t.cells for line in c.lines}
    placed = provenance(normalised.rows, segmented, normalised.owner, readers)
    overruled = [Finding("", severity="info", code="override", message=said) for said in told(task.overrides)]
    more = _numbered([*clashing, *overruled, *hidden_text(extraction.pages, task.path)], source, len(checked.findings))
    whole = replace(read, findings=(*checked.findings, *more), provenance=(*front.places, *placed))
    said = fingerprint(*(word.text for page in extraction.pages for word in page.words))
    return PlanResult(harmless(whole), checked.words, len(found.profiles), len(extraction.tables), said)


def _numbered(findings: Sequence[Finding], source: SourceDocument, before: int) -> list[Finding]:
    return [
        replace(f, finding_id=f"{source.plan_id}-f{n:04d}", plan_id=source.plan_id, source_file=source.source_file)
        for n, f in enumerate(findings, before + 1)
    ]


def packed_result(task: Task, store: Store | None = None) -> tuple[PlanResult, bytes]:
    """Read a document whatever comes of it; the result, and the same packed.

    A cause for which it cannot be read is a result too.

    Raises:
        OutputUnwritable: The store cannot be written to, which concerns the whole run.
    """
    try:
        result = read_document(task, store)
        content = pack(result, shared=False)
        if task.output_limit and len(content) > task.output_limit:
            raise OutputLimit(
                task.name, f"gives {len(content):,} bytes of packed rows, and {task.output_limit:,} are allowed"
            )
    except OutputUnwritable:
        raise
    except PipelineError as error:
        result = PlanResult(failure=_about(error, task))
        content = pack(result, shared=False)
    return result, content


def _about(error: PipelineError, task: Task) -> PipelineError:
    """The error with the name that the dataset uses, whatever the file is called where its bytes lie."""
    return type(error)(task.name, error.cause, error.remedy)
