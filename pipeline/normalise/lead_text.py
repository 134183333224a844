"""The text of a lead cell made ready for reading: white space, the first bullet, the last full stop, capitals."""

from __future__ import annotations

import functools
import re

from pipeline.normalise.role_words import abbreviations
from pipeline.normalise.spaces import plain_spaces, unquoted

_BULLET = re.compile(r"^\s*(?:[•●▪◦·‣*\uf0b7\uf0a7]\s*|[-–—]\s+)(?=\w)")
_LAST_WORD = re.compile(r"(?:(?P<word>[A-Za-z’']{2,})|[)\d])[.;]\s*$")
_SMALL = re.compile(r"\b(?!(?:and|with|from|then|plus|until|till|since|lead|support|supporting)\b)[a-z]{4,}")
_JOINING = re.compile(r"\b(?:AND|WITH|THEN|PLUS)\b")
_SHORT = 4
_FEWEST = 3
"""Words of a text in capitals from which on its `AND` is a word and no acronym."""


@functools.lru_cache(maxsize=4096)
def plain_cell(text: str) -> str:
    r"""The cell as its leads are read from it; sentences keep their full stops and abbreviations theirs.

    Example:
        >>> plain_cell("• Ruth Pell / Imran Siddiqui."), plain_cell("Workforce Dev.")
        ('Ruth Pell / Imran Siddiqui', 'Workforce Dev.')
    """
    text = _BULLET.sub("", unquoted(plain_spaces(text)), count=1)
    if text.isupper() and len(text.split()) >= _FEWEST:
        text = _JOINING.sub(lambda hit: hit[0].lower(), text)
    last = _LAST_WORD.search(text)
    if not last or (last["word"] or "").casefold() in abbreviations():
        return text
    is_prose = len(text.split()) > _SHORT and _SMALL.search(text)
    return text if is_prose else text[: last.start()] + last[0].rstrip(" .;\n")
