"""What one document gave, as every stage behind the reading takes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas import Dataset

from .errors import PipelineError
from .word_sums import WordSums


@dataclass(frozen=True, slots=True)
class PlanResult:
    """What one document gave."""

    dataset: Dataset = field(default_factory=Dataset)
    words: WordSums = WordSums()
    pages: int = 0
    tables: int = 0
    said: str = ""
    """Hash of all words of its pages, in their order."""
    failure: PipelineError | None = None
    """Why it gave nothing."""
