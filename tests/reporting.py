"""An invented dataset for reports: small enough to count by hand, with every sort of case, in three versions."""

from __future__ import annotations

import csv
import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.export import to_csv, to_datapackage
from schemas import Action, Dataset, Deadline, Finding, Lead, Plan, Provenance, Recommendation, Update

AS_AT = dt.date(2014, 6, 30)
NASTY = (
    """<script>alert(1)</script><img src=x onerror="alert(2)">'"><svg onload=alert(3)> </table> $x_1$ {{ 7*7 }} &amp;"""
)


def action(number: int, text: str = "", **more: object) -> Action:
    """An action of the plan `p1`, under its first recommendation."""
    plain = {
        "action_id": f"p1-a{number:04d}",
        "plan_id": "p1",
        "recommendation_id": "p1-r001",
        "council": "Borsetshire",
        "recommendation_ref": "1",
        "recommendation": "Improve the supervision of social workers.",
        "action_ref": str(number),
        "action": text or f"Do thing number {number} for the children of the county",
        "progress_as_at": AS_AT,
        "page": number,
    }
    return Action(**(plain | more))


def dataset() -> Dataset:
    """One plan with ten actions under three recommendations, one of which has none."""
    day = dt.date
    plan = Plan(
        "p1",
        council="Borsetshire",
        region="South West",
        title="Improvement plan",
        plan_date="2014-06-30",
        framework="SIF",
        inspection_start="2014-01-06",
        inspection_end="2014-01-28",
        report_date="2014-03-14",
        source_file="borsetshire.pdf",
        sha256="0" * 64,
        page_count=12,
    )
    recommendations = (
        Recommendation(
            "p1-r001", "p1", "Safeguarding", "recommendation", "1", "Improve the supervision of social workers."
        ),
        Recommendation(
            "p1-r002", "p1", "Safeguarding", "recommendation", "2", "See that plans of care leavers are good."
        ),
        Recommendation(
            "p1-r003", "p1", "Looked after", "recommendation", "1", "Act on missing children.", see_also="2"
        ),
    )
    actions = (
        action(1, status="completed", due_date=day(2014, 5, 31), completed_date=day(2014, 5, 1), progress_raw="Done."),
        action(2, status="completed", due_date=day(2014, 4, 30), completed_date=day(2014, 6, 1), progress_raw="Late."),
        action(3, status="completed", due_date=day(2014, 3, 31)),
        action(
            4, status="in_progress", due_date=day(2014, 5, 31), accountable_to=("LSCB", "DMT"), leads=("Head of HR",)
        ),
        action(5, status="not_reported", due_date=day(2014, 5, 31), due_original=day(2014, 3, 31)),
        action(6, status="on_track", due_date=day(2014, 9, 30), change_types=("policy", "workforce")),
        action(
            7, status="planned", deadline_raw="Ongoing", due_kind="ongoing", leads_raw="XYZ", flags=("lead_unknown",)
        ),
        action(8, status="withdrawn", due_date=day(2014, 9, 30)),
        action(9, NASTY, status="delayed", due_date=day(2014, 12, 31), progress_raw=NASTY, recommendation_id="p1-r002"),
        action(10, status="completed", deadline_raw="TBC", success_measure="95% in time", recommendation_id="p1-r002"),
    )
    leads = (
        Lead("p1-a0004", 1, role="Head of HR", agency="local_authority", seniority="head_of_service"),
        Lead("p1-a0004", 2, role="Designated Nurse", agency="health", seniority="practitioner"),
        Lead("p1-a0006", 1, role="Director of Children's Services", agency="local_authority", seniority="director"),
        Lead("p1-a0007", 1, lead_raw="XYZ", resolved_by="unresolved"),
    )
    return Dataset(
        plans=(plan,),
        recommendations=recommendations,
        actions=actions,
        leads=leads,
        deadlines=(Deadline("p1-a0004", 1, "report to LSCB", end=day(2014, 4, 30), purpose="report"),),
        updates=(Update("p1-a0001", 1, day(2014, 4, 30), "Begun."), Update("p1-a0001", 2, day(2014, 5, 30), "Done.")),
        findings=(
            Finding(
                "p1-f1", "p1", code="timescale_conflict", message="The list says 3, the table 6.", record_id="p1-r002"
            ),
            Finding(
                "p1-f2", "p1", code="duplicate_of", message="Says the same as action p1-a0001.", record_id="p1-a0003"
            ),
        ),
        provenance=(Provenance("p1-a0001", "action", 1, 1, 40.0, 100.0, 300.0, 130.0),),
    )


def other_councils() -> Dataset:
    """Plans of three more councils, some of whose recommendations speak of what `dataset` speaks of."""
    texts = {
        "p2": ("Felpersham", ["Ensure that social workers are supervised regularly.", "Cut delay in adoption."]),
        "p3": ("Ambridge", ["Find permanent homes without delay.", "Know where the buses go."]),
        "p4": ("Penny Hassett", ["Give care leavers better pathway plans.", "Improve the quality of supervision."]),
    }
    parts = []
    for plan_id, (council, recommendations) in texts.items():
        plan = Plan(plan_id, council=council, framework="ILACS", inspection_start="2019-02", region="West Midlands")
        rows, actions = [], []
        for n, text in enumerate(recommendations, 1):
            key = f"{plan_id}-r{n:03d}"
            rows.append(Recommendation(key, plan_id, recommendation_ref=str(n), recommendation=text))
            actions.append(
                Action(f"{plan_id}-a{n:04d}", plan_id, key, council, recommendation_ref=str(n), recommendation=text)
            )
        parts.append(Dataset(plans=(plan,), recommendations=tuple(rows), actions=tuple(actions)))
    return Dataset.merged(parts)


def version(of: Dataset, number: int, as_at: str, actions: Sequence[Action]) -> Dataset:
    """Another version of a plan: the same recommendations, other actions, keys of its own."""
    key = f"v{number}"
    old = of.plans[0].plan_id
    return Dataset(
        plans=(replace(of.plans[0], plan_id=key, plan_date=as_at, source_file=f"{key}.pdf"),),
        recommendations=tuple(
            replace(r, plan_id=key, recommendation_id=r.recommendation_id.replace(old, key)) for r in of.recommendations
        ),
        actions=tuple(
            replace(
                a,
                plan_id=key,
                action_id=f"{key}-a{n:04d}",
                recommendation_id=a.recommendation_id.replace(old, key),
                progress_as_at=dt.date.fromisoformat(as_at),
            )
            for n, a in enumerate(actions, 1)
        ),
    )


def written(of: Dataset, folder: Path) -> Path:
    """The dataset as the output folder of a run."""
    to_csv(of, folder)
    to_datapackage(of, folder)
    return folder


def database(folder: Path) -> sqlite3.Connection:
    """The CSV files of a run in SQLite, every cell as its text: a second way to count."""
    connection = sqlite3.connect(":memory:")
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            heads, *rows = list(csv.reader(file))
        columns = ", ".join(f'"{head}" TEXT' for head in heads)
        connection.execute(f'CREATE TABLE "{path.stem}" ({columns})')
        marks = ", ".join("?" * len(heads))
        connection.executemany(f'INSERT INTO "{path.stem}" VALUES ({marks})', rows)
    return connection
