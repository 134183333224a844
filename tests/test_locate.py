"""Tables that look like a plan and are none, told by their headings or by the line above them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.locate import locate
from pipeline.map_columns import map_columns
from pipeline.stitch import stitch
from pipeline.triage import triage
from tests.drawing import save, sheet

ROW = ["1", "Recruit ten social workers", "Head of HR", "May 2014", "Underway"]


def decoy(path: Path, title: str, heads: list[str]) -> str:
    drawn = sheet(path)
    drawn.text(40, 50, title, bold=True)
    xs = [40.0 + 150 * i for i in range(len(heads) + 1)]
    drawn.table(xs, 60, [heads, ROW[: len(heads)], ROW[: len(heads)]])
    save(drawn)
    extraction = extract(triage(path))
    (table,) = locate(map_columns(stitch(extraction.tables, extraction.body)), extraction.body)
    return table.decoy


@pytest.mark.parametrize(
    ("title", "heads", "kind"),
    [
        ("Improvement plan", ["Ref", "Action", "Lead", "By when", "Progress"], ""),
        ("Appendix C: Risk register", ["Ref", "Action", "Owner", "Due date", "RAG"], "risk register"),
        ("Appendix C", ["Risk", "Mitigating action", "Likelihood", "Owner", "Date"], "risk register"),
        ("Forward plan of the Cabinet", ["Item", "Action", "Lead officer", "Date"], "forward plan"),
        ("Actions from the last meeting", ["Minute", "Action", "Owner", "By when"], "minutes"),
        ("Performance", ["Indicator", "Target", "Actual", "Action", "RAG"], "scorecard"),
        ("Improvement plan", ["Recommendation", "Action", "Lead", "Risk", "By when"], ""),
        ("Performance indicators", ["Recommendation", "Action", "Lead", "By when", "KPI"], ""),
        ("Improvement plan", ["Action", "Lead", "By when", "Baseline", "Actual"], ""),
        ("What children told us", ["You said", "We did", "When"], "answers to children and families"),
    ],
)
def test_what_a_table_is(tmp_path: Path, title: str, heads: list[str], kind: str) -> None:
    assert decoy(tmp_path / "t.pdf", title, heads) == kind
