"""Lead cells of narrow columns, initials after titles, and keys of initials in plain lines."""

from __future__ import annotations

import pytest

from pipeline.normalise.initials import read_initials
from pipeline.normalise.leads import make_keybook, read_leads
from schemas.readings import Acronym

WRAPPED = [
    ("YOS\nOperations\nManager", ["YOS Operations Manager"]),
    ("Police\nInspector,\nNeighbourhood\nTeams", ["Police Inspector, Neighbourhood Teams"]),
    ("Probation\nTeam Lead", ["Probation Team Lead"]),
    ("Team Manager,\nLeaving Care /\nHousing\nOptions\nManager",
     ["Team Manager, Leaving Care", "Housing Options Manager"]),
    ("Ann Marsh, Principal\nSocial Worker", ["Principal Social Worker"]),
    ("Joe Vale, Senior\nPractitioner", ["Senior Practitioner"]),
    ("Head of Service, Hub and Detective\nChief Inspector, Public Protection",
     ["Head of Service, Hub", "Detective Chief Inspector, Public Protection"]),
    ("Teenage Pregnancy\nCo-ordinator", ["Teenage Pregnancy Co-ordinator"]),
    ("Safeguarding and\nReview Unit\nManager", ["Safeguarding and Review Unit Manager"]),
    ("IRO Manager\nHR Business Partner", ["IRO Manager", "HR Business Partner"]),
    ("Police\nSchool Nurse", ["", "School Nurse"]),
    ("Education\nHealth Visitor", ["", "Health Visitor"]),
    ("Housing\nHead of Safeguarding", ["", "Head of Safeguarding"]),
    ("Local Offer Officer\nDigital Services\nManager", ["Local Offer Officer", "Digital Services Manager"]),
    ("Performance and Data\nManager\nHealth Business\nIntelligence Lead",
     ["Performance and Data Manager", "Health Business Intelligence Lead"]),
    ("Principal Social Worker\nLearning Partnership\nManager",
     ["Principal Social Worker", "Learning Partnership Manager"]),
    ("Exploitation Co-\nordinator\nLicensing\nManager", ["Exploitation Co-ordinator", "Licensing Manager"]),
    ("Human Resources\nBusiness Partner", ["Human Resources Business Partner"]),
    ("Reviewing Manager and ICT\nManager", ["Reviewing Manager", "ICT Manager"]),
    ("Service Manager\nMASH\nHead of Early Help", ["Service Manager MASH", "Head of Early Help"]),
    ("Detective Superintenden\nt, Public Protection", ["Detective Superintendent, Public Protection"]),
    ("Head of Safeguarding\nDirector", ["Head of Safeguarding", "Director"]),
    ("Team Manager, MASH\nTeam Manager, EDT", ["Team Manager, MASH", "Team Manager, EDT"]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "roles"), WRAPPED)
def test_a_break_inside_a_title(cell: str, roles: list[str]) -> None:
    told = read_leads(cell, make_keybook(()))
    found = [lead.role for lead in told.leads]
    assert [role if want else "" for role, want in zip(found, roles, strict=True)] == roles


INITIALS = [
    (["Operations Managers (SF), (CD)", "Operations Manager (SF)"], "Operations Manager", "SF"),
    (["Team Manager (KX)", "Head of Legal (QA)", "Service Manager (CP)"], "Service Manager", "CP"),
    (["Service Manager (CP)", "Head of Service"], "Service Manager (CP)", ""),
]


@pytest.mark.parametrize(("cells", "role", "person"), INITIALS)
def test_initials_after_a_title_are_a_person(cells: list[str], role: str, person: str) -> None:
    cell = next(text for text in reversed(cells) if text.startswith(role.split(" (", maxsplit=1)[0]))
    (lead,) = read_leads(cell, make_keybook((), cells)).leads
    assert (lead.role, lead.person) == (role, person)


LINES = [
    (7, "Assistant Directors"),
    (7, "PG Assistant Director, Learning"),
    (7, "LW   Head of Youth Service"),
    (8, "HR matters"),
]


def test_plain_lines_explain_the_initials_that_cells_print() -> None:
    entries = read_initials(LINES, ["PG", "LW / PG"])
    assert [(e.acronym, e.expansion) for e in entries] == [
        ("PG", "Assistant Director, Learning"),
        ("LW", "Head of Youth Service"),
    ]
    (lead,) = read_leads("LW", make_keybook(entries, ["PG", "LW"])).leads
    assert lead.role == "Head of Youth Service"


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (LINES, ["Head of Service"]),
        (LINES[:2], ["PG", "LW"]),
        ([(3, "HR Business Partner will lead."), (3, "QA Manager to audit;")], ["HR", "QA"]),
        ([(3, "HR Business Partner"), (3, "IRO Manager")], ["HR", "IRO"]),
    ],
)
def test_lines_that_are_no_key_of_initials(lines: list[tuple[int, str]], cells: list[str]) -> None:
    assert read_initials(lines, cells) == []


AREAS = [
    ("HoS LAC", ["Head of Service Looked After Children"]),
    ("HoS LAC\nPSW", ["Head of Service Looked After Children", "Principal Social Worker"]),
    ("PSW HoS", ["Principal Social Worker", "Head of Service"]),
]


@pytest.mark.parametrize(("cell", "roles"), AREAS)
def test_what_a_key_explains_as_a_field_of_work_belongs_to_the_post(cell: str, roles: list[str]) -> None:
    meanings = {"HoS": "Head of Service", "LAC": "Looked After Children", "PSW": "Principal Social Worker"}
    keys = make_keybook([Acronym(code, meaning, 2) for code, meaning in meanings.items()])
    assert [lead.role for lead in read_leads(cell, keys).leads] == roles
