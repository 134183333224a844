"""Labels that a lead cell prints before its titles: the agency that each belongs to (`Health: Designated Doctor`)."""

from __future__ import annotations

import functools
import re

from pipeline.normalise.classify_roles import agency_of
from pipeline.normalise.keybook import KeyBook
from pipeline.normalise.people import is_person
from pipeline.normalise.role_words import vocabulary, words_of
from pipeline.normalise.roles import has_title_noun, is_agency, is_role_acronym
from schemas.vocab import load

_AT = re.compile(r"\s*(?P<label>[^\W\d_][\w’'&/., -]{0,40}?)\s*(?P<sign>:|\s[-–—](?=\s))\s*(?P<rest>\S.*)", re.DOTALL)
_BRACKETED = re.compile(r"\s*(?P<label>[^\W\d_][\w’'& /-]{0,40}?)\s*\((?P<title>[^()]+)\)\s*")
_BY = re.compile(r"by\s", re.IGNORECASE)
_LONGEST = 4


@functools.cache
def _known() -> dict[str, str]:
    return {" ".join(words_of(row["label"])): row["agency"] for row in load("agency_labels")}


@functools.cache
def _inline() -> re.Pattern[str]:
    labels = sorted({row["label"] for row in load("agency_labels")}, key=lambda label: (-len(label), label))
    inner = "|".join(re.escape(label).replace("'", "[’']") for label in labels)
    return re.compile(rf"(?:(?<=[;|,/])|(?<=[a-z)]))\s*(?=\b(?:{inner})\s*:\s*[A-Z])", re.IGNORECASE)


@functools.cache
def _owner_words() -> str:
    words = sorted(vocabulary("owner_label"), key=lambda label: (-len(label), label))
    return rf"(?:(?:overall|joint|strategic|operational|executive) )?(?:{'|'.join(map(re.escape, words))})"


@functools.cache
def _owner_label() -> re.Pattern[str]:
    return re.compile(rf"{_owner_words()}\s*(?:\([^()]*\)\s*)?(?::|[-–—](?=\s)|(?<=by)\s)\s*", re.IGNORECASE)


@functools.cache
def _owner_labels_inline() -> re.Pattern[str]:
    """Where a label inside a line begins the next owner: after a stop, or where its word is no noun of a post."""
    label = rf"{_owner_words()}\s*(?::|\s[-–—](?=\s))"
    return re.compile(
        rf"(?:(?<=[^\W_])|(?<=\)))(?:[.;,/|]\s*|\s+(?!(?:\w+ )?lead|partners|owner))(?={label})", re.IGNORECASE
    )


_RACI = re.compile(r"(?:^|(?<=\s))\(?(?P<letter>[RASCI])\)?\s*(?::|[-–—](?=\s))\s*(?=\S)")
_RACI_WORDS = {"R": "Responsible", "A": "Accountable", "S": "Support", "C": "Consulted", "I": "Informed"}


def without_label(text: str) -> str:
    """A lead without a label such as `Owner:`; with a dash the words are one only where a post or a person follows.

    Example:
        >>> [without_label(text) for text in ("Lead - Head of MASH", "Strategic Lead - Early Help")]
        ['Head of MASH', 'Strategic Lead - Early Help']
    """
    found = _owner_label().match(text) if any(sign in text for sign in ":-–—") or _BY.search(text) else None
    rest = text[found.end() :] if found else ""
    first = re.split(r"\s*[,(]", rest)[0]
    agency = found is not None and "agency" in found.group().casefold() and is_agency(first)
    named = found and (":" in found.group() or agency or has_title_noun(rest) or is_person(first))
    return rest if named else text


def is_labelled(line: str) -> bool:
    """Whether a line opens with the label of an owner."""
    return without_label(line) != line


def _one_owner_a_line(text: str) -> str:
    """Each owner with a label of its own on a line: `Lead: A. Support: B`, `A: DCS R: Head of Service`."""
    if len(_RACI.findall(text)) > 1:
        text = _RACI.sub(lambda hit: f"\n{_RACI_WORDS[hit['letter']]}: ", text).strip()
    return _owner_labels_inline().sub("\n", text) if ":" in text or "-" in text or "–" in text else text


def _agency(label: str) -> str | None:
    return _known().get(" ".join(words_of(label)))


def label_of(line: str, keys: KeyBook) -> tuple[str, str]:
    """The agency label that opens a line, and the rest of it; the label is empty where none does.

    A known label needs a colon, or a dash before a title. Other words with a colon are a label too if they are few,
    name no post, and a title follows.

    Example:
        >>> label_of("Education: Head of SEND", KeyBook())
        ('Education', 'Head of SEND')
    """
    hit = _AT.fullmatch(line) if any(sign in line for sign in ":-–—") else None
    if hit is None or keys.is_code(hit["label"]) or keys.is_code(line):
        return "", line
    label, rest = hit["label"].strip(), hit["rest"].strip()
    titled = has_title_noun(rest) or keys.names(rest.split(",")[0]) or _starts_with_post(rest)
    known = _agency(label) is not None
    if hit["sign"] == ":":
        few = len(label.split()) <= _LONGEST and not has_title_noun(label) and not is_person(label)
        return (label, rest) if known or (few and titled) else ("", line)
    return (label, rest) if known and titled else ("", line)


def _starts_with_post(text: str) -> bool:
    first = re.match(r"[A-Za-z]+", text)
    return bool(first and is_role_acronym(first.group()))


def label_agency(label: str) -> str:
    """The agency that a label names, or an empty text where the vocabulary does not tell."""
    return _agency(label) or agency_of(label)


def with_labels(text: str, keys: KeyBook) -> str:
    r"""The text of a cell with each agency label on the line of what it labels.

    Labels that stand alone on their lines above titles, or before a title in brackets, count only where there are two
    of them at least.

    Example:
        >>> with_labels("Education\nHead of SEND\nHealth\nDesignated Doctor", KeyBook())
        'Education: Head of SEND\nHealth: Designated Doctor'
    """
    text = _one_owner_a_line(text)
    if keys.codes or not text.strip():
        return text
    text = _inline().sub("\n", text) if text.count(":") > 1 else text
    lines = text.split("\n")
    bracketed = [_bracketed(line) for line in lines]
    if sum(map(bool, bracketed)) > 1:
        return "\n".join(new or line for new, line in zip(bracketed, lines, strict=True))
    alone = [_agency(line) is not None for line in lines]
    titled = [
        not label and has_title_noun(line) and " " in line.strip() for label, line in zip(alone, lines, strict=True)
    ]
    places = [index for index, label in enumerate(alone) if label]
    if len(places) < 2 or places[0] != 0 or not all(index + 1 < len(lines) and titled[index + 1] for index in places):
        return text
    return "".join(line + (": " if label else "\n") for label, line in zip(alone, lines, strict=True)).strip("\n")


def _bracketed(line: str) -> str:
    hit = _BRACKETED.fullmatch(line)
    if hit is None or _agency(hit["label"]) is None or not has_title_noun(hit["title"]):
        return ""
    return f"{hit['label'].strip()}: {hit['title'].strip()}"
