"""Sentences as councils print them, from 2007 to 2025, and what each reader makes of them.

The tables `phrases_*.csv` were written before the readers met them.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.normalise.change_types import read_change_types
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.status import read_status
from pipeline.normalise.themes import read_themes
from schemas.readings import DateContext

PLAN = DateContext(year=2012)


def _rows(name: str) -> list[tuple[str, list[str]]]:
    path = Path(__file__).parent / f"phrases_{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return [(row["text"], [part for part in row["expected"].split("; ") if part]) for row in rows]


@pytest.mark.parametrize(("text", "expected"), _rows("change_types"))
def test_change_types(text: str, expected: list[str]) -> None:
    assert sorted(read_change_types(text)) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), _rows("status"))
def test_status(text: str, expected: list[str]) -> None:
    assert [read_status(text).status] == expected


@pytest.mark.parametrize(("text", "expected"), _rows("boards"))
def test_accountable_to(text: str, expected: list[str]) -> None:
    assert list(read_deadline(text, PLAN).accountable_to) == expected


@pytest.mark.parametrize(("text", "expected"), _rows("themes"))
def test_themes(text: str, expected: list[str]) -> None:
    assert set(expected) <= set(read_themes(text))
