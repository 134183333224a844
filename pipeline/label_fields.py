"""Which field the label of a card or form names: by its words, or by what stands behind it time and again."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pipeline.contents import guess_field
from pipeline.headings import hint_heading, match_heading
from pipeline.passages import clean
from schemas.vocab import load

_SURE = 0.5
"""Score from which a heading surely names a field."""
_LEAST_VALUES = 3
"""Values from which they tell what an unknown label means."""


@functools.cache
def _date() -> re.Pattern[str]:
    months = "|".join(re.escape(r["form"]) for r in load("months"))
    day = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    return re.compile(
        rf"\b{day}(?:{months})\b\.?(?:\s*['’]?\d{{2,4}})?|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\bQ[1-4]\b[\s\d/–-]*",
        re.IGNORECASE,
    )


def label_field(label: str, values: Sequence[str] = ()) -> str:
    """Field that a label names, empty where neither its words nor its values tell.

    Args:
        label: The label as printed.
        values: Texts that stand behind it, in all cards or forms.

    Example:
        >>> label_field("Responsible officer:"), label_field("Where are we? September 2024")
        ('lead', 'progress')
        >>> label_field("Champion", ["Head of Early Help", "Designated Nurse", "HR Manager"])
        'lead'
    """
    text = clean(label).strip(" :")
    match = match_heading(text)
    if match and match.score >= _SURE:
        return "" if match.field == "other" else match.field
    if tells_dated_progress(text):
        return "progress"
    filled = [value for value in values if value.strip()]
    said = guess_field(filled) if len(filled) >= _LEAST_VALUES else ""
    return said or hint_heading(text)


def undated(label: str) -> str:
    """A label without the day in it, if it says that progress at some day follows.

    Example:
        >>> undated("Update June 2022"), undated("Sign off by May")
        ('Update', 'Sign off by May')
    """
    flat = clean(label)
    return clean(_date().sub(" ", flat)) if tells_dated_progress(flat) else flat


def day_of(label: str) -> str:
    """The day in a label as printed, empty where there is none."""
    found = _date().search(clean(label))
    return found.group().strip() if found else ""


def tells_dated_progress(label: str) -> bool:
    """Whether a label says that progress at some day follows.

    Example:
        >>> tells_dated_progress("Update June 2022"), tells_dated_progress("By when")
        (True, False)
    """
    plain, count = _date().subn(" ", label)
    plain = plain.strip(" :–-()?")
    if not count:
        return False
    match = match_heading(plain) if plain else None
    return not plain or (match.field if match else hint_heading(plain)) == "progress"
