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


BODY = ["This document sets out what we shall do, and by when, in words of the usual size."] * 9


def front(text: str) -> list[tuple[int, str, float]]:
    return lines(("Children’s Services Improvement Plan", 20.0), "", *text.split("\n"), "", *BODY)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("This is version 2.3 of 31 December 2018, after the ILACS inspection of April 2018.", "2018-12-31"),
        ("Inspected in May 2016 under the single inspection framework. Position at 30 November 2016.", "2016-11-30"),
        ("Updated: 12.03.18", "2018-03-12"),
        ("As at June 2015", "2015-06-30"),
        ("Progress update Q2 2014/15", "2014-09-30"),
        ("v17 080617", "2017-06-08"),
        ("Final Version 10 March 2015", "2015-03-10"),
        ("June 2019 (v9)", "2019-06-30"),
        ("Plan as at end of March 2014", "2014-03-31"),
        ("Version 4 – updated 16th September 2014", "2014-09-16"),
        ("Last reviewed 5 May 2017", "2017-05-05"),
        ("Status as of 1st October 2013", "2013-10-01"),
        ("Version: 1.2 Date: 14/02/2020", "2020-02-14"),
        ("Quarter 3 2015-16", "2015-12-31"),
        ("Draft v0.4, 7 Jan 2013", "2013-01-07"),
        ("Refreshed November 2017", "2017-11-30"),
        ("Correct as at 21 January 2011", "2011-01-21"),
        ("V3.0 (15/06/2016)", "2016-06-15"),
        ("March 2013 update", "2013-03-31"),
        ("Progress report: January 2010", "2010-01-31"),
        ("Improvement Plan – Update July 2012", "2012-07-31"),
        ("v1.2 20150310", "2015-03-10"),
        ("The Ofsted inspection report was published in June 2012", ""),
        ("The Board was set up in June 2012.", ""),
        ("Next review: May 2016", ""),
        ("Date of inspection: 4 May 2012", ""),
        ("Version 3 (updated following Board of 4 July 2017)", "2017-07-04"),
        ("Progress as at 30/09/15", "2015-09-30"),
        ("Position statement at 31st January 2012", "2012-01-31"),
        ("Version 6.1 – 22.11.2019", "2019-11-22"),
        ("Issue 2, October 2009", "2009-10-31"),
        ("Q4 2016/17 progress report", "2017-03-31"),
        ("This plan was last updated in November 2020.", "2020-11-30"),
        ("Revised action plan (February 2011)", "2011-02-28"),
        ("Version 12 as presented to the Improvement Board on 9 June 2016", "2016-06-09"),
        ("Inspection: 4 to 15 March 2013. Plan date: 20 May 2013", "2013-05-20"),
        ("Data correct to 31 August 2018", "2018-08-31"),
        ("Action Plan – Final – 14 July 2010", "2010-07-14"),
        ("RAG status at 1 May 2015", "2015-05-01"),
        ("FINAL v1.0 27 July 2018 Page 2 of 78", "2018-07-27"),
        ("Version 8 – 14 September 2016", "2016-09-14"),
        ("Position as at 31 March 2013", "2013-03-31"),
        ("Last updated 3.2.14", "2014-02-03"),
        ("Update at 12 October 2011", "2011-10-12"),
        ("As at: 28/02/2019", "2019-02-28"),
        ("Q1 2018/19 update", "2018-06-30"),
        ("Action Plan v6 011116", "2016-11-01"),
        ("May 2013 (version 2)", "2013-05-31"),
        ("v2.1 Dec 2018", "2018-12-31"),
        ("Document last saved on 4 April 2012", "2012-04-04"),
        ("Reviewed by the Board 5 June 2017", "2017-06-05"),
        ("Progress to end of June 2016", "2016-06-30"),
        ("Improvement Plan – September 2018", "2018-09-30"),
        ("Quarter 2, 2013/14", "2013-09-30"),
        ("Status at 16th Jan 2015", "2015-01-16"),
        ("Revised 20 May 2010", "2010-05-20"),
        ("Updated for Improvement Board 18 November 2015", "2015-11-18"),
        ("Threshold guidance was revised in May 2012", ""),
        ("The Ofsted inspection of May 2014 was followed by this plan.", ""),
        ("The plan will be updated in June 2015", ""),
        ("Ofsted Inspection: 4 – 15 March 2013", ""),
        ("Inspection report published 3 May 2013", ""),
        ("Next update: July 2014", ""),
        ("Date published: 6 July 2016", "2016-07-06"),
        ("Date of this version: 1 March 2011", "2011-03-01"),
        ("Version 0.7 DRAFT 23.6.15", "2015-06-23"),
        ("Health and Care Scrutiny Panel – 3\nOCTOBER 2012", "2012-10-03"),
        ("Progress as at 28th\nFebruary 2019", "2019-02-28"),
        ("Improvement Plan, version 4 of 9\nMay, 2016", "2016-05-09"),
        ("Action plan in response to chapter 12\nSeptember 2011", "2011-09-30"),
    ],
)
def test_the_date_that_a_plan_gives_itself(text: str, date: str) -> None:
    assert read_plan(front(text), "plan.pdf").plan_date == date


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("v17 080617", "17"),
        ("June 2019 (v9)", "9"),
        ("Version: 1.2 Date: 14/02/2020", "1.2"),
        ("This is version 2.3 of 31 December 2018, after the inspection", "2.3"),
        ("V3.0 (15/06/2016)", "3.0"),
        ("Version 12 as presented to the Improvement Board on 9 June 2016", "12"),
        ("Issue 2, October 2009", "2"),
        ("Ver. 5", "5"),
        ("Version No: 7", "7"),
        ("Version number 1.4", "1.4"),
        ("Draft v0.4, 7 Jan 2013", "0.4"),
        ("Final Version", ""),
        ("Version control", ""),
        ("Draft 10 May 2014", ""),
        ("Version One", ""),
        ("v 3 FINAL", "3"),
        ("Plan_v2_final", "2"),
        ("Version - 8", "8"),
        ("Revision 2.1 (May 2016)", "2.1"),
        ("Version 1.0 | Status: Final", "1.0"),
        ("V.4", "4"),
    ],
)
def test_more_versions(text: str, version: str) -> None:
    assert read_plan(lines("Improvement Plan", text), "plan.pdf").version == version


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Services were inspected between 12 and 23 June 2017.", "2017-06-12", "2017-06-23"),
        ("The inspection of services took place from 21 November to 15 December 2016.", "2016-11-21", "2016-12-15"),
        ("Action plan following the joint targeted area inspection in March 2019", "2019-03", "2019-03"),
        ("Ofsted carried out a focused visit on 4 and 5 February 2020.", "2020-02-04", "2020-02-05"),
        ("Inspection dates: 9 – 20 September 2019", "2019-09-09", "2019-09-20"),
        ("Date of inspection: 14th May 2012 to 25th May 2012", "2012-05-14", "2012-05-25"),
        (
            "Ofsted visited the authority during the week commencing 5 November 2018 for an inspection.",
            "2018-11-05",
            "2018-11-05",
        ),
        ("The Inspectorates undertook their Joint Area Review in October 2007.", "2007-10", "2007-10"),
        ("In July 2010 Ofsted and the Care Quality Commission inspected safeguarding services.", "2010-07", "2010-07"),
        (
            "Between 25 February 2019 and 1 March 2019, Ofsted and the CQC conducted a joint inspection.",
            "2019-02-25",
            "2019-03-01",
        ),
        (
            "Following the inspection of the youth offending team (16-20 January 2017), this plan was made.",
            "2017-01-16",
            "2017-01-20",
        ),
        ("This plan responds to the ILACS inspection (24 June - 5 July 2019).", "2019-06-24", "2019-07-05"),
        (
            "The Ofsted inspection, held over four weeks from 6 to 30 October 2014, looked at services.",
            "2014-10-06",
            "2014-10-30",
        ),
        (
            "An unannounced inspection of referral and assessment was conducted on 8 and 9 December 2009.",
            "2009-12-08",
            "2009-12-09",
        ),
        ("Fieldwork for the inspection ran from Monday 3rd to Friday 14th March 2014.", "2014-03-03", "2014-03-14"),
        ("Inspectors were on site from 11/06/18 to 22/06/18.", "2018-06-11", "2018-06-22"),
        ("Ofsted's Annual Performance Assessment took place in autumn. The plan was written in 2008.", "", ""),
        (
            "Ofsted undertook a single inspection between Tuesday 13 January and Wednesday 4 February 2015.",
            "2015-01-13",
            "2015-02-04",
        ),
        ("This inspection was carried out 4.3.13 – 15.3.13.", "2013-03-04", "2013-03-15"),
        ("Inspection date: 21-25 January 2019", "2019-01-21", "2019-01-25"),
        ("A joint inspection by HMI Probation and others took place in September 2022.", "2022-09", "2022-09"),
        ("Our last ILACS inspection, in November 2021, found much to praise.", "2021-11", "2021-11"),
        ("Inspected: June 2016", "2016-06", "2016-06"),
        ("An inspection team visited the city from 30 April 2012 to 11 May 2012.", "2012-04-30", "2012-05-11"),
        ("Ofsted inspection (September/October 2014)", "2014-09", "2014-10"),
        ("The SEND inspection took place during the week beginning 8th October 2018.", "2018-10-08", "2018-10-08"),
    ],
)
def test_when_the_inspection_took_place(text: str, start: str, end: str) -> None:
    reading = read_plan(front(text), "plan.pdf")
    assert (reading.inspection_start, reading.inspection_end) == (start, end)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The report was published on 7 August 2017.", "2017-08-07"),
        ("The Ofsted report dated 18 November 2011 made ten recommendations.", "2011-11-18"),
        ("This plan answers the letter of 12 March 2019 from Her Majesty's Chief Inspector.", "2019-03-12"),
        ("Report published: 30 June 2014", "2014-06-30"),
        ("Ofsted published its report of the inspection on Friday 21 March 2014.", "2014-03-21"),
        ("Publication date: 24/01/2019 (inspection report)", "2019-01-24"),
        ("The findings were published in January 2013.", "2013-01"),
        ("The inspection report was issued on 2nd February 2010.", "2010-02-02"),
        ("Date of report: 3 September 2018", "2018-09-03"),
        ("Ofsted's report (published 15 May 2015) found weaknesses.", "2015-05-15"),
        ("The outcome letter, dated 9 October 2018, asked for a written statement of action.", "2018-10-09"),
        ("The council received the final inspection report on 6 January 2012.", "2012-01-06"),
        ("The plan was submitted on 3 May 2012 and published on the website in June 2012.", ""),
        ("The board reports to cabinet in May 2016.", ""),
        ("Inspection report publication: 17.07.09", "2009-07-17"),
        ("Its report, published on 24 November 2014, made 19 recommendations.", "2014-11-24"),
        ("The report of the inspection was published by Ofsted on 9 February 2015.", "2015-02-09"),
        ("Ofsted issued the inspection letter on 21 November 2018.", "2018-11-21"),
        ("Report publication date: 4 March 2016", "2016-03-04"),
        ("The report (dated 22.6.12) is on Ofsted's website.", "2012-06-22"),
        ("Ofsted's letter of 3 July 2019 set out the findings.", "2019-07-03"),
        ("The full inspection report, published in May 2011, is available.", "2011-05"),
        ("Report issued 12/07/2013", "2013-07-12"),
        ("The cabinet received a report on 5 May 2014 from officers.", ""),
        ("Ofsted report, 19 December 2012", "2012-12-19"),
    ],
)
def test_when_the_report_came_out(text: str, date: str) -> None:
    assert read_plan(front(text), "plan.pdf").report_date == date


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Children's services were judged to be inadequate by Ofsted.", "Inadequate"),
        ("The overall judgement was that services require improvement.", "Requires improvement"),
        ("Ofsted found that services require improvement to be good.", "Requires improvement to be good"),
        ("Overall effectiveness: good", "Good"),
        ("Overall effectiveness: Requires improvement to be good", "Requires improvement to be good"),
        ("The inspection graded the council as inadequate for overall effectiveness.", "Inadequate"),
        ("Ofsted rated the service 'Requires Improvement'.", "Requires improvement"),
        ("The inspection judged overall effectiveness of safeguarding services to be adequate.", "Adequate"),
        ("Inspection outcome: Inadequate", "Inadequate"),
        ("Our ambition is to become outstanding; inspectors judged us good overall.", "Good"),
        ("We aim to be good by 2020.", ""),
        ("Inspectors judged leadership, management and governance to be inadequate.", ""),
        ("The overall judgement of the inspection is inadequate.", "Inadequate"),
        ("Adoption performance was judged good in the inspection.", ""),
        ("Overall judgement – Requires Improvement", "Requires improvement"),
        ("The Ofsted inspection concluded that children's services in the county are inadequate.", "Inadequate"),
        (
            "The partnership's arrangements lead to inconsistent experiences and outcomes, inspectors found.",
            "Inconsistent experiences",
        ),
        ("The inspection gave an overall effectiveness grade of Good.", "Good"),
        ("Ofsted judged the overall effectiveness of children's social care as outstanding.", "Outstanding"),
        (
            "There are widespread and/or systemic failings, the inspection found, leading to significant concerns.",
            "Widespread and/or systemic failings",
        ),
        ("Ofsted judged children’s services overall to be 'Requires Improvement'.", "Requires improvement"),
        ("Overall effectiveness – inadequate", "Inadequate"),
        ("The overall effectiveness of the safeguarding service is adequate (inspection, June 2010).", "Adequate"),
        ("The inspection found services to be inadequate overall.", "Inadequate"),
        ("Inspectors rated the local authority as ‘good’.", "Good"),
        ("Judgement: requires improvement to be good (Ofsted)", "Requires improvement to be good"),
        ("The council was rated Inadequate by Ofsted.", "Inadequate"),
        ("Ofsted: experiences of care leavers judged good.", ""),
        ("The inspection judged that children’s services are good, with outstanding leadership.", "Good"),
        ("Ofsted said there was good practice in some teams.", ""),
    ],
)
def test_what_was_judged(text: str, grade: str) -> None:
    assert read_plan(front(text), "plan.pdf").judgement == grade


@pytest.mark.parametrize(
    ("text", "framework"),
    [
        ("Action plan following the Joint Area Review of 2006", "JAR"),
        ("JAR Action Plan 2007/08", "JAR"),
        ("APA improvement plan 2008", "APA"),
        ("Response to the Annual Performance Assessment letter, December 2007", "APA"),
        ("Inspection of Safeguarding and Looked After Children Services, March 2011", "SLAC"),
        ("Safeguarding and LAC inspection action plan 2010", "SLAC"),
        ("Plan after the inspection of services for children in need of help and protection, 2015", "SIF"),
        ("Ofsted Single Inspection improvement plan 2016", "SIF"),
        ("ILACS improvement plan 2021", "ILACS"),
        ("Plan after the Inspection of Local Authority Children’s Services 2019", "ILACS"),
        ("Focused visit action plan 2022", "ILACS"),
        ("SEND Written Statement of Action 2019", "SEND"),
        ("Local Area SEND Accelerated Progress Plan 2022", "SEND"),
        ("SEND Priority Action Plan 2024", "SEND"),
        ("Area SEND inspection: strategic improvement plan 2023", "SEND"),
        ("WSoA progress report 2018", "SEND"),
        ("Joint targeted area inspection: written statement of action 2017", "JTAI"),
        ("JTAI action plan 2023", "JTAI"),
        ("Youth Justice Service inspection improvement plan 2023", "YJ"),
        ("Action plan after the HMIP Core Case Inspection of youth offending work 2010", "YJ"),
        ("Arrangements for the protection of children: Ofsted inspection action plan 2013", "other"),
        ("Peer review of adult services action plan 2015", ""),
        ("Improvement plan after the Ofsted inspection of adult learning 2011", "other"),
        ("School improvement Ofsted inspection action plan 2014", "other"),
        ("Private fostering inspection action plan, Ofsted 2008", "other"),
        ("Fostering service Ofsted inspection action plan 2010", "other"),
        ("Ofsted improvement plan 2010", "SLAC"),
        ("Ofsted improvement plan 2015", "SIF"),
        ("Ofsted improvement plan 2020", "ILACS"),
        ("Ofsted improvement plan 2007", "APA"),
        ("Special educational needs and disabilities: written statement of action, May 2018", "SEND"),
        ("Disabled children and SEN: action plan in response to the local area inspection 2018", "SEND"),
    ],
)
def test_frameworks_by_the_words_of_the_title(text: str, framework: str) -> None:
    assert read_plan(lines((text, 20.0), "", *BODY), "plan.pdf").framework == framework


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        (
            [
                ("Appendix 1", 12.0),
                ("Anyshire County Council", 26.0),
                ("Children’s Services", 22.0),
                ("Improvement Plan", 22.0),
                ("2015–2017", 22.0),
            ],
            "Children’s Services Improvement Plan 2015–2017",
        ),
        ([("Agenda Item 7", 12.0), ("Appendix A", 14.0), ("OFSTED ACTION PLAN", 18.0)], "OFSTED ACTION PLAN"),
        (
            [("Anytown City Council", 14.0), ("Post Inspection Action Plan", 20.0), ("May 2012", 12.0)],
            "Post Inspection Action Plan",
        ),
        (
            [
                ("Written Statement of Action", 26.0),
                ("Special Educational Needs and Disabilities", 18.0),
                ("Anytown Local Area", 18.0),
            ],
            "Written Statement of Action",
        ),
        (
            [("Appendix 2: Improvement Plan following the Ofsted inspection of June 2014", 14.0)],
            "Improvement Plan following the Ofsted inspection of June 2014",
        ),
        (
            [
                ("NOT PROTECTIVELY MARKED", 10.0),
                ("Anyborough", 24.0),
                ("Ofsted Improvement", 24.0),
                ("Action Tracker", 24.0),
                ("v17 080617", 10.0),
            ],
            "Anyborough Ofsted Improvement Action Tracker",
        ),
        ([("Joint Area Review", 28.0), ("Action Plan", 28.0), ("April 2007", 14.0)], "Joint Area Review Action Plan"),
        (
            [
                ("LONDON BOROUGH OF ANYWHERE", 20.0),
                ("CHILDREN’S SERVICES", 20.0),
                ("OFSTED INSPECTION", 20.0),
                ("ACTION PLAN", 20.0),
            ],
            "CHILDREN’S SERVICES OFSTED INSPECTION ACTION PLAN",
        ),
        (
            [
                ("Report to Cabinet", 16.0),
                ("Subject: Safeguarding Action Plan", 12.0),
                ("Children’s Safeguarding and Looked After Action Plan", 16.0),
            ],
            "Children’s Safeguarding and Looked After Action Plan",
        ),
        (
            [("Annex B", 11.0), ("SEND Accelerated Progress Plan", 18.0), ("Version 3", 11.0)],
            "SEND Accelerated Progress Plan",
        ),
        (
            [("Anyshire Safeguarding Improvement Programme", 20.0), ("Delivery Plan 2013-14", 20.0)],
            "Anyshire Safeguarding Improvement Programme Delivery Plan 2013-14",
        ),
        (
            [("Contents", 20.0), ("Foreword", 12.0), ("Youth Justice Improvement Plan", 20.0)],
            "Youth Justice Improvement Plan",
        ),
        ([("Ofsted Recommendations", 18.0), ("Progress Report", 18.0)], "Ofsted Recommendations Progress Report"),
        (
            [("Priority Action Plan (Area SEND)", 22.0), ("Updated January 2025", 11.0)],
            "Priority Action Plan (Area SEND)",
        ),
        (
            [("Children’s Improvement Board 12 May 2016", 12.0), ("Improvement and Recovery Plan", 22.0)],
            "Improvement and Recovery Plan",
        ),
        (
            [("Post-Inspection", 28.0), ("Improvement Plan", 28.0), ("2012 – 2014", 18.0)],
            "Post-Inspection Improvement Plan",
        ),
        (
            [("Appendix 3", 16.0), ("Anyshire Council", 30.0), ("SEND Written Statement", 24.0), ("of Action", 24.0)],
            "SEND Written Statement of Action",
        ),
        (
            [("Item No. 6", 14.0), ("Children’s Services Ofsted Improvement Plan", 18.0), ("Progress Report", 18.0)],
            "Children’s Services Ofsted Improvement Plan Progress Report",
        ),
        (
            [("Strategic Improvement Plan", 32.0), ("for Children and Families", 32.0), ("Anytown Council", 14.0)],
            "Strategic Improvement Plan for Children and Families",
        ),
        ([("Annex 1: JTAI Action Plan", 15.0)], "JTAI Action Plan"),
        (
            [("OFFICIAL", 10.0), ("Fostering Service", 20.0), ("Ofsted Action Plan", 20.0), ("March 2010", 14.0)],
            "Fostering Service Ofsted Action Plan",
        ),
        ([("City of Anywhere Council", 22.0), ("Our response to Ofsted", 22.0)], "Our response to Ofsted"),
        (
            [("ACTION PLAN", 18.0), ("in response to the Joint Area Review", 14.0)],
            "ACTION PLAN in response to the Joint Area Review",
        ),
        ([("Anyshire Improvement Journey", 26.0)], "Anyshire Improvement Journey"),
        (
            [("Youth Offending Service", 22.0), ("Post Inspection Improvement Plan", 22.0), ("Final Version", 12.0)],
            "Youth Offending Service Post Inspection Improvement Plan",
        ),
    ],
)
def test_titles(cover: list[tuple[str, float]], title: str) -> None:
    assert read_plan(lines(*cover, *BODY), "plan.pdf").title == title
