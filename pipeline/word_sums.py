"""Where the words of documents went."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordSums:
    """Where the words of the documents went; every word is counted once."""

    records: int = 0
    furniture: int = 0
    narrative: int = 0
    unassigned: int = 0

    @property
    def total(self) -> int:
        """All words that the page reader saw."""
        return self.records + self.furniture + self.narrative + self.unassigned

    def __add__(self, other: WordSums) -> WordSums:
        """Sums of two documents."""
        return WordSums(
            self.records + other.records,
            self.furniture + other.furniture,
            self.narrative + other.narrative,
            self.unassigned + other.unassigned,
        )
