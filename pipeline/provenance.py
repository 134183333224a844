"""Provenance: for each field of a record the page and the box that it was read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.contract import Box, Line, around
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


def provenance(rows: Sequence[Rows], segmented: Segmented, owner: dict[int, str], extractor: str) -> list[Provenance]:
    """Rows of `provenance`, one for each page that a field stands on.

    Args:
        rows: Actions with the raw actions they were made of.
        segmented: Blocks, for the recommendations.
        owner: Recommendation id of each block.
        extractor: Name of the extractor that read the tables.
    """
    found: list[Provenance] = []
    lines_of: dict[str, list[Line]] = defaultdict(list)
    for index, block in enumerate(segmented.blocks):
        lines_of[owner[index]] += block.lines
    for identity, lines in lines_of.items():
        found += _places(identity, "recommendation", lines, (extractor, 1.0))
    for row in rows:
        raw, confidence = row.raw, row.action.confidence or 0.0
        passages = {"action": raw.action, "action_stem": raw.stem, **raw.fields}
        for name, text in passages.items():
            field = "extra" if name.startswith("extra:") else _COLUMNS.get(name, name)
            found += _places(row.action.action_id, field, text.lines, (extractor, confidence))
    return _numbered(found)


def _places(record: str, field: str, lines: Iterable[Line], by: tuple[str, float]) -> list[Provenance]:
    boxes: dict[int, list[Box]] = defaultdict(list)
    for line in lines:
        boxes[line.page].append(line.box)
    places = []
    for page, parts in sorted(boxes.items()):
        x0, top, x1, bottom = (round(v, 1) for v in around(parts))
        places.append(Provenance(record, field, 1, page, x0, top, x1, bottom, *by))
    return places


def _numbered(found: list[Provenance]) -> list[Provenance]:
    seen: dict[tuple[str, str], int] = defaultdict(int)
    numbered = []
    for one in found:
        seen[one.record_id, one.field] += 1
        numbered.append(replace(one, position=seen[one.record_id, one.field]))
    return numbered
