"""Where a document speaks of itself: dates, councils, titles, a pack's agenda, blocks of labels."""

from __future__ import annotations

import pytest

from extractors.contract import Box, Cell, Line, RawTable, Word
from pipeline.normalise.front_matter import _first_page, _label_rows
from pipeline.normalise.inspection import inspection
from pipeline.normalise.plan import read_plan
from pipeline.normalise.plan_as_at import plan_date
from pipeline.normalise.unlisted_council import unlisted_council

BOX = Box(0, 0, 10, 10)

DATES = [
    (["Getting Better Together", "Update of 15 December 2023"], "2023-12-15"),
    (["Published on 20 October 2023 after the area inspection of May 2023."], "2023-10-20"),
    (["Version 7 - 15 June 2015 Page 1 of 3"], "2015-06-15"),
    (["Draft 2 – 3 March 2014"], "2014-03-03"),
    (["Version 2, 31 July 2013"], "2013-07-31"),
    (["Progress is shown at 15 June 2015."], "2015-06-15"),
    (["Progress in this plan is shown at 30 November 2014."], "2014-11-30"),
    (["The status of each action is reported as at 31 March 2016."], "2016-03-31"),
    (["Ratings are given as at 30 September 2019."], "2019-09-30"),
    (["The plan was agreed by the Management Board in January 2013 and updated on 31 July 2013."], "2013-07-31"),
    (["Wessingham Council, children and families, October 2020"], "2020-10-31"),
    (["Children and Families – June 2018"], "2018-06-30"),
    (["This page shows where we were with all of it at 31 May 2018."], "2018-05-31"),
    (["The report sets out what has been done up to 30 June 2017."], "2017-06-30"),
    (["This table records progress as at 3 March 2015.", "Next update: April 2015"], "2015-03-03"),
    (["We will bring this page up to date in January 2019."], ""),
    (["The plan will show the position at 31 May 2018."], ""),
    (["We shall publish an update on 4 July 2016."], ""),
    (["The Ofsted inspection took place on 4 March 2019."], ""),
    (["We shall next meet the Board, which is chaired by an independent person, October 2020"], ""),
]


@pytest.mark.parametrize(("texts", "day"), DATES)
def test_the_day_that_a_plan_gives_itself(texts: list[str], day: str) -> None:
    assert plan_date([(1, text, 11.0) for text in texts], [])[0] == day


COUNCILS = [
    (["Wessingham Youth Offending Team", "Inspectors came to Wessingham in May."], "Wessingham"),
    (["Harle Vale Children's Services", "Ofsted inspected Harle Vale in 2019."], "Harle Vale"),
    (["Orrinmoor local area – accelerated progress plan", "Families in Orrinmoor"], "Orrinmoor"),
    (["Name of the local area: Thornby", "The partners across Thornby agree"], "Thornby"),
    (["Improving Children's Services", "We have much to do in this plan."], ""),
    (["Our Youth Offending Service", "Work in teams"], ""),
]


@pytest.mark.parametrize(("texts", "name"), COUNCILS)
def test_a_place_and_its_services_name_the_council(texts: list[str], name: str) -> None:
    assert unlisted_council(texts)[0] == name


def test_a_line_that_is_a_council_counts_after_the_opening() -> None:
    prose = ["The committee is asked to note the report."] * 20
    assert unlisted_council([*prose, "Wessingham Metropolitan Borough Council"])[0] == "Wessingham"
    assert unlisted_council([*prose, "Colleagues of Wessingham Borough Council sent their plan."])[0] == ""


TITLES = [
    (["Screening Improvement Plan", "Update of July 2013"], "Screening Improvement Plan"),
    (["Inspection Action Plan", "Safeguarding services"], "Inspection Action Plan"),
    (["Post-Inspection Improvement Plan: progress to June 2019"], "Post-Inspection Improvement Plan"),
    (["Improvement Plan for", "Children's Services"], "Improvement Plan for Children's Services"),
]


@pytest.mark.parametrize(("cover", "title"), TITLES)
def test_a_title_ends_where_its_subtitle_begins(cover: list[str], title: str) -> None:
    lines = [(1, text, 14.0) for text in cover] + [(1, "The Board meets each month to see what was done.", 11.0)] * 4
    assert read_plan(lines, "plan.pdf").title == title


def test_an_assessment_is_published_too() -> None:
    told = inspection(["The annual performance assessment of services was published in November 2007."])
    assert told[2] is not None
    assert told[2].last() == "2007-11"


AGENDA = [
    (1, "Agenda"),
    (1, "1. Minutes (pages 3 - 6)"),
    (1, "2. Improvement plan (pages 7 to 20)"),
    (2, "3. Budget (pages 21-30)"),
]


@pytest.mark.parametrize(
    ("lines", "first_action", "page"),
    [
        (AGENDA, 12, 7),
        (AGENDA, 41, 35),
        ([*AGENDA[:2], (1, "Contents"), (1, "2. Actions (pages 7 - 9)")], 7, 1),
        ([(1, "Contents"), *((1, f"Part {n} (pages {n} - {n + 4})") for n in (3, 8, 13))], 8, 1),
        ([], 0, 1),
    ],
)
def test_the_plan_of_a_pack_begins_where_its_agenda_says(
    lines: list[tuple[int, str]], first_action: int, page: int
) -> None:
    assert _first_page(lines, first_action) == page


def cell(row: int, col: int, text: str) -> Cell:
    return Cell(row, row + 1, col, col + 1, BOX, (Line(1, (Word(text, BOX, size=11.0),), BOX, text),))


def test_a_block_of_labels_reads_as_lines() -> None:
    pairs = [("Date of this update", "30 November 2022"), ("Approved by", "Board")]
    cells = tuple(cell(row, col, text) for row, pair in enumerate(pairs) for col, text in enumerate(pair))
    rows = _label_rows([RawTable(1, BOX, (*cells, cell(2, 0, "One cell alone")), "ruled")])
    assert rows == [(1, "Date of this update: 30 November 2022", 11.0), (1, "Approved by: Board", 11.0)]
    assert plan_date(rows, [])[0] == "2022-11-30"
