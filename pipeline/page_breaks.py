"""What the cells at a page break say: does the row above go on below, or does a new one begin?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.headings import match_heading
from pipeline.labels import read_label
from pipeline.numbering import read_marker, strip_bullet

_SENTENCE = 20
"""Characters above a page break from which an unfinished sentence can be told from a short entry."""
_LABEL_WORDS = 4
_SURE = 0.9
"""Score from which a text is a label and nothing else."""
_CODE = 5
"""Characters of the longest text that may come again in one cell."""
_FULL = 3
"""Cells with an entry on both pages from which a row below, full but for its key, is a row of its own."""
_UNFINISHED = re.compile(
    r"(?:[,/&:–—-]|\b(?:a|an|and|at|by|for|from|in|of|on|or|the|their|to|with|which|that|as|be|will))$"
)
_REFERENCE = re.compile(r"^(?!\d+[./]\d+[./]\d\d$)[A-Z]{0,4}\d{1,3}(?:[.A-Z]{1,2}\d{1,2}){0,3}[a-z]?[.)]?$")
_DATE = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\.?$|^(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:20)?\d\d\.?$")
_FIGURE = re.compile(r"^[£$€]?[-–]?\d[\d,]*(?:[.:]\d+)?\s?%?$")
_FIGURES = 2
"""Columns in which figures stand one after another, from which a row is new."""
_CLOSED = re.compile(r"[.!?;)’”\"']$")
_OPENS_SMALL = re.compile(r"^[a-z(&,/–-]")


def verdict(above: str, below: str) -> str:
    """What one column says about a row at a page break.

    `ref` (one reference after another), `date` (one date after another), `figure` (one figure after another), `cut` (a
    sentence goes on), `rest`, `letter`, `new`, `open` (may go on), `silent`, `fresh` (nothing above), `blank`.
    """
    above, below = above.strip(), below.strip()
    if not below:
        return "blank"
    if kind := _one_after_another(above, below):
        return kind
    if above and read_label(below) is not None:
        return "new"
    marker = read_marker(below)
    if marker and not (marker.style == "" and len(below) > 4 and below[marker.length : marker.length + 1].islower()):
        return "letter" if marker.is_letter and marker.label != "a" else "new"
    return _in_text(above, below)


def _one_after_another(above: str, below: str) -> str:
    """`ref`, `date` or `figure` where both texts are nothing but that; a text that comes again counts as `ref`."""
    same = above == below and len(above) > _CODE
    if same or (_REFERENCE.match(above) and _REFERENCE.match(below)) or _are_labels(above, below):
        return "ref"
    if _DATE.match(above) and _DATE.match(below):
        return "date"
    return "figure" if _FIGURE.match(above) and _FIGURE.match(below) else ""


def _are_labels(above: str, below: str) -> bool:
    """Whether two texts are labels of different fields, as in tables that stand on their side."""
    one, other = (match_heading(text) if len(text.split()) <= _LABEL_WORDS else None for text in (above, below))
    return bool(one and other and one.field != other.field and min(one.score, other.score) >= _SURE)


def _in_text(above: str, below: str) -> str:
    if not above:
        return "fresh"
    if len(above) >= _SENTENCE and not _CLOSED.search(above) and below[0].islower():
        return "cut"
    listed = strip_bullet(below)[1] and not strip_bullet(above)[1]
    if listed or _OPENS_SMALL.match(below) or _UNFINISHED.search(above):
        return "rest"
    return "silent" if _CLOSED.search(above) else "open"


def row_goes_on(verdicts: Sequence[str]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    A sentence that goes on decides. Figures under figures in two columns decide against it, and so does a number,
    unless nothing but numbered text stands in the row, so what is beside it must stand on the page before. Otherwise
    blank cells and unfinished text speak for a rest.

    Args:
        verdicts: What each column says, see `verdict`.
    """
    if "cut" in verdicts:
        return True
    if "ref" in verdicts or verdicts.count("figure") >= _FIGURES:
        return False
    if "new" in verdicts:
        return all(v in {"new", "blank"} for v in verdicts) and verdicts.count("new") == 1 and len(verdicts) > 3
    if "letter" in verdicts or ("rest" in verdicts and not _stands_alone(verdicts)):
        return True
    if verdicts.count("blank") > len(verdicts) / 2 and set(verdicts) <= {"blank", "fresh"} and verdicts[0] == "blank":
        return True
    if verdicts.count("blank") > len(verdicts) / 2 and "fresh" not in verdicts:
        return True
    if verdicts.count("open") + verdicts.count("date") >= _FULL and "blank" not in verdicts[1:]:
        return False
    held = verdicts.count("open") + verdicts.count("date")
    return "silent" not in verdicts and held > verdicts.count("fresh")


def _stands_alone(verdicts: Sequence[str]) -> bool:
    """Whether a row is full, but for its key, and follows on nothing in two columns at least."""
    return verdicts.count("silent") + verdicts.count("date") >= 2 and "blank" not in verdicts[1:]
