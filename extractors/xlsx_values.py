"""Values of spreadsheet cells as the program shows them, in the British manner."""

from __future__ import annotations

import datetime as dt
import re

_DECIMALS = re.compile(r"0\.(0+)")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DAY = re.compile(r"d", re.IGNORECASE)
_YEAR = re.compile(r"y", re.IGNORECASE)


def shown(value: object, form: str = "General") -> str:
    """A value as text.

    Dates with a day are written `dd/mm/yyyy`, others with the month's name; numbers keep the decimals and the per cent
    sign of their format.

    Args:
        value: What the cell holds.
        form: Its number format.

    >>> shown(dt.date(2024, 3, 31), "mm-dd-yy"), shown(dt.datetime(2024, 3, 1), "mmm-yy"), shown(0.45, "0%"), shown(3.0)
    ('31/03/2024', 'March 2024', '45%', '3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date):
        return _date(value, form)
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, (int, float)):
        return _number(value, form)
    return str(value)


def _date(value: dt.date, form: str) -> str:
    bare = _LITERAL.sub("", form)
    if form != "General" and not _DAY.search(bare) and _YEAR.search(bare):
        return value.strftime("%B %Y")
    return value.strftime("%d/%m/%Y")


def _number(value: float, form: str) -> str:
    bare = _LITERAL.sub("", form).split(";", maxsplit=1)[0]
    found = _DECIMALS.search(bare)
    places = len(found[1]) if found else 0
    if "%" in bare:
        return f"{value * 100:.{places}f}%"
    if "0" not in bare:
        return f"{value:.10g}"
    return f"{value:,.{places}f}" if "#,##0" in bare else f"{value:.{places}f}"
