"""Writing a file so that a reader sees the old one or the new one, never half of it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ..errors import OutputUnwritable

_AT_ONCE = 3
"""Files beside the first that the disk is asked to take at once; more of them take it no less time."""


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


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; what stands there at the end takes its place in one step.

    The draft has to be on the disk first, so that a power cut leaves the old file or the new one. After an error the
    draft is removed and the old file stays.

    Raises:
        OutputUnwritable: the file cannot be written, for instance because another program holds it open.
    """
    with drafted_together([path]) as drafts:
        yield drafts[0]


@contextmanager
def drafted_together(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Paths to write to, as `drafted` gives for one file; all take their places after the last is written, or none.

    Raises:
        OutputUnwritable: one of the files cannot be written.
    """
    with ExitStack() as places:
        drafts = [places.enter_context(_put_in_place(path)) for path in paths]
        yield drafts
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            others = pool.map(_reach_the_disk, paths[1:], drafts[1:])
            _reach_the_disk(paths[0], drafts[0])
            list(others)


@contextmanager
def _put_in_place(path: Path) -> Iterator[Path]:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.unlink(missing_ok=True)
        yield draft
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _reach_the_disk(path: Path, draft: Path) -> None:
    """Wait until a draft is on the disk; the disk takes several at once in hardly more time than one."""
    try:
        with draft.open("r+b") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def replace_file(path: Path, content: bytes) -> Path:
    """Put `content` in place of whatever the file held, in one step; gives back the path.

    Raises:
        OutputUnwritable: the file cannot be written, for instance because another program holds it open.
    """
    with drafted(path) as draft:
        draft.write_bytes(content)
    return path


def _unwritable(path: Path, error: OSError) -> OutputUnwritable:
    if isinstance(error, FileExistsError | NotADirectoryError):
        cause = "cannot be written to (it is, or lies in, a file where a folder is needed)"
        return OutputUnwritable(path, cause, "choose another folder with `-o`")
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    remedy = "make room and run the same command again; what is done is kept" if full else ""
    return OutputUnwritable(path, f"cannot be written to ({error.strerror or error})", remedy)
