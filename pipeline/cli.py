"""The command `actionplans`: one thin function per verb.

Standard output carries what was asked for and nothing else; progress, the closing screen of a run and messages go to
standard error. Everything heavy is imported by the command that needs it, so that help appears at once.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.main import get_command

from . import report_commands
from .cli_run import run
from .console import DEFAULT_OUT, complain, show
from .errors import ExitCode, PipelineError
from .forms import Form

if TYPE_CHECKING:
    from extractors.contract import RawTable

DEBUG = "ACTIONPLANS_DEBUG"

app = typer.Typer(
    name="actionplans",
    help="Read councils' improvement plans into one dataset.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from .doctor import installed

        typer.echo(f"actionplans {installed('actionplans') or 'from source'}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Read councils' improvement plans into one dataset."""


app.command()(run)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder of a run.")],
    to: Annotated[list[Form], typer.Option("--to", help="Form to write; may be given several times.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder to write to (default: the same).")] = None,
    plans: Annotated[
        list[Path] | None, typer.Option("--plans", help="Where the plans lie, for links from the workbook.")
    ] = None,
    bom: Annotated[
        bool | None, typer.Option("--bom/--no-bom", help="Byte order mark for Excel (default: yes).")
    ] = None,
    guard: Annotated[
        bool | None, typer.Option("--guard/--no-guard", help="Apostrophe before text like a formula (default: yes).")
    ] = None,
) -> None:
    """Write the tables of a finished run in other forms; the files are named on standard output."""
    from .export import Export, export_folder
    from .settings import load_settings

    settings = load_settings({"bom": bom, "guard": guard})
    wanted = Export(folder, out or folder, tuple(to), tuple(plans or ()), settings.bom, settings.guard)
    for path in export_folder(wanted):
        show(path)


@app.command()
def stages() -> None:
    """List the stages of a run in order."""
    from .stages import STAGES

    width = max(len(stage.name) for stage in STAGES)
    for number, stage in enumerate(STAGES, 1):
        typer.echo(f"{number}  {stage.name:<{width}}  {stage.purpose} ({stage.takes} -> {stage.gives})")


@app.command()
def tables(
    file: Annotated[Path, typer.Argument(help="One plan.")],
    as_json: Annotated[bool, typer.Option("--json", help="Cells with their spans as JSON.")] = False,
    draw: Annotated[
        Path | None, typer.Option("--draw", metavar="DIR", help="Draw the grids over pictures of the pages, into DIR.")
    ] = None,
    why: Annotated[
        bool, typer.Option("--explain", help="Say who read each table, and why that one was believed.")
    ] = False,
    only: Annotated[
        str, typer.Option("--extractor", metavar="NAME", help="Believe one extractor alone; a wrong name lists them.")
    ] = "",
    pages: Annotated[str, typer.Option("--pages", metavar="RANGES", help="Pages to show, e.g. 12-30 or 3,7-9.")] = "",
) -> None:
    """Show the tables of FILE exactly as they are drawn, before anything is interpreted."""
    from .ingest import ingest
    from .media import Medium

    source = ingest(file)
    if draw is not None and source.medium is not Medium.PDF:
        from .errors import UsageError

        raise UsageError(
            "--draw", f"draws over the pages of a PDF, and {file.name} is none", "leave it out, or use --json"
        )
    if draw is not None:
        from .draw import draw_tables

        for path in draw_tables(file, draw):
            show(path)
        return
    from .grids import grids_as_json, grids_as_text, reasons
    from .plain import printable_json

    found = _raw_tables(file, only, pages)
    if as_json and not why:
        typer.echo(printable_json(grids_as_json(found)))
    else:
        show(reasons(found) if why else grids_as_text(found))


def _raw_tables(file: Path, only: str, pages: str) -> list[RawTable]:
    from .arbitrate import FINDERS, WITNESSES
    from .errors import UsageError
    from .extract import raw_tables
    from .page_range import read_pages

    names = (*FINDERS, *WITNESSES)
    if only and only not in names:
        raise UsageError(f"--extractor {only}", "names no extractor", f"choose one of {', '.join(names)}")
    try:
        ranges = read_pages(pages)
    except ValueError as error:
        raise UsageError(f"--pages {pages}", "is no range of pages", "write e.g. --pages 12-30") from error
    return raw_tables(file, only, ranges)


@app.command()
def explain(
    action_id: Annotated[str, typer.Argument(help="Key of an action, from actions.csv.")],
    folder: Annotated[Path, typer.Option("--in", help="Folder of a run.")] = DEFAULT_OUT,
) -> None:
    """Show how each value of an action came about: printed text, value, doubts, page and box."""
    from .explain import explain_action

    show(explain_action(action_id, folder))


@app.command()
def doctor() -> None:
    """Check the installation: versions, parts that are missing, packages that stand in the way."""
    from .doctor import examine

    lines, healthy = examine()
    typer.echo("\n".join(lines))
    raise typer.Exit(ExitCode.OK if healthy else ExitCode.EXTRA)


report_commands.register(app)


def _report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    if os.environ.get(DEBUG):
        traceback.print_exception(kind, error, trace)
    detail = " ".join(str(error).split())
    complain(
        f"actionplans met a fault of its own ({kind.__name__}: {detail}): please report it with the command you gave"
        f" and, if you may, the plan; {DEBUG}=1 shows where it happened."
    )


def main() -> NoReturn:
    """Run the command line; an unforeseen exception ends it with code 1 and one sentence."""
    sys.excepthook = _report_bug
    try:
        get_command(app)(prog_name="actionplans")
    except PipelineError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as leaving:
        if leaving.code == ExitCode.INTERRUPTED:
            _interrupted()
        raise
    sys.exit(ExitCode.OK)


def _interrupted() -> NoReturn:
    complain("Interrupted; it is safe to run the same command again.")
    sys.exit(ExitCode.INTERRUPTED)
