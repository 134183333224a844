"""One printed lead resolved to a post: by the document's key, its glossary, the sector's lexicon, or as printed."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from pipeline.normalise.classify_roles import agency_of, classify
from pipeline.normalise.keybook import KeyBook, code_key, post_key
from pipeline.normalise.lead_acronyms import is_undecided, may_be_initials, meaning_of, similar_code
from pipeline.normalise.lead_asides import is_placeholder
from pipeline.normalise.lead_labels import label_agency
from pipeline.normalise.lead_names import bare_title, name_and_title
from pipeline.normalise.people import is_person
from pipeline.normalise.role_words import lexicon, mended, vocabulary, words_of
from pipeline.normalise.roles import (
    ends_with_title_noun,
    expand_abbreviations,
    has_title_noun,
    is_agency,
    is_organisation,
    is_role_acronym,
    place_list,
    tidy,
)
from pipeline.normalise.split_leads import Piece
from schemas.readings import LeadReading

_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*(?:&[A-Z])*[A-Z]s?\b|\b[A-Z]&[A-Z]\b")
_ROLE_CASE = re.compile(
    r"\b(independent|chair|manager|director|officer|head|lead|nurse|doctor|lawyer|practitioner|adviser|coordinator|"
    r"executive)(s?)\b"
)
_SLIP_OF_CASE = re.compile(
    r"((?:[A-Z][a-z]+,? ){2,}(?:and )?)(?!(?:and|of|for|the|in|to|on|with|or|at|by|from)\b)([a-z]{4,})(?= [A-Z][a-z])"
)
_LONE_AMPERSAND = re.compile(r"\s*(?<![A-Z])&(?![A-Z]\b)\s*|(?<=[a-z])\s*&\s*")
_DASH = re.compile(r"(?:\s+[-–—]\s*|\s*[-–—]\s+)(?=[A-Z])")
_LARGE = re.compile(r"\s\W*[A-Z]|^[A-Z]{2}")
_OPENS = re.compile(r"(?:(?:the|interim|acting|temporary|deputy|joint|all|\W)\s*)*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """A canonical title and how it was found."""

    role: str
    resolved_by: str
    acronym: str = ""
    flags: tuple[str, ...] = ()


def _by_code(text: str, keys: KeyBook) -> Title | None:
    code = code_key(text)
    flags: tuple[str, ...] = ()
    how = "document_key"
    if code not in keys.codes:
        code = similar_code(text, keys)
        flags, how = ("lead_fuzzy",), "fuzzy"
    meanings = keys.codes.get(code, ())
    if len(meanings) > 1:
        return Title("", "unresolved", text, (*flags, "acronym_ambiguous", "lead_unknown"))
    return Title(meanings[0], how, text, flags) if meanings else None


def _written_out(text: str, keys: KeyBook) -> Title:
    """A title with the acronyms of posts written out, and those of bodies where the document explains them."""
    found: dict[str, None] = {}
    flags: dict[str, None] = {}

    def full(hit: re.Match[str]) -> str:
        acronym = hit.group()
        after = text[hit.end() :]
        meaning, source, doubt = meaning_of(acronym, keys, text)
        plural = ""
        if not meaning and acronym.endswith("s"):
            meaning, source, doubt = meaning_of(acronym[:-1], keys, text)
            plural = "s"
        is_post = has_title_noun(meaning)
        opens = hit.start() == 0 and has_title_noun(after) and not _is_field(meaning, source)
        kept = opens or (is_post and not _OPENS.match(text[: hit.start()]))
        if not kept and not meaning and hit.start() == 0:
            flags.update(dict.fromkeys(doubt))
        if kept or not meaning:
            return acronym
        found.setdefault(source)
        for doubtful in doubt:
            flags.setdefault(doubtful)
        return meaning + plural

    plain = _ACRONYM.sub(full, text)
    order = ("lexicon", "document_key", "document_glossary")
    how = next((source for source in order if source in found), "verbatim")
    acronym = text if plain != text and _ACRONYM.fullmatch(text) else ""
    return Title(_polish(plain), how, acronym, tuple(flags))


def _is_field(meaning: str, source: str) -> bool:
    """Whether the document itself explains a field of work, such as Quality Assurance, rather than a post or a body."""
    if not source.startswith("document") or "," in meaning or has_title_noun(meaning) or is_agency(meaning):
        return False
    return not (vocabulary("group_noun") | vocabulary("organisation")).intersection(words_of(meaning)[-1:])


def _polish(title: str) -> str:
    """`&` becomes `and`, abbreviated words are written out, and the nouns of the post take a capital."""
    title = _LONE_AMPERSAND.sub(" and ", title) if "&" in title else title
    title = _DASH.sub(" - ", title)
    opening, dash, rest = title.partition(" - ")
    if dash and (ends_with_title_noun(opening) or opening.casefold().endswith(" of service")):
        title = f"{opening}, {rest}"
    title = _before_places(title)
    title = expand_abbreviations(title)
    if has_title_noun(title):
        title = title[:1].upper() + title[1:]
    if title[:1].isupper() and _LARGE.search(title):
        title = _ROLE_CASE.sub(lambda hit: hit[1].capitalize() + hit[2], title)
        title = _SLIP_OF_CASE.sub(lambda hit: hit[1] + hit[2].capitalize(), title)
    return " ".join(title.split()).strip(" ,.")


def _before_places(title: str) -> str:
    """A comma between a title and the places that a body serves: `Chief Nurse Bury, Bolton and Wigan CCG`."""
    if " and " not in title and "&" not in title:
        return title
    found = _places().fullmatch(title)
    if not found or not has_title_noun(found["title"]):
        return title
    body = found["body"]
    serves = is_organisation(body) or is_agency(body) or words_of(body)[-1:] == ["service"]
    return f"{found['title']}, {found['places']} {body}" if serves else title


@functools.cache
def _places() -> re.Pattern[str]:
    """A title, the authorities that a body serves, and the body."""
    return re.compile(rf"(?P<title>.*[^\s,])\s+(?P<places>{place_list()})\s+(?P<body>\w.*)", re.DOTALL)


def _known_title(title: Title, keys: KeyBook) -> Title:
    """The best spelling of a post that the document prints in several, or the one that a misprint stands for."""
    key = post_key(title.role)
    if key in keys.titles:
        return Title(keys.titles[key], title.resolved_by, title.acronym, title.flags)
    near = _similar_title(title.role, keys)
    if near:
        return Title(near, "fuzzy", title.acronym, (*title.flags, "lead_fuzzy"))
    return title


def _similar_title(role: str, keys: KeyBook) -> str:
    """A title printed at least three times whose words differ from this one by single letters."""
    from rapidfuzz.distance import DamerauLevenshtein

    words = words_of(role)
    if len(words) < 3:
        return ""
    for key, title in keys.titles.items():
        others = words_of(title)
        if keys.counts.get(key, 0) < 3 or len(others) != len(words):
            continue
        odd = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
        if len(odd) == 1 and _misspelt(*odd[0]) and DamerauLevenshtein.distance(*odd[0]) == 1:
            return title
    return ""


def _misspelt(printed: str, meant: str) -> bool:
    """Whether two words may differ by a slip: long enough, and not merely singular and plural."""
    return len(printed) > 5 and printed.rstrip("s") != meant.rstrip("s")


def resolve_title(text: str, keys: KeyBook) -> Title:
    """The canonical title of a printed post.

    Example:
        >>> resolve_title("AD Social Care", KeyBook()).role
        'Assistant Director Social Care'
    """
    found = _by_code(text, keys)
    if found:
        return found
    plain = tidy(text)
    joined = plain.replace(" ", "")
    if joined != plain and not keys.glossary and joined.isupper() and joined in lexicon():
        plain = joined
    if may_be_initials(plain, keys):
        doubt = ("acronym_ambiguous",) if plain in lexicon() else ()
        return Title("", "unresolved", plain, (*doubt, "lead_unknown"))
    if is_undecided(plain, keys):
        bodies = all(row["kind"] == "body" for row in lexicon()[plain])
        if bodies:
            return Title(plain, "verbatim", plain, ("acronym_ambiguous",))
        return Title("", "unresolved", plain, ("acronym_ambiguous", "lead_unknown"))
    title = _written_out(plain, keys)
    if title.role == plain and "acronym_ambiguous" in title.flags and is_role_acronym(plain):
        return Title("", "unresolved", plain, ("acronym_ambiguous", "lead_unknown"))
    if any(mended(word) for word in plain.split()):
        title = replace(title, resolved_by="fuzzy", flags=(*title.flags, "lead_fuzzy"))
    if title.resolved_by == "verbatim" and not (has_title_noun(plain) or is_agency(plain) or _names_a_group(plain)):
        unknown_code = re.fullmatch(r"[A-Z]{2,8}|[A-Z]{2}\d" if keys.codes else r"[A-Z]{1,4}|[A-Z]{2}\d", plain)
        if unknown_code or re.fullmatch(r"[A-Z][a-z]?[A-Z]{1,2}", plain) or not re.search(r"[^\W\d_]{2}", plain):
            return Title("", "unresolved", plain, ("lead_unknown",))
        return Title(title.role, "verbatim", "", ("lead_unknown",))
    return _known_title(title, keys)


def _names_a_group(text: str) -> bool:
    return bool((vocabulary("group_noun") | vocabulary("agency")) & set(words_of(text)))


def resolve(piece: Piece, keys: KeyBook) -> LeadReading:
    """Read one piece of a lead cell."""
    if is_placeholder(piece.text):
        printed, agency = _labelled(piece)
        return LeadReading(printed, agency=agency, resolved_by="unresolved", flags=("lead_unknown",))
    if keys.is_code(piece.text):
        bare, person = piece.text, ""
    else:
        bare, person = bare_title(piece.text, keys.initials)
    if piece.shared:
        item = bare_title(re.sub(rf"^{re.escape(piece.shared)}\s*[-–—:]\s*", "", piece.text))[0]
        bare = f"{_singular(piece.shared)} {item}"
    printed, labelled = _labelled(piece)
    if not bare or (person and _is_body_of(bare)):
        agency, function = _of_body(piece.label or bare, keys)
        how = "verbatim" if person else "unresolved"
        return LeadReading(printed, person=_full_name(person, keys), agency=agency, function=function, resolved_by=how)
    title = resolve_title(bare, keys)
    role = title.role
    if title.resolved_by == "document_key" and is_person(role):
        person, role = role, ""
    elif title.resolved_by == "document_key" and not person:
        person, role = name_and_title(role)
    person = _full_name(person, keys)
    agency, function, seniority = classify(role, bare) if role else ("", "", "")
    agency = labelled or agency
    return LeadReading(
        text=printed,
        role=role,
        acronym=title.acronym,
        person=person,
        agency=agency,
        function=function,
        seniority=seniority,
        resolved_by=title.resolved_by,
        flags=title.flags,
    )


def _labelled(piece: Piece) -> tuple[str, str]:
    """A piece as printed, with its label, and the agency that the label names."""
    return piece.printed or piece.text, label_agency(piece.label) if piece.label else ""


def _is_body_of(text: str) -> bool:
    """Whether what stands beside a person is the acronym of a body rather than a post: `Jane Brown (CCG)`."""
    return (bool(re.fullmatch(r"[A-Z][A-Za-z&]*[A-Z]", text)) or is_agency(text)) and not has_title_noun(text)


def _of_body(text: str, keys: KeyBook) -> tuple[str, str]:
    """Agency and function of the team or body beside a person; empty where nothing is known of it."""
    meaning = meaning_of(text, keys, text)[0] or text
    agency, function, _ = classify(meaning, text) if text else ("", "", "")
    known = label_agency(text) or agency_of(meaning) or (agency if meaning != text or function != "other" else "")
    return known, function if known else ""


def _full_name(person: str, keys: KeyBook) -> str:
    """The name that the key gives to initials printed beside a title."""
    meanings = keys.codes.get(code_key(person), ()) if person else ()
    names = [name_and_title(each)[0] or (each if is_person(each) else "") for each in meanings]
    return names[0] if len(names) == 1 and names[0] else person


def _singular(head: str) -> str:
    head = re.sub(r"(?<=[A-Z])s$", "", head)
    return re.sub(r"^(Head|Director)s\b", r"\1", re.sub(r"\b(Manager|Director|Lead)s\b", r"\1", head))
