"""Why a file of another kind than PDF could not be read; the pipeline turns these into sentences with a next step."""

from __future__ import annotations


class DamagedError(Exception):
    """The file is not what its kind says, or a part of it is missing; the message tells what."""


class LockedError(Exception):
    """The file opens with a password only."""


class PartMissingError(Exception):
    """A library or program that this kind of file needs is not installed; the message names it."""
