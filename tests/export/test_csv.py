"""CSV by the rules of the spreadsheet page: RFC 4180, mark, dates, lists, guard, whole files."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import InputUnreadable, OutputUnwritable
from pipeline.export.load import read_rows
from pipeline.export.to_csv import cell_text, guard, is_formula, to_csv, unguard
from schemas import TABLES, Dataset, Update, columns

UPDATE = Update("a1", 1)
MARK = b"\xef\xbb\xbf"

FORMULAS = [
    "=A1",
    "=",
    "@SUM(A1)",
    "\t=A1",
    "\rx",
    "\nx",
    "-2+3",
    "+44 20 7946 0000",
    "-A1",
    "+cmd|' /C calc'!A0",
    "- cmd|' /C calc'!A0",
    "- 1+1",
    "- SUM(A1)",
    "- (A1)",
    "- =A1",
]
HARMLESS = [
    "",
    "Head of Service",
    "1+1",
    "-",
    "+",
    "--",
    "- ",
    "-5",
    "+3.5",
    "-1,000",
    "-20%",
    "- review cases",
    "- 3 cases reviewed",
    "– dash",
    "• =A1",
    "'tis",
    "(2-3)",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_is_guarded_and_comes_back(text: str) -> None:
    assert is_formula(text)
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (dt.date(2012, 9, 30), "2012-09-30"),
        (-30, "-30"),
        (36.0, "36"),
        (0.8765, "0.876"),
        (0.0, "0"),
        (("A; B", "C"), "A, B; C"),
        ((), ""),
        ((("Cost", "£5"), ("Cost", "once"), ("By", "x")), '{"Cost": "£5\\nonce", "By": "x"}'),
        ({"Cost": "£5\nonce"}, '{"Cost": "£5\\nonce"}'),
    ],
)
def test_cell_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_cell_text_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TypeError, match="set"):
        cell_text({"a"})


def test_writes_every_table_with_its_heading(dataset: Dataset, tmp_path: Path) -> None:
    paths = to_csv(dataset, tmp_path / "new" / "folder")
    assert [path.stem for path in paths] == list(TABLES)
    for path in paths:
        content = path.read_bytes()
        assert content.startswith(MARK)
        assert content.endswith(b"\r\n")
        heading = content.removeprefix(MARK).split(b"\r\n")[0].decode()
        assert tuple(heading.split(",")) == columns(path.stem)
    assert sorted(tmp_path.rglob("*")) == sorted([tmp_path / "new", tmp_path / "new/folder", *paths])


def test_mark_and_guard_can_be_left_out(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path, bom=False, guard=False)
    content = (tmp_path / "actions.csv").read_bytes()
    assert not content.startswith(MARK)
    assert b",=SUM(A1)," in content


def test_guard_spares_numbers(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path)
    assert (tmp_path / "changes.csv").read_bytes().endswith(b",-30\r\n")
    assert b",'=SUM(A1)," in (tmp_path / "actions.csv").read_bytes()


def test_any_reader_of_rfc_4180_gets_the_text(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path)
    with (tmp_path / "actions.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, strict=True)
    assert row["action"] == "Review:\n• cases, all\n• “notes”"
    assert row["leads"] == "Head of Legal, HR; LSCB Chair"
    assert row["due_date"] == "2012-03-31"
    assert (row["is_ongoing"], row["overdue"]) == ("true", "false")


def test_same_dataset_gives_same_bytes(dataset: Dataset, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in to_csv(dataset, tmp_path / "one")]
    second = [path.read_bytes() for path in to_csv(dataset, tmp_path / "two")]
    assert first == second


def test_old_files_are_replaced(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path)
    to_csv(Dataset(), tmp_path)
    assert read_rows(tmp_path, "actions") == []


def test_parts_are_one_dataset(dataset: Dataset, tmp_path: Path) -> None:
    parts = (Dataset(plans=dataset.plans), dataset, Dataset(actions=dataset.actions))
    assert [p.read_bytes() for p in to_csv(iter(parts), tmp_path / "parts")] == [
        p.read_bytes() for p in to_csv(Dataset.merged(parts), tmp_path / "whole")
    ]


def test_an_error_on_the_way_leaves_the_old_files(dataset: Dataset, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in to_csv(dataset, tmp_path)}
    broken = Dataset(plans=(replace(dataset.plans[0], council=None),), updates=(replace(UPDATE, text={1}),))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        to_csv((dataset, broken), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_folder_that_is_a_file_is_a_sentence(dataset: Dataset, tmp_path: Path) -> None:
    target = tmp_path / "outputs"
    target.write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputUnwritable, match=r"cannot be written to .*: choose another folder"):
        to_csv(dataset, target)


def test_rows_come_back_as_values(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path)
    (row,) = read_rows(tmp_path, "actions")
    assert row["deadline_raw"] == "=SUM(A1)"
    assert row["leads"] == ("Head of Legal, HR", "LSCB Chair")
    assert row["due_date"] == dt.date(2012, 3, 31)
    assert row["due_start"] is None
    assert (row["is_ongoing"], row["overdue"]) == (True, False)
    assert row["extra"] == {"Cost": "£5,000\napprox."}
    (deadline,) = read_rows(tmp_path, "deadlines")
    assert deadline["deadline_raw"] == "'=x"
    assert deadline["in_force"] is False


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"2012-03-31", b"31/03/2012", r"actions.csv has no date but '31/03/2012' in line 4 under due_date: write"),
        (b",true,", b",TRUE,", r"actions.csv has no boolean but 'TRUE' in line 4 under is_ongoing: "),
        (b",0.876,", b',"0,876",', r"actions.csv has no number but '0,876' in line 4 under confidence: "),
        (b"\xc2\xa35,000", b"\xa35,000", r"actions.csv is not UTF-8 text: "),
        (b"a1,p1,", b"a1,p1,,", r"actions.csv has 45 cells instead of 44 in line 4: "),
        (b"action_id,plan_id", b"action_id;plan_id", r"actions.csv has other columns than this version writes: "),
        (b'{""Cost""', b'[""Cost""', r"actions.csv has no object but "),
    ],
)
def test_edited_file_is_a_sentence(dataset: Dataset, tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    to_csv(dataset, tmp_path)
    path = tmp_path / "actions.csv"
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    with pytest.raises(InputUnreadable, match=said):
        read_rows(tmp_path, "actions")


def test_description_that_is_no_json_is_a_sentence(dataset: Dataset, tmp_path: Path) -> None:
    to_csv(dataset, tmp_path)
    (tmp_path / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputUnreadable, match=r"datapackage.json is not the JSON"):
        read_rows(tmp_path, "actions")
