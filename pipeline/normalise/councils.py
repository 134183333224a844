"""Which council a plan belongs to: the name that the document gives most weight to.

A council is named by phrases (`X Council`, `London Borough of X`), by bare mentions, by its place near the start, and
by the file name. Other councils are named in passing and lose. A name that is also an ordinary word or a surname
counts only inside such a phrase.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalise.unlisted_council import unlisted_council
from schemas.vocab import load

_BEFORE = (
    r"(?:(?:royal |london |metropolitan |county )?borough (?:council )?of|city (?:council )?of|county (?:council )?of|"
    r"council of the|children[’']?s services in|children in|young people in)\s+(?:the\s+)?"
)
_AFTER = (
    r"(?:\s+(?:city|county|borough|metropolitan|district|royal|unitary|mbc|mdc|bc|cc|city council))*\s+"
    r"(?:council|borough|mbc|mdc|children|children[’']?s|safeguarding children|lscb|local (?:authority|area)|"
    r"youth (?:offending|justice)|authority|improvement (?:board|plan))\b"
)
_PASSING = re.compile(
    r"(?:\bpeer(?: (?:review|challenge|support)\w*)?(?: (?:by|from|with|in))?|\bsupport(?:ed)? (?:from|by)|"
    r"\bpartner(?:ed|ship)? with|\bvisit(?:ed|s)? to|\bcommissioned from|\bcolleagues (?:in|from)|"
    r"\bgood practice (?:in|from)|\blearning from|\bneighbouring|\bfrom)\s+(?:the\s+)?$"
)
_HEALTH = re.compile(r"(?:\bnhs|\bhospitals?|\bintegrated care)\s+$")
_YEAR = re.compile(r"\b(20[0-4]\d)\b")
_OPENING = 12
_MUCH_MORE = 4.0
"""How many times the weight of the best listed council an unlisted name needs."""


@dataclass(frozen=True, slots=True)
class Council:
    """An English authority responsible for children's services."""

    name: str
    code: str
    code_3: str
    region: str


@functools.cache
def _rows_by_name() -> dict[str, tuple[dict[str, str], ...]]:
    table: dict[str, tuple[dict[str, str], ...]] = {}
    for row in load("councils"):
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            key = _fold(name)
            table[key] = (*table.get(key, ()), row)
    return table


@functools.cache
def _needs_context() -> frozenset[str]:
    return frozenset(_fold(name) for row in load("councils") for name in row["needs_context"].split(";") if name)


@functools.cache
def _mention() -> re.Pattern[str]:
    names = sorted(_rows_by_name(), key=lambda name: (-len(name), name))
    inner = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in names)
    return re.compile(rf"(?<!\w)(?:{inner})(?![\w]|-(?:on|upon|under|in|le)-)")


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold().replace("’", "'")).strip()


def _weight(text: str, start: int, end: int, needs_context: bool) -> float:
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    phrased = bool(re.search(_BEFORE + "$", before)) or bool(re.match(_AFTER, after))
    if _PASSING.search(before):
        return 0.3 if phrased else 0.1
    if phrased:
        return 4.0
    if needs_context:
        return 0.0
    return 0.7 if _HEALTH.search(before) else 1.0


def _tally(texts: Sequence[str]) -> dict[str, float]:
    """Weigh every mention; the opening lines count threefold."""
    votes: dict[str, float] = {}
    for index, text in enumerate(texts):
        folded = _fold(text)
        opening = 3.0 if index < _OPENING else 1.0
        for hit in _mention().finditer(folded):
            key = _fold(hit.group().replace("-", " "))
            key = key if key in _rows_by_name() else _fold(hit.group())
            name = _rows_by_name()[key][0]["name"]
            early = opening if hit.start() < 600 else 1.0
            weight = _weight(folded, hit.start(), hit.end(), key in _needs_context())
            votes[name] = votes.get(name, 0.0) + early * weight
    return votes


def _from_file_name(source_name: str) -> str:
    stem = _fold(re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", source_name.rsplit(".", 1)[0])))
    hit = _mention().search(stem)
    return _rows_by_name()[_fold(hit.group())][0]["name"] if hit else ""


def _in_force(name: str, year: int | None) -> dict[str, str]:
    """Of the authorities of one name, the one that existed in that year; without a year the present one."""
    rows = [row for row in load("councils") if row["name"] == name]
    for row in rows:
        opened, closed = row["valid_from"][:4], row["valid_to"][:4]
        if year is not None and (not opened or int(opened) <= year) and (not closed or year <= int(closed)):
            return row
    current = [row for row in rows if not row["valid_to"]]
    return (current or rows)[0]


def read_council(texts: Sequence[str], source_name: str = "") -> Council | None:
    """Name the council whose plan this is, or None where no council is named.

    A council that the table does not hold is named without codes, and only where no listed one is named in earnest.

    Example:
        >>> council = read_council(["London Borough of Hackney", "Peer review by Essex County Council, May 2014"])
        >>> council.code if council else ""
        'E09000012'
    """
    votes = _tally(texts)
    named = _from_file_name(source_name)
    if named:
        votes[named] = votes.get(named, 0.0) + 6
    ranked = [(count, name) for name, count in votes.items() if count > 0]
    other, weight = unlisted_council(texts)
    if other and weight > _MUCH_MORE * max(ranked, default=(0.0, ""))[0]:
        return Council(other, "", "", "")
    if not ranked:
        return None
    best = max(ranked, key=lambda pair: (pair[0], pair[1]))[1]
    years = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    year = max(years, key=lambda each: (years[each], each)) if years else None
    row = _in_force(best, year)
    return Council(row["name"], row["code"], row["code_3"], row["region"])
