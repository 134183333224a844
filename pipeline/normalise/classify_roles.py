"""Agency, function and seniority of a post, from the closed lists of the vocabulary tables."""

from __future__ import annotations

import functools

from pipeline.normalise.folded import fold
from pipeline.normalise.phrases import Phrases
from schemas.vocab import load

_KEPT = 4096


@functools.cache
def _rules(table: str, column: str) -> Phrases[str]:
    return Phrases((row[column], row["pattern"]) for row in load(table))


def _first(table: str, column: str, text: str, otherwise: str) -> str:
    return next((value for value, _ in _rules(table, column).found(fold(text))), otherwise)


@functools.cache
def _functions() -> Phrases[tuple[int, int, str]]:
    """Rank, place in the table and name of each function."""
    rows = enumerate(load("functions"))
    return Phrases(((int(row["rank"]), place, row["function"]), row["pattern"]) for place, row in rows)


def _function(role: str) -> str:
    """What a post is about: a particular field before a general one, and of two the one named first."""
    found = _functions().found(fold(role))
    hits = [(rank, hit.start(), place, name) for (rank, place, name), hit in found]
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
    agency = agency_of(role) or (agency_of(evidence) if evidence != role else "") or "local_authority"
    return agency, _function(role), _first("seniority", "seniority", role, "other")
