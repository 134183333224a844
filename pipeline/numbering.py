"""Numbers and letters that begin items: `(9)`, `3)`, `1.`, `2a`, `b)`, `(2-3)`, `1.1.2`.

Reading a marker says nothing yet about whether it counts as one: `segment` accepts only those that form a sequence.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_MARKER = re.compile(
    r"""^\s*
    (?P<open>[(\[])?
    (?P<body>
        [A-Z]{0,4}\d{1,3}(?:\.\d{1,2})*\.[a-z](?!\w)  # 1.a, S2.1.b
      | [A-Z]{1,4}\d{1,3}(?:\.\d{1,2})*             # S2, LAC1, A1.2
      | \d{1,3}(?:\.\d{1,2}){1,3}                   # 1.1, 1.1.2
      | \d{1,3}\s?[a-z](?![a-z])                    # 2a
      | \d{1,3}(?:\s*(?:-|–|,|&|and|to)\s*\d{1,3})+ # 2-3
      | \d{1,3}
      | [a-z](?![a-z])
      | (?:ix|iv|v?i{1,3}|x)(?![a-z])
    )
    (?P<close>\s*[)\]]\.?|\s*[.:](?!\d))?
    (?P<gap>\s+|$|(?=[A-Z]))
    """,
    re.VERBOSE,
)
_OPEN = re.compile(r"\d{1,3}[a-z]?|[A-Z]{0,4}\d{1,3}(?:\.\d{1,2}){1,3}|[A-Z]{0,4}\d{1,3}(?:\.\d{1,2})*\.[a-z]")
"""Numbers that nothing needs to close."""
_LETTERS = re.compile(r"^\s*\(?(?P<first>[a-z])\)?\s*(?:[-–&]|to|and)\s*\(?(?P<last>[a-z])\)(?:\s+|$)")
"""Letters of several items: `(a)-(b)`, `(a) and (b)`, `a-c)`."""
_DATE = re.compile(r"^\s*\d{1,2}\.\d{1,2}\.\d{2,4}\b")
_LIST = re.compile(r"\s*(?:,|&|and)\s*")
_RANGE = re.compile(r"\s*(?:-|–|to)\s*")
_BULLETS = "•●▪◦‣·∙■□➢➤✓✔o-–—"
_BULLET = re.compile(rf"^\s*(?:[{re.escape(_BULLETS)}\ue000-\uf8ff]|\(cid:\d+\))(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or letter at the beginning of a line.

    `labels` are the items it names: `("2", "3")` for `(2-3)`, `("2a",)`, `("b",)`, `("1.1",)`.
    """

    labels: tuple[str, ...]
    style: str
    """`()`, `.`, `)`, or empty where nothing closes the number."""
    mended: bool
    """Only one of two brackets is printed."""
    length: int
    """Characters to cut from the line."""

    @property
    def label(self) -> str:
        """The first item named."""
        return self.labels[0]

    @property
    def is_letter(self) -> bool:
        """Whether the marker is a bare letter or small Roman number."""
        return self.label.isalpha() and self.label.islower()

    @property
    def number(self) -> int | None:
        """Leading whole number of the label, without a letter or a second level."""
        found = re.match(r"\d+", self.label)
        return int(found.group()) if found else None


@functools.lru_cache(maxsize=4096)
def read_marker(line: str) -> Marker | None:
    """Marker at the beginning of a line, or `None`.

    Example:
        >>> read_marker("(2-3) Completed").labels
        ('2', '3')
    """
    if span := _LETTERS.match(line):
        labels = tuple(chr(n) for n in range(ord(span["first"]), ord(span["last"]) + 1))
        return Marker(labels, "()", False, span.end()) if len(labels) > 1 else None
    found = _MARKER.match(line)
    if not found or _DATE.match(line):
        return None
    opened, closed = found["open"], (found["close"] or "").strip()
    body = found["body"]
    if not opened and not closed and not found["gap"] and found.end() < len(line):
        return None
    bracket = closed[:1] in {")", "]"}
    if not opened and not closed and not _OPEN.fullmatch(body):
        return None
    if opened and not closed:
        return None
    style = "()" if opened and bracket else closed[:1]
    return Marker(_labels(body), style, bracket and not opened, found.end())


def _labels(body: str) -> tuple[str, ...]:
    body = body.replace(" ", "") if re.fullmatch(r"\d+\s?[a-z]", body) else body
    ends = _RANGE.split(body)
    if len(ends) == 2 and all(e.isdigit() for e in ends) and 0 < int(ends[1]) - int(ends[0]) < 30:
        return tuple(str(n) for n in range(int(ends[0]), int(ends[1]) + 1))
    return tuple(part for part in _LIST.split(body) if part) or (body,)


def follows(one: str, other: str) -> bool:
    """Whether a number of two or more levels comes right after another: `1.2` or `2.1` after `1.1`.

    Example:
        >>> follows("1.1", "1.2"), follows("1.4", "2.1"), follows("1.1", "1.5"), follows("3", "4")
        (True, True, False, False)
    """
    before, after = one.split("."), other.split(".")
    if len(before) < 2 or len(before) != len(after) or not all(p.isdigit() for p in (*before, *after)):
        return False
    steps = [int(b) - int(a) for a, b in zip(before, after, strict=True)]
    place = next((i for i, step in enumerate(steps) if step), None)
    return place is not None and steps[place] == 1 and all(part == "1" for part in after[place + 1 :])


def strip_bullet(line: str) -> tuple[str, bool]:
    """The line without a leading bullet, and whether there was one."""
    found = _BULLET.match(line)
    return (line[found.end() :], True) if found else (line, False)
