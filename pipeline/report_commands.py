"""Commands that answer questions from a finished output folder: `report`, `compare` and `diff`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from .console import say, show

Folder = Annotated[Path, typer.Argument(help="Output folder of a run.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the files (default: that of the run).")]
Source = Annotated[
    list[Path] | None, typer.Option("--source", help="Folder or file with the PDFs, for pictures; may be repeated.")
]
Pictures = Annotated[int, typer.Option("--pictures", min=0, help="Megabytes of pictures at most; 0 for none.")]
MEGABYTE = 1_000_000


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(report)
    app.command()(compare)
    app.command()(diff)


def report(
    folder: Folder,
    plan: Annotated[str | None, typer.Option("--plan", help="Key, file name or council (default: every plan).")] = None,
    as_at: Annotated[
        str | None, typer.Option("--as-at", metavar="DATE", help="Day that counts for overdue, e.g. 2012-09-30.")
    ] = None,
    source: Source = None,
    out: Out = None,
    pictures: Pictures = 20,
) -> None:
    """Write what a board needs to know about one plan, as a page and as a workbook."""
    from .board.rows import choose_plan
    from .board.write import Wishes, write_report
    from .compare.open_dataset import open_dataset

    dataset = open_dataset(folder)
    chosen = [choose_plan(dataset, plan)] if plan else dataset.plans
    places = tuple(source or (folder,))
    wishes = Wishes(_day(as_at), places, pictures * MEGABYTE)
    for each in chosen:
        for path in write_report(dataset, each.plan_id, out or folder, wishes):
            show(path)


def compare(
    folder: Folder,
    council: Annotated[list[str] | None, typer.Option("--council", help="Name or code; may be repeated.")] = None,
    region: Annotated[list[str] | None, typer.Option("--region", help="Region; may be repeated.")] = None,
    year: Annotated[list[str] | None, typer.Option("--year", help="Year of the inspection; may be repeated.")] = None,
    framework: Annotated[list[str] | None, typer.Option("--framework", help="E.g. SLAC; may be repeated.")] = None,
    theme: Annotated[list[str] | None, typer.Option("--theme", help="E.g. assessment; may be repeated.")] = None,
    agency: Annotated[list[str] | None, typer.Option("--agency", help="E.g. health; may be repeated.")] = None,
    groups: Annotated[
        Path | None, typer.Option("--groups", metavar="CSV", help="Groups that you corrected, to be used as they are.")
    ] = None,
    group: Annotated[str, typer.Option("--group", metavar="ID", help="Write a page on this group as well.")] = "",
    source: Source = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the files (default: DIR/compare).")
    ] = None,
    pictures: Pictures = 50,
) -> None:
    """Put the plans of many councils side by side, as a page and as CSV."""
    from .compare.choose import Filters
    from .compare.open_dataset import open_dataset
    from .compare.write import Wishes, write_comparison

    wanted = [tuple(given or ()) for given in (council, region, year, framework, theme, agency)]
    wishes = Wishes(groups, group, tuple(source or ()), pictures * MEGABYTE)
    tables = None if source else ("plans", "recommendations", "actions", "leads", "updates", "milestones", "acronyms")
    dataset = open_dataset(folder, tables) if tables else open_dataset(folder)
    for path in write_comparison(dataset, out or folder / "compare", Filters(*wanted), wishes):
        show(path)


def diff(
    old: Annotated[Path, typer.Argument(help="Output folder of a run, or one plan.")],
    new: Annotated[
        Path | None, typer.Argument(help="The newer one; without it, versions inside OLD are compared.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the files (default: diff).")] = None,
) -> None:
    """Tell what changed between two versions of a plan, as a page and as a table."""
    from .compare.diff import compare_datasets, summary, write_diff
    from .compare.open_dataset import open_plans

    compared = compare_datasets(open_plans(old), open_plans(new) if new else None)
    for line in summary(compared):
        say(line)
    for path in write_diff(compared, out or Path("diff")):
        show(path)


def _day(text: str | None) -> dt.date | None:
    from .errors import UsageError

    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-at {text}", "is no date", "write it as 2012-09-30") from error
