"""Police and nursing ranks printed right before a name: `DCI Whitlock`, `T/DI Marsh, Public Protection`."""

from __future__ import annotations

import re

from pipeline.normalise.people import is_name_word, is_person
from pipeline.normalise.role_words import abbreviations
from pipeline.normalise.roles import is_agency

RANK = (
    r"(?:(?:D/?|Det(?:ective|\.)? ?)?(?:Ch(?:ief|\.)? ?)?(?:Supt|Superintendent|Insp|Inspector|Sgt|Sergeant)|"
    r"DCI|DI|DS|DC|DSU|CI|PC|PS)"
)
"""A rank of the police, long or short."""
_DETECTIVE = re.compile(r"^(?:Det(?:\.|ective)?|D/?) ?(?=Ch|S[ug]|Insp)")
_CHIEF = re.compile(r"\bCh\.? (?=S|I)")
STANDING = {"T": "Temporary", "A": "Acting"}
_STANDING_BEFORE_RANK = re.compile(rf"/ ?{RANK}\b")
_RANKED = re.compile(
    rf"(?:(?P<standing>[TA])/ ?)?(?P<rank>{RANK})\.? (?P<name>[^,(–—]+?)(?P<team>(?:,| [-–—]) ?[^,]+)?", re.DOTALL
)
_SURNAME = re.compile(r"(?:[A-Z]\.? ?)?(?:Mc|Mac|O[’'])?[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?")


def is_standing(before: str, after: str) -> bool:
    """Whether a stroke stands inside a rank: after the `T` or `A` of `T/DCI`, rather than between two leads."""
    return before[-1:] in STANDING and not before[-2:-1].isalnum() and bool(_STANDING_BEFORE_RANK.match(after))


def ranked(text: str) -> tuple[str, str] | None:
    """The post and the person of a text that is a rank before a name; none for any other text.

    Example:
        >>> ranked("T/DCI Whitlock"), ranked("DI Rees, Public Protection"), ranked("DI Exploitation")
        (('Temporary DCI', 'Whitlock'), ('DI, Public Protection', 'Rees'), None)
    """
    found = _RANKED.fullmatch(text)
    if not found or not (is_person(found["name"]) or _is_surname(found["name"])):
        return None
    full, where = abbreviations().get(found["rank"].casefold(), ("", ""))
    rank = full.title() if where == "rank" else _DETECTIVE.sub("Detective ", found["rank"])
    standing = f"{STANDING[found['standing']]} " if found["standing"] else ""
    rank = _CHIEF.sub("Chief ", rank)
    return f"{standing}{rank}{found['team'] or ''}", found["name"]


def _is_surname(text: str) -> bool:
    return bool(_SURNAME.fullmatch(text)) and not is_agency(text) and all(map(is_name_word, text.split()[-1:]))
