"""Who is believed where our own reading is in doubt, who can be forced, and what happens where somebody is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.contract import Page
from extractors.quick import QuickReader
from pipeline.arbitrate import FINDERS, WITNESSES, arbitrate, forced
from pipeline.extract import page_tables, raw_tables
from tests.drawing import Sheet, save, sheet

ROOT = Path(__file__).resolve().parent.parent
XS = (40.0, 90.0, 320.0, 440.0, 560.0)
HEAD = ["Ref", "Action", "Lead", "By when"]
ROWS = [HEAD, ["1", "Write the policy", "DCS", "May 2014"], ["2", "Audit the files", "HoS", "June 2014"]]


def ruled(path: Path) -> Page:
    page = sheet(path)
    page.table(XS, 60, ROWS)
    save(page)
    return QuickReader().read(path)[0]


def headings_alone(path: Path) -> Page:
    """A ruled table whose headings stand above its frame, out of reach of it."""
    page = sheet(path)
    for x, text in zip(XS, HEAD, strict=False):
        page.text(x + 3, 40, text)
    page.table(XS, 120, ROWS[1:])
    save(page)
    return QuickReader().read(path)[0]


def test_without_doubt_nobody_else_is_asked(tmp_path: Path) -> None:
    page = ruled(tmp_path / "t.pdf")
    own = page_tables(page)
    verdict = arbitrate(page, own, tmp_path / "t.pdf")
    assert verdict.tables == tuple(own)
    assert verdict.why == "no sign of doubt"


def test_headings_in_no_table_are_a_doubt_and_the_verdict_tells_all_figures(tmp_path: Path) -> None:
    page = headings_alone(tmp_path / "t.pdf")
    verdict = arbitrate(page, page_tables(page), tmp_path / "t.pdf")
    assert verdict.why.startswith("column headings stand in no table: Ref Action Lead By when")
    for name in ("own", *WITNESSES):
        assert f"{name}: " in verdict.why
    assert verdict.why.endswith("is believed")
    assert all(table.why == verdict.why for table in verdict.tables)


def test_without_the_file_doubt_is_told_and_our_own_reading_stays(tmp_path: Path) -> None:
    page = headings_alone(tmp_path / "t.pdf")
    own = page_tables(page)
    verdict = arbitrate(page, own, None)
    assert verdict.tables == tuple(own)
    assert verdict.why.startswith("column headings")


def cells(path: Path, page: Page, name: str) -> list[str]:
    return [" ".join(c.text.split()) for t in forced(page, name, path) for c in t.cells]


@pytest.mark.parametrize("name", ["ruled", *WITNESSES])
def test_every_finder_of_ruled_tables_can_be_forced(tmp_path: Path, name: str) -> None:
    page = ruled(tmp_path / "t.pdf")
    assert cells(tmp_path / "t.pdf", page, name) == [text for row in ROWS for text in row]


def test_a_finder_that_is_forced_sees_only_what_it_can(tmp_path: Path) -> None:
    page = ruled(tmp_path / "t.pdf")
    assert {name: bool(forced(page, name, tmp_path / "t.pdf")) for name in ("fills", "tagged")} == {
        "fills": False,
        "tagged": False,
    }
    assert raw_tables(tmp_path / "t.pdf", "ruled")[0].extractor == "ruled"
    assert set(FINDERS) == {"ruled", "fills", "half_ruled", "tagged", "aligned"}


def test_an_unknown_finder_is_an_error(tmp_path: Path) -> None:
    page = ruled(tmp_path / "t.pdf")
    with pytest.raises(KeyError):
        forced(page, "guess", None)


@pytest.mark.parametrize("missing", [["camelot"], ["pdfplumber"], ["camelot", "pdfplumber"]])
def test_each_witness_can_be_missing(tmp_path: Path, missing: list[str]) -> None:
    headings_alone(tmp_path / "t.pdf")
    script = (
        "import json, sys; sys.modules.update(dict.fromkeys(json.loads(sys.argv[1])));"
        "from pathlib import Path; from pipeline.extract import raw_tables;"
        "tables = raw_tables(Path(sys.argv[2]));"
        "print(json.dumps([[c.text for c in t.cells] for t in tables]))"
    )
    command = [sys.executable, "-c", script, json.dumps(missing), str(tmp_path / "t.pdf")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    (table,) = json.loads(done.stdout)
    assert table == [text for row in ROWS[1:] for text in row]


def test_the_command_says_who_read_each_table_and_why(tmp_path: Path) -> None:
    page = sheet(tmp_path / "t.pdf")
    page.table(XS, 60, ROWS)
    save(page)
    command = [sys.executable, "-m", "pipeline", "tables", "--explain", str(tmp_path / "t.pdf")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "table 1, page 1: ruled; no sign of doubt"


def test_a_sheet_without_tables_is_told(tmp_path: Path) -> None:
    page: Sheet = sheet(tmp_path / "t.pdf")
    page.text(50, 50, "A sentence and nothing else.")
    save(page)
    command = [sys.executable, "-m", "pipeline", "tables", "--explain", str(tmp_path / "t.pdf")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "no tables"
