"""The words that job titles are made of: what opens a title, what completes one, what is a body or a person."""

from __future__ import annotations

import functools
import re

from pipeline.normalise.role_words import abbreviations, lexicon, mended, vocabulary, words_of
from schemas.vocab import load

_KEPT = 4096

_AMBIGUOUS_NOUNS = frozenset({"assistant", "principal", "executive", "consultant", "staff", "partner", "specialist"})
_STANDING = frozenset({"the", "interim", "acting", "deputy", "joint", "temporary", "new", "permanent"})
_SINGLE_LETTERS = re.compile(r"\b([A-Z]) (?=[A-Z]\b)")
_RANK_LETTER = re.compile(r"\bD/(?=(?:Supt|Insp|Sgt)\b)")
_DOTTED = re.compile(r"\b(?:[A-Z]\.\s?){2,}")
_STROKED = re.compile(r"(?<![\w/])[A-Z]/[A-Z](?![\w/])")
_SHORT_FORM = re.compile(r"(?P<word>\b[A-Za-z]+(?:[-'’][A-Za-z]+)?)(?P<dot>\.?)")
_LAST_BRACKETS = re.compile(r"\([^)]*\)?\s*$")
_AMPERSAND = re.compile(r"\b([A-Z]) ?& ?(?=[A-Z]\b)")
_AFTER_ACRONYM = re.compile(r"\b[A-Z]{3,}\s$")


@functools.lru_cache(maxsize=_KEPT)
def tidy(text: str) -> str:
    """One line, with letters printed apart put together: `A D Social Care`, `C & F`.

    Example:
        >>> tidy("Head of C & F Policy")
        'Head of C&F Policy'
    """
    text = " ".join(text.split())
    if "/" in text:
        text = _RANK_LETTER.sub("Det. ", text)
    if "." in text:
        text = _DOTTED.sub(lambda hit: hit.group().replace(".", "").replace(" ", "") + " ", text)
    if "/" in text:
        text = _STROKED.sub(lambda hit: _joined_letters(hit.group()), text)
    text = _SINGLE_LETTERS.sub(r"\1", text)
    return (_AMPERSAND.sub(r"\1&", text) if "&" in text else text).strip()


def _joined_letters(text: str) -> str:
    """`T/M` as `TM` where that is the acronym of a post."""
    return text.replace("/", "") if is_role_acronym(text.replace("/", "")) else text


@functools.cache
def _role_acronyms() -> frozenset[str]:
    """Acronyms that stand for posts only, and those usual enough as posts to outweigh their other meanings."""
    only = {acronym for acronym, rows in lexicon().items() if all(row["kind"] == "role" for row in rows)}
    return frozenset(only | {row["words"] for row in load("roles") if row["part"] == "title_acronym"})


def is_role_acronym(word: str) -> bool:
    """Whether an acronym of the lexicon can stand for a post."""
    return word.rstrip("s") in _role_acronyms() or word in _role_acronyms()


@functools.lru_cache(maxsize=_KEPT)
def expand_abbreviations(text: str) -> str:
    """Write out `Mgr.`, `Snr.`, `Asst` and their like, in the case of the printed word.

    Example:
        >>> expand_abbreviations("LSCB Snr. Professional")
        'LSCB Senior Professional'
    """

    def full(hit: re.Match[str]) -> str:
        entry = abbreviations().get(hit["word"].casefold())
        if entry is None:
            word = mended(hit["word"])
            return word + hit["dot"] if word else hit.group()
        full, where = entry
        if where == "rank":
            return hit.group()
        if where == "after" and not (hit["word"].isupper() and _AFTER_ACRONYM.search(text[: hit.start()])):
            return hit.group()
        if (where == "yes" and not hit["dot"]) or hit["word"] == full:
            return hit.group()
        return full.title() if hit["word"][0].isupper() else full

    return _SHORT_FORM.sub(full, text)


def _plain(text: str) -> list[str]:
    return words_of(expand_abbreviations(tidy(text)))


@functools.lru_cache(maxsize=_KEPT)
def has_title_noun(text: str) -> bool:
    """Whether the text holds a word that names a post, such as Manager, or the acronym of a post."""
    if any(is_role_acronym(word) for word in re.findall(r"\b[A-Z][A-Za-z]*[A-Z]s?\b", tidy(text))):
        return True
    words = _plain(text)
    return any(_names_post(words, index) for index in range(len(words)))


def _names_post(words: list[str], index: int) -> bool:
    """Whether a word of a title is its noun; `Assistant` or `Lead` may only say of what kind the next noun is."""
    word, last = words[index], index + 1 == len(words)
    if word not in vocabulary("title_noun"):
        return False
    if word == "lead":
        return index > 0 or words[1:2] in (["for"], ["on"])
    if word == "head":
        return len(words) > 1
    return word not in _AMBIGUOUS_NOUNS or (last and index > 0)


@functools.lru_cache(maxsize=_KEPT)
def ends_with_title_noun(text: str) -> bool:
    """Whether the last word outside brackets names a post."""
    words = _plain(_LAST_BRACKETS.sub("", text))
    if len(words) == 1:
        return words[0] in vocabulary("title_noun") - _AMBIGUOUS_NOUNS - {"lead", "head"}
    return bool(words) and words[-1] in vocabulary("title_noun")


@functools.lru_cache(maxsize=_KEPT)
def opens_title(text: str) -> bool:
    """Whether a new title starts with the first word: `Head of`, `Assistant Director`, `LSCB Independent Chair`.

    Example:
        >>> [opens_title(text) for text in ("Service Manager, Fostering", "Disabled Children", "Manager")]
        [True, False, False]
    """
    text = tidy(re.split(r"\s*[,/;(]", re.sub(r"^[\W_]+", "", text), maxsplit=1)[0])
    first = re.match(r"[A-Za-z]+", text)
    if first and is_role_acronym(first.group()) and first.group() != first.group().casefold():
        return True
    words = _plain(text)
    phrase = " ".join(words[:4])
    if any(phrase == opening or phrase.startswith(opening + " ") for opening in vocabulary("title_opening")):
        return True
    if re.match(r"[A-Z]{3,}\b", text) and words[0] not in vocabulary("title_noun"):
        words = words[1:]
    return _modifiers_then_noun(words)


def _modifiers_then_noun(words: list[str]) -> bool:
    nouns, modifiers = vocabulary("title_noun"), vocabulary("title_modifier")
    for index, word in enumerate(words[:5]):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in nouns and not (word in modifiers and (following in nouns or following in modifiers)):
            return index > 0 or word in {
                "director",
                "chair",
                "headteacher",
                "headteachers",
                "commissioner",
                "councillor",
            }
        if word not in modifiers:
            return False
    return False


@functools.lru_cache(maxsize=_KEPT)
def is_rank(text: str) -> bool:
    """Whether a title names a rank and nothing that the post is in charge of, so that a team or service may follow.

    Example:
        >>> [is_rank(text) for text in ("Interim Head of Service", "AD", "Head of Safeguarding")]
        [True, True, False]
    """
    meanings = [row["expansion"] for row in lexicon().get(text.strip(" ."), ()) if row["kind"] == "role"]
    return any(_bare_rank(_plain(each)) for each in (text, *meanings))


def _bare_rank(words: list[str]) -> bool:
    while words and words[0] in _STANDING:
        words = words[1:]
    return " ".join(words) in vocabulary("rank")


@functools.lru_cache(maxsize=_KEPT)
def is_agency(text: str) -> bool:
    """Whether the whole text names a body or a service rather than a post."""
    plain = " ".join(_plain(text))
    if plain in vocabulary("agency"):
        return True
    rows = lexicon().get(text.strip(" ."), ())
    if any(row["kind"] == "body" for row in rows):
        return True
    words = plain.split()
    if len(words) < 2 or has_title_noun(text):
        return False
    return words[-1] in vocabulary("group_noun") or (
        len(words) < 4 and not re.search("[/,;|]", text) and _ends_in_body(text)
    )


def _ends_in_body(text: str) -> bool:
    """Whether the last word is a partner or the acronym of a body that a place stands before: `Northshire ICB`."""
    last = text.rsplit(maxsplit=1)[-1]
    rows = lexicon().get(last, ())
    bodies = bool(rows) and all(row["kind"] == "body" for row in rows)
    return text[:1].isupper() and (bodies or (last[:1].isupper() and last.casefold() in vocabulary("organisation")))


@functools.cache
def place_list() -> str:
    """A pattern of two or more authorities in a row, as in `Bury, Bolton and Wigan`."""
    names = sorted({row["name"] for row in load("councils")}, key=lambda name: (-len(name), name))
    place = "(?:" + "|".join(map(re.escape, names)) + ")"
    return rf"{place}(?:,\s+{place})*,?\s+(?:and|&)\s+{place}"


def is_organisation(text: str) -> bool:
    """Whether a text such as `NHS Brighton` or `Northern Hospital Trust` says where a post belongs."""
    words = words_of(text)
    return bool(words) and bool(vocabulary("organisation") & {words[0], words[-1]})
