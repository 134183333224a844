"""What can go wrong with a run: one class per cause, each with its exit code and the next step.

Doubts about the data are not here: they are rows of `findings`.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import ClassVar

from .plain import printable


class ExitCode(IntEnum):
    """What the command hands back to the shell."""

    OK = 0
    BUG = 1
    USAGE = 2
    PARTIAL = 3
    NOTHING = 4
    INVALID = 5
    INPUT = 6
    EXTRA = 7
    INTERRUPTED = 130


class PipelineError(Exception):
    """A cause, the file that it concerns, and what to do about it.

    >>> str(EmptyFile("plans/plan.pdf"))
    'plan.pdf is empty (0 bytes): download or copy it again.'
    """

    code: ClassVar[str] = "failed"
    """The code of this cause in `findings`."""
    exit_code: ClassVar[ExitCode] = ExitCode.NOTHING
    """What the run ends with where nothing else could be done either."""
    fatal: ClassVar[bool] = True
    """Whether nothing at all can be read from the file."""
    default_cause: ClassVar[str] = "could not be processed"
    default_remedy: ClassVar[str] = "check the file and run again"

    def __init__(self, file: Path | str, cause: str = "", remedy: str = "") -> None:
        """Keep the parts, with those of the class where none are given."""
        super().__init__(str(file), cause, remedy)
        self.file = Path(file)
        self.cause = cause or self.default_cause
        self.remedy = remedy or self.default_remedy

    @property
    def subject(self) -> str:
        """What the sentence calls the file."""
        return printable(self.file.name or str(self.file))

    def __str__(self) -> str:
        """One sentence with file, cause and next step."""
        return f"{self.subject} {printable(self.cause, None)}: {printable(self.remedy, None)}."


class _AtPath(PipelineError):
    """A cause for which the folder matters, so the whole path is named."""

    @property
    def subject(self) -> str:
        given: str = self.args[0]
        return printable(given if "://" in given else str(self.file))


class NotAPdf(PipelineError):
    """The bytes are those of something else."""

    code = "not_a_pdf"
    default_cause = "is not a PDF, whatever its name says"
    default_remedy = "export or print it to PDF from the program that made it"


class UnknownKind(PipelineError):
    """A file that no reader knows."""

    code = "unknown_kind"
    default_cause = "is of no kind that can be read"
    default_remedy = "give the plan as PDF, Word file, web page, spreadsheet or picture"


class DamagedFile(PipelineError):
    """A Word file, spreadsheet, web page or picture that is broken."""

    code = "damaged_file"
    default_cause = "is damaged and cannot be read"
    default_remedy = "download it again, or open it in the program that made it and save a new copy"


class EmptyFile(PipelineError):
    """The file has no bytes."""

    code = "empty_file"
    default_cause = "is empty (0 bytes)"
    default_remedy = "download or copy it again"


class DamagedPdf(PipelineError):
    """The file starts as a PDF and does not end as one, or its structure is broken."""

    code = "damaged_pdf"
    default_cause = "is damaged: its structure cannot be read"
    default_remedy = "download it again, or repair it, e.g. `qpdf in.pdf out.pdf`"


class NoPages(PipelineError):
    """A PDF that opens and holds no page."""

    code = "no_pages"
    default_cause = "is a PDF without any page"
    default_remedy = "ask for the file again where it was published"


class PasswordNeeded(PipelineError):
    """The file opens with a password only."""

    code = "password_needed"
    default_cause = "is encrypted and opens with a password only"
    default_remedy = "save a copy without it first, e.g. `qpdf --password=... --decrypt in.pdf out.pdf`"


class NoText(PipelineError):
    """Pages without a text layer."""

    code = "no_text"
    default_cause = "holds pictures of pages in which no text could be read"
    default_remedy = "scan it again with at least 200 dots per inch"


class NothingPrinted(PipelineError):
    """A file that opens and shows no word."""

    code = "nothing_printed"
    default_cause = "opens and holds no text"
    default_remedy = "check that this is the file that was published"


class NoSuchPages(PipelineError):
    """Pages that were asked for and are not there."""

    code = "no_such_pages"
    exit_code = ExitCode.USAGE
    default_cause = "has none of the pages that were asked for"
    default_remedy = "correct the range, e.g. `--pages 12-30`"


class NoActionTable(PipelineError):
    """Text, but no table that reads as actions; the plan itself is still a row."""

    code = "no_action_table"
    fatal = False
    default_cause = "has text, but no table of actions was found in it"
    default_remedy = "look at what was seen with `actionplans tables FILE --draw DIR`"


class InputMissing(_AtPath):
    """A file or folder that does not exist."""

    code = "input_missing"
    exit_code = ExitCode.INPUT
    default_cause = "does not exist"
    default_remedy = "check the spelling of the path"


class InputUnreadable(_AtPath):
    """A file that may not be opened."""

    code = "input_unreadable"
    exit_code = ExitCode.INPUT
    default_cause = "may not be read"
    default_remedy = "check its permissions, e.g. `ls -l`"


class NoPlansFound(_AtPath):
    """A folder without plans."""

    code = "no_plans_found"
    exit_code = ExitCode.INPUT
    default_cause = "is a folder without any file that could be a plan"
    default_remedy = "name the folder that holds the plans, or the files themselves"


class OutputUnwritable(_AtPath):
    """The folder that was asked for cannot take the results."""

    code = "output_unwritable"
    exit_code = ExitCode.USAGE
    default_cause = "cannot be written to"
    default_remedy = "choose another folder with `-o`, or change its permissions"


class OutputLocked(_AtPath):
    """Another run writes to the same folder."""

    code = "output_locked"
    exit_code = ExitCode.USAGE
    default_cause = "is being written to by another run"
    default_remedy = "wait until it is done, or choose another folder with `-o`"


class StoreUnusable(_AtPath):
    """Results that were just written cannot be read back."""

    code = "store_unusable"
    exit_code = ExitCode.USAGE
    default_cause = "does not give back what was written to it"
    default_remedy = "check the disk, or choose another folder with `-o`"


class InputChanged(PipelineError):
    """The file was written to while the run went on."""

    code = "input_changed"
    default_cause = "changed while it was being read"
    default_remedy = "run again when nothing writes to it any more"


class LinkOutside(_AtPath):
    """A symbolic link that leads out of the folder that was given."""

    code = "link_outside"
    exit_code = ExitCode.INPUT
    default_cause = "is a link that leads out of its folder and was not followed"
    default_remedy = "name the file itself if it is wanted"


class ArchiveUnreadable(_AtPath):
    """An archive, or a file in it, that cannot or should not be unpacked."""

    code = "archive_unreadable"
    default_cause = "is an archive that cannot be unpacked"
    default_remedy = "unpack it yourself and name the folder"


class ManifestError(_AtPath):
    """A manifest that cannot be understood."""

    code = "manifest"
    exit_code = ExitCode.USAGE
    default_cause = "is a manifest that cannot be used"
    default_remedy = (
        "it is a CSV file with the columns file (or url), council, title, published, inspection_date,"
        " framework, page_range, note"
    )


class FetchFailed(PipelineError):
    """An address that gave no plan."""

    code = "fetch_failed"
    exit_code = ExitCode.INPUT
    default_cause = "could not be fetched"
    default_remedy = "open the address in a browser, and name the saved file instead"

    @property
    def subject(self) -> str:
        """The whole address."""
        return printable(self.args[0])


class ExtraMissing(PipelineError):
    """An optional part of the program that this input needs."""

    code = "extra_missing"
    exit_code = ExitCode.EXTRA
    default_cause = "needs an optional part that is not installed"
    default_remedy = "install it with `pip install 'actionplans[all]'`"


class UsageError(_AtPath):
    """Something was asked for that does not exist or does not fit."""

    code = "usage"
    exit_code = ExitCode.USAGE
    default_cause = "does not fit here"
    default_remedy = "see the command with `--help`"


class SettingsError(_AtPath):
    """A setting that is unknown or has no possible value."""

    code = "settings"
    exit_code = ExitCode.USAGE
    default_cause = "holds a setting that cannot be used"
    default_remedy = "see `actionplans run --help` for the settings and their values"
