"""Front matter of plans under every framework."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.normalise.plan import read_plan


def lines(*texts: str | tuple[str, float]) -> list[tuple[int, str, float]]:
    return [(1, text, 11.0) if isinstance(text, str) else (1, text[0], text[1]) for text in texts]


SAFEGUARDING = lines(
    ("Anyshire County Council", 12.0),
    ("Action Plan in response to the Safeguarding and Looked After Children Inspection", 14.0),
    "This plan responds to the inspection, which took place 3-14 October 2011 and resulted in the report of",
    "18 November 2011. Kent County Council is committed to change.",
)
SINGLE = lines(
    ("Herefordshire Council", 14.0),
    ("Improvement Plan – Ofsted Inspection May 2014", 20.0),
    "The inspection of services for children in need of help and protection, children looked after and care leavers",
    "took place between 29 April and 21 May 2014. The report was published on 30 June 2014.",
    "The overall judgement was that children's services require improvement.",
)
SEND = lines(
    ("Worcestershire Local Area SEND Action Plan", 24.0),
    "FiNAL v1.0 27 July 2018 Page 2 of 78",
    "Between 5 March 2018 and 9 March 2018, Ofsted and the CQC conducted a joint inspection of the local area.",
    "A Written Statement of Action is required because of special educational needs weaknesses.",
)
YEAR_ONLY = lines(
    ("Coventry City Council", 16.0),
    ("Children’s Services Improvement Plan", 26.0),
    "Final Version 10 March 2015",
    "Ofsted inspected services in January and February 2014 and published its report on 21 March 2014,",
    "judging services to be inadequate overall.",
)
ILACS = lines(
    ("Reading Borough Council", 16.0),
    ("Ofsted Action Plan 2019", 26.0),
    "Inspectors visited between 9 and 20 September 2019 under the ILACS framework.",
    "Overall effectiveness: Requires improvement to be good.",
    "Last updated: 4 December 2019",
)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (SAFEGUARDING, {"council": "Kent", "framework": "SLAC", "inspection_start": "2011-10-03",
                        "inspection_end": "2011-10-14", "report_date": "2011-11-18", "judgement": "", "version": "",
                        "title": "Action Plan in response to the Safeguarding and Looked After Children Inspection"}),
        (SINGLE, {"council_code": "E06000019", "framework": "SIF", "inspection_start": "2014-04-29",
                  "inspection_end": "2014-05-21", "report_date": "2014-06-30", "judgement": "Requires improvement"}),
        (SEND, {"council": "Worcestershire", "framework": "SEND", "version": "1.0", "plan_date": "2018-07-27",
                "inspection_start": "2018-03-05", "inspection_end": "2018-03-09"}),
        (YEAR_ONLY, {"framework": "SIF", "version": "", "plan_date": "2015-03-10", "inspection_start": "2014-01",
                     "inspection_end": "2014-02", "judgement": "Inadequate", "flags": ("framework_inferred",)}),
        (ILACS, {"framework": "ILACS", "judgement": "Requires improvement to be good", "plan_date": "2019-12-04"}),
    ],
)  # fmt: skip
def test_what_plans_say_about_themselves(front: list[tuple[int, str, float]], expected: dict[str, Any]) -> None:
    reading = read_plan(front, "plan.pdf")
    assert {name: getattr(reading, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "version"),
    [("V 2.01", "2.01"), ("Version 22", "22"), ("12.03.2018 v0.3", "0.3"), ("v17 080617", "17"), ("Draft 3", "3"),
     ("Final Version 10 March 2015", ""), ("Page 3", ""),
     ("See version 2 of the policy, " + "which every manager reads, " * 3, "")],
)  # fmt: skip
def test_versions(text: str, version: str) -> None:
    assert read_plan(lines("Improvement Plan", text), "plan.pdf").version == version


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("Evidence of progress January 2012", "2012-01-31"),
        ("PROGRESS at MARCH 2014", "2014-03-31"),
        ("Progress as at 12.6.15", "2015-06-12"),
        ("By when", ""),
        ("Progress Update", ""),
    ],
)
def test_as_at_date_of_a_progress_heading(heading: str, date: str) -> None:
    assert read_plan(lines("Improvement Plan"), "plan.pdf", [heading]).plan_date == date


@pytest.mark.parametrize(
    ("text", "framework"),
    [
        ("Joint Area Review post-inspection plan 2007", "JAR"),
        ("APA Action Plan 2009", "APA"),
        ("Joint Targeted Area Inspection improvement plan 2022", "JTAI"),
        ("Youth Offending improvement plan after the Short Quality Screening of 2012", "YJ"),
        ("Single Inspection Framework improvement plan 2016", "SIF"),
        ("Accelerated Progress Plan 2021", "SEND"),
        ("Parks improvement plan", ""),
    ],
)
def test_frameworks(text: str, framework: str) -> None:
    assert read_plan(lines((text, 20.0)), "plan.pdf").framework == framework


def test_a_month_alone_and_every_value_with_its_sentence() -> None:
    sentence = "The council received an inspection in May 2012, which found that services were Adequate overall."
    reading = read_plan(
        lines(("Improvement Plan", 20.0), "", sentence, "A board was established in June 2012."), "plan.pdf"
    )
    assert (reading.inspection_start, reading.inspection_end, reading.judgement) == ("2012-05", "2012-05", "Adequate")
    assert dict(reading.rules)["judgement"] == sentence
