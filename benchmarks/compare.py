"""Comparison: `python -m benchmarks.compare`, a Markdown table on standard output.

150 invented plans with 10,000 actions are written as the output of a run; `actionplans compare` is timed on them in
fresh processes, and Chromium opens the page that it wrote. Told are medians. The plans are made of the sector's own
words in fixed pseudo-random order, so that recommendations of different councils resemble each other as real ones do.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from benchmarks.harness import ROOT, logger, machine, markdown, say_where_we_are
from pipeline.display import codes
from pipeline.export import to_csv, to_datapackage
from schemas import Action, Dataset, Lead, Plan, Recommendation, Update, vocab

PLANS, ACTIONS = 150, 10_000
RECOMMENDATIONS = 20
VERBS = ("Review", "Rewrite", "Audit", "Agree", "Publish", "Train staff in", "Report to the board on", "Strengthen")
THINGS = (
    "supervision of social workers",
    "thresholds for referrals at the front door",
    "pathway plans of care leavers",
    "return interviews with children who go missing",
    "health assessments of looked after children",
    "case recording and chronologies",
    "the role of independent reviewing officers",
    "permanence planning and adoption",
    "foster placements near to home",
    "education, health and care plans",
    "strategy discussions with the police",
    "quality assurance and audit",
    "recruitment and retention of social workers",
    "the voice of children in their reviews",
    "early help for families",
    "private fostering arrangements",
    "the business plan of the safeguarding board",
    "child protection plans and core groups",
    "data and performance reports",
    "supervised contact and family time",
)
ENDS = (
    "within the timescale",
    "with all partners",
    "in every team",
    "so that children are safer",
    "and act on what is found",
)


def invented(plans: int, actions: int) -> Dataset:
    """A dataset of so many plans and actions."""
    dice = random.Random(2012)
    names = [row["name"] for row in vocab.load("councils")]
    parts = []
    for n in range(plans):
        share = actions * (n + 1) // plans - actions * n // plans
        parts.append(_plan(dice, n, names[n % len(names)], share))
    return Dataset.merged(parts)


def _plan(dice: random.Random, number: int, council: str, size: int) -> Dataset:
    key = f"p{number:012x}"
    framework = dice.choice(codes("framework"))
    start = dt.date(2009 + number % 14, 1 + number % 12, 5)
    plan = Plan(
        key,
        council=council,
        region=dice.choice(["London", "South West", "North East", "West Midlands"]),
        title=f"Improvement plan of {council}",
        plan_date=(start + dt.timedelta(240)).isoformat(),
        framework=framework,
        inspection_start=start.isoformat(),
        report_date=(start + dt.timedelta(60)).isoformat(),
        source_file=f"{key}.pdf",
        sha256=f"{number:064x}",
    )
    recommendations = tuple(_recommendation(dice, key, n) for n in range(1, RECOMMENDATIONS + 1))
    made = [_action(dice, plan, recommendations[n % RECOMMENDATIONS], (n, start)) for n in range(size)]
    return Dataset(
        plans=(plan,),
        recommendations=recommendations,
        actions=tuple(action for action, *_ in made),
        leads=tuple(lead for _, lead, _ in made),
        updates=tuple(update for *_, update in made),
    )


def _recommendation(dice: random.Random, key: str, number: int) -> Recommendation:
    text = f"{dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(ENDS)}, and {dice.choice(THINGS)}."
    themes = tuple(sorted(dice.sample(codes("theme"), 2)))
    return Recommendation(
        f"{key}-r{number:03d}", key, "Safeguarding", "recommendation", str(number), text, themes=themes
    )


def _action(
    dice: random.Random, plan: Plan, recommendation: Recommendation, place: tuple[int, dt.date]
) -> tuple[Action, Lead, Update]:
    number, start = place
    key = f"{plan.plan_id}-a{number:04d}"
    words = " ".join(f"{dice.choice(VERBS).lower()} {dice.choice(THINGS)} {dice.choice(ENDS)};" for _ in range(3))
    due = start + dt.timedelta(dice.randrange(30, 500)) if dice.random() < 0.9 else None
    as_at = dt.date.fromisoformat(plan.plan_date)
    action = Action(
        key,
        plan.plan_id,
        recommendation.recommendation_id,
        plan.council,
        recommendation_ref=recommendation.recommendation_ref,
        recommendation=recommendation.recommendation,
        action_ref=str(number),
        action=words.capitalize(),
        leads=("Head of Safeguarding", "Service Manager"),
        due_kind="date" if due else "ongoing",
        due_date=due,
        progress_raw=words,
        progress_as_at=as_at,
        status=dice.choice(codes("status")),
        page=1 + number // 6,
    )
    lead = Lead(
        key,
        1,
        role="Head of Safeguarding",
        agency=dice.choice(codes("agency")),
        seniority=dice.choice(codes("seniority")),
    )
    return action, lead, Update(key, 1, as_at - dt.timedelta(dice.randrange(90)), "Begun.")


def timed(folder: Path, rounds: int) -> tuple[float, float]:
    """Seconds that the command takes in a process of its own, by the clock and by the processor; medians."""
    taken, worked = [], []
    for turn in range(rounds):
        logger.info("compare, round %d of %d", turn + 1, rounds)
        began, before = perf_counter(), _processor()
        command = [sys.executable, "-m", "pipeline", "compare", str(folder), "-o", str(folder / "compare")]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        taken.append(perf_counter() - began)
        worked.append(_processor() - before)
    return median(taken), median(worked)


def _processor() -> float:
    """Seconds that the processes started so far have had a processor."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def opened(page: Path, rounds: int) -> dict[str, float]:
    """Seconds that Chromium spends on the page by kind of work, median over the rounds; a search is timed as well."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        raise SystemExit("install Chromium and its driver first: apt-get install chromium chromium-driver")
    found: dict[str, list[float]] = {}
    for turn in range(rounds):
        logger.info("page, round %d of %d", turn + 1, rounds)
        with tempfile.TemporaryDirectory() as profile:
            options = Options()
            options.binary_location = program
            for flag in (
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                f"--user-data-dir={profile}",
            ):
                options.add_argument(flag)
            browser = webdriver.Chrome(options=options, service=Service(driver))
            try:
                browser.execute_cdp_cmd("Performance.enable", {})
                browser.get(page.as_uri())
                for name, seconds in _metrics(browser).items():
                    found.setdefault(name, []).append(seconds)
                found.setdefault("search", []).append(_search(browser))
            finally:
                browser.quit()
    return {name: median(values) for name, values in found.items()}


def _metrics(browser: object) -> dict[str, float]:
    metrics = browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]  # type: ignore[attr-defined]
    wanted = {"ScriptDuration": "script", "LayoutDuration": "layout", "RecalcStyleDuration": "style"}
    return {wanted[m["name"]]: m["value"] for m in metrics if m["name"] in wanted}


def _search(browser: object) -> float:
    """Seconds from the last key of a search over all actions until the rows have changed."""
    script = """
        const done = arguments[0], field = document.querySelector("#all input");
        const status = document.querySelector("#all [role=status]"), before = status.textContent;
        const began = performance.now();
        new MutationObserver(() => requestAnimationFrame(() => done((performance.now() - began) / 1000)))
          .observe(status, {childList: true});
        field.value = "private fostering";
        field.dispatchEvent(new Event("input"));
    """
    return float(browser.execute_async_script(script))  # type: ignore[attr-defined]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.compare", description="Time the comparison of many plans."
    )
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args(arguments)
    say_where_we_are()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dataset = invented(PLANS, ACTIONS)
        to_csv(dataset, folder)
        to_datapackage(dataset, folder)
        seconds, worked = timed(folder, wanted.rounds)
        page = folder / "compare" / "compare.html"
        size = page.stat().st_size / 1_000_000
        spent = opened(page, wanted.rounds)
    rows = [
        [f"`actionplans compare`, {PLANS} plans, {ACTIONS:,} actions", f"{seconds:.1f} s", "under 20 s"],
        ["processor time of it", f"{worked:.1f} s", ""],
        ["size of compare.html", f"{size:.1f} MB", ""],
        ["script time when the page opens", f"{spent['script']:.2f} s", "under 1 s"],
        ["layout and style when the page opens", f"{spent['layout'] + spent['style']:.2f} s", ""],
        [
            f"search over {ACTIONS:,} rows, key to rows (0.12 s of it are a pause for the next key)",
            f"{spent['search']:.2f} s",
            "",
        ],
    ]
    sys.stdout.write(f"{machine()}\n\n{markdown(['what', 'measured', 'wanted'], rows)}\n")


if __name__ == "__main__":
    main()
