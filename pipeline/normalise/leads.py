"""Who leads an action: a lead cell read as posts, with the document's own key as the authority."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.normalise.keybook import KeyBook, code_key, post_key
from pipeline.normalise.lead_asides import is_no_lead, is_placeholder, set_aside
from pipeline.normalise.lead_names import bare_title, name_and_title, read_initials
from pipeline.normalise.lead_text import plain_cell
from pipeline.normalise.people import is_person
from pipeline.normalise.resolve_leads import resolve, resolve_title
from pipeline.normalise.role_words import words_of
from pipeline.normalise.roles import expand_abbreviations, has_title_noun, is_agency, is_organisation, is_rank, tidy
from pipeline.normalise.running_text import POST, find_mentions
from pipeline.normalise.split_leads import Piece, split_leads
from schemas.readings import Acronym, LeadReading, LeadsReading

__all__ = ["KeyBook", "make_keybook", "read_leads"]

_LEAD_LABEL = re.compile(
    r"^(?:overall |joint )?(?:lead(?: officer)?|responsible(?: officer)?|owner)(?:\s*:|\s+[-–—]\s)|"
    r"\((?:lead|responsible)\)",
    re.IGNORECASE,
)


_BY = re.compile(
    r"\b(?:by|responsibility of|responsible (?:officer|lead)(?: is)?|owned by|rests? with|lies with|lead is)\s+"
    r"(?:the\s+)?",
    re.IGNORECASE,
)


_REFERENCE = re.compile(
    r"(?<=\w)[ \t]*\((?:actions? |refs?\.? )?\d{1,2}(?:\.\d{1,2})*[a-z]?"
    r"(?:\s*(?:,|&|and|-|–)\s*\d{1,2}(?:\.\d{1,2})*[a-z]?)*\)"
    r"(?=\s*(?:[,;/&\n]|$))"
)
"""Numbers in brackets after a lead: the actions that are the lead's."""
_PAIR = re.compile(r"[A-Z]{2}")
_LONGEST = 2000
"""Characters of a cell that are read as leads; what follows is no list of leads and stays as text."""


def _heads(entries: Sequence[Acronym]) -> dict[str, str]:
    """What the first word of several codes stands for, shown by the entries that spell it: `SM` from `SM CLA`."""
    votes: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        word = entry.acronym.split()[0]
        if len(entry.acronym.split()) < 2 or not re.fullmatch(r"[A-Z]{2,3}", word):
            continue
        words = entry.expansion.split()[: len(word)]
        if "".join(each[0] for each in words) == word and has_title_noun(" ".join(words)):
            votes[word, " ".join(words)] += 1
    return {word: opening for (word, opening), _ in sorted(votes.items(), key=lambda item: (item[1], item[0]))}


def _key_title(expansion: str, heads: dict[str, str]) -> str:
    """The words of the key, with what it abbreviates itself written out."""
    words = tidy(expansion).split()
    if words and words[0] in heads and len(words) > 1:
        words[0] = heads[words[0]]
    return expand_abbreviations(" ".join(words))


def _phrases(cells: Sequence[str], council: str) -> dict[str, str]:
    """Acronyms with `&` that the document's own titles spell out: `C&R` beside `Commissioning and Resources`."""
    whole = tidy(" ; ".join(cells))
    wanted = set(re.findall(r"\b[A-Z]&[A-Z]\b", whole))
    spelled: Counter[tuple[str, str]] = Counter()
    for left, right in re.findall(r"\b([A-Z][a-z]+)\s+(?:and|&)\s+([A-Z][a-z]+)", whole):
        if f"{left[0]}&{right[0]}" in wanted and council not in (left, right):
            spelled[f"{left[0]}&{right[0]}", f"{left} and {right}"] += 1
    return {acronym: phrase for (acronym, phrase), _ in sorted(spelled.items(), key=lambda item: (item[1], item[0]))}


def _cut(text: str, keys: KeyBook) -> list[Piece]:
    """The leads of a cell; one in which no printed title begins a line is cut once for all that ask."""
    lines = text.split("\n")
    if any(keys.begins_title(line, " ".join(lines[at + 1 :])) for at, line in enumerate(lines[1:], start=1)):
        return split_leads(text, keys)
    if text not in keys.plain:
        keys.plain[text] = split_leads(text, keys)
    return keys.plain[text]


def _spellings(cells: Sequence[str], keys: KeyBook) -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], int]]:
    """The titles that the cells print, each in its most frequent full spelling."""
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    full: Counter[tuple[str, ...]] = Counter()
    for cell, times in Counter(cells).items():
        for piece in _cut(set_aside(plain_cell(cell)[:_LONGEST])[0], keys):
            bare, _ = bare_title(piece.text, keys.initials)
            if piece.shared or not bare or is_placeholder(bare) or keys.is_code(bare) or not has_title_noun(bare):
                continue
            title = resolve_title(bare, keys)
            key = post_key(title.role)
            full[key] += times
            spelled = title.resolved_by == "verbatim" and words_of(title.role)[:3] != ["head", "of", "service"]
            seen[key, title.role] += 2 * times if spelled else 0
    titles: dict[tuple[str, ...], str] = {}
    for (key, role), _ in sorted(seen.items(), key=lambda item: (item[1], item[0][1].count(","), item[0][1])):
        titles[key] = role
    return titles, dict(full)


def _is_area(entry: Acronym) -> bool:
    """Whether a key explains a field of work (`CSC`, `QA`) rather than a post or a body, so that posts hold it."""
    plain = re.fullmatch(r"[A-Za-z&]{2,6}", entry.acronym) is not None
    meant = entry.expansion
    return plain and not (has_title_noun(meant) or is_agency(meant) or is_person(meant))


def _is_body(meant: str) -> bool:
    return is_organisation(meant) or words_of(meant)[-1:] == ["group"]


def _terms(codes: Mapping[str, tuple[str, ...]], entries: Sequence[Acronym]) -> dict[str, str]:
    """Acronyms of the key for ranks and fields of work, which stand inside titles too: `HoS QA`, `Director, CSC`."""
    found: dict[str, str] = {}
    for entry in entries:
        meanings = codes[code_key(entry.acronym)]
        meant = meanings[0]
        inside = is_rank(meant) or not (has_title_noun(meant) or _is_body(meant) or is_person(meant))
        if len(meanings) == 1 and inside and re.fullmatch(r"[A-Za-z&]{2,6}", entry.acronym):
            found[entry.acronym] = meant
    return found


def _lists_people(codes: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether several codes are pairs of letters that do not spell their titles, and so are people's initials."""
    pairs = [(code, titles[0]) for code, titles in codes.items() if len(code) == 2 and code.isalpha()]
    return sum(not "".join(word[0] for word in words_of(title)).startswith(code) for code, title in pairs) > 1


def _with_titles(keys: KeyBook, cells: Sequence[str]) -> KeyBook:
    """The key with the titles that the lead cells print; read twice, since what is found first helps to part others."""
    for _ in range(2):
        spelled, counts = _spellings(cells, keys)
        spelled |= {post_key(title): title for group in keys.codes.values() for title in group if has_title_noun(title)}
        whole = tuple(code_key(title) for title in spelled.values() if has_title_noun(title))
        keys = replace(keys, titles=spelled, counts=counts, printed_titles=whole)
    return keys


_DEFINES = re.compile(r"(?:the|an?|any|someone|person|people)\s|.*\b(?:who|which|whose)\b", re.IGNORECASE)
"""How an entry of a glossary begins that says what a term means instead of writing it out."""


def make_keybook(acronyms: Sequence[Acronym], titles: Iterable[str] = (), council: str = "") -> KeyBook:
    """Gather what a document says about its posts; `titles` are the texts of all its lead cells.

    Example:
        >>> keys = make_keybook([Acronym("DD TS", "Divisional Director Targeted Services", 6)])
        >>> read_leads("DD TS", keys).responsible
        'Divisional Director Targeted Services'
    """
    acronyms = [entry for entry in acronyms if not _DEFINES.match(entry.expansion)]
    people = {entry for entry in acronyms if name_and_title(entry.expansion)[0]}
    areas = {entry for entry in acronyms if entry not in people and _is_area(entry)}
    key_entries = [
        entry for entry in acronyms if (entry.source == "document_key" and entry not in areas) or entry in people
    ]
    heads = _heads(key_entries)
    codes: dict[str, tuple[str, ...]] = {}
    for entry in key_entries:
        title = _key_title(entry.expansion, heads)
        known = codes.get(code_key(entry.acronym), ())
        codes[code_key(entry.acronym)] = known if title in known else (*known, title)
    glossary: dict[str, tuple[str, ...]] = {}
    for entry in acronyms:
        if (entry.source != "document_key" or entry in areas) and entry not in people:
            meaning = re.sub(r"\s*\([^)]*\)?\s*$", "", entry.expansion).strip()
            glossary[entry.acronym] = (*glossary.get(entry.acronym, ()), meaning)
    cells = sorted(set(titles))
    printed = tuple(sorted({entry.acronym for entry in key_entries}, key=lambda code: (-len(code), code)))
    keys = KeyBook(
        codes,
        printed,
        glossary,
        heads,
        _phrases(cells, council),
        council=council,
        initials=read_initials(cells, glossary),
        terms=_terms(codes, key_entries),
        lists_people=_lists_people(codes),
    )
    return _with_titles(keys, list(titles) or cells)


def _squeezed(text: str) -> str:
    return " ".join(words_of(tidy(text)))


def _underlined_lead(leads: Sequence[LeadReading], underlined: Sequence[str]) -> int | None:
    """The place of the first lead that an underlined phrase marks."""
    for phrase in underlined:
        mark = _squeezed(phrase)
        if not mark:
            continue
        names = [_squeezed(lead.text) for lead in leads]
        alike = [index for index, name in enumerate(names) if name == mark]
        alike += [index for index, name in enumerate(names) if name and (mark in name or name in mark)]
        if alike:
            return alike[0]
        shared = [len(set(mark.split()) & set(name.split())) for name in names]
        if max(shared, default=0) > 1:
            return shared.index(max(shared))
    return None


def _responsible(leads: Sequence[LeadReading], underlined: Sequence[str]) -> int | None:
    marked = _underlined_lead(leads, underlined)
    if marked is not None:
        return marked
    labelled = [index for index, lead in enumerate(leads) if _LEAD_LABEL.search(lead.text)]
    if len(labelled) == 1:
        return labelled[0]
    return 0 if len(leads) == 1 else None


def _named_in(sentence: str) -> tuple[list[Piece], str]:
    """The posts that a sentence says an action is done by, and the rest of the sentence."""
    starts = {hit.end() for hit in _BY.finditer(sentence)}
    posts = [each for each in find_mentions(sentence) if each.kind == POST and each.start in starts]
    rest, at = "", 0
    for each in posts:
        rest, at = rest + sentence[at : each.start].rstrip() + " ", each.end
    return [Piece(each.text) for each in posts], (rest + sentence[at:]).strip()


def _resolved(piece: Piece, keys: KeyBook, known: dict[Piece, LeadReading]) -> LeadReading:
    if piece not in known:
        known[piece] = resolve(piece, keys)
    return known[piece]


def read_leads(
    text: str, keys: KeyBook, underlined: tuple[str, ...] = (), known: dict[Piece, LeadReading] | None = None
) -> LeadsReading:
    r"""Read a lead cell, its line breaks as printed.

    The responsible lead is the first underlined one, else the one labelled so, else the only one. `known` holds the
    leads of the same document's other cells, and takes up those of this one.

    Example:
        >>> reading = read_leads("Assistant Director, Social\nCare\nComplaints\nManager", KeyBook())
        >>> [lead.role for lead in reading.leads]
        ['Assistant Director, Social Care', 'Complaints Manager']
    """
    plain = plain_cell(text)
    kept, remainder = set_aside(_REFERENCE.sub("", plain[:_LONGEST]))
    remainder = "\n".join(filter(None, (remainder, plain[_LONGEST:])))
    pieces = _cut(kept, keys)
    if not pieces and _BY.search(remainder):
        pieces, remainder = _named_in(remainder)
    several = len(pieces) > 1 and all(_PAIR.fullmatch(piece.text) for piece in pieces)
    odd = [piece for piece in pieces if is_no_lead(piece.text) and not (several or keys.is_code(piece.text))]
    remainder = "\n".join(filter(None, (remainder, *(piece.text for piece in odd))))
    known = {} if known is None else known
    leads = [_resolved(piece, keys, known) for piece in pieces if piece not in odd]
    leads = [lead for lead in leads if re.search(r"[\w?]", lead.text)]
    doubt = ("lead_remainder",) if remainder.strip() else ()
    if not leads:
        return LeadsReading(
            text,
            remainder=remainder,
            rule="no_lead" if doubt else "blank",
            flags=(*doubt, "lead_unknown") if doubt else (),
        )
    chief = _responsible(leads, underlined)
    leads = [replace(lead, is_responsible=True) if index == chief else lead for index, lead in enumerate(leads)]
    flags = tuple(dict.fromkeys((*(flag for lead in leads for flag in lead.flags), *doubt)))
    responsible = leads[chief].role if chief is not None else ""
    rule = "+".join(dict.fromkeys(lead.resolved_by for lead in leads))
    return LeadsReading(text, tuple(leads), responsible, remainder, rule, flags)
