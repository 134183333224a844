"""What is to be read, and what its result depends on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .keeping import fingerprint
from .overrides import NONE, Overrides
from .stated import Stated
from .versions import Versions


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read, and all that its result depends on."""

    path: Path
    name: str
    """What the dataset calls the file."""
    sha256: str = ""
    """Hash that the bytes must have; empty where any will do."""
    url: str = ""
    stated: Stated = Stated()
    overrides: Overrides = NONE
    page_limit: int = 0
    """Pages; 0 for no limit."""
    output_limit: int = 0
    """Bytes of packed output; 0 for no limit."""
    versions: Versions = Versions("", "", "")

    @property
    def pages_key(self) -> str:
        """Names the raw tables of this document."""
        return fingerprint(self.versions.pages, self.stated.pages, self.page_limit)

    @property
    def rows_key(self) -> str:
        """Names its raw actions."""
        return fingerprint(self.versions.rows, self.stated.pages, self.page_limit, self.overrides)

    @property
    def records_key(self) -> str:
        """Names its records."""
        limits = (self.page_limit, self.output_limit)
        return fingerprint(self.versions.records, self.name, self.url, self.stated, self.overrides, *limits)
