"""Glossaries and keys of lead officers in the forms councils print."""

from __future__ import annotations

import pytest

from pipeline.normalise.key_cells import looks_like_code
from pipeline.normalise.keys import read_glossary, read_key_table


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


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ["Initials", "Designation", "Initials", "Designation"],
                ["HS", "Head of Safeguarding", "PSW", "Principal Social Worker"],
                ["SM LC", "Service Manager Leaving Care", "DQ", "Head of Data"],
                ["VSH", "Virtual School Head", "", ""],
            ],
            [
                ("HS", "Head of Safeguarding"),
                ("PSW", "Principal Social Worker"),
                ("SM LC", "Service Manager Leaving Care"),
                ("DQ", "Head of Data"),
                ("VSH", "Virtual School Head"),
            ],
        ),
        (
            [
                ["Name", "Initials", "Post"],
                ["Jo Smith", "JS", "Head of Safeguarding"],
                ["Asha Khan", "AK", "Team Manager"],
            ],
            [("JS", "Jo Smith, Head of Safeguarding"), ("AK", "Asha Khan, Team Manager")],
        ),
        (
            [
                ["JS", "Jo Smith", "Head of Safeguarding", "Northvale Council"],
                ["AK", "Asha Khan", "Designated Nurse", "NHS Northvale"],
            ],
            [
                ("JS", "Jo Smith, Head of Safeguarding, Northvale Council"),
                ("AK", "Asha Khan, Designated Nurse, NHS Northvale"),
            ],
        ),
        (
            [
                ["JS", "Jo Smith", "Head of Safeguarding", "AK", "Asha Khan", "Team Manager"],
                ["PM", "Paul Marsh", "Performance Manager", "", "", ""],
            ],
            [
                ("JS", "Jo Smith, Head of Safeguarding"),
                ("AK", "Asha Khan, Team Manager"),
                ("PM", "Paul Marsh, Performance Manager"),
            ],
        ),
        (
            [["JS", "Jo Smith (Head of Safeguarding)"], ["AK", "Asha Khan (Team Manager)"]],
            [("JS", "Jo Smith (Head of Safeguarding)"), ("AK", "Asha Khan (Team Manager)")],
        ),
        (
            [
                ["Head of Safeguarding", "HS", "", ""],
                ["", "", "Principal Social Worker", "PSW"],
                ["Virtual School Head", "VSH", "Lead Nurse", "LN"],
            ],
            [
                ("HS", "Head of Safeguarding"),
                ("PSW", "Principal Social Worker"),
                ("VSH", "Virtual School Head"),
                ("LN", "Lead Nurse"),
            ],
        ),
        (
            [
                ["DCS – Director of Children's Services", "AD – Assistant Director"],
                ["PSW – Principal Social Worker", "VSH – Virtual School Head"],
            ],
            [
                ("DCS", "Director of Children's Services"),
                ("AD", "Assistant Director"),
                ("PSW", "Principal Social Worker"),
                ("VSH", "Virtual School Head"),
            ],
        ),
        (
            [["RAG", "Red, Amber, Green"], ["MASH", "Multi-Agency Safeguarding Hub"]],
            [("RAG", "Red, Amber, Green"), ("MASH", "Multi-Agency Safeguarding Hub")],
        ),
        (
            [["TBC", "To be confirmed"], ["YTD", "Year to date"], ["EOY", "End of year"]],
            [("TBC", "To be confirmed"), ("YTD", "Year to date"), ("EOY", "End of year")],
        ),
        (
            [["", "HS", "Head of Safeguarding"], ["", "PSW", "Principal Social Worker"]],
            [("HS", "Head of Safeguarding"), ("PSW", "Principal Social Worker")],
        ),
        (
            [
                ["HS", "Head of Safeguarding", "", ""],
                ["", "", "", ""],
                ["PSW", "Principal Social Worker", "VSH", "Virtual School Head"],
            ],
            [("HS", "Head of Safeguarding"), ("PSW", "Principal Social Worker"), ("VSH", "Virtual School Head")],
        ),
        (
            [
                ["Code", "Post"],
                ["YOT M", "Youth Offending Team Manager"],
                ["Ed Psych", "Principal Educational Psychologist"],
            ],
            [("YOT M", "Youth Offending Team Manager"), ("Ed Psych", "Principal Educational Psychologist")],
        ),
    ],
)
def test_keys_in_many_shapes(rows: list[list[str]], expected: list[tuple[str, str]]) -> None:
    assert [(entry.acronym, entry.expansion) for entry in read_key_table(rows, 1)] == expected


@pytest.mark.parametrize(
    "rows",
    [
        [["PSW / DQ", "30 Nov 2018"], ["VSH", "Weekly"]],
        [["HoS", "£20,000"], ["AD", "£5,000"]],
        [["HoS", "Completed"], ["AD SC", "In progress"]],
        [["NI 59", "85%"], ["NI 60", "77.5%"]],
        [["SM LC", "28 Feb 2019"], ["VSH", "Monthly"], ["PSW", "31.3.19"]],
        [
            ["R1.2", "Audit supervision files in all eleven teams", "PSW / DQ", "30 Nov 2018"],
            ["R2.2", "Share a weekly list of missing children with schools", "VSH", "Weekly"],
        ],
        [["DCS", "Ongoing"], ["AD", "Immediate"]],
        [["HT", "Not started"], ["TM", "On track"]],
        [["DCS", "Within 3 months"], ["AD", "By end of term"]],
        [
            ["Ref", "Action", "RAG", "Target date"],
            ["A1", "Recruit six social workers", "G", "May 2014"],
            ["A2", "Train every chair of a conference", "A", "June 2014"],
        ],
        [["AD", "Q3 2014/15"], ["DCS", "Q4 2014/15"]],
        [["AD", "TBC"], ["DCS", "TBC"], ["HOS", "n/a"]],
        [["AD", "March 2012 & ongoing"], ["TM", "From April 2012"]],
        [["HOS", "By September"], ["AD", "Each quarter"]],
        [["AD", "By 31/3/14"], ["DCS", "31 March 2014"]],
        [["HoS", "12 of 15"], ["AD", "90%"]],
        [["1.1", "Recruit social workers"], ["1.2", "Train managers"]],
        [["PSW", "w/c 4 March"], ["AD", "Spring term 2014"]],
        [["AD", "Amber"], ["DCS", "Green"]],
        [["PSW", "Six weekly"], ["AD", "Every month"]],
    ],
)
def test_dates_amounts_and_status_words_are_no_expansions(rows: list[list[str]]) -> None:
    assert read_key_table(rows, 1) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Key to initials", "JS – Jo Smith, Head of Safeguarding", "AK – Asha Khan, Team Manager"],
            [("JS", "Jo Smith, Head of Safeguarding"), ("AK", "Asha Khan, Team Manager")],
        ),
        (
            ["Key to lead officers", "JS - Jo Smith, Head of Safeguarding", "AK - Asha Khan, Team Manager"],
            [("JS", "Jo Smith, Head of Safeguarding"), ("AK", "Asha Khan, Team Manager")],
        ),
        (
            ["Initials and designation", "PSW    Principal Social Worker", "VSH    Virtual School Head"],
            [("PSW", "Principal Social Worker"), ("VSH", "Virtual School Head")],
        ),
        (
            ["Lead officers (initials)", "PSW = Principal Social Worker", "VSH = Virtual School Head"],
            [("PSW", "Principal Social Worker"), ("VSH", "Virtual School Head")],
        ),
        (
            ["List of abbreviations used in this plan", "PSW: Principal Social Worker", "VSH: Virtual School Head"],
            [("PSW", "Principal Social Worker"), ("VSH", "Virtual School Head")],
        ),
        (
            ["Key to officers:", "PSW: Principal Social Worker", "VSH: Virtual School Head"],
            [("PSW", "Principal Social Worker"), ("VSH", "Virtual School Head")],
        ),
    ],
)
def test_headings_of_lists_of_officers(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(entry.acronym, entry.expansion) for entry in read_glossary(numbered(*lines))] == expected


POSTS = ["Head of Service, Duty and Assessment", "Chief Nurse", "Detective Inspector, Public Protection", "HR Manager"]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (["Initials", "Post", "Organisation"],
         [["JB", POSTS[0], "Council"], ["DO", POSTS[1], "NHS"],
          ["KLW", POSTS[2], "Police"], ["SR", POSTS[3], "Council"]]),
        (["Post", "Code", "Agency"],
         [[POSTS[0], "JB", "Borough"], [POSTS[1], "DO", "PCT"],
          [POSTS[2], "KLW", "Police"], [POSTS[3], "SR", "Borough"]]),
        (["Agency", "Initials", "Telephone", "Job title"],
         [["LA", "JB", "01999 1", POSTS[0]], ["PCT", "DO", "01999 2", POSTS[1]],
          ["MPS", "KLW", "01999 3", POSTS[2]], ["LA", "SR", "01999 4", POSTS[3]]]),
    ],
)  # fmt: skip
def test_initials_that_spell_no_name_beside_posts(heads: list[str], rows: list[list[str]]) -> None:
    for table in ([heads, *rows], rows):
        found = [(entry.acronym, entry.expansion) for entry in read_key_table(table, 2)]
        assert found == [("JB", POSTS[0]), ("DO", POSTS[1]), ("KLW", POSTS[2]), ("SR", POSTS[3])]


@pytest.mark.parametrize(
    "rows",
    [
        [["A1", "Head of HR", "May 2012"], ["A2", "Chief Nurse", "June 2012"], ["A3", "HR Manager", "July 2012"]],
        [["JB", "Visits were late", "Council"], ["DO", "Plans were poor", "NHS"], ["SR", "Staff left", "Council"]],
        [["JB", "Chief Nurse", "NHS"], ["JB", "Head of HR", "Council"], ["JB", "HR Manager", "Council"]],
    ],
)
def test_tables_of_other_things_are_no_key_of_posts(rows: list[list[str]]) -> None:
    assert read_key_table(rows, 2) == []


@pytest.mark.parametrize(
    "line",
    [
        "AD – Assistant Director; EH – Early Help; DCS – Director of Children’s Services.",
        "EH: Early Help, TM: Team Manager, LAC: Looked After Children",
        "IRO - Independent Reviewing Officer; QA - Quality Assurance; HoS - Head of Service",
    ],
)
def test_the_first_of_several_definitions_in_a_line_ends_where_the_next_begins(line: str) -> None:
    first = read_glossary(numbered("Abbreviations", line))[0]
    assert first.expansion in {"Assistant Director", "Early Help", "Independent Reviewing Officer"}
