"""Lead cells as councils print them, and the posts a careful person reads in them."""

from __future__ import annotations

import pytest

from pipeline.normalise.leads import KeyBook, make_keybook, read_leads
from schemas.readings import Acronym, LeadsReading

KEY = [
    Acronym("DD TS", "Divisional Director Targeted Services", 6),
    Acronym("DD CWD", "DD Children With Disabilities", 6),
    Acronym("SM CLA", "Service Manager Children Looked After", 6),
    Acronym("SM Place.", "SM Placements", 6),
    Acronym("SM Perf.", "SM Performance", 6),
    Acronym("LSCB Chr.", "Independent Chair LSCB", 6),
    Acronym("LSCB SP", "LSCB Snr. Professional", 6),
    Acronym("Des. Dr. (NHS North)", "Designated Doctor (NHS North)", 6),
    Acronym("CCG", "Clinical Director, North CCG", 6),
]
GLOSSARY = [
    Acronym("DCS", "Director of Children’s Services", 30, "document_glossary"),
    Acronym("AD", "Assistant Director", 30, "document_glossary"),
    Acronym("HOS", "Head of Service", 30, "document_glossary"),
    Acronym("SCMT", "Social Care Management Team (meets weekly)", 30, "document_glossary"),
    Acronym("ICO", "Integrated Care Organisation", 30, "document_glossary"),
]
CELLS = [
    "Assistant Director, Social Care",
    "Assistant Director, Social Care\nHead of Localities",
    "Assistant Director, Social Care\nHead of Commissioning and Resources",
    "Head of Care Planning/ Head of Commissioning and Resources",
    "Principal Lawyer, Social Care",
]


def roles(reading: LeadsReading) -> list[str]:
    return [lead.role for lead in reading.leads]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DD TS/ SM Place. / SM CLA", ["Divisional Director Targeted Services", "Service Manager Placements",
                                       "Service Manager Children Looked After"]),
        ("DD TS/ SM\nPlace. / SM\nCLA", ["Divisional Director Targeted Services", "Service Manager Placements",
                                         "Service Manager Children Looked After"]),
        ("LSCB CHR.", ["Independent Chair LSCB"]),
        ("LSCB Chair.", ["Independent Chair LSCB"]),
        ("LSCB SP", ["LSCB Senior Professional"]),
        ("Des Dr (NHS North)", ["Designated Doctor (NHS North)"]),
        ("CCG", ["Clinical Director, North CCG"]),
    ],
)  # fmt: skip
def test_codes_of_the_documents_key(text: str, expected: list[str]) -> None:
    reading = read_leads(text, make_keybook(KEY))
    assert roles(reading) == expected
    assert {lead.resolved_by for lead in reading.leads} == {"document_key"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("DD DWD", "Divisional Director Children With Disabilities"),
        ("SM Per", "Service Manager Performance"),
        ("Des. Dr. (NHS Norht)", "Designated Doctor (NHS North)"),
    ],
)
def test_misprinted_codes_are_read_and_flagged(text: str, role: str) -> None:
    reading = read_leads(text, make_keybook(KEY))
    assert roles(reading) == [role]
    assert reading.leads[0].resolved_by == "fuzzy"
    assert reading.flags == ("lead_fuzzy",)


def test_another_posts_code_is_not_bent_to_the_key() -> None:
    reading = read_leads("SM CIN", make_keybook(KEY))
    assert roles(reading) == ["Service Manager CIN"]
    assert "lead_fuzzy" not in reading.flags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A D Social Care, Head of Care Planning", ["Assistant Director, Social Care", "Head of Care Planning"]),
        ("AD Social Care; Community Services\nDirector, Northern ICO",
         ["Assistant Director, Social Care", "Community Services Director, Northern Integrated Care Organisation"]),
        ("Assistant Director Social Care", ["Assistant Director, Social Care"]),
        ("DCS, LSCB independent chair", ["Director of Children’s Services", "LSCB Independent Chair"]),
        ("SCMT, Complaints\nManager", ["Social Care Management Team", "Complaints Manager"]),
        ("Assistant Director,\nSocial Care\nSCMT", ["Assistant Director, Social Care", "Social Care Management Team"]),
        ("HOS –Care Planning, Localities, C&R\nPrincipal Lawyer Social Care",
         ["Head of Care Planning", "Head of Localities", "Head of Commissioning and Resources",
          "Principal Lawyer, Social Care"]),
    ],
)  # fmt: skip
def test_glossary_and_the_documents_own_titles(text: str, expected: list[str]) -> None:
    assert roles(read_leads(text, make_keybook(GLOSSARY, CELLS))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Assistant Director, Safeguarding and Family Support",
            ["Assistant Director, Safeguarding and Family Support"],
        ),
        ("Director of Strategy, Partnerships and Improvement", ["Director of Strategy, Partnerships and Improvement"]),
        ("Head of Localities &\nDisabled Children", ["Head of Localities and Disabled Children"]),
        ("Head of Service MASH/ SA", ["Head of Service MASH/ SA"]),
        ("Service Manager Fostering/Adoption", ["Service Manager Fostering/Adoption"]),
        ("Head of Safeguarding and\nQuality Assurance", ["Head of Safeguarding and Quality Assurance"]),
        ("Workforce Development\nLead", ["Workforce Development Lead"]),
        ("Practice Development Manager\n(Workforce)", ["Practice Development Manager (Workforce)"]),
        ("Independent Chair, LSCB", ["Independent Chair, LSCB"]),
        ("Children and Families Service Manager", ["Children and Families Service Manager"]),
        (
            "Director of Major Projects & Regeneration (Housing)",
            ["Director of Major Projects and Regeneration (Housing)"],
        ),
        ("Assistant\nDirector\nEarly Help", ["Assistant Director Early Help"]),
        ("Exec Director, Children, Families & Education", ["Executive Director, Children, Families and Education"]),
        ("Chair of sub-group", ["Chair of sub-group"]),
    ],
)
def test_one_title_stays_whole(text: str, expected: list[str]) -> None:
    assert roles(read_leads(text, KeyBook())) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Head of Policy /\nHead of Safeguarding", ["Head of Policy", "Head of Safeguarding"]),
        ("Head of Social Care\nPerformance Manager", ["Head of Social Care", "Performance Manager"]),
        ("Principal Social Worker / QA Manager", ["Principal Social Worker", "QA Manager"]),
        ("Police, Health, Education", ["Police", "Health", "Education"]),
        ("Police\nHealth", ["Police", "Health"]),
        ("Team Managers and IROs", ["Team Managers", "Independent Reviewing Officers"]),
        ("Head of Service supported by Team Managers", ["Head of Service", "Team Managers"]),
        ("• Head of Safeguarding\n• Service Manager, LAC", ["Head of Safeguarding", "Service Manager, LAC"]),
        ("1. Head of Safeguarding\n2. Service Manager, LAC", ["Head of Safeguarding", "Service Manager, LAC"]),
        ("Heads of Service – CIN, CP and LAC", ["Head of Service CIN", "Head of Service CP", "Head of Service LAC"]),
        ("Business Support Manager and Systems Manager", ["Business Support Manager", "Systems Manager"]),
        ("Designated Nurse, CCG / Named Doctor", ["Designated Nurse, CCG", "Named Doctor"]),
        ("Head of Transitions\nDirector of Adult\nCare", ["Head of Transitions", "Director of Adult Care"]),
        ("Deputy Chief Executive and Director for Children", ["Deputy Chief Executive", "Director for Children"]),
        ("Divisional Manager (Fieldwork) / Quality & Review Manager",
         ["Divisional Manager (Fieldwork)", "Quality and Review Manager"]),
        ("Asst. Director - Safeguarding; Grp. Mgr. LAC", ["Assistant Director, Safeguarding", "Group Manager LAC"]),
    ],
)  # fmt: skip
def test_several_leads_are_parted(text: str, expected: list[str]) -> None:
    assert roles(read_leads(text, KeyBook())) == expected


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Jane Brown", ["Jane Brown"], [""]),
        ("Jane Brown, Head of Safeguarding", ["Jane Brown"], ["Head of Safeguarding"]),
        ("Head of Safeguarding (Jane Brown)", ["Jane Brown"], ["Head of Safeguarding"]),
        ("Jane Brown\nHead of Safeguarding", ["Jane Brown"], ["Head of Safeguarding"]),
        ("Jane Brown\nTom Green", ["Jane Brown", "Tom Green"], ["", ""]),
        ("M.Kemp", ["M.Kemp"], [""]),
        ("A.Hampson & Locality Managers", ["A.Hampson", ""], ["", "Locality Managers"]),
        ("Cllr Jane Patel, Cabinet Member for Children", ["Cllr Jane Patel"], ["Cabinet Member for Children"]),
        ("Operations Managers (SF), (CD)", ["SF, CD"], ["Operations Managers"]),
        ("Chair of Missing Group (DI - Met Police)", [""], ["Chair of Missing Group"]),
    ],
)
def test_people_are_kept_apart_from_posts(text: str, people: list[str], expected: list[str]) -> None:
    reading = read_leads(text, KeyBook())
    assert [lead.person for lead in reading.leads] == people
    assert roles(reading) == expected


@pytest.mark.parametrize("text", ["TBC", "To be confirmed", "Vacant", "RW", "to be appointed"])
def test_no_lead_yet_is_an_unresolved_row(text: str) -> None:
    reading = read_leads(text, KeyBook())
    assert [(lead.role, lead.resolved_by) for lead in reading.leads] == [("", "unresolved")]
    assert reading.flags == ("lead_unknown",)
    assert reading.responsible == ""


@pytest.mark.parametrize(
    ("text", "expected", "remainder"),
    [
        ("Progress to be reported to the Trust Board.", [], "Progress to be reported to the Trust Board."),
        ("Head of Care Planning\nRegular review of SLA\nwill ensure all actions\nare implemented.",
         ["Head of Care Planning"], "Regular review of SLA\nwill ensure all actions\nare implemented."),
        ("Head of Health Improvement (see CQC plan)", ["Head of Health Improvement"], "(see CQC plan)"),
        ("", [], ""),
    ],
)  # fmt: skip
def test_text_that_is_no_lead(text: str, expected: list[str], remainder: str) -> None:
    reading = read_leads(text, KeyBook())
    assert roles(reading) == expected
    assert reading.remainder == remainder


@pytest.mark.parametrize(
    "text",
    ["Head of Early Help from 1.4.2012", "Head of Early Help (from April 2013)", "Head of Early Help until May 2014"],
)
def test_time_limits_are_no_part_of_the_title(text: str) -> None:
    assert roles(read_leads(text, KeyBook())) == ["Head of Early Help"]


@pytest.mark.parametrize(
    ("text", "underlined", "expected"),
    [
        ("Head of Safeguarding / Head of Early Help", ("Head of Early Help",), "Head of Early Help"),
        ("Head of Safeguarding\nHead of Early\nHelp", ("Head of Early", "Help"), "Head of Early Help"),
        ("Head of Safeguarding\nHead of Early Help", (), ""),
        ("Head of Safeguarding", (), "Head of Safeguarding"),
        ("Support: Team Managers\nLead: Head of Safeguarding", (), "Head of Safeguarding"),
    ],
)
def test_the_responsible_lead(text: str, underlined: tuple[str, ...], expected: str) -> None:
    reading = read_leads(text, KeyBook(), underlined)
    assert reading.responsible == expected
    assert sum(lead.is_responsible for lead in reading.leads) == bool(expected)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [("SM Fostering", True), ("AD Fostering", False), ("DCS", False), ("HoS Fostering", False)],
)
def test_acronyms_of_several_posts_are_flagged(text: str, flagged: bool) -> None:
    reading = read_leads(text, KeyBook())
    assert reading.leads[0].resolved_by == "lexicon"
    assert ("acronym_ambiguous" in reading.flags) is flagged


def test_the_document_decides_between_two_meanings() -> None:
    keys = make_keybook([], ["Service Manager, Adoption", "SM Fostering"])
    reading = read_leads("SM Fostering", keys)
    assert roles(reading) == ["Service Manager Fostering"]
    assert reading.flags == ()


def test_initials_of_two_people_name_neither() -> None:
    key = [Acronym("JB", "Jane Brown, Head of Safeguarding", 1), Acronym("JB", "Jim Black, Team Manager", 1)]
    reading = read_leads("JB", make_keybook(key))
    assert roles(reading) == [""]
    assert "acronym_ambiguous" in reading.flags


def test_initials_of_one_person_give_name_and_title() -> None:
    reading = read_leads("JB", make_keybook([Acronym("JB", "Jane Brown, Head of Safeguarding", 1)]))
    assert (reading.leads[0].person, reading.leads[0].role) == ("Jane Brown", "Head of Safeguarding")


@pytest.mark.parametrize(
    ("text", "agency", "function", "seniority"),
    [
        ("Director of Public Health", "local_authority", "public_health", "director"),
        ("Designated Nurse, CCG", "health", "nursing", "practitioner"),
        ("Detective Inspector, North Police", "police", "other", "manager"),
        ("Independent Chair LSCB", "safeguarding_board", "safeguarding", "chair"),
        ("Head of Care Planning", "local_authority", "looked_after", "head_of_service"),
        ("Complaints Manager", "local_authority", "complaints", "manager"),
        ("Cabinet Member for Children", "local_authority", "leadership", "elected"),
        ("Chief Executive", "local_authority", "leadership", "chief"),
        ("Assistant Director, Human Resources", "local_authority", "hr", "assistant_director"),
        ("Headteachers", "education", "education", "head_of_service"),
        ("Youth Offending Team Manager", "local_authority", "youth_justice", "manager"),
        ("Service Manager Placements", "local_authority", "looked_after", "service_manager"),
    ],
)
def test_agency_function_and_seniority(text: str, agency: str, function: str, seniority: str) -> None:
    lead = read_leads(text, KeyBook()).leads[0]
    assert (lead.agency, lead.function, lead.seniority) == (agency, function, seniority)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Head of Service, MASH", ["Head of Service, MASH"]),
        ("Service Manager, Adoption", ["Service Manager, Adoption"]),
        ("Team Manager, Duty", ["Team Manager, Duty"]),
        ("Head of Service, Children in Care", ["Head of Service, Children in Care"]),
        ("Assistant Director, Learning", ["Assistant Director, Learning"]),
        ("Head of Service, YOT", ["Head of Service, YOT"]),
        ("Group Manager, CAMHS", ["Group Manager, CAMHS"]),
        ("Operations Manager, EDT", ["Operations Manager, EDT"]),
        ("Strategic Lead, SEND", ["Strategic Lead, SEND"]),
        ("Director, Public Health", ["Director, Public Health"]),
        ("Service Manager, MASH and Assessment", ["Service Manager, MASH and Assessment"]),
        ("Assistant Director, CYPS", ["Assistant Director, CYPS"]),
        ("Head of Service, CIN & CP", ["Head of Service, CIN and CP"]),
        ("Head of Service\nMASH", ["Head of Service MASH"]),
        ("Head of Service,\nMASH", ["Head of Service, MASH"]),
        ("Interim Head of Service, First Response", ["Interim Head of Service, First Response"]),
        ("Team Manager - MASH", ["Team Manager, MASH"]),
        ("Practice Manager, Family Support Team", ["Practice Manager, Family Support Team"]),
        ("AD, Education", ["Assistant Director, Education"]),
        ("HoS, MASH", ["Head of Service, MASH"]),
        ("SM, Fostering", ["Service Manager, Fostering"]),
        ("Corporate Director, CYPS", ["Corporate Director, CYPS"]),
        ("Service Lead, IFD", ["Service Lead, IFD"]),
        ("Detective Superintendent, PVPU", ["Detective Superintendent, PVPU"]),
        ("Programme Manager, ICT", ["Programme Manager, ICT"]),
        ("Business Manager, LSCB", ["Business Manager, LSCB"]),
        ("Service Manager, Early Help", ["Service Manager, Early Help"]),
        ("Head of Service, Education", ["Head of Service, Education"]),
        ("Head of Service, Legal", ["Head of Service, Legal"]),
        ("Team Manager, Housing", ["Team Manager, Housing"]),
        ("Service Director, SEND and Inclusion", ["Service Director, SEND and Inclusion"]),
        ("Acting Group Manager, IRS", ["Acting Group Manager, IRS"]),
        ("Head of Service, QA", ["Head of Service, QA"]),
        ("Head of Service, Virtual School", ["Head of Service, Virtual School"]),
        (
            "Director of Nursing Leeds, Bradford and Wakefield NHS Trust",
            ["Director of Nursing, Leeds, Bradford and Wakefield NHS Trust"],
        ),
        (
            "Associate Director Bexley, Bromley and Greenwich CCG",
            ["Associate Director, Bexley, Bromley and Greenwich CCG"],
        ),
        (
            "Head of Midwifery, Barking, Havering and Redbridge University Hospitals Trust",
            ["Head of Midwifery, Barking, Havering and Redbridge University Hospitals Trust"],
        ),
        ("Head of Service, Front Door", ["Head of Service, Front Door"]),
        ("Group Manager, SEN", ["Group Manager, SEN"]),
        ("Head of Service, CIC/CLA", ["Head of Service, CIC/CLA"]),
        ("Service Managers, MASH and Assessment", ["Service Managers, MASH and Assessment"]),
        ("Director, Children’s Social Care", ["Director, Children’s Social Care"]),
        (
            "Director of Education, Skills and Children's Services",
            ["Director of Education, Skills and Children's Services"],
        ),
        ("Head of Service, Safeguarding, QA and Reviewing", ["Head of Service, Safeguarding, QA and Reviewing"]),
        ("Service Manager, Fostering & Adoption", ["Service Manager, Fostering and Adoption"]),
        ("Team Manager, LAC Health", ["Team Manager, LAC Health"]),
        ("Operations Manager, Barnardo's", ["Operations Manager, Barnardo's"]),
        ("Detective Chief Inspector, PPU", ["Detective Chief Inspector, PPU"]),
        ("Social Work Team Manager, CWD", ["Social Work Team Manager, CWD"]),
        ("Locality Manager, North and South", ["Locality Manager, North and South"]),
        ("Chief Executive, CCG", ["Chief Executive, CCG"]),
        ("Chief Nurse, Bury, Bolton and Wigan CCG", ["Chief Nurse, Bury, Bolton and Wigan CCG"]),
        (
            "Named Doctor Sefton, Knowsley & St Helens NHS Trust",
            ["Named Doctor, Sefton, Knowsley and St Helens NHS Trust"],
        ),
        ("Head of Service, Kent and Medway", ["Head of Service, Kent and Medway"]),
    ],
)
def test_a_team_or_body_after_a_rank_belongs_to_the_title(text: str, expected: list[str]) -> None:
    assert roles(read_leads(text, KeyBook())) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Team Manager, LADO", ["Team Manager", "Local Authority Designated Officer"]),
        ("Head of Service, Team Manager", ["Head of Service", "Team Manager"]),
        ("Head of Service, LAC; Head of Service, MASH", ["Head of Service, LAC", "Head of Service, MASH"]),
        ("Head of Service, MASH / Service Manager, Adoption", ["Head of Service, MASH", "Service Manager, Adoption"]),
        (
            "Service Manager, LAC and Care Leavers, Head of Service, MASH",
            ["Service Manager, LAC and Care Leavers", "Head of Service, MASH"],
        ),
        ("Head of Service, MASH, Police", ["Head of Service, MASH", "Police"]),
        ("Head of Service, MASH; LSCB", ["Head of Service, MASH", "Local Safeguarding Children Board"]),
        ("DCS, LSCB", ["Director of Children's Services", "Local Safeguarding Children Board"]),
        ("Principal Social Worker, MASH Team Manager", ["Principal Social Worker", "MASH Team Manager"]),
        ("Head of Safeguarding, MASH", ["Head of Safeguarding", "Multi-Agency Safeguarding Hub"]),
        ("Head of Service, Police", ["Head of Service", "Police"]),
        (
            "Assistant Director, Safeguarding, Head of Service, CSE",
            ["Assistant Director, Safeguarding", "Head of Service, CSE"],
        ),
        ("Service Manager, YOS / Team Manager, CWD", ["Service Manager, YOS", "Team Manager, CWD"]),
        ("Team Manager, MASH\nTeam Manager, EDT", ["Team Manager, MASH", "Team Manager, EDT"]),
        ("Head of Service, Virtual School Head", ["Head of Service", "Virtual School Head"]),
        (
            "Service Manager, Fostering, Chief Nurse Bury, Bolton and Wigan CCG",
            ["Service Manager, Fostering", "Chief Nurse, Bury, Bolton and Wigan CCG"],
        ),
        (
            "Interim Service Manager, MASH\nHead of Service, YOS",
            ["Interim Service Manager, MASH", "Head of Service, YOS"],
        ),
        (
            "Assistant Director, Safeguarding; Head of Service, MASH; PSW",
            ["Assistant Director, Safeguarding", "Head of Service, MASH", "Principal Social Worker"],
        ),
        ("Strategic Manager, CSC, LSCB Business Manager", ["Strategic Manager, CSC", "LSCB Business Manager"]),
        (
            "Head of Service, Youth Justice, Virtual School Headteacher",
            ["Head of Service, Youth Justice", "Virtual School Headteacher"],
        ),
        ("Deputy Director, Commissioning, Headteachers", ["Deputy Director, Commissioning", "Headteachers"]),
        ("Assistant Director, CSC/ Head of Service, MASH", ["Assistant Director, CSC", "Head of Service, MASH"]),
        (
            "Head of Service, Early Help and Head of Service, MASH",
            ["Head of Service, Early Help", "Head of Service, MASH"],
        ),
        ("Programme Manager, Schools", ["Programme Manager", "Schools"]),
        (
            "Divisional Director, Children and Young People, Police",
            ["Divisional Director, Children and Young People", "Police"],
        ),
        ("Locality Manager, North; Locality Manager, South", ["Locality Manager, North", "Locality Manager, South"]),
        ("Director of Nursing, Head of Service, MASH", ["Director of Nursing", "Head of Service, MASH"]),
    ],
)
def test_a_post_a_person_or_a_partner_after_a_rank_is_another_lead(text: str, expected: list[str]) -> None:
    assert roles(read_leads(text, KeyBook())) == expected


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        ("Head of Service, Jane Brown", "Jane Brown", "Head of Service"),
        ("Head of Service, MASH (Jane Brown)", "Jane Brown", "Head of Service, MASH"),
        ("Jane Brown, Head of Service, MASH", "Jane Brown", "Head of Service, MASH"),
    ],
)
def test_a_person_beside_a_rank_and_its_team(text: str, person: str, role: str) -> None:
    leads = read_leads(text, KeyBook()).leads
    assert [(lead.person, lead.role) for lead in leads] == [(person, role)]


def test_the_glossary_writes_out_the_team_as_well() -> None:
    keys = make_keybook([Acronym("MASH", "Multi-Agency Safeguarding Hub", 1, "document_glossary")])
    assert roles(read_leads("Head of Service, MASH", keys)) == ["Head of Service, Multi-Agency Safeguarding Hub"]


INITIALS = make_keybook(
    [
        Acronym("PSW", "Principal Social Worker", 1),
        Acronym("DQ", "Head of Data and Quality", 1),
        Acronym("SM LC", "Service Manager Leaving Care", 1),
        Acronym("JS", "Jo Smith, Head of Safeguarding", 1),
        Acronym("AK", "Asha Khan, Team Manager Duty", 1, "document_glossary"),
        Acronym("PM", "Paul Marsh (Performance Manager)", 1),
        Acronym("HoY", "Head of Youth Service – Rita Shah", 1),
        Acronym("SW", "Sue West", 1),
    ]
)
JS = ("Jo Smith", "Head of Safeguarding")
AK = ("Asha Khan", "Team Manager Duty")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PSW / DQ", [("", "Principal Social Worker"), ("", "Head of Data and Quality")]),
        ("SM\nLC", [("", "Service Manager Leaving Care")]),
        ("JS / PSW", [JS, ("", "Principal Social Worker")]),
        ("JS & AK", [JS, AK]),
        ("JS and AK", [JS, AK]),
        ("JS\nAK", [JS, AK]),
        ("JS AK", [JS, AK]),
        ("JS – AK", [JS, AK]),
        ("AK (JS)", [AK, JS]),
        ("JS (lead), AK", [JS, AK]),
        ("J.S. / A.K.", [JS, AK]),
        ("js / ak", [JS, AK]),
        ("JS/XY", [JS, ("", "")]),
        ("PM", [("Paul Marsh", "Performance Manager")]),
        ("HoY", [("Rita Shah", "Head of Youth Service")]),
        ("AK\nSM LC\nSW", [AK, ("", "Service Manager Leaving Care"), ("Sue West", "")]),
        ("Head of Youth (JS)", [("Jo Smith", "Head of Youth")]),
    ],
)
def test_initials_of_a_printed_table(text: str, expected: list[tuple[str, str]]) -> None:
    reading = read_leads(text, INITIALS)
    assert [(lead.person, lead.role) for lead in reading.leads] == expected
