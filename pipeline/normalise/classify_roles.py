"""Agency, function and seniority of a post, from the closed lists of the vocabulary tables."""

from __future__ import annotations

import functools
import re

from pipeline.normalise.folded import fold, folded
from schemas.vocab import load

_KEPT = 4096


@functools.cache
def _rules(table: str, column: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((folded(row["pattern"]), row[column]) for row in load(table))


def _first(table: str, column: str, text: str, otherwise: str) -> str:
    small = fold(text)
    return next((value for pattern, value in _rules(table, column) if pattern.search(small)), otherwise)


@functools.cache
def _functions() -> tuple[tuple[re.Pattern[str], str, int], ...]:
    rows = load("functions")
    return tuple((folded(row["pattern"]), row["function"], int(row["rank"])) for row in rows)


def _function(role: str) -> str:
    """What a post is about: a particular field before a general one, and of two the one named first."""
    small = fold(role)
    hits = [
        (rank, hit.start(), place, name)
        for place, (pattern, name, rank) in enumerate(_functions())
        if (hit := pattern.search(small))
    ]
    return min(hits)[3] if hits else "other"


@functools.lru_cache(maxsize=_KEPT)
def agency_of(text: str) -> str:
    """The agency that a text names, or an empty text."""
    return _first("agencies", "agency", text, "")


@functools.lru_cache(maxsize=_KEPT)
def classify(role: str, evidence: str = "") -> tuple[str, str, str]:
    """Agency, function and seniority of a canonical title.

    `evidence` adds what was printed, since a code may tell the agency that the title leaves out.

    Example:
        >>> classify("Service Manager Child Protection")
        ('local_authority', 'safeguarding', 'service_manager')
    """
    agency = _first("agencies", "agency", role, "") or _first("agencies", "agency", evidence, "local_authority")
    return agency, _function(role), _first("seniority", "seniority", role, "other")
