"""Titles that a narrow column breaks where each half could be a lead: `YOS` over `Operations Manager`."""

from __future__ import annotations

import re

from pipeline.normalise.classify_roles import agency_of
from pipeline.normalise.people import is_person
from pipeline.normalise.role_words import vocabulary, words_of
from pipeline.normalise.roles import has_title_noun, is_agency

_CUT = re.compile(r"[/;|,&]|\b(?:and|with|plus|alongside|supported by)\b")
_NEW_POST = re.compile(
    r"(?:the\s+)?(?:heads?|directors?|chairs?|leads?|chief executives?)\s+(?:of|for|officer)\b|chair\b"
)
_BODY_ALONE = re.compile(r"(?:^|[/;|])\s*\w+$")
_SURELY_OPEN = frozenset(
    {"detective", "deputy", "vice", "senior", "chief", "designated", "named", "associate", "interim", "acting", "joint"}
)
"""Words that no title ends with."""
_MAY_OPEN = frozenset({"assistant", "strategic", "divisional", "corporate", "managing", "principal"})
"""Words that seldom are a post by themselves, so that after another lead they open one."""


def is_wrapped(before: str, line: str, rest: str, *, forced: bool) -> bool:
    """Whether a line goes on with a title that the line above begins.

    Args:
        before: The text joined so far.
        line: The line that follows.
        rest: The lines after it.
        forced: Whether the first word of the line found no room on the line above.

    Example:
        >>> is_wrapped("Ruth Pell, Principal", "Social Worker", "", forced=False)
        True
        >>> is_wrapped("YOS", "Operations", "Manager", forced=True)
        True
        >>> is_wrapped("Police", "Head of Safeguarding", "", forced=True)
        False
    """
    parts = [part.strip() for part in _CUT.split(before)]
    last = words_of(parts[-1])
    if not last or _NEW_POST.match(line.casefold()):
        return False
    modifiers = vocabulary("title_modifier")
    if (last[-1] in _SURELY_OPEN or (last[-1] in _MAY_OPEN and len(parts) > 1)) and has_title_noun(f"{line} {rest}"):
        return all(word in modifiers for word in last)
    after_name = len(parts) > 1 and is_person(parts[-2])
    if after_name and all(word in modifiers for word in last) and not is_person(line):
        return True
    if f"{last[-1]} {words_of(line)[:1][0] if words_of(line) else ''}" in vocabulary("agency") and len(last) > 1:
        return True
    alone = _BODY_ALONE.search(before)
    return forced and bool(alone) and _names_body(parts[-1]) and _goes_on(parts[-1], line, rest)


def _names_body(word: str) -> bool:
    return is_agency(word) or word.casefold() in vocabulary("partner")


def _goes_on(body: str, line: str, rest: str) -> bool:
    """Whether the words after a body are the rest of a title that begins with its name."""
    if any(words_of(line)[: len(phrase.split())] == phrase.split() for phrase in vocabulary("title_opening")):
        return False
    opening = re.split(r"[,;/(]", f"{line} {rest}", maxsplit=1)[0]
    first = words_of(opening)[:4]
    own, other = agency_of(body), agency_of(opening)
    if own and other and own != other:
        return False
    return has_title_noun(f"{body} {' '.join(opening.split()[:4])}") and not _names_body(" ".join(first[:1]).upper())
