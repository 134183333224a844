"""White space and signs as the readers of cells expect them, for text that no page reader has cleaned."""

from __future__ import annotations

import re

_ODD = re.compile(r"[^\S \n]|  |[\u00ad\u200b-\u200d\u2060\ufeff\u2010-\u2012\u2212]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_BLANKS = re.compile(r"[^\S\n]+")
_HYPHENS = re.compile(r"[\u2010-\u2012\u2212]")
_QUOTED = re.compile(r"[\"“”]\s*([^\"“”]*?\w[^\"“”]*?)\s*[\"“”]")


def plain_spaces(text: str) -> str:
    r"""The text with single blanks and plain hyphens, line breaks as they are, without signs that cannot be seen.

    Example:
        >>> plain_spaces("Head\u00a0of  Safe\u00adguarding")
        'Head of Safeguarding'
    """
    if not _ODD.search(text):
        return text
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BLANKS.sub(" ", _HYPHENS.sub("-", text))


def unquoted(text: str) -> str:
    """The text without the quotation marks around the whole of it.

    Example:
        >>> unquoted('"On track"'), unquoted('the "front door"')
        ('On track', 'the "front door"')
    """
    if text[:1] not in {'"', "“", "”"}:
        return text
    found = _QUOTED.fullmatch(text.strip())
    return found[1] if found else text
