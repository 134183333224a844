"""Recommendations, and what they are about."""

from __future__ import annotations

import pytest

from pipeline.normalise.themes import read_themes
from schemas import vocab

RECOMMENDATIONS = [
    ("Ensure thresholds for access to services are understood by all partners", "front_door_thresholds"),
    ("Improve the timeliness of decisions in the MASH", "front_door_thresholds"),
    ("Ensure that assessments are analytical and focus on the child", "assessment"),
    ("Ensure all child protection plans are outcome focused", "child_protection_planning"),
    ("Improve the quality of child in need plans", "child_protection_planning"),
    ("Ensure permanence planning starts early", "care_planning_permanence"),
    ("Reduce delay in adoption", "care_planning_permanence"),
    ("Ensure pre-proceedings work is timely", "legal_planning"),
    ("Ensure supervision is reflective and recorded", "supervision_management"),
    ("Strengthen management oversight of practice", "supervision_management"),
    ("Reduce caseloads so that social workers can work effectively", "workforce"),
    ("Embed the quality assurance framework", "quality_performance"),
    ("Improve performance management information", "quality_performance"),
    ("Strengthen the governance between the LSCB and the Children's Trust", "partnership_governance"),
    ("Ensure prompt sharing of information between agencies", "information_sharing"),
    ("Ensure health assessments are completed on time", "health"),
    ("Improve access to CAMHS", "health"),
    ("Reduce the number of exclusions and improve attendance", "education"),
    ("Improve the quality of personal education plans", "education"),
    ("Improve placement stability", "placements"),
    ("Increase the number of foster carers", "placements"),
    ("Ensure pathway plans are robust for all care leavers", "care_leavers"),
    ("Ensure children's views inform service development", "participation"),
    ("Ensure return home interviews are offered to children who go missing", "missing_exploitation"),
    ("Strengthen the response to child sexual exploitation", "missing_exploitation"),
    ("Reduce offending by looked after children", "youth_justice"),
    ("Improve the timeliness of EHC plans", "disability_send"),
    ("Ensure disabled children have access to short breaks", "disability_send"),
    ("Develop a coherent early help offer", "early_help"),
    ("Evaluate the impact of the CAF", "early_help"),
    ("Ensure the LADO role has enough capacity", "safe_recruitment_lado"),
    ("Ensure CRB checks are recorded", "safe_recruitment_lado"),
    ("Improve the quality of case recording", "records_systems"),
    ("Ensure children know how to complain and have access to advocacy", "complaints_advocacy"),
    ("Improve the rapid response to unexpected child deaths", "child_death"),
    ("Ensure pre-birth planning begins before 34 weeks", "pre_birth"),
]


@pytest.mark.parametrize(("recommendation", "theme"), RECOMMENDATIONS)
def test_theme(recommendation: str, theme: str) -> None:
    assert theme in read_themes(recommendation)


def test_weak_words_count_only_alone() -> None:
    assert read_themes("Staff and partners should monitor CAF") == ("early_help",)
    assert "quality_performance" in read_themes("Monitor what is done")


def test_a_note_is_no_part_of_the_recommendation() -> None:
    assert read_themes("Improve placement stability\nNB: see also the health plan") == ("placements",)


def test_nothing_said_nothing_read() -> None:
    assert read_themes("") == ()


def test_every_theme_of_the_contract_has_words() -> None:
    assert len({row["theme"] for row in vocab.load("themes")}) == 24
