"""`--redact-names`: no name of an invented plan is left in any file of a run, and posts stand in for people."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export import read_rows
from pipeline.normalise.leads import make_keybook, read_leads
from pipeline.redact import NAME, redact_names
from schemas.records import AcronymRow, Action, Dataset, Finding, Lead, Plan
from tests.drawing import save, sheet

XS = (40.0, 200.0, 400.0, 520.0, 620.0, 800.0)
NAMES = (
    "Whitlock", "Sarah", "Siddiqui", "Imran", "Zielinski", "Tomasz", "Raman", "Priya", "O'Rourke", "O’Rourke",
    "Siobhan", "Okafor", "Holroyd", "Bakare", "Adeyemi", "WHITLOCK", "s.whitlock",
)  # fmt: skip


def named_plan(path: Path) -> Path:
    drawn = sheet(path)
    drawn.text(40, 30, "Borsetshire Council: Improvement Plan 2014, prepared by Priya Raman", bold=True)
    drawn.table(
        (40.0, 110.0, 400.0),
        45,
        [["Initials", "Name and designation"], ["SW", "Sarah Whitlock, Head of Safeguarding"],
         ["IS", "Imran Siddiqui, Service Manager MASH"], ["TZ", "Tomasz Zielinski, Head of Early Help"]],
    )  # fmt: skip
    drawn.table(
        XS,
        150,
        [
            ["Recommendation", "Actions", "Lead", "By when", "Progress"],
            ["(R1) Improve plans", "(1) Sarah Whitlock to write\nthe policy with Mrs O'Rourke", "SW / IS", "31.3.14",
             "(1) Completed. SARAH WHITLOCK\nhas told s.whitlock@borset.gov.uk"],
            [None, "(2) Train managers", "Priya Raman, Team\nManager Duty", "31.9.14",
             "(2) Underway: Whitlock's team and\nT. Zielinski meet Cllr Adeyemi"],
            [None, "(3) Agree the protocol", "Siobhan O'Rourke\nPete Holroyd", "31.10.14",
             "(3) Delayed until Tunde Bakare\nstarts; IS to chase"],
        ],
    )  # fmt: skip
    drawn.text(40, 420, "Contact: Ngozi Okafor, tel. 01632 960000")
    save(drawn)
    return path


@pytest.fixture(scope="module")
def redacted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("redacted")
    plan = named_plan(folder / "plan.pdf")
    command = [sys.executable, "-m", "pipeline", "run", str(plan), "-o", str(folder / "out"), "--redact-names"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_no_name_survives_in_any_file(redacted: Path) -> None:
    files = [path for path in redacted.rglob("*") if path.is_file()]
    assert len(files) > 10
    told = [
        f"{path.name}: {hit.group()}"
        for path in files
        for name in NAMES
        for hit in re.finditer(rf".{{0,30}}{re.escape(name)}.{{0,20}}", path.read_text("utf-8"))
    ]
    assert told == []


def test_posts_stand_in_for_people(redacted: Path) -> None:
    actions = read_rows(redacted, "actions")
    assert actions[0]["leads_raw"] == "Head of Safeguarding / Service Manager MASH"
    assert actions[0]["action"].startswith("Head of Safeguarding to write")
    assert actions[0]["leads"] == ("Head of Safeguarding", "Service Manager MASH")
    assert all("names_redacted" in action["flags"] for action in actions)
    leads = read_rows(redacted, "leads")
    assert {lead["person"] for lead in leads} == {NAME}


def dataset(action: str, *leads: Lead) -> Dataset:
    return Dataset(plans=(Plan("p"),), actions=(Action("a", "p", action=action),), leads=leads)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sarah Whitlock to chase", "Head of Safeguarding to chase"),
        ("S. Whitlock and S Whitlock", "Head of Safeguarding and Head of Safeguarding"),
        ("Whitlock, Sarah", "Head of Safeguarding"),
        ("Ms Whitlock’s report", "Head of Safeguarding’s report"),
        ("Sarah\nWhitlock", "Head of Safeguarding"),
        ("Sarah Whitlock (Head of Safeguarding)", "Head of Safeguarding"),
        ("Head of Safeguarding, Sarah Whitlock", "Head of Safeguarding"),
        ("Reported by Olu Adeyemi", "Reported by [name]"),
        ("Review the safeguarding policy", "Review the safeguarding policy"),
        ("Kent and Medway Trust to report in May and June", "Kent and Medway Trust to report in May and June"),
        ("Mark each plan and grant access", "Mark each plan and grant access"),
        ("Staff of Children First meet Social Workers", "Staff of Children First meet Social Workers"),
    ],
)
def test_names_in_running_text(text: str, expected: str) -> None:
    known = Lead("other", 1, person="Sarah Whitlock", role="Head of Safeguarding")
    done = redact_names(dataset(text, known)).actions[0]
    assert done.action == expected
    assert ("names_redacted" in done.flags) is (text != expected)


def test_a_person_with_two_posts_is_a_name() -> None:
    leads = (Lead("a", 1, person="Olu Adeyemi", role="Head"), Lead("a", 2, person="Olu Adeyemi", role="Chair of LSCB"))
    assert redact_names(dataset("Olu Adeyemi", *leads)).actions[0].action == NAME


def test_every_table_is_redacted_and_the_second_time_changes_nothing() -> None:
    given = replace(
        dataset("SW to act", Lead("a", 1, lead_raw="SW", acronym="SW", person="Sarah Whitlock", role="Head of MASH")),
        acronyms=(AcronymRow("p", "SW", 1, "Sarah Whitlock, Head of MASH"),),
        findings=(Finding("f", "p", message="Sarah Whitlock stands alone.", text="S. Whitlock"),),
    )
    once = redact_names(given)
    assert (once.findings[0].message, once.findings[0].text) == ("Head of MASH stands alone.", "Head of MASH")
    assert once.actions[0].action == "Head of MASH to act"
    assert once.acronyms[0].expansion == "Head of MASH"
    assert redact_names(once) == once


def test_a_plan_without_names_is_left_alone() -> None:
    given = dataset("Head of MASH to act", Lead("a", 1, lead_raw="Head of MASH", role="Head of MASH"))
    assert redact_names(given) == given


def read_cells(*cells: str) -> tuple[Lead, ...]:
    """Leads as they are read from cells, all of one action."""
    read = [lead for cell in cells for lead in read_leads(cell, make_keybook([], cells)).leads]
    return tuple(
        Lead("a", n, "lead", lead.text, lead.acronym, lead.person, lead.role, resolved_by=lead.resolved_by)
        for n, lead in enumerate(read, 1)
    )


HOSTILE = (
    "Aoife Brennan-O'Shea, Head of MASH", "Mohammed al-Rashid, Service Manager", "Marieke van der Berg (AD)",
    "D'Arcy Wells – PSW", "Mark Place, Team Manager", "Cllr Grace Hope (Lead Member)", "Will Power, Head of Finance",
    "PC Jo Green", "Graham Stokes", "Siân ap Rhys", "Ann-Marie de la Cruz",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aoife Brennan-O’Shea and A. Brennan-O'Shea; Ms Brennan-O'Shea's note",
         "Head of MASH and Head of MASH; Head of MASH's note"),
        ("M al-Rashid to chase; Mohammed Al-Rashid", "Service Manager to chase; Service Manager"),
        ("Van Der Berg met M. van der Berg", "Assistant Director met Assistant Director"),
        ("D’Arcy visits the city of Wells", "Principal Social Worker visits the city of Wells"),
        ("Mark Place will mark each place; Place of safety; M. Place leads",
         "Team Manager will mark each place; Place of safety; Team Manager leads"),
        ("Grace period of three months; we hope that Grace Hope and Cllr Hope attend",
         "Grace period of three months; we hope that Lead Member and Lead Member attend"),
        ("Will Power will have the power", "Head of Finance will have the power"),
        ("Jo Green; PC Green; RAG green; Green Lane", "Police Constable; Police Constable; RAG green; Green Lane"),
        ("G Stokes at Stokes Croft, Stoke-on-Trent", "[name] at Stokes Croft, Stoke-on-Trent"),
        ("Sian ap Rhys; A-M de la Cruz", "[name]; [name]"),
        ("Reviewed by Mrs. A.B. Carter; Deborah (Debs) O'Malley agreed", "Reviewed by [name]; [name] agreed"),
        ("Dear Rebecca, thank you. Victoria Road is closed", "Dear [name], thank you. Victoria Road is closed"),
        ("Minutes by Ìfẹ́ Adébáyọ̀", "Minutes by [name]"),
        ("Agreed with Kwabena Asante; KA to check", "Agreed with [name]; [name] to check"),
        ("Kent, Chester and Lancaster visits; St John Ambulance; April 2014",
         "Kent, Chester and Lancaster visits; St John Ambulance; April 2014"),
    ],
)  # fmt: skip
def test_hostile_names_go_and_words_and_places_stay(text: str, expected: str) -> None:
    (action,) = redact_names(dataset(text, *read_cells(*HOSTILE))).actions
    assert action.action == expected


def test_two_people_in_a_row_stay_two() -> None:
    (action,) = redact_names(dataset("Sarah Whitlock / Imran Siddiqui")).actions
    assert action.action == "[name] / [name]"
