"""Rows: from raw tables and the lines around them to raw actions, as every command reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.contract import Line
from pipeline.bracketed_lists import read_bracketed
from pipeline.card_table import read_cards
from pipeline.extract import Extraction
from pipeline.locate import locate
from pipeline.logical_table import LogicalTable
from pipeline.map_columns import MappedTable, map_columns
from pipeline.normalise.date_columns import with_dates_in_force
from pipeline.normalise.owner_columns import with_one_owner
from pipeline.overrides import NONE, Overrides
from pipeline.segment import Segmented, segment
from pipeline.stitch import stitch
from pipeline.transpose import upright
from pipeline.values_below import with_values_beside
from pipeline.wide_tables import join_wide


class Rows(NamedTuple):
    """Whole tables and raw actions, and the pages without what stood in cards."""

    extraction: Extraction
    tables: Sequence[MappedTable]
    segmented: Segmented


def read_rows(extraction: Extraction, stated: Overrides = NONE) -> Rows:
    """Take the raw tables of a document through stitching, mapping and segmenting.

    Args:
        extraction: What the pages show.
        stated: What the user says about columns and tables.
    """
    without_lists, lists = read_bracketed(join_wide(extraction, dict(stated.beside)))
    without_cards, cards = read_cards(without_lists)
    whole = stitch(without_cards.tables, without_cards.body)
    turned = upright(whole, without_cards.body)
    without_cards = replace(without_cards, body=_without(without_cards.body, turned))
    logical = sorted([*with_values_beside(turned), *cards, *lists], key=_start)
    tables = locate(map_columns(logical, dict(stated.columns)), without_cards.body, dict(stated.tables))
    return Rows(without_cards, tables, with_dates_in_force(with_one_owner(segment(tables, without_cards.body))))


def _without(body: Sequence[Line], tables: Sequence[LogicalTable]) -> tuple[Line, ...]:
    """The lines outside tables, without those that were taken up as heads of forms."""
    held = (c for t in tables if t.extractor == "upright" for c in t.cells)
    taken = {id(word) for cell in held for line in cell.lines for word in line.words}
    return tuple(line for line in body if not line.words or not all(id(word) in taken for word in line.words))


def _start(table: LogicalTable) -> tuple[int, float]:
    place = table.rows[0][0]
    return place.page, place.top
