"""The user's own vocabulary tables, taken beside the built-in ones for a run."""

from __future__ import annotations

from pathlib import Path

from schemas import vocab

from .errors import VocabularyError


def use_vocabularies(folder: Path | None) -> None:
    """Take the tables of a folder, or go back to the built-in ones alone.

    Raises:
        VocabularyError: The folder or one of its tables cannot be used; it says file, line, cause and next step.
    """
    try:
        vocab.use(folder)
    except vocab.VocabularyProblem as problem:
        raise VocabularyError(problem.path, problem.cause, problem.remedy, problem.line) from problem
