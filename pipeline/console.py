"""What the commands say on standard error, without anything that could steer a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from .plain import printable

DEFAULT_OUT = Path("outputs")


def say(text: str) -> None:
    """A line for a person."""
    typer.echo(printable(text, None), err=True)


def complain(text: str) -> None:
    """A line about trouble, red on a terminal."""
    typer.secho(printable(text, None), fg=typer.colors.RED if _coloured() else None, err=True)


def _coloured() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ
