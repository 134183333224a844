"""Words for readers: what a code of the dataset is called on a page or in a workbook (`schemas/vocab/display.csv`)."""

from __future__ import annotations

import datetime as dt
from functools import cache

from schemas import vocab

NOT_STATED = "not stated"


@cache
def _rows(kind: str) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in vocab.load("display") if row["kind"] == kind}


def codes(kind: str) -> tuple[str, ...]:
    """Codes of a kind in the order in which they are shown.

    >>> codes("change_type")
    ('policy', 'guidance', 'quality_improvement', 'workforce')
    """
    return tuple(_rows(kind))


def label(kind: str, code: str) -> str:
    """The words for a code; a code that nobody has named shows as it is, and none as "not stated".

    >>> label("status", "on_track"), label("status", "new_code"), label("status", "")
    ('On track', 'New code', 'not stated')
    """
    if not code:
        return NOT_STATED
    row = _rows(kind).get(code)
    return row["label"] if row else code.replace("_", " ").capitalize()


def group(kind: str, code: str) -> str:
    """The group that a code is counted under in a chart.

    >>> group("status", "delayed")
    'trouble'
    """
    return _rows(kind).get(code, {}).get("group", "")


def note(kind: str, code: str) -> str:
    """What a code means, where its label does not say it."""
    return _rows(kind).get(code, {}).get("note", "")


def day(date: dt.date | None) -> str:
    """A day as British readers write it.

    >>> day(dt.date(2012, 3, 1)), day(None)
    ('1 March 2012', 'not stated')
    """
    return f"{date.day} {date:%B %Y}" if date else NOT_STATED


def days(number: int) -> str:
    """A number of days in words.

    >>> days(1), days(-30)
    ('1 day', '30 days')
    """
    return f"{abs(number):,} day{'' if abs(number) == 1 else 's'}"
