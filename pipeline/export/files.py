"""Writing a file so that a reader sees the old one or the new one, never half of it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

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
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            file.write(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _unwritable(path, error) from error
    return path


@contextmanager
def draft(path: Path, encoding: str) -> Iterator[TextIO]:
    """A text file that takes the place of `path` in one step when the block ends well, and vanishes when it does not.

    Raises:
        OutputUnwritable: the file cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    beside.unlink(missing_ok=True)
    try:
        with beside.open("x", encoding=encoding, newline="") as text:
            yield text
            text.flush()
            os.fsync(text.fileno())
        beside.replace(path)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def _unwritable(path: Path, error: OSError) -> OutputUnwritable:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    remedy = "make room and run the same command again; what is done is kept" if full else ""
    return OutputUnwritable(path, f"cannot be written to ({error.strerror or error})", remedy)
