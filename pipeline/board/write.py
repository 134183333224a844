"""Write the report on a plan: a page, a workbook, and the pictures beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from schemas import Dataset

from ..export.files import prepare, replace_file
from ..html.page import render
from ..html.pictures import Evidence, draw_evidence
from .report import facts, report_page, tables
from .rows import PlanRows, plan_rows
from .workbook import workbook


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reader asked for: the as-at date, where the PDFs are, and how many bytes of pictures."""

    as_at: dt.date | None = None
    sources: tuple[Path, ...] = ()
    picture_bytes: int = 20_000_000


def write_report(dataset: Dataset, plan_id: str, out: Path, wishes: Wishes) -> list[Path]:
    """Write `report-PLAN.html` and `report-PLAN.xlsx`, and the pictures in `evidence/PLAN`; gives the two files.

    Raises:
        OutputUnwritable: The folder takes no files.
        ExtraMissing: matplotlib or XlsxWriter is not installed.
    """
    prepare(out)
    rows = plan_rows(dataset, plan_id, wishes.as_at)
    evidence = _evidence(dataset, rows, out, wishes)
    made = tables(rows, evidence)
    page = report_page(rows, made, evidence)
    html = replace_file(out / f"report-{plan_id}.html", render(page).encode())
    sheets = [getattr(made, field.name) for field in fields(made)]
    book = replace_file(out / f"report-{plan_id}.xlsx", workbook(facts(rows), page.notes, sheets))
    return [html, book]


def _evidence(dataset: Dataset, rows: PlanRows, out: Path, wishes: Wishes) -> Evidence:
    if not wishes.picture_bytes:
        return Evidence({}, ("Pictures were not asked for; page numbers are given instead.",))
    places: Sequence[Path] = wishes.sources
    return draw_evidence([rows.plan], places, dataset.provenance, out / "evidence", wishes.picture_bytes)
