from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.aligned import AlignedExtractor
from extractors.contract import Box, Page, RawTable, Rule
from extractors.grid import find_grids
from extractors.quick import QuickReader
from extractors.ruled import RuledExtractor
from tests.drawing import Sheet, save, sheet

XS = (40.0, 160.0, 320.0, 480.0)


def draw(path: Path, what: object) -> Page:
    drawn = sheet(path)
    assert callable(what)
    what(drawn)
    save(drawn)
    return QuickReader().read(path)[0]


def texts(table: RawTable) -> dict[tuple[int, int, int, int], str]:
    return {(c.row0, c.row1, c.col0, c.col1): c.text for c in table.cells if c.text}


def plain(drawn: Sheet) -> None:
    drawn.table(XS, 50, [["Ref", "Action", "Lead"], ["1", "Write the policy\nand send it", "DCS"], ["2", "Audit", ""]])


def merged(drawn: Sheet) -> None:
    drawn.table(XS, 50, [["A", "one", "x"], [None, "two", "y"], ["B", "three", None]])


def open_sided(drawn: Sheet) -> None:
    for y in (50, 80, 110):
        drawn.line(40, y, 400, y)
    drawn.line(200, 50, 200, 110)
    drawn.text(45, 65, "left")
    drawn.text(205, 65, "right")
    drawn.text(45, 95, "lower")


def doubled(drawn: Sheet) -> None:
    for y in (50, 51.5, 80, 81.5, 110, 111.5):
        drawn.line(40, y, 400, y, 0.3)
    for x in (40, 41.5, 200, 201.5, 400, 401.5):
        drawn.line(x, 50, x, 111.5, 0.3)
    drawn.text(45, 68, "a")
    drawn.text(210, 68, "b")
    drawn.text(45, 98, "c")


def outlined(drawn: Sheet) -> None:
    for r in range(2):
        for c in range(2):
            drawn.canvas.rect(40 + c * 150, 400 - r * 40, 149.4, 39.4)
    drawn.text(45, 175, "a")
    drawn.text(195, 175, "b")
    drawn.text(195, 215, "d")


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (
            plain,
            {
                (0, 1, 0, 1): "Ref", (0, 1, 1, 2): "Action", (0, 1, 2, 3): "Lead", (1, 2, 0, 1): "1",
                (1, 2, 1, 2): "Write the policy\nand send it", (1, 2, 2, 3): "DCS", (2, 3, 0, 1): "2",
                (2, 3, 1, 2): "Audit",
            },
        ),
        (
            merged,
            {
                (0, 2, 0, 1): "A", (0, 1, 1, 2): "one", (0, 1, 2, 3): "x", (1, 2, 1, 2): "two", (1, 3, 2, 3): "y",
                (2, 3, 0, 1): "B", (2, 3, 1, 2): "three",
            },
        ),
        (open_sided, {(0, 1, 0, 1): "left", (0, 1, 1, 2): "right", (1, 2, 0, 1): "lower"}),
        (doubled, {(0, 1, 0, 1): "a", (0, 1, 1, 2): "b", (1, 2, 0, 1): "c"}),
        (outlined, {(0, 1, 0, 1): "a", (0, 1, 1, 2): "b", (1, 2, 1, 2): "d"}),
    ],
)  # fmt: skip
def test_cells_of_ruled_tables(tmp_path: Path, what: object, expected: dict[tuple[int, ...], str]) -> None:
    tables = RuledExtractor().tables(draw(tmp_path / "t.pdf", what))
    assert [texts(t) for t in tables] == [expected]


def test_two_tables_on_a_page_stay_two(tmp_path: Path) -> None:
    def what(drawn: Sheet) -> None:
        foot = drawn.table(XS, 50, [["a", "b", "c"], ["d", "e", "f"]])
        drawn.table(XS, foot + 20, [["g", "h", "i"], ["j", "k", "l"]])

    assert len(RuledExtractor().tables(draw(tmp_path / "t.pdf", what))) == 2


def test_a_table_without_lines_is_read_from_its_left_edges(tmp_path: Path) -> None:
    rows = [("Service Manager Placements", "SM P."), ("Head of Youth Justice", "HYJ"),
            ("Director of Public Health", "DPH"), ("Chair of the Board", "Chair")]  # fmt: skip

    def what(drawn: Sheet) -> None:
        for number, (name, code) in enumerate(rows):
            drawn.text(60, 100 + 14 * number, name)
            drawn.text(300, 100 + 14 * number, code)

    (table,) = AlignedExtractor().tables(draw(tmp_path / "t.pdf", what))
    assert [c.text for c in table.cells] == [text for row in rows for text in row]


edges = st.lists(st.integers(20, 700), min_size=3, max_size=7, unique=True).map(
    lambda xs: [x for i, x in enumerate(sorted(xs)) if i == 0 or x - sorted(xs)[i - 1] > 8]
)


@given(xs=edges, ys=edges)
def test_every_field_of_a_full_grid_is_one_cell(xs: list[int], ys: list[int]) -> None:
    rules = [Rule(Box(xs[0], y, xs[-1], y)) for y in ys] + [Rule(Box(x, ys[0], x, ys[-1])) for x in xs]
    grids = find_grids(rules)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return
    (grid,) = grids
    assert len(grid.spans) == (len(xs) - 1) * (len(ys) - 1)


@given(xs=edges, ys=edges, gone=st.sets(st.integers(0, 40), max_size=12))
def test_cells_cover_the_frame_without_overlap_whatever_lines_are_missing(
    xs: list[int], ys: list[int], gone: set[int]
) -> None:
    pieces = [Rule(Box(a, y, b, y)) for y in ys for a, b in pairwise(xs)]
    pieces += [Rule(Box(x, a, x, b)) for x in xs for a, b in pairwise(ys)]
    for grid in find_grids([p for i, p in enumerate(pieces) if i not in gone]):
        fields = [(r, c) for r0, r1, c0, c1 in grid.spans for r in range(r0, r1) for c in range(c0, c1)]
        assert sorted(fields) == [(r, c) for r in range(len(grid.ys) - 1) for c in range(len(grid.xs) - 1)]


def test_a_small_table_inside_a_cell_is_text_of_the_cell(tmp_path: Path) -> None:
    def what(drawn: Sheet) -> None:
        drawn.table(XS, 50, [["a", "\n\n\n\n\n", "c"], ["d", "e", "f"], ["g", "h", "i"]])
        drawn.table((190, 230, 270), 65, [["x", "y"], ["z", "w"]])

    (table,) = RuledExtractor().tables(draw(tmp_path / "t.pdf", what))
    assert texts(table)[0, 1, 1, 2] == "x y\nz w"


def test_a_frame_around_the_page_hides_no_table(tmp_path: Path) -> None:
    def what(drawn: Sheet) -> None:
        drawn.table((20, 820), 20, [["Title" + 40 * "\n"], ["Footer"]])
        drawn.table(XS, 90, [["a", "b", "c"], ["d", "e", "f"]])

    frame, table = RuledExtractor().tables(draw(tmp_path / "t.pdf", what))
    assert list(texts(table).values()) == ["a", "b", "c", "d", "e", "f"]
    assert list(texts(frame).values()) == ["Title", "Footer"]
