"""Labels of cards: words before a colon that come again, and the field that each names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.contract import Line, Word
from pipeline.headings import match_heading
from pipeline.label_fields import label_field
from pipeline.numbering import strip_bullet

_LABEL = re.compile(r"^(?P<label>[A-Z][^:]{1,60}?)\s*:(?=\s|$)")
_DASHED = re.compile(r"^(?P<label>[A-Z][\w /'’-]{1,40}?)\s+[–—-]\s+(?=\S)")
_WHOLE = 0.8
"""Score of a text that is a heading and hardly anything else."""
_LABEL_WORDS = 8
_LEAST_SCORE = 0.5
_AGAIN = 3
"""Times that a label of unknown words must open a line for its values to tell what it means."""
OWNERS = frozenset({"lead", "lead_accountable", "lead_agency", "lead_delivery"})
TIMES = frozenset({"deadline", "status", "rag", "progress", "completed"})


def opening(text: str) -> tuple[str, int] | None:
    """The label that opens a text and where its value begins: words before a colon, or a known one before a dash.

    Example:
        >>> opening("Lead: Chief Executive"), opening("By when – May 2022"), opening("Priority 1 – Leaders")
        (('Lead', 5), ('By when', 10), None)
    """
    bare, _ = strip_bullet(text)
    skipped = len(text) - len(bare)
    found = _LABEL.match(bare)
    if found and len(found["label"].split()) <= _LABEL_WORDS:
        return found["label"], skipped + found.end()
    dashed = _DASHED.match(bare)
    match = match_heading(dashed["label"]) if dashed else None
    known = match is not None and match.score >= _WHOLE and match.field in OWNERS | TIMES
    return (dashed["label"], skipped + dashed.end()) if dashed and known else None


def set_apart(words: Sequence[Word], place: int) -> str:
    """A label in bold type without a mark behind it, at the beginning of a line or behind a plain value."""
    word = words[place]
    behind = words[place + 1] if place + 1 < len(words) else None
    text = word.text.strip()
    apart = word.bold and behind is not None and not behind.bold and (place == 0 or not words[place - 1].bold)
    short = text[:1].isupper() and len(text.split()) <= _LABEL_WORDS and text[-1].isalpha()
    return text if apart and short and opening(text) is None else ""


def without_bullet(line: Line) -> tuple[Word, ...]:
    """The words of a line without a bullet in front of them."""
    bulleted = len(line.words) > 1 and strip_bullet(f"{line.words[0].text} ") == ("", True)
    return line.words[1:] if bulleted else line.words


def find_labels(body: Sequence[Line]) -> dict[str, str]:
    """Labels and the field that each names: those that come again and name one, and others that come about as often."""
    counts = Counter(label for line in body for label in _candidates(line))
    fields = _fields(body, counts)
    known = {
        label: n for label, n in counts.items() if n >= 2 and fields.get(label, "recommendation") != "recommendation"
    }
    held = {fields[label] for label in known}
    if not held & OWNERS or not held & TIMES:
        return {}
    most = max(known.values())
    bold = {label for line in body for label in _runs(line)}
    drawn = sum(label in bold for label in known) > 0.5 * len(known)
    alike = {label for label in bold if drawn and (counts[label] >= 2 or names_field(label))}
    return {
        label: fields.get(label, "")
        for label, n in counts.items()
        if label in known or label in alike or n >= max(2, 0.25 * most)
    }


def _fields(body: Sequence[Line], counts: Counter[str]) -> dict[str, str]:
    """Field of each label by its words, or by what stands behind it where it opens lines time and again."""
    values: dict[str, list[str]] = {}
    for line in body:
        text, _ = strip_bullet(line.text)
        apart = set_apart(line.words, 0)
        found = (apart, len(apart)) if apart else opening(text)
        if found and counts[found[0].casefold()] >= _AGAIN:
            values.setdefault(found[0].casefold(), []).append(_until_next(line, text[found[1] :], counts))
    named = {label: _field_of(label) for label in counts}
    named |= {label: label_field(label, texts) for label, texts in values.items() if not named[label]}
    return {label: name for label, name in named.items() if name}


def _until_next(line: Line, text: str, counts: Counter[str]) -> str:
    """What stands behind a label, up to the next one on its line."""
    later = (text.find(word.text) for word in line.words[1:] if any(c in counts for c in _candidates_in(word)))
    return text[: min((at for at in later if at > 0), default=len(text))].strip()


def _runs(line: Line) -> Iterator[str]:
    """Labels that are set apart by bold type, each a run of its own before a plain value."""
    for word, after in pairwise([*line.words, None]):
        found = _LABEL.fullmatch(word.text) if word is not None else None
        if word is not None and found and word.bold and (after is None or not after.bold):
            yield found["label"].casefold()


def names_field(label: str) -> bool:
    """Whether a label stands for a field of an action."""
    return _field_of(label) not in {"", "recommendation"}


def _field_of(label: str) -> str:
    match = match_heading(label)
    return match.field if match and match.score >= _LEAST_SCORE else ""


def _candidates(line: Line) -> Iterator[str]:
    for place, word in enumerate(line.words):
        yield from _candidates_in(word)
        if apart := set_apart(line.words, place):
            yield apart.casefold()
    whole = line.text.strip(" :")
    if line.bold and opening(line.text) is None and len(whole.split()) <= _LABEL_WORDS:
        match = match_heading(whole)
        if match and match.score >= _WHOLE:
            yield whole.casefold()


def _candidates_in(word: Word) -> Iterator[str]:
    found = opening(word.text)
    if found:
        yield found[0].casefold()
