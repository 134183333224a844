"""One value into one cell of a workbook, with its type, and whole even where a cell cannot hold it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .to_csv import cell_text, is_formula

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from .workbook_looks import Looks

CELL_LIMIT = 32_767
"""Longest text of a cell, in UTF-16 units."""
PART = 16_000
"""Length of the parts of a longer one, in characters; two units each still fit."""
LINE_HEIGHT = 13.0
FILLED = 1.35
"""Letters that a line holds for each character of its column's width, which is that of a digit in a larger font."""
TALLEST_ROW = 409.0
"""Points; Excel knows no taller row."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel's calendar is wrong, or has no days at all."""
LONG_TEXTS = "long_texts"


@dataclass(frozen=True, slots=True)
class LongText:
    """A text that no cell can hold, and where it belongs."""

    table: str
    key: str
    column: str
    text: str

    def parts(self) -> Iterator[tuple[str, str, str, int, str]]:
        """Rows of the sheet `long_texts`; the last items joined give the text."""
        for number, start in enumerate(range(0, len(self.text), PART), 1):
            yield self.table, self.key, self.column, number, self.text[start : start + PART]


@dataclass(slots=True)
class CellWriter:
    """Puts values of a table into a sheet and keeps the texts that are too long for a cell."""

    looks: Looks
    long_texts: list[LongText] = field(default_factory=list)

    def write(self, sheet: Worksheet, place: tuple[int, int], value: Any, look: Format | None = None) -> None:
        """Write a value with the format of its type, or with another one.

        Days before March 1900, which Excel does not know, are written as ISO text.
        """
        row, column = place
        looks = self.looks
        match value:
            case None | "" | ():
                sheet.write_blank(row, column, None, look or looks.text)
            case str():
                write_text(sheet, place, value, look or looks.text, looks.guarded)
            case bool():
                sheet.write_boolean(row, column, value, look or looks.truth)
            case int():
                sheet.write_number(row, column, value, look or looks.whole)
            case float():
                sheet.write_number(row, column, value, look or looks.number)
            case dt.date() if value >= FIRST_DAY:
                sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), look or looks.date)
            case _:
                write_text(sheet, place, cell_text(value), look or looks.text, looks.guarded)

    def fit(self, text: str, table: str, key: str, column: str) -> str:
        """The text, or, where it is too long for a cell, its beginning with a note; the whole is kept."""
        if not exceeds(text):
            return text
        self.long_texts.append(LongText(table, key, column, text))
        return f"{text[:PART]}\n[cut here: all {len(text):,} characters are on the sheet {LONG_TEXTS}, key {key}]"


def lines(text: str, width: float) -> int:
    r"""Lines that a text takes when it is wrapped in a column of that width in characters.

    >>> lines("", 10.0), lines("one\n\ntwo", 10.0), lines("a text of more than one line", 20.0)
    (1, 3, 2)
    """
    room = width * FILLED
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n"))


def height(count: int) -> float:
    """Height in points of a row of so many lines."""
    return min(LINE_HEIGHT * count + 3.0, TALLEST_ROW)


def exceeds(text: str) -> bool:
    """Whether a text is too long for a cell."""
    return len(text) > CELL_LIMIT // 2 and len(text.encode("utf-16-le")) // 2 > CELL_LIMIT


def write_text(sheet: Worksheet, place: tuple[int, int], text: str, look: Format, guarded: Format) -> None:
    """Write text as text, whatever it looks like.

    What looks like a formula gets the quote prefix, so that it stays text when somebody edits the cell. XlsxWriter
    passes on unescaped what starts and ends like a run of rich text, so that is written in runs.
    """
    row, column = place
    look = guarded if is_formula(text) else look
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[0], text[1], text[2:], look)
    else:
        sheet.write_string(row, column, text, look)
