"""Laws of the front matter and of redaction that hold for any text: they never fail, and redacting twice is once."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.plan import read_plan
from pipeline.redact import redact_names
from schemas.records import Action, Dataset, Lead

PRINTED = """
Improvement Plan Council Leeds Ofsted inspection March 2014 3 – 14 published report judged inadequate v2.1 Draft as at :
Children's Trust and Borough of Anyton Version 31.1.11 Q2 2014/15 . ILACS SEND Sarah Whitlock Dr Khan's (IS) by
"""
WORDS = PRINTED.split()
TEXTS = st.one_of(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.text(max_size=50))


@given(st.lists(TEXTS, max_size=5), TEXTS)
def test_any_front_page_is_read_twice_alike(texts: list[str], name: str) -> None:
    lines = [(1, text, 11.0) for text in texts]
    reading = read_plan(lines, name, texts, texts)
    assert reading == read_plan(lines, name, texts, texts)
    for value in (reading.plan_date, reading.inspection_start, reading.inspection_end, reading.report_date):
        assert re.fullmatch(r"(?:\d{4}-\d\d(?:-\d\d)?)?", value)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_redacting_twice_is_redacting_once(text: str, other: str) -> None:
    leads = (Lead("a", 1, person="Sarah Whitlock", role="Head of MASH"), Lead("a", 2, person="I Siddiqui"))
    once = redact_names(Dataset(actions=(Action("a", action=text, progress_raw=other),), leads=leads))
    assert "Whitlock" not in once.actions[0].action
    assert redact_names(once) == once
