"""Ratings: colours, letters, symbols and percentages that stand for a status, where no key says otherwise."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from schemas import vocab

Key = Mapping[str, str]
"""What the document says its colours, letters and symbols mean: a status, or nothing where it means something else."""

_WORDS = re.compile(
    r"\W*([A-Za-z]+)(?:\s*[/&]\s*([A-Za-z]+))?\s*(?:$|(?=(?i:with)\b|\d)|[:–—.,;(\[!*/|\n↑↓→←↗↘▲▼▶◀⬆⬇➡⬅-])"
)
_MOVED = re.compile(
    r"(?:(?:(?:was|were|previously|formerly"
    r"|(?:(?:has |have )?(?:moved|changed|gone|upgraded|downgraded|improved|turned) )?from)\s+"
    r"(?P<before>[A-Za-z]+)\s*(?:to|[,;–-]*\s*(?:(?:but|and|is|are)\s+)*now\b(?:\s+at)?)"
    r"|(?P<before_sign>[A-Za-z]+)\s*(?:[-–—=]*>+|→|⇒)|(?:(?:is|are)\s+)?now\b(?:\s+at)?)\s*)(?P<after>[A-Za-z]+)"
    r"(?=\s*(?:$|[:–—.,;(!*/|\n-]))",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?:approx\w*\.?\s+|about\s+|around\s+|c\.?\s?|~\s?)?(?P<number>\d{1,3})\s?(?:%|per ?cent)"
    r"(?P<word>\s*(?:complete[d]?|achieved|done))?",
    re.IGNORECASE,
)
_WORDS_OF_COUNT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTS = {word: count for count, word in enumerate(_WORDS_OF_COUNT, 1)}
_WORST_FIRST = ("red", "amber", "yellow", "grey", "purple", "green", "blue")


@dataclass(frozen=True, slots=True)
class Rating:
    """A colour or symbol at the head of a text: its colour, its usual status, how it was printed and where it ends."""

    colour: str
    status: str
    raw: str
    stop: int
    source: str = "text"


def _rows(kind: str) -> list[dict[str, str]]:
    return [row for row in vocab.load("status") if row["kind"] == kind]


@functools.cache
def usual() -> dict[str, str]:
    """What a colour means where the document does not say: the usual sense of each."""
    return {row["pattern"]: row["status"] for row in _rows("rag")}


@functools.cache
def _letters() -> dict[str, str]:
    pairs = [pair.split("=") for row in _rows("letter") for pair in row["pattern"].lower().split(";")]
    return dict(pairs)


@functools.cache
def _symbols() -> dict[str, tuple[str, str]]:
    """Colour and status of each symbol; one of the two is empty."""
    found = {sign: ("", row["status"]) for row in _rows("symbol") for sign in row["pattern"]}
    return found | {sign: (row["note"], "") for row in _rows("rag_symbol") for sign in row["pattern"]}


def colour_of(word: str) -> str:
    """The colour that a word or letter names, empty where it names none.

    Example:
        >>> colour_of("Amber"), colour_of("G"), colour_of("none")
        ('amber', 'green', '')
    """
    word = word.strip().lower()
    return word if word in usual() else _letters().get(word, "")


def read_rating(text: str) -> Rating | None:
    """The rating that a text opens with: `Amber`, `G`, `Red: ...`, a tick; a letter counts only where it stands alone.

    Of two colours the worse one holds.

    Example:
        >>> read_rating("AMBER - recruitment difficulties").colour
        'amber'
    """
    return _read_symbol(text) or _read_colour(text)


def _read_symbol(text: str) -> Rating | None:
    sign = text[:1]
    if sign not in _symbols():
        return None
    colour, status = _symbols()[sign]
    stop = len(text) - len(text.lstrip("".join(_symbols()) + "\ufe0f"))
    return Rating(colour, status or usual()[colour], sign, stop, "symbol")


def worst_of(*colours: str) -> str:
    """Of several colours the one that warns most.

    Example:
        >>> worst_of("green", "amber", "")
        'amber'
    """
    return min((colour for colour in colours if colour), key=_WORST_FIRST.index, default="")


def _read_move(text: str) -> Rating | None:
    """A colour that took the place of another: `Was red, now amber`, `Green -> Blue`."""
    match = _MOVED.match(text)
    before = match and (match["before"] or match["before_sign"])
    if match is None or (before and not colour_of(before)):
        return None
    colour = colour_of(match["after"])
    return Rating(colour, usual()[colour], match[0], match.end()) if colour else None


def _read_colour(text: str) -> Rating | None:
    if moved := _read_move(text):
        return moved
    match = _WORDS.match(text)
    if not match:
        return None
    first, second = colour_of(match[1]), colour_of(match[2] or "")
    if not first or (len(match[1]) == 1 and match.end() < len(text.rstrip(" ."))):
        return None
    if match[2] and not second:
        return Rating(first, usual()[first], match[1], match.end(1))
    worst = worst_of(first, second)
    return Rating(worst, usual()[worst], match[0].strip(" :–—.,;(!*/|\n-"), match.end())


def read_percent(text: str) -> int | None:
    """The percentage that a text is, with nothing but `complete` beside it.

    Example:
        >>> read_percent("75% complete"), read_percent("(80%)"), read_percent("90% of staff trained")
        (75, 80, None)
    """
    match = _PERCENT.fullmatch(text.strip(" ()[].,;:–—-"))
    return int(match["number"]) if match and int(match["number"]) <= 100 else None


def read_share(text: str) -> int | None:
    """The percentage in a column of percentages, where the sign may be missing.

    Example:
        >>> read_share("75"), read_share("75 %"), read_share("three of four")
        (75, 75, None)
    """
    text = text.strip()
    return read_percent(f"{text}%" if text.isdecimal() else text)


def leading_percent(text: str) -> tuple[int, str] | None:
    """The percentage that a text opens with, and its words; a share of something (`90% of staff`) is none."""
    match = _PERCENT.match(text.lstrip(" ([").strip())
    if not match or int(match["number"]) > 100:
        return None
    rest = text.lstrip(" ([")[match.end() :]
    if re.match(r"\s*of\b|\s*\w", rest) and not match["word"]:
        return None
    return int(match["number"]), match[0]


_COUNT = rf"\d{{1,3}}|{'|'.join(COUNTS)}"
_COUNTED = re.compile(
    rf"(?:(?:approx\w*\.?|about|around|nearly|over|all) )?(?P<done>{_COUNT})\s*(?:(?:out )?of|/)\s*"
    rf"(?:the |all )?(?P<all>{_COUNT})(?:\s+(?!have|has|been|were)[\w-]+){{0,3}}?\s+(?:(?:now|are|is) )*"
    r"(?:complete[d]?|done|achieved|closed|finished|met|delivered|implemented|in place)(?=\s*(?:$|[.,;:()–—-]))",
    re.IGNORECASE,
)


def count_status(text: str) -> tuple[str, str]:
    """The stage that a count of finished parts stands for, and its words; both empty where a text opens with none.

    Example:
        >>> count_status("3 of 5 done"), count_status("all four of four actions complete")[0]
        (('in_progress', '3 of 5 done'), 'completed')
    """
    match = _COUNTED.match(text)
    if match is None:
        return "", ""
    done, every = (COUNTS.get(match[name].lower()) or int(match[name]) for name in ("done", "all"))
    if done > every:
        return "", ""
    return "completed" if done == every else "in_progress" if done else "not_started", match[0]


def percent_status(percent: int) -> str:
    """The stage that a percentage of completion stands for."""
    return {0: "not_started", 100: "completed"}.get(percent, "in_progress")


def clashes(status: str, percent: int) -> bool:
    """Whether words and a percentage contradict each other: completed at 60 %, not started at 40 %."""
    if status == "completed":
        return percent < 100
    if status in {"not_started", "planned"}:
        return percent > 0
    return percent == 100 and status in {"in_progress", "on_hold"}
