"""Status: what a progress text says, on the scale of the contract.

A label that the council puts first counts; then a colour or a percentage; then what the sentences claim, flagged. What
the document's own key says of a colour, letter or symbol stands before the usual sense.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.normalise import ratings
from pipeline.normalise.claims import Claim, read_label, read_prose
from pipeline.normalise.ratings import Key, Rating
from pipeline.normalise.spaces import plain_spaces, unquoted
from pipeline.normalise.status_text import body_of, newest_quarter, read_misspelt, read_parts
from pipeline.normalise.tick_boxes import ticked
from schemas.readings import StatusReading

Resolve = Callable[[str], str]

LONGEST_TEXT = 6000
"""Characters of a cell that are read; what follows says nothing new."""

_POINTER = re.compile(
    r"^\W*(?:see|as(?: for| in| per)?|same as|refer to|cf\.?|covered (?:by|in|under)|linked to|ditto)\s+"
    r"(?:action|update|item|point|number|no\.?|progress|recommendation|ref\.?|response|comments?)*\s*(?:for|to|in|at|under)?\s*"
    r"\(?(?P<ref>\d{1,2}[a-z]?|above|[a-z](?=\)))\)?",
    re.IGNORECASE,
)
_CUTS = re.compile(
    r"\s*[;|/\n()\[\]]\s*|\.\s+|\s+[-–—]\s+|\s*[:,–—]\s+|\s+(?=\d{1,3}\s?%)|(?<=%)\s+(?!(?i:complete|achieved|done))"
)
_BULLET = re.compile(r"^\s*(?:[•●▪◦·‣]\s*|[-–—]\s+)(?=\S)")
_NEUTRAL = re.compile(r"(?:stage|status|b?rag|rating|progress|percentage complete|% complete|overall)?", re.IGNORECASE)
_RATED = re.compile(r"^b?rag(?: rating| status)?:?\s+(?=\w)", re.IGNORECASE)
_BESIDE = re.compile(r"^[\s(:,–-]*(\d{1,3}\s?%)\s*(?:complete[d]?)?\s*(?:$|[).,;:–-](?!\s*of))", re.IGNORECASE)
_STAGES = frozenset({"completed", "not_started", "withdrawn", "on_hold"})
_TIMELINESS = frozenset({"on_track", "at_risk", "delayed"})
_LATE = frozenset({"at_risk", "delayed"})
_PROSE = frozenset({"prose", "deed", "opening", "pointer"})
_LABELS = frozenset({"label", "deed_label", "stock_phrase"})
MOST_SIGNALS = 5


@dataclass(frozen=True, slots=True)
class Signals:
    """What one text says in words, in colour and in per cent."""

    claim: Claim | None = None
    rating: Rating | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What columns of their own say beside a text: a colour, where it was seen, a percentage from 0 to 100."""

    rag: str = ""
    source: str = ""
    percent: int | None = None


def _whole_label(text: str) -> Claim | None:
    claim = read_label(text)
    return claim if claim and claim.raw == text.strip(" .!*") and claim.rule != "opening" else None


def _worse(before: Rating | None, rating: Rating) -> Rating:
    if before is None or not (before.colour and rating.colour):
        return before or rating
    return rating if ratings.worst_of(before.colour, rating.colour) == rating.colour else before


def _composite(text: str) -> Signals | None:
    """A text that is nothing but signals: `Completed; 100%; Green`, `Green / Complete`, `Complete (80%)`."""
    found = Signals()
    segments = [_RATED.sub("", part) for part in _CUTS.split(text) if not _NEUTRAL.fullmatch(part.strip(" .:"))]
    if not 2 <= len(segments) <= MOST_SIGNALS:
        return None
    for segment in segments:
        rating, percent = ratings.read_rating(segment), ratings.read_percent(segment)
        claim = _whole_label(segment)
        if percent is not None:
            found = replace(found, percent=percent if found.percent is None else found.percent)
        elif rating and rating.stop >= len(segment.rstrip(" .")):
            found = replace(found, rating=_worse(found.rating, rating))
        elif claim:
            found = replace(found, claim=found.claim or claim)
        else:
            return None
    return found if found.rating or found.percent is not None else None


def _read_pointer(text: str, resolve: Resolve | None) -> Claim | None:
    match = _POINTER.match(text)
    if not match:
        return None
    status = resolve(match["ref"]) if resolve else ""
    return Claim(status, match[0].strip(), "pointer", is_inferred=True) if status else None


def _read_signals(text: str, resolve: Resolve | None) -> Signals:
    """The first rule that reads the text: signals only, rating, label, percentage, pointer, then prose."""
    if newest := newest_quarter(text):
        return _read_signals(newest, resolve)
    parts = read_parts(text)
    if parts:
        return Signals(parts)
    body = body_of(text)
    composite = _composite(body)
    if composite:
        return composite
    if rating := ratings.read_rating(body):
        stage = read_label(body[rating.stop :].lstrip(" :–—.,;(!*/|\n-"))
        leads = stage if stage and stage.rule in _LABELS and stage.status in _STAGES else None
        return Signals(leads, rating)
    if claim := read_label(body):
        beside = _BESIDE.match(body[len(claim.raw) :])
        return Signals(claim, percent=ratings.read_percent(beside[1]) if beside else None)
    counted, words = ratings.count_status(body)
    if counted:
        return Signals(Claim(counted, words, "count"))
    if leading := ratings.leading_percent(body):
        return Signals(None, percent=leading[0])
    return Signals(_read_pointer(body, resolve) or _read_sentences(body))


def _read_sentences(body: str) -> Claim:
    claim = read_prose(body)
    return claim if claim.status != "unclear" else read_misspelt(body) or claim


def _key_status(key: Key, rating: Rating) -> str | None:
    """What the document's key says of a rating; none where it does not speak of it."""
    return key.get(rating.colour or rating.raw)


def _by_rating(rating: Rating, key: Key) -> tuple[str, tuple[str, ...]]:
    """The status of a rating and its doubt: the key's meaning, else the usual sense, flagged."""
    meant = _key_status(key, rating)
    if meant is not None:
        return meant, ()
    return rating.status, () if rating.source == "symbol" and not rating.colour else ("status_inferred",)


def _with_rating(claim: Claim, rating: Rating, key: Key) -> tuple[str, tuple[str, ...]]:
    """The status of a text beside a colour: timeliness decides unless the stage is final; a clash is flagged."""
    by_colour, doubt = _by_rating(rating, key)
    own: tuple[str, ...] = ("status_inferred",) if claim.is_inferred else ()
    if by_colour in {"", "unclear", claim.status}:
        return claim.status, own
    is_label = claim.rule in _LABELS | {"percentage"}
    if by_colour in {"completed", "not_started"}:
        clash = is_label and claim.status != "unclear"
        if clash and claim.rule == "percentage" and not doubt:
            return by_colour, ("conflict",)
        return (claim.status, ("conflict",)) if clash else (by_colour, doubt)
    over_prose = _TIMELINESS if "completed" in key.values() else _LATE
    weak = _PROSE | {"stock_phrase"} if not doubt and "completed" in key.values() else _PROSE
    if claim.rule in weak and by_colour in over_prose:
        return (claim.status, own) if claim.status == "not_started" else (by_colour, doubt)
    if claim.status in _STAGES and claim.rule != "deed":
        is_clash = claim.status == "completed" and by_colour in _LATE
        return claim.status, ("conflict",) if is_clash else own * (not is_label)
    if claim.status in _TIMELINESS and is_label:
        return claim.status, ("conflict",)
    return by_colour, doubt


def _settle(signals: Signals, key: Key) -> tuple[Claim, tuple[str, ...]]:
    """One status of words, colour and percentage, with the doubts; a key's colour and a percentage outvote words."""
    claim, percent = signals.claim, signals.percent
    flags: tuple[str, ...] = ()
    if claim is None and percent is not None:
        claim = Claim(ratings.percent_status(percent), f"{percent}%", "percentage", percent=percent)
    elif claim and percent is not None and ratings.clashes(claim.status, percent):
        flags = ("conflict",)
    if signals.rating is None:
        claim = claim or Claim("unclear", "", "prose", is_inferred=True)
        return claim, (*(("status_inferred",) if claim.is_inferred else ()), *flags)
    if claim is None:
        status, doubt = _by_rating(signals.rating, key)
        return Claim(status or "unclear", signals.rating.raw, "rating"), (*doubt, *flags)
    status, doubt = _with_rating(claim, signals.rating, key)
    meant = _key_status(key, signals.rating)
    if flags and claim.status == status == "completed" and meant in _TIMELINESS:
        status = meant
    return replace(claim, status=status), tuple(dict.fromkeys((*doubt, *flags)))


def _by_key(text: str, key: Key) -> Claim | None:
    """A cell that is an entry of the document's key: `C`, `NS`, a tick, `75-99%`."""
    status = key.get(text.strip(" .:").casefold())
    return Claim(status, text.strip(), "document_key") if status else None


def read_status(
    text: str, *, rag: str = "", rag_source: str = "", key: Key | None = None, resolve: Resolve | None = None
) -> StatusReading:
    """Read a progress text on the common scale.

    Args:
        text: The progress of one action, as printed.
        rag: The colour that stands beside it, if any.
        rag_source: Where that colour was seen: `text`, `colour`, `symbol`.
        key: What the document says that its colours, letters and symbols mean.
        resolve: Gives the status of another action of the same recommendation, for `See (1) above`.

    Example:
        >>> read_status("On track: policy drafted, will be signed off").status
        'on_track'
        >>> read_status("See (1) above", resolve={"1": "completed"}.get).status
        'completed'
        >>> read_status("Complete (80%)").flags
        ('conflict',)
    """
    return weigh_status(text, Beside(rag, rag_source), key, resolve)


def weigh_status(text: str, beside: Beside, key: Key | None = None, resolve: Resolve | None = None) -> StatusReading:
    """As `read_status`, with the colour and the percentage that columns of their own give."""
    whole, text = text, _BULLET.sub("", unquoted(plain_spaces(text)), count=1)
    boxes = ticked(text)
    if boxes is not None:
        chosen = weigh_status(boxes[0] if len(boxes) == 1 else "", beside, key, resolve)
        doubt = ("conflict",) if len(boxes) > 1 else ()
        return replace(chosen, text=whole, status="unclear" if doubt else chosen.status, flags=(*chosen.flags, *doubt))
    key = key or {}
    colour = ratings.colour_of(beside.rag) if beside.rag else ""
    shown = Rating(colour, ratings.usual()[colour], colour, 0, beside.source) if colour else None
    rating = shown if shown and _key_status(key, shown) != "" else None
    if text.strip():
        told = _by_key(text, key)
        printed = text[:LONGEST_TEXT].strip()
        own = Signals(told, ratings.read_rating(printed)) if told else _read_signals(printed, resolve)
    else:
        own = Signals()
    percent = beside.percent if own.percent is None else own.percent
    signals = Signals(own.claim, rating or own.rating, percent)
    if signals == Signals() and not text.strip():
        return StatusReading(whole, rag=colour, rag_source=beside.source if colour else "")
    return _reading(whole, signals, key, shown or own.rating)


def _reading(text: str, signals: Signals, key: Key, shown: Rating | None) -> StatusReading:
    claim, flags = _settle(signals, key)
    return StatusReading(
        text=text,
        status=claim.status,
        raw=claim.raw,
        percent=signals.percent,
        rag=shown.colour if shown else "",
        rag_source=shown.source if shown and shown.colour else "",
        rule=claim.rule,
        flags=flags,
    )
