"""The stages of a run in order: the one place that states it."""

from __future__ import annotations

from typing import NamedTuple


class Stage(NamedTuple):
    """One stage: the module of that name, what it takes, what it gives, and what it is for."""

    name: str
    takes: str
    gives: str
    purpose: str


STAGES: tuple[Stage, ...] = (
    Stage("ingest", "path", "SourceDocument", "tell what kind of file it is, and identify it by its bytes"),
    Stage("triage", "SourceDocument", "PageProfile", "tell what kind of page each one is"),
    Stage("extract", "PageProfile", "RawTable", "read words, lines and fills, and find the tables as drawn"),
    Stage("stitch", "RawTable", "LogicalTable", "join tables and rows that a page break divides"),
    Stage("map_columns", "LogicalTable", "MappedTable", "tell which heading stands for which field"),
    Stage("segment", "MappedTable", "RawAction", "divide rows into single actions"),
    Stage("normalise", "RawAction", "Action", "read roles, dates and status from the text"),
    Stage("validate", "Action", "Finding", "look for gaps, clashes and words that no record holds"),
    Stage("export", "Dataset", "files", "write the tables and their description"),
)
