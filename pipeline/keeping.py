"""How results are kept as bytes: checked by a hash, packed, and read back as nothing but this program's plain types."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import pickle
import tempfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from .errors import PipelineError
from .versions import OURS

_MARK = b"actionplans kept 1\n"
_DIGEST = 32
_PROTOCOL = 5
_PLAIN = {
    (kind.__module__, kind.__qualname__): kind for kind in (dt.date, dt.datetime, frozenset, set, bytearray, complex)
}
_PATHS = {("pathlib", "PosixPath"), ("pathlib", "WindowsPath"), ("pathlib._local", "PosixPath")}


class Void(Exception):
    """Kept bytes that cannot be used: torn, foreign, or of another version."""


def pack(*parts: object, shared: bool = True) -> bytes:
    """Parts as bytes.

    Args:
        parts: What to pack.
        shared: Whether what two parts share stays shared. Without it equal parts give equal bytes, whichever of their
            values happen to be one object.

    What other libraries have registered for pickling is left aside: Dask has exceptions packed in a way of its own.
    """
    squeezed = _Squeezed()
    pickler = pickle.Pickler(squeezed, _PROTOCOL)
    pickler.fast = not shared
    pickler.dispatch_table = _REDUCERS
    for part in parts:
        pickler.dump(part)
    payload = squeezed.finish()
    return _MARK + hashlib.sha256(payload).digest() + payload


class _Squeezed:
    """A file that packs what is written to it, so that it need not be in memory as it is."""

    def __init__(self) -> None:
        self.packer = zlib.compressobj(1)
        self.parts: list[bytes] = []

    def write(self, content: bytes | memoryview) -> None:
        self.parts.append(self.packer.compress(content))

    def finish(self) -> bytes:
        return b"".join([*self.parts, self.packer.flush()])


class _Reducers(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """How each kind of record is taken apart: into its class and the values of its fields, all of them at once."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        """The way for a dataclass and for a named tuple; no other kind has one."""
        if is_dataclass(kind):
            names = [field.name for field in fields(kind) if field.init]
            values = attrgetter(*names) if len(names) > 1 else partial(_each, names)
        elif issubclass(kind, tuple):
            values = partial(tuple)
        else:
            raise KeyError(kind)
        self[kind] = partial(_apart, kind, values)
        return self[kind]


def _each(names: Sequence[str], record: object) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in names)


def _apart(kind: type, values: Callable[[object], Any], record: object) -> tuple[type, Any]:
    return kind, values(record)


_REDUCERS = _Reducers()


def unpack(content: bytes) -> Unpacking:
    """The parts of `pack`, to be taken one by one.

    Raises:
        Void: The bytes are not whole.
    """
    if not is_whole(content):
        raise Void
    return Unpacking(io.BytesIO(zlib.decompress(content[len(_MARK) + _DIGEST :])))


def is_whole(content: bytes) -> bool:
    """Whether bytes are all that `pack` gave."""
    payload = content[len(_MARK) + _DIGEST :]
    return content.startswith(_MARK + hashlib.sha256(payload).digest()) and bool(payload)


@cache
def _class(module: str, name: str) -> Any:
    if (module, name) in _PLAIN:
        return _PLAIN[module, name]
    if (module, name) in _PATHS:
        return Path
    if module.split(".", maxsplit=1)[0] not in OURS or "." in name:
        raise Void
    found = getattr(__import__(module, fromlist=[name]), name, None)
    if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, tuple | PipelineError)):
        raise Void
    return found


class Unpacking(pickle.Unpickler):
    """Reads plain types of this program only, so that bytes from elsewhere cannot call anything."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name, where it is one that results consist of.

        Raises:
            Void: It is not.
        """
        return _class(module, name)

    def take(self) -> Any:
        """The next part.

        Raises:
            Void: There is none, or it holds something else.
        """
        try:
            return self.load()
        except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError) as error:
            raise Void from error


def write_whole(path: Path, parts: Sequence[bytes], *, lasting: bool = False) -> None:
    """Put a file in place in one step; nobody ever sees a part of it.

    Args:
        path: Its final name; the folder exists.
        parts: What it holds.
        lasting: Wait until it would survive a power cut.

    Raises:
        OSError: It cannot be written; nothing is left behind.
    """
    handle, draft = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def fingerprint(*parts: object) -> str:
    """A name for what follows from these parts; equal parts give equal names in every process."""
    return hashlib.sha256("\x1f".join(map(repr, parts)).encode("utf-8", "backslashreplace")).hexdigest()
