"""Front pages of plans under every framework: council, dates, version and judgement as they are printed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.normalise.plan import read_plan

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("front_pages.toml").read_text("utf-8"))["page"]


def lines(page: dict[str, Any]) -> list[tuple[int, str, float]]:
    sized = [line.split("|", 1) for line in page["lines"]]
    return [(1, text, float(size)) for size, text in sized]


@pytest.mark.parametrize("page", PAGES, ids=[page["lines"][0].split("|", 1)[1][:40] for page in PAGES])
def test_front_page(page: dict[str, Any]) -> None:
    reading = read_plan(lines(page), "plan.pdf")
    expected = {name: value for name, value in page.items() if name != "lines"}
    assert {name: getattr(reading, name) for name in expected} == expected


def test_every_value_names_the_words_it_came_from() -> None:
    for page in PAGES:
        reading = read_plan(lines(page), "plan.pdf")
        rules = dict(reading.rules)
        for name in ("council", "version", "plan_date", "inspection_start", "report_date", "judgement"):
            assert bool(getattr(reading, name)) == bool(rules.get(name)), (page["lines"], name)


@pytest.mark.parametrize(
    ("properties", "title", "council"),
    [
        (("Anyton Council: Improvement Plan 2019",), "Anyton Council: Improvement Plan 2019", ""),
        (("Leeds City Council improvement plan",), "Leeds City Council improvement plan", "Leeds"),
        (("Microsoft Word - doc3",), "", ""),
        ((), "", ""),
    ],
)
def test_the_properties_of_the_file_count_where_the_pages_are_silent(
    properties: tuple[str, ...], title: str, council: str
) -> None:
    reading = read_plan([(1, "Actions and leads", 11.0)], "scan.pdf", properties=properties)
    assert (reading.title, reading.council) == (title, council)


def test_a_printed_title_stands_before_the_properties() -> None:
    reading = read_plan([(1, "SEND Improvement Plan", 20.0)], "scan.pdf", properties=("Action plan template",))
    assert reading.title == "SEND Improvement Plan"


def test_the_name_of_a_plan_in_the_running_lines_is_its_title() -> None:
    cover = [
        (1, "Aiming Higher", 26.0),
        (1, "Borsetshire: improvement plan for children", 13.0),
        (1, "We agree.", 11.0),
    ]
    running = [(page, f"Aiming Higher – Borsetshire {page}", 8.0) for page in (2, 3)]
    assert read_plan([*cover, *running], "plan.pdf").title == "Aiming Higher"
    assert read_plan(cover, "plan.pdf").title == "Borsetshire: improvement plan for children"
