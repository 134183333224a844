"""Text that runs up or down the page: one line, in the order in which it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.lines import is_sideways, lines_of
from extractors.quick import QuickReader


def words(path: Path, pieces: list[str], *, up: bool) -> list[str]:
    """Draw the pieces one behind the other up or down a page, with a line across it, and read the lines."""
    canvas = Canvas(str(path), pagesize=(300, 400))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(120, 200, "Publish the guide, all of it")
    canvas.saveState()
    canvas.translate(60, 100 if up else 300)
    canvas.rotate(90 if up else -90)
    x = 0.0
    for piece in pieces:
        canvas.drawString(x, 0, piece)
        x += canvas.stringWidth(piece, "Helvetica", 10)
    canvas.restoreState()
    canvas.save()
    page = QuickReader().read(path)[0]
    lines = lines_of(page.words, 1)
    return [line.text for line in lines if is_sideways(line)]


@pytest.mark.parametrize("up", [True, False])
@pytest.mark.parametrize(
    "pieces",
    [
        ["Help and protection"],
        ["Help ", "and ", "protection"],
        ["Help and protec", "tion"],
        ["H", "elp ", "and protection"],
        ["Leadership ", "of ", "services"],
    ],
)
def test_text_up_or_down_the_page_is_one_line(pieces: list[str], up: bool, tmp_path: Path) -> None:
    assert words(tmp_path / "page.pdf", pieces, up=up) == ["".join(pieces)]


@pytest.mark.parametrize("up", [True, False])
def test_two_lines_on_their_side_follow_each_other(up: bool, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path), pagesize=(300, 400))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(120, 250, "Publish the guide and explain it to all partners")
    canvas.translate(60, 100 if up else 300)
    canvas.rotate(90 if up else -90)
    canvas.drawString(0, 0, "Children looked after")
    canvas.drawString(20, -11, "and care leavers")
    canvas.save()
    lines = lines_of(QuickReader().read(path)[0].words, 1)
    assert [n.text for n in lines if is_sideways(n)] == ["Children looked after and care leavers"]


def test_narrow_words_across_the_page_are_not_turned(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path), pagesize=(300, 400))
    for number, text in enumerate(("ill", "iii", "I", "|", "1", "ii)", "it", "fill it till it")):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 300 - 9.9 * number, text)
    canvas.save()
    page = QuickReader().read(path)[0]
    assert not any(map(is_sideways, lines_of(page.words, 1)))
