"""The first sheet of the workbook: what it holds, as at when, how many, how to read and how to cite it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schemas import table_schema

from .to_datapackage import DESCRIPTION, TITLE
from .workbook_cells import CellWriter, height, lines
from .workbook_looks import CELL, colours

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "Cover"
WIDTHS = (24.0, 80.0, 18.0, 12.0, 18.0, 12.0, 12.0, 12.0, 14.0)

Row = Mapping[str, Any]

_DAY_LENGTH, _MONTH_LENGTH = 10, 7
_READING = (
    ("Printed and read", "Columns ending in _raw hold the text as printed, their neighbours what was read from it."),
    ("Dates", "Real dates. due_precision says how exact the print is: a month means its last day."),
    ("Status", "A word on one scale of twelve; colour only repeats it. not_reported: the plan gives no progress for the"
     " action. unclear: there is text, and no status can honestly be read from it."),
    ("overdue", "TRUE where the due date lies before the date of the progress, never before today."),
    ("flags, confidence", "Whatever was inferred, mended or doubted carries a flag, and lowers the confidence (0 to 1)."
     " The sheet findings lists what a person should look at."),
    ("page", "Counted from 1 in the document. Underlined page numbers open it where its place is known."),
    ("Filters", "Each sheet is one table: use the arrows in its first row. A click on a heading explains the column."),
)  # fmt: skip


@dataclass(slots=True)
class Figures:
    """What the cover counts, gathered in one walk over the rows."""

    plans: list[Row] = field(default_factory=list)
    first: Row | None = None
    statuses: Counter[str] = field(default_factory=Counter)
    recommendations: Counter[str] = field(default_factory=Counter)
    actions: Counter[str] = field(default_factory=Counter)
    completed: Counter[str] = field(default_factory=Counter)
    overdue: Counter[tuple[str, bool]] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, rows: Callable[[str], Iterable[Row]]) -> Figures:
        """Count; `rows` gives those of a table."""
        figures = cls(plans=list(rows("plans")))
        figures.recommendations.update(row["plan_id"] for row in rows("recommendations"))
        figures.findings.update(row["plan_id"] for row in rows("findings") if row["severity"] != "info")
        for row in rows("actions"):
            figures.first = figures.first or row
            plan = row["plan_id"]
            figures.statuses[row["status"]] += 1
            figures.actions[plan] += 1
            figures.completed[plan] += row["status"] == "completed"
            figures.silent[plan] += row["status"] == "not_reported"
            if row["overdue"] is not None:
                figures.overdue[plan, row["overdue"]] += 1
        return figures

    def late(self, plan: str) -> int | str:
        """Number of overdue actions of a plan, or words where it is not known of any of its actions."""
        known = self.overdue[plan, True] + self.overdue[plan, False]
        return self.overdue[plan, True] if known else "not known"


@dataclass(slots=True)
class Cover:
    """Writes the sheet from the top down."""

    page: Worksheet
    cells: CellWriter
    row: int = 0

    def line(self, text: str, look: Format) -> None:
        """One text in the first column."""
        self.cells.write(self.page, (self.row, 0), text, look)
        self.row += 1

    def section(self, text: str) -> None:
        """A heading with a blank line above it."""
        self.row += 1
        self.page.set_row(self.row, 24)
        self.line(text, self.cells.looks.section)

    def head(self, words: Sequence[str], counts: Sequence[str] = ()) -> None:
        """Headings of a table, those over numbers last."""
        looks = self.cells.looks
        self.values((*words, *counts), [looks.head] * len(words) + [looks.count] * len(counts))

    def values(self, values: Sequence[Any], looks: Sequence[Format | None] = ()) -> None:
        """One row of cells."""
        for place, value in enumerate(values):
            look = looks[place] if place < len(looks) else None
            self.cells.write(self.page, (self.row, place), value, look)
        needed = (lines(value, WIDTHS[place]) for place, value in enumerate(values) if isinstance(value, str))
        self.page.set_row(self.row, height(max(needed, default=1)))
        self.row += 1


def write_cover(workbook: Workbook, page: Worksheet, cells: CellWriter, figures: Figures, sheets: Row) -> None:
    """Fill the cover.

    Args:
        workbook: the workbook that `page` belongs to, for the colours of the status words.
        page: the empty sheet.
        cells: what writes its cells.
        figures: what to count.
        sheets: of each sheet that holds a table, the number of its rows.
    """
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    cover = Cover(page, cells)
    looks = cells.looks
    page.set_row(0, 32)
    cover.line(TITLE, looks.title)
    cover.line(_subject(figures), looks.lead)
    cover.line(_as_at(figures), looks.lead)
    _plans(cover, figures)
    _statuses(workbook, cover, figures)
    _contents(cover, sheets)
    cover.section("How to read it")
    cover.values(("What it is", DESCRIPTION), (looks.label,))
    for label, text in _READING:
        cover.values((label, text), (looks.label,))
    cover.section("How to cite it")
    for label, text in _citation(figures):
        cover.values((label, text), (looks.label,))


def latest_day(plans: Iterable[Row]) -> dt.date | None:
    """The latest full date at which a plan stands."""
    days = [row["plan_date"] for row in plans if len(row["plan_date"]) == _DAY_LENGTH]
    return max(map(dt.date.fromisoformat, days), default=None)


def readable(date: str) -> str:
    """A date, month or year in words.

    >>> readable("2012-01-31"), readable("2012-05"), readable("2012"), readable("")
    ('31 January 2012', 'May 2012', '2012', 'not stated')
    """
    if len(date) == _DAY_LENGTH:
        day = dt.date.fromisoformat(date)
        return f"{day.day} {day:%B %Y}"
    if len(date) == _MONTH_LENGTH:
        return f"{dt.date.fromisoformat(f'{date}-01'):%B %Y}"
    return date or "not stated"


def _subject(figures: Figures) -> str:
    councils = len({plan["council"] for plan in figures.plans if plan["council"]})
    actions = sum(figures.actions.values())
    return (
        f"{_number(actions, 'action')} under {_number(sum(figures.recommendations.values()), 'recommendation')},"
        f" from {_number(len(figures.plans), 'plan')} of {_number(councils, 'council')}"
    )


def _as_at(figures: Figures) -> str:
    dates = sorted(plan["plan_date"] for plan in figures.plans if plan["plan_date"])
    silent = len(figures.plans) - len(dates)
    if not dates:
        return "As at: no plan states its date"
    span = readable(dates[0]) if dates[0] == dates[-1] else f"{readable(dates[0])} to {readable(dates[-1])}"
    return f"As at {span}" + (f"; {_number(silent, 'plan')} not dated" if silent else "")


def _plans(cover: Cover, figures: Figures) -> None:
    cover.section("Plans")
    cover.head(
        ("Council", "Plan", "As at"), ("Pages", "Recommendations", "Actions", "Completed", "Overdue", "Not reported")
    )
    for plan in figures.plans:
        key = plan["plan_id"]
        title = ", ".join(part for part in (plan["title"] or plan["source_file"], _version(plan["version"])) if part)
        words = (plan["council"] or "not recognised", title, readable(plan["plan_date"]))
        counts = (plan["page_count"], figures.recommendations[key], figures.actions[key])
        progress = (figures.completed[key], figures.late(key), figures.silent[key])
        cover.values((*words, *counts, *progress), [None] * 7 + [cover.cells.looks.figure])


def _statuses(workbook: Workbook, cover: Cover, figures: Figures) -> None:
    cover.section("Status of the actions")
    cover.head(("Status", "Share of all actions"), ("Actions",))
    total = sum(figures.statuses.values())
    shades = colours("actions", "status")
    order = next(f for f in table_schema("actions")["fields"] if f["name"] == "status")["constraints"]["enum"]
    first = cover.row
    for status in (status for status in order if figures.statuses[status]):
        ground, ink = shades[status]
        look = workbook.add_format({**CELL, "bg_color": ground, "font_color": ink})
        count = figures.statuses[status]
        cover.values((status, count / total, count), (look, cover.cells.looks.share))
    bars = {"type": "data_bar", "bar_color": "#A9C4E4", "min_type": "num", "max_type": "num"}
    if cover.row > first:
        cover.page.conditional_format(first, 1, cover.row - 1, 1, {**bars, "min_value": 0, "max_value": 1})


def _contents(cover: Cover, sheets: Row) -> None:
    cover.section("Sheets")
    cover.head(("Sheet", "One row for each"), ("Rows",))
    looks = cover.cells.looks
    for name, (meaning, count) in sheets.items():
        cover.page.write_url(cover.row, 0, f"internal:'{name}'!A1", looks.link, name)
        cover.cells.write(cover.page, (cover.row, 1), meaning)
        cover.cells.write(cover.page, (cover.row, 2), count)
        cover.row += 1


def _citation(figures: Figures) -> list[tuple[str, str]]:
    from ..doctor import installed

    version = installed("actionplans") or "from source"
    whole = f"{TITLE}: {_subject(figures)}. {_as_at(figures)}. Read with actionplans {version}."
    cited = [("This dataset", whole)]
    if figures.first:
        plan = next((plan for plan in figures.plans if plan["plan_id"] == figures.first["plan_id"]), None)
        if plan:
            parts = (plan["council"], plan["title"] or plan["source_file"], _version(plan["version"]))
            page = figures.first["page"]
            named = ", ".join((*(part for part in parts if part), f"page {page}" if page else "page not known"))
            cited.append(("A single action", f"Name the plan and the page, for instance: {named}."))
    cited.append(
        ("The plans", "They remain the councils' own; the sheet plans gives file, address and SHA-256 of each.")
    )
    return cited


def _version(version: str) -> str:
    return f"version {version}" if version[:1].isdigit() else version


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
