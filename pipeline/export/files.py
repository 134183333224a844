"""Writing a file so that a reader sees the old one or the new one, never half of it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ..errors import OutputUnwritable


def prepare(folder: Path) -> None:
    """Make the folder and see that it takes files.

    Raises:
        OutputUnwritable: it does not.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _unwritable(folder, error) from error


def replace_file(path: Path, content: bytes) -> Path:
    """Put `content` in place of whatever the file held, in one step; gives back the path.

    Raises:
        OutputUnwritable: the file cannot be written, for instance because another program holds it open.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _unwritable(path, error) from error
    return path


def _unwritable(path: Path, error: OSError) -> OutputUnwritable:
    return OutputUnwritable(path, f"cannot be written to ({error.strerror or error})")
