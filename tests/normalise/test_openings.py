"""Patterns that are tried only where their matches can open find what a plain search finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.folded import fold, folded
from pipeline.normalise.openings import ANYTHING, openings_of
from pipeline.normalise.phrases import Phrases, matches
from schemas.vocab import load, tables

PATTERNS = sorted({row["pattern"] for name in tables() for row in load(name) if "pattern" in row})
TABLE = Phrases((pattern, pattern) for pattern in PATTERNS)
WORDS = sorted({word for pattern in PATTERNS for word in re.findall(r"[a-z]{2,}", pattern)})
BETWEEN = st.sampled_from([" ", " ", " ", "-", ": ", "\n", ", ", "’s ", " (", ") ", "✓ ", "90% ", "q1 "])
TEXTS = st.lists(st.tuples(BETWEEN, st.sampled_from(WORDS) | st.text(max_size=4)), max_size=12)


@pytest.mark.parametrize(
    ("pattern", "words", "parts"),
    [
        (r"\b(?:dip[- ]?sampl\w*|audits?)\b", {"dip", "dipsam", "audit", "audits"}, ()),
        (r"\b(?:in|at) post\b", {"in", "at"}, ()),
        (r"^\W*(?:n/a|none)\W*$", {"n", "none"}, ()),
        (r"\b(?<!un)(?:(?:re-?)?let)", {"re"}, ("let", "relet")),
        (r"\bw\w?e[ab]", set(), ("w", "wea", "web")),
        (r"\b(?:q\d|term)\b", {"term"}, ("q",)),
        (r"✓|\bT\.?B\.?[CD]\b", {"✓", "T", "TB", "TBC", "TBD"}, ()),
        (r"\b(?:to (?=agree)|(?!no)yes)(?:s)?", {"to"}, ("yes", "yess")),
        (r"\bin(?: \w+){0,2} full\b", {"in"}, ()),
    ],
)
def test_a_pattern_opens_with_its_first_words(pattern: str, words: set[str], parts: tuple[str, ...]) -> None:
    openings = openings_of(pattern)
    assert (set(openings.words), openings.parts) == (words, parts)


@pytest.mark.parametrize(
    "pattern", ["late", r"\b(?:late|\w+ly)", r"(?m)\bx", "", r"\b", r"\s*late", r"(?:\blate)?", r"\bon|off", r"[^a]\bb"]
)
def test_what_may_open_with_any_word_is_always_tried(pattern: str) -> None:
    assert openings_of(pattern) == ANYTHING


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_every_vocabulary_finds_what_a_search_finds(words: list[tuple[str, str]]) -> None:
    small = fold("".join(part for pair in words for part in pair))
    found = {pattern: match.span() for pattern, match in TABLE.found(small)}
    plain = {pattern: match.span() for pattern in PATTERNS if (match := folded(pattern).search(small))}
    assert found == plain
    every = {row: [match.span() for match in matches(small, *trial)] for row, *trial in TABLE.trials(small)}
    assert all(every[pattern] == [match.span() for match in folded(pattern).finditer(small)] for pattern in plain)
