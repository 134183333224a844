"""What `explain` says about the rules and the vocabulary rows behind an action."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.evidence import lead_evidence, matches
from pipeline.explain import explain_action
from pipeline.export import to_csv, to_datapackage
from schemas.records import AcronymRow, Action, Dataset, Lead, Plan, Recommendation


def lead(**values: str) -> dict[str, str]:
    blank = {"lead_raw": "", "acronym": "", "role": "", "agency": "", "function": "", "seniority": ""}
    return blank | values


KEY = [{"acronym": "SM CLA", "expansion": "SM Children Looked After", "source": "document_key", "page": 6}]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (lead(lead_raw="SM CLA", acronym="SM CLA", resolved_by="document_key"),
         "document_key: SM CLA = SM Children Looked After (page 6)"),
        (lead(lead_raw="SM CLAS", acronym="SM CLAS", resolved_by="fuzzy"),
         "fuzzy: 'SM CLAS' read as 'SM CLA', likeness 0.92 of 1"),
        (lead(lead_raw="DCS", acronym="DCS", role="Director of Children's Services", resolved_by="lexicon"),
         "lexicon: DCS = Director of Children's Services (role, "),
        (lead(lead_raw="Named Doctor", role="Named Doctor", agency="health", resolved_by="verbatim"),
         "agency: health by 'Named Doctor' (agencies.csv)"),
        (lead(lead_raw="Team Manager", role="Team Manager", seniority="manager", resolved_by="verbatim"),
         "seniority: manager by 'Manager' (seniority.csv)"),
    ],
)  # fmt: skip
def test_what_decided_a_lead(row: dict[str, str], said: str) -> None:
    assert any(line.startswith(said) for line in lead_evidence(row, KEY))


def test_the_words_behind_a_theme() -> None:
    assert matches("themes", "theme", "assessment", "Better assessments") == [
        "assessment by 'assessments' (themes.csv)"
    ]


def test_explain_shows_rule_row_and_words(tmp_path: Path) -> None:
    action = Action(
        "p1-a1",
        "p1",
        "r1",
        recommendation="Improve the quality of assessments.",
        action="Revise the supervision policy",
        leads_raw="SM CLA",
        leads=("Service Manager Children Looked After",),
        deadline_raw="31.3.14",
        due_kind="date",
        due_date=dt.date(2014, 3, 31),
        progress_raw="Completed",
        status="completed",
        change_types=("policy",),
        themes=("assessment",),
    )
    row = Lead("p1-a1", 1, lead_raw="SM CLA", acronym="SM CLA", role=action.leads[0], resolved_by="document_key")
    dataset = Dataset(
        plans=(Plan("p1"),),
        recommendations=(Recommendation("r1", "p1"),),
        actions=(action,),
        leads=(row,),
        acronyms=(AcronymRow("p1", "SM CLA", 1, "SM Children Looked After", "document_key", 6),),
    )
    to_csv(dataset, tmp_path)
    to_datapackage(dataset, tmp_path)
    text = explain_action("p1-a1", tmp_path)
    for part in (
        "document_key: SM CLA = SM Children Looked After (page 6)",
        "  rule                     date",
        "  rule                     label",
        "policy by ",
        "assessment by 'assessments' (themes.csv)",
    ):
        assert part in text
