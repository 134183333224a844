"""Leads over several lines: a qualifier that stands alone on its line goes to the title that needs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalise.role_words import vocabulary, words_of
from pipeline.normalise.roles import ends_with_title_noun, has_title_noun, opens_title

_PART = re.compile(r"[/;|]|\s(?:and|with|plus|alongside)\s")
_OPENING = re.compile(r"\s*[/;|,(:]|\s[-–—]\s")
_HYPHEN = re.compile(r"(?<=\w)- (?=\w)")
_RANKS = frozenset({("business", "partner")})
_NAMED = 3
"""Words of a post that says its field, such as Principal Social Worker."""
_GENERIC = frozenset({"of", "and", "the", "service", "services", "team"})


def regrouped(groups: Sequence[list[str]]) -> list[list[str]]:
    """The lines of each lead, with lines that name no title moved to the title below where that one lacks them.

    Args:
        groups: For each lead its lines, from top to bottom.

    Example:
        >>> regrouped([["Local Offer Officer", "Digital Services"], ["Manager"]])
        [['Local Offer Officer'], ['Digital Services', 'Manager']]
        >>> regrouped([["Human Resources"], ["Business Partner"]])
        [['Human Resources', 'Business Partner']]
        >>> regrouped([["Head of Safeguarding"], ["Director"]])
        [['Head of Safeguarding'], ['Director']]
    """
    found: list[list[str]] = []
    for group in groups:
        if not found:
            found.append(list(group))
            continue
        above, bare = found[-1], _is_bare(group[0])
        cut = _cut(above, group, bare=bare)
        if cut:
            found[-1] = above[:cut]
            found.append([*above[cut:], *group])
        elif bare and not has_title_noun(_PART.split(" ".join(above))[-1]):
            found[-1] = [*above, *group]
        else:
            found.append(list(group))
    return found


def _is_bare(line: str) -> bool:
    """Whether a line opens with a rank that says nothing of its field: `Manager`, `Business Partner`."""
    if ":" in line:
        return False
    words = tuple(words_of(_OPENING.split(line, maxsplit=1)[0]))
    return words in _RANKS or (len(words) == 1 and words[0] in vocabulary("title_noun"))


def _cut(above: Sequence[str], group: Sequence[str], *, bare: bool) -> int:
    """Lines of the lead above that are whole without the rest, which goes to the title below; 0 where none are."""
    if not bare and (opens_title(group[0]) or not ends_with_title_noun(" ".join(group))):
        return 0
    for cut in range(len(above) - 1, 0, -1):
        head, tail = _HYPHEN.sub("-", " ".join(above[:cut])), " ".join(above[cut:])
        if has_title_noun(tail) or _PART.search(f" {tail}") or tail.startswith(("(", "&")):
            return 0
        if _is_whole(head, bare=bare) and not head.endswith((",", "/", "-", "–")):
            return cut
    return 0


def _is_whole(text: str, *, bare: bool) -> bool:
    """Whether a text is a post with its field, and needs no more."""
    generic = vocabulary("title_modifier") | vocabulary("title_noun") | _GENERIC
    words = words_of(text)
    if all(word in generic for word in words) and (len(words) < _NAMED or "of" in words):
        return False
    return ends_with_title_noun(text) or (bare and has_title_noun(text) and not text.endswith((" of", " and", " for")))
