"""Run: every stage for every plan, then the tables of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.card_table import read_cards
from pipeline.errors import NoActionTable, NoText, PipelineError
from pipeline.export import to_csv, to_datapackage
from pipeline.export.files import prepare
from pipeline.extract import extract
from pipeline.ingest import find_plans, ingest
from pipeline.locate import locate
from pipeline.map_columns import map_columns
from pipeline.normalise import normalise, read_front
from pipeline.normalise.owner_columns import with_one_owner
from pipeline.page_range import PageRanges
from pipeline.provenance import provenance
from pipeline.redact import redact_names
from pipeline.report import RunReport, WordSums
from pipeline.scanned import mark_scanned
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.stitch import stitch
from pipeline.transpose import upright
from pipeline.triage import text_layer, triage
from pipeline.validate import Read, finding, validate
from pipeline.vocabularies import use_vocabularies
from schemas.records import Dataset, Finding, Plan


@dataclass(frozen=True, slots=True)
class PlanResult:
    """What one document gave."""

    dataset: Dataset
    words: WordSums
    pages: int
    tables: int


def read_plan_file(path: Path, ranges: PageRanges = ()) -> PlanResult:
    """Take one document, or the pages wanted of it, through all stages but the last.

    Raises:
        PipelineError: The file cannot be read, or it has no text.
    """
    source = ingest(path)
    profiles = triage(path, ranges)
    source = replace(source, page_count=source.page_count or len(profiles))
    if not any(p.page.words for p in profiles):
        raise NoText(path)
    extraction, cards = read_cards(extract(profiles, path))
    logical = [*upright(stitch(extraction.tables, extraction.body)), *cards]
    tables = locate(map_columns(logical), extraction.body)
    segmented = with_one_owner(segment(tables, extraction.body))
    front = read_front(source, extraction, tables, segmented)
    normalised = mark_scanned(normalise(source, segmented, front, text_layer(profiles)), profiles)
    checked = validate(Read(extraction, tables, segmented, front, normalised.dataset, normalised.rows))
    readers = {id(line): t.extractor for t in extraction.tables for c in t.cells for line in c.lines}
    placed = provenance(normalised.rows, segmented, normalised.owner, readers)
    dataset = replace(normalised.dataset, findings=checked.findings, provenance=(*front.places, *placed))
    return PlanResult(dataset, checked.words, len(profiles), len(extraction.tables))


def run_plans(inputs: Sequence[Path], out: Path, settings: Settings, progress: Callable[[str], None]) -> RunReport:
    """Read plans and write the dataset; a plan that fails is told and costs only itself.

    Args:
        inputs: Files, and folders to search.
        out: Folder for the tables; it is made if needed.
        settings: See `pipeline.settings`.
        progress: Takes one line of text for each document.

    Raises:
        OutputUnwritable: Nothing can be written to `out`.
        VocabularyError: A table of `settings.vocab` cannot be used.
    """
    use_vocabularies(settings.vocab)
    prepare(out)
    paths, problems = find_plans(inputs)
    results: list[PlanResult] = []
    failures = list(problems)
    barren: list[Finding] = []
    repeated: list[Finding] = []
    for number, path in enumerate(paths, 1):
        progress(f"[{number}/{len(paths)}] {path.name}")
        try:
            result = _read(path, settings)
        except PipelineError as error:
            failures.append(error)
            continue
        twin = next((r for r in results if r.dataset.plans[0].plan_id == result.dataset.plans[0].plan_id), None)
        if twin is not None:
            repeated.append(_same_bytes(path, twin.dataset.plans[0]))
            continue
        results.append(result)
        if not result.dataset.actions:
            no_table = NoActionTable(path)
            failures.append(no_table)
            barren.append(_failure(no_table, result.dataset.plans[0].plan_id))
    lost = [_failure(error) for error in failures if error.fatal]
    named = tuple(
        replace(f, finding_id=f"{f.plan_id or 'run'}-e{n:04d}") for n, f in enumerate([*lost, *barren, *repeated], 1)
    )
    dataset = Dataset.merged([*(r.dataset for r in results), Dataset(findings=named)])
    return RunReport(
        documents=len(results),
        pages=sum(r.pages for r in results),
        tables=sum(r.tables for r in results),
        dataset=dataset,
        words=sum((r.words for r in results), WordSums()),
        failures=tuple(failures),
        files=_written(dataset, out, settings),
    )


def _read(path: Path, settings: Settings) -> PlanResult:
    """One document, with the names of people left out where that is asked for."""
    result = read_plan_file(path, settings.ranges_of(path))
    return replace(result, dataset=redact_names(result.dataset)) if settings.redact_names else result


def _written(dataset: Dataset, out: Path, settings: Settings) -> tuple[Path, ...]:
    tables = to_csv(dataset, out, bom=settings.bom, guard=settings.guard)
    return (*tables, to_datapackage(dataset, out, guard=settings.guard))


def _failure(error: PipelineError, plan_id: str = "") -> Finding:
    return replace(finding("error", error.code, str(error)), source_file=error.file.name, plan_id=plan_id)


def _same_bytes(path: Path, plan: Plan) -> Finding:
    message = f"{path.name} holds the same bytes as {plan.source_file} and was read once."
    return replace(finding("info", "same_file", message), source_file=path.name, plan_id=plan.plan_id)
