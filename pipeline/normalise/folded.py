"""Patterns of the vocabularies over text in small letters.

The engine searches three times as fast without `IGNORECASE`, so pattern and text are put into small letters once. The
text keeps its length, and a match's offsets hold in the text as printed.
"""

from __future__ import annotations

import functools
import re

_LETTER = re.compile(r"(?P<kept>\\.|\(\?P?[<=!:]?)|(?P<capital>[A-Z])")


@functools.cache
def folded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""A pattern compiled for text that `fold` made; escapes such as `\W` keep their case.

    Example:
        >>> folded(r"\bLSCB\W+chair").search(fold("the LSCB Chair")).span()
        (4, 14)
    """
    return re.compile(in_small(pattern), flags)


def in_small(pattern: str) -> str:
    r"""A pattern in small letters.

    Example:
        >>> in_small(r"LSCB\W")
        'lscb\\W'
    """
    return _LETTER.sub(lambda hit: hit["kept"] or hit["capital"].lower(), pattern)


@functools.lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """The text in small letters, as long as before."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
