"""The store of a run: what each document gave, under its bytes and the versions that made it.

It lies in a folder of its own inside the output folder. For every document there are two files: `pages`, with the raw
tables and raw actions, and `records`, with the rows. Each is written in one step and carries a hash of itself, so a run
that was killed finds either the whole result or none. Only the newest result of a document is kept.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import OutputUnwritable
from .keeping import Void, is_whole, pack, unpack, write_whole

FOLDER = ".actionplans"


@dataclass(frozen=True, slots=True)
class Workplace:
    """The program's own folder inside the output folder."""

    out: Path

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self.out / FOLDER

    @property
    def store(self) -> Path:
        """Results by document."""
        return self.root / "store"

    @property
    def inputs(self) -> Path:
        """Plans that were unpacked or fetched, under the hash of their bytes."""
        return self.root / "inputs"

    def prepare(self) -> None:
        """Make the folders.

        Raises:
            OutputUnwritable: They cannot be made, or lead elsewhere.
        """
        for folder in (self.root, self.store, self.inputs):
            with writing(folder):
                if folder.is_symlink():
                    raise OutputUnwritable(folder, "is a link that leads elsewhere", "remove the link and run again")
                folder.mkdir(parents=True, exist_ok=True)

    def forget(self) -> None:
        """Remove everything that is kept of documents; it holds the names of people."""
        for folder in (self.store, self.inputs):
            for path in folder.iterdir():
                with writing(path):
                    path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a killed run left half-written; only the holder of the lock may do so."""
        for folder in (self.out, self.root, self.store, self.inputs):
            for draft in folder.glob(".*.part"):
                with writing(folder):
                    draft.unlink(missing_ok=True)


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Say in words which place could not be written to, and why.

    Raises:
        OutputUnwritable: Writing failed.
    """
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        remedy = "make room and run the same command again; what is done is kept" if full else ""
        raise OutputUnwritable(place, f"cannot be written to ({error.strerror or error})", remedy) from error


@dataclass(frozen=True, slots=True)
class Store:
    """Results in a folder; see the module."""

    folder: Path

    def records(self, sha256: str, key: str) -> Any | None:
        """The result of a document under this key, or `None`."""
        try:
            return unpack(self._path(sha256, key, "records").read_bytes()).take()
        except (OSError, Void):
            return None

    def has_records(self, sha256: str, key: str) -> bool:
        """Whether there is such a result, and it is whole."""
        try:
            return is_whole(self._path(sha256, key, "records").read_bytes())
        except OSError:
            return False

    def has_pages(self, sha256: str, key: str) -> bool:
        """Whether the raw tables of a document are there."""
        return self._path(sha256, key, "pages").is_file()

    def keep_records(self, sha256: str, key: str, packed: bytes) -> None:
        """Keep a packed result, and forget the document's older ones.

        Raises:
            OutputUnwritable: There is no room, or no permission.
        """
        self._keep(self._path(sha256, key, "records"), packed)

    def pages(self, sha256: str, key: str, rows_key: str) -> tuple[Any | None, Any | None]:
        """Raw tables under `key` and raw actions under `rows_key`, each or `None`."""
        try:
            kept = unpack(self._path(sha256, key, "pages").read_bytes())
            found = kept.take()
        except (OSError, Void):
            return None, None
        try:
            return found, kept.take() if kept.take() == rows_key else None
        except Void:
            return found, None

    def keep_pages(self, sha256: str, key: str, found: object, rows: tuple[str, object]) -> None:
        """Keep raw tables under `key`, and with them raw actions and their key.

        Raises:
            OutputUnwritable: There is no room, or no permission.
        """
        self._keep(self._path(sha256, key, "pages"), pack(found, *rows))

    def _path(self, sha256: str, key: str, kind: str) -> Path:
        return self.folder / f"{sha256[:32]}-{key[:32]}.{kind}"

    def _keep(self, path: Path, content: bytes) -> None:
        with writing(path):
            write_whole(path, [content])
            for older in self.folder.glob(f"{path.name.partition('-')[0]}-*{path.suffix}"):
                if older != path:
                    older.unlink(missing_ok=True)
