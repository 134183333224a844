"""Misread words: mended where the document or a vocabulary proves what was printed, and left alone elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.contract import Box, Page, Word
from extractors.ocr_mend import UNREAD, mended
from extractors.ocr_spelling import respelt
from extractors.ocr_tiles import Stack, Tile
from extractors.ocr_words import words_of
from extractors.tesseract import Seen

DOUBTS = (0.97, 0.9, 0.7)


def page(*lines: str) -> Page:
    """A page of lines; each tilde before a word makes the reading program less sure of it."""
    words = []
    for row, line in enumerate(lines):
        for col, text in enumerate(line.split()):
            box = Box(40.0 * col, 12.0 * row, 40.0 * col + 36, 12.0 * row + 10)
            words.append(Word(text.lstrip("~"), box, size=10, confidence=DOUBTS[text.count("~")]))
    return Page(1, 600, 800, tuple(words))


def read(*lines: str) -> str:
    (found,), _ = respelt([page(*lines)])
    return " ".join(word.text for word in found.words)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["Head of Policy", "Head of ~Policv and Performance"], "Head of Policy Head of Policy and Performance"),
        (["Care Planning", "Head of ~Plannina/Head of Service"], "Care Planning Head of Planning/Head of Service"),
        (["the ~accountahility of partners"], "the accountability of partners"),
        (["YOT Mgr", "QA ~Mor."], "YOT Mgr QA Mgr."),
        (["DD TS and DD TS", "DDTS / SM"], "DD TS and DD TS DD TS / SM"),
        (["DD EI and SM EI", "DD ~El"], "DD EI and SM EI DD EI"),
        (["the system is ready", "~~Asystem is devised"], "the system is ready A system is devised"),
        (["performance indicators (Pls)"], "performance indicators (PIs)"),
        (["Thornwick Thornwick Thornwick", "~Thomwick"], "Thornwick Thornwick Thornwick Thornwick"),
    ],
    ids=["underline", "slash", "vocabulary", "abbreviation", "joined", "capital", "article", "plural", "own name"],
)
def test_words_are_mended_that_are_proved(lines: list[str], wanted: str) -> None:
    assert read(*lines) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "the bad plan had one had two had three", "Mrs ~Dear is clear clear clear", "a ~dose of medicine",
        "YOS and YOT meet", "SMTS meets", "DD TS once DDTS", "~Ashfield and Ashtield", "Award and Around",
        "El Greco", "~Zorn ~Tarvey 2O12 1l", "S1O and 1/1/12",
    ],
)  # fmt: skip
def test_words_stay_that_are_not_proved(line: str) -> None:
    assert read(line) == line.replace("~", "")


def test_what_was_mended_is_told_with_its_page() -> None:
    _, mends = respelt([page("Head of ~Policv", "Policy")])
    assert [(m.page, m.seen, m.meant) for m in mends] == [(1, "Policv", "Policy")]


def test_pages_with_text_of_their_own_prove_words_too() -> None:
    own = page("Wexby Wexby Wexby")
    (found,), _ = respelt([page("~Wexhy")], [own])
    assert found.words[0].text == "Wexby"


def line(*texts: str, under: str = "") -> list[Word]:
    words = [Word(text, Box(30.0 * n, 10, 30.0 * n + 25, 20), size=10) for n, text in enumerate(texts)]
    return [*words, Word(under, Box(0, 22, 25, 32), size=10)] if under else words


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (line("on", '17"', under="Sept."), "on 17th Sept."),
        (line("on", f"3{UNREAD}", "October"), "on 3rd October"),
        (line("their", '18"', "birthday."), "their 18th birthday."),
        (line("aged", f"12{UNREAD}", "and", "over"), "aged 12 and over"),
        (line("a", '12"', "ruler"), 'a 12" ruler'),
    ],
)
def test_ordinals_are_read_where_something_counted_follows(words: list[Word], wanted: str) -> None:
    assert " ".join(w.text for w in mended(words)) == wanted


def test_a_letter_seen_twice_is_one_where_the_program_was_unsure() -> None:
    first, second = Word("Cc.", Box(0, 10, 15, 20), size=10, confidence=0.4), Word("Ss.", Box(0, 40, 15, 50), size=10)
    assert [w.text for w in mended([first, second])] == ["c.", "Ss."]


def drawn(seen: list[Seen], blots: list[tuple[int, int, int, int]]) -> list[str]:
    picture = np.full((100, 600), 255, np.uint8)
    for x0, top, x1, bottom in blots:
        picture[top:bottom, x0:x1] = 0
    return [w.text for w in words_of(Stack(picture, (Tile(0, 100, (0, 0)),)), seen, 4.0)]


WORD = Seen("Audit", 60, 30, 160, 60, 0.95, (1, 1, 1))
INK = (60, 30, 160, 60)


@pytest.mark.parametrize(
    ("sign", "blot", "wanted"),
    [
        ("—", (20, 40, 32, 52), "•"), ("e«", (20, 40, 32, 52), "•"), ("—", (16, 44, 40, 48), "–"),
        ("=", (20, 40, 32, 52), "•"),
    ],
)  # fmt: skip
def test_a_full_dot_before_a_line_is_a_bullet_and_a_stroke_is_a_dash(
    sign: str, blot: tuple[int, int, int, int], wanted: str
) -> None:
    seen = Seen(sign, blot[0], blot[1], blot[2], blot[3], 0.5, (1, 1, 1))
    assert drawn([seen, WORD], [blot, INK]) == [wanted, "Audit"]


def test_small_raised_print_behind_a_day_is_seen() -> None:
    day = Seen("16", 60, 30, 106, 60, 0.5, (1, 1, 1))
    month = Seen("Oct.", 150, 30, 220, 60, 0.95, (1, 1, 1))
    ink = [(60, 30, 106, 60), (150, 30, 220, 60)]
    assert drawn([day, month], [*ink, (110, 28, 128, 40)]) == [f"16{UNREAD}", "Oct."]
    assert drawn([day, month], ink) == ["16", "Oct."]


def column(*texts: str, x0: float = 40) -> str:
    words = tuple(Word(text, Box(x0, 20.0 * n, x0 + 12, 20.0 * n + 10), size=10) for n, text in enumerate(texts))
    (found,), _ = respelt([Page(1, 600, 800, words)])
    return " ".join(word.text for word in found.words)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("Al", "A2", "A3"), "A1 A2 A3"), (("la", "1b", "1c"), "1a 1b 1c"), (("Bi", "B2"), "B1 B2"),
        (("SI.", "S2."), "S1. S2."), (("Al", "Greco"), "Al Greco"), (("A1", "Al", "A2"), "A1 Al A2"),
        (("is", "it", "1a"), "is it 1a"),
    ],
)  # fmt: skip
def test_references_are_mended_where_the_next_one_stands_below(texts: tuple[str, ...], wanted: str) -> None:
    assert column(*texts) == wanted
