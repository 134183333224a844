from __future__ import annotations

import datetime as dt

import pytest

from schemas import Action, Change, Dataset, Deadline, Finding, Lead, Plan, Provenance, Recommendation


@pytest.fixture
def dataset() -> Dataset:
    """A plan of an invented council with every sort of value and every awkward text."""
    plan = Plan("p1", council="Borsetshire", title="Plan “B”", source_file="b.pdf", sha256="0" * 64, page_count=3)
    action = Action(
        "a1",
        "p1",
        "r1",
        action_ref="2a",
        action="Review:\n• cases, all\n• “notes”",
        leads=("Head of Legal; HR", "LSCB Chair"),
        deadline_raw="=SUM(A1)",
        due_kind="date",
        due_date=dt.date(2012, 3, 31),
        due_precision="month",
        is_ongoing=True,
        overdue=False,
        extra=(("Cost", "£5,000"), ("Cost", "approx.")),
        confidence=0.8765,
        flags=("status_inferred",),
    )
    return Dataset(
        plans=(plan,),
        recommendations=(Recommendation("r1", "p1", recommendation="+44 20", themes=("health", "education")),),
        actions=(action,),
        leads=(Lead("a1", 1, role="LSCB Chair", is_responsible=True),),
        deadlines=(Deadline("a1", 1, "'=x", end=dt.date(2012, 3, 31), in_force=False),),
        changes=(Change("c1", "p0", "p1", change="deadline_brought_forward", days=-30),),
        findings=(
            Finding("f1", severity="error", code="not_a_pdf", message="x.pdf is not a PDF.", source_file="x.pdf"),
        ),
        provenance=(Provenance("a1", "action", 1, page=2, x0=36.0, top=120.125, x1=560.5, bottom=1 / 3),),
    )
