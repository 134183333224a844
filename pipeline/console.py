"""What the commands say on standard error, without anything that could steer a terminal."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from .plain import printable, printable_lines

DEFAULT_OUT = Path("outputs")


@dataclass(slots=True)
class _Manner:
    """How standard error is written by this process."""

    json: bool = False


_MANNER = _Manner()


def speak_json() -> None:
    """From now on whatever is said is an event, one JSON object a line."""
    _MANNER.json = True


def json_event(name: str, **values: Any) -> str:
    """An event with the time in UTC, as one line of JSON in ASCII."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    return json.dumps({"at": at, "event": name} | values, ensure_ascii=True)


def event(name: str, **values: Any) -> None:
    """Say an event."""
    typer.echo(json_event(name, **values), err=True)


def say(text: str) -> None:
    """A line for a person."""
    if _MANNER.json:
        event("message", text=printable(text, None))
    else:
        typer.echo(printable(text, None), err=True)


def complain(text: str) -> None:
    """A line about trouble, red on a terminal."""
    if _MANNER.json:
        event("trouble", text=printable(text, None))
    else:
        typer.secho(printable(text, None), fg=typer.colors.RED if _coloured() else None, err=True)


def show(text: object) -> None:
    """What was asked for, on standard output, with nothing in it that steers a terminal."""
    typer.echo(printable_lines(str(text)))


def _coloured() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ
