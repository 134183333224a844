"""A lead cell cut into the leads it names, and what in it is no lead.

Three steps: sentences and pointers are set aside; each line break is read as wrapping or as the end of a lead; then
the separators inside each line are read, since a comma, a stroke or an "and" may part two leads or belong to one title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.normalise.keybook import KeyBook
from pipeline.normalise.lead_labels import label_of, with_labels
from pipeline.normalise.lead_lines import code_spans, join_lines
from pipeline.normalise.lead_parting import Fragment, parts, without_body
from pipeline.normalise.ranked_names import is_standing
from pipeline.normalise.role_words import words_of
from pipeline.normalise.roles import has_title_noun, opens_title

SEPARATOR = re.compile(
    r"\s*(?:;|\||/|,(?:\s*(?:and then|and|&|then)(?=\s))?|(?<!\d)\+|&|→|->|(?<=\s)>(?=\s)|"
    r"(?<=\s)(?:(?:with|and) (?:support|input|help|assistance) (?:of|from)|and|plus|with|alongside|(?:and )?then|"
    r"followed by|(?:and )?(?:supported|assisted|overseen) by|working with|jointly with|"
    r"in (?:partnership|conjunction|consultation|liaison) with)(?=\s))\s*"
)
_LISTED = re.compile(r"(?<=\S)\s+(?=\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)[.)]\s+[A-Z])")
_LED = re.compile(
    r"\s*\(\s*(?P<part>(?:chair|lead|delivery|support|oversight|sponsor|deputy|deputising)(?=\s*(?::|\s[-–—]))|"
    r"chaired by|led by|supported by|delivered by)\s*[:–—-]?\s+(?P<who>[^()]+)\)",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"^(.*?\S)\s*[-–—:]\s*(.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """One lead as printed.

    `shared` is the title that the cell prints once for several, `label` the name of its agency, and `printed` the text
    with the label, where the label stands right before it.
    """

    text: str
    shared: str = ""
    label: str = ""
    printed: str = ""


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


def _fragments(line: str, keys: KeyBook) -> list[Fragment]:
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
        if mark == "/" and is_standing(line[: hit.start()], line[hit.start() :]):
            continue
        if not line[start : hit.start()].strip(" .") or (
            mark.strip() == "/" and line[hit.end() :].lower().startswith("or ")
        ):
            continue
        found.append(Fragment(separator, start, hit.start()))
        start, separator = hit.end(), mark
    found.append(Fragment(separator, start, len(line)))
    return [each for each in found if line[each.start : each.end].strip(" .")]


def _between(hit: re.Match[str], closed: list[tuple[int, int]]) -> bool:
    """Whether a separator lies outside every closed span, but for the blanks around it."""
    mark = hit.start() + len(hit.group()) - len(hit.group().lstrip())
    return not any(low <= mark < high for low, high in closed)


def _reach(line: str, fragments: list[Fragment], index: int) -> str:
    """The text from a fragment up to the next comma, stroke or semicolon: `Quality and Performance Manager`."""
    end = fragments[index].end
    for later in fragments[index + 1 :]:
        following = line[later.start : later.end]
        if later.separator.strip() in {",", "/", ";", "|"} or (opens_title(following) and " " in following):
            break
        end = later.end
    return line[fragments[index].start : end]


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
    return [] if any(keys.is_team_of(*pair) for pair in pairwise(found)) else found


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
        if parts(fragment, left, right, _reach(line, fragments, index), keys):
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
    for number, piece in enumerate(_split_line(rest, keys)):
        own, bare = label_of(piece.text, keys)
        before = own or (label if number == 0 else "")
        label = own or label
        found.append(Piece(bare, piece.shared, label, f"{before}: {bare}" if before else ""))
    return found


def _one_a_line(text: str, keys: KeyBook) -> str:
    """A list numbered inside a line, and who leads a group in brackets after it, each on a line of its own."""
    if keys.codes:
        return text
    if re.match(r"\s*\(?(?:1|a|i)[.)]\s", text):
        text = _LISTED.sub("\n", text)
    return _LED.sub(
        lambda hit: f"\n{hit['part'].capitalize()}: {hit['who']}" if has_title_noun(hit["who"]) else hit.group(), text
    )


def _with_names(pieces: list[Piece], keys: KeyBook) -> list[Piece]:
    """A person and the title on the next line are one lead, in whichever order the cell prints them."""
    people = [keys.is_person(without_body(piece.text, keys)) for piece in pieces]
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
