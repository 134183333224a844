"""The words that job titles are made of: what opens a title, what completes one, what is a body or a person."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from schemas.vocab import load

_KEPT = 4096
_LONG = 7
_TITLE_PARTS = ("title_noun", "title_modifier", "title_word")
_AMBIGUOUS_NOUNS = frozenset({"assistant", "principal", "executive", "consultant", "staff", "partner", "specialist"})
_STANDING = frozenset({"the", "interim", "acting", "deputy", "joint", "temporary", "new", "permanent"})
_SINGLE_LETTERS = re.compile(r"\b([A-Z]) (?=[A-Z]\b)")
_AMPERSAND = re.compile(r"\b([A-Z]) ?& ?(?=[A-Z]\b)")
_HONORIFIC = r"(?:(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame|Rev|Revd|Lord|Lady)\.?\s+)"
_SMALL = r"[^\W\d_A-Z]"
_NAME = rf"[^\W\d_a-z]{_SMALL}+"
_PREFIX = r"(?:[OD][’']|d[’']|Mc|Mac|(?i:al|el|ul)[-’'])"
_PARTICLE = r"(?:(?i:de|van|von|der|den|da|dos|di|del|della|le|la|du|st)\.? |(?:ap|ab|bin|ibn|bint|binti|al|el|ul|ter|ten|te|zu) )"
_SURNAME = rf"(?:{_PARTICLE}{{0,2}}{_PREFIX}?{_NAME}(?:[-’']{_PREFIX}?{_NAME})*)"
_AFTER_PARTICLE = re.compile(rf"\s{_PARTICLE}{_NAME}")
_PERSON = re.compile(
    rf"{_HONORIFIC}?(?P<given>{_PREFIX}?{_NAME}(?:-{_NAME})?|[A-Z]\.?(?:\s?[A-Z]\.?)?)(?:\s|(?<=\.)|(?<!{_SMALL}))"
    rf"(?:[A-Z]\.?\s)?(?P<surname>{_SURNAME}(?:\s{_SURNAME})?)"
)
_TITLED = re.compile(rf"{_HONORIFIC}{_SURNAME}(?:\s{_SURNAME})?")
_AFTER_ACRONYM = re.compile(r"\b[A-Z]{3,}\s$")
_WORD = re.compile(r"[^\W_]+(?:[’'&-][^\W_]+)*")


@functools.lru_cache(maxsize=_KEPT)
def tidy(text: str) -> str:
    """One line, with letters printed apart put together: `A D Social Care`, `C & F`.

    Example:
        >>> tidy("Head of C & F Policy")
        'Head of C&F Policy'
    """
    text = re.sub(r"\bD/(?=(?:Supt|Insp|Sgt)\b)", "Det. ", re.sub(r"\s+", " ", text)).strip()
    text = re.sub(r"\b(?:[A-Z]\.\s?){2,}", lambda hit: hit.group().replace(".", "").replace(" ", "") + " ", text)
    text = re.sub(r"(?<![\w/])[A-Z]/[A-Z](?![\w/])", lambda hit: _joined_letters(hit.group()), text)
    return _AMPERSAND.sub(r"\1&", _SINGLE_LETTERS.sub(r"\1", text)).strip()


def _joined_letters(text: str) -> str:
    """`T/M` as `TM` where that is the acronym of a post."""
    return text.replace("/", "") if is_role_acronym(text.replace("/", "")) else text


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without apostrophes."""
    return [word.casefold().replace("’", "").replace("'", "") for word in _WORD.findall(text)]


@functools.cache
def vocabulary(part: str) -> frozenset[str]:
    """The words or phrases of one part of `roles.csv`."""
    return frozenset(row["words"].replace("'", "") for row in load("roles") if row["part"] == part)


@functools.cache
def abbreviations() -> Mapping[str, tuple[str, str]]:
    """Short form to full words, and whether it counts only before a full stop (`yes`), `after` an acronym or as a `rank` before a name."""
    return {row["short"]: (row["full"], row["dot"]) for row in load("abbreviations")}


@functools.cache
def lexicon() -> Mapping[str, tuple[dict[str, str], ...]]:
    """The sector's acronyms, each with every meaning it may have."""
    table: dict[str, tuple[dict[str, str], ...]] = {}
    for row in load("lexicon"):
        table[row["acronym"]] = (*table.get(row["acronym"], ()), row)
    return table


@functools.cache
def _role_acronyms() -> frozenset[str]:
    """Acronyms that stand for posts only, and those usual enough as posts to outweigh their other meanings."""
    only = {acronym for acronym, rows in lexicon().items() if all(row["kind"] == "role" for row in rows)}
    return frozenset(only | {row["words"] for row in load("roles") if row["part"] == "title_acronym"})


def is_role_acronym(word: str) -> bool:
    """Whether an acronym of the lexicon can stand for a post."""
    return word.rstrip("s") in _role_acronyms() or word in _role_acronyms()


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

    return re.sub(r"(?P<word>\b[A-Za-z]+(?:[-'’][A-Za-z]+)?)(?P<dot>\.?)", full, text)


@functools.cache
def _title_words() -> dict[str, tuple[str, ...]]:
    """The long words of titles by their first letter."""
    found = {word for part in _TITLE_PARTS for phrase in vocabulary(part) for word in phrase.split()}
    table: dict[str, tuple[str, ...]] = {}
    for word in sorted(word for word in found if len(word) >= _LONG):
        table[word[0]] = (*table.get(word[0], ()), word)
    return table


@functools.lru_cache(maxsize=_KEPT)
def mended(word: str) -> str:
    """The word of titles that a misprinted one stands for, or an empty text: one letter more, less, other or moved.

    Example:
        >>> [mended(word) for word in ("Assitant", "Directer", "Manager", "Fosterton")]
        ['Assistant', 'Director', '', '']
    """
    plain = word.casefold()
    if len(plain) < _LONG or not plain.isalpha() or plain in _sector_words() or plain in _ordinary_words():
        return ""
    from rapidfuzz.distance import OSA

    near = [known for known in _title_words().get(plain[0], ()) if OSA.distance(plain, known, score_cutoff=1) <= 1]
    if len(near) != 1 or near[0].rstrip("s") == plain.rstrip("s") or word.title() in _given_names():
        return ""
    return near[0].upper() if word.isupper() else near[0].capitalize() if word[0].isupper() else near[0]


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
    words = _plain(re.sub(r"\([^)]*\)?\s*$", "", text))
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
    return words[-1] in vocabulary("group_noun") or (len(words) < 4 and not re.search("[/,;|]", text) and _ends_in_body(text))


def _ends_in_body(text: str) -> bool:
    """Whether the last word is a partner or the acronym of a body that a place stands before: `Northshire ICB`."""
    last = text.split()[-1]
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


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in load("given_names"))


@functools.cache
def _names_that_are_words() -> frozenset[str]:
    return frozenset(row["name"] for row in load("given_names") if row["note"])


@functools.cache
def _sector_words() -> frozenset[str]:
    """Words of the sector's vocabulary: a capitalised pair that holds one of them is no name."""
    words = {word for row in load("lexicon") for word in words_of(row["expansion"])}
    words |= {word for row in load("roles") for word in row["words"].split()}
    words |= {full for full, _ in abbreviations().values()} | set(abbreviations())
    names = {word for row in load("councils") for word in words_of(row["name"])}
    return frozenset(words | names)


@functools.cache
def _ordinary_words() -> frozenset[str]:
    """Words of organisations that are no names, for pairs of capitalised words without a known given name."""
    return frozenset(row["word"] for row in load("ordinary_words"))


def is_given_name(word: str) -> bool:
    """Whether a word alone is a person's given name and nothing else."""
    return word in _given_names() and is_name_word(word)


def is_name_word(word: str) -> bool:
    """Whether a single word can only be a name: no word of the sector, of organisations or of the calendar, no place.

    Example:
        >>> [is_name_word(word) for word in ("Whitlock", "Grace", "Kent", "Board")]
        [True, False, False, False]
    """
    plain = words_of(word)
    known = _sector_words() | _ordinary_words() | {name.casefold() for name in _names_that_are_words()}
    return bool(plain) and not any(each in known for each in plain)


@functools.lru_cache(maxsize=_KEPT)
def is_person(text: str) -> bool:
    """Whether the whole text is the name of a person.

    Example:
        >>> [is_person(text) for text in ("M.Kemp", "Jane Brown", "Social Care", "Cllr Patel")]
        [True, True, False, True]
    """
    text = re.sub(r"\s+", " ", text).strip(" ,;")
    if text.isupper() and len(text.split()) == 2 and text.split()[0].title() in _given_names():
        text = text.title()
    if _TITLED.fullmatch(text):
        return not (text.startswith("Dr") and has_title_noun(text[3:]))
    found = _PERSON.fullmatch(text)
    if not found:
        return False
    surname, given = found["surname"], found["given"]
    if re.fullmatch(r"[A-Z ]+", given) and not text[found.end("given")].isspace():
        return False
    sector = any(word in _sector_words() for word in words_of(surname))
    if re.fullmatch(r"[A-Z]\.?(?:\s?[A-Z]\.?)?", given):
        return given not in lexicon() and not sector and not has_title_noun(surname)
    if given in _given_names():
        if given in _names_that_are_words() and any(word in _ordinary_words() for word in words_of(surname)):
            return False
        return not sector or (
            words_of(surname)[-1] not in vocabulary("title_noun")
            and len(text.split()) == 2
            and not is_organisation(surname)
        )
    ordinary = any(word in _ordinary_words() for word in words_of(text))
    alone = len(text.split()) == 2 or bool(_AFTER_PARTICLE.search(text))
    return not (sector or ordinary) and given.casefold() not in _sector_words() and alone
