"""What runs along the edges of pages, and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.triage import triage
from tests.drawing import HEIGHT, save, sheet


@pytest.mark.parametrize(
    ("top", "foot", "furniture"),
    [
        ("Improvement plan", "Page {n}", 8),
        ("Version {n}.0", "{n} of 4", 8),
        ("Priority {n}", "{n}", 4),
        ("Area of weakness {n}", "Agenda page {pack}", 4),
        ("Page {n} of a list that differs {word}", "", 0),
    ],
)
def test_furniture(tmp_path: Path, top: str, foot: str, furniture: int) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    for n, word in enumerate(("a", "b", "c", "d"), 1):
        drawn.text(40, 30, top.format(n=n, word=word))
        drawn.text(40, 200, f"This page tells of {word} and of much besides.")
        drawn.text(400, HEIGHT - 20, foot.format(n=n, pack=n + 66))
        drawn.next_page()
    save(drawn)
    assert len(extract(triage(tmp_path / "t.pdf")).furniture) == furniture


def test_the_number_of_a_single_page(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    drawn.text(40, 200, "All that is said.")
    drawn.text(400, HEIGHT - 20, "1")
    save(drawn)
    assert [line.text for line in extract(triage(tmp_path / "t.pdf")).furniture] == ["1"]
