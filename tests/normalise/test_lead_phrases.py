"""Several hundred lead cells in the shapes of published plans, with the leads that a careful person reads in them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.normalise.leads import KeyBook, make_keybook, read_leads
from schemas.readings import Acronym, LeadReading

with Path(__file__).with_name("phrases_leads.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def book(key: str) -> KeyBook:
    """The key of a document, written as `code=meaning;code=meaning`."""
    pairs = [entry.split("=", 1) for entry in key.split(";") if entry]
    return make_keybook([Acronym(code.strip(), meaning.strip(), 1) for code, meaning in pairs])


def shown(lead: LeadReading) -> str:
    named = f"{lead.person} = {lead.role}".strip() if lead.person else lead.role
    return named or "?"


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['text'][:40]}-{row['key'][:12]}" for row in ROWS])
def test_leads_of_a_cell(row: dict[str, str]) -> None:
    reading = read_leads(row["text"].replace("\\n", "\n"), book(row["key"]))
    assert " | ".join(map(shown, reading.leads)) == row["leads"]
    assert "; ".join(reading.flags) == row["flags"]
    if row["agencies"]:
        assert " | ".join(lead.agency for lead in reading.leads) == row["agencies"]


def test_the_table_is_long_and_a_tenth_of_it_is_doubtful() -> None:
    doubtful = [row for row in ROWS if row["flags"] or not row["leads"]]
    assert len(ROWS) >= 400
    assert len(doubtful) * 10 >= len(ROWS)


with Path(__file__).with_name("phrases_roles.csv").open(encoding="utf-8", newline="") as file:
    ROLES = [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("text", "agency", "function", "seniority"),
    [
        *ROLES,
        ("Designated Doctor for Looked After Children", "health", "medicine", "practitioner"),
        ("Director of Nursing and Quality, CCG", "health", "nursing", "director"),
        ("Head of Midwifery", "health", "midwifery", "head_of_service"),
        ("Detective Superintendent, Public Protection", "police", "other", "head_of_service"),
        ("Borough Commander", "police", "leadership", "chief"),
        ("Director of Children's Services", "local_authority", "leadership", "director"),
        ("Assistant Director, Early Help", "local_authority", "early_help", "assistant_director"),
        ("Virtual School Head", "local_authority", "looked_after", "head_of_service"),
        ("LSCB Business Manager", "safeguarding_board", "safeguarding", "manager"),
        ("Independent Reviewing Officers", "local_authority", "quality_assurance", "practitioner"),
        ("Head of Legal Services", "local_authority", "legal", "head_of_service"),
        ("HR Business Partner", "local_authority", "hr", "manager"),
        ("Youth Offending Team Manager", "local_authority", "youth_justice", "manager"),
        ("Lead Member for Children's Services", "local_authority", "leadership", "elected"),
        ("Senior Probation Officer", "probation", "other", "practitioner"),
        ("Improvement Board", "local_authority", "leadership", "board"),
        ("Headteachers", "education", "education", "head_of_service"),
        ("Head of SEND", "local_authority", "disability", "head_of_service"),
        ("Complaints Manager", "local_authority", "complaints", "manager"),
        ("Transitions Manager", "local_authority", "transition", "manager"),
    ],
)
def test_every_role_has_agency_function_and_seniority(text: str, agency: str, function: str, seniority: str) -> None:
    (lead,) = read_leads(text, KeyBook()).leads
    assert (lead.agency, lead.function, lead.seniority) == (agency, function, seniority)


@pytest.mark.parametrize(
    ("spellings", "role"),
    [
        (["AD Social Care", "A D Social Care", "Assistant Director Social Care", "Asst. Dir., Social Care"],
         "Assistant Director, Social Care"),
        (["LSCB Chair", "LSCB Chair.", "LSCB CHR.", "LSCB Chr."], "LSCB Chair"),
        (["HoS Fostering", "Head of Service, Fostering", "H.O.S. Fostering"], "Head of Service, Fostering"),
    ],
)  # fmt: skip
def test_spellings_of_one_post_become_one_role(spellings: list[str], role: str) -> None:
    keys = make_keybook([], [*spellings, role, role])
    assert {read_leads(text, keys).leads[0].role for text in spellings} == {role}


def test_the_order_of_the_cells_does_not_matter() -> None:
    cells = [row["text"].replace("\\n", "\n") for row in ROWS if not row["key"]][:120]
    forward, backward = make_keybook([], cells), make_keybook([], cells[::-1])
    assert [read_leads(cell, forward) for cell in cells] == [read_leads(cell, backward) for cell in cells]
