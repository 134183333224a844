"""Redaction: the names of people replaced by their post, or by `[name]`, in every text of a dataset.

Whom a plan names is known from its leads, its key of initials, and its running text. The records are changed before
anything is exported, so that every kind of export is redacted alike. File names and keys are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from pipeline.normalise.lead_names import name_and_title
from pipeline.normalise.people import is_name_word, is_person
from pipeline.normalise.role_words import lexicon
from pipeline.normalise.running_text import find_people
from schemas.records import Action, Dataset

FLAG = "names_redacted"
NAME = "[name]"

_KEPT = frozenset({"plan_id", "recommendation_id", "action_id", "finding_id", "change_id", "plan_id_old", "plan_id_new",
                   "record_id", "sha256", "source_file", "source_url", "council", "council_code", "region",
                   "field", "code", "severity", "extractor"})  # fmt: skip
_HONORIFIC = re.compile(
    r"^(?:cllr|councillor|dr|mr|mrs|ms|miss|mx|prof|professor|sir|dame|rev|revd|lord|lady)\.?\s+", re.IGNORECASE
)
_TITLES = r"(?:(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Rev|Revd|Lord|Lady)\.?\s+)?"
_ADDRESS = re.compile(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")
_INITIALS = re.compile(r"[A-Z]\.?(?:\s?[A-Z]\.?){0,2}")
_SHORTEST = 3
_RANK = (
    r"(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Rev|Revd|Lord|Lady|PC|DC|PS|DS|DI|DCI|D?Supt|"
    r"Superintendent|Chief Inspector|Inspector|Sergeant|Insp|Sgt)\.?"
)
_PARTICLES = frozenset(
    {"st", "van", "von", "der", "den", "de", "da", "dos", "di", "del", "la", "le", "du", "al", "el", "ap", "bin", "ibn"}
)  # fmt: skip
_NO_PLACE = (
    r"(?!\s+(?:Road|Street|Lane|House|Avenue|Close|Drive|Way|Hill|Hall|Park|Court|Croft|Green|Centre|School|Academy|"
    r"College|Hospital|Ambulance|Ward|Unit|Estate|Square|Terrace|Gardens|Family|Children['’]s|Primary|Junior|Infant|"
    r"Nursery|Surgery|Clinic)\b)"
)
"""No word after a name that makes it the name of a place."""


@dataclass(frozen=True, slots=True)
class People:
    """Whom one plan names: each full name with the post it is replaced by, and initials likewise.

    `acting` are initials that no key explains: they count only where they do something, as in `KA to check`.
    """

    names: dict[str, str]
    initials: dict[str, str]
    acting: dict[str, str]


def redact_names(dataset: Dataset) -> Dataset:
    """The dataset with every name of a person replaced by the person's post, or by `[name]` where none is known.

    An action of which any text was changed, in its own row or in the rows of its leads, deadlines, updates or
    milestones, is flagged `names_redacted`. The column `person` holds `[name]` where a person was named.

    Args:
        dataset: The records of one plan, or of several that are read as one set of names.
    """
    people = _people(dataset)
    redactor = _Redactor(people)
    tables = {table.name: tuple(map(redactor.row, dataset.rows(table.name))) for table in fields(Dataset)}
    named = {row.action_id for row in dataset.leads if row.person}
    changed = redactor.changed | named
    tables["actions"] = tuple(_flagged(row) if row.action_id in changed else row for row in tables["actions"])
    return Dataset(**tables)


def _flagged(action: Action) -> Action:
    return action if FLAG in action.flags else replace(action, flags=(*action.flags, FLAG))


def _people(dataset: Dataset) -> People:
    names: dict[str, str] = {}
    initials: dict[str, str] = {}
    for row in dataset.acronyms:
        person, post = name_and_title(row.expansion)
        person, post = (row.expansion, "") if not person and is_person(row.expansion) else (person, post)
        if person:
            _learn(names, person, post)
            initials[row.acronym] = post or NAME
    for lead in dataset.leads:
        if lead.person == NAME:
            continue
        if lead.person and _INITIALS.fullmatch(lead.person.split(",")[0].strip()):
            initials |= {part.strip(): NAME for part in lead.person.split(",")}
        elif lead.person:
            _learn(names, lead.person, lead.role)
        elif lead.resolved_by == "unresolved" and re.fullmatch(r"[A-Z]{2,3}", lead.acronym):
            initials.setdefault(lead.acronym, NAME)
    for text in dict.fromkeys(_texts(dataset)):
        for person in find_people(text):
            _learn(names, person, "")
    full = {name: post or _post_of(name, names) for name, post in names.items()}
    known = {row.acronym for row in dataset.acronyms} | lexicon().keys() | initials.keys()
    acting = {code: post or NAME for name, post in full.items() if (code := _code(name)) and code not in known}
    return People(full, initials, acting)


def _code(name: str) -> str:
    """The initials of a full name."""
    return "".join(word[0] for word in name.split() if word[0].isupper()) if len(name.split()) > 1 else ""


def _post_of(name: str, names: dict[str, str]) -> str:
    """The post of whomever a name can mean that may lack the given name or only have its initial: `S. Whitlock`."""
    words = _key(name.replace(",", " ")).split()
    posts = {
        post
        for full, post in names.items()
        if post and (known := _key(full).split()) and (known[-1] in {words[0], words[-1]})
        if all(any(part.startswith(word[0]) for part in known) for word in words)
    }
    return posts.pop() if len(posts) == 1 else ""


def _learn(names: dict[str, str], person: str, post: str) -> None:
    """Keep one post for a person; somebody with two posts is `[name]`."""
    person = " ".join(_HONORIFIC.sub("", person.strip()).split())
    if not person:
        return
    known = names.get(person, "")
    names[person] = post if known in {"", post} else (known if not post else NAME)


def _texts(dataset: Dataset) -> Iterator[str]:
    for table in fields(Dataset):
        for row in dataset.rows(table.name):
            for column in fields(row):
                if column.name not in _KEPT:
                    yield from _strings(getattr(row, column.name))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)


class _Redactor:
    """Replaces the names of one plan, and remembers which actions were changed."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.changed: set[str] = set()
        self.whole = {_key(name): post or NAME for name, post in people.names.items()}
        self.parts = _single_words(people.names)
        self.pattern = _pattern(people, self.parts)
        self.tokens = {word.casefold() for name in people.names for word in re.findall(r"[^\W\d_]{3,}", name)}
        self.seen: dict[str, str] = {}

    def row(self, record: Any) -> Any:
        """A record with all its texts redacted."""
        changes: dict[str, Any] = {}
        for column in fields(record):
            value = getattr(record, column.name)
            if column.name == "person":
                new = NAME if value else ""
            elif column.name in _KEPT:
                continue
            else:
                new = self._value(value)
            if new != value:
                changes[column.name] = new
        if changes:
            self.changed.add(getattr(record, "action_id", ""))
        return replace(record, **changes) if changes else record

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self._value(part) for part in value)
        return value

    def text(self, text: str) -> str:
        """A text without names; a post that would then stand twice in a row stands once."""
        known = self.seen.get(text)
        if known is None:
            known = self._address(self.pattern.sub(self._instead, text)) if self.pattern else self._address(text)
            posts = {*self.whole.values(), *self.people.initials.values()} - {NAME}
            for post in posts if known != text else ():
                twice = rf"{re.escape(post)}(?:\s*[,(/–—:-]\s*|\s+){re.escape(post)}\)?"
                known = re.sub(twice, post.replace("\\", r"\\"), known)
            self.seen[text] = known
        return known

    def _instead(self, hit: re.Match[str]) -> str:
        found = hit.group()
        if hit["initials"]:
            return self.people.initials.get(hit["initials"].replace(".", "").replace(" ", ""), NAME)
        if hit["acting"]:
            return self.people.acting[hit["acting"]]
        if hit["ranked"]:
            post = _post_of(hit["ranked"], self.people.names) or NAME
            return post if _HONORIFIC.match(hit["rank"]) or post != NAME else f"{hit['rank']}{NAME}"
        bare = _HONORIFIC.sub("", " ".join(found.split()))
        return self.whole.get(_key(bare)) or _post_of(bare, self.people.names) or self.parts.get(_key(bare), NAME)

    def _address(self, text: str) -> str:
        """Addresses of electronic mail that hold part of a name."""

        def instead(hit: re.Match[str]) -> str:
            local = hit.group().split("@")[0].casefold()
            return NAME if any(token in local for token in self.tokens) else hit.group()

        return _ADDRESS.sub(instead, text) if "@" in text else text


def _key(name: str) -> str:
    return re.sub(r"[\s.]+", " ", name.replace("’", "'")).strip().casefold()


def _single_words(names: dict[str, str]) -> dict[str, str]:
    """Given names and surnames that may stand alone: those that are not words or places too."""
    owners: dict[str, set[str]] = {}
    for name, post in names.items():
        for word in name.split():
            if len(word) >= _SHORTEST and word[0].isupper() and is_name_word(word):
                owners.setdefault(_key(word), set()).add(post or NAME)
    return {word: posts.pop() if len(posts) == 1 else NAME for word, posts in owners.items()}


def _pattern(people: People, parts: dict[str, str]) -> re.Pattern[str] | None:
    """One pattern for full names, initials with a surname, single names and the initials of the plan's key."""
    several = [name for name in people.names if len(name.split()) > 1]
    whole = sorted({form for name in several for form in _forms(name)}, key=lambda form: (-len(form), form))
    single = sorted({word for name in people.names for word in name.split() if _key(word) in parts}, key=len)
    choices = [rf"(?i:{form})" for form in whole]
    choices += [rf"(?:{_spelled(word)}|{re.escape(word.upper())}){_NO_PLACE}" for word in reversed(single)]
    codes = sorted(people.initials, key=lambda code: (-len(code), code))
    spelled = "|".join(r"\.?\s?".join(map(re.escape, code)) + r"\.?(?!\w)" for code in codes)
    if not choices and not codes:
        return None
    named = rf"{_TITLES}(?:{'|'.join(choices)})(?!\w)" if choices else r"(?!)"
    words = sorted({_surname(name) for name in people.names if name}, key=lambda word: (-len(word), word))
    ranked = rf"(?P<rank>{_RANK}\s+)(?P<ranked>{'|'.join(map(_spelled, words))})(?!\w)" if words else r"(?!)"
    doing = "|".join(map(re.escape, sorted(people.acting)))
    acting = rf"(?P<acting>{doing or '(?!)'})(?= (?:to [a-z]|will\b|has\b|is\b|leads?\b))"
    codes_alone = rf"(?P<initials>{spelled or '(?!)'})"
    return re.compile(rf"(?<![\w@.])(?<!\b[Cc]ity of )(?:{ranked}|{named}|{acting}|{codes_alone})")


def _surname(name: str) -> str:
    """The surname with its particles: `van der Berg` of Marieke van der Berg."""
    words = name.split()
    first = next((place for place, word in enumerate(words[1:-1], 1) if word.casefold() in _PARTICLES), len(words) - 1)
    return " ".join(words[first:])


def _spelled(word: str) -> str:
    return re.sub("['’]", "['’]", re.escape(word))


def _forms(name: str) -> Iterator[str]:
    """Ways to print a full name: with or without middle initials, with an initial for the given name, surname first."""
    words = name.split()
    gap = r"[\s,]+"
    yield r"\s+".join(map(_spelled, words))
    if len(words) > 1:
        given, last = words[0].strip("."), " ".join(words[1:])
        surname = r"\s+".join(map(_spelled, last.split()))
        yield rf"{re.escape(given[0])}\.?[\s-]?(?:[A-Z]\.?\s?)?{surname}"
        if _surname(name) != words[-1]:
            yield rf"{_spelled(_surname(name))}{_NO_PLACE}"
            yield rf"{re.escape(given[0])}\.?[\s-]?(?:[A-Z]\.?\s?)?{_spelled(_surname(name))}"
        yield rf"{surname},\s*{_spelled(given)}"
        yield rf"{_spelled(given)}{gap}(?:[A-Z]\.?\s)?{_spelled(words[-1])}"
