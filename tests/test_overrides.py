"""What a reader states about an awkward plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.locate import locate
from pipeline.map_columns import MappedTable, map_columns
from pipeline.overrides import NONE, OverrideInvalid, Overrides, find_overrides, told
from pipeline.stitch import stitch
from pipeline.triage import triage
from tests.drawing import save, sheet

STATED = """
file = "plan.pdf"
pages = "2-3, 7"
[columns]
"Where  we stand" = "progress"
[[tables]]
page = 3
use = false
"""


def test_what_is_stated_about_a_plan(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(STATED)
    stated = Overrides("a.toml", ((2, 3), (7, 7)), {"where we stand": "progress"}, {3: False})
    assert find_overrides(tmp_path, "plan.pdf", "ab12") == stated
    assert find_overrides(tmp_path, "other.pdf", "ab12") == NONE
    assert find_overrides(None, "plan.pdf", "ab12") == NONE
    assert told(stated) == [
        "Only pages 2-3, 7 were read, as a.toml says.",
        "a.toml says that the column 'where we stand' is progress.",
        "a.toml says that the table on page 3 is not the plan.",
    ]


def test_bytes_say_more_than_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('file = "plan.pdf"\npages = "1"')
    (tmp_path / "b.toml").write_text('sha256 = "AB12"\npages = "2"')
    assert find_overrides(tmp_path, "plan.pdf", "ab12ff").pages == ((2, 2),)
    assert find_overrides(tmp_path, "plan.pdf", "cd34").pages == ((1, 1),)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("pages = ", "cannot be read as TOML"),
        ('pages = "1"', "neither 'file' nor 'sha256'"),
        ('file = "a.pdf"\npages = "x"', "'x' is no range of pages"),
        ('file = "a.pdf"\ncolour = "red"', "colour"),
        ('file = "a.pdf"\n[columns]\n"Stand" = "standing"', "no field is called 'standing'"),
        ('file = "a.pdf"\n[[tables]]\npage = 0\nuse = true', "tables.0.page"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, cause: str) -> None:
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(OverrideInvalid) as caught:
        find_overrides(tmp_path, "a.pdf", "")
    assert cause in str(caught.value)
    assert "bad.toml" in str(caught.value)


HEADS = ["Piece", "Thing", "Somebody", "Some time", "Where we stand"]
CELLS = ["Plans", "New plans", "DCS", "soon", "Good"]


def mapped(path: Path, columns: dict[str, str], tables: dict[int, bool]) -> MappedTable:
    drawn = sheet(path)
    drawn.table((40, 200, 420, 560, 660, 800), 60, [HEADS, CELLS, CELLS])
    save(drawn)
    extraction = extract(triage(path))
    (table,) = locate(map_columns(stitch(extraction.tables, extraction.body), columns), extraction.body, tables)
    return table


def test_columns_that_nobody_could_guess(tmp_path: Path) -> None:
    assert not mapped(tmp_path / "t.pdf", {}, {}).has_actions
    named = {"thing": "action", "somebody": "lead", "where we stand": "progress"}
    table = mapped(tmp_path / "t.pdf", named, {})
    assert [c.field for c in table.rows[-1].columns] == ["extra", "action", "lead", "extra", "progress"]
    assert not mapped(tmp_path / "t.pdf", named, {1: False}).has_actions
