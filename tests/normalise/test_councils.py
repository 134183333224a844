"""Which council a text belongs to, and the table of councils itself."""

from __future__ import annotations

import re

import pytest

from pipeline.normalise.councils import read_council
from schemas.vocab import load


@pytest.mark.parametrize(
    ("texts", "code", "code_3"),
    [
        (["London Borough of Hackney", "Peer review by Essex County Council, May 2014"], "E09000012", "HCK"),
        (["Rotherham Metropolitan Borough Council"], "E08000018", "ROT"),
        (["Children’s services in Bath & North East Somerset"], "E06000022", "BAS"),
        (["Bournemouth, Christchurch and Poole Council plan 2022"], "E06000058", "BPC"),
        (["North East Lincolnshire Council", "Lincolnshire County Council sent a peer"], "E06000012", "NEL"),
        (["Reading Borough Council improvement plan 2018"], "E06000038", "RDG"),
        (["East Riding of Yorkshire Council"], "E06000011", "ERY"),
        (["Hull City Council"], "E06000010", "KHL"),
        (["Royal Borough of Windsor and Maidenhead"], "E06000040", "WNM"),
        (["Leicester City Council", "Leicestershire Partnership NHS Trust"], "E06000016", "LCE"),
        (["Stoke-on-Trent City Council"], "E06000021", "STE"),
    ],
)
def test_the_council_that_the_text_is_about(texts: list[str], code: str, code_3: str) -> None:
    council = read_council(texts)
    assert council is not None
    assert (council.code, council.code_3) == (code, code_3)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["Buckinghamshire improvement plan 2014"], "E10000002"),
        (["Buckinghamshire Council improvement plan 2022"], "E06000060"),
        (["Northamptonshire County Council, 2019"], "E10000021"),
        (["Somerset Council 2024"], "E06000066"),
        (["Somerset County Council 2013"], "E10000027"),
    ],
)
def test_abolished_councils_by_year(texts: list[str], code: str) -> None:
    council = read_council(texts)
    assert council is not None
    assert council.code == code


@pytest.mark.parametrize("texts", [["Reading the plan aloud", "We bury nothing", "Kent Brown, author"], [], [""]])
def test_ordinary_words_and_names_are_no_council(texts: list[str]) -> None:
    assert read_council(texts) is None


def test_the_file_name_is_a_hint() -> None:
    council = read_council(["Improvement plan"], "Stoke-on-Trent_plan.pdf")
    assert council is not None
    assert council.name == "Stoke-on-Trent"


def test_the_table_holds_every_authority_once() -> None:
    rows = load("councils")
    present = [row for row in rows if not row["valid_to"]]
    assert len(present) == 153
    assert len({row["code"] for row in rows}) == len(rows)
    assert len({row["code_3"] for row in present}) == 153
    assert all(re.fullmatch(r"E(06|08|09|10)\d{6}", row["code"]) for row in rows)
    assert len({row["region"] for row in rows}) == 9


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Westmere Council: Improvement plan"], "Westmere"),
        (["Ludbrook Borough Council: Ofsted Improvement Plan"], "Ludbrook"),
        (["Little Orme Council: our plan"], "Little Orme"),
        (["Thornby-on-Sea City Council"], "Thornby-on-Sea"),
        (["Northmarch County Council"], "Northmarch"),
        (["London Borough of Greenmarsh"], "Greenmarsh"),
        (["Royal Borough of Eastwick"], "Eastwick"),
        (["Eldon Metropolitan Borough Council"], "Eldon"),
        (["Isle of Farne Council"], "Isle of Farne"),
        (["Farne and Holm Council"], "Farne and Holm"),
        (["The Council will act", "Full Council", "County Council", "the City Council agreed"], ""),
        (["Youth Council, School Council", "Children in Care Council met", "Great Holm Parish Council"], ""),
        (["Highmoor Council plan", "Peer review by Kent County Council"], "Highmoor"),
        (["BRIGHTVALE COUNTY COUNCIL"], "Brightvale"),
        (
            [
                "Improvement plan",
                "Approved by Wessing City Council Cabinet",
                "Wessing City Council | Page 2",
                "Wessing City Council | Page 3",
            ],
            "Wessing",
        ),
        (["Metropolitan Borough of Calderfield"], "Calderfield"),
        (["Our Council is committed", "This Council accepts", "Each Council", "Ofsted told the Council"], ""),
        (["Improvement plan of Harne District Council"], "Harne"),
        (
            [
                "Action plan",
                "Holmshire Children’s Services Improvement Plan",
                "Holmshire County Council accepts the findings",
            ],
            "Holmshire",
        ),
        (["Kent County Council", "Westmere Council sent a peer"], "Kent"),
        (["Sandholme Council action plan in response to the APA 2007"], "Sandholme"),
        (["Improvement Plan Cabinet Council 12 May 2014"], ""),
        (["The Isle of Farne County Council’s improvement plan"], "Isle of Farne"),
        (["General Medical Council guidance", "British Council", "Research Council"], ""),
        (["City of Oldminster Council"], "Oldminster"),
        (["North Vale Unitary Council – SEND Written Statement of Action"], "North Vale"),
        (["Marlow Vale Council"], "Marlow Vale"),
        (["Oxmouth CC"], ""),
        (["The Cabinet of Fenwick District Council"], "Fenwick"),
        (["WEST HOLM METROPOLITAN BOROUGH COUNCIL", "IMPROVEMENT PLAN"], "West Holm"),
        (["Children's Services", "Bramley-upon-Lea Borough Council"], "Bramley-upon-Lea"),
        (["Leeds City Council", "Otley Town Council"], "Leeds"),
        (
            [
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Improvement plan",
                "Wexbury District Council was consulted",
            ],
            "",
        ),
        (["St Osyth’s Council"], "St Osyth"),
        (["London Borough of East Marsh – Ofsted Action Plan"], "East Marsh"),
        (["Children and Young People’s Council"], ""),
        (["Norchester and Vale Council Ofsted Improvement Plan"], "Norchester and Vale"),
        (["Council Plan 2015", "Council Tax", "Council of Europe"], ""),
        (["Improvement Board: Barnsley and Northwood Council"], "Barnsley"),
        (["Ashby County Council (the Council) welcomes the report"], "Ashby"),
        (["The Royal Borough of Kingsmere"], "Kingsmere"),
    ],
)
def test_a_council_outside_the_table_is_named_without_codes(texts: list[str], name: str) -> None:
    council = read_council(texts)
    assert (council.name if council else "") == name
    listed = {row["name"] for row in load("councils")}
    assert council is None or bool(council.code) is (name in listed)


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Better together for children", "Anyshire County Council: improvement plan"], "Anyshire"),
        (["Brighter Futures for Children", "Anyshire County Council: improvement plan"], "Anyshire"),
        (["Together for Children", "Leeds City Council improvement plan"], "Leeds"),
        (["Working Together for Children", "Our improvement plan"], ""),
        (["Together for Children Sunderland", "Improvement plan"], "Sunderland"),
        (["Improvement plan", "Delivered by Together for Children on behalf of the council"], "Sunderland"),
    ],
)
def test_a_company_of_common_words_counts_as_a_name_only(texts: list[str], name: str) -> None:
    council = read_council(texts)
    assert (council.name if council else "") == name
