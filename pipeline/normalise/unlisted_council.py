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
_SERVICE = re.compile(
    rf"(?:(?i:(?:name of )?(?:the )?(?:local area|local authority|authority|council|area))"
    rf"\s*:\s*(?P<label>))?(?P<run>{_RUN})"
    r"(?(label)$|\s+(?:[Ll]ocal [Aa]rea\b|(?:Youth (?:Offending|Justice) (?:Service|Team|Partnership)|YO[ST]\b|"
    r"[Cc]hildren[’']?s (?:[Ss]ervices|[Ss]ocial [Cc]are|[Tt]rust)|Safeguarding (?:Children|Partnership)|SEND\b)))",
)
"""A line that opens with a place and one of its services, or a label and the place."""
_SERVED = 5.0
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


def _is_place(name: str, text: str) -> bool:
    """Whether the text elsewhere uses a name as that of a place: `in Penwardine`, `inspected Stourmead`."""
    before = "in|of|to|from|across|for|at|within|throughout|around|inspected|visited|area:|authority:"
    used = rf"\b(?:{before})\s+{re.escape(name)}\b"
    return bool(re.search(used, text))


def unlisted_council(texts: Sequence[str]) -> tuple[str, float]:
    """The name that a document most often joins to the word council, and its weight; the opening counts threefold.

    A single mention after the opening is no evidence.

    Example:
        >>> unlisted_council(["Anytown City Council: improvement plan"])[0]
        'Anytown'
    """
    votes: dict[str, float] = {}
    whole_text = " ".join(" ".join(raw.split()) for raw in texts)
    for index, raw in enumerate(texts):
        text = " ".join(raw.split())
        served = _SERVICE.match(text) if index < _OPENING else None
        place = _name(served["run"]) if served else ""
        if place and _is_place(place, whole_text):
            votes[place] = votes.get(place, 0.0) + _SERVED
        whole = _CITY.fullmatch(text) if index < _OPENING else None
        for pattern in (_NAMED, _OF):
            for hit in [*pattern.finditer(text), *([whole] if whole and pattern is _OF else [])]:
                name = _name(hit["run"])
                passing = re.search(
                    r"\b(?:peer|visit\w*|support\w*|colleagues|from)\b[^.]*$", text[: hit.start("run")].casefold()
                )
                if name:
                    early = 3.0 if index < _OPENING else 2.0 if len(hit.group()) == len(text) else 1.0
                    votes[name] = votes.get(name, 0.0) + (0.3 if passing else 4.0) * early
    best = max(votes, key=lambda name: (votes[name], name), default="")
    return (best, votes[best]) if best and votes[best] > 4.0 else ("", 0.0)
