from __future__ import annotations

import pytest

from pipeline.labels import Label, names_section, read_label, section_of, split_period, split_ref

LABELS = [
    ("5. Ofsted Recommendation: Timescale: Within 6 months", Label("recommendation", "5", "Within 6 months", "")),
    ("1. Ofsted /CQC Recommendation: Timescale: Immediate", Label("recommendation", "1", "Immediate", "")),
    ("Recommendation 3: Improve plans", Label("recommendation", "3", "", "Improve plans")),
    ("4. Area for Development", Label("area_for_development", "4")),
    ("Area for improvement 2 – The front door", Label("area_for_development", "2", "", "The front door")),
    ("Priority 1: Leadership", Label("priority", "1", "", "Leadership")),
    ("Outcome: Children are safe", Label("outcome", "", "", "Children are safe")),
    ("Theme 4 - Workforce", Label("priority", "4", "", "Workforce")),
]
NO_LABELS = [
    "Recommendations were accepted by the board",
    "AFI2: Make sure that plans are reviewed on time",
    "The outcome of the review",
    "Priority is given to",
    "Actions",
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_labels(text: str, expected: Label) -> None:
    assert read_label(text) == expected


@pytest.mark.parametrize("text", NO_LABELS)
def test_sentences_are_no_labels(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("text", "period", "rest"),
    [
        ("Within 3 months (S5) Ensure that", "Within 3 months", "(S5) Ensure that"),
        ("Immediate (LAC1) Ensure", "Immediate", "(LAC1) Ensure"),
        ("Immediately:", "Immediately", ""),
        ("Within six months of the report: improve", "Within six months", "improve"),
        ("Within 3 months (end February 2012)", "Within 3 months (end February 2012)", ""),
        ("Timescale: Within 20 working days", "Within 20 working days", ""),
        ("Immediate action is needed", "", "Immediate action is needed"),
        ("For action immediately", "For action immediately", ""),
        ("For action within three months:", "For action within three months", ""),
        ("Actions required in the next 6 months", "Actions required in the next 6 months", ""),
        ("For immediate action: stop", "For immediate action", "stop"),
        ("Actions in the plan are late", "", "Actions in the plan are late"),
        ("Within children’s services", "", "Within children’s services"),
    ],
)
def test_periods(text: str, period: str, rest: str) -> None:
    assert split_period(text) == (period, rest)


@pytest.mark.parametrize(
    ("text", "ref", "rest"),
    [
        ("(S5) Ensure", "S5", "Ensure"),
        ("LAC 1. Ensure", "LAC1", "Ensure"),
        ("R3 Improve", "R3", "Improve"),
        ("12. The council should", "12", "The council should"),
        ("1.2 Strengthen", "1.2", "Strengthen"),
        ("Ensure that 3 plans", "", "Ensure that 3 plans"),
        ("3 plans were late", "", "3 plans were late"),
    ],
)
def test_references(text: str, ref: str, rest: str) -> None:
    assert split_ref(text) == (ref, rest)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("2. Safeguarding: Additional Areas for Development", "Safeguarding"),
        ("Looked After Children Recommendations:", "Looked After Children"),
        ("Recommendations: Care Leavers", "Care Leavers"),
        ("SECTION 3: LEADERSHIP", "LEADERSHIP"),
        ("Recommendations", ""),
    ],
)
def test_sections(heading: str, section: str) -> None:
    assert section_of(heading) == section


@pytest.mark.parametrize(
    ("heading", "is_section"),
    [
        ("Part A: Council and Safeguarding Board", True),
        ("Part B – The council’s partners in health", True),
        ("Theme 2: The council as a corporate parent", True),
        ("Part 1: Action plan of the council", False),
        ("Hartwold Council", False),
    ],
)
def test_parts_of_a_plan_that_name_a_council_are_sections(heading: str, is_section: bool) -> None:
    assert names_section(heading) is is_section
