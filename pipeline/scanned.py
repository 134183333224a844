"""Actions that were read from pictures: marked as such, and trusted as far as their words were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalise.actions import Rows
from pipeline.normalise.assemble import Normalised
from pipeline.triage import PageProfile

FLAG = "ocr"


def mark_scanned(normalised: Normalised, profiles: Sequence[PageProfile]) -> Normalised:
    """Flag actions with a word from a scanned page, and lower their confidence by that of their words."""
    scanned = {p.page.number for p in profiles if p.kind == "ocr"}
    if not scanned:
        return normalised
    rows = tuple(_marked(row, scanned) for row in normalised.rows)
    dataset = replace(normalised.dataset, actions=tuple(row.action for row in rows))
    return replace(normalised, dataset=dataset, rows=rows)


def _marked(row: Rows, scanned: set[int]) -> Rows:
    passages = (row.raw.action, row.raw.stem, *row.raw.fields.values())
    words = [w for p in passages for line in p.lines if line.page in scanned for w in line.words]
    if not words:
        return row
    sure = sum(w.confidence for w in words) / len(words)
    action = row.action
    confidence = None if action.confidence is None else round(action.confidence * sure, 2)
    return replace(row, action=replace(action, flags=(*action.flags, FLAG), confidence=confidence))
