"""Commands that answer questions from a finished output folder: `report`, `compare` and `diff`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

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
            typer.echo(path)


def _day(text: str | None) -> dt.date | None:
    from .errors import UsageError

    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-at {text}", "is no date", "write it as 2012-09-30") from error
