"""Who receives the report: the boards and posts that a deadline cell names beside its date."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from schemas import vocab

MAX_WORDS = 12

_SENTENCE = re.compile(r"\.(?=\s)|\n|\.$")
_NO_NAME = re.compile(r"\b(?:to|be|by|at|in|on|with|from|through|is|are|was|will|who|which|that|this|has|have)\b")
_LINK = re.compile(
    r"(?:\b(?:to|by|through|via|at)|[–—]|\bfrom|\bwith)\s+(?:(?:the|a|an|each|every|next)\s+)*(?=[A-Z0-9]|[a-z][\w’'-]*\s)"
)
_STOP = re.compile(
    r"\s+(?:bi-?|six[- ]|\d+[- ])?(?:monthly|weekly|fortnightly|quarterly|termly|annually|yearly)\b(?!\s+\w)|"
    r"\s+(?:on|in|as|at|by|who|which|that|so|where|when|once|then|covering|until|from|with|within|via|through|during|"
    r"before|after|prior|following|using|regarding|re|each|every|including|is|are|was|will|has|have|may|should|must|"
    r"and\s+(?:also\s+)?(?:through|by|via|then)|and\s+\w+ly\s+(?:to|by|through|via|at)|for\s+(?![A-Z])|to\s+(?!the\b|[A-Z]))\b|[–—(:]|\s-\s|\d{1,2}[./]\d",
)
_PIECES = re.compile(r"\s*(?:,?\s*\b(?:and|then)\s+(?:also\s+)?(?:on\s+)?to\b|,|/|\s&|\band\b|;|\bthen\b)\s*")
_ARTICLE = re.compile(
    r"^(?:(?:the|to|a|an|all|both|each|every|and|then|by|through|via|next|(?:next )?meetings? of(?: the)?)\s+)+",
    re.IGNORECASE,
)
_RECURRENCE = re.compile(
    r"^(?:(?:bi-?|six[- ]|6[- ])?(?:monthly|weekly|annual(?:ly)?)|quarterly|termly)\s+", re.IGNORECASE
)
_ACRONYM = re.compile(r"^(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z&+-]{0,3}[A-Z&]{0,4}s?$")
_POST_OF = r"\b(?:%s)\s+(?:of|for)\s+[A-Z]"
_EDGE = " .,;:–—-()/\t\n"


@functools.cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["pattern"] for row in vocab.load("boards") if row["kind"] == kind)


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    if name == "cue":
        return re.compile("|".join(_words("cue")), re.IGNORECASE)
    return re.compile(_POST_OF % "|".join(sorted(_words("post"))), re.IGNORECASE)


def is_body(name: str) -> bool:
    """Whether a phrase names a board, a meeting or a post in full.

    Example:
        >>> is_body("Corporate Parenting and Safeguarding Board"), is_body("Corporate Parenting")
        (True, False)
    """
    words = name.split()
    if not words or len(words) > MAX_WORDS or _NO_NAME.search(name):
        return False
    last = words[-1].strip(_EDGE)
    if last.lower() in _words("not_body"):
        return False
    if last.lower() in _words("body") | _words("post"):
        return len(words) > 1 or last[:1].isupper()
    return bool(_ACRONYM.match(last)) or bool(_pattern("post").search(name))


def _is_named(name: str) -> bool:
    """A body by name: it has a capital or figures, or is one of two words and more (`the improvement board`)."""
    has_capital = any(character.isupper() for character in name)
    return has_capital or (
        len(name.split()) > 1 and name.rsplit(maxsplit=1)[-1].lower() in {"board", "committee", "panel", "cabinet"}
    )


def _clean(name: str) -> str:
    return _ARTICLE.sub("", re.sub(r"\s+", " ", name).strip(_EDGE)).strip(_EDGE)


def split_bodies(phrase: str) -> list[str]:
    """The bodies that a phrase lists; `and` and commas inside a name do not part it.

    Example:
        >>> split_bodies("DMT, the Health and Wellbeing Board and to LSCB")
        ['DMT', 'Health and Wellbeing Board', 'LSCB']
    """
    bodies: list[str] = []
    begin = piece_begin = 0
    for cut in (*_PIECES.finditer(phrase), None):
        stop = cut.start() if cut else len(phrase)
        candidate = _clean(phrase[begin:stop])
        if is_body(candidate) and not _continues(phrase[stop:]):
            prefix, piece = _clean(phrase[begin:piece_begin]), _clean(phrase[piece_begin:stop])
            if prefix and bodies and _is_post(bodies[-1]) and is_body(piece):
                bodies[-1] = f"{bodies[-1]}, {prefix.removesuffix(' and')}"
                candidate = piece
            bodies.append(candidate)
            begin = cut.end() if cut else stop
        piece_begin = cut.end() if cut else stop
    rest = _clean(phrase[begin:])
    if bodies and rest[:1].isupper() and phrase[:begin].rstrip().endswith(","):
        bodies[-1] = f"{bodies[-1]}, {rest}"
    return [body for body in bodies if _is_named(body)]


def _is_post(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].lower() in _words("post")


def _continues(rest: str) -> bool:
    """Whether a name goes on behind the cut: `Project and Board` has no body of its own behind `and`."""
    return bool(re.match(r"\s*(?:and|&)\s+(?:board|panel|group|committee)s?\b", rest, re.IGNORECASE))


def _phrase(text: str) -> str:
    """The noun phrase at the head of a text: it ends where a new thought begins."""
    stop = _STOP.search(text)
    return text[: stop.start()] if stop else text


def _linked(sentence: str) -> Iterator[str]:
    position = 0
    while match := _LINK.search(sentence, position):
        phrase = _phrase(sentence[match.end() :])
        bodies = split_bodies(phrase)
        yield from bodies
        position = match.end() + (len(phrase) if bodies else 0)


def _standing_alone(sentence: str) -> list[str]:
    """A line that is nothing but a list of bodies: `LSCB and DMT`."""
    phrase = re.sub(r"\s*\([^)]*\)", "", sentence).strip(_EDGE)
    phrase = _RECURRENCE.sub("", phrase)
    if _phrase(phrase) != phrase or len(phrase.split()) > MAX_WORDS * 2:
        return []
    bodies = split_bodies(phrase)
    left = len("".join(phrase.split())) - sum(len("".join(body.split())) for body in bodies)
    return bodies if left <= 3 * max(len(bodies), 1) else []


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


def read_boards(text: str) -> tuple[str, ...]:
    """Boards and posts that receive the report, as printed and in printed order; dates are best blanked out first.

    Example:
        >>> read_boards("report to DMT, CMT and LSCB")
        ('DMT', 'CMT', 'LSCB')
    """
    names: list[str] = []
    for sentence in _SENTENCE.split(text):
        stripped = sentence.strip(_EDGE)
        if not stripped:
            continue
        segments = [_standing_alone(segment) for segment in re.split(r"\s[–—-]\s|\(", stripped)]
        if any(segments):
            names.extend(body for segment in segments for body in segment)
        if not segments[0] and _pattern("cue").search(sentence):
            names.extend(_linked(sentence))
    return _unique(names)
