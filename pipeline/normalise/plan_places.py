"""Where on the pages the plan's own values were read: page and box of the lines that state each."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.contract import Line, around
from pipeline.ingest import SourceDocument
from pipeline.normalise.plan import FILE_PROPERTIES
from schemas.readings import PlanReading
from schemas.records import Provenance


def plan_places(source: SourceDocument, plan: PlanReading, lines: Sequence[Line]) -> tuple[Provenance, ...]:
    """Rows of `provenance` for the plan itself, one for each value that was read.

    A sentence runs over lines that follow each other on one page. What only the file's name or its properties say has
    neither page nor box, and names that source as its extractor.
    """
    flat = [" ".join(line.text.split()) for line in lines]
    return tuple(_place(source, name, sentence, (lines, flat)) for name, sentence in plan.rules)


def _place(source: SourceDocument, name: str, sentence: str, front: tuple[Sequence[Line], Sequence[str]]) -> Provenance:
    plan_id, source_file = source.plan_id, source.source_file
    lines, flat = front
    if sentence.startswith(FILE_PROPERTIES):
        return Provenance(plan_id, name, 1, extractor="file_properties")
    found = _run(" ".join(sentence.split()), flat)
    if not found:
        return Provenance(plan_id, name, 1, extractor="file_name" if sentence == source_file else "lines")
    here = [lines[index] for index in found if lines[index].page == lines[found[0]].page]
    x0, top, x1, bottom = (round(side, 1) for side in around([line.box for line in here]))
    return Provenance(plan_id, name, 1, here[0].page, x0, top, x1, bottom, "lines", 1.0)


def _run(sentence: str, flat: Sequence[str]) -> list[int]:
    """The lines that hold a sentence: one that contains it, else those in a row whose words it joins."""
    whole = next(([index] for index, text in enumerate(flat) if text and sentence in text), [])
    if whole:
        return whole
    for index, text in enumerate(flat):
        last = index
        while last < len(flat) and flat[last] and _shares(" ".join(flat[index : last + 1]), sentence):
            last += 1
        if text and last > index and _shares(" ".join(flat[index:last]), sentence, whole=True):
            return list(range(index, last))
    return []


def _shares(text: str, sentence: str, *, whole: bool = False) -> bool:
    """Whether joined lines and a sentence overlap: one begins inside the other and runs to an end."""
    if whole:
        return sentence in text or text in sentence
    starts = text.find(sentence[: min(12, len(sentence))])
    return text in sentence or (starts >= 0 and sentence.startswith(text[starts:]))
