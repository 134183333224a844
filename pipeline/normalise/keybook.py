"""What one document teaches about its posts: its key, its glossary, and the titles it prints elsewhere."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.normalise.people import is_person
from pipeline.normalise.role_words import abbreviations, words_of
from pipeline.normalise.roles import has_title_noun, is_rank, tidy

if TYPE_CHECKING:
    from pipeline.normalise.split_leads import Piece

_KEPT = 4096
_INNER = re.compile(r"(?<=[A-Z])\.(?=[A-Z])|’")
_APART = re.compile(r"[^\w&+]+")
_SMALL = frozenset({"the", "and", "of", "for", "in", "to"})


@functools.lru_cache(maxsize=_KEPT)
def code_key(text: str) -> str:
    """The form in which codes are compared: no dots, one case, abbreviations written out.

    Example:
        >>> code_key("LSCB CHR.") == code_key("LSCB Chair.")
        True
    """
    plain = _APART.sub(" ", _INNER.sub("", tidy(text))).casefold().split()
    return " ".join(abbreviations().get(word, (word, ""))[0] for word in plain)


@functools.lru_cache(maxsize=_KEPT)
def post_key(title: str) -> tuple[str, ...]:
    """What two spellings of one post have in common: their words, in any order, without the small ones.

    Example:
        >>> post_key("Assistant Director, Social Care") == post_key("Assistant Director Social Care")
        True
    """
    words = [word for word in words_of(tidy(title).replace("&", " and ")) if word not in _SMALL]
    if words[:2] == ["head", "service"] and len(words) > 2:
        words = ["head", *words[2:]]
    return tuple(sorted(words))


@dataclass(frozen=True, slots=True)
class KeyBook:
    """Codes and titles of one document.

    `codes` maps a normalised code to the titles it stands for, `glossary` an acronym to its meanings, `heads` the
    acronym of a post (`SM`) to its title as the key itself shows, and `titles` a post to the way it is best printed;
    `initials` are letters in brackets after titles that stand for people, and `terms` the acronyms of ranks and of
    fields of work that a title may hold (`HoS`, `QA`). `lists_people` says that the key gives people by their
    initials, so that any two letters may be somebody's.
    """

    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    printed_codes: tuple[str, ...] = ()
    glossary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    counts: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    council: str = ""
    initials: frozenset[str] = frozenset()
    printed_titles: tuple[str, ...] = ()
    """The titles that hold a title's noun, in the form of `code_key`."""
    plain: dict[str, list[Piece]] = field(default_factory=dict, repr=False, compare=False)
    """Cells in which none of these titles begins, as they were cut into leads."""
    terms: Mapping[str, str] = field(default_factory=dict)
    lists_people: bool = False

    def begins_title(self, text: str, rest: str) -> bool:
        """Whether a text of two words at least begins a title that the document prints elsewhere; `rest` follows it."""
        start = code_key(text)
        return " " in start and code_key(f"{text} {rest}").startswith(self.printed_titles)

    def is_code(self, text: str) -> bool:
        """Whether the whole text is a code of the document's key."""
        return code_key(text) in self.codes

    def is_acronym(self, text: str) -> bool:
        """Whether the whole text is an acronym that the document's glossary explains."""
        return tidy(text).strip(" .,;") in self.glossary

    def meanings(self, text: str) -> tuple[str, ...]:
        """What the document says that the whole text stands for."""
        return (*self.codes.get(code_key(text), ()), *self.glossary.get(tidy(text).strip(" .,;"), ()))

    def is_post(self, text: str) -> bool:
        """Whether the whole text is a code that stands for a post or a person."""
        return any(has_title_noun(title) or is_person(title) for title in self.codes.get(code_key(text), ()))

    def is_person(self, text: str) -> bool:
        """Whether the whole text is a person's name and not a code that looks like one, such as `SM Place`."""
        return not self.is_code(text) and is_person(text)

    def is_team_of(self, rank: str, text: str) -> bool:
        """Whether a code for a rank and one for a field of work, printed together, are one post: `AD` and `CSC`."""
        field_of_work = text in self.glossary or (text in self.terms and not is_rank(self.terms[text]))
        return rank in self.terms and is_rank(self.terms[rank]) and field_of_work and not self.is_post(text)

    def names(self, text: str) -> bool:
        """Whether the whole text is a code, an explained acronym, or a person."""
        return self.is_code(text) or self.is_acronym(text) or self.is_person(text)
