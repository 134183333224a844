"""Meanings of acronyms inside running text: lists in a paragraph, and brackets behind the words in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.normalise.claims import read_label
from pipeline.normalise.key_cells import reads_as_value
from schemas.readings import Acronym

_CODE = r"[A-Z][A-Za-z&/]{1,9}(?:\s[A-Z]{1,4})?"
_SIGN = r"\s*(?:[=–—]|-(?=\s)|:(?=\s)|\bmeans\b|\bstands for\b)\s*"
_ITEM = re.compile(rf"(?P<code>{_CODE}){_SIGN}(?P<meaning>[^;=]{{3,120}})")
_OPEN = re.compile(rf"{_CODE}(?:{_SIGN}|\s*$)")
"""An item that a line may cut."""
_CUT = re.compile(rf"\s*[;,.|•]\s*(?=(?:and\s+)?{_CODE}{_SIGN})")
_HEADING = re.compile(
    r"^\W*(?:(?:list of|key to|the)\s+)*(?:acronyms?|abbreviations?|initials|short forms?|glossary|key)"
    r"(?:\s+(?:used|and|in|terms|this|the|plan|document))*\s*[:–-]\s*",
    re.IGNORECASE,
)
_FEWEST = 3
"""Definitions of a list without a heading word; with one, one fewer."""
_MOST_LINES = 12
_SPELLED = 0.6
"""Share of the codes that the first letters of their meanings must spell."""
_BRACKET = re.compile(r"\(\s*[“\"‘']?(?P<code>[A-Z][A-Za-z&]{1,7})[”\"’']?\s*\)")
_SMALL = frozenset({"of", "and", "the", "for", "in", "to", "or", "a", "an", "with", "on", "at", "by"})
_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_REACH = 14
"""Words before a bracket that may spell the acronym in it."""


def read_inline(lines: Sequence[tuple[int, str]]) -> list[Acronym]:
    """What the running text of a document says that its acronyms mean.

    Args:
        lines: Page and text of the lines outside tables.

    Example:
        >>> found = read_inline([(1, "Short forms: SAB = Safeguarding Adults"), (1, "Board; PA = Personal Adviser.")])
        >>> [(entry.acronym, entry.expansion) for entry in found]
        [('SAB', 'Safeguarding Adults Board'), ('PA', 'Personal Adviser')]
        >>> read_inline([(1, "It goes to the Children’s Trust Board (CTB) each month.")])[0].expansion
        'Children’s Trust Board'
    """
    listed = [entry for at in range(len(lines)) for entry in _listed(lines[at : at + _MOST_LINES])]
    found: dict[str, Acronym] = {}
    for entry in (*listed, *_bracketed(lines)):
        found.setdefault(entry.acronym, entry)
    return list(found.values())


def _listed(lines: Sequence[tuple[int, str]]) -> list[Acronym]:
    """The list that the first of some lines opens, over as many of them as it takes."""
    page, first = lines[0]
    headed = _HEADING.match(first)
    opening = first[headed.end() :] if headed else first.strip()
    if not _ITEM.match(opening) or (not headed and not _CUT.search(f"{opening} ")):
        return []
    text, best = "", ""
    for number, (other, line) in enumerate(lines):
        if other != page:
            break
        text = f"{text} {line.strip()}" if number else opening
        last = _parts(text)[-1]
        if not _OPEN.match(last) or len(last.split()) > _REACH:
            break
        best = text
        if text.rstrip().endswith(".") or (_is_spelled(last) and not _goes_on(lines, number)):
            break
    items = [item for part in _parts(best) if (item := _ITEM.match(part.rstrip(" .")))]
    pairs = [(item["code"], item["meaning"].strip(" .,")) for item in items]
    odd = [pair for pair in pairs if reads_as_value(*pair) or read_label(pair[1])]
    spelled = sum(_spells(code, meaning) for code, meaning in pairs)
    if len(pairs) < _FEWEST - bool(headed) or odd or spelled < _SPELLED * len(pairs):
        return []
    return [Acronym(code, meaning, page, "document_glossary") for code, meaning in pairs]


def _parts(text: str) -> list[str]:
    return [re.sub(r"^and\s+", "", part) for part in _CUT.split(text)]


def _goes_on(lines: Sequence[tuple[int, str]], number: int) -> bool:
    """Whether the line after one holds further definitions."""
    after = lines[number + 1][1] if number + 1 < len(lines) else ""
    return bool(lines[number][1].rstrip().endswith((";", ",")) or _CUT.search(after))


def _is_spelled(part: str) -> bool:
    item = _ITEM.match(part)
    return item is not None and _spells(item["code"], item["meaning"])


def _initials(words: Sequence[str]) -> str:
    plain = (re.sub(r"[’']\w*", "", word) for word in words)
    return "".join(part[0] for word in plain for part in re.findall(r"[^\W\d_]+", word)).casefold()


def _spells(code: str, meaning: str) -> bool:
    """Whether the letters of a code open words of the meaning, in their order."""
    rest = iter(_initials(meaning.split()))
    return all(letter in rest for letter in re.sub(r"[^a-z]", "", code.casefold()))


def _bracketed(lines: Sequence[tuple[int, str]]) -> Iterator[Acronym]:
    """Acronyms in brackets behind words that their letters spell."""
    for page, group in groupby(lines, key=lambda line: line[0]):
        text = " ".join(line.strip() for _, line in group)
        for hit in _BRACKET.finditer(text):
            before = re.split(r"[.;:()]\s", text[max(0, hit.start() - 160) : hit.start()])[-1]
            meaning = _in_full(hit["code"], before)
            if meaning:
                yield Acronym(hit["code"], meaning, page, "document_glossary")


def _in_full(code: str, before: str) -> str:
    """The words right before a bracket whose first letters are those of the code in it; small words may be left out."""
    wanted = re.sub(r"[^a-z]", "", code.casefold())
    words = list(_WORD.finditer(before))
    if not words or before[words[-1].end() :].strip():
        return ""
    for first in range(len(words) - 1, max(-1, len(words) - _REACH), -1):
        chosen = [word.group() for word in words[first:]]
        plain = [word for word in chosen if word not in _SMALL]
        if chosen[0] not in _SMALL and wanted in {_initials(plain), _initials(chosen)}:
            return before[words[first].start() : words[-1].end()]
    return ""
