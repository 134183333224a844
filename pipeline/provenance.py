"""Provenance: for each field of a record the page and the box that it was read from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

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
    counts: Counter[tuple[str, str]] = Counter()
    for identity, lines in lines_of.items():
        found += _places(identity, "recommendation", lines, (readers, 1.0), counts)
    for row in rows:
        raw, confidence = row.raw, row.action.confidence or 0.0
        passages = {"action": raw.action, "action_stem": raw.stem, **raw.fields}
        for name, text in passages.items():
            field = "extra" if name.startswith("extra:") else _COLUMNS.get(name, name)
            found += _places(row.action.action_id, field, text.lines, (readers, confidence), counts)
    return found


def _places(
    record: str,
    field: str,
    lines: Sequence[Line],
    by: tuple[Mapping[int, str], float],
    counts: Counter[tuple[str, str]],
) -> list[Provenance]:
    """Where lines stand, page by page; `counts` tells how many places of each field were named before."""
    readers, confidence = by
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    places = []
    for page, here in sorted(by_page.items()):
        x0, top, x1, bottom = around([line.box for line in here])
        box = round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)
        extractor = next(filter(None, map(readers.get, map(id, here))), "lines")
        position = counts[record, field] = counts[record, field] + 1
        places.append(Provenance(record, field, position, page, *box, extractor, confidence))
    return places
