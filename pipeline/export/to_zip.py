"""Files of the dataset in one archive."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

from .files import drafted, prepare

FILE_NAME = "actionplans.zip"
DATE = (1980, 1, 1, 0, 0, 0)
"""What every entry is dated, so that the same files give the same archive."""


def to_zip(files: Mapping[str, Path], out: Path) -> Path:
    """Pack files, by their names inside the archive, into `out/actionplans.zip`.

    Raises:
        OutputUnwritable: the folder cannot be written to.
    """
    prepare(out)
    path = out / FILE_NAME
    with drafted(path) as draft, zipfile.ZipFile(draft, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.file_size = files[name].stat().st_size
            with files[name].open("rb") as content, archive.open(entry, "w") as packed:
                shutil.copyfileobj(content, packed)
    return path
