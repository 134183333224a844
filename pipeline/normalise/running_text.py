"""Posts, bodies, dates and people named in running text, found by spaCy's rules from the vocabulary tables.

A blank English pipeline with an entity ruler: no model is downloaded, nothing is learnt, and the same text always gives
the same mentions. spaCy is imported when the first text is read.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.normalise.people import is_given_name, is_person
from pipeline.normalise.role_words import lexicon, vocabulary
from schemas.vocab import load

if TYPE_CHECKING:
    from spacy.language import Language

POST, BODY, DATE, PERSON = "post", "body", "date", "person"

_CAPITAL = {"REGEX": r"^[^\W\d_a-z][\w’'&-]*$"}
_NAME = {"REGEX": r"^(?:[OD][’']|d[’']|Mc|Mac)?[^\W\d_a-z][^\W\d_A-Z]+(?:[-’'][^\W\d_]+)*(?:[’']s)?$"}
_INITIAL = {"REGEX": r"^(?:[A-Z]\.?|(?:[A-Z]\.){2,3})$"}
_PARTICLES = ("van", "de", "der", "von", "al", "el", "bin", "ap", "da", "dos", "le", "la", "du", "St")


_SMALL = r"(?:[^\W\d_A-Z]|[\u0300-\u036f])"
_PAIR = (
    rf"[^\W\d_a-z]{_SMALL}+(?:[-’'][^\W\d_]+)*[ ](?:[^\W\d_a-z]\.?[ ])?"
    r"[^\W\d_a-z][\w\u0300-\u036f’'-]*[\w\u0300-\u036f]"
)
_BESIDE = re.compile(
    r"(?:\b(?:by|with|from|contact|contacted|emailed|appointed|leads?|owner|officer|manager|told|asked|name|author)"
    rf"[ :–-]{{1,3}}(?P<name>{_PAIR}))(?!\w)(?![ ][A-Z][a-z]+)"
)


_ALONE = re.compile(
    r"\b(?P<name>[^\W\d_a-z][^\W\d_A-Z]{2,})(?=[’']s\b| (?:to [a-z]{3,}|will|has|is|was)\b|[,.]?\s*$)|"
    r"\b(?i:by|with|from|contact|dear|regards,?|thanks,?)\s(?P<after>[^\W\d_a-z][^\W\d_A-Z]{2,})(?!\w| [A-Z])"
)
"""A given name alone where the words around it speak of a person."""
_NICKNAME = re.compile(
    r"\b(?P<given>[^\W\d_a-z][^\W\d_A-Z]+) [(\"“‘'](?P<nick>[^\W\d_a-z][^\W\d_A-Z]+)[)\"”’'] "
    r"(?P<surname>(?:[OD][’'])?[^\W\d_a-z][^\W\d_A-Z]+(?:[-’'][^\W\d_]+)*)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A post, body, date or person in a text; `start` and `end` are offsets into it."""

    kind: str
    text: str
    start: int
    end: int


@functools.cache
def _pipeline(*, people_only: bool) -> Language:
    import spacy
    from spacy.tokenizer import Tokenizer

    nlp = spacy.blank("en")
    marks = r"[\s\"“”‘’'(\[{<•●▪◦·‣*/|,;:.!?&+–—-]"
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        prefix_search=re.compile(rf"^{marks}").search,
        suffix_search=re.compile(r"(?:[\"”’')\]}>/|,;:!?–—-]|(?<=\w\w)\.|\.(?=\.))$").search,
        infix_finditer=re.compile(r"[/|,;:()–—]").finditer,
    )
    ruler: Any = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
    ruler.add_patterns(_people() if people_only else [*_people(), *_posts(), *_bodies(), *_dates()])
    return nlp


def _rule(kind: str, *tokens: dict[str, Any]) -> dict[str, Any]:
    return {"label": kind, "pattern": list(tokens)}


@functools.cache
def _ordinary() -> tuple[str, ...]:
    """Capitalised words that follow a given name and are no surname: `Will Ensure`, `May Board`."""
    words = {row["word"] for row in load("ordinary_words")}
    words |= vocabulary("title_noun") | vocabulary("group_noun") | vocabulary("title_modifier")
    words |= {row["form"] for row in load("months")}
    return tuple(sorted(words))


def _people() -> list[dict[str, Any]]:
    """An honorific or a known given name, then a surname."""
    honorifics = {"LOWER": {"IN": [row["words"] for row in load("roles") if row["part"] == "honorific"]}}
    ordinary = list(_ordinary())
    surname = {"TEXT": _NAME, "LOWER": {"NOT_IN": ordinary}}
    given = {"TEXT": {"IN": sorted({row["name"] for row in load("given_names")})}}
    initial = {"TEXT": _INITIAL, "OP": "*"}
    particle = {"TEXT": {"IN": list(_PARTICLES)}, "OP": "*"}
    dot = {"TEXT": ".", "OP": "?"}
    capitals = {"TEXT": {"IN": sorted({row["name"].upper() for row in load("given_names")})}}
    return [
        _rule(PERSON, honorifics, dot, initial, particle, surname, particle, {**surname, "OP": "?"}),
        _rule(PERSON, given, initial, particle, surname),
        _rule(PERSON, given, {"TEXT": {"REGEX": r"^[^\W\d_]+$"}, **{"TEXT": _NAME}}, surname),
        _rule(PERSON, capitals, {"TEXT": {"REGEX": r"^[A-Z][A-Z’'-]{2,}$"}, "LOWER": {"NOT_IN": ordinary}}),
    ]


def _posts() -> list[dict[str, Any]]:
    """Titles: words of rank and a noun, with what follows "of" or "for"; and acronyms that stand for posts alone."""
    nouns = sorted(vocabulary("title_noun"))
    noun = {"LOWER": {"IN": nouns}, "TEXT": _CAPITAL}
    modifier = {"LOWER": {"IN": sorted(vocabulary("title_modifier"))}, "TEXT": _CAPITAL, "OP": "*"}
    link = {"LOWER": {"IN": ["of", "for"]}}
    area = {"TEXT": _CAPITAL, "OP": "+"}
    joined = {"LOWER": {"IN": ["and", "&"]}}
    acronyms = {name for name, rows in lexicon().items() if all(row["kind"] == "role" for row in rows)}
    acronyms = {name for name in acronyms if name.isupper()} | vocabulary("title_acronym")
    return [
        _rule(POST, modifier, noun),
        _rule(POST, {"TEXT": _CAPITAL, "OP": "*"}, noun),
        _rule(POST, modifier, noun, link, area),
        _rule(POST, modifier, noun, link, area, joined, area),
        _rule(POST, modifier, noun, link, area, {"TEXT": ","}, area, joined, area),
        _rule(POST, {"TEXT": {"IN": sorted(acronyms | {f"{name}s" for name in acronyms})}}),
    ]


def _bodies() -> list[dict[str, Any]]:
    """Boards, teams and panels by their last word, and acronyms of bodies."""
    group = {"LOWER": {"IN": sorted(vocabulary("group_noun"))}, "TEXT": _CAPITAL}
    word = {"TEXT": _CAPITAL, "OP": "+"}
    joined = {"LOWER": {"IN": ["and", "&", "for", "of"]}}
    acronyms = sorted(name for name, rows in lexicon().items() if all(row["kind"] == "body" for row in rows))
    return [
        _rule(BODY, word, group),
        _rule(BODY, word, joined, word, group),
        _rule(BODY, {"TEXT": {"IN": acronyms}}),
    ]


def _dates() -> list[dict[str, Any]]:
    month = {"LOWER": {"IN": sorted({row["form"] for row in load("months")})}}
    day = {"TEXT": {"REGEX": r"^\d{1,2}(?:st|nd|rd|th)?$"}}
    year = {"TEXT": {"REGEX": r"^(?:20)?\d\d$"}}
    return [
        _rule(DATE, day, month, year),
        _rule(DATE, month, year),
        _rule(DATE, {"TEXT": {"REGEX": r"^\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d$"}}),
    ]


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Every post, body, date and person that a running text names, in printed order, none inside another.

    Example:
        >>> [(each.kind, each.text) for each in find_mentions("Reported to the Improvement Board by Jane Brown.")]
        [('body', 'Improvement Board'), ('person', 'Jane Brown')]
    """
    document = _pipeline(people_only=False)(text)
    return tuple(Mention(each.label_, each.text, each.start_char, each.end_char) for each in document.ents)


@functools.cache
def _may_name() -> re.Pattern[str]:
    """A known given name or an honorific somewhere in a text: without one the rules for people find nothing."""
    names = {row["name"] for row in load("given_names")}
    names |= {name.upper() for name in names}
    titles = [row["words"].capitalize() for row in load("roles") if row["part"] == "honorific"]
    return re.compile(rf"\b(?:{'|'.join(sorted(names | set(titles), key=lambda name: (-len(name), name)))})\b")


def find_people(text: str) -> tuple[str, ...]:
    """The names of people in a text, without a possessive ending.

    Names with an honorific or a known given name are found by spaCy's rules, others where the words around them say
    that a person is meant.

    Example:
        >>> find_people("Agreed with Cllr I Siddiqui; led by Oyelaran Bright")
        ('Cllr I Siddiqui', 'Oyelaran Bright')
    """
    found = [(hit.start("name"), hit["name"]) for hit in _BESIDE.finditer(text) if is_person(hit["name"])]
    for hit in _NICKNAME.finditer(text):
        found += [(hit.start(), hit.group())] if is_given_name(hit["given"]) else []
    if _may_name().search(text):
        alone = [(hit.start(), hit["name"] or hit["after"]) for hit in _ALONE.finditer(text)]
        found += [(start, name) for start, name in alone if is_given_name(name)]
        document = _pipeline(people_only=True)(text)
        found += [(each.start_char, each.text) for each in document.ents if each.label_ == PERSON]
    return tuple(dict.fromkeys(re.sub(r"[’']s$", "", name) for _, name in sorted(found)))
