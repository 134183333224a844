"""Tables without rules that are known by their headings, and the colours behind their cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import Extraction, extract
from pipeline.headed import headed_table
from pipeline.normalise.legend import read_legend
from pipeline.rows import read_rows
from pipeline.triage import triage
from tests.drawing import PITCH, Sheet, save, sheet

XS = (40.0, 320.0, 420.0, 560.0, 690.0)
AMBER, GREEN, NAVY = (1.0, 0.75, 0.0), (0.0, 0.69, 0.31), (0.1, 0.2, 0.4)
Cells = tuple[str, ...]


def line(page: Sheet, y: float, cells: Cells, *, bold: bool = False) -> float:
    for x, cell in zip(XS, cells, strict=False):
        for number, text in enumerate(cell.split("\n")):
            page.text(x, y + number * PITCH, text, bold=bold)
    return y + max(cell.count("\n") + 1 for cell in cells) * PITCH + 9


def draw(path: Path, bullet: str, bands: tuple[str, str]) -> Path:
    """Two pages: headings, a band, rows; rows and a band on the second page, with a row cut by the break."""
    page = sheet(path)
    page.fill(36, 50, 800, 66, (0.8, 0.85, 0.95))
    page.text(40, 62, "STAY SAFE", bold=True)
    y = line(page, 86, ("Action", "Assistant\nDirector", "Lead officer", "Timescale", "Measure of success"), bold=True)
    page.text(40, y, bands[0], bold=True)
    y += 20
    page.fill(556, y - 9, 680, y + 14, GREEN)
    y = line(
        page,
        y,
        (
            f"{bullet}Agree a single route into services\nwith health partners",
            "RM",
            "Head of Access",
            "April 2008",
            "In use",
        ),
    )
    page.fill(556, y - 9, 680, y + 14, AMBER)
    y = line(
        page,
        y,
        (f"{bullet}Appoint four workers", "PH", "Head of Health &\nHead of Schools", "Sept 2008", "Four in post"),
    )
    page.fill(556, y - 9, 680, y + 14, AMBER)
    line(
        page,
        y,
        (
            f"{bullet}Review every placement that is further away\nthan twenty miles and report to",
            "PH",
            "Head of Care",
            "Monthly",
            "Reports",
        ),
    )
    page.next_page()
    y = line(page, 60, ("the board in the spring.", "", "", "", ""))
    page.text(40, y, bands[1], bold=True)
    y = line(page, y + 20, (f"{bullet}Train all managers", "SO", "Principal Officer", "July 2008", "80 trained"))
    line(
        page,
        y,
        (
            f"{bullet}Publish a directory for young people\nand send it to schools",
            "SO",
            "Participation Officer",
            "May 2008",
            "9,000 copies",
        ),
    )
    save(page)
    return path


def found(path: Path) -> Extraction:
    return extract(triage(path), path)


@pytest.mark.parametrize("bullet", ["- ", "o ", ""])
def test_rows_between_bands_are_read_by_the_headings_over_two_pages(bullet: str, tmp_path: Path) -> None:
    bands = (
        "Recommendation 1: The council and its partners should reduce waiting times for all of the specialist services",
        "Recommendation 2: Reduce the rate of teenage conceptions, particularly in those wards where rates are highest",
    )
    rows = read_rows(found(draw(tmp_path / "plan.pdf", bullet, bands)))
    blocks = rows.segmented.blocks
    told = [
        (blocks[a.block].ref, a.action.text, a.get("lead").text, a.get("deadline").text) for a in rows.segmented.actions
    ]
    assert told == [
        ("1", "Agree a single route into services with health partners", "Head of Access", "April 2008"),
        ("1", "Appoint four workers", "Head of Health & Head of Schools", "Sept 2008"),
        (
            "1",
            "Review every placement that is further away than twenty miles and report to the board in the spring.",
            "Head of Care",
            "Monthly",
        ),
        ("2", "Train all managers", "Principal Officer", "July 2008"),
        ("2", "Publish a directory for young people and send it to schools", "Participation Officer", "May 2008"),
    ]
    assert {blocks[a.block].section for a in rows.segmented.actions} == {"STAY SAFE"}
    assert [a.fills.get("deadline") is not None for a in rows.segmented.actions] == [True, True, True, False, False]


@pytest.mark.parametrize(
    "heads", [("Item", "Cost", "Budget holder", "2008/09"), ("Child", "Age", "School", "Score"), ("A", "B", "C", "D")]
)
def test_other_headings_show_no_such_table(heads: Cells, tmp_path: Path) -> None:
    page = sheet(tmp_path / "other.pdf")
    y = line(page, 60, heads, bold=True)
    for number in range(4):
        y = line(page, y, (f"Thing {number}", str(number), "PH", "12"))
    save(page)
    assert headed_table(triage(tmp_path / "other.pdf")[0].page) is None


@pytest.mark.parametrize("banner", ["Be healthy", "ENJOY AND ACHIEVE", "Early help"])
def test_a_banner_in_the_first_cell_above_headings_names_a_section(banner: str, tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    heads = ["*Recommendation*", "*Action*", "*Lead*", "*By when*"]
    rows = [["Improve the plans", "Audit thirty files", "Head of Care", "May 2008"]]
    page.table(
        (40, 240, 480, 640, 800),
        60,
        [heads, *rows, [f"*{banner}*", "", "", ""], heads, ["Reduce delay", "Train all managers", "HR", "June 2008"]],
    )
    save(page)
    result = read_rows(found(tmp_path / "plan.pdf")).segmented
    assert [result.blocks[a.block].section for a in result.actions] == ["", banner]


@pytest.mark.parametrize(
    ("meanings", "key"),
    [
        (("Action has been completed", "Action is under way"), {"green": "completed", "amber": "in_progress"}),
        (("On track", "Action is delayed"), {"green": "on_track", "amber": "delayed"}),
        (("Within present budgets", "Needs new money"), {"green": "", "amber": ""}),
    ],
)
def test_boxes_beside_texts_are_a_key(meanings: tuple[str, str], key: dict[str, str], tmp_path: Path) -> None:
    page = sheet(tmp_path / "key.pdf")
    for number, (colour, meaning) in enumerate(zip((GREEN, AMBER), meanings, strict=True)):
        page.fill(40, 60 + 24 * number, 90, 80 + 24 * number, colour)
        page.text(96, 73 + 24 * number, meaning)
    save(page)
    read = found(tmp_path / "key.pdf")
    assert dict(read_legend((), read.body, read.pages).key) == key


def test_one_box_is_no_key(tmp_path: Path) -> None:
    page = sheet(tmp_path / "key.pdf")
    page.fill(40, 60, 90, 80, GREEN)
    page.text(96, 73, "Published on recycled paper")
    save(page)
    read = found(tmp_path / "key.pdf")
    assert not read_legend((), read.body, read.pages).meanings


@pytest.mark.parametrize("label", ["Owner", "Responsible officer", "Lead"])
def test_cards_in_boxes_are_cards(label: str, tmp_path: Path) -> None:
    page = sheet(tmp_path / "cards.pdf")
    texts = ["Audit thirty files each month", "Train all managers", "Write a guide for schools"]
    for number, text in enumerate(texts):
        top = 80.0 + 90 * number
        page.table((40, 600), top, [[f"Action: {text}\n{label}: Head of Care\nDue: May 2021\nUpdate: Begun"]])
    save(page)
    result = read_rows(found(tmp_path / "cards.pdf")).segmented
    assert [(a.action.text, a.get("lead").text) for a in result.actions] == [(text, "Head of Care") for text in texts]


@pytest.mark.parametrize(("braced", "second"), [(True, ""), (False, "May 2014")])
def test_a_date_stands_for_its_own_action_where_braces_mark_what_is_shared(
    braced: bool, second: str, tmp_path: Path
) -> None:
    page = sheet(tmp_path / "plan.pdf")
    shared = "} June 2014\n}" if braced else "June 2014\nJuly 2014"
    rows: list[list[str | None]] = [
        ["Recommendation", "Actions", "Lead", "By when"],
        ["1. Improve the plans", "a) Write a policy\nb) Send it out", "HoS\nSM", shared],
        ["2. Reduce delay", "a) Hold a panel\nb) Report to members", "HoS\nSM", "August 2014\nMay 2015"],
        ["3. Train staff", "a) Find a trainer\nb) Send all managers", "HoS\nSM", "May 2014"],
    ]
    page.table((40, 240, 480, 600, 760), 60, rows)
    save(page)
    result = read_rows(found(tmp_path / "plan.pdf")).segmented
    assert [a.get("deadline").text for a in result.actions][-2:] == ["May 2014", second]
