"""Several owner columns keep their kinds; where a plan has one only, whoever stands in it leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.export import read_rows
from pipeline.run import run_plans
from pipeline.settings import Settings
from tests.drawing import save, sheet

XS = (40.0, 160.0, 330.0, 470.0, 610.0, 800.0)


def leads(folder: Path, headings: list[str], cells: list[str]) -> list[tuple[str, str, str, bool]]:
    drawn = sheet(folder / "plan.pdf")
    drawn.text(40, 40, "Borsetshire Council: Improvement Plan 2014", bold=True)
    drawn.table(
        XS,
        80,
        [["Recommendation", "Action", *headings], ["1. Improve plans", "Write the policy", *cells]],
    )
    save(drawn)
    run_plans([folder / "plan.pdf"], folder / "out", Settings(), lambda _: None)
    rows = read_rows(folder / "out", "leads")
    return [(row["lead_kind"], row["role"], row["agency"], row["is_responsible"]) for row in rows]


@pytest.mark.parametrize("heading", ["Lead officer", "Sponsor", "Lead agency", "Delivery team"])
def test_the_only_owner_column_holds_the_leads(tmp_path: Path, heading: str) -> None:
    found = leads(tmp_path, [heading, "By when", "Progress"], ["Head of Fostering", "31.3.14", "Underway"])
    assert found == [("lead", "Head of Fostering", "local_authority", True)]
    (action,) = read_rows(tmp_path / "out", "actions")
    assert (action["leads_raw"], action["leads"]) == ("Head of Fostering", ("Head of Fostering",))


def test_who_monitors_is_an_owner_of_its_own_kind(tmp_path: Path) -> None:
    headings, cells = ["Lead officer", "Monitored by", "By when"], ["Head of Fostering", "LSCB Chair / DMT", "31.3.14"]
    assert leads(tmp_path, headings, cells) == [
        ("lead", "Head of Fostering", "local_authority", True),
        ("monitoring", "LSCB Chair", "safeguarding_board", False),
        ("monitoring", "DMT", "local_authority", False),
    ]
    (action,) = read_rows(tmp_path / "out", "actions")
    assert (action["leads"], action["monitoring"]) == (("Head of Fostering",), "LSCB Chair / DMT")


@pytest.mark.parametrize(
    "text", ["Monthly audits by the Chair", "Supervision", "Report to DMT in May", "Case file audits"]
)
def test_how_something_is_monitored_names_nobody(tmp_path: Path, text: str) -> None:
    headings = ["Lead officer", "Monitoring", "By when"]
    assert [row[0] for row in leads(tmp_path, headings, ["Head of Fostering", text, "31.3.14"])] == ["lead"]


def test_two_owner_columns_keep_their_kinds(tmp_path: Path) -> None:
    headings, cells = ["Lead officer", "Sponsor", "By when"], ["Head of Fostering", "Chief Executive", "31.3.14"]
    assert leads(tmp_path, headings, cells) == [
        ("lead", "Head of Fostering", "local_authority", True),
        ("accountable", "Chief Executive", "local_authority", True),
    ]
    (action,) = read_rows(tmp_path / "out", "actions")
    assert action["leads"] == ("Head of Fostering",)
