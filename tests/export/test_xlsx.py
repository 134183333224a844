"""The workbook: real types, tables with filters under a frozen header, links to pages, and nothing that is cut off."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from pipeline.export import to_csv
from pipeline.export.page_links import page_links
from pipeline.export.to_xlsx import SHEETS, to_xlsx
from pipeline.export.workbook_cells import exceeds, height, lines
from pipeline.export.workbook_cover import readable
from pipeline.export.workbook_looks import colours
from schemas import TABLES, Action, Dataset, Finding, Plan, columns, table_schema
from tests.export.hostile import dataset as hostile

pytestmark = pytest.mark.filterwarnings("error")


def workbook(data: Dataset, folder: Path, **options: Any) -> Workbook:
    to_csv(data, folder)
    return openpyxl.load_workbook(to_xlsx(folder, folder, **options)[0])


def column(book: Workbook, table: str, name: str) -> Any:
    return book[table].cell(2, columns(table).index(name) + 1)


def text_of(book: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return [tuple(cell for cell in row if cell is not None) for row in book[sheet].iter_rows(values_only=True)]


def test_every_table_is_one_excel_table_under_a_frozen_header(dataset: Dataset, tmp_path: Path) -> None:
    book = workbook(dataset, tmp_path)
    assert book.sheetnames == ["Cover", "Data dictionary", *SHEETS]
    assert set(SHEETS) == set(TABLES)
    for table in TABLES:
        (made,) = book[table].tables.values()
        assert made.displayName == table
        assert [part.name for part in made.tableColumns] == list(columns(table))
        assert made.autoFilter is not None
        assert book[table].freeze_panes == "B2"
        assert not book[table].merged_cells.ranges
        assert book[table].print_title_rows == "$1:$1"
    assert not book["Cover"].merged_cells.ranges


def test_values_have_their_types(dataset: Dataset, tmp_path: Path) -> None:
    book = workbook(dataset, tmp_path)
    due = column(book, "actions", "due_date")
    assert due.value == dt.datetime(2012, 3, 31)  # noqa: DTZ001 (a cell has no zone)
    assert due.number_format == "d mmm yyyy"
    assert column(book, "actions", "overdue").value is False
    assert column(book, "changes", "days").value == -30
    assert column(book, "actions", "due_start").value is None
    printed = column(book, "actions", "deadline_raw")
    assert (printed.value, printed.data_type) == ("=SUM(A1)", "s")
    assert printed.quotePrefix
    assert column(book, "actions", "action").alignment.wrap_text


def test_status_is_a_word_and_its_colour_follows_the_word(dataset: Dataset, tmp_path: Path) -> None:
    book = workbook(dataset, tmp_path)
    assert column(book, "actions", "status").value == "not_reported"
    words = {rule.formula[0].strip('"') for rules in book["actions"].conditional_formatting for rule in rules.rules}
    fields = {field["name"]: field for field in table_schema("actions")["fields"]}
    assert words == {*fields["status"]["constraints"]["enum"], *fields["rag"]["constraints"]["enum"], "TRUE"}


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 reckons it."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "place", [("actions", "status"), ("actions", "rag"), ("findings", "severity"), ("updates", "status")]
)
def test_words_can_be_read_on_their_colours(place: tuple[str, str]) -> None:
    assert colours(*place)
    for word, (ground, ink) in colours(*place).items():
        assert contrast(ground, ink) >= 4.5, word


def test_cover_tells_what_when_how_many_and_how_to_cite(dataset: Dataset, tmp_path: Path) -> None:
    plans = (
        replace(dataset.plans[0], plan_date="2012-01-31", version="2"),
        Plan("p2", plan_date="2013-05", source_file="c.pdf"),
    )
    book = workbook(replace(dataset, plans=plans), tmp_path)
    rows = text_of(book, "Cover")
    assert rows[1] == ("1 action under 1 recommendation, from 2 plans of 1 council",)
    assert rows[2] == ("As at 31 January 2012 to May 2013",)
    assert ("Borsetshire", "Plan “B”, version 2", "31 January 2012", 3, 1, 1, 0, 0, 1) in rows
    assert ("not recognised", "c.pdf", "May 2013", 0, 0, 0, "not known", 0) in rows
    assert ("not_reported", 1, 1) in rows
    assert ("actions", "action that somebody has to do: the flat table for spreadsheets", 1) in rows
    cited = dict(row for row in rows if len(row) == 2)
    assert "1 action under 1 recommendation" in cited["This dataset"]
    assert "Borsetshire, Plan “B”, version 2, page not known" in cited["A single action"]
    links = {cell.hyperlink.location for (cell, *_) in book["Cover"].iter_rows() if cell.hyperlink}
    assert {f"'{table}'!A1" for table in TABLES} <= links


def test_dictionary_explains_every_column(dataset: Dataset, tmp_path: Path) -> None:
    heading, *rows = workbook(dataset, tmp_path)["Data dictionary"].iter_rows(values_only=True)
    assert {(row[0], row[1]) for row in rows} == {(table, name) for table in TABLES for name in columns(table)}
    assert all(dict(zip(heading, row, strict=True))["meaning"] for row in rows)


def test_the_clock_is_not_asked(dataset: Dataset, tmp_path: Path) -> None:
    assert workbook(dataset, tmp_path / "undated").properties.created == dt.datetime(1980, 1, 1)  # noqa: DTZ001
    plans = (replace(dataset.plans[0], plan_date="2012-01-31"),)
    properties = workbook(replace(dataset, plans=plans), tmp_path / "dated").properties
    assert properties.created == properties.modified == dt.datetime(2012, 1, 31)  # noqa: DTZ001
    with zipfile.ZipFile(tmp_path / "dated" / "actionplans.xlsx") as archive:
        assert {entry.date_time[:2] for entry in archive.infolist()} == {(1980, 1)}


def test_a_text_that_no_cell_can_hold_is_whole_on_its_own_sheet(tmp_path: Path) -> None:
    text = "\U0001f600" * 20_000
    book = workbook(Dataset(actions=(Action("a1", progress_raw=text),)), tmp_path)
    cell = column(book, "actions", "progress_raw").value
    assert cell.endswith("[cut here: all 20,000 characters are on the sheet long_texts, key a1]")
    parts = list(book["long_texts"].iter_rows(min_row=2, values_only=True))
    assert [part[:4] for part in parts] == [("actions", "a1", "progress_raw", 1), ("actions", "a1", "progress_raw", 2)]
    assert "".join(str(part[4]) for part in parts) == text
    assert ("long_texts", "part of a text that is too long for a cell", 2) in text_of(book, "Cover")


@pytest.mark.parametrize(
    ("text", "too_long"),
    [("x" * 32_767, False), ("x" * 32_768, True), ("\U0001f600" * 16_383, False), ("\U0001f600" * 16_384, True)],
)
def test_length_is_counted_as_excel_counts_it(text: str, too_long: bool) -> None:
    assert exceeds(text) == too_long


def test_a_table_that_is_too_long_for_a_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    findings = tuple(Finding(f"f{number}", message="x") for number in range(5))
    book = workbook(Dataset(findings=findings), tmp_path, limit=2)
    keys = [
        [row[0] for row in book[name].iter_rows(min_row=2, values_only=True)]
        for name in ("findings", "findings_2", "findings_3")
    ]
    assert keys == [["f0", "f1"], ["f2", "f3"], ["f4"]]
    rows = text_of(book, "Cover")
    assert [row[2] for row in rows if str(row[:1]).startswith("('findings")] == [2, 2, 1]


@pytest.fixture
def read_plan(tmp_path: Path) -> tuple[Path, Plan]:
    path = tmp_path / "plans #1" / "100% plan.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF")
    digest = hashlib.sha256(b"%PDF").hexdigest()
    return path, Plan("p1", source_file=path.name, sha256=digest, page_count=9)


def test_page_numbers_stay_numbers_and_lead_to_the_page(read_plan: tuple[Path, Plan], tmp_path: Path) -> None:
    path, plan = read_plan
    data = Dataset(plans=(plan,), actions=(Action("a1", "p1", page=7), Action("a2", "p1")))
    cell = column(workbook(data, tmp_path / "out", plans=[path.parent]), "actions", "page")
    assert cell.value == 7
    assert cell.hyperlink.target == r"..\plans%20%231\100%25%20plan.pdf"
    assert cell.hyperlink.location == "page=7"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a plan.pdf#top", "https://example.org/a%20plan.pdf"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://example.org/" + "x" * 3_000, ""),
    ],
)
def test_only_published_addresses_are_followed(address: str, link: str, tmp_path: Path) -> None:
    plan = {"plan_id": "p1", "source_url": address, "source_file": "b.pdf", "sha256": "0"}
    assert page_links([plan], [], tmp_path).get("p1", "") == link


def test_a_file_of_that_name_with_other_bytes_is_not_the_plan(read_plan: tuple[Path, Plan], tmp_path: Path) -> None:
    path, plan = read_plan
    row = {"plan_id": "p1", "source_url": "", "source_file": plan.source_file, "sha256": plan.sha256}
    assert "p1" in page_links([row], [path], tmp_path)
    path.write_bytes(b"other")
    assert page_links([row], [path], tmp_path) == {}


def test_no_hostile_text_becomes_formula_or_link(tmp_path: Path) -> None:
    book = workbook(hostile(), tmp_path)
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            assert sheet.title == "Cover" or all(cell.hyperlink is None for cell in row)


@pytest.mark.parametrize(
    ("text", "width", "points"), [("", 10, 16), ("a\nb\nc", 10, 42), ("x" * 28, 10, 42), ("x" * 10_000, 10, 409)]
)
def test_rows_are_as_high_as_their_text(text: str, width: float, points: float) -> None:
    assert height(lines(text, width)) == points


def test_dates_are_readable() -> None:
    assert [readable(date) for date in ("2012-01-31", "2012-05", "2012", "")] == [
        "31 January 2012",
        "May 2012",
        "2012",
        "not stated",
    ]
