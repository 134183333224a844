"""Blocks into recommendations: one row each, however many tables and pages it runs through."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.block import Block
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.front_list import find_listed
from pipeline.normalise.themes import read_themes
from pipeline.segment import Segmented
from schemas.readings import DateContext
from schemas.records import Recommendation

if TYPE_CHECKING:
    from pipeline.normalise.assemble import Front

_POINTER = re.compile(
    r"(?:see|as (?:in|for|per|under)|same as|covered (?:by|in|under|within)|refer to|linked to)\s+[^.;]{0,60}?"
    r"(?:recommendations?|actions?|plan|priority|section)\b[^.;]{0,40}",
    re.IGNORECASE,
)
_COMPLETES = 1.04
"""A listed text must be longer than the cell's by this factor to complete it."""


@dataclass(slots=True)
class _Growing:
    """A recommendation while blocks are gathered into it."""

    block: Block
    pages: set[int] = field(default_factory=set)
    has_actions: bool = False


def read_recommendations(
    plan_id: str, segmented: Segmented, front: Front
) -> tuple[list[Recommendation], dict[int, str]]:
    """Rows of `recommendations`, and for each block the id of its recommendation."""
    growing: dict[tuple[str, ...], _Growing] = {}
    key_of: dict[int, tuple[str, ...]] = {}
    with_actions = {a.block for a in segmented.actions}
    for index, block in enumerate(segmented.blocks):
        key = (_section(block, front), block.kind, block.ref, re.sub(r"\W+", "", block.text).casefold())
        entry = growing.setdefault(key, _Growing(block))
        entry.pages |= block.pages
        entry.has_actions |= index in with_actions
        key_of[index] = key
    rows = [_row(f"{plan_id}-r{n:03d}", plan_id, entry, front) for n, entry in enumerate(growing.values(), 1)]
    ids = dict(zip(growing, (row.recommendation_id for row in rows), strict=True))
    return rows, {index: ids[key] for index, key in key_of.items()}


def _row(identity: str, plan_id: str, entry: _Growing, front: Front) -> Recommendation:
    block = entry.block
    text = completed(block.text, front)
    see = "" if entry.has_actions else (found.group().strip() if (found := _POINTER.search(text)) else "")
    return Recommendation(
        recommendation_id=identity,
        plan_id=plan_id,
        section=_section(block, front),
        recommendation_kind=block.kind,
        recommendation_ref=block.ref,
        recommendation=text,
        recommendation_timescale=block.timescale,
        recommendation_due=_due(block.timescale, front.dates),
        see_also=see,
        themes=read_themes(text),
        page_first=min(entry.pages, default=None),
        page_last=max(entry.pages, default=None),
    )


def _section(block: Block, front: Front) -> str:
    """The section of a block; the title of the whole plan is none."""
    title = " ".join(front.plan.title.casefold().split())
    return "" if title and " ".join(block.section.casefold().split()) == title else block.section


def completed(text: str, front: Front) -> str:
    """The text of a recommendation, completed from the front list where the cell holds only a part of it."""
    listed = find_listed(text, front.front_list)
    return listed.text if listed and len(listed.text) > _COMPLETES * len(text) else text


def _due(timescale: str, dates: DateContext) -> dt.date | None:
    """A date that the period states itself, such as `(end February 2012)`."""
    if not re.search(r"\d{4}|\d[./]\d", timescale):
        return None
    return read_deadline(timescale, DateContext(dates.year)).due
