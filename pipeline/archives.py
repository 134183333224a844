"""Plans out of zip archives: unpacked under the hash of their bytes, never under a name that the archive chose."""

from __future__ import annotations

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from .errors import ArchiveUnreadable, PipelineError
from .keeping import write_whole
from .media import SEARCHED
from .plain import printable
from .store import writing

_ENDINGS = tuple(SEARCHED)
_MOST_FILES = 20_000
_LARGEST_FILE = 500_000_000
"""Bytes of one plan."""
_LARGEST_SUM = 20_000_000_000
_MOST_PACKED = 200
"""Times that a file may be larger than in the archive, beyond the first megabytes; PDFs hardly shrink at all."""
_FREE = 10_000_000
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What broken bytes set off in the ways of packing."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A plan that was in an archive."""

    path: Path
    name: str
    """Its place in the archive."""


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive, by its ending; Office files are zip archives by their bytes."""
    return path.suffix.lower() == ".zip" and path.is_file()


def unpack_archive(path: Path, folder: Path) -> tuple[list[Unpacked], list[PipelineError]]:
    """Plans of an archive, in the order of their names, and a reason for everything that was not taken.

    Args:
        path: The archive.
        folder: Where the plans are put, under their hash.

    Raises:
        OutputUnwritable: The folder takes no files.
    """
    found: list[Unpacked] = []
    problems: list[PipelineError] = []
    try:
        with zipfile.ZipFile(path) as archive:
            for one in _unpack(archive, path, folder):
                (problems if isinstance(one, PipelineError) else found).append(one)  # type: ignore[arg-type]
    except _BROKEN as error:
        problems.append(ArchiveUnreadable(path, f"is an archive that cannot be opened ({error})"))
    if not found and not problems:
        cause = "is an archive without any file that could be a plan"
        problems.append(ArchiveUnreadable(path, cause, "name the one with the plans"))
    return found, problems


def _unpack(archive: zipfile.ZipFile, path: Path, folder: Path) -> Iterator[Unpacked | PipelineError]:
    members = sorted((m for m in archive.infolist() if _is_wanted(m)), key=lambda m: m.filename)
    if len(members) > _MOST_FILES:
        yield ArchiveUnreadable(path, f"holds {len(members):,} files, more than {_MOST_FILES:,}")
        return
    total = 0
    for member in members:
        name = f"{path}!{printable(member.filename)}"
        if member.filename.lower().endswith(".zip"):
            yield ArchiveUnreadable(name, "is an archive inside an archive and was not unpacked")
        elif member.flag_bits & _ENCRYPTED:
            yield ArchiveUnreadable(name, "is encrypted", "unpack it with its password and name the folder")
        else:
            one = _take(archive, member, name, folder)
            total += one.path.stat().st_size if isinstance(one, Unpacked) else 0
            yield one
        if total > _LARGEST_SUM:
            yield ArchiveUnreadable(path, "holds more than can be unpacked here; the rest was left out")
            return


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in name.parts) or "__MACOSX" in name.parts
    return not member.is_dir() and not hidden and name.suffix.lower() in {*_ENDINGS, ".zip"}


def _take(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, folder: Path) -> Unpacked | PipelineError:
    most = min(_LARGEST_FILE, max(_FREE, member.compress_size * _MOST_PACKED))
    try:
        with archive.open(member) as packed:
            content = _read_at_most(packed, most)
    except _BROKEN as error:
        return ArchiveUnreadable(name, f"cannot be unpacked ({error})")
    if content is None:
        return ArchiveUnreadable(name, f"unpacks to more than {most // 1_000_000:,} MB and was left alone")
    return Unpacked(keep_input(content, folder, PurePosixPath(member.filename).suffix.lower()), member.filename)


def _read_at_most(packed: IO[bytes], most: int) -> bytes | None:
    parts, size = [], 0
    while chunk := packed.read(_CHUNK):
        size += len(chunk)
        if size > most:
            return None
        parts.append(chunk)
    return b"".join(parts)


def keep_input(content: bytes, folder: Path, ending: str = ".pdf") -> Path:
    """Put bytes under their hash into a folder; gives back where.

    Raises:
        OutputUnwritable: The folder takes no files.
    """
    path = folder / f"{hashlib.sha256(content).hexdigest()}{ending}"
    if not path.is_file() or path.stat().st_size != len(content):
        with writing(path):
            write_whole(path, [content], lasting=True)
    return path
