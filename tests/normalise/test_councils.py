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
