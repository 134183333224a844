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

from .cli_run import run
from .console import DEFAULT_OUT, complain
from .errors import ExitCode, PipelineError

if TYPE_CHECKING:
    from extractors.contract import RawTable

DEBUG = "ACTIONPLANS_DEBUG"

app = typer.Typer(
    name="actionplans",
    help="Read councils' improvement plans (PDF) into one dataset.",
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
    """Read councils' improvement plans (PDF) into one dataset."""


app.command()(run)


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
) -> None:
    """Show the tables of FILE exactly as they are drawn, before anything is interpreted."""
    from .ingest import ingest

    ingest(file)
    if draw is not None:
        from .draw import draw_tables

        for path in draw_tables(file, draw):
            typer.echo(path)
        return
    from .grids import grids_as_json, grids_as_text, reasons

    found = _raw_tables(file, only)
    typer.echo(reasons(found) if why else grids_as_json(found) if as_json else grids_as_text(found))


def _raw_tables(file: Path, only: str) -> list[RawTable]:
    from .arbitrate import FINDERS, WITNESSES
    from .errors import UsageError
    from .extract import raw_tables

    names = (*FINDERS, *WITNESSES)
    if only and only not in names:
        raise UsageError(f"--extractor {only}", "names no extractor", f"choose one of {', '.join(names)}")
    return raw_tables(file, only)


@app.command()
def explain(
    action_id: Annotated[str, typer.Argument(help="Key of an action, from actions.csv.")],
    folder: Annotated[Path, typer.Option("--in", help="Folder of a run.")] = DEFAULT_OUT,
) -> None:
    """Show how each value of an action came about: printed text, value, doubts, page and box."""
    from .explain import explain_action

    typer.echo(explain_action(action_id, folder))


@app.command()
def doctor() -> None:
    """Check the installation: versions, parts that are missing, packages that stand in the way."""
    from .doctor import examine

    lines, healthy = examine()
    typer.echo("\n".join(lines))
    raise typer.Exit(ExitCode.OK if healthy else ExitCode.EXTRA)


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
