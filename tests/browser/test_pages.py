"""The pages in a real browser: accessible, usable by keyboard, quiet, and whole without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from pipeline.board.write import Wishes as ReportWishes
from pipeline.board.write import write_report
from pipeline.compare.choose import Filters
from pipeline.compare.diff import compare_datasets, write_diff
from pipeline.compare.write import Wishes, write_comparison
from schemas import Dataset
from tests.browser.conftest import open_page
from tests.reporting import action, dataset, other_councils, version

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("report-p1.html", "compare.html", "group-g001.html", "diff.html")
WIDTHS = (1280, 400)


def many() -> Dataset:
    """The invented plan with forty actions more, so that tables get their search and their buttons."""
    base = dataset()
    more = tuple(action(n, f"Hold workshop number {n} for foster carers", status="planned") for n in range(11, 51))
    return Dataset.merged([base, Dataset(actions=more)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    data = many()
    write_report(data, "p1", made, ReportWishes())
    write_comparison(Dataset.merged([data, other_councils()]), made, Filters(), Wishes(group="g001"))
    write_diff(compare_datasets(data, version(data, 2, "2014-09-30", data.actions[1:])), made)
    return made


def run_axe(browser: webdriver.Chrome, axe: str) -> list[str]:
    browser.execute_script(axe)
    script = (
        "const done = arguments[1]; axe.run(document, {runOnly: arguments[0]}).then(done, e => done({error: `${e}`}));"
    )
    found: dict[str, Any] = browser.execute_async_script(script, RULES)
    assert "error" not in found, found
    assert found["passes"]
    return [f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_accessible(name: str, width: int, folder: Path, browser: webdriver.Chrome, axe: str) -> None:
    open_page(browser, folder / name, width)
    assert run_axe(browser, axe) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(name: str, width: int, folder: Path, browser: webdriver.Chrome) -> None:
    open_page(browser, folder / name, width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_the_console_stays_empty(name: str, folder: Path, browser: webdriver.Chrome) -> None:
    open_page(browser, folder / name)
    assert browser.get_log("browser") == []


def shown(browser: webdriver.Chrome, table: str) -> list[str]:
    script = (
        "return [...document.querySelectorAll(arguments[0])].filter(r => r.checkVisibility()).map(r => r.innerText)"
    )
    rows: list[str] = browser.execute_script(script, f"#{table}-table tbody tr")
    return rows


def test_search_sort_and_filter(folder: Path, browser: webdriver.Chrome) -> None:
    open_page(browser, folder / "report-p1.html")
    assert len(shown(browser, "actions")) == 25
    section = browser.find_element(By.ID, "all")
    status = section.find_element(By.CSS_SELECTOR, "[role=status]")
    assert status.text == "50 of 50 rows fit; the first 25 are shown."
    section.find_element(By.CSS_SELECTOR, "input").send_keys("workshop 17")
    WebDriverWait(browser, 5).until(lambda _: "1 of 50" in status.text)
    assert "workshop number 17" in shown(browser, "actions")[0]
    section.find_element(By.XPATH, ".//button[text()='Clear']").click()
    labelled = {
        box.find_element(By.TAG_NAME, "label").text: box
        for box in section.find_elements(By.CSS_SELECTOR, ".controls > div:has(label)")
    }
    Select(labelled["Status"].find_element(By.TAG_NAME, "select")).select_by_visible_text("Completed")
    assert len(shown(browser, "actions")) == 4
    head = section.find_element(By.XPATH, ".//th[button='Due']")
    for direction, first in (("ascending", "1 / 3"), ("descending", "1 / 1")):
        head.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
        assert head.get_attribute("aria-sort") == direction
        assert first in shown(browser, "actions")[0]
    assert "not stated" in shown(browser, "actions")[-1]


def test_a_link_to_a_hidden_row_shows_it(folder: Path, browser: webdriver.Chrome) -> None:
    open_page(browser, folder / "report-p1.html")
    browser.execute_script("location.hash = 'p1-a0048'")
    WebDriverWait(browser, 5).until(lambda b: b.find_element(By.ID, "p1-a0048").is_displayed())


def test_the_first_tab_skips_to_the_report(folder: Path, browser: webdriver.Chrome) -> None:
    open_page(browser, folder / "report-p1.html")
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    link = browser.switch_to.active_element
    assert link.text == "Skip to the report"
    link.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "main"


def test_everything_is_there_without_javascript(folder: Path, browser: webdriver.Chrome) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, folder / "report-p1.html")
        rows = browser.find_elements(By.CSS_SELECTOR, "#actions-table tbody tr")
        assert len(rows) == 50
        assert all(row.is_displayed() for row in (rows[0], rows[-1]))
        assert browser.find_elements(By.CSS_SELECTOR, ".controls") == []
        assert browser.find_element(By.CSS_SELECTOR, "#status-bars-table, .drawing svg").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_text_does_nothing(folder: Path, browser: webdriver.Chrome) -> None:
    for name in PAGES:
        open_page(browser, folder / name)
        assert browser.execute_script("return document.scripts.length") == 2
        assert (
            browser.execute_script("return document.querySelectorAll('[onload], [onerror], iframe, img').length") == 0
        )
