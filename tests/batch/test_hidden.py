"""Text that cannot be seen is told; print that everybody sees is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.hidden import hidden_text
from pipeline.triage import triage
from tests.batch import nasty
from tests.batch.runs import small_plan

SECRET = "The council disputes the findings"
GREY_ON_GREY = nasty.one_page(
    nasty.PLAN + b"0.8 0.8 0.8 rg 40 285 400 30 re f\n0.81 0.8 0.8 rg\n" + nasty.words(SECRET, 60, 295)
)
TURNED = nasty.one_page(nasty.PLAN + b"1 1 1 rg\n" + nasty.words(SECRET, 60, 300), page=b"/Rotate 180")


def told(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    return [finding.text for finding in hidden_text([profile.page for profile in triage(path)], path)]


@pytest.mark.parametrize(
    "content",
    [nasty.hidden("white"), nasty.hidden("picture"), GREY_ON_GREY, TURNED],
    ids=["white", "under a picture", "grey on grey", "white and turned"],
)
def test_what_nobody_sees(tmp_path: Path, content: bytes) -> None:
    assert told(tmp_path / "plan.pdf", content) == [SECRET]


@pytest.mark.parametrize(
    "content",
    [small_plan(1), nasty.on_dark_ground(), nasty.NASTY["huge-box"](), nasty.NASTY["cropped"]()],
    ids=["black", "white on dark", "on a huge page", "cropped"],
)
def test_what_everybody_sees(tmp_path: Path, content: bytes) -> None:
    assert told(tmp_path / "plan.pdf", content) == []


def test_the_samples_hide_nothing() -> None:
    samples = Path(__file__).resolve().parent.parent.parent / "samples"
    for path in samples.glob("*.pdf"):
        assert hidden_text([profile.page for profile in triage(path)], path) == []
