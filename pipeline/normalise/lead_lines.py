"""The printed lines of a lead cell: which are wrapped text, and which start another lead."""

from __future__ import annotations

import functools
import re

from pipeline.normalise.keybook import KeyBook
from pipeline.normalise.lead_asides import OPEN_END
from pipeline.normalise.lead_labels import is_labelled, label_of
from pipeline.normalise.lead_regroup import regrouped
from pipeline.normalise.lead_wraps import is_wrapped
from pipeline.normalise.role_words import sector_words, vocabulary, words_of
from pipeline.normalise.roles import (
    ends_with_title_noun,
    has_title_noun,
    is_agency,
    is_organisation,
    is_rank,
    is_role_acronym,
    opens_title,
    place_list,
    tidy,
)

_END_OF_WORD = re.compile(r"(?!(?:of|and|for|to|in|at|on|or|by|the|ex)\b)[a-z]{1,3}(?![a-z])")
"""Letters that a narrow column may have cut off a word."""
_SIGN = re.compile(r"^\s*(?:[•●▪◦·‣\uf0b7\uf0a7*]|[-–—]\s|o\s(?=[A-Z]))\s*")
_NUMBERED = re.compile(r"^\s*\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)[.)]\s")
_LED = re.compile(r"(?:Chair|Chaired by|Led by|Deputising): ")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_LONG_ACRONYM = re.compile(r"[A-Z]{3,}")
_BODIES = frozenset({"board", "committee", "panel", "forum", "partnership", "cabinet", "group", "subgroup", "team"})
_PART_OF_BODY = frozenset(
    {"executive", "sub", "working", "task", "steering", "project", "development", "business", "management", "strategic",
     "operational", "improvement", "learning", "quality", "training", "and"}
)  # fmt: skip
_NEVER_ALONE = frozenset(
    {"manager", "managers", "officer", "officers", "co-ordinator", "coordinator", "adviser", "chair"}
)
"""Nouns that are nobody's title by themselves, so that a line of nothing else goes on with the one above."""
_BODY_WORDS = 2
"""Words of the longest body that such a line goes on with; longer text may hold another post before it."""
_WANTS_GROUP = re.compile(
    r"(?:vice |deputy |independent )?(?:chair|member|secretary|representative)s? of\b", re.IGNORECASE
)


@functools.lru_cache(maxsize=4096)
def _code_pattern(code: str) -> re.Pattern[str]:
    words = [re.escape(word.strip(".")) + r"\.?" for word in code.split()]
    inner = r"\s+".join(words)
    return re.compile(rf"(?<![\w.&]){inner}(?![\w&])", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def _opening_of(code: str) -> str:
    return code.split(maxsplit=1)[0].strip(".").casefold()


def code_spans(text: str, keys: KeyBook) -> list[tuple[int, int]]:
    """Where codes of the document's key stand whole between separators, also when wrapped over two lines."""
    spans: list[tuple[int, int]] = []
    flat = text.casefold()
    for code in keys.printed_codes:
        if _opening_of(code) not in flat:
            continue
        for hit in _code_pattern(code).finditer(text):
            before, after = text[: hit.start()].rstrip(" "), text[hit.end() :].lstrip(" ")
            bounded = (not before or before[-1] in "/,;|&+\n(") and (not after or after[0] in "/,;|&+\n).")
            if bounded and not any(low < hit.end() and hit.start() < high for low, high in spans):
                spans.append(hit.span())
    return spans


def join_lines(text: str, keys: KeyBook) -> list[str]:
    r"""Undo the wrapping of a narrow column, keeping apart what the line breaks part.

    Example:
        >>> join_lines("Assistant\nDirector, Social\nCare\nHead of Safeguarding", KeyBook())
        ['Assistant Director, Social Care', 'Head of Safeguarding']
    """
    closed = code_spans(text, keys)
    lines = text.split("\n")
    width = max(map(len, lines))
    joined: list[str] = []
    groups: list[list[str]] = []
    offset, gap = 0, True
    for index, line in enumerate(lines):
        bare = _SIGN.sub("", line).strip()
        inside = any(low < offset <= high - 1 for low, high in closed)
        offset += len(line) + 1
        if bare and joined and not _parts(joined[-1], lines[index - 1 :], keys, (inside, gap, width)):
            joined[-1] = _glue(joined[-1], bare)
            groups[-1].append(bare)
        elif bare:
            joined.append(bare)
            groups.append([bare])
        gap = not bare
    return [functools.reduce(_glue, group) for group in regrouped(groups)]


def _parts(before: str, lines: list[str], keys: KeyBook, place: tuple[bool, bool, int]) -> bool:
    """Whether the second of some lines starts another lead; `place` says if it stands inside a code or after a gap."""
    inside, gap, width = place
    line = _SIGN.sub("", lines[1]).strip()
    if inside:
        return False
    if (
        _SIGN.match(lines[1])
        or _NUMBERED.match(lines[1])
        or _LED.match(line)
        or is_labelled(line)
        or label_of(line, keys)[0]
    ):
        return True
    if before.count("(") > before.count(")") or OPEN_END.search(before) or re.match(r"[a-z(&/,;)]", line):
        return False
    rest = " ".join(each.strip() for each in lines[2:])
    forced = len(lines[0].strip()) + 1 + len(line.split(maxsplit=1)[0]) > width
    if not gap and is_wrapped(before, line, rest, forced=forced):
        return False
    meant = _fits(lines[0], line, width) and _stands_alone(before, " ".join([line, *lines[2:3]]), keys)
    return gap or meant or _starts_lead(before, line, rest, keys)


def _glue(left: str, right: str) -> str:
    if re.search(r"\w-$", left) and right[:1].isalpha():
        return _unbroken(left, right)
    rest = _END_OF_WORD.match(right)
    last = words_of(left)[-1] if words_of(left) else ""
    broken = rest is not None and left[-1].isalpha() and last not in sector_words() and last + rest[0] in sector_words()
    return left + right if broken else f"{left} {right}"


def _unbroken(left: str, right: str) -> str:
    """A word that a hyphen breaks at the end of a line; one that is known with its hyphen keeps it (`Co-ordinator`)."""
    first, second = words_of(left)[-1:], words_of(right)[:1]
    if first and second and right[0].islower():
        whole, known = f"{first[0]}{second[0]}", sector_words()
        if whole in known and f"{first[0]}-{second[0]}" not in known:
            return left[:-1] + right
    return left + right


def _tail(text: str) -> str:
    """What stands after the last stroke or semicolon: the lead that a line break may end."""
    return re.split(r"[/;|](?![^(]*\))|\s(?:with|plus|alongside|supported by)\s", text)[-1].strip()


def _opening(text: str) -> str:
    return re.split(r"\s*[/;|,(:]|\s[-–—]\s", text, maxsplit=1)[0].strip(" .")


def _whole(text: str, keys: KeyBook) -> bool:
    tail = _tail(text)
    post, joint, begun = tail.rpartition(" and ")
    if joint and ends_with_title_noun(post) and not _whole(begun, keys):
        return False
    bare = _BRACKETS.sub("", tail)
    return has_title_noun(tail) or any(map(keys.names, (tail, bare, _last(tail)))) or is_agency(tail)


def _last(text: str) -> str:
    return text.rpartition(",")[2].strip()


def _starts_lead(before: str, line: str, rest: str, keys: KeyBook) -> bool:
    """Whether the words of a line start a lead of its own after the text before it."""
    first = _opening(line)
    if not _whole(before, keys) or _completes(before, first, keys):
        return False
    if opens_title(line) or _opens_over_lines(line, rest) or ends_with_title_noun(first):
        return True
    if keys.is_code(first) or keys.is_code(line) or keys.is_person(first) or keys.begins_title(line, rest):
        return True
    if " " not in line and keys.is_person(_tail(before)) and keys.is_person(" ".join([line, *rest.split()[:1]])):
        return True
    if _is_body(_tail(before)) and _is_body(first) and words_of(first)[0] not in _PART_OF_BODY:
        return True
    named = keys.is_acronym(first) or (is_agency(first) and " " not in first)
    return (named or _follows_post(before, line, rest)) and not _wants_place(before, first, keys)


def _follows_post(before: str, line: str, rest: str) -> bool:
    """Whether an acronym is a whole post, such as `PSW`, and the lines after it another, such as `Training Lead`."""
    tail = _tail(before)
    if not (_LONG_ACRONYM.fullmatch(tail) and is_role_acronym(tail)) or is_rank(tail):
        return False
    return ends_with_title_noun(_opening(f"{line} {rest}"))


def _is_body(text: str) -> bool:
    words = words_of(text)
    return len(words) > 1 and words[-1] in _BODIES


def _completes(before: str, first: str, keys: KeyBook) -> bool:
    """Whether a line goes on with what precedes it: a bare `Director` after its area, a `Chair` after its board."""
    tail = _tail(before)
    lacks = re.fullmatch(r"[A-Z]{2,6}s?", tail) or (len(tail.split()) <= _BODY_WORDS and not ends_with_title_noun(tail))
    if first.casefold() in _NEVER_ALONE and lacks and not keys.is_person(tail):
        return True
    if " " not in first and first.casefold() in vocabulary("title_noun"):
        if "," in before:
            return not (has_title_noun(_last(before)) or keys.names(_last(before)))
        if _lacks_noun(tail, first, keys):
            return True
    if _is_rank_of(tail, first):
        return True
    board = re.fullmatch(r"[A-Z]{1,3}SC[BP]", tail) or (
        re.fullmatch(r"[A-Z]{3,}", tail) and is_agency(tail) and not has_title_noun(tail)
    )
    return bool(board and re.match(r"(?:independent|vice|chair|business|development|board) ?", first.casefold()))


def _lacks_noun(tail: str, noun: str, keys: KeyBook) -> bool:
    """Whether a team or service above a single noun is the rest of its title: `Safeguarding Unit`, then `Manager`."""
    if has_title_noun(tail) or keys.is_code(tail) or keys.is_person(tail) or tail.casefold() in vocabulary("partner"):
        return False
    return " " in tail.strip() or noun.casefold() in vocabulary("completing")


def _is_rank_of(tail: str, first: str) -> bool:
    """Whether a rank of two words belongs to the service above it: `Health Visiting`, then `Service Lead`."""
    above = words_of(tail)
    named = len(above) > 1 and tail.casefold().replace("’", "'") in vocabulary("agency") - vocabulary("partner")
    return named and is_rank(first) and " " in first and not set(above) & set(words_of(first))


def _opens_over_lines(line: str, rest: str) -> bool:
    """Whether words such as `Principal` or `Assistant`, alone on their line, open a title with the next line."""
    words = words_of(line)
    modifiers = vocabulary("title_modifier")
    return len(words) < 3 and all(word in modifiers for word in words) and opens_title(f"{line} {rest}")


def _wants_place(before: str, first: str, keys: KeyBook) -> bool:
    """Whether a body printed after a title says where the post belongs: `..., NHS` or a place that ends the line."""
    last, tail = _last(before), _tail(before)
    if re.search(rf"[^\s,]\s+{place_list()}$", before) and is_agency(first):
        return True
    if keys.names(last) or not has_title_noun(tail) or len(tail.split()) < 2:
        return False
    generic = vocabulary("title_modifier") | vocabulary("title_noun") | {"of"}
    return (
        all(word in generic for word in words_of(tail))
        or (is_organisation(first) and " " in first)
        or ("," in tail and len(last.split()) == 1)
    )


def _fits(previous: str, line: str, width: int) -> bool:
    """Whether the first word of a line would have fitted on the line above, so that the break was meant."""
    return len(previous.strip()) + 1 + len(line.split(maxsplit=1)[0]) < width - 4


def _stands_alone(before: str, line: str, keys: KeyBook) -> bool:
    first = tidy(_opening(line))
    if not _whole(before, keys) or _wants_place(before, first, keys):
        return False
    if ends_with_title_noun(first) and not _completes(before, first, keys):
        return True
    return keys.names(first) or (is_agency(first) and not _WANTS_GROUP.match(_tail(before)))
