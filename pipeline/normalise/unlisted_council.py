"""A council that the table of authorities does not hold, by the words in which a document names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = r"[A-Z][\w’'-]*"
_LINK = r"(?:of|on|upon|in|the|and|&|le|next)"
_RUN = rf"{_WORD}(?:[ -]{_LINK}(?:[ -]{_LINK})?(?=[ -][A-Z])|[ -]{_WORD}){{0,7}}"
_NAMED = re.compile(rf"(?<![\w’'])(?P<run>{_RUN})\s+(?:Council|COUNCIL|M\.?B\.?C|M\.?D\.?C)\b")
_OF = re.compile(
    r"(?<!\w)(?:London|Royal|Metropolitan|County|LONDON|ROYAL|METROPOLITAN)\s+(?:Borough|BOROUGH)\s+"
    rf"(?:Council\s+|COUNCIL\s+)?(?:of|OF)\s+(?P<run>{_RUN})"
)
_KIND = frozenset({"city", "county", "borough", "metropolitan", "district", "unitary", "london", "royal", "council"})
_ORDINARY = frozenset(
    """
    the our this each every full your their its a an whole both any no new former said local lead corporate executive
    youth school schools parish town community children childrens child care cabinet medical british research general
    advisory nursing improvement plan action shadow joint national english government arts association student young
    people health social faith race legal leader leaders leadership political ofsted dfe cqc nhs report reports
    recommendation recommendations response inspection inspections framework services service safeguarding board
    department directorate director chief officer officers member members meeting committee scrutiny overview partner
    partners partnership agency agencies police ccg trust probation between following for to by from with at as if
    when while although however since where support parent tenants residents workforce pupil learning skills
    version draft final appendix annex item page agenda approved agreed published author owner annual statement written
    progress update strategy review peer challenge how what who why and team privy combined european ethnic interfaith
    engineering welfare tax bar design teaching inter
    """.split()
)
_LINKS = frozenset({"of", "on", "upon", "in", "the", "and", "&", "le", "next"})
_SMALL = _LINKS - {"&"}
_OPENING = 12


def _bare(word: str) -> str:
    return re.sub(r"[’']s$|[’']", "", word.casefold())


def _name(run: str) -> str:
    """The name proper of a run of capitalised words: `Wessing` of `Cabinet of the Wessing City`."""
    words = run.split()
    last = max((place for place, word in enumerate(words) if _bare(word) in _ORDINARY - _LINKS), default=-1)
    words = words[last + 1 :]
    while words and (_bare(words[0]) in _LINKS or _bare(words[0]) in _KIND):
        words = words[1:]
    while words and (_bare(words[-1]) in _KIND or _bare(words[-1]) in _LINKS):
        words = words[:-1]
    if not words or len("".join(words)) < 3:
        return ""
    if all(word.isupper() or word == "&" for word in words):
        words = [each.casefold() if each.casefold() in _SMALL else each.title() for each in words]
    return " ".join(words)


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
        for pattern in (_NAMED, _OF):
            for hit in pattern.finditer(text):
                name = _name(hit["run"])
                passing = re.search(r"\b(?:peer|visit\w*|support\w*|colleagues|from)\b[^.]*$", text[: hit.start("run")])
                if name:
                    votes[name] = votes.get(name, 0.0) + (0.3 if passing else 4.0) * (3.0 if index < _OPENING else 1.0)
    best = max(votes, key=lambda name: (votes[name], name), default="")
    return (best, votes[best]) if best and votes[best] > 4.0 else ("", 0.0)
