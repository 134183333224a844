"""Names of people: what of a text is one, by its form and by the words that are no names."""

from __future__ import annotations

import functools
import re

from pipeline.normalise.role_words import (
    given_names,
    lexicon,
    names_that_are_words,
    ordinary_words,
    sector_words,
    vocabulary,
    words_of,
)
from pipeline.normalise.roles import has_title_noun, is_organisation

_KEPT = 4096

_HONORIFIC = r"(?:(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame|Rev|Revd|Lord|Lady|Sister|Matron)\.?\s+)"
_SMALL = r"(?:[^\W\d_A-Z]|[\u0300-\u036f])"
_NAME = rf"[^\W\d_a-z]{_SMALL}+"
_PREFIX = r"(?:[OD][’']|d[’']|Mc|Mac|(?i:al|el|ul)[-’'])"
_PARTICLE = (
    r"(?:(?i:de|van|von|der|den|da|dos|di|del|della|le|la|du|st)\.? |"
    r"(?:ap|ab|bin|ibn|bint|binti|al|el|ul|ter|ten|te|zu) )"
)
_SURNAME = rf"(?:{_PARTICLE}{{0,2}}{_PREFIX}?{_NAME}(?:[-’']{_PREFIX}?{_NAME})*)"
_AFTER_PARTICLE = re.compile(rf"\s{_PARTICLE}{_NAME}")
_PERSON = re.compile(
    rf"{_HONORIFIC}?(?P<given>{_PREFIX}?{_NAME}(?:-{_NAME})?|[A-Z]\.?(?:\s?[A-Z]\.?)?)(?:\s|(?<=\.)|(?<!{_SMALL}))"
    rf"(?:[A-Z]\.?\s)?(?P<surname>{_SURNAME}(?:\s{_SURNAME})?)"
)
_NO_NAME = re.compile(r"[^\w\s.’'\u0300-\u036f-]|\d|_")
"""A sign that no name holds."""
_TWO_WORDS = re.compile(rf"(?P<given>{_NAME}) {_NAME}")
_MEDICAL = re.compile(r"(?:Dr\.?|Sister|Matron)\s")
"""Honorifics that are posts as well."""
_TITLED = re.compile(rf"{_HONORIFIC}{_SURNAME}(?:\s{_SURNAME})?")


def is_named_before(text: str, title: str) -> bool:
    """Whether a text before a title is a person whose names are words too: `Mark Place`, `Will Power`."""
    found = _TWO_WORDS.fullmatch(text.strip())
    return bool(found and found["given"] in given_names() and has_title_noun(title) and not has_title_noun(text))


def is_given_name(word: str) -> bool:
    """Whether a word alone is a person's given name and nothing else."""
    return word in given_names() and is_name_word(word)


def is_name_word(word: str) -> bool:
    """Whether a single word can only be a name: no word of the sector, of organisations or of the calendar, no place.

    Example:
        >>> [is_name_word(word) for word in ("Whitlock", "Grace", "Kent", "Board")]
        [True, False, False, False]
    """
    plain = words_of(word)
    known = sector_words() | ordinary_words() | {name.casefold() for name in names_that_are_words()}
    return bool(plain) and not any(each in known for each in plain)


def _is_post_of(text: str) -> bool:
    """Whether an honorific that is a post as well stands before its team rather than a name: `Matron Children`."""
    found = _MEDICAL.match(text)
    rest = text[found.end() :] if found else ""
    team = not text.startswith("Dr") and any(word in sector_words() for word in words_of(rest))
    return bool(rest) and (has_title_noun(rest) or team)


@functools.lru_cache(maxsize=_KEPT)
def is_person(text: str) -> bool:
    """Whether the whole text is the name of a person.

    Example:
        >>> [is_person(text) for text in ("M.Kemp", "Jane Brown", "Social Care", "Cllr Patel")]
        [True, True, False, True]
    """
    text = " ".join(text.split()).strip(" ,;")
    if (" " not in text and "." not in text) or _NO_NAME.search(text):
        return False
    if text.isupper() and len(text.split()) == 2 and text.split()[0].title() in given_names():
        text = text.title()
    if _TITLED.fullmatch(text):
        return not _is_post_of(text)
    found = _PERSON.fullmatch(text)
    if not found:
        return False
    surname, given = found["surname"], found["given"]
    if re.fullmatch(r"[A-Z ]+", given) and not text[found.end("given")].isspace():
        return False
    sector = any(word in sector_words() for word in words_of(surname))
    if re.fullmatch(r"[A-Z]\.?(?:\s?[A-Z]\.?)?", given):
        return given not in lexicon() and not sector and not has_title_noun(surname)
    if given in given_names():
        if given in names_that_are_words() and any(word in ordinary_words() for word in words_of(surname)):
            return False
        return not sector or (
            words_of(surname)[-1] not in vocabulary("title_noun")
            and len(text.split()) == 2
            and not is_organisation(surname)
        )
    ordinary = any(word in ordinary_words() for word in words_of(text))
    alone = len(text.split()) == 2 or bool(_AFTER_PARTICLE.search(text))
    return not (sector or ordinary) and given.casefold() not in sector_words() and alone
