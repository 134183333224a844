"""Pages that one row of a ruled table fills, without a rule across."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.rows import read_rows
from pipeline.triage import triage
from tests.drawing import Sheet, save, sheet

XS = (40.0, 200.0, 420.0, 540.0, 640.0, 800.0)
HEAD = ["Recommendation", "Actions", "Lead", "By when", "Progress"]
FOOT = 560.0
PAD = "\n" * 38


def _plan(folder: Path, middle: list[str], xs: tuple[float, ...] = XS, across: float | None = None) -> Path:
    drawn = sheet(folder / "plan.pdf")
    rows = [HEAD, ["(R1) Improve", "(1) Write", "DCS", "May 2014", "Done"]]
    drawn.table(XS, 60, [*rows, ["(R2) Check", f"(1) Audit{PAD}", "HoS", "June 2014", "Begun"]])
    drawn.next_page()
    _verticals(drawn, xs, middle, across)
    drawn.next_page()
    drawn.table(XS, 34, [["", "(3) Report", "SM", "July 2014", ""], ["(R3) Learn", "(1) Train", "QA", "Ongoing", ""]])
    save(drawn)
    return folder / "plan.pdf"


def _verticals(drawn: Sheet, xs: tuple[float, ...], texts: list[str], across: float | None) -> None:
    for x in xs:
        drawn.line(x, 34, x, FOOT)
    if across:
        drawn.line(xs[0], across, xs[-1], across)
    for x, text in zip(XS, texts, strict=False):
        drawn.cell(x + 3, 46, text)


def _told(path: Path) -> list[tuple[str, str, str]]:
    actions = read_rows(extract(triage(path), path)).segmented.actions
    return [(a.ref, a.action.text, a.get("lead").text) for a in actions]


@pytest.mark.parametrize(
    ("texts", "second"),
    [
        (["", "(2) Publish", "DCS", "May 2015", ""], ("2", "Publish", "DCS")),
        (
            ["", "(2) Publish the guide\nfor all schools", "", "", "Begun"],
            ("2", "Publish the guide for all schools", ""),
        ),
        (["", "(2) Tell the board", "Head of Service", "", ""], ("2", "Tell the board", "Head of Service")),
    ],
)
def test_the_row_goes_on_over_the_page(tmp_path: Path, texts: list[str], second: tuple[str, str, str]) -> None:
    told = _told(_plan(tmp_path, texts))
    assert second in told
    assert [ref for ref, _, _ in told] == ["1", "1", "2", "3", "1"]
    assert told[-2:] == [("3", "Report", "SM"), ("1", "Train", "QA")]


@pytest.mark.parametrize(
    ("xs", "across"),
    [(tuple(x + 15 for x in XS), None), (XS[:3], None), (XS, 300.0)],
    ids=["other columns", "fewer columns", "a rule across"],
)
def test_other_rules_are_other_tables(tmp_path: Path, xs: tuple[float, ...], across: float | None) -> None:
    tables = extract(triage(_plan(tmp_path, ["", "(2) Publish", "DCS", "May 2015", ""], xs, across))).tables
    assert not [t for t in tables if t.page == 2 and t.extractor == "ruled" and len(t.cells) == len(XS) - 1]
