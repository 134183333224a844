"""Which dates of a deadline cell are in force, which they replaced, and which only tell of a decision or a deed."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalise.dates import Dated

_BRACKETED = re.compile(r"\s*[(\[]\s*$")
_DECIDED = re.compile(
    r"\b(?:agreed|approved|authorised|signed off|endorsed)\b(?: (?:by|at|with|in))?[^.;:\n\d]{0,50}$", re.I
)
_CALLED_DUE = re.compile(r"\b(?:due|deadline|target|planned)(?: date| for| by| completion)*\s*[:–-]?\s*$", re.I)
_CALLED_DONE = re.compile(
    r"\b(?:completed|achieved|actual|done|delivered|closed|finished)(?: date| on| in)?\s*[:–-]?\s*$", re.I
)
_EDGE = " .,;:–—-()[]/\t\n"


def _bracketed_former(text: str, dates: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """`31.3.13 (31.12.12)`: a date and, in brackets, the one it replaces."""
    if len(dates) != 2 or dates[0].role or dates[1].role or dates[0].precision != dates[1].precision:
        return dates
    first, second = dates
    before, gap, after = text[: first.begin], text[first.stop : second.begin], text[second.stop :]
    if before.strip(_EDGE) or not _BRACKETED.fullmatch(gap) or after.strip(_EDGE):
        return dates
    return first, replace(second, role="former")


def _without_actual(text: str, dates: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """Beside a date that is called the deadline, the day on which the work was done is none."""
    if not any(_CALLED_DUE.search(text[: date.begin]) for date in dates):
        return dates
    return tuple(replace(date, role="actual") if _CALLED_DONE.search(text[: date.begin]) else date for date in dates)


def _beside_current(text: str, date: Dated) -> Dated:
    """A date beside the one in force: the day on which that was agreed, or the date that it replaces."""
    if date.role not in {"", "start"}:
        return date
    return replace(date, role="aside" if _DECIDED.search(text[: date.begin]) else "former")


def settle_roles(text: str, dates: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """Which dates are former and which are asides, seen from the whole cell."""
    dates = _without_actual(text, _bracketed_former(text, dates))
    plain = [date for date in dates if date.role in {"", "current"}]
    if not plain:
        return tuple(date if date.role == "start" else replace(date, role="") for date in dates)
    if any(date.role == "current" for date in dates):
        return tuple(_beside_current(text, date) for date in dates)
    return dates
