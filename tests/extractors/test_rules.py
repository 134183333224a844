"""Every way in which programs draw the rules of a table, each in a small real PDF: the cells must be the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.contract import RawTable
from extractors.quick import QuickReader
from pipeline.extract import page_tables
from tests.drawing import HEIGHT, Sheet, save, sheet

XS = (40.0, 160.0, 320.0, 480.0)
YS = (50.0, 80.0, 110.0, 140.0, 170.0)
TEXTS = [["Sort", "Colour", "Price"], ["Apple", "red", "1.20"], ["Pear", "", "2.10"], ["Plum", "blue", "0.80"]]
Draw = Callable[[Sheet], None]


def read(path: Path, *draw: Draw) -> list[RawTable]:
    page = sheet(path)
    for step in draw:
        step(page)
    save(page)
    (seen,) = QuickReader().read(path)
    return page_tables(seen)


def grid(table: RawTable) -> list[list[str]]:
    """Texts by row and column; a merged cell stands where it begins."""
    rows, cols = max(c.row1 for c in table.cells), max(c.col1 for c in table.cells)
    texts = [[""] * cols for _ in range(rows)]
    for cell in table.cells:
        texts[cell.row0][cell.col0] = cell.text
    return texts


def words(page: Sheet) -> None:
    for y, row in zip(YS, TEXTS, strict=False):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 5, y + 18, text)


def lines(page: Sheet, xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS, width: float = 0.5) -> None:
    for y in ys:
        page.line(XS[0], y, XS[-1], y, width)
    for x in xs:
        page.line(x, YS[0], x, YS[-1], width)


def no_outer_rules(page: Sheet) -> None:
    lines(page, XS[1:-1], YS[1:-1])


def no_bottom_rule(page: Sheet) -> None:
    lines(page, XS, YS[:-1])


def no_side_rules(page: Sheet) -> None:
    lines(page, XS[1:-1])


def hair_rules(page: Sheet) -> None:
    lines(page, width=0.05)


def thick_rules(page: Sheet) -> None:
    lines(page, width=2.5)


def double_rules(page: Sheet) -> None:
    lines(page)
    for y in YS:
        page.line(XS[0], y + 1.5, XS[-1], y + 1.5)
    for x in XS:
        page.line(x + 1.5, YS[0], x + 1.5, YS[-1])


def dashed_rules(page: Sheet) -> None:
    page.canvas.setDash(2, 2)
    lines(page)
    page.canvas.setDash()


def dots(page: Sheet) -> None:
    """Every dot a filled square of its own, as browsers print dotted borders."""
    for y in YS:
        for step in range(int((XS[-1] - XS[0]) / 1.5)):
            page.fill(XS[0] + step * 1.5, y, XS[0] + step * 1.5 + 0.75, y + 0.75, (0.1, 0.1, 0.1))
    for x in XS:
        for step in range(int((YS[-1] - YS[0]) / 1.5)):
            page.fill(x, YS[0] + step * 1.5, x + 0.75, YS[0] + step * 1.5 + 0.75, (0.1, 0.1, 0.1))


def thin_boxes(page: Sheet) -> None:
    for y in YS:
        page.fill(XS[0], y - 0.3, XS[-1], y + 0.3, (0, 0, 0))
    for x in XS:
        page.fill(x - 0.3, YS[0], x + 0.3, YS[-1], (0, 0, 0))


def pieces_of_rules(page: Sheet) -> None:
    for y in YS:
        for left, right in itertools.pairwise(XS):
            page.line(left + 0.4, y, right - 0.4, y)
    for x in XS:
        for top, foot in itertools.pairwise(YS):
            page.line(x, top + 0.4, x, foot - 0.4)


def outlines(page: Sheet) -> None:
    for top, foot in itertools.pairwise(YS):
        for left, right in itertools.pairwise(XS):
            page.canvas.rect(left + 0.7, HEIGHT - foot + 0.7, right - left - 1.4, foot - top - 1.4)


def grounds(page: Sheet) -> None:
    for number, (top, foot) in enumerate(itertools.pairwise(YS)):
        for left, right in itertools.pairwise(XS):
            page.fill(left + 0.5, top + 0.5, right - 0.5, foot - 0.5, (0.9, 0.9, 0.8) if number else (0.6, 0.7, 0.3))


def stripes(page: Sheet) -> None:
    for top, foot in zip(YS[::2], YS[1::2], strict=False):
        page.fill(XS[0], top, XS[-1], foot, (0.9, 0.9, 0.95))


def across_only(page: Sheet) -> None:
    lines(page, ())


def head_and_foot(page: Sheet) -> None:
    lines(page, (), (YS[0], YS[1], YS[-1]))


def down_and_head(page: Sheet) -> None:
    lines(page, XS, YS[:2])


def head_only(page: Sheet) -> None:
    page.line(XS[0], YS[1], XS[-1], YS[1])


def nothing(page: Sheet) -> None:
    page.size = 9


@pytest.mark.parametrize(
    "rules",
    [
        no_outer_rules, no_bottom_rule, no_side_rules, hair_rules, thick_rules, double_rules, dashed_rules, dots,
        thin_boxes, pieces_of_rules, outlines, grounds, stripes, across_only, head_and_foot, down_and_head, head_only,
        nothing,
    ],
)  # fmt: skip
def test_the_same_cells_however_rules_are_drawn(tmp_path: Path, rules: Draw) -> None:
    (table,) = read(tmp_path / "t.pdf", rules, words)
    assert grid(table) == TEXTS


def test_text_that_crosses_a_rule_stands_where_most_of_it_is(tmp_path: Path) -> None:
    def crossing(page: Sheet) -> None:
        lines(page)
        page.text(XS[1] - 4, YS[1] + 18, "Strawberry")
        page.text(XS[0] + 5, YS[2] + 18, "Pear")

    (table,) = read(tmp_path / "t.pdf", crossing)
    assert grid(table)[1] == ["", "Strawberry", ""]


def test_tables_one_under_another_and_side_by_side_stay_apart(tmp_path: Path) -> None:
    def three(page: Sheet) -> None:
        foot = page.table((40, 100, 160), 50, [["a", "b"], ["c", "d"]])
        page.table((40, 100, 160), foot + 25, [["e", "f"], ["g", "h"]])
        page.table((300, 360, 420), 50, [["i", "j"], ["k", "l"]])

    tables = read(tmp_path / "t.pdf", three)
    assert sorted(grid(t) for t in tables) == [
        [["a", "b"], ["c", "d"]], [["e", "f"], ["g", "h"]], [["i", "j"], ["k", "l"]],
    ]  # fmt: skip


def test_a_row_of_one_cell_joins_what_is_above_and_below_it_where_no_side_is_drawn(tmp_path: Path) -> None:
    def banded(page: Sheet) -> None:
        ys = (50.0, 72.0, 94.0, 116.0, 138.0)
        for y in ys:
            page.line(XS[0], y, XS[-1], y)
        for x in XS[1:-1]:
            page.line(x, ys[0], x, ys[1])
            page.line(x, ys[2], x, ys[-1])
        page.text(XS[0] + 5, ys[1] + 15, "Fruit")
        for y, row in zip((ys[0], *ys[2:-1]), TEXTS, strict=False):
            for x, text in zip(XS, row, strict=False):
                page.text(x + 5, y + 15, text)

    (table,) = read(tmp_path / "t.pdf", banded)
    assert grid(table)[:3] == [TEXTS[0], ["Fruit", "", ""], TEXTS[1]]
    assert next(c for c in table.cells if c.text == "Fruit").col1 == 3


def test_a_rule_over_some_columns_parts_only_those(tmp_path: Path) -> None:
    def partial(page: Sheet) -> None:
        for y in (50.0, 80.0, 170.0):
            page.line(XS[0], y, XS[-1], y)
        page.line(XS[1], 125, XS[-1], 125)
        for x, text in zip(XS, TEXTS[0], strict=False):
            page.text(x + 5, 68, text)
        for number, line in enumerate(("Apples that", "are kept in", "a cool and", "dark place")):
            page.text(XS[0] + 5, 98 + 11 * number, line)
        page.text(XS[1] + 5, 98, "red")
        page.text(XS[2] + 5, 98, "1.20")
        page.text(XS[1] + 5, 141, "green")
        page.text(XS[2] + 5, 141, "1.40")

    (table,) = read(tmp_path / "t.pdf", partial)
    spans = {" ".join(c.text.split()): (c.row0, c.row1) for c in table.cells}
    assert spans["Apples that are kept in a cool and dark place"] == (1, 3)
    assert (spans["red"], spans["green"]) == ((1, 2), (2, 3))


def test_one_long_row_between_ruled_columns_stays_one(tmp_path: Path) -> None:
    def long_row(page: Sheet) -> None:
        for y in (50.0, 80.0, 190.0):
            page.line(XS[0], y, XS[-1], y)
        for x in XS:
            page.line(x, 50, x, 190)
        cells = (("Apples that are", "grown on the old", "trees behind the", "house and kept", "until the spring"),
                 ("Pick them before", "the first frost and", "lay them on straw", "so that none of", "them touches"),
                 ("Head gardener", "with two helpers", "from the village"))  # fmt: skip
        for x, heading, texts in zip(XS, TEXTS[0], cells, strict=False):
            page.text(x + 5, 68, heading)
            for number, text in enumerate(texts):
                page.text(x + 5, 98 + 11 * number, text)

    (table,) = read(tmp_path / "t.pdf", long_row)
    assert len(grid(table)) == 2


def test_no_word_of_a_frame_is_lost(tmp_path: Path) -> None:
    def scattered(page: Sheet) -> None:
        lines(page, XS[:-1], (50.0, 110.0, 170.0))
        for number in range(12):
            page.text(45 + 37 * number, 60 + 9 * number, f"word{number}")

    (table,) = read(tmp_path / "t.pdf", scattered)
    held = [word.text for cell in table.cells for line in cell.lines for word in line.words]
    assert sorted([*held, *(word.text for word in table.outside)]) == sorted(f"word{number}" for number in range(12))
