"""Whether a separator parts two leads or belongs to one title: a comma, a stroke, an "and" may do either."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.classify_roles import agency_of
from pipeline.normalise.keybook import KeyBook
from pipeline.normalise.lead_asides import is_no_lead, is_placeholder
from pipeline.normalise.lead_labels import label_of, without_label
from pipeline.normalise.people import is_named_before
from pipeline.normalise.role_words import lexicon, vocabulary, words_of
from pipeline.normalise.roles import (
    ends_with_title_noun,
    has_title_noun,
    is_agency,
    is_organisation,
    is_rank,
    is_role_acronym,
    opens_title,
)

_ENUMERATED_HEAD = re.compile(
    r"^(?:heads? of service|hos|h\.?o\.?s|service managers?|team managers?|[A-Z]{2,4}s?)\s*(?:\s[-–—]|[-–—]\s|[–—:])",
    re.IGNORECASE,
)
_HEAD_OF = re.compile(r"(?:[\w’'-]+\s+){0,3}(?:head|director|lead|manager|member)s?\s+(?:of|for)\s", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"\b(?:of|for)\s+(?:(?:the|all|young|looked after)\s+)*(?:children|people|adults|pupils|families|those|learners)"
    r"(?:\s+and\s+(?:young\s+people|adults|families))?$",
    re.IGNORECASE,
)
"""Whom a post is for, so that `with` says more of them: `Head of Children with Disabilities`."""
_BARE_TEAM = re.compile(r".*\b(?:Service|Manager|HoS|Head of) [A-Z]{2,5}")
_TWO_TEAMS = re.compile(r"[A-Z]{2,5}/[A-Z]{2,5}(?: [A-Z][a-z]+){1,3}")
_INITIALS = re.compile(r"[A-Z]{2,3}|[A-Z]{2}\d")
_ALWAYS = frozenset({";", "|", "+", "→", "->", ">"})


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a line between separators, with the separator before it."""

    separator: str
    start: int
    end: int


def is_whole(text: str, keys: KeyBook) -> bool:
    """Whether a text can be a lead by itself: a title, a code, a body, a person."""
    return has_title_noun(text) or keys.names(text) or is_agency(re.sub(r"\s*\([^()]*\)\s*$", "", text))


def _is_department(text: str) -> bool:
    """Whether the whole text names a department of the council, or one of its partners by one word."""
    name = " ".join(words_of(text))
    return name in vocabulary("department") or name in vocabulary("agency")


def _belongs(left: str, right: str, keys: KeyBook) -> bool:
    """Whether what follows a bare rank and a comma is its team, service or body: `Head of Service, MASH`."""
    before, _, last = left.rpartition(",")
    rank = last if keys.is_person(before) else left
    if keys.is_team_of(rank.strip(), right.strip()):
        return True
    written = keys.meanings(rank)
    is_bare = any(map(is_rank, written)) if written else is_rank(rank) and not keys.names(rank)
    if not is_bare or right.casefold() in vocabulary("partner"):
        return False
    return not (keys.is_person(right) or keys.is_post(right) or opens_title(right) or has_title_noun(right))


def _parts_at_comma(left: str, right: str, reach: str, keys: KeyBook) -> bool:
    if (_belongs(left, right, keys) and not ends_with_title_noun(reach)) or _works_there(left, right, reach, keys):
        return False
    if right.casefold() in vocabulary("partner") and has_title_noun(left):
        return not _goes_on_listing(left, reach)
    if _ENUMERATED_HEAD.match(left) and not (opens_title(right) and " " in right):
        return False
    if keys.is_person(right):
        named = keys.is_person(left.split(",", maxsplit=1)[0])
        return named or not has_title_noun(left) or ends_with_title_noun(left)
    if opens_title(right) or keys.is_code(right) or has_title_noun(right) or ends_with_title_noun(reach):
        return not keys.is_person(left)
    if keys.is_person(left) or not (is_agency(right) or keys.is_acronym(right) or _may_be_post(right)):
        return False
    if keys.names(left) or not has_title_noun(left) or is_role_acronym(left):
        return True
    listed = re.split(r"\s(?:and|&)\s", reach)
    apart = right.isupper() or all(map(_is_partner, listed))
    return not (ends_with_title_noun(left) or is_organisation(right)) and apart


def _works_there(left: str, right: str, reach: str, keys: KeyBook) -> bool:
    """Whether a post and the body behind its comma are of one agency other than the council: `Named Nurse, PCT`."""
    own, body = agency_of(left), agency_of(right)
    is_body = right == reach and not (keys.is_post(right) or has_title_noun(right))
    return is_body and ends_with_title_noun(left) and own == body and own not in {"", "local_authority"}


def _may_be_post(text: str) -> bool:
    return any(row["kind"] == "role" for row in lexicon().get(text.strip(), ()))


def _goes_on_listing(left: str, reach: str) -> bool:
    """Whether what follows a comma is the rest of a list after "of": `Director of Children, Schools and Families`."""
    items = re.split(r"\s(?:and|&)\s", reach)
    return bool(len(items) > 1 and _HEAD_OF.match(left) and not is_agency(items[-1]) and not has_title_noun(reach))


def _is_partner(text: str) -> bool:
    """Whether a text is the one-word name of a partner agency, such as Police."""
    return len(text.split()) == 1 and text.casefold() in vocabulary("agency")


def _parts_at_stroke(left: str, right: str, reach: str, keys: KeyBook) -> bool:
    if _TWO_TEAMS.fullmatch(f"{left}/{right}") and not is_role_acronym(left) and agency_of(left) == agency_of(right):
        return keys.is_code(left) or keys.is_code(right)
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
        return " " in left or left.endswith("s") or is_rank(left) or not ends_with_title_noun(left)
    plural = words_of(reach)[-1:] and words_of(reach)[-1].endswith("s") and ends_with_title_noun(reach)
    if keys.is_person(left) or keys.is_person(right):
        return keys.is_person(right) or bool(plural)
    if keys.names(right) and keys.names(left):
        return True
    if keys.is_post(left) and (has_title_noun(right) or ends_with_title_noun(reach)):
        return True
    if _is_group(left) and (_is_group(right) or (ends_with_title_noun(reach) and not ends_with_title_noun(left))):
        return True
    alone = is_agency(left) and is_agency(right) and not has_title_noun(left)
    return bool(plural) or (alone and (right.isupper() or left.isupper() or right.casefold() in vocabulary("agency")))


def parts(fragment: Fragment, left: str, right: str, reach: str, keys: KeyBook) -> bool:
    """Whether a separator ends a lead, given what stands before and after it."""
    left, right = without_body(without_label(left), keys), without_body(right, keys)
    sign = fragment.separator.strip()
    named = sign == "," and is_named_before(left, right) and not keys.is_code(left)
    if named or (sign == "/" and left.casefold() in vocabulary("owner_label")):
        return False
    strangers = _unknown_initials(left) and _unknown_initials(right) and sign in {",", "/", "&", "and"}
    if sign in _ALWAYS or strangers or label_of(right, keys)[0]:
        return True
    if sign in {",", "/"} and _is_department(left) and _is_department(reach):
        return True
    if not is_whole(left, keys) and not (_INITIALS.fullmatch(left.strip()) and sign == "/"):
        return opens_title(right) and sign in {",", "/"} and not right.casefold().startswith("lead")
    if fragment.separator == " / " and is_agency(right) and not _BARE_TEAM.fullmatch(left):
        return True
    if sign == "with" and _OF_WHOM.search(left):
        return False
    if sign in {"with", "plus", "alongside"}:
        return is_whole(right, keys) or opens_title(right) or ends_with_title_noun(reach)
    decide = {",": _parts_at_comma, "/": _parts_at_stroke, "&": _parts_at_and, "and": _parts_at_and}.get(sign)
    return decide is None or decide(left, right, reach, keys)


def without_body(text: str, keys: KeyBook) -> str:
    """A person without the body in brackets after the name; any other text as it is."""
    if "(" not in text:
        return text
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", text)
    return bare if bare != text and keys.is_person(bare) else text


def _unknown_initials(text: str) -> bool:
    known = any(row["kind"] in {"role", "body"} for row in lexicon().get(text.strip(), ()))
    return bool(_INITIALS.fullmatch(text.strip())) and not known
