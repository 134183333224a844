"""Glossaries and keys of lead officers in the forms councils print."""

from __future__ import annotations

import pytest

from pipeline.normalise.keys import looks_like_code, read_glossary, read_key_table


def numbered(*texts: str) -> list[tuple[int, str]]:
    return [(9, text) for text in texts]


@pytest.mark.parametrize(
    "heading", ["Key to Acronyms:", "Glossary", "ABBREVIATIONS", "Glossary of terms", "Appendix 3: Acronyms"]
)
def test_headings_that_open_a_glossary(heading: str) -> None:
    found = read_glossary(
        numbered("Some text before – and a dash", heading, "LA – Local Authority", "AD - Assistant Director")
    )
    assert [(entry.acronym, entry.expansion) for entry in found] == [
        ("LA", "Local Authority"),
        ("AD", "Assistant Director"),
    ]
    assert {(entry.page, entry.source) for entry in found} == {(9, "document_glossary")}


def test_continuation_lines_and_page_numbers() -> None:
    found = read_glossary(
        numbered(
            "Glossary",
            "LAC – Looked after children (children in the care",
            "of the council)",
            "Page 9 of 12",
            "SLA = Service Level",
            "agreement",
        )
    )  # fmt: skip
    assert [entry.expansion for entry in found] == [
        "Looked after children (children in the care of the council)",
        "Service Level agreement",
    ]


def test_two_columns_on_a_line() -> None:
    found = read_glossary(numbered("Glossary", "LA      Local Authority       DMT     Departmental Management Team"))
    assert [(entry.acronym, entry.expansion) for entry in found] == [
        ("LA", "Local Authority"),
        ("DMT", "Departmental Management Team"),
    ]


def test_a_run_of_definitions_without_heading() -> None:
    lines = [
        "LA – Local Authority",
        "DMT – Departmental Management Team",
        "IRO – Independent Reviewing Officer",
        "SLA – Service Level Agreement",
    ]
    assert len(read_glossary(numbered(*lines))) == 4


@pytest.mark.parametrize(
    "line",
    [
        "NB: A glossary of all acronyms used within this plan is included at the end of the document.",
        "DD TS     (1) Review transfer protocols and points of transfer",
        "3-14 October 2011",
    ],
)
def test_prose_and_table_rows_are_no_glossary(line: str) -> None:
    assert read_glossary(numbered(line, line, line, line)) == []


def test_names_and_codes_side_by_side() -> None:
    rows = [
        ["• Divisional Director Targeted Services", "DD TS", "• Youth Offending Team Manager", "YOT Mgr"],
        ["• SM Placements", "SM Place.", "• Acting Head of Midwifery", "Midwife"],
        ["• Quality Assurance Manager", "QA Mgr.", "", ""],
    ]
    found = read_key_table(rows, 6)
    assert [(entry.acronym, entry.expansion) for entry in found] == [
        ("DD TS", "Divisional Director Targeted Services"),
        ("YOT Mgr", "Youth Offending Team Manager"),
        ("SM Place.", "SM Placements"),
        ("Midwife", "Acting Head of Midwifery"),
        ("QA Mgr.", "Quality Assurance Manager"),
    ]
    assert {entry.source for entry in found} == {"document_key"}


def test_codes_first_and_stacked_lines() -> None:
    assert [
        entry.acronym for entry in read_key_table([["AD", "Assistant Director"], ["SM", "Service Manager"]], 1)
    ] == ["AD", "SM"]
    stacked = [["Assistant Director\nService Manager", "AD\nSM"]]
    assert [entry.acronym for entry in read_key_table(stacked, 1)] == ["AD", "SM"]


def test_initials_names_and_designations() -> None:
    rows = [
        ["Initials", "Name", "Designation"],
        ["JB", "Jane Brown", "Head of Safeguarding"],
        ["TG", "Tom Green", "DCS"],
    ]
    assert [(entry.acronym, entry.expansion) for entry in read_key_table(rows, 2)] == [
        ("JB", "Jane Brown, Head of Safeguarding"),
        ("TG", "Tom Green, DCS"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Red", "Off track"], ["Amber", "At risk"], ["Green", "On track"]],
        [["R", "Off track"], ["A", "At risk"], ["G", "On track"]],
        [["Version", "2.1"], ["Author", "Jane Brown"]],
        [["Head of Safeguarding", "March 2012"], ["Head of Early Help", "April 2012"]],
        [["only one"]],
        [],
    ],
)
def test_other_tables_are_no_key(rows: list[list[str]]) -> None:
    assert read_key_table(rows, 1) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("DD TS", True), ("LSCB Chr.", True), ("NHSH (DBD)", True), ("Law.", True), ("RiO", True), ("Red", False),
     ("Head of Safeguarding", False), ("12.3.2012", False), ("", False)],
)  # fmt: skip
def test_the_form_of_a_code(text: str, expected: bool) -> None:
    assert looks_like_code(text) is expected
