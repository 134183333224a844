"""The user's own vocabulary tables, taken beside the built-in ones for a run."""

from __future__ import annotations

from pathlib import Path

from schemas import vocab

from .errors import ExitCode, PipelineError


class VocabularyError(PipelineError):
    """A vocabulary table of the user's that cannot be used."""

    code = "vocabulary"
    exit_code = ExitCode.USAGE
    default_cause = "cannot be used as a vocabulary"
    default_remedy = "compare it with the table of the same name in schemas/vocab"

    def __init__(self, file: Path | str, cause: str = "", remedy: str = "", line: int = 0) -> None:
        """Keep the parts; `line` counts from 1, and 0 stands for the whole file."""
        super().__init__(file, cause, remedy)
        self.line = line

    @property
    def subject(self) -> str:
        """The whole path and the line."""
        return f"{self.file}, line {self.line}," if self.line else str(self.file)


def use_vocabularies(folder: Path | None) -> None:
    """Take the tables of a folder, or go back to the built-in ones alone.

    Raises:
        VocabularyError: The folder or one of its tables cannot be used; it says file, line, cause and next step.
    """
    try:
        vocab.use(folder)
    except vocab.VocabularyProblem as problem:
        raise VocabularyError(problem.path, problem.cause, problem.remedy, problem.line) from problem
