"""Deadline cells as councils print them, and what each is read as."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.normalise.boards import read_boards, split_bodies
from pipeline.normalise.deadlines import read_deadline
from pipeline.normalise.recurrence import find_recurrences
from schemas.readings import DateContext

PLAN = DateContext(year=2012)
DATED_PLAN = DateContext(year=2012, report_date=dt.date(2011, 11, 18), plan_date=dt.date(2012, 1, 31))

SINGLE_DATES = [
    ("27.9.12", "2012-09-27", "day"),
    ("27.9.12.", "2012-09-27", "day"),
    ("30/09/12", "2012-09-30", "day"),
    ("9-8-2012", "2012-08-09", "day"),
    ("9/8/12", "2012-08-09", "day"),
    ("31.9.12", "2012-09-30", "day"),
    ("2012-09-30", "2012-09-30", "day"),
    ("16th October 2012", "2012-10-16", "day"),
    ("25 th September 2012", "2012-09-25", "day"),
    ("Friday 5th October 2012", "2012-10-05", "day"),
    ("5th of October 2012", "2012-10-05", "day"),
    ("October 5th, 2012", "2012-10-05", "day"),
    ("30-Sep-12", "2012-09-30", "day"),
    ("30Sept12", "2012-09-30", "day"),
    ("30 Sept. '12", "2012-09-30", "day"),
    ("by 5pm on 12 March 2012", "2012-03-12", "day"),
    ("12/03/2012 14:00", "2012-03-12", "day"),
    ("20 Sept", "2012-09-20", "day"),
    ("February 30th 2012", "2012-02-29", "day"),
    ("March 2012", "2012-03-31", "month"),
    ("Feb 12", "2012-02-29", "month"),
    ("March '12", "2012-03-31", "month"),
    ("Sept. 2012", "2012-09-30", "month"),
    ("SEPTEMBER 2012", "2012-09-30", "month"),
    ("Febuary 2012", "2012-02-29", "month"),
    ("2012 March", "2012-03-31", "month"),
    ("03/2012", "2012-03-31", "month"),
    ("end February 2012", "2012-02-29", "month"),
    ("by end of February", "2012-02-29", "month"),
    ("by the end of Nov", "2012-11-30", "month"),
    ("Mar 2012/13", "2013-03-31", "month"),
    ("Dec", "2012-12-31", "month"),
    ("May", "2012-05-31", "month"),
    ("mid-June", "2012-06-15", "month"),
    ("by start of October 2012", "2012-10-01", "month"),
    ("Phase 2 Mar 2017", "2017-03-31", "month"),
    ("in place by April 2012", "2012-04-30", "month"),
    ("Autumn half term 2012", "2012-10-31", "month"),
    ("w/c 4 March 2013", "2013-03-10", "week"),
    ("week beginning 12th March 2012", "2012-03-18", "week"),
    ("first week of May 2012", "2012-05-07", "week"),
    ("Q3 2015/16", "2015-12-31", "quarter"),
    ("Quarter 4 2012/13", "2013-03-31", "quarter"),
    ("Q2 17/18", "2017-09-30", "quarter"),
    ("2012/13 Q1", "2012-06-30", "quarter"),
    ("calendar Q1 2013", "2013-03-31", "quarter"),
    ("Autumn term 2012", "2012-12-31", "term"),
    ("spring term 2012/13", "2013-04-30", "term"),
    ("end of the summer term 2012", "2012-07-31", "term"),
    ("Spring 2013", "2013-05-31", "season"),
    ("Summer 2013", "2013-08-31", "season"),
    ("autumn 2012", "2012-11-30", "season"),
    ("Winter 2012/13", "2013-02-28", "season"),
    ("financial year 2012/13", "2013-03-31", "year"),
    ("across financial year 2012/13", "2013-03-31", "year"),
    ("2012/13", "2013-03-31", "year"),
    ("academic year 2012/13", "2013-08-31", "year"),
    ("end 2012", "2012-12-31", "year"),
    ("during 2013", "2013-12-31", "year"),
    ("by Easter 2013", "2013-03-31", "day"),
]


@pytest.mark.parametrize(("text", "due", "precision"), SINGLE_DATES)
def test_one_date(text: str, due: str, precision: str) -> None:
    reading = read_deadline(text, PLAN)
    assert (reading.kind, str(reading.due), reading.precision, reading.start) == ("date", due, precision, None)


RANGES = [
    ("February – March 2012", "2012-02-01", "2012-03-31"),
    ("Jan 08 - June 08", "2008-01-01", "2008-06-30"),
    ("June/July 2012", "2012-06-01", "2012-07-31"),
    ("Nov - Feb 2012", "2011-11-01", "2012-02-29"),
    ("Dec 2011/Jan 2012", "2011-12-01", "2012-01-31"),
    ("between March and June 2012", "2012-03-01", "2012-06-30"),
    ("September 2012 to July 2013", "2012-09-01", "2013-07-31"),
    ("01.04.12-31.03.13", "2012-04-01", "2013-03-31"),
    ("25th-26th September 2012", "2012-09-25", "2012-09-26"),
    ("Q1–Q2 2012/13", "2012-04-01", "2012-09-30"),
    ("Autumn/Spring term 2012/13", "2012-09-01", "2013-04-30"),
    ("Start: April 2012 End: June 2012", "2012-04-01", "2012-06-30"),
    ("Quarterly from April 2012 to March 2013", "2012-04-01", "2013-03-31"),
]


@pytest.mark.parametrize(("text", "start", "due"), RANGES)
def test_range(text: str, start: str, due: str) -> None:
    reading = read_deadline(text, PLAN)
    assert (str(reading.start), str(reading.due), reading.kind) == (start, due, "date")


SEVERAL_DATES = [
    ("January 2012.\nReport to DMT February 2012.", "2012-02-29"),
    ("Draft June 2012, final September 2012, review March 2013", "2013-03-31"),
    ("31/03/22 and 31/10/2024", "2024-10-31"),
    ("30.9.2012/31.12.2012", "2012-12-31"),
    ("4, 11 and 18 March 2012", "2012-03-18"),
    ("signed off by DCS in February and operational by June 2012", "2012-06-30"),
    ("Ongoing to May 2013", "2013-05-31"),
    ("Within 3 months (end February 2012)", "2012-02-29"),
    ("Sep, Dec and Mar 2013", "2013-03-31"),
    ("Sept, Dec, March", "2013-03-31"),
]


@pytest.mark.parametrize(("text", "due"), SEVERAL_DATES)
def test_the_latest_of_several_dates_is_due(text: str, due: str) -> None:
    reading = read_deadline(text, PLAN)
    assert (str(reading.due), reading.start) == (due, None)


def test_each_date_of_a_cell_is_a_mention_with_its_purpose() -> None:
    mentions = read_deadline("Policy agreed June 2012\nReport to Board July 2012\nReview March 2013", PLAN).mentions
    assert [(str(m.end), m.purpose) for m in mentions] == [
        ("2012-06-30", "delivery"),
        ("2012-07-31", "report"),
        ("2013-03-31", "review"),
    ]


WITHOUT_DATE = [
    ("", "none"),
    ("-", "none"),
    ("N/A", "none"),
    ("TBC", "none"),
    ("To be agreed with partners", "none"),
    ("Completed", "none"),
    ("As per strategy and action plan", "none"),
    ("See action 4", "none"),
    ("LSCB", "none"),
    ("Immediate", "immediate"),
    ("With immediate effect", "immediate"),
    ("ASAP", "immediate"),
    ("Immediate and ongoing", "immediate"),
    ("Ongoing", "ongoing"),
    ("on-going", "ongoing"),
    ("Ongoing, as key part of role.", "ongoing"),
    ("Continuous", "ongoing"),
    ("As and when required", "ongoing"),
    ("Quarterly", "recurring"),
    ("Immediate then quarterly", "recurring"),
    ("Annually in September", "recurring"),
    ("Every meeting", "recurring"),
    ("Within 3 months", "relative"),
    ("within 6 weeks of appointment", "relative"),
    ("6-12 months", "relative"),
    ("By half-term", "event"),
    ("Following completion of the review", "event"),
    ("Next inspection visit", "event"),
    ("prior to review of the Children and Young People's Plan 2012", "event"),
]


@pytest.mark.parametrize(("text", "kind"), WITHOUT_DATE)
def test_kind_without_a_date(text: str, kind: str) -> None:
    reading = read_deadline(text, PLAN)
    assert (reading.kind, reading.due) == (kind, None)


STARTS = ["Monthly from December 11", "Commencing December 2011", "December 2011 onwards", "Ongoing from Dec 2011"]


@pytest.mark.parametrize("text", STARTS)
def test_from_is_a_start_and_no_due_date(text: str) -> None:
    reading = read_deadline(text, PLAN)
    assert (str(reading.start), reading.due, reading.precision) == ("2011-12-01", None, "")


FLAGGED = [
    ("31.9.12", "invalid_date_clamped"),
    ("March 12", "ambiguous_date"),
    ("9/27/12", "deadline_unresolved"),
    ("by end of February", "year_inferred"),
    ("TBC", "deadline_unresolved"),
    ("March 2012 (TBC)", "deadline_unresolved"),
    ("By half-term", "deadline_unresolved"),
    ("September 2014 (website permitting)", "deadline_conditional"),
    ("March 2013 subject to funding", "deadline_conditional"),
    ("early September 2012", "approximate_date"),
    ("March 2013 (was December 2012)", "deadline_revised"),
]


@pytest.mark.parametrize(("text", "flag"), FLAGGED)
def test_doubt_is_flagged(text: str, flag: str) -> None:
    assert flag in read_deadline(text, PLAN).flags


@pytest.mark.parametrize("text", ["March 2012", "27.9.12", "February – March 2012", "Quarterly", "n/a", "March '12"])
def test_what_is_plain_carries_no_flag(text: str) -> None:
    assert read_deadline(text, PLAN).flags == ()


REVISED = [
    "December 2012 (was September 2012)",
    "Dec 2012 (originally Sept 2012)",
    "September 2012 revised to December 2012",
    "Sept 2012 slipped to Dec 2012",
    "Revised from Sept 2012 to Dec 2012",
    "Original: Sept 2012\nRevised: Dec 2012",
    "Dec 2012 (Sept 2012)",
    "Sept 2012 – extended to Dec 2012 (agreed by Board 12.9.12)",
]


@pytest.mark.parametrize("text", REVISED)
def test_a_revised_date_keeps_the_former_one(text: str) -> None:
    reading = read_deadline(text, PLAN)
    assert (str(reading.due), str(reading.original)) == ("2012-12-31", "2012-09-30")
    assert "deadline_revised" in reading.flags


def test_the_day_of_a_decision_is_no_deadline() -> None:
    reading = read_deadline("31.8.12 (extension agreed 12.9.12)", PLAN)
    assert str(reading.due) == "2012-08-31"
    assert [m.in_force for m in reading.mentions] == [True, False]


def test_struck_through_text_is_never_in_force() -> None:
    reading = read_deadline("31/12/12 30/09/12", PLAN, struck=("31/12/12",))
    assert (str(reading.due), str(reading.original)) == ("2012-09-30", "2012-12-31")
    assert "deadline_revised" in reading.flags


def test_a_cell_struck_as_a_whole_has_no_due_date() -> None:
    reading = read_deadline("March 2012", PLAN, struck=("March 2012",))
    assert (reading.kind, reading.due, str(reading.original)) == ("none", None, "2012-03-31")


RECURRENCES = [
    ("daily", "daily"),
    ("once a week", "weekly"),
    ("fortnightly", "fortnightly"),
    ("every two weeks", "fortnightly"),
    ("on monthly basis", "monthly"),
    ("each month", "monthly"),
    ("six weekly", "six_weekly"),
    ("every 6 weeks", "six_weekly"),
    ("bi-monthly", "bimonthly"),
    ("every other month", "bimonthly"),
    ("half termly", "half_termly"),
    ("each half term", "half_termly"),
    ("quarterly data set", "quarterly"),
    ("every three months", "quarterly"),
    ("3-monthly", "quarterly"),
    ("on termly basis", "termly"),
    ("each term", "termly"),
    ("six monthly reports", "six_monthly"),
    ("at 6-monthly intervals", "six_monthly"),
    ("twice a year", "six_monthly"),
    ("bi-annual", "six_monthly"),
    ("annually", "annual"),
    ("per annum", "annual"),
    ("each April", "annual"),
]


@pytest.mark.parametrize(("text", "name"), RECURRENCES)
def test_recurrence(text: str, name: str) -> None:
    assert [item.name for item in find_recurrences(text)] == [name]


@pytest.mark.parametrize("text", ["6 weeks", "March 2012", "by half term", "feeds into the Annual Review 2011"])
def test_no_recurrence(text: str) -> None:
    assert find_recurrences(text) == ()


def test_relative_time_is_dated_from_the_stated_report_only() -> None:
    assert str(read_deadline("within 3 months", DATED_PLAN).due) == "2012-02-18"
    assert read_deadline("within 3 months", PLAN).due is None
    assert read_deadline("within 24 hours of referral", DATED_PLAN).due is None


def test_a_quarter_without_year_is_the_next_after_the_plan() -> None:
    reading = read_deadline("Quarter 4", DATED_PLAN)
    assert (str(reading.due), reading.flags) == ("2012-03-31", ("year_inferred",))


def test_nothing_known_gives_no_year() -> None:
    assert read_deadline("by end of February").due is None


ONGOING = [
    ("March 2008 & Ongoing", True),
    ("Immediate and ongoing", True),
    ("Ongoing to May 2013", True),
    ("May", False),
]


@pytest.mark.parametrize(("text", "is_ongoing"), ONGOING)
def test_is_ongoing(text: str, is_ongoing: bool) -> None:
    assert read_deadline(text, PLAN).is_ongoing is is_ongoing


BOARDS = [
    ("report to DMT, CMT and LSCB", ["DMT", "CMT", "LSCB"]),
    ("April 2012/0-13 Project Board", ["0-13 Project Board"]),
    ("LSCB", ["LSCB"]),
    ("March 2012 – sign-off by DMT and LSCB", ["DMT", "LSCB"]),
    ("SMT March 2012; Cabinet April 2012", ["SMT", "Cabinet"]),
    ("Improvement Board – monthly", ["Improvement Board"]),
    ("31 March 2024 (Improvement Board)", ["Improvement Board"]),
    ("Report to Health and Wellbeing Board September 2012", ["Health and Wellbeing Board"]),
    ("To be monitored through the Transformation Project and Board.", ["Transformation Project and Board"]),
    ("Accountable to Independent Chair, then to DCS", ["Independent Chair", "DCS"]),
    ("Accountable to Director of Children's Services who will ensure links", ["Director of Children's Services"]),
    ("Outcome to be reported to Lead Member and Programme Board April 2012", ["Lead Member", "Programme Board"]),
    ("to Children, Families and Education Committee", ["Children, Families and Education Committee"]),
    ("Assistant Director, Social Care and DMT", ["Assistant Director, Social Care", "DMT"]),
    (
        "Reported monthly to the Improvement Board and quarterly to Scrutiny Committee",
        ["Improvement Board", "Scrutiny Committee"],
    ),
    ("All actions to be completed by March 2012", []),
    ("Compliance to be tested through planned audit cycle.", []),
    ("TBC", []),
    ("ASAP", []),
    ("Ongoing", []),
]


@pytest.mark.parametrize(("text", "boards"), BOARDS)
def test_accountable_to(text: str, boards: list[str]) -> None:
    assert list(read_deadline(text, PLAN).accountable_to) == boards


def test_boards_without_a_date() -> None:
    assert read_boards("Overseen by the Corporate Parenting Panel") == ("Corporate Parenting Panel",)
    assert split_bodies("QA and Performance Subgroup and LSCB") == ["QA and Performance Subgroup", "LSCB"]
