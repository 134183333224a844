"""Actions, and the kinds of change that they make."""

from __future__ import annotations

import pytest

from pipeline.normalise.change_types import CHANGE_TYPES, read_change_types
from schemas import vocab

ACTIONS = [
    ("Revise the multi-agency pre-birth protocol", {"policy"}),
    ("Child protection escalation policy to be written and implemented.", {"policy"}),
    ("Develop a participation strategy", {"policy"}),
    ("Agree a new contract for advocacy services", {"policy"}),
    ("Sign off the joint working protocol with housing", {"policy"}),
    ("All agencies to review their own supervision policy", {"policy"}),
    ("Write to all board members to remind them of their responsibilities", {"guidance"}),
    ("Circulate a practice directive to team managers", {"guidance"}),
    ("Produce a leaflet for parents about the complaints process", {"guidance"}),
    ("Share the safeguarding directory with all independent contractors", {"guidance"}),
    ("Develop terms of reference for the new panel", {"guidance"}),
    ("Issue revised templates for assessments", {"guidance"}),
    ("Recruit six experienced social workers", {"workforce"}),
    ("Deliver training on risk assessment to all staff", {"workforce"}),
    ("Coaching workshops for managers", {"workforce"}),
    ("Reduce caseloads to an average of 16", {"workforce"}),
    ("Review staff turnover and salaries", {"workforce"}),
    ("Ensure all social workers receive monthly supervision", {"workforce"}),
    ("Undertake an audit of supervision practice", {"quality_improvement"}),
    ("Quarterly audit of 15 case files", {"quality_improvement"}),
    ("Monitor attendance at core groups", {"quality_improvement"}),
    ("Improve the timeliness of initial health assessments", {"quality_improvement"}),
    ("Regular meetings between social care and hospital staff to discuss cases", {"quality_improvement"}),
    ("Establish a monthly scorecard", {"quality_improvement"}),
    ("Revise the thresholds document and train all partners in its use", {"policy", "workforce"}),
    ("Review the supervision policy; provide guidance and tools", {"policy", "guidance"}),
]


@pytest.mark.parametrize(("action", "types"), ACTIONS)
def test_change_types(action: str, types: set[str]) -> None:
    assert set(read_change_types(action)) == types


def test_no_action_no_type() -> None:
    assert read_change_types("  ") == ()


def test_the_table_names_known_types_only() -> None:
    assert {row["change_type"] for row in vocab.load("change_types")} == set(CHANGE_TYPES)
