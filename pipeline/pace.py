"""How fast documents were read in this folder, for estimates only."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .keeping import write_whole
from .store import Workplace, writing

_FILE = "pace.json"
_FIRST = 0.4
"""Seconds for a document, and for each of its megabytes, where no run has told yet."""
_PER_MEGABYTE = 2.0


@dataclass(slots=True)
class Pace:
    """Documents that were read so far, and the seconds that they took."""

    documents: int = 0
    taken: float = 0.0

    @staticmethod
    def of(place: Workplace) -> Pace:
        """The pace that a folder remembers."""
        try:
            return Pace(**json.loads(_path(place).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return Pace()

    def add(self, seconds: float) -> None:
        """Count one more document."""
        self.documents += 1
        self.taken += seconds

    def keep(self, place: Workplace) -> None:
        """Remember it.

        Raises:
            OutputUnwritable: The folder takes no files.
        """
        with writing(_path(place)):
            write_whole(_path(place), [json.dumps(asdict(self)).encode()])

    def seconds(self, documents: int, size: int) -> float:
        """Seconds that so many documents of so many bytes may take one process."""
        if self.documents:
            return documents * self.taken / self.documents
        return documents * _FIRST + size / 1e6 * _PER_MEGABYTE


def _path(place: Workplace) -> Path:
    return place.root / _FILE
