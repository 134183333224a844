"""A council that the table of authorities does not hold, by the words in which a document names it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from schemas.vocab import load

_WORD = r"[A-Z][\w’'-]*"
_LINK = r"(?:of|on|upon|in|the|and|&|le|next)"
_RUN = rf"{_WORD}(?:[ -]{_LINK}(?:[ -]{_LINK})?(?=[ -][A-Z])|[ -]{_WORD}){{0,7}}"
_NAMED = re.compile(rf"(?<![\w’'])(?P<run>{_RUN})\s+(?:Council|COUNCIL|M\.?B\.?C|M\.?D\.?C)\b")
_OF = re.compile(
    r"(?<!\w)(?:London|Royal|Metropolitan|County|LONDON|ROYAL|METROPOLITAN)\s+(?:Borough|BOROUGH)\s+"
    rf"(?:Council\s+|COUNCIL\s+)?(?:of|OF)\s+(?P<run>{_RUN})"
)
_CITY = re.compile(
    r"(?:The\s+)?(?:Council of the\s+)?(?:City|County|Borough|(?:Royal|Metropolitan) Borough)"
    rf"(?:\s+(?:and|&)\s+(?:City|County|Borough))?\s+of\s+(?P<run>{_RUN})"
)
_KIND = frozenset({"city", "county", "borough", "metropolitan", "district", "unitary", "london", "royal", "council"})
_LINKS = frozenset({"of", "on", "upon", "in", "the", "and", "&", "le", "next"})
_SMALL = _LINKS - {"&"}
_OPENING = 12


@functools.cache
def _ordinary() -> frozenset[str]:
    """Words that stand before `Council` or near it and are no part of a name."""
    return frozenset(row["word"] for row in load("no_names")) - _LINKS


def _bare(word: str) -> str:
    return re.sub(r"[’']s$|[’']", "", word.casefold())


def _name(run: str) -> str:
    """The name proper of a run of capitalised words: `Wessing` of `Cabinet of the Wessing City`."""
    words = run.split()
    last = max((place for place, word in enumerate(words) if _bare(word) in _ordinary()), default=-1)
    words = words[last + 1 :]
    while words and (_bare(words[0]) in _LINKS or _bare(words[0]) in _KIND):
        words = words[1:]
    while words and (_bare(words[-1]) in _KIND or _bare(words[-1]) in _LINKS):
        words = words[:-1]
    if not words or len("".join(words)) < 3:
        return ""
    if all(word.isupper() or word == "&" for word in words):
        words = [each.casefold() if each.casefold() in _SMALL else each.title() for each in words]
    return re.sub(r"[’']s$", "", " ".join(words))


def unlisted_council(texts: Sequence[str]) -> tuple[str, float]:
    """The name that a document most often joins to the word council, and its weight; the opening counts threefold.

    A single mention after the opening is no evidence.

    Example:
        >>> unlisted_council(["Anytown City Council: improvement plan"])[0]
        'Anytown'
    """
    votes: dict[str, float] = {}
    for index, raw in enumerate(texts):
        text = " ".join(raw.split())
        whole = _CITY.fullmatch(text) if index < _OPENING else None
        for pattern in (_NAMED, _OF):
            for hit in [*pattern.finditer(text), *([whole] if whole and pattern is _OF else [])]:
                name = _name(hit["run"])
                passing = re.search(
                    r"\b(?:peer|visit\w*|support\w*|colleagues|from)\b[^.]*$", text[: hit.start("run")].casefold()
                )
                if name:
                    votes[name] = votes.get(name, 0.0) + (0.3 if passing else 4.0) * (3.0 if index < _OPENING else 1.0)
    best = max(votes, key=lambda name: (votes[name], name), default="")
    return (best, votes[best]) if best and votes[best] > 4.0 else ("", 0.0)
