"""Patterns over small letters find what they find without regard to case."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.folded import fold, folded
from schemas.vocab import load

PATTERNS = sorted({row["pattern"] for table in ("themes", "functions", "seniority", "agencies") for row in load(table)})
WORDS = sorted({word for p in PATTERNS for word in re.findall(r"[a-z]{3,}", p)})


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=8))
def test_the_same_words_are_found(words: list[str]) -> None:
    text = " ".join(word.upper() if len(word) % 2 else word.capitalize() for word in words if word.isascii())
    small = fold(text)
    for pattern in PATTERNS:
        plain, fast = re.search(pattern, text, re.IGNORECASE), folded(pattern).search(small)
        assert (plain and plain.span()) == (fast and fast.span())


@given(st.text())
def test_folded_text_is_as_long_as_before(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("pattern", "text"), [(r"\bIRO\W", "an iro."), (r"(?P<Who>Head) of\S*", "HEAD OF"), (r"[A-Z]{2}\D", "abc")]
)
def test_escapes_and_groups_keep_their_case(pattern: str, text: str) -> None:
    assert folded(pattern).search(fold(text))
