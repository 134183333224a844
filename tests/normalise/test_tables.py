"""Cells as councils print them, in tables: `table_deadlines.csv`, `table_status.csv`, `table_updates.csv`, and the keys
that explain their colours, `table_legends.csv`.

The answers were written from the contract before a reader met the strings. `shape` and `place` say what kind of cell a
row stands for; a good part of the rows must stay without a value or carry a flag.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from extractors.contract import Box, Line, Word
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.legend import read_legend
from pipeline.normalise.status import read_status
from pipeline.normalise.updates import read_updates
from schemas.readings import DateContext

Row = dict[str, str]


def _rows(name: str) -> list[Row]:
    path = Path(__file__).parent / f"table_{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(part for part in joined.split("; ") if part)


def _day(printed: str) -> dt.date | None:
    return dt.date.fromisoformat(printed) if printed else None


def _context(row: Row) -> DateContext:
    plan, report = _day(row["plan_date"]), _day(row.get("report_date", ""))
    known = plan or report
    return DateContext(known.year if known else None, report, plan)


DEADLINES, STATUSES, UPDATES = _rows("deadlines"), _rows("status"), _rows("updates")
BOX = Box(0, 0, 10, 10)


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row["text"])
def test_deadline(row: Row) -> None:
    reading = read_deadline(row["text"], _context(row), _parts(row["struck"]))
    assert {
        "kind": reading.kind,
        "start": str(reading.start or ""),
        "due": str(reading.due or ""),
        "precision": reading.precision,
        "recurrence": reading.recurrence,
        "is_ongoing": "true" if reading.is_ongoing else "",
        "original": str(reading.original or ""),
        "accountable_to": "; ".join(reading.accountable_to),
        "flags": "; ".join(reading.flags),
    }.items() <= row.items()


@pytest.mark.parametrize("row", STATUSES, ids=lambda row: row["text"])
def test_status(row: Row) -> None:
    reading = read_status(row["text"])
    percent = "" if reading.percent is None else str(reading.percent)
    assert (reading.status, percent, reading.rag) == (row["status"], row["percent_complete"], row["rag"])
    assert reading.flags == _parts(row["flags"])


@pytest.mark.parametrize("row", UPDATES, ids=lambda row: row["cell"])
def test_updates(row: Row) -> None:
    found = read_updates(row["cell"], _context(row))
    assert tuple(entry.as_at.isoformat() for entry in found.entries) == _parts(row["as_at"])
    newest = found.newest
    assert (newest.as_at.isoformat() if newest else "") == row["newest"]
    assert newest is None or read_status(newest.text).status == row["status_of_newest"]


@pytest.mark.parametrize("row", _rows("legends"), ids=lambda row: row["text"][:60])
def test_legend(row: Row) -> None:
    lines = [Line(1, (Word(text, BOX),), BOX, text) for text in row["text"].splitlines()]
    told = {sign: status for sign, status in read_legend([], lines).key.items() if status}
    expected = dict(pair.split("=") for pair in _parts(row["key"]))
    assert told.items() >= expected.items()
    assert expected or not told


def test_the_tables_are_long_enough_and_hold_what_must_stay_open() -> None:
    open_deadlines = [row for row in DEADLINES if not row["due"] or row["flags"]]
    open_statuses = [row for row in STATUSES if row["flags"] or row["status"] in {"unclear", "not_reported"}]
    assert len(DEADLINES) >= 400 and len(open_deadlines) * 10 >= len(DEADLINES)
    assert len(STATUSES) >= 250 and len(open_statuses) * 10 >= len(STATUSES)
    assert len(UPDATES) >= 40
