"""Who receives the report: the boards and posts that a deadline cell names beside its date.

A body counts by its form (`Board`, `Panel`, `DMT`) and by its part in the sentence: the report goes to it, or it is the
one that receives, examines or approves. A body that does the work does not count.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from schemas import vocab

MAX_WORDS = 12
LONGEST_TEXT = 2500
REACH = 300
"""How many characters a list of bodies may take."""

_SENTENCE = re.compile(r"\.(?=\s)|\n|\.$|;")
_NO_NAME = re.compile(
    r"\b(?:to|be|by|at|upon|completion|appointment of|"
    r"in(?! (?:Care|Need|Education)\b)|on|with|from|through|is|are|was|will|who|which|that|this|has"
    r"|have)\b"
)
_LINK = re.compile(
    r"(?:\b(?:[Tt]o|[Bb]y|[Tt]hrough|[Vv]ia|[Aa]t|[Ff]or|before"
    r"|(?:[Dd]ecision|[Aa]pproval|[Aa]greement|[Ee]ndorsement) of"
    r"|for (?:approval|decision|scrutiny|sign-off) (?:to|by|at))|[–—]"
    r"|\b(?:discuss\w*|shared?|sharing|agree[ds]?|raised?|review(?:ed|s)?) with),?"
    r"\s+(?:(?:the|a|an|each|every|next|full)\s+)*"
    r"(?=[A-Z0-9]|[a-z][\w’'-]*\s)"
)
_STOP = re.compile(
    r"\s+(?:bi-?|six[- ]|\d+[- ])?(?:monthly|weekly|fortnightly|quarterly|termly|annually|yearly)\b(?!\s+\w)|"
    r"\s+(?:on|in(?! (?:Care|Need|Education)\b)|as|at|by|who|which|that|so|where|when|once|then|covering|until|twice|"
    r"three times|from|with|within|via|through|during|"
    r"before|after|prior|following|starting|commencing|beginning|using|regarding|re|each|every|including|is|are|was|will|has|have|may|should|must|"
    r"and\s+(?:also\s+)?(?:through|by|via|then)|and\s+\w+ly\s+(?:to|by|through|via|at)|for\s+(?![A-Z])|to\s+(?!the\b|[A-Z]))\b|[–—(:]|\s-\s|\d{1,2}[./]\d",
)
_PIECES = re.compile(r"\s*(?:,?\s*\b(?:and|then)\s+(?:also\s+)?(?:on\s+)?to\b|,|/|\s&|\band\b|;|\bthen\b)\s*")
_ARTICLE = re.compile(
    r"^(?:(?:the|to|a|an|all|both|each|every|and|then|by|through|via|next|(?:next )?meetings? of(?: the)?"
    r"|(?:elected )?members[’'](?=\s+\S+\s+\S))\s+)+",
    re.IGNORECASE,
)
_RECURRENCE = re.compile(
    r"^(?:(?:bi-?|six[- ]|6[- ])?(?:monthly|weekly|annual(?:ly)?)|quarterly|termly|fortnightly|daily)\s+", re.IGNORECASE
)
_ACRONYM = re.compile(r"^(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z&+-]{0,3}[A-Z&]{0,4}s?$")
_HEADED = re.compile(
    r"^(?:sign[- ]?off|approval|report(?:ed|s|ing)?|governance|accountab\w+|monitor\w*|oversight|overseen|reviewed"
    r"|via|through|(?:decision|approval|agreement) of(?= [A-Z]))"
    r"(?:\s+(?:to|by|at|through))?(?:\s*[:–-]\s*|(?<= of)\s+)",
    re.IGNORECASE,
)
_LAST_OF_LIST = re.compile(r"^.*,\s+and\s+the\s+")
_BEYOND = re.compile(
    r",?\s+and,?\s+(?:(?:above|after|beyond|below)\s+(?:that|this|them|it),?\s+|then\s+(?=the\s|to\s|[A-Z]))"
)
_GOES_ON = re.compile(r"\s*,?\s*(?:and|then|&)?\s*(?:then\s+)?(?:to|by|at|through)\b")
_PART_OF = re.compile(r"\bof (?:the|each|this|a)(?: \w+)? (?:board|group|panel|committee|forum|partnership|team)\b")
_TRAILING = re.compile(r"(?:\s+(?:by|in|on|at|from|until|before|during|the|end|of))+$")
_INTERVAL = re.compile(
    r"(?:\s+each|\s+every)?\s+(?:(?:bi-?|six[- ])?(?:monthly|weekly)|quarterly|termly|annually|fortnightly)"
    r"(?=\s*(?:,|$|and\b|&))"
)
_NOT_YET = re.compile(r"(?:before|prior to|after|following|until|once|when|pending)\b", re.IGNORECASE)
"""What leads to a meeting as a point in time, not as the receiver of a report."""
_THEN = re.compile(r"\s*,?\s+then\s+(?=[A-Z])")
_CLAUSE = re.compile(
    r"\b(?:which|that|whom|where|when|so|and|the|on|of|for|in(?! (?:Care|Need|Education)\b)|each|every)\s+"
    r"|[,–—:(]\s*|\s-\s"
)
_POST_OF = r"\b(?:%s)\s+(?:of|for)\s+[A-Z]"
_BOARD_LIKE = re.compile(r"^[A-Z&]{1,4}(?:MT|LT|SCB|SCP|SAB|PB|MB|EB|SB|WB|OSC|SC)$|^(?:CE|CX|CEO|CCB)$")
_CHIEF = re.compile(
    r"\b(?:director|chief (?:executive|officer|constable)|(?:lead|cabinet|executive|portfolio) (?:member|holder)|"
    r"leader of|mayor|independent chair|chair of)\b(?!.*\bgroup leader)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"^(?:(?:subject to|assuming|provided|unless|if|pending|for|following|after|then|and|the|both)\s+)+", re.IGNORECASE
)
_EDGE = " .,;:–—-()/\t\n"


@functools.cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["pattern"] for row in vocab.load("boards") if row["kind"] == kind)


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    if name == "cue":
        return re.compile("|".join(sorted(_words("cue"))), re.IGNORECASE)
    if name == "receives":
        return re.compile("|".join(row["pattern"] for row in vocab.load("boards") if row["kind"] == name))
    if name == "worker":
        return re.compile("|".join(sorted(_words("worker"))), re.IGNORECASE)
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
        candidate = _clean(_LAST_OF_LIST.sub("", phrase[begin:stop]))
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


def _linked(sentence: str) -> Iterator[tuple[int, str]]:
    position = 0
    while match := _LINK.search(sentence, position):
        phrase = _phrase(sentence[match.end() : match.end() + REACH])
        bodies = [] if _pattern("worker").search(phrase) else split_bodies(phrase)
        yield from ((match.end(), body) for body in bodies)
        position = match.end() + (len(phrase) if bodies else 0)


@functools.cache
def _board_acronyms() -> frozenset[str]:
    """Acronyms of the sector that stand for a body or for a post at the head of a service."""
    heads = re.compile(
        r"(?:board|group|committee|panel|partnership|management team|leadership team|forum)$", re.IGNORECASE
    )
    chiefs = re.compile(
        r"^(?:(?:Corporate|Executive|Strategic) )?Director|^Chief Exec|^(?:Lead|Cabinet) Member", re.IGNORECASE
    )
    rows = [row for row in vocab.load("lexicon") if row["kind"] in {"body", "role"}]
    return frozenset(
        row["acronym"] for row in rows if heads.search(row["expansion"]) or chiefs.search(row["expansion"])
    )


def _is_receiver(name: str) -> bool:
    """Whether a body that stands as subject is of the kind that receives: a board, a panel, the head of a service."""
    last = name.rsplit(maxsplit=1)[-1].strip(_EDGE)
    if _pattern("worker").search(name):
        return False
    if last.lower() in _words("body") | _words("chief"):
        return True
    if _ACRONYM.match(last):
        return last in _board_acronyms() or last.lower() in _words("chief") or bool(_BOARD_LIKE.match(last))
    return bool(_CHIEF.search(name))


def _whole(phrase: str) -> list[str]:
    """The bodies of a phrase that is nothing but a list of them."""
    bodies = split_bodies(phrase)
    left = len("".join(phrase.split())) - sum(len("".join(body.split())) for body in bodies)
    return bodies if bodies and left <= 3 * len(bodies) else []


def _subjects(sentence: str) -> Iterator[tuple[int, str]]:
    """Bodies that receive, examine or approve: `which the LSCB and the Panel will then scrutinise`."""
    floor = 0
    for match in _pattern("receives").finditer(sentence):
        floor = max(floor, match.start() - REACH)
        before = sentence[floor : match.start()]
        starts = [0, *(cut.end() for cut in _CLAUSE.finditer(before))]
        for start in starts:
            phrase = _FOR.sub("", before[start:]).strip(_EDGE)
            bodies = _whole(phrase) if 0 < len(phrase.split()) <= MAX_WORDS * 2 else []
            if bodies:
                yield from ((floor + start, body) for body in bodies if all(map(_is_receiver, bodies)))
                break
        floor = match.end()


def _standing_alone(sentence: str) -> list[str]:
    """A line that is nothing but a list of bodies: `LSCB and DMT`."""
    phrase = re.sub(r"\s*\([^()]*\)", "", sentence).strip(_EDGE)
    phrase = _TRAILING.sub("", _INTERVAL.sub("", phrase))
    phrase = re.sub(r"^(?:and\s+)?then\s+", "", phrase)
    phrase = _THEN.sub(", ", _RECURRENCE.sub("", _HEADED.sub("", phrase)))
    if _phrase(phrase) != phrase or len(phrase.split()) > MAX_WORDS * 2:
        return []
    return (
        [] if _NOT_YET.match(phrase) or _pattern("worker").search(phrase) or _PART_OF.search(phrase) else _whole(phrase)
    )


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


def read_boards(text: str) -> tuple[str, ...]:
    """Boards and posts that receive the report, as printed and in printed order; dates are best blanked out first.

    Example:
        >>> read_boards("report to DMT, CMT and LSCB")
        ('DMT', 'CMT', 'LSCB')
    """
    names: list[str] = []
    is_report = False
    text = text[:LONGEST_TEXT]
    for sentence in _SENTENCE.split(_BEYOND.sub(" and ", text)):
        stripped = sentence.strip(_EDGE)
        if not stripped:
            continue
        segments = [_standing_alone(segment) for segment in re.split(r"\s[–—-]\s|\(|,\s+then\s+(?=[A-Z])", stripped)]
        if any(segments):
            names.extend(body for segment in segments for body in segment)
        if segments[0]:
            continue
        is_report = bool(_pattern("cue").search(sentence)) or (is_report and bool(_GOES_ON.match(sentence)))
        found = [*(_linked(sentence) if is_report else ()), *_subjects(sentence)]
        names.extend(body for _, body in sorted(found, key=lambda item: item[0]))
    return _unique(names)
