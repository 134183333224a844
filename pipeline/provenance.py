"""Provenance: for each field of a record the page and the box that it was read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.contract import Line, around
from pipeline.normalise.actions import Rows
from pipeline.segment import Segmented
from schemas.records import Provenance

_COLUMNS = {
    "lead": "leads_raw",
    "deadline": "deadline_raw",
    "progress": "progress_raw",
    "accountable": "accountable_to",
    "completed": "completed_date",
    "rag": "rag",
    "status": "status_raw",
    "start": "due_start",
}
"""Columns of `actions` whose name is not that of the field they were read from."""


def provenance(
    rows: Sequence[Rows], segmented: Segmented, owner: dict[int, str], readers: Mapping[int, str]
) -> list[Provenance]:
    """Rows of `provenance`, one for each page that a field stands on.

    Args:
        rows: Actions with the raw actions they were made of.
        segmented: Blocks, for the recommendations.
        owner: Recommendation id of each block.
        readers: For the identity of each line of a table the extractor that read it.
    """
    found: list[Provenance] = []
    lines_of: dict[str, list[Line]] = defaultdict(list)
    for index, block in enumerate(segmented.blocks):
        lines_of[owner[index]] += block.lines
    for identity, lines in lines_of.items():
        found += _places(identity, "recommendation", lines, (readers, 1.0))
    for row in rows:
        raw, confidence = row.raw, row.action.confidence or 0.0
        passages = {"action": raw.action, "action_stem": raw.stem, **raw.fields}
        for name, text in passages.items():
            field = "extra" if name.startswith("extra:") else _COLUMNS.get(name, name)
            found += _places(row.action.action_id, field, text.lines, (readers, confidence))
    return _numbered(found)


def _places(record: str, field: str, lines: Sequence[Line], by: tuple[Mapping[int, str], float]) -> list[Provenance]:
    readers, confidence = by
    places = []
    for page in sorted({line.page for line in lines}):
        here = [line for line in lines if line.page == page]
        x0, top, x1, bottom = (round(v, 1) for v in around([line.box for line in here]))
        extractor = next((readers[id(line)] for line in here if id(line) in readers), "lines")
        places.append(Provenance(record, field, 1, page, x0, top, x1, bottom, extractor, confidence))
    return places


def _numbered(found: list[Provenance]) -> list[Provenance]:
    seen: dict[tuple[str, str], int] = defaultdict(int)
    numbered = []
    for one in found:
        seen[one.record_id, one.field] += 1
        numbered.append(replace(one, position=seen[one.record_id, one.field]))
    return numbered
