"""A tagged PDF that LibreOffice wrote: a table without lines, with a cell over two rows and one over two columns."""

from __future__ import annotations

from pathlib import Path

from extractors.quick import QuickReader
from extractors.tagged import TaggedExtractor
from tests.drawing import save, sheet

TAGGED = Path(__file__).resolve().parent.parent / "data" / "tagged.pdf"


def test_declared_tables_are_read_with_their_spans() -> None:
    (page,) = QuickReader().read(TAGGED)
    (table,) = TaggedExtractor().tables(page)
    texts = {(c.row0, c.row1, c.col0, c.col1): " ".join(c.text.split()) for c in table.cells}
    assert texts == {
        (0, 1, 0, 1): "Ref",
        (0, 1, 1, 2): "Action",
        (0, 1, 2, 3): "Lead",
        (0, 1, 3, 4): "By when",
        (1, 3, 0, 1): "1",
        (1, 2, 1, 2): "Write the policy and send it to every team in the service so that all know it",
        (1, 2, 2, 3): "Head of Safeguarding",
        (1, 2, 3, 4): "May 2014",
        (2, 3, 1, 2): "Train all managers",
        (2, 3, 3, 4): "June 2014",
        (3, 4, 0, 1): "2",
        (3, 4, 1, 3): "Audit the files",
        (3, 4, 3, 4): "July 2014",
    }


def test_boxes_of_declared_cells_meet_and_hold_their_words() -> None:
    (page,) = QuickReader().read(TAGGED)
    (table,) = TaggedExtractor().tables(page)
    for cell in table.cells:
        for line in cell.lines:
            assert cell.box.x0 <= line.box.x0
            assert cell.box.top <= line.box.top


def test_a_file_without_tags_declares_nothing(tmp_path: Path) -> None:
    drawn = sheet(tmp_path / "t.pdf")
    drawn.text(50, 50, "Plain")
    save(drawn)
    (page,) = QuickReader().read(tmp_path / "t.pdf")
    assert page.tagged == ()
    assert not TaggedExtractor().can_read(page)
