from __future__ import annotations

import pytest

from pipeline.headings import is_heading_row, match_heading

HEADINGS = [
    ("Recommendations", "recommendation"),
    ("Ofsted Area for Improvement", "recommendation"),
    ("What?", "recommendation"),
    ("AREA REQUIRING IMPROVEMENT (Recommendations)", "recommendation"),
    ("Outcomes required", "outcome"),
    ("Required Outcome", "outcome"),
    ("What is desired outcome", "outcome"),
    ("EXPECTED OUTCOME", "outcome"),
    ("Actions (what needs to happen to achieve the outcomes required)", "action"),
    ("How?", "action"),
    ("Key future actions 09/10", "action"),
    ("Action Required", "action"),
    ("What will it do?", "action"),
    ("Lead Officer/ Executive Head", "lead"),
    ("Who?", "lead"),
    ("Responsible lead/ group", "lead"),
    ("Lead", "lead"),
    ("By when/Accountable to:", "deadline"),
    ("By When", "deadline"),
    ("Timescales for completion", "deadline"),
    ("Timescale/ Target", "deadline"),
    ("Planned Completion Date", "deadline"),
    ("When?", "deadline"),
    ("Evidence of progress January 2012", "progress"),
    ("PROGRESS at MARCH 2014", "progress"),
    ("Evaluation", "progress"),
    ("Progress against agreed action and impact monitoring", "progress"),
    ("R/A/G", "rag"),
    ("BRAG rating", "rag"),
    ("Success measures", "success_measure"),
    ("Measurement of Success", "success_measure"),
    ("Resources", "resources"),
    ("Monitoring and Evaluation", "monitoring"),
    ("Lead Cabinet Member", "lead_accountable"),
    ("Ref No", "ref"),
    ("NOS", "ref"),
]

QUESTIONS = [
    ("What good would look like", "outcome"),
    ("What success would look like", "success_measure"),
    ("How would we know?", "success_measure"),
    ("What is to be done?", "action"),
    ("What are we being asked to do", None),
    ("What has been done", "progress"),
    ("What will we be doing", "action"),
    ("When?", "deadline"),
    ("What colour", None),
]
"""Questions that ask the same in other words, and some that ask something else."""

TOLD_OF = [
    ("Task owner", "lead"),
    ("Action lead officer", "lead"),
    ("Recommendation RAG", "rag"),
    ("Action status", "status"),
    ("Task deadline", "deadline"),
    ("Outcome measures", "success_measure"),
    ("Action progress", "progress"),
    ("Action to be completed", "action"),
    ("Recommendation and lead", "recommendation"),
    ("Actions and milestones", "action"),
]
"""The word for an action or a recommendation, with what is told of it and with what stands beside it."""


@pytest.mark.parametrize(("text", "field"), [*QUESTIONS, *TOLD_OF])
def test_questions_and_what_is_told_of_an_action(text: str, field: str | None) -> None:
    match = match_heading(text)
    assert (match and match.field) == field


@pytest.mark.parametrize(("text", "field"), HEADINGS)
def test_headings(text: str, field: str) -> None:
    match = match_heading(text)
    assert match is not None
    assert match.field == field
    assert 0 < match.score <= 1


@pytest.mark.parametrize(
    "cells",
    [
        ["Required Outcome", "Actions", "Lead", "By when", "Evidence of progress"],
        ["Ref", "Recommendation", "Action", "Lead Officer", "Timescale", "RAG"],
        ["What?", "How?", "Who?", "When?"],
    ],
)
def test_heading_rows(cells: list[str]) -> None:
    assert is_heading_row(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "Review the action plan.", "DCS", "March 2012"],
        ["Agenda item", "Lead", "Date"],
        ["The outcome of the audit will be reported to the board.", "Actions", "", ""],
        ["Recommendations"],
        ["", "", ""],
    ],
)
def test_rows_that_are_no_headings(cells: list[str]) -> None:
    assert not is_heading_row(cells)
