from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbering import read_marker, strip_bullet

MARKERS = [
    ("(9) Write to members", ("9",), "()", False),
    ("3) Introduce forums", ("3",), ")", True),
    ("1. Review", ("1",), ".", False),
    ("(2-3) A project board", ("2", "3"), "()", False),
    ("(4 & 5) Done", ("4", "5"), "()", False),
    ("(1, 2) Done", ("1", "2"), "()", False),
    ("(2a) Visits", ("2a",), "()", False),
    ("b) Draft", ("b",), ")", True),
    ("a. Training", ("a",), ".", False),
    ("1.1 Recruit", ("1.1",), "", False),
    ("1.1.2 Recruit", ("1.1.2",), "", False),
    ("2a Recruit", ("2a",), "", False),
    ("3 Evidence of compliance", ("3",), "", False),
    ("(S5) Ensure", ("S5",), "()", False),
    ("PA1.a Clear the backlog", ("PA1.a",), "", False),
    ("R2.1.b Clear the backlog", ("R2.1.b",), "", False),
    ("3.c Clear the backlog", ("3.c",), "", False),
    ("S4.c) Clear the backlog", ("S4.c",), ")", True),
    ("A1.2 Clear the backlog", ("A1.2",), "", False),
    ("[7] Agree", ("7",), "()", False),
]
NO_MARKERS = [
    "12.9.12 to be confirmed", "31.12.12", "Ensure that", "(end February 2012)", "2012 plan", "a review of", "I will",
    "", "15-day timescale", "e.g. audits", "(see below)", "6-monthly report", "16+ and those",
    "PA1 leads", "1.am at the desk", "7.30am",
]  # fmt: skip


@pytest.mark.parametrize(("line", "labels", "style", "mended"), MARKERS)
def test_markers(line: str, labels: tuple[str, ...], style: str, mended: bool) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.labels, marker.style, marker.mended) == (labels, style, mended)


@pytest.mark.parametrize("line", NO_MARKERS)
def test_text_that_is_no_marker(line: str) -> None:
    marker = read_marker(line)
    assert marker is None or (marker.style == "" and line[marker.length :][:1].islower())


@given(number=st.integers(1, 99), text=st.from_regex(r"[A-Z][a-z]{2,12}( [a-z]{2,9}){0,4}", fullmatch=True))
def test_what_was_numbered_is_read_back(number: int, text: str) -> None:
    for printed in (f"({number}) {text}", f"{number}. {text}", f"{number}) {text}"):
        marker = read_marker(printed)
        assert marker is not None
        assert (marker.labels, printed[marker.length :]) == ((str(number),), text)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    marker = read_marker(text)
    assert marker is None or 0 < marker.length <= len(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("• Review", "Review"), ("o Review", "Review"), ("\uf0b7 Review", "Review"), ("(cid:127) Review", "Review"),
     ("- Review", "Review"), ("over the year", "over the year"), ("–ready", "–ready")],
)  # fmt: skip
def test_bullets_are_no_text(line: str, expected: str) -> None:
    assert strip_bullet(line)[0] == expected
