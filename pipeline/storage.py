"""Plans in shared or object storage, read through fsspec: `s3://bucket/plans/*.pdf`, `gs://`, `abfs://`, `memory://`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from .errors import ExtraMissing, InputMissing, InputUnreadable, OutputUnwritable
from .media import SEARCHED

T = TypeVar("T")

_ENDINGS = tuple(SEARCHED)


def is_remote(text: str) -> bool:
    """Whether it is the address of something in storage; web addresses are not meant.

    >>> is_remote("s3://bucket/plan.pdf"), is_remote("https://example.org/plan.pdf"), is_remote("plans/a.pdf")
    (True, False, False)
    """
    scheme, separator, _ = text.partition("://")
    return bool(separator) and scheme.isalnum() and scheme.lower() not in {"http", "https"}


def find_remote(pattern: str) -> list[str]:
    """Addresses of the plans that a pattern, or a folder with all that it holds, stands for.

    Raises:
        ExtraMissing: What that kind of storage needs is not installed.
        InputMissing: There are none.
    """

    def find() -> list[str]:
        import fsspec

        system, path = fsspec.core.url_to_fs(pattern)
        inside = system.glob if set(path) & set("*?[") else system.find
        found = [path] if system.isfile(path) else inside(path)
        wanted = [one for one in found if one.lower().endswith(_ENDINGS) or one == path]
        return sorted(str(system.unstrip_protocol(one)) for one in wanted)

    found = _asked(pattern, find)
    if not found:
        raise InputMissing(pattern, "holds no file that could be a plan", "check the address")
    return found


def read_remote(address: str) -> bytes:
    """Bytes of one file.

    Raises:
        ExtraMissing: What that kind of storage needs is not installed.
        InputMissing: There is no such file.
        InputUnreadable: The storage does not give it.
    """

    def read() -> bytes:
        import fsspec

        with fsspec.open(address, "rb") as file:
            content: bytes = file.read()
        return content

    return _asked(address, read)


def copy_out(files: Sequence[Path], address: str) -> None:
    """Copy finished files to a folder in storage.

    Raises:
        ExtraMissing: What that kind of storage needs is not installed.
        OutputUnwritable: The storage does not take them.
    """

    def copy() -> None:
        import fsspec

        system, folder = fsspec.core.url_to_fs(address)
        system.makedirs(folder, exist_ok=True)
        for file in files:
            system.put_file(str(file), f"{folder}/{file.name}")

    try:
        _asked(address, copy)
    except (InputMissing, InputUnreadable) as error:
        raise OutputUnwritable(address, error.cause) from error


def _asked(address: str, question: Callable[[], T]) -> T:
    try:
        return question()
    except ImportError as error:
        remedy = f"install it with `pip install 'actionplans[dask]'`, and what this storage needs ({error})"
        raise ExtraMissing(address, "needs a part for its kind of storage", remedy) from error
    except FileNotFoundError as error:
        raise InputMissing(address) from error
    except Exception as error:  # every kind of storage has errors of its own
        cause = " ".join(str(error).split())[:160] or type(error).__name__
        raise InputUnreadable(address, f"may not be read ({cause})", "check the address and your permission") from error
