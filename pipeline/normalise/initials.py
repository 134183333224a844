"""Keys of initials that a document prints as plain lines: `PG Assistant Director, Learning`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.normalise.people import is_person
from pipeline.normalise.roles import has_title_noun, opens_title
from schemas.readings import Acronym

_LINE = re.compile(r"^\W*(?P<code>[A-Z]{2,4})\s*[:=–—-]?\s+(?P<meaning>[A-Z]\S*(?:\s+\S+){0,12})$")
_TOKEN = re.compile(r"\b[A-Z]{2,4}\b")
_FEWEST = 2
"""Lines of a page that together are a key."""


def read_initials(lines: Sequence[tuple[int, str]], cells: Iterable[str]) -> list[Acronym]:
    """The initials that stand in the cells of owners and that lines of one page explain by a post or a person.

    Args:
        lines: Page and text of the lines outside tables.
        cells: The cells in which owners are named.

    Example:
        >>> lines = [(7, "PG Assistant Director, Learning"), (7, "LW Head of Youth Service"), (7, "HR matters")]
        >>> [entry.acronym for entry in read_initials(lines, ["PG", "LW / PG"])]
        ['PG', 'LW']
    """
    printed = {code for cell in set(cells) for code in _TOKEN.findall(cell)}
    found: dict[int, dict[str, str]] = {}
    for page, text in lines if printed else ():
        hit = _LINE.match(" ".join(text.split()))
        if hit and hit["code"] in printed and _names_somebody(hit["code"], hit["meaning"]):
            found.setdefault(page, {}).setdefault(hit["code"], hit["meaning"])
    keys = {page: entries for page, entries in found.items() if len(entries) >= _FEWEST}
    return [
        Acronym(code, meaning, page, "document_key")
        for page, entries in keys.items()
        for code, meaning in entries.items()
    ]


def _names_somebody(code: str, meaning: str) -> bool:
    """Whether a meaning is a whole post or person, rather than the rest of a title such as `HR Business Partner`."""
    if meaning.rstrip().endswith((".", ";", ":")):
        return False
    opening = re.split(r"[,–(]", meaning)[0].strip()
    if is_person(opening):
        return True
    spelled = "".join(word[0] for word in meaning.split() if word[0].isupper())
    return has_title_noun(meaning) and (opens_title(meaning) or spelled.startswith(code)) and len(meaning.split()) > 1
