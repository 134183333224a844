"""Labels of cards: words before a colon that come again, and the field that each names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.contract import Line, Word
from pipeline.headings import match_heading
from pipeline.label_fields import label_field

LABEL = re.compile(r"^(?P<label>[A-Z][^:]{1,60}?)\s*:(?=\s|$)")
_LABEL_WORDS = 8
_LEAST_SCORE = 0.5
_AGAIN = 3
"""Times that a label of unknown words must open a line for its values to tell what it means."""
OWNERS = frozenset({"lead", "lead_accountable", "lead_agency", "lead_delivery"})
TIMES = frozenset({"deadline", "status", "rag", "progress", "completed"})


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
        found = LABEL.match(line.text)
        if found and counts[found["label"].casefold()] >= _AGAIN:
            values.setdefault(found["label"].casefold(), []).append(_until_next(line, found.end(), counts))
    named = {label: _field_of(label) for label in counts}
    named |= {label: label_field(label, texts) for label, texts in values.items() if not named[label]}
    return {label: name for label, name in named.items() if name}


def _until_next(line: Line, start: int, counts: Counter[str]) -> str:
    """What stands behind a label, up to the next one on its line."""
    text = line.text[start:]
    later = (text.find(word.text) for word in line.words[1:] if any(c in counts for c in _candidates_in(word)))
    return text[: min((at for at in later if at > 0), default=len(text))].strip()


def _runs(line: Line) -> Iterator[str]:
    """Labels that are set apart by bold type, each a run of its own before a plain value."""
    for word, after in pairwise([*line.words, None]):
        found = LABEL.fullmatch(word.text) if word is not None else None
        if word is not None and found and word.bold and (after is None or not after.bold):
            yield found["label"].casefold()


def names_field(label: str) -> bool:
    """Whether a label stands for a field of an action."""
    return _field_of(label) not in {"", "recommendation"}


def _field_of(label: str) -> str:
    match = match_heading(label)
    return match.field if match and match.score >= _LEAST_SCORE else ""


def _candidates(line: Line) -> Iterator[str]:
    for word in line.words:
        yield from _candidates_in(word)
    whole = line.text.strip(" :")
    if all(w.bold for w in line.words) and not LABEL.match(line.text) and len(whole.split()) <= _LABEL_WORDS:
        match = match_heading(whole)
        if match and match.score >= 0.8:
            yield whole.casefold()


def _candidates_in(word: Word) -> Iterator[str]:
    found = LABEL.match(word.text)
    if found and len(found["label"].split()) <= _LABEL_WORDS:
        yield found["label"].casefold()
