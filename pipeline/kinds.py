"""Kinds of recommendations told by their references alone: `PA1` where the document speaks of priority actions."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from extractors.contract import Line
from pipeline.block import Block
from pipeline.passages import clean
from schemas.vocab import load

_LETTERS = re.compile(r"(?P<letters>[A-Z]{2,4})\d")
_USUAL = "recommendation"


def name_kinds(blocks: Sequence[Block], body_lines: Sequence[Line]) -> None:
    """Give blocks whose references abbreviate a kind that the document writes in full that kind.

    Args:
        blocks: Blocks of the document; those that are called something already stay as they are.
        body_lines: Lines outside tables.
    """
    text = ""
    for block in blocks:
        found = _LETTERS.match(block.ref)
        if found and block.kind == _USUAL:
            text = text or clean(" ".join(line.text for line in body_lines)).casefold()
            block.kind = _kind_of(found["letters"], text) or _USUAL


def _kind_of(letters: str, text: str) -> str:
    """The kind of the phrase with these initials that the text holds, the one that comes first in it."""
    places = [(found.start(), kind) for phrase, kind in _phrases(letters) if (found := phrase.search(text))]
    return min(places, default=(0, ""))[1]


@functools.cache
def _phrases(letters: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Phrases whose initials are these letters, small words counted or not; the name of the plan is none."""
    found = []
    for row in load("labels"):
        words = row["phrase"].split()
        long = [word for word in words if word not in {"for", "of", "to", "requiring"}]
        if letters.casefold() in {"".join(w[0] for w in words), "".join(w[0] for w in long)}:
            pattern = rf"\b{re.escape(row['phrase'])}s?\b(?! (?:plan|group|board))"
            found.append((re.compile(pattern), row["kind"]))
    return tuple(found)
