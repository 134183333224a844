"""A lead cell cut into the leads it names, and what in it is no lead.

Three steps: sentences and pointers are set aside; each line break is read as wrapping or as the end of a lead; then
the separators inside each line are read, since a comma, a stroke or an "and" may part two leads or belong to one title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.normalise.keybook import KeyBook
from pipeline.normalise.lead_asides import is_no_lead, is_placeholder
from pipeline.normalise.lead_labels import label_of, with_labels
from pipeline.normalise.lead_lines import code_spans, join_lines
from pipeline.normalise.roles import (
    ends_with_title_noun,
    has_title_noun,
    is_agency,
    is_organisation,
    is_rank,
    is_role_acronym,
    lexicon,
    opens_title,
    vocabulary,
    words_of,
)

SEPARATOR = re.compile(
    r"\s*(?:;|\||/|,(?:\s*(?:and then|and|&|then)(?=\s))?|\+|&|→|->|(?<=\s)>(?=\s)|(?<=\s)(?:and|plus|with|alongside|(?:and )?then|followed by|(?:supported|assisted) by|working with|jointly with|"
    r"in (?:partnership|conjunction|consultation|liaison) with)(?=\s))\s*"
)
_ENUMERATED_HEAD = re.compile(
    r"^(?:heads? of service|hos|h\.?o\.?s|service managers?|team managers?|[A-Z]{2,4}s?)\s*(?:\s[-–—]|[-–—]\s|[–—:])",
    re.IGNORECASE,
)
_HEAD_OF = re.compile(r"(?:[\w’'-]+\s+){0,3}(?:head|director|lead|manager|member)s?\s+(?:of|for)\s", re.IGNORECASE)
_LISTED = re.compile(r"(?<=\S)\s+(?=\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)[.)]\s+[A-Z])")
_LED = re.compile(r"\s*\(\s*(?P<part>(?:chair|lead)(?=\s*(?::|\s[-–—]))|chaired by|led by)\s*[:–—-]?\s+(?P<who>[^()]+)\)", re.IGNORECASE)
_BARE_TEAM = re.compile(r".*\b(?:Service|Manager|HoS|Head of) [A-Z]{2,5}")
_INITIALS = re.compile(r"[A-Z]{2,3}")
_ENUMERATED = re.compile(r"^(.*?\S)\s*[-–—:]\s*(.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """One lead as printed; `shared` is the title that the cell prints once for several, `label` its agency's name."""

    text: str
    shared: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Fragment:
    separator: str
    start: int
    end: int


def _bracket_spans(text: str) -> list[tuple[int, int]]:
    spans, start, depth = [], 0, 0
    for index, char in enumerate(text):
        if char == "(":
            start, depth = (index if depth == 0 else start), depth + 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                spans.append((start, index + 1))
    return spans


def _fragments(line: str, keys: KeyBook) -> list[_Fragment]:
    """The parts between separators, but for those inside brackets, codes and words such as `C&F`."""
    closed = _bracket_spans(line) + code_spans(line, keys)
    found, start, separator = [], 0, ""
    for hit in SEPARATOR.finditer(line):
        mark = hit.group().strip().casefold()
        mark = "," if mark.startswith(",") else "then" if mark.endswith("then") else mark
        mark = " / " if hit.group() == " / " else mark
        if any(low < hit.end() and hit.start() < high for low, high in closed) and not _between(hit, closed):
            continue
        if mark == "&" and re.search(r"\b[A-Z]$", line[: hit.start()]) and re.match(r"[A-Z]\b", line[hit.end() :]):
            continue
        if not line[start : hit.start()].strip(" .") or (mark.strip() == "/" and line[hit.end() :].lower().startswith("or ")):
            continue
        found.append(_Fragment(separator, start, hit.start()))
        start, separator = hit.end(), mark
    found.append(_Fragment(separator, start, len(line)))
    return [each for each in found if line[each.start : each.end].strip(" .")]


def _between(hit: re.Match[str], closed: list[tuple[int, int]]) -> bool:
    """Whether a separator lies outside every closed span, but for the blanks around it."""
    mark = hit.start() + len(hit.group()) - len(hit.group().lstrip())
    return not any(low <= mark < high for low, high in closed)


def is_whole(text: str, keys: KeyBook) -> bool:
    """Whether a text can be a lead by itself: a title, a code, a body, a person."""
    return has_title_noun(text) or keys.names(text) or is_agency(text)


def _reach(line: str, fragments: list[_Fragment], index: int) -> str:
    """The text from a fragment up to the next comma, stroke or semicolon: `Quality and Performance Manager`."""
    end = fragments[index].end
    for later in fragments[index + 1 :]:
        following = line[later.start : later.end]
        if later.separator.strip() in {",", "/", ";", "|"} or (opens_title(following) and " " in following):
            break
        end = later.end
    return line[fragments[index].start : end]


def _belongs(left: str, right: str, keys: KeyBook) -> bool:
    """Whether what follows a bare rank and a comma is its team, service or body: `Head of Service, MASH`."""
    before, _, last = left.rpartition(",")
    rank = last if keys.is_person(before) else left
    if not is_rank(rank) or keys.names(rank) or right.casefold() in vocabulary("partner"):
        return False
    return not (keys.is_person(right) or keys.is_post(right) or opens_title(right) or has_title_noun(right))


def _parts_at_comma(left: str, right: str, reach: str, keys: KeyBook) -> bool:
    if _belongs(left, right, keys) and not ends_with_title_noun(reach):
        return False
    if right.casefold() in vocabulary("partner") and has_title_noun(left):
        return not _goes_on_listing(left, reach)
    if _ENUMERATED_HEAD.match(left) and not (opens_title(right) and " " in right):
        return False
    if keys.is_person(right):
        named = keys.is_person(left.split(",")[0])
        return named or not has_title_noun(left) or ends_with_title_noun(left)
    if opens_title(right) or keys.is_code(right):
        return not keys.is_person(left)
    if has_title_noun(right) or ends_with_title_noun(reach):
        return not keys.is_person(left)
    if keys.is_person(left) or not (is_agency(right) or keys.is_acronym(right)):
        return False
    if keys.names(left) or not has_title_noun(left) or is_role_acronym(left):
        return True
    return not (ends_with_title_noun(left) or is_organisation(right)) and (right.isupper() or _is_partner(right))


def _goes_on_listing(left: str, reach: str) -> bool:
    """Whether what follows a comma is the rest of a list after "of": `Director of Children, Schools and Families`."""
    items = re.split(r"\s(?:and|&)\s", reach)
    return bool(len(items) > 1 and _HEAD_OF.match(left) and not is_agency(items[-1]) and not has_title_noun(reach))


def _is_partner(text: str) -> bool:
    """Whether a text is the one-word name of a partner agency, such as Police."""
    return len(text.split()) == 1 and text.casefold() in vocabulary("agency")


def _parts_at_stroke(left: str, right: str, reach: str, keys: KeyBook) -> bool:
    if keys.names(right) or has_title_noun(right) or ends_with_title_noun(reach):
        return True
    if keys.is_person(left) or is_placeholder(right) or is_no_lead(right) or (keys.names(left) and keys.codes):
        return True
    if _INITIALS.fullmatch(left.strip()) and _unknown_initials(right):
        return True
    meanings = lexicon().get(right.strip(" ."), ())
    if any(row["kind"] == "body" and row["agency"] == "council" for row in meanings) and len(right) < 5:
        return False
    return is_agency(right) or (is_agency(left) and not has_title_noun(left))


def _is_group(text: str) -> bool:
    return len(text.split()) > 1 and words_of(text)[-1:] != [] and words_of(text)[-1] in vocabulary("group_noun")


def _parts_at_and(left: str, right: str, reach: str, keys: KeyBook) -> bool:
    if _HEAD_OF.match(left) and ends_with_title_noun(reach) and not ends_with_title_noun(left):
        return True
    if (opens_title(reach) and has_title_noun(reach)) or (ends_with_title_noun(left) and ends_with_title_noun(reach)):
        return " " in left or not ends_with_title_noun(left)
    plural = words_of(reach)[-1:] and words_of(reach)[-1].endswith("s") and ends_with_title_noun(reach)
    if keys.is_person(left) or keys.is_person(right):
        return keys.is_person(right) or bool(plural)
    if keys.names(right) and keys.names(left):
        return True
    if _is_group(left) and _is_group(right):
        return True
    alone = is_agency(left) and is_agency(right) and not has_title_noun(left)
    return bool(plural) or (alone and (right.isupper() or left.isupper() or right.casefold() in vocabulary("agency")))


def _parts(fragment: _Fragment, left: str, right: str, reach: str, keys: KeyBook) -> bool:
    """Whether a separator ends a lead, given what stands before and after it."""
    left, right = _without_body(left, keys), _without_body(right, keys)
    if fragment.separator in {";", "|", "+", "→", "->", ">"} or label_of(right, keys)[0]:
        return True
    if fragment.separator == "," and _unknown_initials(left) and _unknown_initials(right):
        return True
    if _INITIALS.fullmatch(left.strip()) and fragment.separator.strip() == "/":
        return _parts_at_stroke(left, right, reach, keys)
    if not is_whole(left, keys):
        return bool(opens_title(right) and fragment.separator.strip() in {",", "/"} and not right.casefold().startswith("lead"))
    if fragment.separator == ",":
        return _parts_at_comma(left, right, reach, keys)
    if fragment.separator == " / " and is_agency(right) and not _BARE_TEAM.fullmatch(left):
        return True
    if fragment.separator.strip() == "/":
        return _parts_at_stroke(left, right, reach, keys)
    if fragment.separator in {"with", "plus", "alongside"}:
        return is_whole(right, keys) or opens_title(right) or ends_with_title_noun(reach)
    return fragment.separator not in {"&", "and"} or _parts_at_and(left, right, reach, keys)


def _without_body(text: str, keys: KeyBook) -> str:
    """A person without the body in brackets after the name; any other text as it is."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", text)
    return bare if bare != text and keys.is_person(bare) else text


def _unknown_initials(text: str) -> bool:
    known = any(row["kind"] in {"role", "body"} for row in lexicon().get(text.strip(), ()))
    return bool(_INITIALS.fullmatch(text.strip())) and not known


def _codes_in_a_row(line: str, keys: KeyBook) -> list[str]:
    """The codes of a line that holds nothing else, parted by blanks or brackets alone: `JS AK`, `AK (JS)`."""
    words = [word for word in line.split() if word.strip("(") not in {"-", "–", "with", "and", "plus"}]
    words = [word for word in words if word.strip("().").casefold() not in {"lead", "leading", "support", "supporting"}]
    if not keys.codes or keys.is_code(line) or re.search(r"[^\w\s.()–-]", line):
        return []
    found: list[str] = []
    while words:
        size = next((n for n in range(min(3, len(words)), 0, -1) if keys.is_code(" ".join(words[:n]))), 0)
        if not size:
            return []
        found.append(" ".join(words[:size]))
        words = words[size:]
    return found


def _split_line(line: str, keys: KeyBook) -> list[Piece]:
    fragments = _fragments(line, keys)
    if not fragments:
        return []
    initials = _codes_in_a_row(line, keys)
    if len(initials) > 1:
        return [Piece(code) for code in initials]
    spans = [(fragments[0].start, fragments[0].end)]
    for index, fragment in enumerate(fragments[1:], start=1):
        left = line[spans[-1][0] : spans[-1][1]]
        right = line[fragment.start : fragment.end]
        if _parts(fragment, left, right, _reach(line, fragments, index), keys):
            spans.append((fragment.start, fragment.end))
        else:
            spans[-1] = (spans[-1][0], fragment.end)
    return [piece for start, end in spans for piece in _shared_title(line[start:end].strip(" ,;"), keys)]


def _shared_title(text: str, keys: KeyBook) -> list[Piece]:
    """`HOS – Care Planning, Locality, C&R` names three heads of service; so does `Heads of Service: A, B and C`."""
    found = _ENUMERATED.match(text)
    if not found or keys.is_person(found[2]):
        return [Piece(text)]
    head, rest = found[1], found[2]
    generic = (len(head.split()) <= 3 and has_title_noun(head)) and re.search(r"\s[-–—]|[-–—]\s|:", text)
    items = [part.strip() for part in re.split(r"\s*[,;]\s*", rest) if part.strip()]
    listed = len(items) > 1 and not any(has_title_noun(item) for item in items)
    plural = words_of(head)[:1] in (["heads"], ["directors"]) or words_of(head)[-1:] in (["managers"], ["heads"])
    if not generic or not listed or (re.search(r"\s(?:and|&)\s", items[-1]) and not plural):
        return [Piece(text)]
    if plural:
        *before, last = items
        items = [*before, *(part for part in re.split(r"\s+(?:and|&)\s+", last) if part)]
    opening = text[: found.start(2)]
    return [
        replace(Piece(item, head), text=(opening + item if index == 0 else item)) for index, item in enumerate(items)
    ]


def _labelled(line: str, keys: KeyBook) -> list[Piece]:
    """The leads of a line; a label holds until the next one of its line."""
    label, rest = label_of(line, keys)
    found: list[Piece] = []
    for piece in _split_line(rest, keys):
        own, bare = label_of(piece.text, keys)
        label = own or label
        found.append(replace(piece, text=bare, label=label))
    return found


def _one_a_line(text: str, keys: KeyBook) -> str:
    """A list numbered inside a line, and who leads a group in brackets after it, each on a line of its own."""
    if keys.codes:
        return text
    if re.match(r"\s*\(?(?:1|a|i)[.)]\s", text):
        text = _LISTED.sub("\n", text)
    return _LED.sub(lambda hit: f"\n{hit['part'].capitalize()}: {hit['who']}" if has_title_noun(hit["who"]) else hit.group(), text)


def _with_names(pieces: list[Piece], keys: KeyBook) -> list[Piece]:
    """A person and the title on the next line are one lead, in whichever order the cell prints them."""
    people = [keys.is_person(_without_body(piece.text, keys)) for piece in pieces]
    titles = [piece for piece, person in zip(pieces, people, strict=True) if not person]
    if len(titles) * 2 != len(pieces) or any(a == b for a, b in pairwise(people)):
        return pieces
    if not all(has_title_noun(piece.text) or keys.is_code(piece.text) for piece in titles):
        return pieces
    return [Piece(f"{a.text}, {b.text}") for a, b in zip(pieces[::2], pieces[1::2], strict=True)]


def split_leads(text: str, keys: KeyBook) -> list[Piece]:
    r"""Cut the text of a lead cell, without its sentences, into the leads it names.

    Example:
        >>> [piece.text for piece in split_leads("Head of\nSafeguarding / Complaints\nManager", KeyBook())]
        ['Head of Safeguarding', 'Complaints Manager']
    """
    text = _one_a_line(with_labels(text, keys), keys)
    rows = [[piece for piece in _labelled(line, keys) if piece.text] for line in join_lines(text, keys)]
    pieces = [piece for row in rows for piece in row]
    commas = len(rows) == 1 and not re.search(r"[/;|&+]|\band\b", text)
    return _with_names(pieces, keys) if commas or all(len(row) == 1 for row in rows) else pieces
