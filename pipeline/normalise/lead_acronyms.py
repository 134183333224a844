"""What a code or an acronym of a lead stands for: by the document's key and glossary, its titles, the lexicon."""

from __future__ import annotations

import re

from pipeline.normalise.keybook import KeyBook, code_key
from pipeline.normalise.role_words import lexicon, vocabulary

_BOARD = re.compile(r"([A-Z]{1,2})SC([BP])")
_SAME_CODE = 80


def similar_code(text: str, keys: KeyBook) -> str:
    """The one code of the key that a misprint can stand for: the same number of words, and one of them slightly off."""
    from rapidfuzz import fuzz

    words = code_key(text).split()
    hits: list[tuple[float, str]] = []
    for code in keys.codes:
        other = code.split()
        if len(words) != len(other) or len(words) < 2:
            continue
        odd = [(a, b) for a, b in zip(words, other, strict=True) if a != b]
        if len(odd) == 1 and _slip(*odd[0]):
            cut_short = odd[0][1].startswith(odd[0][0])
            hits.append((95.0 if cut_short else fuzz.ratio(" ".join(words), code), code))
    hits.sort(reverse=True)
    if hits and hits[0][0] >= _SAME_CODE and (len(hits) == 1 or hits[0][0] > hits[1][0]):
        return hits[0][1]
    return ""


def _slip(printed: str, meant: str) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    if printed.upper() in lexicon() and len(printed) > 2 and not meant.startswith(printed):
        return False
    if len(printed) < 3 or len(meant) < 3:
        return False
    return meant.startswith(printed) or DamerauLevenshtein.distance(printed, meant) == 1


def meaning_of(acronym: str, keys: KeyBook, text: str) -> tuple[str, str, tuple[str, ...]]:
    """What an acronym inside a title means, who says so, and the doubt; empty where it is best kept as printed."""
    known = keys.glossary.get(acronym, ())
    if known:
        doubt = ("acronym_ambiguous",) if len(known) > 1 else ()
        return known[0], "document_glossary", doubt
    if acronym in keys.heads:
        return keys.heads[acronym], "document_key", ()
    if acronym in keys.terms:
        return keys.terms[acronym], "document_key", ()
    if acronym in keys.phrases:
        return keys.phrases[acronym], "verbatim", ()
    board = _BOARD.fullmatch(acronym)
    if board and acronym == text and keys.council.startswith(board[1][0]):
        return f"{keys.council} Safeguarding Children {'Board' if board[2] == 'B' else 'Partnership'}", "lexicon", ()
    return _by_lexicon(acronym, keys, text)


def _by_lexicon(acronym: str, keys: KeyBook, text: str) -> tuple[str, str, tuple[str, ...]]:
    """The sector's meaning: of several posts the one that the document prints, else the usual one, else none."""
    rows = lexicon().get(acronym, ())
    roles = tuple(row for row in rows if row["kind"] == "role")
    bodies = tuple(row for row in rows if row["kind"] == "body")
    if not re.search(r"\b(?:nhs|health|hospital|trust|ccg|pct|icb)\b", text, re.IGNORECASE):
        roles = tuple(row for row in roles if row["agency"] != "NHS") or roles
    for choices in (roles, bodies if acronym == text or "&" in acronym else ()):
        seen = [row for row in choices if _printed_elsewhere(row["expansion"], keys)]
        usual = [row for row in choices if row["usual"]]
        options = seen if len(seen) == 1 else choices
        best = options if len(options) == 1 else usual
        if best:
            return best[0]["expansion"], "lexicon", ("acronym_ambiguous",) if len(options) > 1 else ()
        if options:
            return "", "", ("acronym_ambiguous",)
    return "", "", ()


def _printed_elsewhere(title: str, keys: KeyBook) -> bool:
    wanted = title.casefold()
    return any(wanted in printed.casefold() for printed in keys.titles.values())


def may_be_initials(text: str, keys: KeyBook) -> bool:
    """Whether two letters that nothing explains stand in a document whose key gives people by their initials."""
    explained = text in keys.glossary or text in keys.heads or text in keys.terms or keys.is_code(text)
    return keys.lists_people and not explained and len(text) == 2 and text.isalpha() and text.isupper()


def is_undecided(acronym: str, keys: KeyBook) -> bool:
    """Whether a lead is an acronym alone that may stand for several things, and nothing in the document decides."""
    meanings = {row["expansion"] for row in lexicon().get(acronym, ())}
    if len(meanings) < 2 or acronym in keys.glossary or acronym in keys.heads or acronym in vocabulary("title_acronym"):
        return False
    return sum(_printed_elsewhere(meaning, keys) for meaning in meanings) != 1
