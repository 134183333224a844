"""Boards in a column of their own: one a line, wrapped, or in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalise.board_cells import boards_of_cell
from pipeline.passages import Passage
from tests.test_layouts import AUDIT, HEADS, TRAIN, read, row, table


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("SMT\nLSCB", ("SMT", "LSCB")),
        ("Improvement Board\nCorporate Parenting\nBoard", ("Improvement Board", "Corporate Parenting Board")),
        ("LSCB\nQuality and\nPerformance Group", ("LSCB", "Quality and Performance Group")),
        ("LSCB\nBoard", ("LSCB Board",)),
        ("Children’s Trust\nBoard", ("Children’s Trust Board",)),
        ("DMT, CMT and LSCB", ("DMT", "CMT", "LSCB")),
        ("Scrutiny Committee / Cabinet", ("Scrutiny Committee", "Cabinet")),
        ("Health and\nWellbeing Board", ("Health and Wellbeing Board",)),
        ("Head of\nService", ("Head of Service",)),
        ("SMT\nSMT", ("SMT",)),
        ("", ()),
    ],
)
def test_which_boards_a_cell_names(printed: str, expected: tuple[str, ...]) -> None:
    assert boards_of_cell(Passage(printed.replace("\n", " "), printed)) == expected


@pytest.mark.parametrize(
    "heading", ["Report to", "Reports into", "Reporting board", "Overseeing board", "Accountable to"]
)
def test_the_column_says_who_receives_the_report(heading: str, tmp_path: Path) -> None:
    found = read(tmp_path, table((*HEADS, heading), row(*AUDIT, "LSCB"), row(*TRAIN, "Workforce Board")))
    assert [a.get("accountable").text for a in found.segmented.actions] == ["LSCB", "Workforce Board"]
    assert [a.get("deadline").text for a in found.segmented.actions] == [AUDIT[2], TRAIN[2]]
