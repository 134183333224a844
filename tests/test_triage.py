"""Kinds of pages: text, picture, blank, and scans with a stamp."""

from __future__ import annotations

import pytest

from extractors.contract import Box, Page, Word
from pipeline.triage import PageProfile, kind_of, text_layer

SCAN = Box(0, 0, 595, 842)
LOGO = Box(400, 20, 560, 90)


def page(text: str, *images: Box) -> Page:
    words = tuple(Word(word, Box(10 * n, 800, 10 * n + 8, 810)) for n, word in enumerate(text.split()))
    return Page(1, 595.0, 842.0, words, (), (), images)


KINDS = [
    (page("Page 37", SCAN), "picture"),
    (page("Appendix 3 to item 7", SCAN), "picture"),
    (page("", LOGO), "picture"),
    (page("Page 37", LOGO), "text"),
    (page("word " * 40, SCAN), "text"),
    (page("Page 37"), "text"),
    (page(""), "blank"),
]


@pytest.mark.parametrize(("sheet", "kind"), KINDS)
def test_kind_of_a_page(sheet: Page, kind: str) -> None:
    assert kind_of(sheet) == kind


def test_one_scan_makes_the_text_layer_mixed() -> None:
    sheets = [page("word " * 40), page("Page 37", SCAN)]
    assert text_layer([PageProfile(sheet, kind_of(sheet)) for sheet in sheets]) == "mixed"
