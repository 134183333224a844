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
_COUNCIL = r"(?:\s+(?:city|county|borough|metropolitan|district|royal|unitary))*\s+(?:council|borough|mbc|mdc)\b"
_LINKS = "of|by|with|the|and|at|from|to|for|as|between|within|in|on|is|are|was|called"
"""Words behind which the name of a company of common words may begin."""
_NAMED = 4.0
_PASSING = re.compile(
    r"(?:\bpeer(?: (?:review|challenge|support)\w*)?(?: (?:by|from|with|in))?|\bsupport(?:ed)? (?:from|by)|"
    r"\bpartner(?:ed|ship)? with|\bvisit(?:ed|s)? to|\bcommissioned from|\bcolleagues (?:in|from)|"
    r"\bgood practice (?:in|from)|\blearning from|\bneighbouring|\bfrom)\s+(?:the\s+)?$"
)
_WIDER = re.compile(r"\bgreater\s+$")
_REGION = re.compile(r"\s+(?:city[- ]region|region|combined (?:county )?authority)\b")
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
    if _WIDER.search(before) or _REGION.match(after):
        return 0.0
    if _PASSING.search(before):
        return 0.3 if phrased else 0.1
    if phrased:
        return _NAMED if re.match(_COUNCIL, after) or re.search(_BEFORE + "$", before) else 3.0
    if needs_context:
        return 0.0
    return 0.7 if _HEALTH.search(before) else 1.0


@dataclass(frozen=True, slots=True)
class _Trust:
    """A company that runs the services of councils."""

    folded: str
    councils: tuple[str, ...]
    printed: re.Pattern[str]
    """Its name as a name is printed: in its own capitals or all in capitals, and no end of a longer phrase."""
    placed: bool
    """Whether a council's name opens it; common words alone yield to any council that is named."""

    def is_named(self, text: str) -> bool:
        """Whether a text names the company: `Better together for children` does not."""
        return self.printed.search(text) is not None


@functools.cache
def _trusts() -> tuple[_Trust, ...]:
    found = []
    for row in load("children_trusts"):
        councils = tuple(row["councils"].split(";"))
        forms = "|".join(_spaced(name) for name in (row["trust"], row["trust"].upper()))
        placed = any(name.split()[0] in row["trust"] for name in councils)
        before = r"(?<!\w)" if placed else rf"(?:^|[^\w\s]\s*|\b(?i:{_LINKS})\s+)"
        printed = re.compile(rf"{before}(?:{forms})(?!\w)", re.MULTILINE)
        found.append(_Trust(_fold(row["trust"]), councils, printed, placed))
    return tuple(sorted(found, key=lambda trust: -len(trust.folded)))


def _spaced(name: str) -> str:
    return re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]")


class _Tally:
    """Weight of every council that is named, with the text that named it first in earnest."""

    def __init__(self) -> None:
        self.votes: dict[str, float] = {}
        self.where: dict[str, tuple[float, str]] = {}
        self.texts: dict[str, set[str]] = {}

    def add(self, name: str, weight: float, text: str) -> None:
        self.votes[name] = self.votes.get(name, 0.0) + weight
        self.texts.setdefault(name, set()).add(text)
        if weight > self.where.get(name, (0.0, ""))[0]:
            self.where[name] = (weight, text)


def _tally(texts: Sequence[str]) -> _Tally:
    """Weigh every mention; the opening lines count threefold, and a council's company counts for the council."""
    tally = _Tally()
    shared: set[str] = set()
    for index, text in enumerate(texts):
        folded = _fold(text)
        opening = 3.0 if index < _OPENING else 1.0
        for trust in _trusts():
            if trust.folded in folded and trust.is_named(text):
                folded = folded.replace(trust.folded, " " * len(trust.folded))
                shared.update(trust.councils if len(trust.councils) > 1 else ())
                if len(trust.councils) == 1:
                    tally.add(trust.councils[0], _NAMED * opening if trust.placed else 1.0, text)
        for hit in _mention().finditer(folded):
            key = _fold(hit.group().replace("-", " "))
            key = key if key in _rows_by_name() else _fold(hit.group())
            name = _rows_by_name()[key][0]["name"]
            early = opening if hit.start() < 600 else 1.0
            tally.add(name, early * _weight(folded, hit.start(), hit.end(), key in _needs_context()), text)
    for name in shared & set(tally.votes):
        tally.votes[name] += 1.0
    return tally


def _is_joint(tally: _Tally) -> bool:
    """Whether the plan is one of several councils: two are named in earnest in one line and weigh the same."""
    ranked = sorted(tally.votes.items(), key=lambda item: (-item[1], item[0]))[:2]
    if len(ranked) == 2 and _always_together(tally, ranked[0][0], ranked[1][0]):
        return True
    if len(ranked) < 2 or ranked[0][1] != ranked[1][1] or ranked[0][1] < _NAMED:
        return False
    return tally.where[ranked[0][0]][1] == tally.where[ranked[1][0]][1]


def _always_together(tally: _Tally, first: str, second: str) -> bool:
    """Whether two councils are only ever named side by side: `Westminster and Kensington & Chelsea`."""
    one, other = _fold(first).replace(" and ", " (?:and|&) "), _fold(second).replace(" and ", " (?:and|&) ")
    joined = re.compile(rf"\b(?:{one}\s(?:and|&)\s(?:the\s)?{other}|{other}\s(?:and|&)\s(?:the\s)?{one})\b")
    same = tally.texts[first] == tally.texts[second]
    return same and all(joined.search(_fold(text)) for text in tally.texts[first])


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
    """Name the council whose plan this is, or None where no council is named, or several are in equal terms.

    A council that the table does not hold is named without codes, and only where no listed one is named in earnest.

    Example:
        >>> council = read_council(["London Borough of Hackney", "Peer review by Essex County Council, May 2014"])
        >>> council.code if council else ""
        'E09000012'
    """
    return read_council_evidence(texts, source_name)[0]


def read_council_evidence(
    texts: Sequence[str], source_name: str = "", properties: Sequence[str] = ()
) -> tuple[Council | None, str]:
    """The council as in `read_council`, and the text that names it; the file's name and properties only help."""
    tally = _tally(texts)
    named = _from_file_name(source_name)
    if named:
        tally.add(named, 6.0, source_name)
    if not tally.votes:
        tally = _tally(properties)
    ranked = [(count, name) for name, count in tally.votes.items() if count > 0]
    other, weight = unlisted_council(texts)
    if other and weight > _MUCH_MORE * max(ranked, default=(0.0, ""))[0]:
        return Council(other, "", "", ""), next((text for text in texts if other.casefold() in text.casefold()), "")
    if not ranked or _is_joint(tally):
        return None, ""
    best = max(ranked, key=lambda pair: (pair[0], pair[1]))[1]
    years = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    year = max(years, key=lambda each: (years[each], each)) if years else None
    row = _in_force(best, year)
    return Council(row["name"], row["code"], row["code_3"], row["region"]), tally.where[best][1]
