"""The command `run`: what can be asked of it, and how it is carried out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from .console import DEFAULT_OUT, complain, say, show, speak_json
from .forms import Form, chosen

if TYPE_CHECKING:
    from .execute import Executor
    from .progress import Quiet
    from .report import RunReport
    from .run import Way
    from .settings import Settings


Plans = Annotated[
    list[str], typer.Argument(help="Plans, folders, patterns, .zip archives, manifests (.csv) and http addresses.")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables.")]
Bom = Annotated[bool | None, typer.Option("--bom/--no-bom", help="Byte order mark for Excel (default: yes).")]
Guard = Annotated[
    bool | None, typer.Option("--guard/--no-guard", help="Apostrophe before text like a formula (default: yes).")
]
Strict = Annotated[bool | None, typer.Option("--strict/--no-strict", help="Exit with 5 if the data holds an error.")]
To = Annotated[list[Form] | None, typer.Option("--to", help="Forms besides CSV; may be given several times.")]
RedactNames = Annotated[
    bool | None, typer.Option("--redact-names/--keep-names", help="Put posts or [name] for people's names.")
]
Vocab = Annotated[
    Path | None, typer.Option("--vocab", metavar="DIR", help="Tables that add to or override the vocabularies.")
]
Overruling = Annotated[
    Path | None, typer.Option("--overrides", metavar="DIR", help="What you state about awkward plans, in TOML.")
]
Pages = Annotated[
    str | None, typer.Option("--pages", metavar="RANGES", help="Pages to read of each plan, e.g. 12-30 or 3,7-9.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", help="Processes that read (default: as many as pay; 0: none)."),
]
TimeLimit = Annotated[float | None, typer.Option(metavar="SECONDS", help="Time for one document (default: 900).")]
MemoryLimit = Annotated[int | None, typer.Option(metavar="MB", help="Memory for one document (default: 2048).")]
PageLimit = Annotated[int | None, typer.Option(metavar="N", help="Pages of one document (default: 2000).")]
OutputLimit = Annotated[int | None, typer.Option(metavar="MB", help="Packed rows of one document (default: 64).")]
Dask = Annotated[str, typer.Option(metavar="ADDRESS", help="Read on a Dask cluster; `local` starts one here.")]
CopyTo = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Copy the finished files there too, e.g. s3://bucket/folder.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Read everything anew, whatever is kept.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
QuietFlag = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no closing screen.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Events as JSON lines on standard error.")]


def run(  # noqa: PLR0913, PLR0917 (each is a flag of the command)
    plans: Plans,
    out: Out = DEFAULT_OUT,
    bom: Bom = None,
    guard: Guard = None,
    strict: Strict = None,
    to: To = None,
    redact_names: RedactNames = None,
    vocab: Vocab = None,
    overrides: Overruling = None,
    pages: Pages = None,
    jobs: Jobs = None,
    time_limit: TimeLimit = None,
    memory_limit: MemoryLimit = None,
    page_limit: PageLimit = None,
    output_limit: OutputLimit = None,
    dask: Dask = "",
    copy_to: CopyTo = "",
    fresh: Fresh = False,
    dry_run: DryRun = False,
    quiet: QuietFlag = False,
    log_json: LogJson = False,
) -> None:
    """Read PLANS through all stages and write the tables; run again to go on where a run stopped."""
    flags = locals()
    from .settings import Settings, load_settings

    settings = load_settings({name: flags[name] for name in Settings.model_fields if name in flags})
    forms = tuple(form for form in chosen(to or ()) if form is not Form.CSV)
    signal.signal(signal.SIGTERM, _stop)
    if log_json:
        speak_json()
    if dry_run:
        _forecast(plans, out, settings, fresh=fresh)
        return
    from .run import Way

    way = Way(_executor(settings, dask), _reporter(quiet=quiet, log_json=log_json), fresh)
    report = _carry_out(plans, out, settings, way)
    _end(report, _tell(report, settings, way.reporter), (plans, out, forms, way.reporter), copy_to)


def _end(report: RunReport, code: int, more: tuple[Sequence[str], Path, Sequence[Form], Quiet], copy_to: str) -> None:
    _copy([*report.files, *_more_forms(*more)], copy_to)
    raise typer.Exit(code)


def _more_forms(plans: Sequence[str], out: Path, forms: Sequence[Form], reporter: Quiet) -> list[Path]:
    from .export import Export, export_folder
    from .progress import Bar, Lines

    written = export_folder(Export(out, out, tuple(forms), tuple(map(Path, plans)))) if forms else []
    if written and isinstance(reporter, Lines | Bar):
        say("also                " + ", ".join(dict.fromkeys(path.relative_to(out).parts[0] for path in written)))
    return written


def _forecast(plans: Sequence[str], out: Path, settings: Settings, *, fresh: bool) -> None:
    from .forecast import forecast

    show(forecast(plans, out, settings, fresh=fresh))


def _copy(files: Sequence[Path], address: str) -> None:
    if address:
        from .storage import copy_out

        copy_out(tuple(files), address)


def _executor(settings: Settings, dask: str) -> Executor:
    from .execute import Limits, SerialExecutor
    from .execute.processes import ProcessExecutor

    limits = Limits(settings.time_limit, settings.memory_limit)
    if dask:
        from .execute.dask import DaskExecutor

        return DaskExecutor(dask, limits)
    return SerialExecutor() if settings.jobs == 0 else ProcessExecutor(settings.jobs, limits)


def _reporter(*, quiet: bool, log_json: bool) -> Quiet:
    from .progress import Bar, JsonLines, Lines, Quiet

    if log_json:
        return JsonLines()
    if quiet:
        return Quiet()
    return Bar() if sys.stderr.isatty() else Lines(say)


def _carry_out(plans: Sequence[str], out: Path, settings: Settings, way: Way) -> RunReport:
    from .run import run_plans

    try:
        return run_plans(plans, out, settings, way=way)
    except KeyboardInterrupt:
        say(f"Stopped; what is done is kept in {out}, and the same command goes on from there.")
        raise


def _tell(report: RunReport, settings: Settings, reporter: Quiet) -> int:
    """Tell how it went, in the manner that was asked for; gives back the exit code."""
    from .progress import Bar, JsonLines, Lines
    from .report import exit_code, summarise

    code = int(exit_code(report, settings.strict))
    lines = summarise(report).splitlines()
    if isinstance(reporter, JsonLines):
        causes = [str(failure) for failure in report.failures]
        reporter.event(
            "ended", exit_code=code, documents=report.documents, actions=report.counts.actions, failed=causes
        )
        return code
    for line in lines:
        if line.startswith(("failed", "  - ")):
            complain(line)
        elif isinstance(reporter, Lines | Bar):
            say(line)
    return code


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """Being asked to end is the same as being interrupted from the keyboard."""
    raise KeyboardInterrupt
